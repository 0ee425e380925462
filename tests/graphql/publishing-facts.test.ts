import { releaseDuePublications } from '@parkgraph/db'
import { afterEach, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, pick } from './data.ts'
import { useOffice } from './office.ts'
import { readPublication } from './publication-steps.ts'
import { type Answer, write } from './writing.ts'

const server = useServer()
const { addFirm, ask, everybody, keys, look, propose, publish, readClock, take, tell } = useOffice(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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
    keys.editor,
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
  const submitted = await take('submit', drafted, keys.editor)
  expect(await everybody(slug)).toEqual(before)
  expect((await take('approve', submitted, keys.steward)).state).toBe('RELEASED')
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
    const second = fact(await write(server, 'reviseFact', revision, keys.editor))
    const titles = async (token: string | null = null, asOf = '') =>
      (pick(await look(slug, token, asOf), 'enterprise.honours') as { title: string }[]).map(({ title }) => title)
    expect([await titles(), await titles(keys.editor)]).toEqual([['first'], ['second']])
    await publish({ facts: [second] })
    const between = await readClock()
    const withdrawal = { fact: first, expectedVersion: second, reason: 'y' }
    const last = fact(await write(server, 'withdrawFact', withdrawal, keys.editor))
    expect([await titles(), await titles(keys.editor)]).toEqual([['second'], []])
    const { id } = readPublication(await propose({ facts: [last] }))
    const query = `query ($id: ID!) { node(id: $id) { ... on Publication { facts { nodes { version isWithdrawal fact { id } } } } } }`
    expect(pick(await ask(query, keys.editor, { id }), 'node.facts.nodes')).toEqual([
      { version: last, isWithdrawal: true, fact: null },
    ])
    await publish({ facts: [last] })
    expect([await titles(), await titles(null, between)]).toEqual([[], ['second']])
  })
})

test('a subject that is archived and amended is published as it was submitted, and its version stays', async () => {
  const slug = await addFirm()
  const drafted = readPublication(await propose({ subjects: [slug] }))
  await write(server, 'updateEnterprise', { slug, expectedVersion: '1', name: '新名' }, keys.editor)
  const amended = await readClock()
  await write(server, 'archiveSubject', { subject: slug, expectedVersion: '2', reason: 'x' }, keys.editor)
  await take('approve', await take('submit', drafted, keys.editor), keys.steward)
  const { enterprise, enterprises } = await look(slug, null)
  expect([enterprise, enterprises]).toMatchObject([{ name: '新名', version: '3' }, { totalCount: 0 }])
  const query = `{ enterprises(includeArchived: true, where: { slug: { eq: "${slug}" } }) { totalCount } }`
  expect(await ask(query)).toEqual({ enterprises: { totalCount: 1 } })
  expect(pick(await look(slug, null, amended), 'enterprise')).toBeNull()
  const restored = await write(
    server,
    'restoreSubject',
    { subject: slug, expectedVersion: '3', reason: 'x' },
    keys.editor,
  )
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

test('a version that names what is hidden replaces none for who does not see it', async () => {
  const [open, hidden] = [await addFirm('PUBLIC'), await addFirm()]
  const first = await tell('relationship', open, { kind: 'PARTNER', to_name: '甲方' }, 'PUBLIC')
  const content = { relationship: { kind: 'PARTNER', to: hidden } }
  const revised = await write(
    server,
    'reviseFact',
    { fact: first, expectedVersion: first, content, reason: 'x' },
    keys.editor,
  )
  const partners = async () => pick(await look(open, null), 'enterprise.relationships')
  await publish({ facts: [revised['version'] ?? pick(revised, 'fact.id')] })
  expect(await partners()).toEqual([{ toName: '甲方' }])
  await publish({ subjects: [hidden] })
  expect(await partners()).toEqual([{ toName: null }])
})
