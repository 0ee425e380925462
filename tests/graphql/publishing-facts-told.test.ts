import { afterEach, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, pick } from './data.ts'
import { useOffice } from './office.ts'

const server = useServer()
const { addFirm, ask, keys, publish, readClock, submit, take, tell } = useOffice(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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
    expect(await touched(start, keys.editor, later)).toEqual([[open], []])
    expect(await touched(start, keys.editor, start)).toEqual([[], []])
  })
})

test('history tells the release of each row', async () => {
  const slug = await addFirm()
  const honour = await tell('honour', slug, { title: 'x' })
  await publish({ subjects: [slug], facts: [honour], title: slug })
  const query = `{ changes(first: 1, where: { rows: { kind: { eq: LEVEL }, subject: { slug: { eq: "${slug}" } } } }) { totalCount nodes {
    rows(where: { kind: { eq: LEVEL } }) { nodes { subject { slug } ... on LevelChange { observation { id } fact { version } from to publication { title } } } } } }
    enterprise(slug: "${slug}") { changes { nodes { rows { nodes { kind } } } } } }`
  const data = await ask(query, keys.editor)
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
  const submitOne = () => submit({ subjects: [slug], facts: [honour] })
  const ready = [await submitOne(), await submitOne(), await submitOne()]
  const released = await Promise.all(ready.map((one) => take('approve', one, keys.steward)))
  expect(released.map(({ state }) => state)).toEqual(['RELEASED', 'RELEASED', 'RELEASED'])
  const query = `{ changes(where: { rows: { kind: { eq: LEVEL }, subject: { slug: { eq: "${slug}" } } } }) { nodes {
    rows(where: { kind: { eq: LEVEL } }) { totalCount } } } }`
  expect(await ask(query, keys.editor)).toEqual({ changes: { nodes: [{ rows: { totalCount: 2 } }] } })
})
