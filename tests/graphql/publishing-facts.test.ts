import { releaseDuePublications } from '@parkgraph/db'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { type AccessLevel, addFact, addFigures, addSubjects, pick } from './data.ts'
import { draftPublication, type Publication, readPublication, takeStep } from './publication-steps.ts'
import { type Answer, issuesOf, leaveNothing, makeKey, openForm, roles, write } from './writing.ts'

const server = useServer()
let editor = ''
let steward = ''
/** Who asks, from nobody to those who see all: by their keys. */
const viewers: (string | null)[] = [null]

beforeAll(async () => {
  editor = await openForm(server, '2026-11')
  steward = await makeKey(server, 'STEWARD', { park: 'own' })
  viewers.push(await makeKey(server, 'ADMIN', { park: 'sibling' }))
  for (const role of roles) viewers.push(await makeKey(server, role, { park: 'own' }))
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const toId = (type: string, id: string | number) => Buffer.from(`${type}:${id}`).toString('base64')

const types = {
  ...{ honour: 'Honour', membership: 'Membership', subject_name: 'SubjectName', statement: 'Statement' },
  ...{ project_stage: 'ProjectStage', relationship: 'Relationship', assignment: 'Assignment' },
  panel_membership: 'PanelMembership',
} as const

/** A fact that `own` reports; yields its id. */
const tell = async (
  table: keyof typeof types,
  subject: string,
  values: Record<string, string | boolean>,
  level: AccessLevel = 'INTERNAL',
  park = 'own',
) => toId(types[table], await addFact(server.database, table, subject, { ...values, access_level: level }, park))

let count = 0

/** A firm that a park reports, in no park yet. */
async function addFirm(accessLevel: AccessLevel = 'INTERNAL', reportedBy = 'own'): Promise<string> {
  const slug = `new-firm-${++count}`
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug, accessLevel, reportedBy }])
  return slug
}

const propose = (input: Record<string, unknown>, token = editor) => draftPublication(server, input, token)

const take = async (action: string, publication: Publication, token: string) =>
  readPublication(await takeStep(server, action, publication, token))

/** From a draft to its approval, which releases what has no embargo. */
const publish = async (input: Record<string, unknown>) =>
  take('approve', await take('submit', readPublication(await propose(input)), editor), steward)

async function ask(query: string, token: string | null = null, variables: Record<string, unknown> = {}) {
  const { data, errors } = await server.send(query, variables, token)
  expect(errors).toBeUndefined()
  return data as Record<string, unknown>
}

const readClock = async () => pick(await ask('{ clock }'), 'clock') as string

const facts = `slug name names { name } honours { title } memberships { park { slug } role } statements { summary } relationships { toName }
  assignments { person } panels { scope } version`

/** All that is to be seen of a firm, now or as of a moment. */
const look = (slug: string, token: string | null, asOf = '') =>
  ask(
    `query ($slug: String!, $asOf: AsOf) {
      enterprise(slug: $slug, asOf: $asOf) { ${facts} }
      enterprises(where: { anyName: { contains: $slug } }, asOf: $asOf) { totalCount nodes { slug } }
      park(slug: "own", asOf: $asOf) { enterprises(first: 100, orderBy: [{ slug: ASC }]) { totalCount nodes { slug } } }
      observations(where: { subject: { slug: { eq: $slug } } }, asOf: $asOf) { totalCount nodes { id value } }
    }`,
    token,
    { slug, asOf: asOf ? { recorded: asOf } : null },
  )

const everybody = (slug: string, asOf = '') => Promise.all(viewers.map((token) => look(slug, token, asOf)))

test('a subject becomes public with its facts and figures, and everybody sees as of before what they saw then', async () => {
  const slug = await addFirm()
  const own = {
    honour: await tell('honour', slug, { title: '小巨人' }),
    membership: await tell('membership', slug, { park: 'own', role: 'LOCATED_IN' }),
    statement: await tell('statement', slug, { topic: 'SERVICE', summary_zh: 'z', summary_en: 'e' }, 'RESTRICTED'),
    relationship: await tell('relationship', slug, { kind: 'PARTNER', to_name: 'somebody' }),
    assignment: await tell('assignment', slug, { person: 'a', role: 'head', organisation: 'office' }),
    panelMembership: await tell('panel_membership', slug, { scope: 'ABOVE_SCALE' }),
  }
  await tell('honour', slug, { title: 'not named' })
  const alias = await tell('subject_name', slug, { name: `alias of ${slug}`, kind: 'SHORT' })
  await tell('subject_name', slug, { name: `secret of ${slug}`, kind: 'FORMER' }, 'RESTRICTED')
  const [figure] = await addFigures(server.database, [
    { subject: slug, indicator: 'revenue', value: '3', accessLevel: 'INTERNAL', reportedBy: 'own' },
  ])
  const then = await readClock()
  const before = await everybody(slug)
  expect(pick(before[0], 'enterprise')).toBeNull()
  const input = { subjects: [slug], facts: Object.values(own), observations: [figure] }
  const drafted = readPublication(await propose(input))
  const named = await ask(
    `query ($id: ID!) { node(id: $id) { ... on Publication { items { nodes { id } } subjects { totalCount nodes { slug } }
      facts(first: 100) { totalCount nodes { version subject { slug } isWithdrawal fact { id } } } } } }`,
    editor,
    { id: drafted.id },
  )
  const versions = [...Object.values(own), alias]
  expect(named['node']).toEqual({
    items: { nodes: [{ id: figure }] },
    subjects: { totalCount: 1, nodes: [{ slug }] },
    facts: {
      totalCount: versions.length,
      nodes: expect.arrayContaining(
        versions.map((version) => ({ version, subject: { slug }, isWithdrawal: false, fact: { id: version } })),
      ),
    },
  })
  const submitted = await take('submit', drafted, editor)
  expect(await everybody(slug)).toEqual(before)
  expect((await take('approve', submitted, steward)).state).toBe('RELEASED')
  const seen = await look(slug, null)
  expect(seen['enterprise']).toEqual({
    ...{ slug, name: slug, version: '1', names: [{ name: `alias of ${slug}` }], honours: [{ title: '小巨人' }] },
    ...{ memberships: [{ park: { slug: 'own' }, role: 'LOCATED_IN' }], statements: [{ summary: 'z' }] },
    ...{ relationships: [{ toName: 'somebody' }], assignments: [{ person: 'a' }], panels: [{ scope: 'ABOVE_SCALE' }] },
  })
  expect(seen['enterprises']).toEqual({ totalCount: 1, nodes: [{ slug }] })
  expect(pick(seen, 'park.enterprises.nodes')).toContainEqual({ slug })
  expect(seen['observations']).toEqual({ totalCount: 1, nodes: [{ id: figure, value: '3' }] })
  expect(await everybody(slug, then)).toEqual(before)
})

describe('what is told of a hidden subject', () => {
  test('may be published before it, and is seen with it', async () => {
    const slug = await addFirm()
    const honour = await tell('honour', slug, { title: 'early' })
    await publish({ facts: [honour] })
    expect(await look(slug, null)).toMatchObject({ enterprise: null })
    expect(await ask('query ($id: ID!) { node(id: $id) { id } }', null, { id: honour })).toEqual({ node: null })
    await publish({ subjects: [slug] })
    expect(await look(slug, null)).toMatchObject({ enterprise: { honours: [{ title: 'early' }] } })
  })

  test('stays hidden where it is not named, and is published without it', async () => {
    const slug = await addFirm('RESTRICTED')
    const honour = await tell('honour', slug, { title: 'late' }, 'RESTRICTED')
    await publish({ subjects: [slug], level: 'INTERNAL' })
    const seen = await everybody(slug)
    expect(seen.map(({ enterprise }) => enterprise !== null)).toEqual([false, false, true, true, true, true])
    await publish({ subjects: [slug] })
    expect(await look(slug, null)).toMatchObject({ enterprise: { honours: [] } })
    await publish({ facts: [honour] })
    expect(await look(slug, null)).toMatchObject({ enterprise: { honours: [{ title: 'late' }] } })
  })
})

describe('versions of a fact', () => {
  const fact = (answer: Answer) => String(pick(answer, 'fact.id') ?? pick(answer, 'version'))

  test('are published one by one, and so is what withdraws it', async () => {
    const slug = await addFirm('PUBLIC')
    const first = await tell('honour', slug, { title: 'first' }, 'PUBLIC')
    const revision = { fact: first, expectedVersion: first, content: { honour: { title: 'second' } }, reason: 'x' }
    const second = fact(await write(server, 'reviseFact', revision, editor))
    const titles = async (token: string | null = null, asOf = '') =>
      (pick(await look(slug, token, asOf), 'enterprise.honours') as { title: string }[]).map(({ title }) => title)
    expect([await titles(), await titles(editor)]).toEqual([['first'], ['second']])
    await publish({ facts: [second] })
    const between = await readClock()
    const withdrawal = { fact: first, expectedVersion: second, reason: 'y' }
    const last = fact(await write(server, 'withdrawFact', withdrawal, editor))
    expect([await titles(), await titles(editor)]).toEqual([['second'], []])
    const { id } = readPublication(await propose({ facts: [last] }))
    const query = `query ($id: ID!) { node(id: $id) { ... on Publication { facts { nodes { version isWithdrawal fact { id } } } } } }`
    expect(pick(await ask(query, editor, { id }), 'node.facts.nodes')).toEqual([
      { version: last, isWithdrawal: true, fact: null },
    ])
    await publish({ facts: [last] })
    expect([await titles(), await titles(null, between)]).toEqual([[], ['second']])
  })
})

test('a subject that is archived and amended is published as it was submitted, and its version stays', async () => {
  const slug = await addFirm()
  const drafted = readPublication(await propose({ subjects: [slug] }))
  await write(server, 'updateEnterprise', { slug, expectedVersion: '1', name: '新名' }, editor)
  const amended = await readClock()
  await write(server, 'archiveSubject', { subject: slug, expectedVersion: '2', reason: 'x' }, editor)
  await take('approve', await take('submit', drafted, editor), steward)
  const { enterprise, enterprises } = await look(slug, null)
  expect([enterprise, enterprises]).toMatchObject([{ name: '新名', version: '3' }, { totalCount: 0 }])
  const query = `{ enterprises(includeArchived: true, where: { slug: { eq: "${slug}" } }) { totalCount } }`
  expect(await ask(query)).toEqual({ enterprises: { totalCount: 1 } })
  expect(pick(await look(slug, null, amended), 'enterprise')).toBeNull()
  const restored = await write(server, 'restoreSubject', { subject: slug, expectedVersion: '3', reason: 'x' }, editor)
  expect(restored).toMatchObject({ subject: { version: '4' } })
  expect(await ask(query.replace('includeArchived: true, ', ''))).toEqual({ enterprises: { totalCount: 1 } })
})

test('under embargo facts and subjects wait, and are released by the server', async () => {
  const slug = await addFirm()
  const honour = await tell('honour', slug, { title: 'soon' })
  const embargoUntil = new Date(Date.now() + 1_000).toISOString()
  expect((await publish({ subjects: [slug], facts: [honour], embargoUntil })).state).toBe('APPROVED')
  expect(pick(await look(slug, null), 'enterprise')).toBeNull()
  await server.database.pool.query('SELECT pg_sleep(1.1)')
  expect(await releaseDuePublications(server.database.pool)).toMatchObject({ released: [{}], faults: [] })
  expect(await look(slug, null)).toMatchObject({ enterprise: { honours: [{ title: 'soon' }] } })
})

test('sent again with the same key, a draft is made once', async () => {
  const slug = await addFirm()
  const input = {
    subjects: [slug],
    facts: [await tell('honour', slug, { title: 'x' })],
    idempotencyKey: `once ${slug}`,
  }
  const { id } = readPublication(await propose(input))
  expect(await leaveNothing(server, async () => readPublication(await propose(input)).id)).toBe(id)
  const other = await leaveNothing(server, () => propose({ ...input, facts: null }))
  expect(other).toMatchObject({ __typename: 'Conflict', code: 'KEY_USED' })
})

describe('a draft is refused', () => {
  const refuse = (input: Record<string, unknown>, token = editor) => leaveNothing(server, () => propose(input, token))

  test('with everything that is wrong with it', async () => {
    const [own, open] = [await addFirm(), await addFirm('PUBLIC')]
    const inner = await addFirm('INTERNAL', 'inner')
    const honour = await tell('honour', own, { title: 'x' })
    const foreign = await tell('honour', inner, { title: 'x' }, 'INTERNAL', 'inner')
    const told = await tell('honour', own, { title: 'y' }, 'PUBLIC')
    const answer = await refuse({ facts: [honour, foreign, honour, told], subjects: [own, inner, own, open] })
    expect(issuesOf(answer)).toEqual([
      ...['facts.1 OTHER_PARK', 'facts.2 DOUBLED_ITEM', 'facts.3 ALREADY_PUBLISHED'],
      ...['subjects.1 OTHER_PARK', 'subjects.2 DOUBLED_ITEM', 'subjects.3 ALREADY_PUBLISHED'],
    ])
    expect(issuesOf(await refuse({}))).toEqual(['observations OUT_OF_RANGE'])
    expect(issuesOf(await refuse({ subjects: Array(501).fill(own) }))).toContain('observations OUT_OF_RANGE')
  })

  test('where what it names is hidden, in the words of what is not there', async () => {
    const [reader, sibling] = [viewers[2], viewers[1]] as [string, string]
    const [slug, open] = [await addFirm('RESTRICTED'), await addFirm('PUBLIC')]
    const hidden = await tell('honour', open, { title: 'x' }, 'RESTRICTED')
    const below = await tell('honour', slug, { title: 'x' }, 'PUBLIC')
    const tied = await tell('relationship', open, { kind: 'PARTNER', to: slug }, 'PUBLIC')
    const none = toId('Honour', '999999999')
    for (const token of [reader, sibling]) {
      for (const id of [hidden, below, tied, none]) {
        const answer = await refuse({ facts: [id] }, token)
        const name = Buffer.from(id, 'base64')
          .toString()
          .replace(/^./, (letter) => letter.toLowerCase())
        expect(answer).toEqual({ __typename: 'NotFound', message: `There is no fact ${name}.` })
      }
      for (const name of [slug, 'nothing-of-that-name'])
        expect(await refuse({ subjects: [name] }, token)).toEqual({
          ...{ __typename: 'NotFound', message: `There is no subject "${name}".` },
        })
      expect((await refuse({ subjects: [open] }, token)).__typename).toBe('Forbidden')
    }
  })

  test.each([
    ['a subject', toId('Park', 1)],
    ['a figure', toId('Observation', '1:1')],
    ['nothing', 'x'],
  ])('for the id of %s among facts', async (_, id) => {
    const query = `mutation ($input: DraftPublicationInput!) { draftPublication(input: $input) { __typename } }`
    const input = { title: 'x', level: 'PUBLIC', facts: [id], idempotencyKey: 'x' }
    const { errors } = await server.send(query, { input }, editor)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_NODE_ID', argument: 'input.facts.0' })
  })
})

describe('an approval', () => {
  const submit = async (input: Record<string, unknown>, token = editor) =>
    take('submit', readPublication(await propose(input, token)), token)
  const approve = (publication: Publication, token = steward) => takeStep(server, 'approve', publication, token)

  test('takes somebody who sees all that is released by it', async () => {
    const admin = await makeKey(server, 'ADMIN', { isAll: true })
    const [own, foreign] = [await addFirm('PUBLIC'), await addFirm('INTERNAL', 'sibling')]
    const tied = await tell('relationship', own, { kind: 'PARTNER', to: foreign })
    const ready = await submit({ facts: [tied, await tell('honour', own, { title: 'x' })] }, admin)
    expect(await leaveNothing(server, () => approve(ready))).toMatchObject({ __typename: 'Forbidden' })
    expect(await approve(ready, admin)).toMatchObject({ publication: { state: 'RELEASED' } })
  })

  test('takes the rights that a membership gives by then', async () => {
    const parks = ['shell', 'core'].map((name) => `${name}-${++count}`)
    const [shell = '', core = ''] = parks
    await addSubjects(server.database, [
      { kind: 'PARK', slug: shell, reportedBy: 'own', accessLevel: 'PUBLIC' },
      { kind: 'PARK', slug: core, reportedBy: core, accessLevel: 'PUBLIC' },
    ])
    const membership = await tell('membership', shell, { park: 'own', role: 'PART_OF' }, 'RESTRICTED')
    const ready = await submit({ facts: [membership], level: 'INTERNAL' })
    await addFact(server.database, 'membership', core, { park: shell, role: 'PART_OF', access_level: 'PUBLIC' }, core)
    expect(await leaveNothing(server, () => approve(ready))).toMatchObject({ __typename: 'Forbidden' })
    const embargoed = { facts: [membership], level: 'INTERNAL', embargoUntil: '2099-01-01T00:00:00Z' }
    const admin = await makeKey(server, 'ADMIN', { isAll: true })
    expect(issuesOf(await propose(embargoed, admin))).toEqual(['embargoUntil OUT_OF_RANGE'])
  })

  test('publishes what was withdrawn with what withdraws it', async () => {
    const slug = await addFirm('PUBLIC')
    const honour = await tell('honour', slug, { title: 'x' })
    const withdrawal = { fact: honour, expectedVersion: honour, reason: 'x' }
    const withdrawn = await write(server, 'withdrawFact', withdrawal, editor)
    const both = await submit({ facts: [honour, withdrawn['version']] })
    expect(await approve(both)).toMatchObject({ publication: { state: 'RELEASED' } })
    expect(pick(await look(slug, null), 'enterprise.honours')).toEqual([])
  })
})

test('a version that names what is hidden replaces none for who does not see it', async () => {
  const [open, hidden] = [await addFirm('PUBLIC'), await addFirm()]
  const first = await tell('relationship', open, { kind: 'PARTNER', to_name: '甲方' }, 'PUBLIC')
  const content = { relationship: { kind: 'PARTNER', to: hidden } }
  const revised = await write(
    server,
    'reviseFact',
    { fact: first, expectedVersion: first, content, reason: 'x' },
    editor,
  )
  const partners = async () => pick(await look(open, null), 'enterprise.relationships')
  await publish({ facts: [revised['version'] ?? pick(revised, 'fact.id')] })
  expect(await partners()).toEqual([{ toName: '甲方' }])
  await publish({ subjects: [hidden] })
  expect(await partners()).toEqual([{ toName: null }])
})

describe('updatedAfter', () => {
  const touched = async (after: string, token: string | null = null, asOf = '') => {
    const at = asOf ? `, asOf: { recorded: "${asOf}" }` : ''
    const data = await ask(
      `query ($after: DateTime) { enterprises(updatedAfter: $after, first: 100${at}) { nodes { slug } }
        observations(updatedAfter: $after, first: 100${at}) { nodes { subject { slug } } } }`,
      token,
      { after },
    )
    const [list, figures] = [pick(data, 'enterprises.nodes'), pick(data, 'observations.nodes')] as [
      { slug: string }[],
      { subject: { slug: string } }[],
    ]
    return [list.map(({ slug }) => slug), figures.map(({ subject }) => subject.slug)]
  }

  const honours = async (slug: string, after: string) =>
    pick(
      await ask(`{ enterprise(slug: "${slug}") { honours(updatedAfter: "${after}") { title } } }`),
      'enterprise.honours',
    )

  test('has subjects and facts that were published since, and figures of such subjects', async () => {
    const [slug, open] = [await addFirm(), await addFirm('PUBLIC')]
    await tell('relationship', open, { kind: 'PARTNER', to: slug }, 'PUBLIC')
    await tell('honour', slug, { title: 'public' }, 'PUBLIC')
    const honour = await tell('honour', open, { title: 'internal' })
    await addFigures(server.database, [{ subject: slug, indicator: 'revenue', value: '3', reportedBy: 'own' }])
    const start = await readClock()
    expect(await touched(start)).toEqual([[], []])
    await publish({ facts: [honour] })
    expect([await touched(start), await honours(open, start)]).toEqual([[[open], []], [{ title: 'internal' }]])
    const later = await readClock()
    await publish({ subjects: [slug] })
    // The relationship is told of both, and came into sight with the other party.
    expect(await touched(later)).toEqual([[slug, open], [slug]])
    expect([await honours(slug, later), await honours(open, later)]).toEqual([[{ title: 'public' }], []])
    const end = await readClock()
    expect([await touched(end), await honours(slug, end)]).toEqual([[[], []], []])
    // As of before, nobody is told of what was published later.
    expect(await touched(start, editor, later)).toEqual([[open], []])
    expect(await touched(start, editor, start)).toEqual([[], []])
  })
})

test('history tells the release of each row', async () => {
  const slug = await addFirm()
  const honour = await tell('honour', slug, { title: 'x' })
  await publish({ subjects: [slug], facts: [honour], title: slug })
  const query = `{ changes(first: 1, where: { rows: { kind: { eq: LEVEL }, subject: { slug: { eq: "${slug}" } } } }) { totalCount nodes {
    rows(where: { kind: { eq: LEVEL } }) { nodes { subject { slug } ... on LevelChange { observation { id } fact { version } from to publication { title } } } } } }
    enterprise(slug: "${slug}") { changes { nodes { rows { nodes { kind } } } } } }`
  const data = await ask(query, editor)
  const level = { from: 'INTERNAL', to: 'PUBLIC', publication: { title: slug }, subject: { slug }, observation: null }
  const rows = [
    { ...level, fact: { version: honour } },
    { ...level, fact: null },
  ]
  expect(data['changes']).toEqual({ totalCount: 1, nodes: [{ rows: { nodes: expect.arrayContaining(rows) } }] })
  expect(pick(data, 'changes.nodes.0.rows.nodes')).toHaveLength(rows.length)
  expect(JSON.stringify(data['enterprise'])).not.toContain('AMENDMENT')
  expect(await ask('{ changes { totalCount } }')).toEqual({ changes: { totalCount: 0 } })
})

test('released by two publications at once, a row is released once', async () => {
  const slug = await addFirm()
  const honour = await tell('honour', slug, { title: 'x' })
  const draftOne = async () =>
    take('submit', readPublication(await propose({ subjects: [slug], facts: [honour] })), editor)
  const ready = [await draftOne(), await draftOne(), await draftOne()]
  const released = await Promise.all(ready.map((one) => take('approve', one, steward)))
  expect(released.map(({ state }) => state)).toEqual(['RELEASED', 'RELEASED', 'RELEASED'])
  const query = `{ changes(where: { rows: { kind: { eq: LEVEL }, subject: { slug: { eq: "${slug}" } } } }) { nodes {
    rows(where: { kind: { eq: LEVEL } }) { totalCount } } } }`
  expect(await ask(query, editor)).toEqual({ changes: { nodes: [{ rows: { totalCount: 2 } }] } })
})
