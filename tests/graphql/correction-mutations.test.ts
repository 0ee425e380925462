import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addOpenRows } from './access-rows.ts'
import { decideCorrection, findCorrected, proposeCorrection } from './correcting.ts'
import { addFigures, pick } from './data.ts'
import { type Answer, issuesOf, leaveNothing, makeKey, write } from './writing.ts'

const server = useServer()
let editor = ''
let steward = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  editor = await makeKey(server, 'EDITOR', { park: 'own' })
  steward = await makeKey(server, 'STEWARD', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

let year = 1900

async function addFigure(more: Record<string, string> = {}): Promise<string> {
  const period = { start: `${++year}-01-01`, end: `${year + 1}-01-01` }
  const figure = { subject: 'own', reportedBy: 'own', indicator: 'tax_revenue', value: '5', ...period, ...more }
  return (await addFigures(server.database, [figure]))[0] ?? ''
}

const propose = (observation: string, changes: unknown, more?: Record<string, unknown>) =>
  proposeCorrection(server, observation, changes, editor, more)

const decide = (verb: 'accept' | 'reject', correction: string, more?: Record<string, unknown>) =>
  decideCorrection(server, verb, correction, steward, more)

const idOf = (answer: Answer) => String(pick(answer, 'correction.id'))

test('a correction is proposed, accepted, and taken back', async () => {
  const figure = await addFigure()
  const proposed = await propose(figure, { value: '6' })
  expect(proposed).toMatchObject({ correction: { state: 'PROPOSED', changes: { value: '6' } } })
  const accepted = await decide('accept', idOf(proposed))
  expect(accepted).toMatchObject({
    correction: { state: 'ACCEPTED', decisions: [{ reason: '核对', observation: { value: '6' } }] },
  })
  const query =
    'query ($id: ID!) { node(id: $id, reading: CORRECTED) { ... on Observation { corrections { proposedBy decisions { decidedBy } } } } }'
  const { data } = await server.send(query, { id: figure }, editor)
  const actorOf = async (token: string) =>
    pick((await server.send('{ viewer { actor } }', {}, token)).data, 'viewer.actor')
  expect(pick(data, 'node.corrections')).toEqual([
    { proposedBy: await actorOf(editor), decisions: [{ decidedBy: await actorOf(steward) }] },
  ])
  expect(await decide('reject', idOf(proposed), { expectedVersion: '2' })).toMatchObject({
    correction: { state: 'REJECTED' },
  })
})

test('more zeros than digits that a figure may have are left out', async () => {
  const proposed = await propose(await addFigure(), { value: `6.5${'0'.repeat(20_000)}` })
  expect(proposed).toMatchObject({ correction: { changes: { value: `6.5${'0'.repeat(19)}` } } })
  const accepted = await decide('accept', idOf(proposed))
  expect(accepted).toMatchObject({ correction: { decisions: [{ observation: { value: '6.5' } }] } })
})

test('a figure corrected before its publication is not known before', async () => {
  const proposed = await propose(await addFigure({ publishedOn: '2099-02-01' }), { value: '6' })
  const accepted = await decide('accept', idOf(proposed))
  const query = `query ($id: ID!, $day: Date!) { node(id: $id, asOf: { published: $day }, reading: CORRECTED) { ... on Observation {
    value publishedOn } } }`
  const id = await findCorrected(server, idOf(accepted), editor)
  const ask = async (day: string) => pick((await server.send(query, { id, day }, editor)).data, 'node')
  expect(await ask('2099-01-31')).toBeNull()
  expect(await ask('2099-02-01')).toEqual({ value: '6', publishedOn: '2099-02-01' })
})

test('everything that is wrong with a proposal is told at once', async () => {
  const figure = await addFigure()
  const wrong = await leaveNothing(server, () =>
    propose(figure, { value: 'many', nature: 'WISH' }, { evidence: { zh: ' ', en: '' } }),
  )
  expect(issuesOf(wrong)).toEqual([
    ...['changes.value INVALID_CORRECTION', 'changes.nature INVALID_CORRECTION'],
    ...['evidence.zh INVALID_TEXT', 'evidence.en INVALID_TEXT'],
  ])
  for (const [changes, issue] of [
    [{ colour: 'red' }, 'changes INVALID_CORRECTION'],
    [7, 'changes INVALID_CORRECTION'],
    [{ value: '5.0' }, 'changes.value INVALID_CORRECTION'],
    [{ indicator: 'luck' }, 'changes.indicator UNKNOWN_INDICATOR'],
    [{ unit: 'PARSEC' }, 'changes UNKNOWN_UNIT'],
    [{ unit: 'MU' }, 'changes INCOMPATIBLE_UNITS'],
    [{ qualifier: 'OVER' }, 'changes INVALID_CORRECTION'],
  ] as const)
    expect(issuesOf(await leaveNothing(server, () => propose(figure, changes)))).toEqual([issue])
  const correction = idOf(await propose(figure, { value: '6' }))
  const silent = await leaveNothing(server, () => decide('accept', correction, { reason: ' ' }))
  expect(issuesOf(silent)).toEqual(['reason INVALID_TEXT'])
})

test('what is decided so already, or would put two figures in one place, is a conflict', async () => {
  const [figure, there] = [await addFigure(), await addFigure()]
  const correction = idOf(await propose(figure, { value: '6' }))
  await decide('accept', correction)
  const again = { expectedVersion: '2' }
  expect(await leaveNothing(server, () => decide('accept', correction, again))).toMatchObject({
    ...{ __typename: 'Conflict', code: 'ALREADY_DECIDED', conflicts: [{ path: ['correction'], observation: null }] },
  })
  const move = idOf(await propose(figure, { period: String(year) }))
  expect(await leaveNothing(server, () => decide('accept', move))).toMatchObject({
    ...{ code: 'FIGURE_EXISTS', conflicts: [{ path: ['correction'], observation: { id: there } }] },
  })
})

test('of two who decide at once, one is told that somebody was faster', async () => {
  const correction = idOf(await propose(await addFigure(), { value: '6' }))
  const answers = await Promise.all([decide('accept', correction), decide('reject', correction)])
  const refused = answers.find(({ __typename }) => __typename === 'Conflict')
  expect(refused).toMatchObject({
    ...{ code: 'VERSION_OUTDATED', conflicts: [{ path: ['expectedVersion'], version: '2', observation: null }] },
  })
  const query = 'query ($id: ID!) { node(id: $id) { ... on Correction { version state decisions { state } } } }'
  const { data } = await server.send(query, { id: correction }, steward)
  const state = answers[0] === refused ? 'REJECTED' : 'ACCEPTED'
  expect(pick(data, 'node')).toEqual({ version: '2', state, decisions: [{ state }] })
  const late = { expectedVersion: '1' }
  expect(await leaveNothing(server, () => decide('reject', correction, late))).toMatchObject({
    code: 'VERSION_OUTDATED',
  })
})

test('a correction of a vintage that was revised since is not accepted, and is told so beforehand', async () => {
  const figure = await addFigure()
  const [accepted = '', waiting = ''] = [
    idOf(await propose(figure, { value: '6' })),
    idOf(await propose(figure, { scope: 'ALL' })),
  ]
  await decide('accept', accepted)
  const revision = { observation: figure, expectedVersion: figure, value: '8', reason: '核定' }
  const revised = pick(await write(server, 'reviseObservation', revision, editor), 'observation.id')
  const refused = await leaveNothing(server, () => decide('accept', waiting))
  expect(refused).toMatchObject({
    ...{ __typename: 'Conflict', code: 'VERSION_OUTDATED' },
    conflicts: [{ path: ['correction'], observation: { id: revised }, version: revised }],
  })
  const query = `query ($id: ID!) { node(id: $id) { ... on Correction { preview { acceptance { isPossible code message observation { id } } } } } }`
  const { data } = await server.send(query, { id: waiting }, steward)
  expect(pick(data, 'node.preview.acceptance')).toEqual({
    ...{ isPossible: false, code: 'VERSION_OUTDATED', message: refused.message, observation: { id: revised } },
  })
  const takeBack = await decide('reject', accepted, { expectedVersion: '2' })
  expect(takeBack).toMatchObject({ correction: { state: 'REJECTED' } })
})

test('each happens once for a key, also of 20 at once', async () => {
  const figure = await addFigure()
  const twenty = (work: () => Promise<Answer>) => Promise.all(Array.from({ length: 20 }, work))
  const proposals = await twenty(() => propose(figure, { value: '6' }, { idempotencyKey: 'proposed' }))
  expect(new Set(proposals.map(idOf)).size).toBe(1)
  const [correction = ''] = proposals.map(idOf)
  const accepted = await twenty(() => decide('accept', correction, { idempotencyKey: 'accepted' }))
  expect(new Set(accepted.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(pick(accepted[0], 'correction.decisions')).toHaveLength(1)
  const query = 'query ($id: ID!) { node(id: $id) { ... on Observation { corrections { id } } } }'
  expect(pick((await server.send(query, { id: figure }, editor)).data, 'node.corrections')).toEqual([
    { id: correction },
  ])
})

test('of a figure that is moved and one that is recorded at once, one gets the place', async () => {
  const { rows } = await server.database.pool.query('SELECT code FROM source ORDER BY id LIMIT 1')
  for (let round = 0; round < 5; round += 1) {
    const breakdown = `round ${round}`
    const moved = await addFigure({ breakdown: `${breakdown} before` })
    // The series is there: nothing but what was read keeps them apart.
    await addFigure({ breakdown })
    const period = String(year - 1)
    const correction = idOf(await propose(moved, { breakdown }))
    const figure = {
      ...{ subject: 'own', indicator: 'tax_revenue', accumulation: 'UNSPECIFIED', nature: 'ACTUAL', breakdown, period },
      ...{ source: rows[0].code, publishedOn: '2026-01-01', value: '1', unit: 'CNY_10K' },
    }
    const answers = await Promise.all([
      decide('accept', correction),
      write(server, 'recordObservations', { observations: [figure] }, steward),
    ])
    expect(answers.filter(({ code }) => code === 'FIGURE_EXISTS')).toHaveLength(1)
  }
})
