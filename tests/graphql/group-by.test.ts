import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const year = (of: number) => ({ start: `${of}-01-01`, end: `${of + 1}-01-01`, accumulation: 'FULL_YEAR' })
const add = (figures: readonly (Partial<NewFigure> & { subject: string })[]) =>
  addFigures(
    server.database,
    figures.map((figure) => ({ indicator: 'revenue', unit: 'CNY_10K', ...figure })),
  )

beforeAll(async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'east' },
    { kind: 'PARK', slug: 'west' },
    ...['e1', 'e2', 'e3', 'e4'].map((slug) => ({ kind: 'ENTERPRISE' as const, slug, park: 'east' })),
    { kind: 'ENTERPRISE', slug: 'w1', park: 'west' },
    { kind: 'ENTERPRISE', slug: 'w2', park: 'west' },
    { kind: 'PROJECT', slug: 'p1', park: 'east' },
    { kind: 'PROJECT', slug: 'p2', park: 'east', projectKind: 'LIVELIHOOD' },
    { kind: 'PROJECT', slug: 'p3', park: 'east' },
  ])
  for (const [slug, code] of Object.entries({ e1: 'C3912', e2: 'C3921', e3: '3912', e4: 'D4411', w1: 'C3912' }))
    await server.database.pool.query(
      'UPDATE enterprise SET industry_code = $2 WHERE id = (SELECT id FROM subject WHERE slug = $1)',
      [slug, code],
    )
  await add([
    { subject: 'e1', ...year(2017), value: '10' },
    { subject: 'e2', ...year(2017), value: '20' },
    { subject: 'e3', ...year(2017), value: null, lower: '30', qualifier: 'AT_LEAST' },
    { subject: 'w1', ...year(2017), value: '0.0040', unit: 'CNY_100M' },
    { subject: 'w2', ...year(2017), value: '50' },
    { subject: 'w2', ...year(2016), value: '7' },
  ])
})

const where = 'where: { park: { slug: { in: ["east", "west"] } } }'
const figure = 'figure: { indicator: "revenue", period: "2017" }'

async function ask(query: string, variables: Record<string, unknown> = {}) {
  server.forget()
  const { data, errors } = await server.send(query, variables)
  expect(errors).toBeUndefined()
  expect(server.statements.filter((text) => text.startsWith('/* Query'))).toHaveLength(1)
  return data
}

async function refuse(query: string, expected: Record<string, unknown>) {
  const { errors } = await server.send(query)
  expect(errors).toMatchObject([{ extensions: expected }])
}

test('firms by park: counts, sums with their bounds, and totals that the groups add up to', async () => {
  const data = await ask(`{ enterprises(${where}) { groupBy(by: [PARK], ${figure}) {
    totalCount nodes { key { park { slug } } count exactCount vagueCount missingCount sum(unit: CNY_10K) sumLower(unit: CNY_10K)
      sumUpper(unit: CNY_10K) min(unit: CNY_10K) max(unit: CNY_10K) average(unit: CNY_10K) median(unit: CNY_10K) }
    totals { count sumLower(unit: CNY_10K) } } } }`)
  expect(pick(data, 'enterprises.groupBy')).toEqual({
    totalCount: 2,
    nodes: [
      {
        key: { park: { slug: 'east' } },
        count: 4,
        exactCount: 2,
        vagueCount: 1,
        missingCount: 1,
        sum: null,
        sumLower: '60',
        sumUpper: null,
        min: '10',
        max: '20',
        average: '15',
        median: '15',
      },
      {
        key: { park: { slug: 'west' } },
        count: 2,
        exactCount: 2,
        vagueCount: 0,
        missingCount: 0,
        sum: '90',
        sumLower: '90',
        sumUpper: '90',
        min: '40',
        max: '50',
        average: '45',
        median: '45',
      },
    ],
    totals: { count: 6, sumLower: '150' },
  })
})

test('firms by industry, with or without the letter', async () => {
  const count = async (by: string, field: string) => {
    const data = await ask(`{ enterprises(${where}) { groupBy(by: [${by}]) { nodes { key { ${field} } count } } } }`)
    const nodes = pick(data, 'enterprises.groupBy.nodes') as { key: Record<string, string | null>; count: number }[]
    return Object.fromEntries(nodes.map(({ key, count: rows }) => [String(key[field]), rows]))
  }
  expect(await count('INDUSTRY_SECTION', 'industrySection')).toEqual({ C: 3, D: 1, null: 2 })
  expect(await count('INDUSTRY_DIVISION', 'industryDivision')).toEqual({ 39: 4, 44: 1, null: 1 })
  expect(await count('INDUSTRY_GROUP', 'industryGroup')).toEqual({ 391: 3, 392: 1, 441: 1, null: 1 })
  expect(await count('INDUSTRY_CLASS', 'industryClass')).toEqual({ 3912: 3, 3921: 1, 4411: 1, null: 1 })
})

test('projects by kind and stage', async () => {
  await addFact(server.database, 'project_stage', 'p1', { stage: 'STRUCTURE', state: 'DONE' })
  const data = await ask(
    `{ park(slug: "east") { projects { groupBy(by: [KIND, STAGE]) { nodes { key { kind stage park { slug } } count } } } } }`,
  )
  expect(pick(data, 'park.projects.groupBy.nodes')).toEqual([
    { key: { kind: 'INDUSTRIAL', stage: 'STRUCTURE', park: null }, count: 1 },
    { key: { kind: 'INDUSTRIAL', stage: null, park: null }, count: 1 },
    { key: { kind: 'LIVELIHOOD', stage: null, park: null }, count: 1 },
  ])
})

test('figures of firms by park, by industry and year', async () => {
  const group = async (by: string, keys: string) =>
    pick(
      await ask(`{ observations(where: { subject: { slug: { in: ["e1", "e2", "w1", "w2"] } } }) { groupBy(by: [${by}], orderBy: [{ aggregate: SUM }]) {
        nodes { key { ${keys} } sum(unit: CNY_10K) } } } }`),
      'observations.groupBy.nodes',
    )
  expect(await group('PARK, YEAR', 'park { slug } period')).toEqual([
    { key: { park: { slug: 'west' }, period: '2016' }, sum: '7' },
    { key: { park: { slug: 'east' }, period: '2017' }, sum: '30' },
    { key: { park: { slug: 'west' }, period: '2017' }, sum: '90' },
  ])
  expect(await group('INDUSTRY_CLASS, YEAR', 'industryClass period')).toEqual([
    { key: { industryClass: null, period: '2016' }, sum: '7' },
    { key: { industryClass: '3921', period: '2017' }, sum: '20' },
    { key: { industryClass: '3912', period: '2017' }, sum: '50' },
    { key: { industryClass: null, period: '2017' }, sum: '50' },
  ])
  expect(await group('INDUSTRY_SECTION, YEAR', 'industrySection period')).toEqual([
    { key: { industrySection: null, period: '2016' }, sum: '7' },
    { key: { industrySection: null, period: '2017' }, sum: '50' },
    { key: { industrySection: 'C', period: '2017' }, sum: '70' },
  ])
})

test('figures of a park are its own, and those of projects come by their kind and stage', async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'around', pinyin: 'a' },
    { kind: 'PARK', slug: 'within', pinyin: 'b', park: 'around' },
    ...['INDUSTRIAL', 'LIVELIHOOD', 'INDUSTRIAL'].map((projectKind, index) => ({
      ...{ kind: 'PROJECT' as const, slug: `staged-${index}`, projectKind, park: 'within' },
    })),
  ])
  await addFact(server.database, 'project_stage', 'staged-0', { stage: 'PRODUCTION', state: 'DONE' })
  await addFact(server.database, 'project_stage', 'staged-1', { stage: 'EARTHWORKS', state: 'DONE' })
  const subjects = ['around', 'within', 'staged-0', 'staged-1', 'staged-2']
  await add(subjects.map((subject) => ({ subject, ...year(2017), value: '1' })))
  const group = async (key: string, field: string) =>
    pick(
      await ask(
        `query ($slugs: [String!]) { observations(where: { subject: { slug: { in: $slugs } } }) {
        groupBy(by: [${key}], orderBy: [{ key: ${key} }]) { nodes { key { ${field} } count } } } }`,
        { slugs: subjects },
      ),
      'observations.groupBy.nodes',
    )
  expect(await group('PARK', 'park { slug }')).toEqual([
    { key: { park: { slug: 'around' } }, count: 1 },
    { key: { park: { slug: 'within' } }, count: 4 },
  ])
  expect(await group('PROJECT_KIND', 'projectKind')).toEqual([
    { key: { projectKind: 'INDUSTRIAL' }, count: 2 },
    { key: { projectKind: 'LIVELIHOOD' }, count: 1 },
    { key: { projectKind: null }, count: 2 },
  ])
  expect(await group('PROJECT_STAGE', 'projectStage')).toEqual([
    { key: { projectStage: 'EARTHWORKS' }, count: 1 },
    { key: { projectStage: 'PRODUCTION' }, count: 1 },
    { key: { projectStage: null }, count: 3 },
  ])
})

test('figures by subject and year', async () => {
  const data =
    await ask(`{ observations(where: { subject: { slug: { in: ["w1", "w2"] } } }) { groupBy(by: [SUBJECT, YEAR], orderBy: [{ aggregate: SUM, direction: DESC }]) {
    nodes { key { subject { slug } period } sum(unit: CNY_10K) } totals { sum(unit: CNY_10K) } } } }`)
  expect(pick(data, 'observations.groupBy')).toEqual({
    nodes: [
      { key: { subject: { slug: 'w2' }, period: '2017' }, sum: '50' },
      { key: { subject: { slug: 'w1' }, period: '2017' }, sum: '40' },
      { key: { subject: { slug: 'w2' }, period: '2016' }, sum: '7' },
    ],
    totals: { sum: '97' },
  })
})

test('the groups beyond the top ones are one, and with them the parts add up', async () => {
  const data =
    await ask(`{ enterprises(where: { slug: { in: ["e1", "e2", "w1", "w2"] } }) { groupBy(by: [INDUSTRY_CLASS], ${figure}, top: 1,
    orderBy: [{ aggregate: SUM, direction: DESC }]) { totalCount nodes { key { industryClass } sum(unit: CNY_10K) } other { count sum(unit: CNY_10K) key { industryClass } }
    totals { sum(unit: CNY_10K) } } } }`)
  expect(pick(data, 'enterprises.groupBy')).toEqual({
    totalCount: 1,
    nodes: [{ key: { industryClass: '3912' }, sum: '50' }],
    other: { count: 2, sum: '70', key: { industryClass: null } },
    totals: { sum: '120' },
  })
})

test('percentiles lie between figures in proportion', async () => {
  const data =
    await ask(`{ enterprises(where: { slug: { in: ["e1", "e2", "w1", "w2"] } }) { groupBy(by: [], ${figure}, percentiles: ["0", "0.25", "0.9", "1"]) {
    nodes { median(unit: CNY_10K) percentiles { fraction value } } } } }`)
  expect(pick(data, 'enterprises.groupBy.nodes')).toEqual([
    {
      median: '30',
      percentiles: [
        { fraction: '0', value: '0.001' },
        { fraction: '0.25', value: '0.00175' },
        { fraction: '0.9', value: '0.0047' },
        { fraction: '1', value: '0.005' },
      ],
    },
  ])
})

test('groups are narrowed and ordered by percentiles, whether these are shown or not', async () => {
  const slugs = (more: string) =>
    `{ observations(where: { subject: { slug: { in: ["e1", "e2", "w1", "w2"] } } }) { groupBy(by: [SUBJECT], ${more}) { totalCount nodes { key { subject { slug } } } } } }`
  const list = async (more: string) =>
    (pick(await ask(slugs(more)), 'observations.groupBy.nodes') as unknown[]).map((node) =>
      pick(node, 'key.subject.slug'),
    )
  expect(await list('orderBy: [{ percentile: 0.1, direction: DESC }]')).toEqual(['w1', 'e2', 'w2', 'e1'])
  expect(await list('orderBy: [{ percentile: "0.95", direction: DESC }]')).toEqual(['w2', 'w1', 'e2', 'e1'])
  expect(await list('orderBy: [{ aggregate: MEDIAN, direction: DESC }]')).toEqual(['w1', 'w2', 'e2', 'e1'])
  const conditions = '[{ fraction: 0.1, unit: CNY_10K, lte: 20 }, { fraction: 0.9, unit: CNY_10K, gte: "20" }]'
  expect(await list(`having: { percentiles: ${conditions} } orderBy: [{ percentile: 0.9 }]`)).toEqual(['e2', 'w2'])
  await refuse(slugs('having: { percentiles: [{ fraction: 1.1, unit: MU }] }'), {
    code: 'BAD_USER_INPUT',
    argument: 'having.percentiles[0].fraction',
  })
  await refuse(slugs('orderBy: [{ key: SUBJECT }, { percentile: -0.1 }]'), {
    code: 'BAD_USER_INPUT',
    argument: 'orderBy[1].percentile',
  })
  await refuse(slugs('orderBy: [{ key: SUBJECT, percentile: 0.1 }]'), {
    code: 'BAD_USER_INPUT',
    argument: 'orderBy[0]',
  })
})

test('having narrows groups and what totals hold', async () => {
  const data =
    await ask(`{ enterprises(${where}) { groupBy(by: [PARK], ${figure}, having: { max: { gte: "45", unit: CNY_10K }, count: { lte: 3 } }) {
    totalCount nodes { key { park { slug } } } totals { count } } } }`)
  expect(pick(data, 'enterprises.groupBy')).toEqual({
    totalCount: 1,
    nodes: [{ key: { park: { slug: 'west' } } }],
    totals: { count: 2 },
  })
})

test('groups are paged by cursor, and a cursor of another grouping is refused', async () => {
  const page = `query ($after: String, $first: Int!) { enterprises(${where}) { groupBy(by: [INDUSTRY_CLASS], first: $first, after: $after, orderBy: [{ aggregate: COUNT, direction: DESC }]) {
    totalCount nodes { key { industryClass } count } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`
  const whole = pick(await ask(page, { first: 100 }), 'enterprises.groupBy.nodes')
  const found: unknown[] = []
  let after: string | null = null
  for (let pages = 0; pages < 4; pages += 1) {
    const groups = pick(await ask(page, { first: 1, after }), 'enterprises.groupBy') as {
      nodes: unknown[]
      totalCount: number
      pageInfo: { hasNextPage: boolean; endCursor: string }
    }
    expect(groups).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: pages < 3, hasPreviousPage: pages > 0 } })
    found.push(...groups.nodes)
    after = groups.pageInfo.endCursor
  }
  expect(found).toEqual(whole)
  await refuse(`{ enterprises { groupBy(by: [PARK], after: "${after}") { totalCount } } }`, {
    code: 'BAD_CURSOR',
    argument: 'after',
  })
})

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

test('a park is not added to its own sub-parks, unless these are left out', async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'whole' },
    { kind: 'PARK', slug: 'part', park: 'whole' },
    { kind: 'PARK', slug: 'part-of-part', park: 'part' },
  ])
  await add([
    { subject: 'whole', ...year(2017), value: '100' },
    { subject: 'part-of-part', ...year(2017), value: '30' },
  ])
  const sum = (contained: string) =>
    `{ observations(where: { subject: { slug: { in: ["whole", "part-of-part"] } } }) { groupBy(by: [], contained: ${contained}) { nodes { sum(unit: CNY_10K) } } } }`
  await refuse(sum('COUNT'), { code: 'AGGREGATION_NOT_ALLOWED', rule: 'PARTS_AND_WHOLE' })
  expect(pick(await ask(sum('EXCLUDE')), 'observations.groupBy.nodes')).toEqual([{ sum: '100' }])
  const each =
    '{ observations(where: { subject: { slug: { in: ["whole", "part-of-part"] } } }) { groupBy(by: [SUBJECT]) { nodes { sum(unit: CNY_10K) } } } }'
  expect(pick(await ask(each), 'observations.groupBy.nodes')).toEqual([{ sum: '30' }, { sum: '100' }])
})

test('what lies within what is told by the memberships of the last day of the period, or of the day looked from', async () => {
  await addSubjects(
    server.database,
    ['host', 'leaver', 'joiner'].map((slug) => ({ kind: 'PARK' as const, slug })),
  )
  const spanning = (from: string, to: string) => ({ period_start: from, period_end: to })
  await addFact(server.database, 'membership', 'leaver', {
    park: 'host',
    role: 'PART_OF',
    ...spanning('-infinity', '2024-07-01'),
  })
  await addFact(server.database, 'membership', 'joiner', {
    park: 'host',
    role: 'PART_OF',
    ...spanning('2024-07-01', 'infinity'),
  })
  await add(
    [2023, 2024].flatMap((of) => [
      { subject: 'host', ...year(of), value: '100' },
      { subject: 'leaver', ...year(of), value: '20' },
      { subject: 'joiner', ...year(of), value: '3' },
    ]),
  )
  const sums = (slugs: string, more = '', asOf = '') =>
    `{ observations(${asOf} where: { subject: { slug: { in: [${slugs}] } } }) { groupBy(by: [YEAR] ${more}) { nodes { key { period } sum(unit: CNY_10K) } } } }`
  const all = '"host", "leaver", "joiner"'
  await refuse(sums('"host", "leaver"'), { code: 'AGGREGATION_NOT_ALLOWED', rule: 'PARTS_AND_WHOLE' })
  await refuse(sums('"host", "joiner"'), { code: 'AGGREGATION_NOT_ALLOWED', rule: 'PARTS_AND_WHOLE' })
  expect(pick(await ask(sums(all, 'contained: EXCLUDE')), 'observations.groupBy.nodes')).toEqual([
    { key: { period: '2023' }, sum: '103' },
    { key: { period: '2024' }, sum: '120' },
  ])
  const asOf = 'asOf: { published: "2024-06-30" }'
  expect(pick(await ask(sums(all, 'contained: EXCLUDE', asOf)), 'observations.groupBy.nodes')).toEqual([
    { key: { period: '2023' }, sum: '103' },
    { key: { period: '2024' }, sum: '103' },
  ])
})

test('what lies within another row is left out where that row is told too: in its group, in totals, in other', async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'outer' },
    { kind: 'PARK', slug: 'inner', park: 'outer' },
    { kind: 'PARK', slug: 'apart' },
  ])
  await add([
    { subject: 'outer', ...year(2016), value: '100' },
    { subject: 'inner', ...year(2016), value: '20' },
    { subject: 'inner', ...year(2017), value: '30' },
    { subject: 'apart', ...year(2017), value: '4' },
    // Without a value there is a figure still, and whole and parts are told apart by it.
    { subject: 'outer', ...year(2018), value: null, lower: '90', qualifier: 'AT_LEAST' },
    { subject: 'inner', ...year(2018), value: '40' },
    // What is said to be missing tells nothing of its parts.
    { subject: 'outer', ...year(2019), value: null, missingReason: 'not collected' },
    { subject: 'inner', ...year(2019), value: '50' },
  ])
  const groups = async (by: string, more: string, selection: string) =>
    pick(
      await ask(`{ observations(where: { subject: { slug: { in: ["outer", "inner", "apart"] } } }) {
        groupBy(by: [${by}], contained: EXCLUDE ${more}) { ${selection} } } }`),
      'observations.groupBy',
    )
  const sum = 'sum(unit: CNY_10K)'
  expect(await groups('YEAR', '', `nodes { key { period } count ${sum} } totals { count }`)).toEqual({
    nodes: [
      { key: { period: '2016' }, count: 1, sum: '100' },
      { key: { period: '2017' }, count: 2, sum: '34' },
      { key: { period: '2018' }, count: 1, sum: null },
      { key: { period: '2019' }, count: 2, sum: '50' },
    ],
    totals: { count: 4 },
  })
  // Each subject is a group, so nothing lies within another of it; a total holds them all.
  const subjects = `nodes { key { subject { slug } } ${sum} }`
  expect(
    await groups('SUBJECT, YEAR', 'having: { sum: { unit: CNY_10K, gte: 0 } }', `${subjects} totals { count ${sum} }`),
  ).toEqual({
    nodes: [
      { key: { subject: { slug: 'apart' } }, sum: '4' },
      ...['20', '30', '40', '50'].map((value) => ({ key: { subject: { slug: 'inner' } }, sum: value })),
      { key: { subject: { slug: 'outer' } }, sum: '100' },
    ],
    totals: { count: 2, sum: '104' },
  })
  // The groups that having leaves, and those beyond the top, hold no row around: nothing is left out of them.
  const few = 'having: { sum: { unit: CNY_10K, lte: 50, gte: 0 } }'
  expect(await groups('SUBJECT, YEAR', few, `totals { count ${sum} }`)).toEqual({ totals: { count: 5, sum: '144' } })
  const top = 'top: 1, orderBy: [{ aggregate: MAX, direction: DESC }], having: { sum: { unit: CNY_10K, gte: 0 } }'
  expect(await groups('SUBJECT, YEAR', top, `nodes { ${sum} } other { count ${sum} } totals { count }`)).toEqual({
    nodes: [{ sum: '100' }],
    other: { count: 5, sum: '144' },
    totals: { count: 2 },
  })
})

test('a row contains nothing in the groups where it is not told', async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'holder' },
    { kind: 'ENTERPRISE', slug: 'held', park: 'holder' },
  ])
  await add([
    { subject: 'holder', ...year(2017), value: '50', indicator: 'output_value' },
    { subject: 'held', ...year(2017), value: '6' },
  ])
  const counts = async (by: string) =>
    pick(
      await ask(`{ observations(where: { subject: { slug: { in: ["holder", "held"] } } }) {
        groupBy(by: [${by}], contained: EXCLUDE) { nodes { count } totals { count } } } }`),
      'observations.groupBy',
    )
  expect(await counts('INDICATOR')).toEqual({ nodes: [{ count: 1 }, { count: 1 }], totals: { count: 1 } })
  expect(await counts('')).toEqual({ nodes: [{ count: 1 }], totals: { count: 1 } })
})

test('projects told twice are counted once where asked', async () => {
  await add([
    { subject: 'p1', indicator: 'total_investment', nature: 'PLAN', value: '5' },
    { subject: 'p3', indicator: 'total_investment', nature: 'PLAN', value: '6' },
  ])
  await addFact(server.database, 'relationship', 'p3', { kind: 'POSSIBLY_SAME_AS', to: 'p1' })
  const sum = async (duplicates: string) =>
    pick(
      await ask(`{ park(slug: "east") { projects { groupBy(by: [], figure: { indicator: "total_investment", nature: PLAN }, duplicates: ${duplicates}) {
        nodes { count mergedCount sum(unit: CNY_10K) } } } } }`),
      'park.projects.groupBy.nodes',
    )
  expect(await sum('COUNT_ALL')).toEqual([{ count: 3, mergedCount: 0, sum: '11' }])
  expect(await sum('MERGE_CONFIRMED')).toEqual([{ count: 3, mergedCount: 0, sum: '11' }])
  expect(await sum('MERGE_POSSIBLE')).toEqual([{ count: 2, mergedCount: 1, sum: '5' }])
})

test.each([
  ['first: 0', { code: 'BAD_USER_INPUT', argument: 'first' }],
  ['first: 1001', { code: 'BAD_USER_INPUT', argument: 'first' }],
  ['top: 0', { code: 'BAD_USER_INPUT', argument: 'top' }],
  ['after: "x"', { code: 'BAD_CURSOR', argument: 'after' }],
  ['orderBy: [{ direction: ASC }]', { code: 'BAD_USER_INPUT', argument: 'orderBy[0]' }],
  ['orderBy: [{ key: PARK, aggregate: SUM }]', { code: 'BAD_USER_INPUT', argument: 'orderBy[0]' }],
  ['orderBy: [{ key: COUNTY }]', { code: 'BAD_USER_INPUT', argument: 'orderBy[0].key' }],
  ['figure: { indicator: "nothing" }', { code: 'UNKNOWN_INDICATOR', argument: 'figure.indicator' }],
  ['percentiles: ["1.5"]', { code: 'BAD_USER_INPUT', argument: 'percentiles' }],
  ['percentiles: ["-0.1"]', { code: 'BAD_USER_INPUT', argument: 'percentiles' }],
  ['having: { count: { gte: 3, lte: 2 } }', { code: 'BAD_USER_INPUT', argument: 'having.count.lte' }],
  [
    'figure: { indicator: "revenue" }, having: { sum: { gte: "5", lte: "3", unit: CNY_10K } }',
    { code: 'BAD_USER_INPUT', argument: 'having.sum.lte' },
  ],
  [
    'figure: { indicator: "revenue" }, having: { percentiles: [{ fraction: 0.5, gte: "5", lte: "3", unit: CNY_10K }] }',
    { code: 'BAD_USER_INPUT', argument: 'having.percentiles[0].lte' },
  ],
  ['percentiles: ["0.5", "0.9", "0.5"]', { code: 'BAD_USER_INPUT', argument: 'percentiles[2]' }],
  ['percentiles: ["0.5", "0.50"]', { code: 'BAD_USER_INPUT', argument: 'percentiles[1]' }],
  ['percentiles: [0, "-0.0"]', { code: 'BAD_USER_INPUT', argument: 'percentiles[1]' }],
])('groupBy refuses %s', async (argument, expected) => {
  await refuse(`{ enterprises { groupBy(by: [PARK], ${argument}) { totalCount nodes { count } } } }`, expected)
})

test.each([
  ['observations { groupBy(by: [YEAR, MONTH]) { nodes { count } } }', 'by[1]'],
  ['observations { groupBy(by: [INDICATOR, YEAR, SUBJECT, QUARTER]) { nodes { count } } }', 'by[3]'],
  ['projects { groupBy(by: [KIND, KIND]) { nodes { count } } }', 'by[1]'],
  ['enterprises { groupBy(by: [PARK, COUNTY, PARK]) { nodes { count } } }', 'by[2]'],
])('keys are named once, and one period at most: %s', async (query, argument) => {
  await refuse(`{ ${query} }`, { code: 'BAD_USER_INPUT', argument })
})

test('percentiles come in the unit of their group, or in the one asked for', async () => {
  const percentiles = (unit: string) =>
    `{ enterprises(${where}) { groupBy(by: [], ${figure}, percentiles: [0.5]) { nodes { percentiles { fraction value${unit} } } } } }`
  const told = async (unit: string) =>
    pick(await ask(percentiles(unit)), 'enterprises.groupBy.nodes.0.percentiles.0.value')
  expect([await told(''), await told('(unit: CNY_10K)')]).toEqual(['0.003', '30'])
  for (const part of ['nodes', 'totals'])
    await refuse(percentiles('(unit: MU)').replace('nodes', part), { code: 'INCOMPATIBLE_UNITS', argument: 'unit' })
})

test('a unit of another dimension is refused', async () => {
  await refuse(`{ enterprises(${where}) { groupBy(by: [], ${figure}) { nodes { max(unit: MU) } } } }`, {
    code: 'INCOMPATIBLE_UNITS',
    argument: 'unit',
  })
})

test.each([
  ['nodes { sum }'],
  ['nodes { count } totals { median }'],
  ['nodes { count } other { percentiles { value } }'],
  ['nodes { ...Mean }'],
])('lists of subjects have no aggregates without a figure: %s', async (selection) => {
  const mean = selection.includes('Mean') ? 'fragment Mean on ProjectGroup { average }' : ''
  await refuse(`{ projects { groupBy(by: [KIND], top: 1) { ${selection} } } } ${mean}`, {
    code: 'BAD_USER_INPUT',
    argument: 'figure',
  })
})

test.each([
  ['having: { sum: { unit: CNY_10K, gte: 1 } }'],
  ['having: { percentiles: [{ fraction: 0.5, unit: CNY_10K, gte: 1 }] }'],
  ['orderBy: [{ aggregate: SUM }]'],
  ['orderBy: [{ percentile: 0.5 }]'],
])('lists of subjects are not narrowed or ordered by aggregates without a figure: %s', async (argument) => {
  for (const list of ['projects', 'enterprises'])
    await refuse(`{ ${list} { groupBy(by: [PARK], ${argument}) { nodes { count } } } }`, {
      code: 'BAD_USER_INPUT',
      argument: 'figure',
    })
})

test('having with nothing in it, and orders by count, need no figure', async () => {
  const data = await ask(
    `{ enterprises(where: { slug: { in: ["w1", "w2"] } }) { groupBy(by: [PARK], having: { sum: null, count: { gte: 1 } }, orderBy: [{ aggregate: COUNT }]) { nodes { count } totals { exactCount missingCount } } } }`,
  )
  expect(pick(data, 'enterprises.groupBy')).toEqual({
    nodes: [{ count: 2 }],
    totals: { exactCount: 0, missingCount: 2 },
  })
})

const growth = 'figure: { indicator: "tax_revenue", measure: GROWTH }'
const tax = 'figure: { indicator: "tax_revenue" }'
const rate = { code: 'AGGREGATION_NOT_ALLOWED', argument: 'figure.measure', rule: 'RATE' }
test.each([
  [`by: [], ${growth}`, 'nodes { sum(unit: "亿元") }', rate],
  [`by: [], ${growth}`, 'nodes { count } totals { average }', rate],
  [`by: [], ${growth}, orderBy: [{ aggregate: SUM }]`, 'nodes { count }', rate],
  [`by: [], ${growth}`, 'nodes { max(unit: "亿元") }', { code: 'INCOMPATIBLE_UNITS', argument: 'unit' }],
  [
    `by: [], ${growth}, having: { max: { unit: MU, gte: 1 } }`,
    'nodes { count }',
    { code: 'INCOMPATIBLE_UNITS', argument: 'having.max.unit' },
  ],
  [`by: [], ${tax}`, 'nodes { sum(unit: MU) }', { code: 'INCOMPATIBLE_UNITS', argument: 'unit' }],
  [
    `by: [], ${tax}, having: { percentiles: [{ fraction: 0.5, unit: MU, gte: 1 }] }`,
    'totalCount',
    { code: 'INCOMPATIBLE_UNITS', argument: 'having.percentiles[0].unit' },
  ],
  [
    'by: [], figure: { indicator: "nothing" }',
    'totalCount',
    { code: 'UNKNOWN_INDICATOR', argument: 'figure.indicator' },
  ],
  [
    'by: [], figure: { indicator: "tax_revenue", nature: PLAN, period: "2017" }',
    'totalCount',
    { code: 'BAD_USER_INPUT', argument: 'figure.period' },
  ],
])('what the arguments rule out is refused of no figures too: %s %s', async (args, selection, expected) => {
  await refuse(`{ enterprises(where: { slug: { eq: "no-such" } }) { groupBy(${args}) { ${selection} } } }`, expected)
})

test('a growth that no firm has is compared in percent, and its groups counted', async () => {
  const data = await ask(
    `{ enterprises(where: { slug: { in: ["e1", "e2"] } }) { groupBy(by: [], ${growth}, having: { count: { gte: 2 } }) { nodes { count max(unit: PERCENT) } } } }`,
  )
  expect(pick(data, 'enterprises.groupBy.nodes')).toEqual([{ count: 2, max: null }])
})

test('amounts of another currency than is usual are told in it, and never as the usual one', async () => {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'foreign' }])
  await add([{ subject: 'foreign', ...year(2017), value: '3', unit: 'USD_10K' }])
  const sum = (more: string, unit: string) =>
    `{ enterprises(where: { slug: { in: ["foreign"${more}] } }) { groupBy(by: [], ${figure}) { nodes { sum${unit} } } } }`
  expect(pick(await ask(sum('', '')), 'enterprises.groupBy.nodes')).toEqual([{ sum: '3' }])
  expect(pick(await ask(sum('', '(unit: USD)')), 'enterprises.groupBy.nodes')).toEqual([{ sum: '30000' }])
  await refuse(sum('', '(unit: CNY_10K)'), { code: 'INCOMPATIBLE_UNITS', argument: 'unit' })
  await refuse(sum(', "w1"', ''), { code: 'AGGREGATION_NOT_ALLOWED', rule: 'MIXED_DIMENSIONS' })
})
