import { expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { useClocks } from './clocks.ts'
import { addFact, addFigures, addSubjects, type NewFigure, pick, ZONE } from './data.ts'

const server = useServer()
const { ask, open, readClock } = useClocks(server)

let firms = 0

async function addFirm(): Promise<string> {
  firms += 1
  const slug = `as-of-firm-${firms}`
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug }])
  return slug
}

const base = { indicator: 'revenue', start: '2018-01-01', end: '2019-01-01' }
const add = async (subject: string, figure: Partial<NewFigure>) =>
  (await addFigures(server.database, [{ ...base, unit: 'CNY_100M', subject, ...figure }]))[0] as string

const latest = `query ($slug: String!, $asOf: AsOf) { enterprise(slug: $slug, asOf: $asOf) { latest(indicator: "revenue") { value } } }`
const readValue = async (slug: string, asOf: object | null) =>
  pick(await ask(latest, { slug, asOf }), 'enterprise.latest.value')

const insertFigure = `INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, qualifier, unit_code, nature,
    stage, status, printed_label, printed_text, source_id, citation_id, published_on)
  SELECT reporting_park_id, series_id, period_start, period_end, $1, qualifier, unit_code, nature, stage, status, '', '', source_id,
    citation_id, published_on + 1 FROM observation WHERE id = $2`
const rowId = (id: string) => Buffer.from(id, 'base64').toString().split(':')[2]

test('the published clock leaves out what was published later', async () => {
  const slug = await addFirm()
  await add(slug, { value: '1', publishedOn: '2019-02-01' })
  await add(slug, { value: '2', publishedOn: '2019-05-01' })
  expect(await readValue(slug, null)).toBe('2')
  expect(await readValue(slug, { published: '2019-05-01' })).toBe('2')
  expect(await readValue(slug, { published: '2019-04-30' })).toBe('1')
  expect(await readValue(slug, { published: '2019-01-31' })).toBeUndefined()
})

test('the published clock finds what lies years before the newest figure', async () => {
  const slug = await addFirm()
  await add(slug, { value: '1', start: '2012-01-01', end: '2013-01-01', publishedOn: '2013-02-01' })
  await add(slug, { value: '2', start: '2013-01-01', end: '2014-01-01', publishedOn: '2014-02-01' })
  await add(slug, { value: '3', publishedOn: '2019-02-01' })
  expect(await readValue(slug, null)).toBe('3')
  expect(await readValue(slug, { published: '2019-01-31' })).toBe('2')
  expect(await readValue(slug, { published: '2014-01-31' })).toBe('1')
  expect(await readValue(slug, { published: '2013-01-31' })).toBeUndefined()
})

test('the recording clock leaves out what was recorded later, whenever it was published', async () => {
  const slug = await addFirm()
  await add(slug, { value: '1', publishedOn: '2019-05-01' })
  const recorded = await readClock()
  await add(slug, { value: '2', start: '2019-01-01', end: '2020-01-01', publishedOn: '2019-02-01' })
  expect(await readValue(slug, null)).toBe('2')
  expect(await readValue(slug, { recorded })).toBe('1')
  expect(await readValue(slug, { recorded, published: '2019-03-01' })).toBeUndefined()
})

test('fields follow the clocks around them, and a clock of their own goes before', async () => {
  const slug = await addFirm()
  await add(slug, { value: '1', publishedOn: '2019-02-01' })
  await add(slug, { value: '2', publishedOn: '2019-05-01' })
  const recorded = await readClock()
  await add(slug, { value: '3', publishedOn: '2019-06-01' })
  const data = await ask(
    `query ($slug: String!, $recorded: DateTime) { enterprise(slug: $slug, asOf: { published: "2019-03-01" }) {
      observations { nodes { value } }
      same: observations(asOf: null) { nodes { value } }
      now: observations(asOf: { published: null }) { nodes { value } }
      both: latest(indicator: "revenue", asOf: { recorded: $recorded }) { value }
      later: latest(indicator: "revenue", asOf: { published: null, recorded: $recorded }) { value subject { latest { value } } }
    } }`.replace(
      'subject { latest { value } }',
      'subject { ... on Enterprise { latest(indicator: "revenue") { value } } }',
    ),
    { slug, recorded },
  )
  expect(pick(data, 'enterprise')).toEqual({
    observations: { nodes: [{ value: '1' }] },
    same: { nodes: [{ value: '1' }] },
    now: { nodes: [{ value: '3' }] },
    both: { value: '1' },
    later: { value: '2', subject: { latest: { value: '2' } } },
  })
})

test('node and nodes look from then too', async () => {
  const slug = await addFirm()
  const recorded = await readClock()
  const id = await add(slug, { value: '1' })
  const query = `query ($id: ID!, $asOf: AsOf) { node(id: $id, asOf: $asOf) { id } nodes(ids: [$id], asOf: $asOf) { id } }`
  expect(await ask(query, { id })).toEqual({ node: { id }, nodes: [{ id }] })
  expect(await ask(query, { id, asOf: { recorded } })).toEqual({ node: null, nodes: [null] })
  const before = new Date(Date.parse(recorded) - 86_400_000).toISOString()
  expect(await ask(query, { id, asOf: { recorded: before } })).toEqual({ node: null, nodes: [null] })
})

test('memberships are those of the day that is looked from', async () => {
  const slug = await addFirm()
  await addSubjects(server.database, [{ kind: 'PARK', slug: `${slug}-park` }])
  await addFact(server.database, 'membership', slug, {
    park: `${slug}-park`,
    role: 'LOCATED_IN',
    period_start: '2021-01-01',
    period_end: '2022-01-01',
  })
  const query = `query ($slug: String!, $asOf: AsOf) { enterprise(slug: $slug, asOf: $asOf) { park { slug } } }`
  const read = async (asOf: object | null) => pick(await ask(query, { slug, asOf }), 'enterprise.park')
  expect(await read(null)).toBeNull()
  expect(await read({ published: '2021-12-31' })).toEqual({ slug: `${slug}-park` })
  expect(await read({ published: '2022-01-01' })).toBeNull()
})

test('a transaction that commits later is recorded later, whichever began to write first', async () => {
  const slug = await addFirm()
  const id = await add(slug, { value: '1', publishedOn: '2019-02-01' })
  const other = await addFirm()
  const otherId = await add(other, { value: '10', publishedOn: '2019-02-01' })
  const [early, late] = [await open(), await open()]
  await late.query('BEGIN')
  await late.query(insertFigure, ['2', rowId(id)])
  const before = await readClock()
  await early.query('BEGIN')
  await early.query(insertFigure, ['20', rowId(otherId)])
  await early.query('COMMIT')
  const between = await readClock()
  expect(await readValue(other, { recorded: between })).toBe('20')
  expect(await readValue(slug, { recorded: between })).toBe('1')
  await late.query('COMMIT')
  const after = await readClock()
  expect(between > before && after > between).toBe(true)
  expect(await readValue(slug, { recorded: between })).toBe('1')
  expect(await readValue(slug, { recorded: after })).toBe('2')
  const updated = `query ($after: DateTime, $slugs: [String!]) {
    observations(updatedAfter: $after, where: { subject: { slug: { in: $slugs } } }) { nodes { value } totalCount } }`
  const sync = async (moment: string) =>
    pick(await ask(updated, { after: moment, slugs: [slug, other] }), 'observations')
  expect(await sync(before)).toMatchObject({ totalCount: 2 })
  expect(await sync(between)).toEqual({ totalCount: 1, nodes: [{ value: '2' }] })
  expect(await sync(after)).toEqual({ totalCount: 0, nodes: [] })
})

test('an answer as of a moment waits for a commit that may belong to it', async () => {
  const slug = await addFirm()
  const id = await add(slug, { value: '1', publishedOn: '2019-02-01' })
  const writer = await open()
  await writer.query('BEGIN')
  await writer.query(insertFigure, ['2', rowId(id)])
  await writer.query('SET CONSTRAINTS ALL IMMEDIATE')
  await new Promise((resolve) => setTimeout(resolve, 5))
  const recorded = new Date().toISOString()
  let isAnswered = false
  const answer = readValue(slug, { recorded }).finally(() => {
    isAnswered = true
  })
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(isAnswered).toBe(false)
  await writer.query('COMMIT')
  expect(await answer).toBe('2')
})

test.each(['asOf: { recorded: "2999-01-01T00:00:00Z" }', 'updatedAfter: "2999-01-01T00:00:00Z"'])(
  'a moment that has not come is refused: %s',
  async (argument) => {
    const { errors } = await server.send(`{ observations(${argument}) { totalCount } }`)
    expect(errors).toMatchObject([
      {
        extensions: {
          code: 'BAD_USER_INPUT',
          argument: argument.startsWith('asOf') ? 'asOf.recorded' : 'updatedAfter',
        },
      },
    ])
  },
)

test('a moment of recording costs one statement more when it is first asked for, and the published clock none', async () => {
  const count = async (asOf: object) => {
    server.forget()
    await ask(
      `query ($asOf: AsOf) { park(slug: "${ZONE}", asOf: $asOf) { observations { nodes { value subject { slug } } } parks { nodes { landArea { value } } } } }`,
      { asOf },
    )
    return server.statements.length
  }
  expect(await count({ published: '2018-01-01' })).toBe(1)
  const recorded = new Date().toISOString()
  expect(await count({ recorded })).toBe(2)
  expect(await count({ recorded })).toBe(1)
})

test('revisions list every vintage with what it changed', async () => {
  const slug = await addFirm()
  await add(slug, { value: '100', publishedOn: '2019-02-01' })
  await add(slug, { value: '1200000', unit: 'CNY_10K', publishedOn: '2019-03-01' })
  await add(slug, { value: '120', publishedOn: '2019-04-01' })
  await add(slug, { lower: '110', value: null, qualifier: 'OVER', publishedOn: '2019-05-01' })
  const query = `query ($slug: String!, $asOf: AsOf) { enterprise(slug: $slug) { observations { nodes { revisions(unit: CNY_100M, asOf: $asOf) {
    observation { value } publishedOn difference differencePercent isValueChanged } } } } }`
  const data = await ask(query, { slug })
  expect(pick(data, 'enterprise.observations.nodes.0.revisions')).toEqual([
    {
      observation: { value: '100' },
      publishedOn: '2019-02-01',
      difference: null,
      differencePercent: null,
      isValueChanged: null,
    },
    {
      observation: { value: '1200000' },
      publishedOn: '2019-03-01',
      difference: '20',
      differencePercent: '20',
      isValueChanged: true,
    },
    {
      observation: { value: '120' },
      publishedOn: '2019-04-01',
      difference: '0',
      differencePercent: '0',
      isValueChanged: false,
    },
    {
      observation: { value: null },
      publishedOn: '2019-05-01',
      difference: null,
      differencePercent: null,
      isValueChanged: true,
    },
  ])
  const early = await ask(query, { slug, asOf: { published: '2019-02-28' } })
  expect(pick(early, 'enterprise.observations.nodes.0.revisions')).toHaveLength(1)
})

test('revisions refuse a unit that measures something else', async () => {
  const { errors } = await server.send(
    '{ park(slug: "xiangxiang-etdz") { taxRevenue { revisions(unit: MU) { difference } } } }',
  )
  expect(errors).toMatchObject([{ extensions: { code: 'INCOMPATIBLE_UNITS', argument: 'unit' } }])
})
