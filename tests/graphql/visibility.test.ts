import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import {
  type AccessLevel,
  addCorrection,
  addDoubt,
  addFact,
  addFigures,
  addSubjects,
  pick,
  type SubjectKind,
  ZONE,
} from './data.ts'
import { publish } from './publishing.ts'

const server = useServer()
const hidden: AccessLevel[] = ['INTERNAL', 'RESTRICTED']
const kinds: [SubjectKind, string, string][] = [
  ['PARK', 'park', 'parks'],
  ['PROJECT', 'project', 'projects'],
  ['ENTERPRISE', 'enterprise', 'enterprises'],
  ['FACILITY', 'facility', 'facilities'],
  ['PROGRAMME', 'programme', 'programmes'],
]
const ids: Record<string, string> = {}

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

async function ask(query: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { data, errors } = await server.send(query, variables)
  expect(errors).toBeUndefined()
  return data as Record<string, unknown>
}

beforeAll(async () => {
  const { database } = server
  await addSubjects(database, [{ kind: 'ENTERPRISE', slug: 'open-firm', park: ZONE }])
  for (const accessLevel of hidden) {
    const level = accessLevel.toLowerCase()
    for (const [kind] of kinds) {
      const slug = `${level}-${kind.toLowerCase()}`
      await addSubjects(database, [{ kind, slug, name: `secret ${slug}`, accessLevel, park: ZONE }])
      const { rows } = await database.pool.query('SELECT id FROM subject WHERE slug = $1', [slug])
      ids[slug] = Buffer.from(`${kind[0]}${kind.slice(1).toLowerCase()}:${rows[0].id}`).toString('base64')
      const [id] = await addFigures(database, [
        { subject: slug, indicator: 'total_investment', value: '7', accessLevel, seriesAccessLevel: accessLevel },
      ])
      ids[`${slug}-figure`] = id as string
    }
    const [figure] = await addFigures(database, [
      { subject: 'open-firm', indicator: 'revenue', value: '9', start: '2019-01-01', end: '2020-01-01', accessLevel },
    ])
    ids[`${level}-figure`] = figure as string
    const [own] = await addFigures(database, [
      {
        subject: 'open-firm',
        indicator: 'output_value',
        value: '8',
        accessLevel,
        seriesAccessLevel: accessLevel,
        scope: level === 'internal' ? 'LOCAL' : 'ALL',
      },
    ])
    ids[`${level}-series-figure`] = own as string
    for (const [table, values] of [
      ['honour', { title: 'secret honour' }],
      ['subject_name', { name: 'secret name', kind: 'ALIAS' }],
      ['statement', { topic: 'GOALS', summary_zh: 'z', summary_en: 'secret statement' }],
      ['assignment', { person: 'secret person', role: 'r', organisation: 'o' }],
      ['relationship', { kind: 'PARTNER', to_name: 'secret partner' }],
    ] as const)
      await addFact(database, table, 'open-firm', { ...values, access_level: accessLevel })
    ids[`${level}-doubt`] = await addDoubt(database, 'open-firm', accessLevel)
  }
  const [open] = await addFigures(database, [
    { subject: 'open-firm', indicator: 'revenue', value: '5', start: '2018-01-01', end: '2019-01-01' },
  ])
  ids.open = open as string
  for (const accessLevel of hidden)
    ids[`${accessLevel.toLowerCase()}-correction`] = await addCorrection(database, ids.open, accessLevel)
})

describe.each(hidden.map((level) => level.toLowerCase()))('%s rows', (level) => {
  it.each(kinds)('of %s are in no field, list, count or filter', async (kind, field, list) => {
    const slug = `${level}-${kind.toLowerCase()}`
    const data = await ask(
      `query ($slug: String!, $id: ID!) { one: ${field}(slug: $slug) { slug } node(id: $id) { id } nodes(ids: [$id]) { id }
        byName: ${list}(where: { name: { contains: "secret" } }) { totalCount nodes { slug } edges { cursor } pageInfo { endCursor hasNextPage } }
        bySlug: ${list}(where: { slug: { eq: $slug } }) { totalCount }
        known: ${list}(where: { latest: [{ indicator: "total_investment", eq: 7, unit: CNY_10K }] }) { totalCount }
        all: ${list}(first: 100) { totalCount nodes { slug } }
        observations(where: { subject: { slug: { eq: $slug } } }) { totalCount nodes { id } }
        not: observations(where: { not: { subject: {} } }) { totalCount } }`,
      { slug, id: ids[slug] },
    )
    expect(data).toMatchObject({
      one: null,
      node: null,
      nodes: [null],
      byName: { totalCount: 0, nodes: [], edges: [], pageInfo: { endCursor: null, hasNextPage: false } },
      bySlug: { totalCount: 0 },
      known: { totalCount: 0 },
      observations: { totalCount: 0, nodes: [] },
      not: { totalCount: 0 },
    })
    expect((pick(data, 'all.nodes') as unknown[]).length).toBe(pick(data, 'all.totalCount'))
    expect(JSON.stringify(data)).not.toContain(slug)
  })

  it('of figures, series, doubts and corrections have no node', async () => {
    const figure = ids[`${level}-series-figure`] as string
    const { rows } = await server.database.pool.query('SELECT series_id FROM observation WHERE id = $1', [
      Buffer.from(figure, 'base64').toString().split(':')[2],
    ])
    const zone = Buffer.from(figure, 'base64').toString().split(':')[1]
    const series = Buffer.from(`Series:${zone}:${rows[0].series_id}`).toString('base64')
    const asked = [ids[`${level}-figure`], figure, ids[`${level}-doubt`], ids[`${level}-correction`], series]
    expect(await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }', { ids: asked })).toEqual({
      nodes: asked.map(() => null),
    })
  })
})

test('nothing hidden is nested in what is open', async () => {
  const data = await ask(`{ enterprise(slug: "open-firm") { name
    names { name } honours { title } statements { summary(locale: EN) } assignments { person } relationships { toName } doubts { question(locale: EN) }
    memberships { park { slug } } series(first: 100) { totalCount nodes { indicator { code } observations { totalCount } } }
    observations(first: 100) { totalCount nodes { value corrections { state } doubts { id } series { id } } } }
    zone: park(slug: "${ZONE}") { parks(first: 100) { totalCount nodes { slug } } projects(first: 100) { nodes { slug } } enterprises(first: 100) { nodes { slug } } } }`)
  expect(data.enterprise).toEqual({
    name: 'open-firm',
    names: [],
    honours: [],
    statements: [],
    assignments: [],
    relationships: [],
    doubts: [],
    memberships: [{ park: { slug: ZONE } }],
    series: { totalCount: 1, nodes: [{ indicator: { code: 'revenue' }, observations: { totalCount: 1 } }] },
    observations: {
      totalCount: 1,
      nodes: [{ value: '5', corrections: [], doubts: [], series: { id: expect.any(String) } }],
    },
  })
  expect(pick(data, 'zone.parks.totalCount')).toBe(6)
  expect(JSON.stringify(data)).not.toMatch(/secret|restricted|internal/)
})

test('a hidden newest figure does not hide the newest open one, and orders nothing', async () => {
  const data =
    await ask(`{ enterprise(slug: "open-firm") { revenue { value } latest(indicator: "revenue") { value } outputValue { value } }
    eq: enterprises(where: { revenue: { eq: 5, unit: CNY_10K } }) { nodes { slug } }
    hidden: enterprises(where: { revenue: { eq: 9, unit: CNY_10K } }) { totalCount }
    unknown: enterprises(where: { slug: { eq: "open-firm" }, outputValue: { isKnown: false } }) { totalCount }
    order: enterprises(where: { slug: { eq: "open-firm" } }, orderBy: [{ revenue: {} }, { outputValue: {} }]) { pageInfo { endCursor } } }`)
  expect(data).toMatchObject({
    enterprise: { revenue: { value: '5' }, latest: { value: '5' }, outputValue: null },
    eq: { nodes: [{ slug: 'open-firm' }] },
    hidden: { totalCount: 0 },
    unknown: { totalCount: 1 },
  })
  const position = JSON.parse(
    Buffer.from(String(pick(data, 'order.pageInfo.endCursor')), 'base64url').toString(),
  ).slice(1, 3)
  expect(position).toEqual(['5000000', null].map((text) => (text ? expect.stringMatching(/^5\d*$/) : null)))
})

test('a hidden vintage does not supersede an open figure', async () => {
  const figure = { subject: 'open-firm', indicator: 'tax_revenue', start: '2018-01-01', end: '2019-01-01' }
  await addFigures(server.database, [
    { ...figure, value: '1', publishedOn: '2019-02-01' },
    { ...figure, value: '2', publishedOn: '2019-03-01', accessLevel: 'RESTRICTED' },
  ])
  const data = await ask(
    '{ enterprise(slug: "open-firm") { observations(where: { indicator: { code: { eq: "tax_revenue" } } }) { nodes { value } } taxRevenue { value } } }',
  )
  expect(data.enterprise).toEqual({ observations: { nodes: [{ value: '1' }] }, taxRevenue: { value: '1' } })
})

test('an open vintage supersedes an older one', async () => {
  const figure = { subject: 'open-firm', indicator: 'land_area', unit: 'MU', start: '2018-01-01', end: '2019-01-01' }
  await addFigures(server.database, [
    { ...figure, value: '1', publishedOn: '2019-02-01' },
    { ...figure, value: '2', publishedOn: '2019-03-01' },
  ])
  const data = await ask(
    '{ enterprise(slug: "open-firm") { observations(where: { indicator: { code: { eq: "land_area" } } }) { totalCount nodes { value } } landArea { value } } }',
  )
  expect(data.enterprise).toEqual({
    observations: { totalCount: 1, nodes: [{ value: '2' }] },
    landArea: { value: '2' },
  })
})

test('a filter does not tell whether there are hidden corrections', async () => {
  const data =
    await ask(`{ with: observations(where: { hasCorrections: true, subject: { slug: { eq: "open-firm" } } }) { totalCount }
    without: observations(where: { hasCorrections: false, indicator: { code: { eq: "revenue" } }, subject: { slug: { eq: "open-firm" } } }) { totalCount } }`)
  expect(data).toEqual({ with: { totalCount: 0 }, without: { totalCount: 1 } })
})

test('an open figure of a hidden series shows nowhere', async () => {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'series-firm' }])
  await addFigures(server.database, [
    { subject: 'series-firm', indicator: 'revenue', value: '5', seriesAccessLevel: 'RESTRICTED' },
  ])
  const data = await ask(`{ enterprise(slug: "series-firm") { revenue { value } observations { totalCount } }
    eq: enterprises(where: { slug: { eq: "series-firm" }, revenue: { eq: 5, unit: CNY_10K } }) { totalCount }
    known: enterprises(where: { slug: { eq: "series-firm" }, revenue: { isKnown: true } }) { totalCount } }`)
  expect(data).toEqual({
    enterprise: { revenue: null, observations: { totalCount: 0 } },
    eq: { totalCount: 0 },
    known: { totalCount: 0 },
  })
})

test('open rows about hidden subjects are no fault and name none', async () => {
  const { database } = server
  await addFigures(database, [{ subject: 'restricted-park', indicator: 'tax_revenue', value: '6' }])
  await addFact(database, 'relationship', 'restricted-enterprise', { kind: 'PARTNER', to: 'open-firm' })
  await addFact(database, 'relationship', 'open-firm', { kind: 'SUPPORTS', to: 'restricted-park' })
  await addFact(database, 'membership', 'open-firm', { park: 'restricted-park', role: 'LOCATED_IN' })
  await addFact(database, 'assignment', 'open-firm', {
    person: 'p',
    role: 'r',
    organisation: 'o',
    programme: 'restricted-programme',
  })
  const data =
    await ask(`{ enterprise(slug: "open-firm") { park { slug } relationships { from { slug } to { slug } } memberships { park { slug } } assignments { programme { slug } } }
    observations(where: { indicator: { code: { eq: "tax_revenue" } } }, first: 100) { nodes { value subject { slug } series { subject { slug } } } }
    enterprises(where: { park: { slug: { startsWith: "restricted-" } } }) { totalCount } }`)
  expect(JSON.stringify(data)).not.toMatch(/restricted/)
  expect(pick(data, 'enterprise.park.slug')).toBe(ZONE)
  expect(pick(data, 'enterprises.totalCount')).toBe(0)
})

test('withdrawn and superseded facts are gone, unless what supersedes them is hidden', async () => {
  const { database } = server
  await addSubjects(database, [{ kind: 'ENTERPRISE', slug: 'fact-firm' }])
  const honour = (title: string, more = {}) => addFact(database, 'honour', 'fact-firm', { title, ...more })
  const first = await honour('first')
  await honour('second', { supersedes_id: first })
  const third = await honour('third')
  await honour('third', { supersedes_id: third, is_withdrawal: true })
  const fourth = await honour('fourth')
  await honour('fourth, hidden', { supersedes_id: fourth, access_level: 'RESTRICTED' })
  const data = await ask('{ enterprise(slug: "fact-firm") { honours { title } } }')
  expect(data.enterprise).toEqual({ honours: [{ title: 'second' }, { title: 'fourth' }] })
})

test('a hidden subject hides all its rows, and brings them when it is published', async () => {
  const { database } = server
  await addSubjects(database, [{ kind: 'ENTERPRISE', slug: 'coming-firm', park: ZONE, accessLevel: 'RESTRICTED' }])
  const [figure] = await addFigures(database, [{ subject: 'coming-firm', indicator: 'revenue', value: '77' }])
  const query = `query ($id: ID!) { node(id: $id) { id } observations(where: { printedText: { eq: "77" } }) { totalCount }
    enterprises(where: { revenue: { eq: 77, unit: CNY_10K } }) { totalCount } }`
  expect(await ask(query, { id: figure })).toEqual({
    node: null,
    observations: { totalCount: 0 },
    enterprises: { totalCount: 0 },
  })
  const { rows } = await database.pool.query(`SELECT id FROM subject WHERE slug = 'coming-firm'`)
  await publish(database, [Buffer.from(`Enterprise:${rows[0].id}`).toString('base64')])
  expect(await ask(query, { id: figure })).toEqual({
    node: { id: figure },
    observations: { totalCount: 1 },
    enterprises: { totalCount: 1 },
  })
})
