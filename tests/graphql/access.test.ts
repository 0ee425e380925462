import { createKey, grantRole, localOwner, type Scope } from '@parkgraph/db'
import { fillVariables, loadExamples } from '@parkgraph/server'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, useServer } from '../kit/server.ts'
import { addOpenRows, addRows, type Ids, levels, parks, type TestPark, tryOut } from './access-rows.ts'
import { type AccessLevel, addFact, addSubjects, pick } from './data.ts'

const roles = ['NONE', 'READER', 'EDITOR', 'STEWARD', 'ADMIN'] as const
type Role = (typeof roles)[number]

/** The rights: up to which level a role for `own` sees the rows that a park reports. */
function levelOf(role: Role, park: TestPark): AccessLevel {
  if (role === 'NONE' || park === 'outer' || park === 'sibling') return 'PUBLIC'
  return role === 'READER' ? 'INTERNAL' : 'RESTRICTED'
}

const isSeen = (role: Role, park: TestPark, level: AccessLevel) =>
  levels.indexOf(level) <= levels.indexOf(levelOf(role, park))

const full = useServer()
/** Databases without what a role does not see, by role; those that see the same share one. */
const nobody = useServer()
const reader = useServer()
const editor = useServer()
const reference = (role: Role): TestServer => (role === 'NONE' ? nobody : role === 'READER' ? reader : editor)

const ids = {} as Record<string, Ids>
const tokens = {} as Record<Role, string>
const all = new Map<TestServer, string>()
/** The same role on the database without what it does not see: of groups of few enterprises it tells more to who has a role for all. */
const alike = {} as Record<Role, string>

const make = ({ database }: TestServer, role: string, scope: Scope) =>
  createKey(database.pool, localOwner, { label: role, role, scope, expires: null })

beforeAll(async () => {
  for (const [server, role] of [
    [full, null],
    [nobody, 'NONE'],
    [reader, 'READER'],
    [editor, 'EDITOR'],
  ] as const) {
    await addOpenRows(server.database)
    for (const park of parks)
      for (const level of levels) {
        const isKept = role === null || isSeen(role, park, level)
        ids[`${park}-${level}`] = await tryOut(server.database, isKept, (database) => addRows(database, park, level))
      }
    all.set(server, await make(server, 'ADMIN', { isAll: true }))
  }
  for (const role of roles) {
    const [name, scope] = role === 'NONE' ? ['READER', { region: '82' }] : [role, { park: 'own' }]
    tokens[role] = await make(full, name, scope)
    alike[role] = await make(reference(role), name, scope)
  }
}, 120_000)

afterEach(() => {
  const faults = [full, nobody, reader, editor].flatMap((server) => server.faults.splice(0))
  expect(faults).toEqual([])
})

/** What the databases to compare with answered: several roles see the same. */
const told = new Map<string, Promise<string>>()

function readOnce(server: TestServer, query: string, variables: object, token: string | null): Promise<string> {
  const asked = JSON.stringify([server.url, query, variables, token])
  const answer = told.get(asked) ?? read(server, query, variables, token)
  told.set(asked, answer)
  return answer
}

async function read(server: TestServer, query: string, variables: object, token: string | null): Promise<string> {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  })
  return `${response.status} ${await response.text()}`
}

const figure = '{ value period printed { text } source { code } corrections { changes } doubts { id } }'

/** Asked of the rows that each park reports at each level. */
const ofRows: Record<string, string> = {
  node: '($figure: ID!, $correction: ID!, $doubt: ID!) { f: node(id: $figure) { __typename id } c: node(id: $correction) { id } d: node(id: $doubt) { id } }',
  nodes:
    '($figure: ID!, $newest: ID!, $correction: ID!, $doubt: ID!, $series: ID!) { nodes(ids: [$figure, $newest, $correction, $doubt, $series]) { __typename id } }',
  'a subject': `($name: String!) { enterprise(slug: $name) { slug names { name } revenue ${figure} observations { totalCount nodes ${figure} } memberships { park { slug } } } }`,
  'a list':
    '($name: String!, $park: String!) { enterprises(where: { slug: { eq: $name } }) { totalCount nodes { slug } } projects(where: { park: { slug: { eq: $park } } }) { totalCount nodes { slug } } }',
  'a filter by latest figures':
    '($name: String!) { enterprises(where: { slug: { eq: $name }, revenue: { isKnown: true } }) { totalCount } observations(where: { subject: { slug: { eq: $name } } }) { totalCount } }',
  'a time series': `($name: String!) { timeSeries(subjects: [$name], indicators: ["revenue"], bucket: YEAR, from: "2010", to: "2015", measures: [LEVEL, YEAR_ON_YEAR]) { series { source { code } columns { values reasons } } } }`,
  checks:
    '($name: String!) { checks(subject: $name, first: 100) { totalCount nodes { rule message inputs { observation { id } } } } }',
  coverage:
    '($name: String!) { coverage(subjects: [$name], first: 100) { totalCount nodes { source { code } sourceCount sources { code } count firstPeriod lastPeriod series { id } } } }',
}

/** Asked of the open park and firm beside those rows. */
const ofParks: Record<string, string> = {
  'a park with its lists': `($park: String!) { park(slug: $park) { taxRevenue ${figure} latest(indicator: "fixed_asset_investment", nature: FORECAST) ${figure}
    parks(first: 100, orderBy: [{ slug: ASC }]) { totalCount nodes { slug } } enterprises(first: 100, orderBy: [{ slug: ASC }]) { totalCount nodes { slug revenue { value } } }
    projects(first: 100, orderBy: [{ slug: ASC }]) { totalCount nodes { slug } } observations(first: 100) { totalCount nodes ${figure} } series(first: 100) { totalCount nodes { id observations { totalCount } } } } }`,
  'a firm with its facts': `($firm: String!) { enterprise(slug: $firm) { honours { title } relationships { kind to { slug } } doubts { id } revenue { value revisions { difference publishedOn } } observations { nodes { value corrections { changes } } } } }`,
  'figures as corrected':
    '($park: String!) { park(slug: $park, reading: CORRECTED) { taxRevenue { value } observations { totalCount } } }',
  'figures of then':
    '($park: String!) { park(slug: $park, asOf: { published: "2021-06-30" }) { taxRevenue { value } observations(first: 100) { nodes { value } } } }',
  'a time series': `($park: String!) { timeSeries(subjects: [$park], indicators: ["tax_revenue"], bucket: YEAR, from: "2009", to: "2015", measures: [LEVEL, SHARE_OF_PARENT, YEAR_ON_YEAR]) { series { columns { values reasons } } } }`,
  checks:
    '($park: String!) { park(slug: $park) { checks(first: 100) { totalCount nodes { rule message subject { slug } inputs { observation { id } } } } } }',
  coverage:
    '($park: String!) { coverage(subjects: [$park], first: 100) { totalCount nodes { nature source { code } sourceCount sources { code } count firstPeriod lastPeriod gapCount breaks { kind before after } } } }',
}

/** Asked of everything. */
const ofAll: Record<string, string> = {
  lists:
    '{ enterprises(first: 100, where: { slug: { startsWith: "e-" } }) { totalCount nodes { slug } edges { cursor } pageInfo { hasNextPage endCursor } } parks(first: 100) { totalCount nodes { slug } } }',
  publications:
    '{ publications(first: 100) { totalCount nodes { id title state lastStep { id } steps { state } items { totalCount nodes { id } } facts { totalCount nodes { version fact { id } } } subjects { totalCount nodes { slug } } } } }',
  counts:
    '{ a: observations { totalCount } b: projects { totalCount } c: enterprises { totalCount } d: observations(where: { hasCorrections: true }) { totalCount } corrections { totalCount } }',
  orders:
    '{ enterprises(first: 100, orderBy: [{ revenue: { direction: DESC } }, { slug: ASC }]) { nodes { slug revenue { value } } } }',
  groups:
    '{ projects { groupBy(by: [KIND], figure: { indicator: "total_investment", nature: PLAN }) { nodes { key { kind } count exactCount missingCount sum median } totals { count sum } } } }',
  'groups of enterprises':
    '{ enterprises { groupBy(by: [PARK], figure: { indicator: "revenue", period: "2012" }) { nodes { key { park { slug } } suppressed count exactCount sum } totals { count sum } } } }',
  ranking:
    '{ ranking(by: { indicator: { indicator: "tax_revenue" } }, among: { subParks: INCLUDE }) { count rows { rank tied subject { slug } value observation { id } } excluded { reason subject { slug } } exclusions { reason count } } }',
  'ranking of a year':
    '{ ranking(by: { indicator: { indicator: "tax_revenue" } }, period: "2012", among: { subParks: INCLUDE }) { count rows { rank subject { slug } value } exclusions { reason count } } }',
  sources:
    '{ sources(first: 100) { totalCount nodes { code } } source(code: "s-own-internal") { title } s: source(code: "s-own-restricted") { title } }',
  'previews and derivations':
    '{ corrections(first: 100) { nodes { preview { isRead before { value } after { value } shares { before after } ranks(first: 100) { before after } } } } observations(first: 100) { nodes { growth { computed reported { value } } requirement { required } } } }',
  corrections: '{ corrections(first: 100) { totalCount nodes { id changes state } } }',
  'an unknown source':
    '{ timeSeries(subjects: ["own"], indicators: ["tax_revenue"], bucket: YEAR, from: "2009", to: "2015", source: "s-own-restricted") { series { columns { values } } } }',
}

function variablesOf(park: TestPark, level: AccessLevel) {
  const name = `${park}-${level.toLowerCase()}`
  return { ...ids[`${park}-${level}`], name: `e-${name}`, park, firm: `firm-${park}` }
}

/** The operation with those of the variables that it declares. */
const cut = (query: string, variables: object) =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => query.includes(`$${name}:`)))

/** The same answer as a database gives that has nothing else, to whoever sees all of it. */
async function compare(role: Role, query: string, variables: object, isAlike = false) {
  const server = reference(role)
  const found = await read(full, query, cut(query, variables), tokens[role])
  const expected = await readOnce(
    server,
    query,
    cut(query, variables),
    isAlike ? alike[role] : (all.get(server) ?? null),
  )
  expect(found).toBe(expected)
  expect(found).not.toMatch(/GRAPHQL_|BAD_USER_INPUT.*Variable/)
}

describe.each(roles)('%s of the park', (role) => {
  test.each(Object.entries(ofRows))('asks for %s', async (_, query) => {
    for (const park of parks)
      for (const level of levels) await compare(role, `query ${query}`, variablesOf(park, level))
  })

  test.each(Object.entries(ofParks))('asks for %s', async (_, query) => {
    for (const park of parks) await compare(role, `query ${query}`, variablesOf(park, 'PUBLIC'))
  })

  test.each(Object.entries(ofAll))('asks for %s', async (name, query) => {
    await compare(role, query, {}, name === 'groups of enterprises')
  })

  test('sees what its rights say', async () => {
    for (const park of parks)
      for (const level of levels) {
        const variables = variablesOf(park, level)
        const query =
          'query ($name: String!, $figure: ID!, $series: ID!, $doubt: ID!, $correction: ID!) { enterprise(slug: $name) { slug } nodes(ids: [$figure, $series, $doubt, $correction]) { id } }'
        const { data } = await full.send(query, cut(query, variables), tokens[role])
        const { name, figure: id, series, doubt, correction } = variables as Record<string, string>
        expect([park, level, data]).toEqual([
          park,
          level,
          isSeen(role, park, level)
            ? { enterprise: { slug: name }, nodes: [id, series, doubt, correction].map((one) => ({ id: one })) }
            : { enterprise: null, nodes: [null, null, null, null] },
        ])
      }
  })
})

test.each(Object.entries({ ...ofRows, ...ofParks, ...ofAll }))('what is hidden would show in %s', async (_, query) => {
  const text = query.startsWith('(') ? `query ${query}` : query
  const variables = cut(text, variablesOf('own', 'RESTRICTED'))
  const [seen, hidden] = await Promise.all([tokens.EDITOR, null].map((token) => read(full, text, variables, token)))
  expect(seen).not.toBe(hidden)
})

test('nobody sees the same as somebody without a role', async () => {
  for (const query of Object.values(ofAll))
    expect(await read(full, query, {}, null)).toBe(await read(full, query, {}, tokens.NONE))
})

const listed =
  '{ enterprises(first: 100, where: { slug: { startsWith: "e-" } }, orderBy: [{ slug: ASC }]) { nodes { slug } } }'

async function list(token: string): Promise<string[]> {
  const { data } = await full.send(listed, {}, token)
  return (pick(data, 'enterprises.nodes') as { slug: string }[]).map(({ slug }) => slug.slice(2))
}

const expected = (most: Record<TestPark, AccessLevel>) =>
  parks
    .flatMap((park) =>
      levels
        .filter((level) => levels.indexOf(level) <= levels.indexOf(most[park]))
        .map((level) => `${park}-${level.toLowerCase()}`),
    )
    .sort()

const examples = await loadExamples()

describe('with a role', () => {
  const plain = useServer()
  let token = ''
  beforeAll(async () => {
    token = await make(plain, 'EDITOR', { park: 'xiangxiang-etdz' })
  })

  test.each(examples.filter(({ name, kind }) => kind === 'query' && !['WhoAsks', 'Changes'].includes(name)))(
    '$name answers as before where nothing is hidden',
    async (example) => {
      const variables = await fillVariables(example, examples, (query, values) => plain.send(query, { ...values }))
      const [one, other] = await Promise.all(
        [null, token].map((who) => read(plain, example.query, variables ?? {}, who)),
      )
      expect(other).toBe(one)
      expect(plain.faults).toEqual([])
    },
  )
})

test('limits count what is seen, and no more', async () => {
  await tryOut(nobody.database, true, async ({ pool }) => {
    // Without what triggers keep, of which limits ask nothing.
    await pool.query('SET LOCAL session_replication_role = replica')
    await pool.query(`INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, qualifier, unit_code, nature,
          stage, status, printed_label, printed_text, source_id, citation_id, published_on, access_level)
        SELECT o.reporting_park_id, o.series_id, o.period_start, o.period_end, 1, 'EXACT', o.unit_code, o.nature, o.stage, '{}', 'x', 'x',
          o.source_id, o.citation_id, o.published_on, 'RESTRICTED'
        FROM (SELECT o.* FROM observation o JOIN series s ON s.id = o.series_id JOIN subject x ON x.id = s.subject_id
          WHERE x.slug = 'firm-sibling' AND o.period_start = '2010-01-01' LIMIT 1) o, generate_series(1, 200005)`)
  })
  const token = await make(nobody, 'EDITOR', { park: 'sibling' })
  for (const query of [
    '{ checks(subject: "firm-sibling") { totalCount } }',
    '{ coverage(subjects: ["firm-sibling"]) { totalCount } }',
  ]) {
    expect((await nobody.send(query)).errors).toBeUndefined()
    const { errors = [] } = await nobody.send(query, {}, token)
    expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['OPERATION_TOO_COMPLEX'])
  }
}, 120_000)

test('a membership counts on the days that it holds, and for roles that may see it', async () => {
  const { database } = full
  await addSubjects(database, [{ kind: 'PARK', slug: 'holder', reportedBy: 'holder' }])
  const members = ['ended', 'to-come', 'withdrawn', 'secret', 'internal', 'now', 'moved']
  await addSubjects(
    database,
    members.map((slug) => ({ kind: 'PARK', slug: `m-${slug}`, reportedBy: `m-${slug}` })),
  )
  const join = (slug: string, values: Record<string, string | boolean> = {}) =>
    addFact(database, 'membership', `m-${slug}`, { park: 'holder', role: 'PART_OF', ...values })
  await join('ended', { period_start: '2000-01-01', period_end: '2020-01-01' })
  await join('to-come', { period_start: '2999-01-01', period_end: 'infinity' })
  await join('withdrawn', { supersedes_id: await join('withdrawn'), is_withdrawal: true })
  await join('secret', { access_level: 'RESTRICTED' })
  await join('internal', { access_level: 'INTERNAL' })
  await join('now', { period_start: '2000-01-01', period_end: 'infinity' })
  await join('moved', { supersedes_id: await join('moved'), park: 'sibling' })
  const parts = members.map((slug) => `a_${slug.replace('-', '_')}: may(park: "m-${slug}")`)
  for (const [role, expected] of [
    ['READER', ['internal', 'now']],
    ['EDITOR', ['secret', 'internal', 'now']],
  ] as const) {
    const token = await make(full, role, { park: 'holder' })
    const { data } = await full.send(`{ viewer { ${parts.join(' ')} } }`, {}, token)
    const found = Object.entries(pick(data, 'viewer') as Record<string, string[]>)
    expect(found.filter(([, list]) => list.length > 1).map(([name]) => name.slice(2))).toEqual(expected)
  }
})

describe('a grant covers', () => {
  const nothing = { outer: 'PUBLIC', own: 'PUBLIC', sibling: 'PUBLIC', inner: 'PUBLIC' } as const
  test.each<[string, readonly (readonly [string, Scope])[], Partial<Record<TestPark, AccessLevel>>]>([
    [
      'a park with all inside it, at any depth',
      [['READER', { park: 'outer' }]],
      { outer: 'INTERNAL', own: 'INTERNAL', sibling: 'INTERNAL', inner: 'INTERNAL' },
    ],
    ['nothing around a park', [['ADMIN', { park: 'inner' }]], { inner: 'RESTRICTED' }],
    ['a region with all inside its parks', [['READER', { region: '330102' }]], { own: 'INTERNAL', inner: 'INTERNAL' }],
    ['a region of four digits', [['EDITOR', { region: '3302' }]], { sibling: 'RESTRICTED' }],
    [
      'everything',
      [['READER', { isAll: true }]],
      { outer: 'INTERNAL', own: 'INTERNAL', sibling: 'INTERNAL', inner: 'INTERNAL' },
    ],
    [
      'what several grants cover together',
      [
        ['READER', { park: 'outer' }],
        ['EDITOR', { park: 'own' }],
      ],
      { outer: 'INTERNAL', own: 'RESTRICTED', sibling: 'INTERNAL', inner: 'RESTRICTED' },
    ],
    [
      'more beside everything',
      [
        ['READER', { isAll: true }],
        ['STEWARD', { park: 'inner' }],
      ],
      { outer: 'INTERNAL', own: 'INTERNAL', sibling: 'INTERNAL', inner: 'RESTRICTED' },
    ],
  ])('%s', async (_, grants, most) => {
    const [[role, scope] = ['READER', { isAll: true }], ...more] = grants
    const token = await make(full, role, scope as Scope)
    for (const [also, where] of more)
      await grantRole(full.database.pool, localOwner, {
        ...{ to: { prefix: token.split('_')[1] ?? '' }, role: also, scope: where },
      })
    expect(await list(token)).toEqual(expected({ ...nothing, ...most }))
  })
})
