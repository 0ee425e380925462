import { releaseDuePublications } from '@parkgraph/db'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addOpenRows, parks } from './access-rows.ts'
import { addFact, addFigures, addSubjects, pick } from './data.ts'
import { draftPublication, type Publication, readPublication, takeStep } from './publication-steps.ts'
import { type Answer, leaveNothing, makeKey, roles, write } from './writing.ts'

const server = useServer()
const tokens = new Map<string, string | null>([['ANONYMOUS', null]])
let other = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  tokens.set('NONE', await makeKey(server, 'ADMIN', { region: '82' }))
  for (const role of roles) tokens.set(role, await makeKey(server, role, { park: 'own' }))
  tokens.set('OFFICE', await makeKey(server, 'ADMIN', { isAll: true }))
  other = await makeKey(server, 'STEWARD', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const tokenOf = (role: string) => tokens.get(role) ?? null

let count = 0

/** A figure of the tax revenue of a park, newer than all before, in a series that everybody sees. */
async function addFigure(park = 'own', more: Record<string, unknown> = {}): Promise<string> {
  const year = 2020 + ++count
  const [id = ''] = await addFigures(server.database, [
    {
      ...{ subject: park, indicator: 'tax_revenue', value: String(count), reportedBy: park, accessLevel: 'INTERNAL' },
      ...{ start: `${year}-01-01`, end: `${year + 1}-01-01`, ...more },
    },
  ])
  return id
}

/** A firm that a park reports, and what is told of it. */
async function addFirm(park: string) {
  const slug = `published-firm-${++count}`
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug, accessLevel: 'INTERNAL', reportedBy: park }])
  const id = await addFact(server.database, 'honour', `firm-${park}`, { title: slug, access_level: 'INTERNAL' }, park)
  return { subjects: [slug], facts: [Buffer.from(`Honour:${id}`).toString('base64')] }
}

const draft = async (observations: string[], more: Record<string, unknown> = {}, role = 'EDITOR') =>
  readPublication(await draftPublication(server, { title: '一月', observations, ...more }, tokenOf(role)))

const take = (action: string, publication: Publication, token: string | null, more?: Record<string, unknown>) =>
  takeStep(server, action, publication, token, more)

/** A publication that waits for approval. */
const submit = async (observations: string[], more: Record<string, unknown> = {}) =>
  readPublication(await take('submit', await draft(observations, more), tokenOf('EDITOR')))

const look = (id: string, token: string | null = null) =>
  server.send('query ($id: ID!) { node(id: $id) { id } }', { id }, token)
const isSeen = async (id: string, token: string | null = null) => pick(await look(id, token), 'data.node') !== null

const question = `{ park(slug: "own") { taxRevenue { id value } }
  timeSeries(subjects: ["own"], indicators: ["tax_revenue"], bucket: YEAR, from: "2020", to: "2040") { series { columns { values } } }
  ranking(by: { indicator: { indicator: "tax_revenue" } }, among: { where: { slug: { in: ["own"] } } }) { rows { observation { id } } } clock }`

test('from draft to release, with a return between', async () => {
  const [older, newer] = [await addFigure(), await addFigure()]
  const before = pick(await server.send(question), 'data') as Record<string, unknown>
  const drafted = await draft([older])
  expect(drafted.state).toBe('DRAFTED')
  const submitted = readPublication(await take('submit', drafted, tokenOf('EDITOR')))
  const returned = readPublication(await take('return', submitted, tokenOf('STEWARD'), { reason: '缺附表' }))
  const again = readPublication(await take('submit', returned, tokenOf('EDITOR'), { reason: '已补' }))
  expect(await isSeen(older)).toBe(false)
  const released = readPublication(await take('approve', again, tokenOf('STEWARD')))
  expect(released.steps.map(({ state, reason }) => [state, reason])).toEqual([
    ['DRAFTED', ''],
    ['SUBMITTED', ''],
    ['RETURNED', '缺附表'],
    ['SUBMITTED', '已补'],
    ['APPROVED', ''],
    ['RELEASED', ''],
  ])
  expect(released.steps[0]?.doneBy).toMatch(/^key:[a-z0-9]{8}$/)
  expect([await isSeen(older), await isSeen(newer)]).toEqual([true, false])
  const after = await server.send(question)
  expect(pick(after, 'data.park.taxRevenue.id')).toBe(older)
  expect(pick(after, 'data.ranking.rows.0.observation.id')).toBe(older)
  expect(JSON.stringify(pick(after, 'data.timeSeries'))).not.toBe(JSON.stringify(before['timeSeries']))
  expect(pick(await server.send(question, {}, tokenOf('READER')), 'data.park.taxRevenue.id')).toBe(newer)
  const then = await server.send(
    `{ park(slug: "own", asOf: { recorded: "${before['clock']}" }) { taxRevenue { id value } } }`,
  )
  expect(pick(then, 'data.park')).toEqual(before['park'])
})

test('what is published is told with its figures', async () => {
  const ids = [await addFigure(), await addFigure()]
  const { id } = await draft(ids)
  const { data, errors } = await server.send(
    `query ($id: ID!) { node(id: $id) { ... on Publication { title level state park { slug } items { totalCount nodes { id } } lastStep { state } } }
      publications(where: { state: { eq: DRAFTED }, park: { slug: { eq: "own" } } }, last: 1) { nodes { id } } }`,
    { id },
    tokenOf('EDITOR'),
  )
  expect(errors).toBeUndefined()
  const items = { totalCount: 2, nodes: expect.arrayContaining(ids.map((figure) => ({ id: figure }))) }
  const own = {
    title: '一月',
    level: 'PUBLIC',
    state: 'DRAFTED',
    park: { slug: 'own' },
    lastStep: { state: 'DRAFTED' },
  }
  expect(data).toEqual({ node: { ...own, items }, publications: { nodes: [{ id }] } })
})

const order = ['NONE', ...roles]

/** What a role for the park `own` lets do there and in what lies inside it, by the table of rights. */
function expectAnswer(role: string, park: string, needed: string): 'NotFound' | 'Forbidden' | 'Success' {
  const held = park === 'own' || park === 'inner' ? order.indexOf(role) : 0
  // Publications are there for editors; figures that are internal, for readers.
  if (held < order.indexOf(needed === 'DRAFT' ? 'READER' : 'EDITOR')) return 'NotFound'
  return held >= order.indexOf(needed === 'DRAFT' ? 'EDITOR' : needed) ? 'Success' : 'Forbidden'
}

async function expectOutcome(expected: string, work: () => Promise<Answer>): Promise<void> {
  const answer = await (expected === 'Success' ? work() : leaveNothing(server, work))
  expect(answer.__typename.replace(/^.*(Success)$/, '$1')).toBe(expected)
}

describe.each(['ANONYMOUS', ...order])('as %s of a park', (role) => {
  test.each(parks)('drafting a publication of a figure, a fact and a subject of the park %s', async (park) => {
    const expected = expectAnswer(role, park, 'DRAFT')
    for (const named of [{ observations: [await addFigure(park)] }, await addFirm(park)]) {
      const input = { title: 'x', level: 'PUBLIC', ...named }
      await expectOutcome(expected, () => write(server, 'draftPublication', input, tokenOf(role)))
    }
    const { subjects } = await addFirm(park)
    const input = { title: 'x', level: 'PUBLIC', subjects }
    await expectOutcome(expected, () => write(server, 'draftPublication', input, tokenOf(role)))
  })

  test('a publication and its steps are seen', async () => {
    for (const park of parks) {
      const ready = readPublication(
        await take('submit', await draft([await addFigure(park)], {}, 'OFFICE'), tokenOf('OFFICE')),
      )
      for (const id of [ready.id, ready.lastStep.id])
        expect(await isSeen(id, tokenOf(role))).toBe(expectAnswer(role, park, 'EDITOR') === 'Success')
    }
  })

  test('the list of publications', async () => {
    for (const park of parks) await draft([await addFigure(park)], {}, 'OFFICE')
    const query = '{ publications(first: 100) { totalCount nodes { park { slug } } } }'
    const { data } = await server.send(query, {}, tokenOf(role))
    const nodes = pick(data, 'publications.nodes') as { park: { slug: string } }[]
    const seen = parks.filter((park) => nodes.some((item) => item.park.slug === park))
    expect(seen).toEqual(parks.filter((park) => expectAnswer(role, park, 'EDITOR') === 'Success'))
    if (seen.length === 0) expect(pick(data, 'publications.totalCount')).toBe(0)
  })
})

test('whoever submits does not approve, unless they are an admin', async () => {
  const steward = tokenOf('STEWARD')
  const own = readPublication(await take('submit', await draft([await addFigure()]), steward))
  const refused = await leaveNothing(server, () => take('approve', own, steward))
  expect(refused).toMatchObject({ __typename: 'Forbidden', message: expect.stringContaining('somebody else') })
  expect(readPublication(await take('approve', own, other)).state).toBe('RELEASED')
  const admins = readPublication(await take('submit', await draft([await addFigure()]), tokenOf('ADMIN')))
  expect(readPublication(await take('approve', admins, tokenOf('ADMIN'))).state).toBe('RELEASED')
})

test('whoever wrote what it names, or drafted it, does not approve it either', async () => {
  const steward = tokenOf('STEWARD')
  const editor = tokenOf('EDITOR')
  await write(
    server,
    'createSource',
    {
      code: 'eyes',
      title: '表',
      kind: 'SURVEY',
      publishedFrom: '2026-01-01',
      publishedTo: '2026-01-10',
      reportingPark: 'own',
    },
    editor,
  )
  const figure = {
    subject: 'own',
    indicator: 'tax_revenue',
    accumulation: 'MONTH',
    nature: 'ACTUAL',
    period: '2025-12',
  }
  const recorded = await write(
    server,
    'recordObservations',
    { observations: [{ ...figure, value: '1', unit: '亿元', source: 'eyes' }] },
    steward,
  )
  const firm = { slug: `eyes-${++count}`, name: '四眼', pinyin: 'si yan', reportingPark: 'own' }
  const created = await write(server, 'createEnterprise', firm, editor)
  await write(server, 'updateEnterprise', { slug: firm.slug, expectedVersion: '1', name: '四目' }, steward)
  const told = await write(
    server,
    'recordFacts',
    { facts: [{ subject: firm.slug, source: 'eyes', content: { honour: { title: 'x' } } }] },
    steward,
  )
  expect([recorded, created, told].map(({ __typename }) => __typename)).toEqual(
    ['RecordObservations', 'CreateEnterprise', 'RecordFacts'].map((name) => `${name}Success`),
  )
  const ready = async (observations: string[], more: Record<string, unknown> = {}, drafter = 'EDITOR') =>
    readPublication(await take('submit', await draft(observations, more, drafter), editor))
  const publications = [
    await ready([String(pick(recorded, 'observations.0.id'))]),
    await ready([], { facts: [pick(told, 'facts.0.id')] }),
    await ready([], { subjects: [firm.slug] }),
    await ready([await addFigure()], {}, 'STEWARD'),
  ]
  for (const publication of publications) {
    const refused = await leaveNothing(server, () => take('approve', publication, steward))
    expect(refused).toMatchObject({ __typename: 'Forbidden', message: expect.stringContaining('somebody else') })
    expect(readPublication(await take('approve', publication, other)).state).toBe('RELEASED')
  }
})

test('a step that others were faster with, or that does not follow, is a conflict and leaves nothing', async () => {
  const drafted = await draft([await addFigure()])
  const early = await leaveNothing(server, () => take('approve', drafted, tokenOf('STEWARD')))
  expect(early).toMatchObject({ __typename: 'Conflict', code: 'WRONG_STATE' })
  await take('submit', drafted, tokenOf('EDITOR'))
  const late = await leaveNothing(server, () => take('cancel', drafted, tokenOf('EDITOR'), { reason: 'x' }))
  expect(late).toMatchObject({
    __typename: 'Conflict',
    code: 'VERSION_OUTDATED',
    conflicts: [{ path: ['expectedVersion'] }],
  })
})

test('approved by several at once, it is released once', async () => {
  const ready = await submit([await addFigure()])
  const answers = await Promise.all([1, 2, 3].map((_) => take('approve', ready, other)))
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
    'ApprovePublicationSuccess',
    'Conflict',
    'Conflict',
  ])
})

test('a draft is refused with everything that is wrong with it', async () => {
  const [own, inner, open] = [
    await addFigure(),
    await addFigure('inner'),
    await addFigure('own', { accessLevel: 'PUBLIC' }),
  ]
  const input = { title: ' ', level: 'PUBLIC', observations: [own, inner, own, open] }
  const answer = await leaveNothing(server, () => write(server, 'draftPublication', input, tokenOf('EDITOR')))
  expect(answer.issues?.map(({ path, code }) => [path.join('.'), code])).toEqual([
    ['title', 'INVALID_TEXT'],
    ['observations.1', 'OTHER_PARK'],
    ['observations.2', 'DOUBLED_ITEM'],
    ['observations.3', 'ALREADY_PUBLISHED'],
  ])
  const none = await leaveNothing(server, () =>
    write(server, 'draftPublication', { title: 'x', level: 'RESTRICTED', observations: [] }, tokenOf('EDITOR')),
  )
  expect(none.issues?.map(({ code }) => code)).toEqual(['OUT_OF_RANGE', 'OUT_OF_RANGE'])
})

test('under embargo it waits, and is released once by whoever comes first', async () => {
  const id = await addFigure()
  const later = await submit([await addFigure()], { embargoUntil: '2999-01-01T00:00:00Z' })
  expect(readPublication(await take('approve', later, other)).state).toBe('APPROVED')
  // Long enough for a busy machine to approve it before.
  const embargo = Date.now() + 5_000
  const soon = await submit([id], { embargoUntil: new Date(embargo).toISOString() })
  expect(readPublication(await take('approve', soon, other)).state).toBe('APPROVED')
  expect(await isSeen(id)).toBe(false)
  const { pool } = server.database
  await pool.query('SELECT pg_sleep($1)', [(embargo - Date.now()) / 1_000 + 0.1])
  const [one, two, three] = await Promise.all([1, 2, 3].map((_) => releaseDuePublications(pool)))
  expect([...(one?.released ?? []), ...(two?.released ?? []), ...(three?.released ?? [])]).toHaveLength(1)
  expect([one, two, three].flatMap((found) => found?.faults)).toEqual([])
  expect(one?.nextIn).toBeGreaterThan(1e9)
  expect(await isSeen(id)).toBe(true)
  const { data } = await server.send(
    'query ($id: ID!) { node(id: $id) { ... on Publication { steps { state doneBy } } } }',
    { id: soon.id },
    other,
  )
  expect(pick(data, 'node.steps.3')).toEqual({ state: 'RELEASED', doneBy: 'publisher' })
  const past = await submit([await addFigure()], { embargoUntil: '2020-01-01T00:00:00Z' })
  expect(readPublication(await take('approve', past, other)).state).toBe('RELEASED')
})
