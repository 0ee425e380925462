import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addSource, addSubjects, pick } from './data.ts'
import { groupsOfParks, year } from './group-by.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
const { add, ask, refuse } = groupsOfParks(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test.each([
  ['MIXED_INDICATORS', 'observations { groupBy(by: [NATURE]) { nodes { max } } }'],
  [
    'MIXED_NATURES',
    'park(slug: "xiangxiang-etdz") { observations(where: { indicator: { code: { eq: "tax_revenue" } } }) { groupBy(by: []) { nodes { sum } } } }',
  ],
  [
    'RATE',
    'observations(where: { measure: { eq: GROWTH } }) { groupBy(by: [INDICATOR, SUBJECT]) { nodes { average } } }',
  ],
])('figures are refused that break %s', async (rule, query) => {
  await refuse(`{ ${query} }`, { code: 'AGGREGATION_NOT_ALLOWED', argument: 'groupBy', rule })
})

test('sums over time are refused of year-to-date figures and stocks, and allowed of years', async () => {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'timely' }])
  const span = (month: string) => ({
    subject: 'timely',
    start: '2017-01-01',
    end: `2017-${month}-01`,
    accumulation: 'YEAR_TO_DATE',
  })
  const stock = (month: string) => ({
    subject: 'timely',
    indicator: 'employment',
    unit: 'PERSON',
    start: `2017-${month}-01`,
    end: `2017-${month}-02`,
    accumulation: 'STOCK',
  })
  await add([
    { ...span('10'), value: '9' },
    { ...span('11'), value: '10' },
    { ...stock('10'), value: '9' },
    { ...stock('11'), value: '10' },
  ])
  const sum = (indicator: string, field: string) =>
    `{ enterprise(slug: "timely") { observations(where: { indicator: { code: { eq: "${indicator}" } } }) { groupBy(by: []) { nodes { ${field} } } } } }`
  await refuse(sum('revenue', 'sum'), { code: 'AGGREGATION_NOT_ALLOWED', rule: 'YEAR_TO_DATE_OVER_TIME' })
  await refuse(sum('employment', 'sumLower'), { code: 'AGGREGATION_NOT_ALLOWED', rule: 'NOT_ADDITIVE_OVER_TIME' })
  expect(pick(await ask(sum('employment', 'average')), 'enterprise.observations.groupBy.nodes')).toEqual([
    { average: '9.5' },
  ])
  expect(pick(await ask(sum('revenue', 'count')), 'enterprise.observations.groupBy.nodes')).toEqual([{ count: 2 }])
})

test('year-to-date figures add up month by month, by the period that they have', async () => {
  await addSubjects(
    server.database,
    ['ytd-a', 'ytd-b'].map((slug) => ({ kind: 'PARK' as const, slug })),
  )
  const span = { indicator: 'tax_revenue', start: '2017-01-01', accumulation: 'YEAR_TO_DATE' }
  const toDate = (subject: string, end: string, value: string) => ({ ...span, subject, end, value })
  await add([
    toDate('ytd-a', '2017-12-01', '33'),
    toDate('ytd-b', '2017-12-01', '44'),
    toDate('ytd-a', '2017-03-01', '5'),
    toDate('ytd-b', '2017-03-01', '6'),
    toDate('ytd-b', '2018-01-01', '50'),
  ])
  const months = (by: string, order: string) =>
    `{ observations(where: { subject: { slug: { in: ["ytd-a", "ytd-b"] } } }) { groupBy(by: [${by}], ${order} contained: EXCLUDE) { nodes { key { period } count sum(unit: CNY_10K) } } } }`
  const expected = [
    { key: { period: '2017-01/2017-02' }, count: 2, sum: '11' },
    { key: { period: '2017-01/2017-11' }, count: 2, sum: '77' },
    { key: { period: '2017' }, count: 1, sum: '50' },
  ]
  expect(pick(await ask(months('PERIOD', '')), 'observations.groupBy.nodes')).toEqual(expected)
  const newest = 'orderBy: [{ key: PERIOD, direction: DESC }]'
  expect(pick(await ask(months('PERIOD', newest)), 'observations.groupBy.nodes')).toEqual(expected.toReversed())
  const { errors } = await server.send(months('MONTH', ''))
  expect(errors).toMatchObject([
    {
      message: expect.stringContaining('group figures by PERIOD'),
      extensions: { code: 'AGGREGATION_NOT_ALLOWED', rule: 'YEAR_TO_DATE_OVER_TIME' },
    },
  ])
  const inTotals = await server.send(months('PERIOD', '').replace(/ } } }$/, ' totals { sum } } } }'))
  expect(inTotals.errors).toMatchObject([
    {
      message:
        'These figures cannot be aggregated so: totals puts groups together, and year-to-date figures hold each other: leave the aggregate out of totals, or name one period in where or figure.',
      extensions: { code: 'AGGREGATION_NOT_ALLOWED', rule: 'YEAR_TO_DATE_OVER_TIME' },
    },
  ])
  const inOther = await server.send(months('PERIOD', 'top: 1').replace(/ } } }$/, ' other { sum } } } }'))
  expect(inOther.errors).toMatchObject([{ message: expect.stringContaining('leave the aggregate out of other') }])
  await refuse(months('PERIOD, MONTH', ''), { code: 'BAD_USER_INPUT', argument: 'by[1]' })
})

test('a mean is refused where it is a refused sum divided by a count, and allowed of stocks', async () => {
  await addSource(server.database, 'second', 5)
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'mean-park' },
    { kind: 'PARK', slug: 'mean-part', park: 'mean-park' },
    ...['mean-firm', 'mean-retold', 'mean-over'].map((slug) => ({ kind: 'ENTERPRISE' as const, slug })),
  ])
  const stock = { subject: 'mean-over', indicator: 'employment', unit: 'PERSON', accumulation: 'STOCK' }
  const toDate = { subject: 'mean-firm', start: '2017-01-01', accumulation: 'YEAR_TO_DATE' }
  await add([
    { ...toDate, end: '2017-03-01', value: '2' },
    { ...toDate, end: '2017-04-01', value: '4' },
    { subject: 'mean-park', ...year(2017), value: '100' },
    { subject: 'mean-part', ...year(2017), value: '30' },
    { subject: 'mean-retold', ...year(2017), value: '5' },
    { subject: 'mean-retold', ...year(2017), value: '7', source: 'second' },
    { subject: 'mean-over', ...year(2017), value: '12' },
    { subject: 'mean-over', start: '2017-12-01', end: '2018-01-01', accumulation: 'MONTH', value: '2' },
    { ...stock, start: '2017-01-01', end: '2018-01-01', value: '10' },
    { ...stock, start: '2017-12-01', end: '2018-01-01', value: '20' },
  ])
  const mean = (slugs: string, indicator = 'revenue', field = 'average') =>
    `{ observations(where: { indicator: { code: { eq: "${indicator}" } }, subject: { slug: { in: [${slugs}] } } }) { groupBy(by: []) { nodes { ${field} } } } }`
  for (const [slugs, rule] of Object.entries({
    '"mean-firm"': 'YEAR_TO_DATE_OVER_TIME',
    '"mean-park", "mean-part"': 'PARTS_AND_WHOLE',
    '"mean-retold"': 'MIXED_SOURCES',
    '"mean-over"': 'OVERLAPPING_PERIODS',
  })) {
    await refuse(mean(slugs), { code: 'AGGREGATION_NOT_ALLOWED', rule })
    await refuse(
      mean(slugs)
        .replace('by: []', 'by: [SUBJECT, ACCUMULATION, MONTH], orderBy: [{ aggregate: AVERAGE }]')
        .replace('nodes', 'totals'),
      { code: 'AGGREGATION_NOT_ALLOWED', rule },
    )
    await ask(mean(slugs, 'revenue', 'min max median'))
  }
  expect(pick(await ask(mean('"mean-over"', 'employment')), 'observations.groupBy.nodes')).toEqual([{ average: '15' }])
})

test('a figure without a period does not add up with those of the same subject that have one', async () => {
  await addSubjects(
    server.database,
    ['untimed', 'untimed-other', 'untimed-alone'].map((slug) => ({ kind: 'ENTERPRISE' as const, slug })),
  )
  const none = { start: null, end: null }
  const staff = { subject: 'untimed', indicator: 'employment', unit: 'PERSON', accumulation: 'STOCK' }
  await add([
    { subject: 'untimed', ...none, accumulation: 'FULL_YEAR', value: '40' },
    { subject: 'untimed', ...year(2017), value: '50' },
    { subject: 'untimed-other', ...year(2017), value: '3' },
    { subject: 'untimed-alone', ...none, accumulation: 'FULL_YEAR', value: '2' },
    { ...staff, ...none, value: '10' },
    { ...staff, ...year(2017), accumulation: 'STOCK', value: '20' },
  ])
  const groups = (slugs: string, by: string, shown: string, indicator = 'revenue') =>
    `{ observations(where: { indicator: { code: { eq: "${indicator}" } }, subject: { slug: { in: [${slugs}] } } }) { groupBy(by: [${by}]) { ${shown} } } }`
  const nodes = async (query: string) => pick(await ask(query), 'observations.groupBy.nodes')
  const refused = { code: 'AGGREGATION_NOT_ALLOWED', rule: 'OVERLAPPING_PERIODS' }
  for (const field of ['sum', 'average']) {
    await refuse(groups('"untimed"', '', `nodes { ${field} }`), refused)
    await refuse(groups('"untimed"', 'YEAR', `totals { ${field} }`), refused)
  }
  const sum = 'nodes { sum(unit: CNY_10K) }'
  for (const by of ['PERIOD', 'YEAR'])
    expect(await nodes(groups('"untimed"', by, sum))).toEqual(expect.arrayContaining([{ sum: '40' }, { sum: '50' }]))
  expect(await nodes(groups('"untimed-other", "untimed-alone"', '', sum))).toEqual([{ sum: '5' }])
  const mean = 'nodes { average }'
  expect(await nodes(groups('"untimed"', '', mean, 'employment'))).toEqual([{ average: '15' }])
})

test('latest figures of different periods are refused to add up', async () => {
  await add([{ subject: 'e4', ...year(2016), value: '5' }])
  await refuse(
    '{ enterprises(where: { slug: { in: ["e1", "e4"] } }) { groupBy(by: [], figure: { indicator: "revenue" }) { nodes { sum } } } }',
    {
      code: 'AGGREGATION_NOT_ALLOWED',
      rule: 'DIFFERENT_PERIODS',
    },
  )
})

test('latest figures that do not state their accumulation tell of their periods, unless of a state', async () => {
  await addSubjects(
    server.database,
    ['open-a', 'open-b'].map((slug) => ({ kind: 'ENTERPRISE' as const, slug })),
  )
  const [first, second] = [
    { subject: 'open-a', ...year(2016), accumulation: 'UNSPECIFIED' },
    { subject: 'open-b', ...year(2017), accumulation: 'UNSPECIFIED' },
  ]
  const staff = { indicator: 'employment', unit: 'PERSON' }
  const value = (of: string) => ({ value: of })
  await add([
    { ...first, ...value('10') },
    { ...second, ...value('20') },
    { ...first, ...staff, ...value('3') },
    { ...second, ...staff, ...value('4') },
    { ...first, ...staff, measure: 'CHANGE', ...value('1') },
    { ...second, ...staff, measure: 'CHANGE', ...value('2') },
    { ...first, ...value('5'), nature: 'PLAN', start: null, end: null },
    { ...second, ...value('6'), nature: 'PLAN', start: null, end: null },
  ])
  const groups = (figure: string, field: string) =>
    `{ enterprises(where: { slug: { in: ["open-a", "open-b"] } }) { groupBy(by: [], figure: { ${figure} }) { nodes { ${field} } } } }`
  const change = 'indicator: "employment", measure: CHANGE'
  for (const figure of ['indicator: "revenue"', change]) {
    for (const field of ['sum', 'sumLower', 'sumUpper'])
      await refuse(groups(figure, field), { code: 'AGGREGATION_NOT_ALLOWED', rule: 'DIFFERENT_PERIODS' })
    await ask(groups(figure, 'average min max'))
  }
  const sum = async (figure: string) => pick(await ask(groups(figure, 'sum')), 'enterprises.groupBy.nodes')
  expect(await sum('indicator: "employment"')).toEqual([{ sum: '7' }])
  expect(await sum('indicator: "revenue", nature: PLAN')).toEqual([{ sum: '0.0011' }])
})

test('latest stocks add up whatever day each is of, and over a period those that hold in it', async () => {
  await addSubjects(
    server.database,
    ['staff-a', 'staff-b'].map((slug) => ({ kind: 'ENTERPRISE' as const, slug })),
  )
  const staff = { indicator: 'employment', unit: 'PERSON', accumulation: 'STOCK' }
  await add([
    { ...staff, subject: 'staff-a', start: '2016-12-31', end: '2017-01-01', value: '30' },
    { ...staff, subject: 'staff-b', start: '2017-12-31', end: '2018-01-01', value: '4' },
  ])
  const sum = (period: string) =>
    `{ enterprises(where: { slug: { in: ["staff-a", "staff-b"] } }) { groupBy(by: [], figure: { indicator: "employment"${period} }) { nodes { missingCount sum } } } }`
  expect(pick(await ask(sum('')), 'enterprises.groupBy.nodes')).toEqual([{ missingCount: 0, sum: '34' }])
  expect(pick(await ask(sum(', period: "2017"')), 'enterprises.groupBy.nodes')).toEqual([{ missingCount: 1, sum: '4' }])
})
