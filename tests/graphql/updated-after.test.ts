import pg from 'pg'
import { afterEach, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addCorrection, addFact, addFigures, addSubjects, decide, pick, propose, type SubjectKind } from './data.ts'
import { publish } from './publishing.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

async function ask(query: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await server.send(query, variables)
  expect(errors).toBeUndefined()
  return data
}

const readClock = async () => pick(await ask('{ clock }'), 'clock') as string

const lists = {
  PARK: 'parks',
  PROJECT: 'projects',
  ENTERPRISE: 'enterprises',
  FACILITY: 'facilities',
  PROGRAMME: 'programmes',
} as const satisfies Record<SubjectKind, string>

let subjects = 0

async function add(kind: SubjectKind, accessLevel: 'PUBLIC' | 'RESTRICTED' = 'PUBLIC'): Promise<string> {
  subjects += 1
  const slug = `updated-${subjects}`
  await addSubjects(server.database, [{ kind, slug, accessLevel }])
  return slug
}

async function find(kind: SubjectKind, after: string): Promise<string[]> {
  const list = lists[kind]
  const data = await ask(
    `query ($after: DateTime) { ${list}(updatedAfter: $after, first: 100) { nodes { slug } totalCount } }`,
    { after },
  )
  const nodes = pick(data, `${list}.nodes`) as { slug: string }[]
  expect(pick(data, `${list}.totalCount`)).toBe(nodes.length)
  return nodes.map(({ slug }) => slug)
}

const countFacts = async (kind: SubjectKind, slug: string, field: string, after: string | null) => {
  const one = lists[kind] === 'facilities' ? 'facility' : lists[kind].slice(0, -1)
  const data = await ask(
    `query ($slug: String!, $after: DateTime) { ${one}(slug: $slug) { ${field}(updatedAfter: $after) { __typename } } }`,
    { slug, after },
  )
  return (pick(data, `${one}.${field}`) as unknown[]).length
}

const summary = { summary_zh: 'z', summary_en: 'e', topic: 'SERVICE' }
const facts = [
  ['PARK', 'membership', 'memberships', { park: 'xiangxiang-etdz', role: 'PART_OF' }],
  ['PROJECT', 'project_stage', 'stages', { stage: 'STRUCTURE', state: 'DONE' }],
  ['ENTERPRISE', 'panel_membership', 'panels', { scope: 'ABOVE_SCALE' }],
  ['ENTERPRISE', 'honour', 'honours', { title: 'first' }],
  ['FACILITY', 'subject_name', 'names', { name: 'other', kind: 'SHORT' }],
  ['PROGRAMME', 'statement', 'statements', summary],
  ['PARK', 'assignment', 'assignments', { person: 'a', role: 'head', organisation: 'office' }],
  ['PROJECT', 'relationship', 'relationships', { kind: 'PARTNER', to_name: 'somebody' }],
] as const

describe('facts that are synchronised', () => {
  it.each(facts)('of a %s, in %s, are those recorded after the clock', async (kind, table, field, values) => {
    const [slug] = [await add(kind), await add(kind)]
    const start = await readClock()
    expect(await find(kind, start)).toEqual([])
    const id = await addFact(server.database, table, slug, values)
    expect(await find(kind, start)).toEqual([slug])
    expect(await countFacts(kind, slug, field, start)).toBe(1)

    const later = await readClock()
    expect(await find(kind, later)).toEqual([])
    expect(await countFacts(kind, slug, field, later)).toBe(0)
    expect(await countFacts(kind, slug, field, null)).toBe(1)

    await addFact(server.database, table, slug, { ...values, supersedes_id: id, is_withdrawal: true })
    expect(await find(kind, later)).toEqual([slug])
    expect(await countFacts(kind, slug, field, null)).toBe(0)
  })

  it('are told of both who are tied', async () => {
    const [from, to] = [await add('ENTERPRISE'), await add('ENTERPRISE')]
    const start = await readClock()
    await addFact(server.database, 'relationship', from, { kind: 'SAME_AS', to })
    expect(await find('ENTERPRISE', start)).toEqual([from, to])
    expect(await countFacts('ENTERPRISE', to, 'relationships', start)).toBe(1)
  })

  it('are no sign of what the viewer may not see', async () => {
    const [slug, hidden] = [await add('ENTERPRISE'), await add('PARK', 'RESTRICTED')]
    const start = await readClock()
    await addFact(server.database, 'membership', slug, { park: hidden, role: 'LOCATED_IN' })
    await addFact(server.database, 'relationship', slug, { kind: 'PARTNER', to: hidden })
    await addFact(server.database, 'honour', slug, { title: 'secret', access_level: 'RESTRICTED' })
    expect(await find('ENTERPRISE', start)).toEqual([])
    await addFact(server.database, 'honour', hidden, { title: 'open' })
    expect(await find('PARK', start)).toEqual([])
  })

  it('follow the clocks of the field', async () => {
    const slug = await add('ENTERPRISE')
    const start = await readClock()
    await addFact(server.database, 'honour', slug, { title: 'told in 2020' })
    const now = await readClock()
    const query = `query ($after: DateTime, $asOf: AsOf) { enterprises(updatedAfter: $after, asOf: $asOf) { nodes { slug } } }`
    const read = async (asOf: object) => pick(await ask(query, { after: start, asOf }), 'enterprises.nodes')
    expect(await read({ recorded: now })).toEqual([{ slug }])
    expect(await read({ recorded: start })).toEqual([])
    expect(await read({ published: '2020-01-01' })).toEqual([{ slug }])
    expect(await read({ published: '2019-12-31' })).toEqual([])
  })
})

test.each(Object.keys(lists) as SubjectKind[])('a new %s is found, in one statement', async (kind) => {
  const start = await readClock()
  const slug = await add(kind)
  server.forget()
  expect(await find(kind, start)).toEqual([slug])
  expect(server.statements).toHaveLength(1)
  expect(await find(kind, await readClock())).toEqual([])
})

test('a fact is found by the commit of its transaction, whichever began to write first', async () => {
  const [slow, quick] = [await add('ENTERPRISE'), await add('ENTERPRISE')]
  const insert = `INSERT INTO honour (subject_id, title, published_on, citation_id, reporting_park_id)
    SELECT id, 'x', '2020-01-01', (SELECT min(id) FROM citation), reporting_park_id FROM subject WHERE slug = $1`
  const client = new pg.Client({ connectionString: server.databaseUrl })
  await client.connect()
  try {
    await client.query('BEGIN')
    await client.query(insert, [slow])
    const before = await readClock()
    await server.database.pool.query(insert, [quick])
    const between = await readClock()
    expect(await find('ENTERPRISE', before)).toEqual([quick])
    await client.query('COMMIT')
    expect(await find('ENTERPRISE', before)).toEqual([slow, quick])
    expect(await find('ENTERPRISE', between)).toEqual([slow])
    expect(await countFacts('ENTERPRISE', slow, 'honours', between)).toBe(1)
    expect(await countFacts('ENTERPRISE', quick, 'honours', between)).toBe(0)
    expect(await find('ENTERPRISE', await readClock())).toEqual([])
  } finally {
    await client.end()
  }
})

test('corrections are found when they are proposed, and again when they are decided on', async () => {
  const subject = await add('ENTERPRISE')
  const [figure = ''] = await addFigures(server.database, [
    { subject, indicator: 'revenue', value: '1', start: '2018-01-01', end: '2019-01-01' },
  ])
  const read = async (after: string) =>
    pick(
      await ask(`query ($after: DateTime) { corrections(updatedAfter: $after) { nodes { id state } } }`, { after }),
      'corrections.nodes',
    )
  const start = await readClock()
  const id = await propose(server.database, figure, { value: '2' })
  expect(await read(start)).toEqual([{ id, state: 'PROPOSED' }])
  const proposed = await readClock()
  expect(await read(proposed)).toEqual([])
  await decide(server.database, id)
  expect(await read(proposed)).toEqual([{ id, state: 'ACCEPTED' }])
  expect(await read(await readClock())).toEqual([])
})

test('figures as corrected are found when what they read as is decided anew, also where an acceptance is taken back', async () => {
  const subject = await add('ENTERPRISE')
  const years = ['2018', '2019'].map((of) => ({ start: `${of}-01-01`, end: `${Number(of) + 1}-01-01` }))
  const [figure = ''] = await addFigures(
    server.database,
    years.map((span, at) => ({ subject, indicator: 'revenue', value: String(at + 1), ...span })),
  )
  const query = `query ($after: DateTime, $asOf: AsOf, $reading: Reading, $subject: String!) { observations(updatedAfter: $after, asOf: $asOf, reading: $reading,
    where: { subject: { slug: { eq: $subject } } }) { nodes { value reading } totalCount } }`
  const read = async (after: string, reading = 'CORRECTED', asOf: object | null = null) =>
    pick(await ask(query, { after, asOf, reading, subject }), 'observations.nodes')
  const [printed, corrected] = [
    { value: '1', reading: 'AS_PRINTED' },
    { value: '5', reading: 'CORRECTED' },
  ]
  const start = await readClock()
  const id = await propose(server.database, figure, { value: '5' })
  expect(await read(start)).toEqual([])
  await decide(server.database, id)
  expect(await read(start)).toEqual([corrected])
  const accepted = await readClock()
  await decide(server.database, id, 'REJECTED')
  expect(await read(accepted)).toEqual([printed])
  expect(await read(accepted, 'AS_PRINTED')).toEqual([])
  expect(await read(accepted, 'CORRECTED', { recorded: accepted })).toEqual([])
  const rejected = await readClock()
  expect(await read(rejected)).toEqual([])
  await decide(server.database, id)
  expect(await read(rejected)).toEqual([corrected])
})

const future = 'updatedAfter: "2999-01-01T00:00:00Z"'

test.each([
  ...Object.values(lists).map((list) => `${list}(${future}) { totalCount }`),
  `corrections(${future}) { totalCount }`,
  `park(slug: "xiangxiang-etdz") { honours(${future}) { title } }`,
])('a moment that has not come is refused: %s', async (field) => {
  await refuseBy(server)(`{ ${field} }`, undefined, 'BAD_USER_INPUT', 'updatedAfter')
})

test('a figure that was published counts as new, with its corrections, to whoever may see it since', async () => {
  const slug = await add('PROJECT')
  const [first = '', second = ''] = await addFigures(server.database, [
    { subject: slug, indicator: 'revenue', value: '5', accessLevel: 'INTERNAL' },
    { subject: slug, indicator: 'revenue', value: '6', breakdown: 'part', seriesAccessLevel: 'RESTRICTED' },
  ])
  await addCorrection(server.database, first, 'PUBLIC')
  const after = await readClock()
  const query = `query ($slug: String!, $after: DateTime) {
    observations(updatedAfter: $after, where: { subject: { slug: { eq: $slug } } }) { nodes { id } totalCount }
    corrections(updatedAfter: $after, where: { observation: { subject: { slug: { eq: $slug } } } }) { totalCount }
  }`
  const look = async () => {
    const data = await ask(query, { slug, after })
    return [pick(data, 'observations.nodes'), pick(data, 'corrections.totalCount')]
  }
  expect(await look()).toEqual([[], 0])
  await publish(server.database, [first])
  expect(await look()).toEqual([[{ id: first }], 1])
  await publish(server.database, [second])
  const [figures] = await look()
  expect(figures).toEqual(expect.arrayContaining([{ id: first }, { id: second }]))
})
