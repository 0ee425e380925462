import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))
beforeAll(async () => {
  await addSource(server.database, 'yearbook', 10)
  await addSource(server.database, 'bulletin', 50)
})

const rate = { measure: 'GROWTH', unit: 'PERCENT' }
const add = (...figures: NewFigure[]) => addFigures(server.database, figures)
const addPark = (slug: string) => addSubjects(server.database, [{ kind: 'PARK', slug }])

/** What a time series tells of one bucket. */
async function tell(slug: string, bucket: string, at: string, more = '') {
  const { data, errors } = await server.send(
    `{ clock timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: ${bucket} from: "${at}" to: "${at}" ${more}
      measures: [REPORTED_GROWTH, GROWTH_DIVERGENCE]) { series { accumulations priceBasis source { code } columns { values reasons } } } }`,
  )
  expect(errors).toBeUndefined()
  const [reported, divergence] = pick(data, 'timeSeries.series.0.columns') as { values: string[]; reasons: string[] }[]
  return {
    clock: pick(data, 'clock') as string,
    told: [reported, divergence].map((column) => column?.values[0] ?? column?.reasons[0]),
    accumulation: pick(data, 'timeSeries.series.0.accumulations.0'),
    priceBasis: pick(data, 'timeSeries.series.0.priceBasis'),
    source: pick(data, 'timeSeries.series.0.source'),
  }
}

/** The growth that stands with the level of a period, and its divergence. */
async function tellOfLevel(slug: string, period: string, accumulation: string) {
  const { data, errors } = await server.send(
    `{ observations(where: { subject: { slug: { eq: "${slug}" } }, measure: { eq: LEVEL }, period: { within: "${period}" },
      accumulation: { eq: ${accumulation} } }) { nodes { growth { reported { value } divergence } } } }`,
  )
  expect(errors).toBeUndefined()
  const growth = pick(data, 'observations.nodes.0.growth')
  return [pick(growth, 'reported.value'), Number(pick(growth, 'divergence')).toFixed(2)]
}

describe('growth beside a level', () => {
  it.each(['UNSPECIFIED', 'PERIOD_TOTAL', 'MONTH'])(
    'to date is not that of the month alone, called %s',
    async (accumulation) => {
      const slug = `month-alone-${accumulation.toLowerCase().replace('_', '-')}`
      await addPark(slug)
      await add(tax(slug, '2014-01/2014-03', '90'))
      const [level = ''] = await add(tax(slug, '2015-01/2015-03', '100'))
      await add(tax(slug, '2015-01/2015-03', '10', { ...rate, growthOf: level }))
      await add(
        tax(slug, '2015-03', '40', { accumulation }),
        tax(slug, '2015-03', '5', { ...rate, accumulation, publishedOn: '2020-01-01' }),
      )
      const { told } = await tell(slug, 'MONTH', '2015-03')
      expect([told[0], Number(told[1]).toFixed(2)]).toEqual(['10', '-1.11'])
      expect(await tellOfLevel(slug, '2015-01/2015-03', 'YEAR_TO_DATE')).toEqual(['10', '-1.11'])
    },
  )

  it('to date is not that of the full year, which is published later', async () => {
    const slug = 'full-year-later'
    await addPark(slug)
    const [january, full] = ['2015-01/2015-12', '2015']
    await add(tax(slug, '2014-01/2014-12', '90'), tax(slug, january, '100', { publishedOn: '2019-01-01' }))
    await add(tax(slug, january, '7', rate), tax(slug, full, '110', { publishedOn: '2018-01-01' }))
    await add(tax(slug, full, '8', { ...rate, publishedOn: '2020-01-01' }))
    const { told } = await tell(slug, 'MONTH', '2015-12')
    expect([told[0], Number(told[1]).toFixed(2)]).toEqual(['7', '-4.11'])
    expect(await tellOfLevel(slug, january, 'YEAR_TO_DATE')).toEqual(['7', '-4.11'])
  })

  it('is of the park that reports the level', async () => {
    await addSubjects(server.database, [
      ...['one', 'other'].map((slug) => ({ kind: 'PARK' as const, slug, reportedBy: slug })),
      { kind: 'ENTERPRISE', slug: 'of-both' },
    ])
    const of = (reportedBy: string, month: string) => ({
      reportedBy,
      source: 'yearbook',
      publishedOn: `2019-${month}-01`,
    })
    await add(
      tax('of-both', '2018', '50', of('other', '01')),
      tax('of-both', '2018', '30', { ...rate, ...of('other', '03') }),
      tax('of-both', '2018', '110', of('one', '02')),
      tax('of-both', '2018', '10', { ...rate, ...of('one', '02') }),
      tax('of-both', '2017', '100', of('one', '01')),
    )
    expect((await tell('of-both', 'YEAR', '2018')).told).toEqual(['10', '0'])
  })

  it('of a quarter that is a difference is what its source tells of the quarter, whatever totals of other years there are', async () => {
    const slug = 'difference'
    await addPark(slug)
    const total = { accumulation: 'PERIOD_TOTAL' }
    await add(tax(slug, '2015-01/2015-03', '10'), tax(slug, '2015-01/2015-06', '30'))
    await add(tax(slug, '2015-04/2015-06', '7', { ...rate, ...total }))
    expect((await tell(slug, 'QUARTER', '2015-Q2')).told[0]).toBe('7')
    await add(tax(slug, '2012-04/2012-06', '5', total))
    expect((await tell(slug, 'QUARTER', '2015-Q2')).told[0]).toBe('7')
  })

  it('is none of January on where that is all there is to subtract from', async () => {
    const slug = 'no-base'
    await addPark(slug)
    await add(tax(slug, '2015-01/2015-06', '30'), tax(slug, '2015-01/2015-06', '7', rate))
    expect((await tell(slug, 'QUARTER', '2015-Q2')).told[0]).toBe('MISSING_VALUE')
    expect((await tell(slug, 'HALF_YEAR', '2015-H1')).told[0]).toBe('7')
  })
})

describe('growth of a quarter that several figures make', () => {
  const issues = ['march', 'january', 'february']
  beforeAll(async () => {
    for (const issue of issues) await addSource(server.database, `issue-of-${issue}`, 30)
  })
  const of = (issue: string) => ({ accumulation: 'MONTH', source: `issue-of-${issue}` })
  const total = { ...rate, accumulation: 'PERIOD_TOTAL' }

  it.each(issues)('is told by one of their documents, whichever was made first: %s', async (issue) => {
    const slug = `issues-${issue}`
    await addPark(slug)
    await add(tax(slug, '2015-01', '1', of('january')), tax(slug, '2015-02', '1', of('february')))
    await add(
      tax(slug, '2015-03', '1', of('march')),
      tax(slug, '2015-Q1', '9', { ...total, source: `issue-of-${issue}` }),
    )
    const { told, source } = await tell(slug, 'QUARTER', '2015-Q1')
    expect([told[0], source]).toEqual(['9', null])
  })

  it('and that is a difference names the document where it is one', async () => {
    const slug = 'issues-to-date'
    await addPark(slug)
    const read = async () => (await tell(slug, 'QUARTER', '2015-Q2')).source
    await add(tax(slug, '2015-01/2015-03', '1', { source: 'issue-of-march' }))
    await add(tax(slug, '2015-01/2015-06', '3', { source: 'issue-of-march' }))
    expect(await read()).toEqual({ code: 'issue-of-march' })
    await add(tax(slug, '2015-01/2015-03', '2', { source: 'issue-of-january', publishedOn: '2020-01-01' }))
    expect(await read()).toBeNull()
  })

  it('is none that stands with a total in another currency', async () => {
    const slug = 'dollars-of-quarter'
    await addPark(slug)
    await add(tax(slug, '2015-01/2015-03', '10'), tax(slug, '2015-01/2015-06', '30'))
    await add(
      tax(slug, '2015-Q2', '3', { accumulation: 'PERIOD_TOTAL', unit: 'USD_10K' }),
      tax(slug, '2015-Q2', '7', total),
    )
    expect((await tell(slug, 'QUARTER', '2015-Q2')).told[0]).toBe('MISSING_VALUE')
  })
})

it('growth that stands with a level in another currency is none, whichever prices are asked for', async () => {
  const slug = 'dollars-at-constant-prices'
  await addPark(slug)
  await add(
    tax(slug, '2015', '3', { unit: 'USD_10K', priceBasis: 'CONSTANT' }),
    tax(slug, '2015', '7', { ...rate, priceBasis: 'CURRENT' }),
  )
  for (const more of ['', 'priceBasis: CURRENT'])
    expect((await tell(slug, 'YEAR', '2015', more)).told[0]).toBe('MISSING_VALUE')
})

it('growth of months from January on, of which nothing says so, is none of a month, whatever others there are', async () => {
  const slug = 'unstated'
  await addPark(slug)
  const plain = { ...rate, accumulation: 'UNSPECIFIED' }
  await add(tax(slug, '2015-01/2015-11', '21', plain))
  expect((await tell(slug, 'MONTH', '2015-11')).told[0]).toBe('MISSING_VALUE')
  await add(tax(slug, '2015-11', '5', plain))
  expect((await tell(slug, 'MONTH', '2015-11')).told[0]).toBe('5')
})

it('growth alone names its own document, though months were published together', async () => {
  const slug = 'together'
  await addPark(slug)
  await add(
    ...['2015-01/2015-10', '2015-01/2015-12'].map((period) => tax(slug, period, '9', { source: 'yearbook' })),
    tax(slug, '2015-11', '9', { ...rate, accumulation: 'MONTH', source: 'bulletin' }),
  )
  const { data } = await server.send(
    `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: MONTH from: "2015-11" to: "2015-11"
      measures: [SINGLE_MONTH, REPORTED_GROWTH]) { series { source { code } columns { values } } } }`,
  )
  expect(pick(data, 'timeSeries.series.0')).toEqual({
    source: { code: 'bulletin' },
    columns: [{ values: [null] }, { values: ['9'] }],
  })
})

describe.each(['PUBLIC', 'INTERNAL'] as const)('growth, after figures of other years that are %s', (accessLevel) => {
  const name = (slug: string) => `${slug}-${accessLevel.toLowerCase()}`
  const current = { priceBasis: 'CURRENT' }
  const constant = { priceBasis: 'CONSTANT' }

  /** Asks before and after the figure is written, now and as of before. */
  async function expectSame(slug: string, bucket: string, at: string, later: NewFigure, more = '') {
    const { clock, ...before } = await tell(slug, bucket, at, more)
    await add({ ...later, accessLevel, publishedOn: '2024-01-01' })
    for (const asOf of ['', `asOf: { recorded: "${clock}" }`, 'asOf: { published: "2021-01-01" }'])
      expect(await tell(slug, bucket, at, `${more} ${asOf}`)).toMatchObject(before)
    return before
  }

  it('of the full year stays with its level', async () => {
    const slug = name('forecast')
    await addPark(slug)
    await add(tax(slug, '2014-01/2014-12', '90'), tax(slug, '2015-01/2015-12', '100'), tax(slug, '2015', '8', rate))
    await add(tax(slug, '2016', '120', { nature: 'FORECAST' }))
    const { told } = await expectSame(slug, 'MONTH', '2015-12', tax(slug, '2012', '80'))
    expect(told[0]).toBe('MISSING_VALUE')
  })

  it('is called as it is', async () => {
    const slug = name('label')
    await addPark(slug)
    const plain = { accumulation: 'UNSPECIFIED' }
    await add(tax(slug, '2015-03', '7', { ...rate, ...plain }), tax(slug, '2014-01/2014-03', '9'))
    const { told, accumulation } = await expectSame(slug, 'MONTH', '2015-03', tax(slug, '2013-01/2013-03', '1', plain))
    expect([told[0], accumulation]).toEqual(['7', 'UNSPECIFIED'])
  })

  it('is in the prices that are asked for', async () => {
    const slug = name('basis')
    await addPark(slug)
    await add(
      tax(slug, '2018', '21', { ...rate, ...constant }),
      tax(slug, '2019', '5', { ...current, nature: 'FORECAST' }),
    )
    const later = tax(slug, '2015', '7', current)
    const { told } = await expectSame(slug, 'YEAR', '2018', later, 'priceBasis: CURRENT')
    expect(told[0]).toBe('MISSING_VALUE')
    expect((await tell(slug, 'YEAR', '2018')).told[0]).toBe('21')
  })

  it('that is missing hides none in other prices', async () => {
    const slug = name('missing')
    await addPark(slug)
    await add(tax(slug, '2018', null, { ...rate, ...current }), tax(slug, '2018', '8', { ...rate, ...constant }))
    const { told, priceBasis } = await expectSame(slug, 'YEAR', '2018', tax(slug, '2015', '7', current))
    expect([told[0], priceBasis]).toEqual(['8', 'CONSTANT'])
  })

  it.each([
    ['YEAR', '2015', '2018', '2015', '2017'],
    ['QUARTER', '2015-01/2015-03', '2018-01/2018-03', '2015-Q1', '2015-Q4'],
    ['MONTH', '2015-01/2015-02', '2018-01/2018-02', '2015-01', '2015-06'],
  ])('and all else of a bucket without a level rests on none: %s', async (bucket, first, later, from, to) => {
    const slug = name(`empty-${bucket.toLowerCase().replace('_', '-')}`)
    await addPark(slug)
    await add(tax(slug, first, '14', { source: 'bulletin' }))
    const ask = async (more = '') => {
      const { data, errors } = await server.send(
        `{ clock timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: ${bucket} from: "${from}" to: "${to}" ${more}
          measures: [LEVEL, YEAR_ON_YEAR, PERIOD_ON_PERIOD, INDEX, MOVING_AVERAGE, CUMULATIVE, RANK, GROWTH_DIVERGENCE]) {
          series { columns { values reasons } points { inputs { id } } } } }`,
      )
      expect(errors).toBeUndefined()
      return { clock: pick(data, 'clock'), series: pick(data, 'timeSeries.series') }
    }
    const { clock, series } = await ask()
    await add(tax(slug, later, '20', { source: 'yearbook', accessLevel }))
    expect((await ask()).series).toEqual(series)
    expect((await ask(`asOf: { recorded: "${clock}" }`)).series).toEqual(series)
  })
})
