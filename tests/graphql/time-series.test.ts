import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const dayAfter = (period: string) => {
  const [year = 0, month = 12] = period.split('-').map(Number)
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}

/** A figure of tax in 万元 for a month, or from January to it, as the accumulation says. */
function tax(subject: string, period: string, value: string | null, rest: Partial<NewFigure> = {}): NewFigure {
  const accumulation = rest.accumulation ?? 'YEAR_TO_DATE'
  const start = accumulation === 'MONTH' ? `${period}-01` : `${period.slice(0, 4)}-01-01`
  return { subject, indicator: 'tax_revenue', accumulation, start, end: dayAfter(period), value, ...rest }
}

const monthly = { accumulation: 'MONTH' }
const yearly = { accumulation: 'FULL_YEAR' }
const parks = (...slugs: string[]) =>
  addSubjects(
    server.database,
    slugs.map((slug) => ({ kind: 'PARK', slug })),
  )
const add = (...figures: NewFigure[]) => addFigures(server.database, figures)

const select = `periods monthsPerBucket series { subject { slug } accumulation scope source { code } unit { code } count completeness
  isFilled isNegativeAfterRevision columns { measure unit { code } values lower upper reasons } }`

/** The one field, with its arguments as they stand in a query. */
async function ask(args: string, selection = select): Promise<Record<string, unknown>> {
  const { data, errors } = await server.send(`{ timeSeries(${args}) { ${selection} } }`)
  expect(errors).toBeUndefined()
  return data?.timeSeries as Record<string, unknown>
}

/** Values of the measures of the first series, each absent one as its reason. */
async function tell(args: string, indicator = 'tax_revenue', unit = 'unit: CNY_10K') {
  const answer = await ask(`indicators: ["${indicator}"] ${unit} ${args}`)
  const columns = pick(answer, 'series.0.columns') as { measure: string; values: string[]; reasons: string[] }[]
  return Object.fromEntries(
    columns.map(({ measure, values, reasons }) => [measure, values.map((value, at) => value ?? reasons[at])]),
  )
}

const of = (subject: string, bucket: string, from: string, to: string, measures = '[LEVEL]', more = '') =>
  `subjects: ["${subject}"] bucket: ${bucket} from: "${from}" to: "${to}" measures: ${measures} ${more}`

describe('November alone', () => {
  beforeAll(async () => {
    await parks('november')
    await add(
      tax('november', '2017-10', '50', { publishedOn: '2017-11-20' }),
      tax('november', '2017-11', '56', { publishedOn: '2017-12-20' }),
      tax('november', '2017-10', '58', { publishedOn: '2018-02-01' }),
    )
  })

  const read = async (published: string) => {
    const question = readFileSync(new URL('../../docs/questions/03-november-alone.graphql', import.meta.url), 'utf8')
    const variables = { subjects: ['november'], indicators: ['tax_revenue'], month: '2017-11', published }
    const { data, errors } = await server.send(question, variables)
    expect(errors).toBeUndefined()
    return pick(data, 'timeSeries.series.0.points')
  }
  const source = { code: 'xiangxiang-2017-review' }
  const rest = { period: '2017-11', lower: null, upper: null, reason: null, span: null }

  it('is derived from the year-to-date figures of two months, in the vintages of the day', async () => {
    expect(await read('2018-01-01')).toEqual([
      {
        ...rest,
        value: '0.0006',
        isNegativeAfterRevision: false,
        inputs: [
          { value: '50', period: '2017-01/2017-10', publishedOn: '2017-11-20', source },
          { value: '56', period: '2017-01/2017-11', publishedOn: '2017-12-20', source },
        ],
      },
    ])
  })

  it('is marked where a revision made it negative', async () => {
    expect(await read('2018-03-01')).toEqual([
      {
        ...rest,
        value: '-0.0002',
        isNegativeAfterRevision: true,
        inputs: [
          { value: '58', period: '2017-01/2017-10', publishedOn: '2018-02-01', source },
          { value: '56', period: '2017-01/2017-11', publishedOn: '2017-12-20', source },
        ],
      },
    ])
  })

  it('costs one statement', async () => {
    server.forget()
    await read('2018-03-01')
    expect(server.statements).toHaveLength(1)
  })

  it('is not marked where it was negative as first published', async () => {
    await parks('always-negative')
    await add(tax('always-negative', '2017-10', '50'), tax('always-negative', '2017-11', '49'))
    const args = `indicators: ["tax_revenue"] ${of('always-negative', 'MONTH', '2017-11', '2017-11', '[SINGLE_MONTH]')}`
    expect(pick(await ask(args), 'series.0.isNegativeAfterRevision')).toEqual([false])
  })
})

test('January and February that were published together are offered as a span', async () => {
  await parks('spring')
  await add(tax('spring', '2017-02', '12'), tax('spring', '2017-03', '20'))
  const answer = await ask(
    `indicators: ["tax_revenue"] unit: CNY_10K ${of('spring', 'MONTH', '2017-01', '2017-04', '[SINGLE_MONTH]')}`,
    'series { points { period unit { code } value reason span { period value lower upper } } }',
  )
  const span = { period: '2017-01/2017-02', value: '12', lower: null, upper: null }
  const unit = { code: 'CNY_10K' }
  expect(pick(answer, 'series.0.points')).toEqual([
    { period: '2017-01', unit, value: null, reason: 'PUBLISHED_TOGETHER', span },
    { period: '2017-02', unit, value: null, reason: 'PUBLISHED_TOGETHER', span },
    { period: '2017-03', unit, value: '8', reason: null, span: null },
    { period: '2017-04', unit, value: null, reason: 'MISSING_VALUE', span: null },
  ])
})

describe('months before which January and February were published together', () => {
  beforeAll(async () => {
    await parks('year-start')
    await add(
      ...['02', '03', '04', '05', '06'].map((month, at) => tax('year-start', `2017-${month}`, String(12 + 8 * at))),
    )
  })

  it('have a moving average from the third single month on, and before it the reason of the missing one', async () => {
    expect(await tell(of('year-start', 'MONTH', '2017-01', '2017-06', '[MOVING_AVERAGE]'))).toEqual({
      MOVING_AVERAGE: [...Array(4).fill('PUBLISHED_TOGETHER'), '8', '8'],
    })
  })

  it('have an index from the first single month on, which says so', async () => {
    const args = of('year-start', 'MONTH', '2017-01', '2017-05', '[INDEX]')
    const none = 'PUBLISHED_TOGETHER'
    expect(await tell(args)).toEqual({ INDEX: [none, none, '100', '100', '100'] })
    expect(await tell(`${args} base: "2017-01"`)).toEqual({
      INDEX: [none, none, 'MISSING_BASE', 'MISSING_BASE', 'MISSING_BASE'],
    })
    const base = async (more: string) =>
      pick(await ask(`indicators: ["tax_revenue"] ${args} ${more}`, 'series { base }'), 'series.0.base')
    expect(await base('')).toBe('2017-03')
    expect(await base('base: "2017-01"')).toBe('2017-01')
  })
})

test('January alone is its own year to date', async () => {
  await parks('january')
  await add(tax('january', '2017-01', '5'))
  expect(await tell(of('january', 'MONTH', '2017-01', '2017-01', '[SINGLE_MONTH]'))).toEqual({ SINGLE_MONTH: ['5'] })
})

describe('longer buckets', () => {
  beforeAll(async () => {
    await parks('to-date', 'by-month', 'stock', 'yearly', 'halves')
    await add(
      ...['03', '06', '08'].map((month, at) => tax('to-date', `2017-${month}`, String(10 + 20 * at))),
      ...['01', '02', '03', '05'].map((month, at) => tax('by-month', `2017-${month}`, String(at + 1), monthly)),
      tax('yearly', '2016-12', '80', yearly),
      tax('yearly', '2017-12', '100', yearly),
      ...['2017-02', '2017-03', '2017-08'].map((month, at) => ({
        ...tax('stock', month, String(at + 1), { accumulation: 'STOCK', unit: 'MU' }),
        indicator: 'land_area',
      })),
      tax('halves', '2017-06', '60', { accumulation: 'PERIOD_TOTAL' }),
      tax('halves', '2017-03', '25', { accumulation: 'PERIOD_TOTAL' }),
    )
  })

  it('are differences of year-to-date figures, never sums, and say how much of them is covered', async () => {
    const answer = await ask(`indicators: ["tax_revenue"] unit: CNY_10K ${of('to-date', 'QUARTER', '2017', '2017')}`)
    expect(answer).toMatchObject({
      periods: ['2017-Q1', '2017-Q2', '2017-Q3', '2017-Q4'],
      monthsPerBucket: 3,
      series: [{ accumulation: 'YEAR_TO_DATE', count: [1, 1, 1, 0], completeness: [3, 3, 2, 0] }],
    })
    expect(pick(answer, 'series.0.columns.0.values')).toEqual(['10', '20', '20', null])
    expect(await tell(of('to-date', 'YEAR', '2017', '2017'))).toEqual({ LEVEL: ['50'] })
  })

  it('have no value where the year to date before them is not known', async () => {
    await parks('gap')
    await add(tax('gap', '2017-02', '10'), tax('gap', '2017-06', '30'))
    expect(await tell(of('gap', 'QUARTER', '2017', '2017'))).toEqual({
      LEVEL: ['10', 'MISSING_BASE', 'MISSING_VALUE', 'MISSING_VALUE'],
    })
  })

  it('are sums of single months, and partial ones derive nothing', async () => {
    const measures = '[LEVEL, PERIOD_ON_PERIOD]'
    expect(await tell(of('by-month', 'QUARTER', '2017-01', '2017-06', measures))).toEqual({
      LEVEL: ['6', '4'],
      PERIOD_ON_PERIOD: ['MISSING_BASE', 'INCOMPLETE_BUCKET'],
    })
    expect(await tell(of('by-month', 'QUARTER', '2017-01', '2017-06', '[LEVEL]', 'fill: NULL'))).toEqual({
      LEVEL: ['6', 'INCOMPLETE_BUCKET'],
    })
  })

  it('hold the last stock', async () => {
    expect(await tell(of('stock', 'HALF_YEAR', '2017', '2017', '[LEVEL, CUMULATIVE]'), 'land_area', '')).toEqual({
      LEVEL: ['2', '3'],
      CUMULATIVE: ['NOT_ADDITIVE', 'NOT_ADDITIVE'],
    })
  })

  it('hold no sum of figures that overlap', async () => {
    expect(await tell(of('halves', 'YEAR', '2017', '2017'))).toEqual({ LEVEL: ['OVERLAPPING_FIGURES'] })
    expect(await tell(of('halves', 'HALF_YEAR', '2017-01', '2017-06'))).toEqual({ LEVEL: ['60'] })
  })

  it('count the months that overlapping figures cover once, and give one reason for all that they make', async () => {
    const answer = await ask(
      `indicators: ["tax_revenue"] ${of('halves', 'YEAR', '2017', '2017', '[LEVEL, CUMULATIVE, YEAR_ON_YEAR]')}`,
      'series { count completeness columns { values reasons } }',
    )
    const column = { values: [null], reasons: ['OVERLAPPING_FIGURES'] }
    expect(answer).toEqual({ series: [{ count: [2], completeness: [6], columns: [column, column, column] }] })
  })

  it('of years take the figure of the year', async () => {
    expect(await tell(of('yearly', 'YEAR', '2016', '2017', '[LEVEL, YEAR_ON_YEAR]'))).toEqual({
      LEVEL: ['80', '100'],
      YEAR_ON_YEAR: ['MISSING_BASE', '25'],
    })
  })

  it.each([
    of('yearly', 'MONTH', '2017-01', '2017-03'),
    of('yearly', 'QUARTER', '2016', '2017'),
    of('by-month', 'MONTH', '2017', '2017', '[LEVEL]', 'accumulation: FULL_YEAR'),
    of('halves', 'MONTH', '2017', '2017'),
  ])('are never split: %s', async (args) => {
    const { errors } = await server.send(`{ timeSeries(indicators: ["tax_revenue"] ${args}) { ${select} } }`)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BUCKET_TOO_FINE', argument: 'bucket' })
  })

  it('never add up rates', async () => {
    await parks('rate')
    const rate = { indicator: 'moderate_prosperity_share', unit: 'PERCENT' }
    const { rows } = await server.database.pool.query(
      `SELECT code FROM indicator WHERE over_time = 'NONE' AND dimension = 'ratio' LIMIT 1`,
    )
    const indicator = rows[0]?.code ?? rate.indicator
    await add(
      { ...tax('rate', '2017-01', '40', monthly), ...rate, indicator },
      { ...tax('rate', '2017-02', '50', monthly), ...rate, indicator },
    )
    expect(
      await tell(of('rate', 'MONTH', '2017-01', '2017-02', '[LEVEL, SINGLE_MONTH, CUMULATIVE]'), indicator, ''),
    ).toEqual({
      LEVEL: ['40', '50'],
      SINGLE_MONTH: ['NOT_ADDITIVE', 'NOT_ADDITIVE'],
      CUMULATIVE: ['NOT_ADDITIVE', 'NOT_ADDITIVE'],
    })
    const { errors } = await server.send(
      `{ timeSeries(indicators: ["${indicator}"] ${of('rate', 'MONTH', '2017', '2017')}) { periods } }`,
    )
    expect(errors).toBeUndefined()
  })
})

test('a zero or negative base gives a reason and no growth', async () => {
  await parks('bases')
  await add(
    ...['0', '-4', '5'].map((value, at) => tax('bases', `2016-0${at + 1}`, value, monthly)),
    ...['3', '3', '3'].map((value, at) => tax('bases', `2017-0${at + 1}`, value, monthly)),
  )
  expect(await tell(of('bases', 'MONTH', '2017-01', '2017-04', '[YEAR_ON_YEAR]'))).toEqual({
    YEAR_ON_YEAR: ['ZERO_BASE', 'NEGATIVE_BASE', '-40', 'MISSING_VALUE'],
  })
})

test('reported growth stands beside the computed one, with the divergence', async () => {
  await parks('reported')
  await add(
    tax('reported', '2016-11', '290'),
    tax('reported', '2017-11', '273'),
    tax('reported', '2017-11', '16.5', { measure: 'GROWTH', unit: 'PERCENT' }),
    tax('reported', '2017-10', '12', { measure: 'GROWTH', unit: 'PERCENT' }),
  )
  expect(
    await tell(of('reported', 'MONTH', '2017-10', '2017-11', '[YEAR_ON_YEAR, REPORTED_GROWTH, GROWTH_DIVERGENCE]')),
  ).toEqual({
    YEAR_ON_YEAR: ['MISSING_VALUE', '-5.862068965517241379310344827586207'],
    REPORTED_GROWTH: ['12', '16.5'],
    GROWTH_DIVERGENCE: ['MISSING_VALUE', '22.362068965517241379310344827586207'],
  })
})

describe('vague figures', () => {
  beforeAll(async () => {
    await parks('vague')
    await add(
      tax('vague', '2016-01', '10', monthly),
      tax('vague', '2017-01', null, { ...monthly, lower: '20', qualifier: 'OVER' }),
      tax('vague', '2017-02', '7', monthly),
      tax('vague', '2017-03', null, { ...monthly, lower: '1', upper: '3', qualifier: 'ABOUT' }),
      tax('vague', '2018-03', '4', monthly),
    )
  })

  const column = async (args: string) => {
    const answer = await ask(`indicators: ["tax_revenue"] unit: CNY_10K ${args}`)
    return pick(answer, 'series.0.columns.0')
  }

  it('derive bounds, and no value', async () => {
    expect(await column(of('vague', 'MONTH', '2017-01', '2017-01', '[YEAR_ON_YEAR]'))).toMatchObject({
      values: [null],
      lower: ['100'],
      upper: [null],
      reasons: ['VAGUE_VALUE'],
    })
    expect(await column(of('vague', 'MONTH', '2018-03', '2018-03', '[YEAR_ON_YEAR]'))).toMatchObject({
      values: [null],
      lower: ['33.33333333333333333333333333333333'],
      upper: ['300'],
      reasons: ['VAGUE_VALUE'],
    })
  })

  it('make vague sums', async () => {
    expect(await column(of('vague', 'QUARTER', '2017-01', '2017-03'))).toMatchObject({
      values: [null],
      lower: ['28'],
      upper: [null],
      reasons: ['VAGUE_VALUE'],
    })
  })

  it('make vague differences', async () => {
    await parks('vague-to-date')
    await add(
      tax('vague-to-date', '2017-10', null, { lower: '40', upper: '50', qualifier: 'ABOUT' }),
      tax('vague-to-date', '2017-11', '60'),
    )
    expect(await column(of('vague-to-date', 'MONTH', '2017-11', '2017-11', '[SINGLE_MONTH]'))).toMatchObject({
      values: [null],
      lower: ['10'],
      upper: ['20'],
      reasons: ['VAGUE_VALUE'],
    })
  })
})

test('fills stand for levels that are missing, and nothing derives from them', async () => {
  await parks('filled')
  await add(tax('filled', '2017-01', '5', monthly), tax('filled', '2017-03', '7', monthly))
  const args = (fill: string) =>
    of('filled', 'MONTH', '2016-12', '2017-04', '[LEVEL, PERIOD_ON_PERIOD]', `fill: ${fill}`)
  const derived = ['MISSING_VALUE', 'MISSING_BASE', 'MISSING_VALUE', 'MISSING_BASE', 'MISSING_VALUE']
  expect(await tell(args('ZERO'))).toEqual({ LEVEL: ['0', '5', '0', '7', '0'], PERIOD_ON_PERIOD: derived })
  expect(await tell(args('LAST'))).toEqual({ LEVEL: ['MISSING_VALUE', '5', '5', '7', '7'], PERIOD_ON_PERIOD: derived })
  const answer = await ask(`indicators: ["tax_revenue"] ${args('LAST')}`)
  expect(pick(answer, 'series.0.isFilled')).toEqual([false, false, true, false, true])
  expect(pick(answer, 'series.0.count')).toEqual([0, 1, 0, 1, 0])
})

test('the last year to date stands for months of its own year alone', async () => {
  await parks('filled-to-date')
  await add(
    tax('filled-to-date', '2016-11', '90'),
    tax('filled-to-date', '2017-02', '12'),
    tax('filled-to-date', '2017-03', null, { lower: '20', qualifier: 'OVER' }),
  )
  const answer = await ask(
    `indicators: ["tax_revenue"] unit: CNY_10K ${of('filled-to-date', 'MONTH', '2016-11', '2017-04', '[LEVEL]', 'fill: LAST')}`,
  )
  expect(pick(answer, 'series.0')).toMatchObject({
    isFilled: [false, true, false, false, false, false],
    columns: [
      {
        values: ['90', '90', null, '12', null, null],
        lower: [null, null, null, null, '20', '20'],
        reasons: [null, null, 'MISSING_VALUE', null, 'VAGUE_VALUE', 'VAGUE_VALUE'],
      },
    ],
  })
  const years = of('filled-to-date', 'HALF_YEAR', '2016-07', '2017-12', '[LEVEL]', 'accumulation: MONTH fill: LAST')
  await add(tax('filled-to-date', '2016-12', '9', monthly))
  expect(await tell(years)).toEqual({ LEVEL: ['9', '9', '9'] })
})

test('levels are ranked among the subjects asked for, equal ones alike, and those without a value not at all', async () => {
  await parks('rank-a', 'rank-b', 'rank-c', 'rank-d', 'rank-e')
  await add(...['5', '8', '8', '1'].map((value, at) => tax(`rank-${'abcd'[at]}`, '2017-01', value)))
  const slugs = '["rank-a", "rank-b", "rank-c", "rank-d", "rank-e"]'
  const answer = await ask(
    `subjects: ${slugs} indicators: ["tax_revenue"] bucket: MONTH from: "2017-01" to: "2017-01" measures: [RANK]`,
  )
  const series = answer.series as object[]
  expect(series.map((one) => pick(one, 'columns.0.values.0'))).toEqual(['3', '1', '1', '4', null])
  expect(pick(series[4], 'columns.0.reasons.0')).toBe('MISSING_VALUE')
  expect(series.map((one) => pick(one, 'subject.slug'))).toEqual(['rank-a', 'rank-b', 'rank-c', 'rank-d', 'rank-e'])
})

describe('a vague level', () => {
  const rank = async (subjects: string[], bucket: string, period: string) => {
    const answer = await ask(
      `subjects: ["${subjects.join('", "')}"] indicators: ["tax_revenue"] bucket: ${bucket} from: "${period}" to: "${period}" measures: [RANK]`,
    )
    const columns = (answer.series as object[]).map((one) => pick(one, 'columns.0'))
    return columns.map((column) => pick(column, 'values.0') ?? pick(column, 'reasons.0'))
  }

  it('gives up its own place where that is open, and no other', async () => {
    await parks('open-a', 'open-b', 'open-c')
    await add(
      tax('open-a', '2017-01', '5'),
      tax('open-b', '2017-01', null, { lower: '4', qualifier: 'OVER' }),
      tax('open-c', '2017-01', '2'),
    )
    expect(await rank(['open-a', 'open-b', 'open-c'], 'MONTH', '2017-01')).toEqual(['1', 'VAGUE_VALUE', '2'])
    expect(await rank(['open-c', 'open-b'], 'MONTH', '2017-01')).toEqual(['2', '1'])
  })

  it('has a place beside an equal one where the bound of a sum or a difference is excluded', async () => {
    await parks('edge-a', 'edge-b', 'edge-c')
    await add(
      tax('edge-a', '2017-04', null, { ...monthly, lower: '3', qualifier: 'OVER' }),
      ...['05', '06'].map((month) => tax('edge-a', `2017-${month}`, '1', monthly)),
      tax('edge-b', '2017-03', null, { upper: '4', qualifier: 'NEARLY' }),
      tax('edge-b', '2017-06', '10'),
      tax('edge-c', '2017-03', '4'),
      tax('edge-c', '2017-06', '9'),
    )
    expect(await rank(['edge-a', 'edge-c'], 'QUARTER', '2017-Q2')).toEqual(['1', '2'])
    await add(tax('edge-c', '2017-06', '10', { publishedOn: '2020-02-01' }))
    expect(await rank(['edge-b', 'edge-c'], 'QUARTER', '2017-Q2')).toEqual(['1', '2'])
  })
})

test('a part is held against the park that it belongs to, and rests on the figures of both', async () => {
  await parks('whole')
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'part', park: 'whole' }])
  await add(tax('whole', '2017-11', '80'), tax('part', '2017-11', '20'), tax('part', '2017-10', '19'))
  expect(await tell(of('part', 'MONTH', '2017-10', '2017-11', '[SHARE_OF_PARENT]'))).toEqual({
    SHARE_OF_PARENT: ['MISSING_BASE', '25'],
  })
  expect(await tell(of('whole', 'MONTH', '2017-11', '2017-11', '[SHARE_OF_PARENT]'))).toEqual({
    SHARE_OF_PARENT: ['NO_PARENT'],
  })
  const points = await ask(
    `indicators: ["tax_revenue"] ${of('part', 'MONTH', '2017-11', '2017-11', '[SHARE_OF_PARENT]')}`,
    'series { points { inputs { subject { slug } value } } }',
  )
  expect(pick(points, 'series.0.points.0.inputs')).toEqual([
    { subject: { slug: 'whole' }, value: '80' },
    { subject: { slug: 'part' }, value: '20' },
  ])
})

test('a part is held against the park of each bucket, as of its last day', async () => {
  await parks('moved', 'left', 'entered')
  const end = (year: number) => ({ period_start: `${year}-07-01`, period_end: `${year + 1}-07-01` })
  await addFact(server.database, 'membership', 'moved', { park: 'left', role: 'PART_OF', ...end(2016) })
  await addFact(server.database, 'membership', 'moved', { park: 'entered', role: 'PART_OF', ...end(2017) })
  const of2017 = ['2017-03', '2017-06', '2017-07', '2017-08'].flatMap((month) => [
    tax('moved', month, '10'),
    tax('left', month, '40'),
    tax('entered', month, '50'),
  ])
  await add(...of2017, tax('moved', '2016-06', '9'), tax('left', '2016-06', '9'))
  const args = of('moved', 'MONTH', '2017-06', '2017-08', '[SHARE_OF_PARENT]')
  expect(await tell(args)).toEqual({ SHARE_OF_PARENT: ['25', '20', '20'] })
  expect(await tell(of('moved', 'HALF_YEAR', '2016-01', '2017-06', '[SHARE_OF_PARENT]'))).toEqual({
    SHARE_OF_PARENT: ['NO_PARENT', 'MISSING_VALUE', '25'],
  })
  const points = await ask(`indicators: ["tax_revenue"] ${args}`, 'series { points { inputs { subject { slug } } } }')
  expect(pick(points, 'series.0.points')).toEqual(
    ['left', 'entered', 'entered'].map((park) => ({ inputs: ['moved', park].map((slug) => ({ subject: { slug } })) })),
  )
})

test('a bucket that has not ended takes the park of the day that the view looks from', async () => {
  await parks('young', 'early', 'late')
  const { pool } = server.database
  for (const [park, start, end] of [
    ['early', '-infinity', '2017-11-20'],
    ['late', '2017-11-20', 'infinity'],
  ])
    await pool.query(
      `INSERT INTO membership (subject_id, park_id, reporting_park_id, citation_id, role, published_on, period_start, period_end)
       SELECT s.id, p.id, s.reporting_park_id, (SELECT min(id) FROM citation), 'PART_OF', '2017-11-01', $2, $3
       FROM subject s, subject p WHERE s.slug = 'young' AND p.slug = $1`,
      [park, start, end],
    )
  await add(
    ...['young', 'early', 'late'].map((slug, at) =>
      tax(slug, '2017-11', String([10, 40, 50][at]), { publishedOn: '2017-11-05' }),
    ),
  )
  const share = (day: string) =>
    tell(of('young', 'MONTH', '2017-11', '2017-11', '[SHARE_OF_PARENT]', `asOf: { published: "${day}" }`))
  expect(await share('2017-11-10')).toEqual({ SHARE_OF_PARENT: ['25'] })
  expect(await share('2017-11-25')).toEqual({ SHARE_OF_PARENT: ['20'] })
})

test('tax per mu takes the land that was valid in the year', async () => {
  await parks('land')
  const land = (end: string, value: string): NewFigure => ({
    subject: 'land',
    indicator: 'land_area',
    accumulation: 'STOCK',
    unit: 'MU',
    start: `${Number(end.slice(0, 4)) - 1}-12-31`,
    end,
    value,
  })
  await add(
    land('2016-01-01', '100'),
    land('2018-01-01', '200'),
    tax('land', '2016-12', '1000', yearly),
    tax('land', '2017-12', '1000', yearly),
    tax('land', '2015-12', '1000', yearly),
    tax('land', '2014-12', '1000', yearly),
  )
  const answer = await ask(`indicators: ["tax_revenue"] ${of('land', 'YEAR', '2014', '2017', '[PER_MU]')}`)
  expect(pick(answer, 'series.0.columns.0')).toMatchObject({
    unit: { code: 'CNY_10K_PER_MU' },
    values: [null, '10', '10', '5'],
    reasons: ['MISSING_BASE', null, null, null],
  })
})

describe('which figures are read', () => {
  it('is year-to-date ones before months, unless asked otherwise or by year', async () => {
    await parks('several')
    await add(
      tax('several', '2017-11', '50'),
      tax('several', '2017-11', '6', monthly),
      tax('several', '2017-12', '55', yearly),
    )
    expect(await tell(of('several', 'MONTH', '2017-11', '2017-11'))).toEqual({ LEVEL: ['50'] })
    expect(await tell(of('several', 'MONTH', '2017-11', '2017-11', '[LEVEL]', 'accumulation: MONTH'))).toEqual({
      LEVEL: ['6'],
    })
    expect(await tell(of('several', 'YEAR', '2017', '2017'))).toEqual({ LEVEL: ['55'] })
    expect(await tell(of('several', 'MONTH', '2017-11', '2017-11', '[LEVEL]', 'accumulation: STOCK'))).toEqual({
      LEVEL: ['MISSING_VALUE'],
    })
  })

  it('is in each bucket of the first source by priority, and never of two together', async () => {
    await parks('sources')
    const [id] = await add(tax('sources', '2017-10', '50'), tax('sources', '2017-11', '56'))
    const { pool } = server.database
    await pool.query(`INSERT INTO source (code, title, kind, authors, language, published_from, published_to, priority, reporting_park_id)
      VALUES ('bulletin', 'b', 'STATISTICAL_REPORT', '{}', 'zh', '2018-01-01', '2018-01-01', -5, (SELECT min(id) FROM subject WHERE reporting_park_id = id))`)
    await pool.query(
      `INSERT INTO citation (source_id, section, paragraph) SELECT id, 's', 1 FROM source WHERE code = 'bulletin'`,
    )
    const key = Buffer.from(id as string, 'base64')
      .toString()
      .split(':')[2]
    await pool.query(
      `INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, qualifier, unit_code, nature, stage, status,
         printed_label, printed_text, source_id, citation_id, published_on)
       SELECT o.reporting_park_id, o.series_id, o.period_start, '2017-12-01', 60, 'EXACT', o.unit_code, o.nature, o.stage, '{provisional}', '', '',
         s.id, c.id, '2018-01-01' FROM observation o, source s JOIN citation c ON c.source_id = s.id WHERE s.code = 'bulletin' AND o.id = $1`,
      [key],
    )
    const args = of('sources', 'MONTH', '2017-10', '2017-11', '[LEVEL, SINGLE_MONTH]')
    expect(await tell(args)).toEqual({
      LEVEL: ['50', '60'],
      SINGLE_MONTH: ['PUBLISHED_TOGETHER', 'PUBLISHED_TOGETHER'],
    })
    const answer = await ask(`indicators: ["tax_revenue"] ${args}`, 'series { source { code } status }')
    expect(answer).toEqual({ series: [{ source: null, status: [[], ['provisional']] }] })
    expect(await tell(`${args} source: "xiangxiang-2017-review"`)).toEqual({
      LEVEL: ['50', '56'],
      SINGLE_MONTH: ['PUBLISHED_TOGETHER', '6'],
    })
  })

  it('is told by the issues of a bulletin together, which are sources of one priority', async () => {
    await parks('issues')
    const ids = await add(tax('issues', '2017-10', '50'), tax('issues', '2017-11', '56'))
    const { pool } = server.database
    for (const [index, id] of ids.entries())
      await pool.query(
        `WITH s AS (INSERT INTO source (code, title, kind, authors, language, published_from, published_to, priority, reporting_park_id)
             VALUES ($1, 'b', 'STATISTICAL_REPORT', '{}', 'zh', '2018-01-01', '2018-01-01', -6, (SELECT min(id) FROM subject WHERE reporting_park_id = id)) RETURNING id),
           c AS (INSERT INTO citation (source_id, section, paragraph) SELECT id, 's', 1 FROM s RETURNING id, source_id)
         INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, qualifier, unit_code, nature, stage, status,
           printed_label, printed_text, source_id, citation_id, published_on)
         SELECT reporting_park_id, series_id, period_start, period_end, value + 1, qualifier, unit_code, nature, stage, '{}', '', '',
           c.source_id, c.id, '2018-01-01' FROM observation o, c WHERE o.id = $2`,
        [`issue-${index}`, Buffer.from(id, 'base64').toString().split(':')[2]],
      )
    expect(await tell(of('issues', 'MONTH', '2017-10', '2017-11', '[LEVEL, SINGLE_MONTH]'))).toEqual({
      LEVEL: ['51', '57'],
      SINGLE_MONTH: ['PUBLISHED_TOGETHER', '6'],
    })
  })

  it('is of the nature and the scope asked for', async () => {
    await parks('scoped')
    await add(
      tax('scoped', '2017-12', '50', { nature: 'FORECAST' }),
      tax('scoped', '2017-12', '40', { scope: 'LOCAL' }),
      tax('scoped', '2017-12', '45', { scope: 'ALL' }),
    )
    const args = (more: string) => of('scoped', 'MONTH', '2017-12', '2017-12', '[LEVEL]', more)
    expect(await tell(args('nature: FORECAST'))).toEqual({ LEVEL: ['50'] })
    expect(await tell(args('scope: LOCAL'))).toEqual({ LEVEL: ['40'] })
    expect(await tell(args(''))).toEqual({ LEVEL: ['45'] })
  })

  it('is what the viewer may see: a hidden vintage does not hide the one before', async () => {
    await parks('hidden-vintage')
    await add(
      tax('hidden-vintage', '2017-11', '50'),
      tax('hidden-vintage', '2017-11', '66', { publishedOn: '2021-01-01', accessLevel: 'RESTRICTED' }),
    )
    expect(await tell(of('hidden-vintage', 'MONTH', '2017-11', '2017-11'))).toEqual({ LEVEL: ['50'] })
  })

  it('is what was recorded by the moment asked for', async () => {
    await parks('recorded')
    await add(tax('recorded', '2017-10', '50'), tax('recorded', '2017-11', '56'))
    const { rows } = await server.database.pool.query('SELECT to_json(max(recorded_at)) AS clock FROM change')
    await add(tax('recorded', '2017-10', '52'), tax('recorded', '2017-09', '45'))
    const args = of('recorded', 'MONTH', '2017-10', '2017-11', '[SINGLE_MONTH]')
    expect(await tell(args)).toEqual({ SINGLE_MONTH: ['7', '4'] })
    expect(await tell(`${args} asOf: { recorded: "${rows[0].clock}" }`)).toEqual({
      SINGLE_MONTH: ['PUBLISHED_TOGETHER', '6'],
    })
  })

  it('is what a missing figure withdrew no longer', async () => {
    await parks('withdrawn')
    await add(
      tax('withdrawn', '2017-11', '50'),
      tax('withdrawn', '2017-11', null, { publishedOn: '2021-01-01', missingReason: 'withdrawn' }),
    )
    expect(await tell(of('withdrawn', 'MONTH', '2017-11', '2017-11'))).toEqual({ LEVEL: ['MISSING_VALUE'] })
  })

  it('is corrections in the place of what they correct, where that is asked', async () => {
    await parks('corrected')
    const [printed] = await add(tax('corrected', '2017-10', '50'), tax('corrected', '2017-11', '56'))
    const [corrected] = await add(
      tax('corrected', '2017-10', '53', { corrects: printed as string, publishedOn: '2020-02-01' }),
    )
    const [park, id] = Buffer.from(printed as string, 'base64')
      .toString()
      .split(':')
      .slice(1)
    await server.database.pool.query(
      `WITH c AS (INSERT INTO correction (reporting_park_id, observation_id, changes, evidence_zh, evidence_en, confidence, proposed_by, proposed_on)
         VALUES ($1, $2, '{"value":"53"}', 'z', 'e', 'LOW', 'x', '2020-01-01') RETURNING id)
       SELECT 1 FROM c`,
      [park, id],
    )
    await server.database.pool.query(
      `INSERT INTO correction_decision (reporting_park_id, correction_id, state, decided_by, decided_on, reason, observation_id)
       SELECT reporting_park_id, id, 'ACCEPTED', 'x', '2020-02-01', 'r', $2 FROM correction WHERE observation_id = $1`,
      [
        id,
        Buffer.from(corrected as string, 'base64')
          .toString()
          .split(':')[2],
      ],
    )
    const args = of('corrected', 'MONTH', '2017-11', '2017-11', '[SINGLE_MONTH]')
    expect(await tell(args)).toEqual({ SINGLE_MONTH: ['6'] })
    expect(await tell(`${args} reading: CORRECTED`)).toEqual({ SINGLE_MONTH: ['3'] })
    expect(await tell(`${args} reading: CORRECTED asOf: { published: "2020-01-15" }`)).toEqual({ SINGLE_MONTH: ['6'] })
  })
})

describe('the kind of the figures', () => {
  const share = {
    indicator: 'moderate_prosperity_share',
    accumulation: 'UNSPECIFIED',
    measure: 'SHARE',
    unit: 'PERCENT',
  }
  const growth = { measure: 'GROWTH', unit: 'PERCENT' }
  const kind = async (args: string) => {
    const answer = await ask(args, 'series { of unit { code } completeness columns { values reasons } }')
    return pick(answer, 'series.0')
  }

  it('is the share that an indicator is, by month and by year', async () => {
    const args = (bucket: string, from: string) =>
      `indicators: ["moderate_prosperity_share"] ${of('xiangxiang-etdz', bucket, from, '2017')}`
    expect(await kind(args('MONTH', '2017-10'))).toEqual({
      of: 'SHARE',
      unit: { code: 'PERCENT' },
      completeness: [0, 1, 0],
      columns: [{ values: [null, '71.5', null], reasons: ['MISSING_VALUE', null, 'MISSING_VALUE'] }],
    })
    expect(await kind(args('YEAR', '2016'))).toEqual({
      of: 'SHARE',
      unit: { code: 'PERCENT' },
      completeness: [0, 11],
      columns: [{ values: [null, '71.5'], reasons: ['MISSING_VALUE', null] }],
    })
    const { errors } = await server.send(`{ timeSeries(${args('QUARTER', '2017')}) { series { of } } }`)
    expect(errors?.[0]?.extensions).toEqual({ code: 'BUCKET_TOO_FINE', argument: 'bucket' })
  })

  it('is the rank that an indicator is', async () => {
    await parks('placed')
    const rank = { indicator: 'provincial_park_rank', unit: 'RANK', accumulation: 'UNSPECIFIED' }
    await add(
      tax('placed', '2016-12', '9', { ...rank, measure: 'RANK' }),
      tax('placed', '2017-12', '7', { ...rank, measure: 'RANK' }),
    )
    expect(await kind(`indicators: ["provincial_park_rank"] ${of('placed', 'YEAR', '2016', '2018')}`)).toEqual({
      of: 'RANK',
      unit: { code: 'RANK' },
      completeness: [12, 12, 0],
      columns: [{ values: ['9', '7', null], reasons: [null, null, 'MISSING_VALUE'] }],
    })
  })

  it('is the level where the buckets have both', async () => {
    await parks('both-kinds')
    await add(
      tax('both-kinds', '2017-11', '71', share),
      tax('both-kinds', '2017-11', '70', { ...share, measure: 'LEVEL' }),
      tax('both-kinds', '2018-11', '73', share),
    )
    const args = (year: string, more = '') =>
      `indicators: ["moderate_prosperity_share"] ${of('both-kinds', 'MONTH', `${year}-11`, `${year}-11`, '[LEVEL]', more)}`
    expect(await kind(args('2017'))).toMatchObject({ of: 'LEVEL', columns: [{ values: ['70'] }] })
    expect(await kind(args('2017', 'of: SHARE'))).toMatchObject({ of: 'SHARE', columns: [{ values: ['71'] }] })
    expect(await kind(args('2018'))).toMatchObject({ of: 'SHARE', columns: [{ values: ['73'] }] })
    expect(await kind(args('2018', 'of: LEVEL'))).toMatchObject({ columns: [{ reasons: ['MISSING_VALUE'] }] })
  })

  it('is never a growth or change in the place of a level, unless it is asked for', async () => {
    await parks('kinds')
    await add(
      tax('kinds', '2017-11', '16.5', growth),
      tax('kinds', '2017-11', '4', { measure: 'CHANGE' }),
      tax('kinds', '2017-11', '30', { measure: 'SHARE', unit: 'PERCENT' }),
    )
    const args = (more: string, measures = '[LEVEL]') =>
      `indicators: ["tax_revenue"] ${of('kinds', 'MONTH', '2017-11', '2017-11', measures, more)}`
    expect(await kind(args(''))).toMatchObject({ of: null, columns: [{ reasons: ['MISSING_VALUE'] }] })
    const answers = { GROWTH: ['16.5', 'PERCENT'], CHANGE: ['0.0004', 'CNY_100M'], SHARE: ['30', 'PERCENT'] }
    for (const [name, [value, code]] of Object.entries(answers))
      expect(await kind(args(`of: ${name}`))).toMatchObject({
        of: name,
        unit: { code },
        columns: [{ values: [value] }],
      })
    expect(await kind(args('of: GROWTH', '[LEVEL, RANK]'))).toMatchObject({ columns: [{}, { values: ['1'] }] })
  })

  it('is not split: rates of separate months make no year', async () => {
    await parks('separate')
    await add(
      tax('separate', '2017-01', '40', { ...share, start: '2017-01-01' }),
      tax('separate', '2017-02', '50', { ...share, start: '2017-02-01' }),
    )
    const args = (bucket: string) =>
      `indicators: ["moderate_prosperity_share"] ${of('separate', bucket, '2017-01', '2017-02', '[LEVEL]')}`
    expect(await kind(args('MONTH'))).toMatchObject({ columns: [{ values: ['40', '50'] }] })
    expect(await kind(args('YEAR'))).toMatchObject({ columns: [{ reasons: ['MISSING_VALUE'] }] })
  })
})

test('levels come in the unit asked for, else in the default one of the indicator, exactly', async () => {
  await parks('units')
  await add(tax('units', '2017-11', '12345.678'))
  expect(await tell(of('units', 'MONTH', '2017-11', '2017-11'), 'tax_revenue', '')).toEqual({ LEVEL: ['1.2345678'] })
  expect(await tell(of('units', 'MONTH', '2017-11', '2017-11'), 'tax_revenue', 'unit: "元"')).toEqual({
    LEVEL: ['123456780'],
  })
})

test('several indicators of several subjects come in the order asked, with every bucket', async () => {
  await parks('grid-a', 'grid-b')
  const answer = await ask(
    'subjects: ["grid-b", "grid-a", "grid-b"] indicators: ["tax_revenue", "land_area"] bucket: HALF_YEAR from: "2016-08" to: "2017-02"',
    'periods series { subject { slug } indicator { code } accumulation count columns { values reasons } }',
  )
  expect(answer.periods).toEqual(['2016-H2', '2017-H1'])
  const empty = {
    accumulation: null,
    count: [0, 0],
    columns: [{ values: [null, null], reasons: ['MISSING_VALUE', 'MISSING_VALUE'] }],
  }
  const keys = ['grid-b', 'grid-a'].flatMap((slug) =>
    ['tax_revenue', 'land_area'].map((code) => ({ subject: { slug }, indicator: { code } })),
  )
  expect(answer.series).toEqual(keys.map((key) => ({ ...key, ...empty })))
})

describe('bad input', () => {
  beforeAll(async () => {
    await parks('bad')
    await addSubjects(server.database, [{ kind: 'PARK', slug: 'bad-hidden', accessLevel: 'RESTRICTED' }])
  })

  const base = {
    subjects: '["bad"]',
    indicators: '["tax_revenue"]',
    bucket: 'MONTH',
    from: '"2017-01"',
    to: '"2017-12"',
  }
  it.each([
    [{ from: '"2018-01"' }, 'BAD_USER_INPUT', 'to'],
    [{ from: '"../2016"' }, 'BAD_USER_INPUT', 'from'],
    [{ to: '"2018/.."' }, 'BAD_USER_INPUT', 'to'],
    [{ from: '"2017-01/.."' }, 'BAD_USER_INPUT', 'from'],
    [{ to: '"../2017"' }, 'BAD_USER_INPUT', 'to'],
    [{ measures: '[INDEX]', base: '"2017/.."' }, 'BAD_USER_INPUT', 'base'],
    [{ subjects: '[]' }, 'BAD_USER_INPUT', 'subjects'],
    [{ indicators: '[]' }, 'BAD_USER_INPUT', 'indicators'],
    [{ measures: '[]' }, 'BAD_USER_INPUT', 'measures'],
    [{ measures: '[YEAR_ON_YEAR]', of: 'GROWTH' }, 'BAD_USER_INPUT', 'measures'],
    [{ of: 'GROWTH', unit: 'CNY_10K' }, 'INCOMPATIBLE_UNITS', 'unit'],
    [{ of: 'CHANGE', unit: 'MU' }, 'INCOMPATIBLE_UNITS', 'unit'],
    [{ measures: '[SINGLE_MONTH]', bucket: 'YEAR' }, 'BAD_USER_INPUT', 'measures'],
    [{ measures: '[MOVING_AVERAGE]', window: '1' }, 'BAD_USER_INPUT', 'window'],
    [{ measures: '[MOVING_AVERAGE]', window: '121' }, 'BAD_USER_INPUT', 'window'],
    [{ measures: '[INDEX]', base: '"../2016"' }, 'BAD_USER_INPUT', 'base'],
    [{ measures: '[INDEX]', base: '"2017-02/2017-03"' }, 'BAD_USER_INPUT', 'base'],
    [{ measures: '[INDEX]', base: '"2017-05-05"' }, 'BAD_USER_INPUT', 'base'],
    [{ measures: '[INDEX]', base: '"2016/2017"', bucket: 'YEAR' }, 'BAD_USER_INPUT', 'base'],
    [{ source: '"no-such"' }, 'BAD_USER_INPUT', 'source'],
    [{ subjects: '["bad", "no-such"]' }, 'UNKNOWN_SUBJECT', 'subjects[1]'],
    [{ subjects: '["bad", "bad", "no-such"]' }, 'UNKNOWN_SUBJECT', 'subjects[2]'],
    [{ subjects: '["bad-hidden"]' }, 'UNKNOWN_SUBJECT', 'subjects[0]'],
    [{ subjects: '["bad", "r3a", "r3b", "r3c", "r3d", "r3e"]' }, 'UNKNOWN_SUBJECT', 'subjects[1]'],
    [{ indicators: '["r3a", "r3b", "r3c", "r3d"]' }, 'UNKNOWN_INDICATOR', 'indicators[0]'],
    [{ indicators: '["no_such"]' }, 'UNKNOWN_INDICATOR', 'indicators[0]'],
    [{ indicators: '["tax_revenue", "no_such"]', unit: 'CNY_10K' }, 'UNKNOWN_INDICATOR', 'indicators[1]'],
    [{ unit: 'MU' }, 'INCOMPATIBLE_UNITS', 'unit'],
    [{ unit: 'CNY_10K', indicators: '["tax_revenue", "land_area"]' }, 'INCOMPATIBLE_UNITS', 'unit'],
    [{ unit: '"stone"' }, 'UNKNOWN_UNIT', 'unit'],
    [{ from: '"0001"', to: '"9999"' }, 'TOO_MANY_POINTS', 'to'],
    [{ bucket: 'MONTH', accumulation: 'FULL_YEAR' }, 'BUCKET_TOO_FINE', 'bucket'],
  ])('%j is refused as %s', async (change, code, argument) => {
    const args = Object.entries({ ...base, ...change }).map(([name, value]) => `${name}: ${value}`)
    for (const fields of ['series { columns { values } }', 'periods', '__typename']) {
      const { errors } = await server.send(`{ timeSeries(${args.join(' ')}) { ${fields} } }`)
      expect(errors?.[0]?.extensions).toEqual({ code, argument })
    }
  })

  it('too many points say how many would pass', async () => {
    const { errors } = await server.send(
      '{ timeSeries(subjects: ["bad"] indicators: ["tax_revenue"] bucket: MONTH from: "0001" to: "9999") { periods } }',
    )
    expect(errors?.[0]?.message).toMatch(/119988 points.*At most 50000 pass: 50000 buckets/)
  })

  it.each([
    [600, 100, 'subjects', '500 subjects in one bucket'],
    [100, 601, 'indicators', '500 indicators in one bucket'],
  ])(
    'too many series for one bucket name the list to shorten: %d subjects of %d indicators',
    async (subjects, indicators, argument, advice) => {
      const list = (length: number) => JSON.stringify(Array.from({ length }, (_, at) => `s-${at}`))
      const { errors } = await server.send(
        `{ timeSeries(subjects: ${list(subjects)} indicators: ${list(indicators)} bucket: YEAR from: "2017" to: "2018") { periods } }`,
      )
      expect(errors?.[0]?.extensions).toEqual({ code: 'TOO_MANY_POINTS', argument })
      expect(errors?.[0]?.message).toContain(`At most 50000 pass: ${advice}`)
    },
  )

  it('what measures look back at counts too', async () => {
    const subjects = JSON.stringify(Array.from({ length: 2000 }, (_, at) => `s-${at}`))
    const args = `subjects: ${subjects} indicators: ["tax_revenue"] bucket: MONTH from: "2017-01" to: "2017-01" window: 120`
    const { errors } = await server.send(`{ timeSeries(${args} measures: [MOVING_AVERAGE]) { periods } }`)
    expect(errors?.[0]?.extensions).toEqual({ code: 'TOO_MANY_POINTS', argument: 'measures' })
    expect(errors?.[0]?.message).toContain('1666 series')
  })

  it('the first and the last years that there are can be asked for', async () => {
    for (const year of ['0001', '9999'])
      expect(await tell(of('bad', 'YEAR', year, year, '[LEVEL, YEAR_ON_YEAR, MOVING_AVERAGE]'))).toMatchObject({
        LEVEL: ['MISSING_VALUE'],
      })
  })
})

test('a membership of another role is a parent too', async () => {
  await parks('zone-of-firm')
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'firm' }])
  await addFact(server.database, 'membership', 'firm', { park: 'zone-of-firm', role: 'ATTRACTED_TO' })
  await add(tax('firm', '2017-11', '1'), tax('zone-of-firm', '2017-11', '4'))
  expect(await tell(of('firm', 'MONTH', '2017-11', '2017-11', '[SHARE_OF_PARENT]'))).toEqual({
    SHARE_OF_PARENT: ['25'],
  })
})

test('figures are found by index: the table of observations is never read from end to end', async () => {
  await parks('indexed')
  const { pool } = server.database
  await add(tax('indexed', '2017-01', '1', { ...monthly, publishedOn: '2017-02-02' }))
  await pool.query(`INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, qualifier, unit_code, nature, stage,
      status, printed_label, printed_text, source_id, citation_id, published_on)
    SELECT o.reporting_park_id, o.series_id, d::date, (d + interval '1 month')::date, i, 'EXACT', o.unit_code, o.nature, o.stage, '{}', '', '',
      o.source_id, o.citation_id, (d + interval '2 months')::date + i
    FROM (SELECT o.* FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
        JOIN subject p ON p.id = s.subject_id WHERE p.slug = 'indexed') o,
      generate_series(timestamp '1950-01-01', '2020-12-01', '1 month') d, generate_series(1, 20) i`)
  await pool.query('ANALYZE')
  const scans = async () => {
    const client = await pool.connect()
    try {
      await client.query('SELECT pg_stat_force_next_flush()')
      const { rows } = await client.query(`SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'observation'`)
      return Number(rows[0].seq_scan)
    } finally {
      client.release()
    }
  }
  const measures =
    '[LEVEL, SINGLE_MONTH, YEAR_ON_YEAR, REPORTED_GROWTH, GROWTH_DIVERGENCE, PERIOD_ON_PERIOD, INDEX, SHARE_OF_PARENT, PER_MU, CUMULATIVE, MOVING_AVERAGE, RANK]'
  const before = await scans()
  expect(await tell(of('indexed', 'MONTH', '2016', '2020', '[LEVEL]'))).toEqual({ LEVEL: Array(60).fill('20') })
  await tell(of('indexed', 'MONTH', '2016', '2020', measures))
  await ask(
    `indicators: ["tax_revenue"] ${of('indexed', 'MONTH', '2017', '2017')}`,
    'series { points { inputs { value } } }',
  )
  await scans()
  expect(await scans()).toBe(before)
  await pool.query('SELECT count(*) FROM observation WHERE value = 0')
  await scans()
  expect(await scans()).toBeGreaterThan(before)
})
