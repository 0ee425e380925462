import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, pick } from './data.ts'
import { publish } from './publishing.ts'
import { type Answer, makeKey, openForm, write } from './writing.ts'

const server = useServer()
let editor = ''
let steward = ''

beforeAll(async () => {
  editor = await openForm(server, '2026-12')
  steward = await makeKey(server, 'STEWARD', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

let year = 1950

async function addFigure(accessLevel: 'PUBLIC' | 'INTERNAL' = 'INTERNAL'): Promise<string> {
  const period = { start: `${++year}-01-01`, end: `${year + 1}-01-01` }
  const levels = { accessLevel, seriesAccessLevel: accessLevel, breakdown: `item ${year}` }
  const figure = { subject: 'own', reportedBy: 'own', indicator: 'tax_revenue', value: '1.5', ...period, ...levels }
  return (await addFigures(server.database, [figure]))[0] ?? ''
}

const expectSuccess = (answer: Answer) => {
  expect(answer.__typename).toMatch(/Success$/)
  return String(pick(answer, 'correction.id'))
}

const propose = async (observation: string, value: string) => {
  const proposal = { observation, changes: { value }, evidence: { zh: '附表', en: 'the annex' }, confidence: 'HIGH' }
  return expectSuccess(await write(server, 'proposeCorrection', proposal, editor))
}

const decide = async (verb: 'accept' | 'reject', correction: string, expectedVersion = '1') =>
  expectSuccess(await write(server, `${verb}Correction`, { correction, expectedVersion, reason: '核对' }, steward))

/** The figure that a correction was accepted as. */
async function findCorrected(correction: string): Promise<string> {
  const query = 'query ($id: ID!) { node(id: $id) { ... on Correction { decisions { observation { id } } } } }'
  return String(pick((await server.send(query, { id: correction }, steward)).data, 'node.decisions.0.observation.id'))
}

/** What is read of a figure as corrected, and which corrections of it are told. */
async function look(figure: string, token: string | null = null, recorded: string | null = null) {
  const query = `query ($id: ID!, $item: String!, $asOf: AsOf) {
    node(id: $id, asOf: $asOf) { ... on Observation { corrections { id state changes decisions { state observation { value } } } } }
    park(slug: "own", asOf: $asOf) { read: observations(reading: CORRECTED, where: { breakdown: { eq: $item } }) { nodes { value } } }
    corrections(where: { observation: { breakdown: { eq: $item } } }, asOf: $asOf) { totalCount } clock }`
  const { data, errors } = await server.send(
    query,
    { id: figure, item: `item ${year}`, asOf: recorded ? { recorded } : null },
    token,
  )
  expect(errors).toBeUndefined()
  const { clock, ...answer } = data as Record<string, unknown>
  return { answer, clock: String(clock) }
}

const values = (answer: unknown) => (pick(answer, 'park.read.nodes') as { value: string }[]).map(({ value }) => value)

test('a correction of an internal figure comes into sight with both figures, and as of before stays hidden', async () => {
  const figure = await addFigure()
  const correction = await propose(figure, '1.7')
  const others = [await propose(figure, '1.8'), await propose(figure, '1.9')] as const
  await decide('accept', correction)
  await decide('reject', others[0])
  const corrected = await findCorrected(correction)
  await publish(server.database, [figure])
  const printed = await look(figure)
  expect([values(printed.answer), pick(printed.answer, 'node.corrections')]).toEqual([['1.5'], []])
  await publish(server.database, [corrected])
  const { answer } = await look(figure)
  expect([values(answer), pick(answer, 'corrections.totalCount')]).toEqual([['1.7'], 1])
  expect(pick(answer, 'node.corrections')).toEqual([
    {
      ...{ id: correction, state: 'ACCEPTED', changes: { value: '1.7' } },
      decisions: [{ state: 'ACCEPTED', observation: { value: '1.7' } }],
    },
  ])
  expect((await look(figure, null, printed.clock)).answer).toEqual(printed.answer)
  expect(pick((await look(figure, steward)).answer, 'node.corrections')).toHaveLength(3)
})

test('published alone, the corrected figure tells nothing of the printed one', async () => {
  const figure = await addFigure()
  const correction = await propose(figure, '1.7')
  await decide('accept', correction)
  await publish(server.database, [await findCorrected(correction)])
  const { answer } = await look(figure)
  expect([values(answer), pick(answer, 'node'), pick(answer, 'corrections.totalCount')]).toEqual([[], null, 0])
})

test('what was in sight and is taken back reads as printed at once', async () => {
  const figure = await addFigure()
  const correction = await propose(figure, '1.7')
  await decide('accept', correction)
  await publish(server.database, [figure, await findCorrected(correction)])
  await decide('reject', correction, '2')
  const { answer } = await look(figure)
  expect(values(answer)).toEqual(['1.5'])
  expect(pick(answer, 'node.corrections')).toMatchObject([
    { state: 'REJECTED', decisions: [{}, { observation: null }] },
  ])
})

test('of several that are accepted, each is told with the figure that it was accepted as', async () => {
  const figure = await addFigure()
  const first = await propose(figure, '1.7')
  await decide('accept', first)
  await publish(server.database, [figure, await findCorrected(first)])
  const second = await propose(figure, '1.9')
  await decide('accept', second)
  expect(values((await look(figure)).answer)).toEqual(['1.7'])
  await publish(server.database, [await findCorrected(second)])
  const { answer } = await look(figure)
  expect([values(answer), pick(answer, 'corrections.totalCount')]).toEqual([['1.9'], 2])
})

test('updatedAfter has corrections that came into sight with the corrected figure', async () => {
  const figure = await addFigure()
  const correction = await propose(figure, '1.7')
  await decide('accept', correction)
  await publish(server.database, [figure])
  const { clock } = await look(figure)
  await publish(server.database, [await findCorrected(correction)])
  const query = 'query ($after: DateTime) { corrections(updatedAfter: $after) { nodes { id } } }'
  const { data } = await server.send(query, { after: clock })
  expect(pick(data, 'corrections.nodes')).toEqual([{ id: correction }])
})
