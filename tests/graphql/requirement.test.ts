import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick, ZONE } from './data.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

beforeAll(async () => {
  await addSource(server.database, 'bureau', 40)
  await addSource(server.database, 'office', 50)
})

const year = (of: number) => ({ start: `${of}-01-01`, end: `${of + 1}-01-01`, accumulation: 'FULL_YEAR' })
const november = (of: number) => ({ start: `${of}-01-01`, end: `${of}-12-01`, accumulation: 'YEAR_TO_DATE' })

async function require(slug: string, fields: string) {
  const { data, errors } = await server.send(
    `{ park(slug: "${slug}") { observations(where: { nature: { eq: FORECAST } }) { nodes { requirement { ${fields} } } } } }`,
  )
  expect(errors).toBeUndefined()
  return pick(data, 'park.observations.nodes.0.requirement')
}

async function addPark(slug: string, figures: readonly Partial<NewFigure>[]) {
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  await addFigures(
    server.database,
    figures.map((figure) => ({ subject: slug, indicator: 'tax_revenue', ...figure })),
  )
}

const bounds = (name: string) => `${name} ${name}Lower ${name}Upper`

// Ten in eleven months are 10/11 a month, which 2 are 2.2 times, and 4 are 4.4 times.
test.each([
  ['exact', { value: '12' }, ['2', '2', '2'], ['2.2', '2.2', '2.2'], null],
  ['about', { lower: '12', upper: '14', qualifier: 'ABOUT' }, [null, '2', '4'], [null, '2.2', '4.4'], 'VAGUE_VALUE'],
  ['at-least', { lower: '12', qualifier: 'AT_LEAST' }, [null, '2', null], [null, '2.2', null], 'VAGUE_VALUE'],
  ['nearly', { upper: '12', qualifier: 'NEARLY' }, [null, null, '2'], [null, null, '2.2'], 'VAGUE_VALUE'],
])('a forecast that is %s leaves what lies between its bounds', async (name, forecast, required, pace, reason) => {
  await addPark(name, [
    { ...year(2017), ...forecast, nature: 'FORECAST' },
    { ...november(2017), value: '10' },
  ])
  const fields = `${bounds('required')} ${bounds('requiredMonth')} ${bounds('pace')} reason`
  expect(Object.values((await require(name, fields)) as object)).toEqual([...required, ...required, ...pace, reason])
})

test('after a vague year to date too, and of past years', async () => {
  await addPark('vague-so-far', [
    { ...year(2017), value: '12', nature: 'FORECAST' },
    { ...november(2017), lower: '10', upper: '11', qualifier: 'ABOUT' },
    { ...year(2016), lower: '12', qualifier: 'AT_LEAST' },
    { ...november(2016), value: '11' },
  ])
  expect(
    await require('vague-so-far', `${bounds('required')} ${bounds('meanMonth')} ${bounds('pace')} reason past { ${bounds('amount')} ${bounds('pace')} reason }`),
  ).toEqual({
    ...{ required: null, requiredLower: '1', requiredUpper: '2' },
    ...{ meanMonth: null, meanMonthLower: '0.9090909090909090909090909090909091', meanMonthUpper: '1' },
    ...{ pace: null, paceLower: '1', paceUpper: '2.2', reason: 'VAGUE_VALUE' },
    past: [
      {
        ...{ amount: null, amountLower: '1', amountUpper: null, pace: null, paceLower: '1', paceUpper: null },
        reason: 'VAGUE_VALUE',
      },
    ],
  })
})

test('at least 715 after 643.20 leave at least 71.8', async () => {
  const { data } =
    await server.send(`{ park(slug: "${ZONE}") { observations(where: { nature: { eq: FORECAST } }) { nodes {
    printed { text } requirement { required requiredLower requiredUpper reason } } } } }`)
  const nodes = pick(data, 'park.observations.nodes') as { printed: { text: string }; requirement: object }[]
  expect(nodes.find(({ printed }) => printed.text === '715亿元以上')?.requirement).toEqual({
    ...{ required: null, requiredLower: '71.8', requiredUpper: null },
    reason: 'VAGUE_VALUE',
  })
})

test('past years are the twenty before', async () => {
  const pasts = [1, 20, 21].flatMap((back) => [
    { ...year(2017 - back), value: '12' },
    { ...november(2017 - back), value: '10' },
  ])
  await addPark('long', [
    { ...year(2017), value: '12', nature: 'FORECAST' },
    { ...november(2017), value: '10' },
    ...pasts,
  ])
  expect(await require('long', 'past { period }')).toEqual({ past: [{ period: '2016-12' }, { period: '1997-12' }] })
})

test.each(['STOCK', 'AT_CAPACITY'])('nothing is required of months for a forecast %s', async (accumulation) => {
  const slug = accumulation.toLowerCase().replace('_', '-')
  await addPark(slug, [
    { ...year(2017), accumulation, value: '12', nature: 'FORECAST' },
    { ...november(2017), value: '10' },
  ])
  expect(await require(slug, 'required')).toBeNull()
})

const span = (from: number, to: number, value: string | null, rest: Partial<NewFigure> = {}): Partial<NewFigure> => {
  const accumulation = to === from ? 'MONTH' : 'PERIOD_TOTAL'
  const dayOf = (month: number) => (month > 12 ? '2018-01-01' : `2017-${String(month).padStart(2, '0')}-01`)
  const [start, end] = [dayOf(from), dayOf(to + 1)]
  return { accumulation, start, end, value, ...(value === null ? { missingReason: 'withdrawn' } : {}), ...rest }
}
const toDate = (to: number, value: string | null, rest = {}) =>
  span(1, to, value, { accumulation: 'YEAR_TO_DATE', ...rest })
const months = [span(1, 1, '10'), span(2, 2, '20'), span(3, 3, '30')]
const [bureau, office] = [{ source: 'bureau' }, { source: 'office' }]

test.each<[string, Partial<NewFigure>[], string, string[], object]>([
  [
    'eleven months of twelve',
    Array.from({ length: 12 }, (_, at) => span(at + 1, at + 1, '5')),
    '2017-12',
    Array(11).fill('5'),
    { required: '65' },
  ],
  ['months', months, '2017-04/2017-12', ['10', '20', '30'], { required: '60' }],
  ['a quarter and a month', [span(1, 3, '60'), span(4, 4, '20')], '2017-05/2017-12', ['60', '20'], { required: '40' }],
  [
    'a month and what follows it',
    [span(1, 1, '10'), span(2, 3, '50')],
    '2017-04/2017-12',
    ['10', '50'],
    { required: '60' },
  ],
  ['a year to date and a month', [toDate(2, '31'), ...months], '2017-04/2017-12', ['31', '30'], { required: '59' }],
  ['a printed year to date first', [toDate(3, '61'), ...months], '2017-04/2017-12', ['61'], { required: '59' }],
  [
    'a printed one of another office',
    [toDate(3, '61', office), ...months.map((one) => ({ ...one, ...bureau }))],
    '2017-04/2017-12',
    ['61'],
    { required: '59' },
  ],
  [
    'the first source',
    [bureau, office].flatMap((of, at) => months.map((one) => ({ ...one, value: `${at + 1}0`, ...of }))),
    '2017-04/2017-12',
    ['10', '10', '10'],
    { required: '90' },
  ],
  [
    'the last month published',
    [...months.map((one) => ({ ...one, publishedOn: '2017-06-01' })), span(3, 3, '40', { publishedOn: '2017-07-01' })],
    '2017-04/2017-12',
    ['10', '20', '40'],
    { required: '50' },
  ],
  [
    'a vague month',
    [span(1, 1, '10'), span(2, 2, null, { lower: '20', upper: '22', qualifier: 'ABOUT', missingReason: null })],
    '2017-03/2017-12',
    ['10', null as never],
    { required: null, requiredLower: '88', requiredUpper: '90', reason: 'VAGUE_VALUE' },
  ],
  [
    'a missing year to date',
    [toDate(3, null), ...months],
    '2017-04/2017-12',
    [null as never],
    { required: null, reason: 'MISSING_VALUE' },
  ],
  [
    'a missing year to date alone',
    [toDate(3, null), ...months.slice(0, 2)],
    '2017-04/2017-12',
    [null as never],
    { required: null, reason: 'MISSING_VALUE' },
  ],
])('what came together so far is the sum of what covers it: %s', async (name, figures, period, inputs, expected) => {
  const slug = `so-far-${name.replaceAll(' ', '-')}`
  await addPark(slug, [{ ...year(2017), value: '120', nature: 'FORECAST' }, ...figures])
  const bound = 'required requiredLower requiredUpper reason'
  const {
    inputs: rests,
    period: left,
    yearToDate,
    ...told
  } = (await require(slug, `period ${bound} yearToDate { value } inputs { value }`)) as Record<string, unknown>
  expect({ left, rests, yearToDate }).toEqual({
    left: period,
    rests: inputs.map((value) => ({ value })),
    yearToDate: inputs.length === 1 ? { value: inputs[0] } : null,
  })
  expect(told).toMatchObject(expected)
  if (told['reason'] === 'VAGUE_VALUE') return
  const month = `2017-${String(Number(period.slice(5, 7)) - 1).padStart(2, '0')}`
  const { data } = await server.send(
    `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: QUARTER from: "2017-Q1" to: "${month}" measures: [CUMULATIVE] unit: CNY_10K) { series { columns { values } } } }`,
  )
  const values = pick(data, 'timeSeries.series.0.columns.0.values') as (string | null)[]
  // Time series add up figures of one series alone.
  const isOfSeveral = ['a year to date and a month', 'a month and what follows it'].includes(name)
  if (month === '2017-03' && !isOfSeveral)
    expect(values).toEqual([told['required'] === null ? null : String(120 - Number(told['required']))])
})

test.each<[string, Partial<NewFigure>[], string]>([
  ['a gap before the last month', [...months, span(12, 12, '5')], 'tax_revenue'],
  ['a gap', [span(1, 1, '10'), span(3, 3, '30')], 'tax_revenue'],
  ['a gap after months', [span(1, 1, '10'), span(2, 2, '20'), span(5, 5, '30')], 'tax_revenue'],
  ['an overlap', [span(1, 1, '10'), span(2, 2, '20'), span(2, 4, '60', bureau)], 'tax_revenue'],
  ['a month that was withdrawn', [span(1, 1, '10'), span(2, 2, null), span(3, 3, '30')], 'tax_revenue'],
  ['two offices', [span(1, 1, '10', bureau), span(2, 2, '20', office)], 'tax_revenue'],
  ['what does not add up over time', months, 'campaign_count'],
])('and no number where months do not follow one another: %s', async (name, figures, indicator) => {
  const slug = `apart-${name.replaceAll(' ', '-')}`
  const unit = indicator === 'tax_revenue' ? {} : { unit: 'PIECE' }
  await addPark(
    slug,
    [{ ...year(2017), value: '120', nature: 'FORECAST' }, ...figures].map((figure) => ({
      ...figure,
      indicator,
      ...unit,
    })),
  )
  expect(await require(slug, 'required requiredLower pace meanMonth reason')).toEqual({
    ...{ required: null, requiredLower: null, pace: null, meanMonth: null, reason: 'MONTHS_APART' },
  })
})
