import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addSubjects } from './data.ts'
import { fact, idOf, useTellers } from './telling.ts'
import { issuesOf, leaveNothing } from './writing.ts'

const server = useServer()
const { keys, record, revise, withdraw } = useTellers(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test('everything that is wrong is told at once, and nothing is recorded', async () => {
  const answer = await leaveNothing(server, () =>
    record([
      fact('firm-own', { name: { name: ' ', kind: 'SHORT' } }, { source: 'nowhere', accessLevel: 'PUBLIC' }),
      fact('firm-own', {
        membership: { park: 'firm-inner', role: 'PART_OF', validFrom: '2018-03', validTo: '2018-02' },
      }),
      fact('firm-own', { stage: { stage: 'PAVING', state: 'PROMISED' } }, { publishedOn: '2026-09-30' }),
      fact('firm-own', { relationship: { kind: 'PARTNER' } }, { section: 'X', paragraph: 0 }),
      fact('firm-own', { relationship: { kind: 'PARTNER', to: 'firm-own' } }, { note: { zh: '', en: 'x' } }),
      fact('firm-own', { assignment: { person: 'x', role: 'x', organisation: 'x', programme: 'own' } }),
      fact('own', { panelMembership: { scope: 'ABOVE_SCALE' } }),
      fact('own-small', { membership: { park: 'own-small', role: 'PART_OF' } }),
    ]),
  )
  expect(issuesOf(answer)).toEqual([
    'facts.0.content.name.name INVALID_TEXT',
    'facts.0.source UNKNOWN_SOURCE',
    'facts.0.accessLevel NOT_PUBLIC',
    'facts.1.content.membership INVALID_FACT',
    'facts.1.content.membership.park WRONG_KIND',
    'facts.2.subject WRONG_KIND',
    'facts.2.content.stage.date INVALID_FACT',
    'facts.2.publishedOn OUT_OF_RANGE',
    'facts.3.section INVALID_TEXT',
    'facts.3.paragraph OUT_OF_RANGE',
    'facts.3.content.relationship INVALID_FACT',
    'facts.4.note.zh INVALID_TEXT',
    'facts.4.content.relationship.to INVALID_FACT',
    'facts.5.content.assignment.programme WRONG_KIND',
    'facts.6.subject WRONG_KIND',
    'facts.7.content.membership.park INVALID_FACT',
  ])
  for (const length of [0, 501])
    expect(
      issuesOf(await record(Array.from({ length }, () => fact('own', { name: { name: 'x', kind: 'SHORT' } })))),
    ).toEqual(['facts OUT_OF_RANGE'])
})

test('everything that is wrong with a revision is told at once', async () => {
  const id = idOf(await record([fact('firm-own', { membership: { park: 'own', role: 'ATTRACTED_TO' } })]))
  const wrong = { publishedOn: '2026-10-01', reason: ' ', source: 'nowhere' }
  const other = { membership: { park: 'inner', role: 'ATTRACTED_TO' } }
  expect(issuesOf(await leaveNothing(server, () => revise(id, other, wrong)))).toEqual([
    ...[
      'source UNKNOWN_SOURCE',
      'publishedOn OUT_OF_RANGE',
      'content.membership.park INVALID_FACT',
      'reason INVALID_TEXT',
    ],
  ])
  expect(issuesOf(await leaveNothing(server, () => revise(id, { name: { name: 'x', kind: 'SHORT' } })))).toEqual([
    'content.name WRONG_KIND',
  ])
  expect(issuesOf(await leaveNothing(server, () => withdraw(id, id, { reason: '' })))).toEqual(['reason INVALID_TEXT'])
})

test('a subject that is not there is told by its name, a hidden one in the same words', async () => {
  await addSubjects(server.database, [
    { kind: 'ENTERPRISE', slug: 'hidden-one', reportedBy: 'sibling', accessLevel: 'RESTRICTED' },
  ])
  const ask = (to: string) =>
    leaveNothing(server, () => record([fact('firm-own', { relationship: { kind: 'PARTNER', to } })]))
  const [hidden, absent] = [await ask('hidden-one'), await ask('absent-one')]
  expect(hidden).toMatchObject({ __typename: 'NotFound', message: 'There is no subject "hidden-one".' })
  expect(absent.message).toBe(hidden.message?.replace('hidden', 'absent'))
})

test('an id that is none, or of something else, keeps its error', async () => {
  const query = 'mutation ($input: WithdrawFactInput!) { withdrawFact(input: $input) { __typename } }'
  for (const fact of [
    'nonsense',
    Buffer.from('Park:1').toString('base64'),
    Buffer.from('Honour:1:1').toString('base64'),
  ]) {
    const input = { fact, expectedVersion: fact, reason: 'x', idempotencyKey: 'x' }
    const { errors } = await server.send(query, { input }, keys.editor)
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_NODE_ID', argument: 'input.fact' }])
  }
})
