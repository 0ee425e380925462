import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { decideCorrection, findCorrected as findFigure, proposeCorrection } from './correcting.ts'
import { addFigures, pick } from './data.ts'
import { publish } from './publishing.ts'
import { type Answer, leaveNothing, makeKey, openForm } from './writing.ts'

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

const propose = async (observation: string, value: string) =>
  expectSuccess(await proposeCorrection(server, observation, { value }, editor))

const decide = async (verb: 'accept' | 'reject', correction: string, expectedVersion = '1') =>
  expectSuccess(await decideCorrection(server, verb, correction, steward, { expectedVersion }))

const findCorrected = (correction: string) => findFigure(server, correction, steward)

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

describe('a proposal for a public figure', () => {
  const fields =
    'id state version changes evidence proposedBy decisions { state decidedBy reason observation { value } }'
  const ask = async (figure: string, token: string | null) => {
    const query = `query ($id: ID!) { node(id: $id) { ... on Observation { corrections { ${fields} } } }
      observations(where: { hasCorrections: true, breakdown: { eq: "item ${year}" } }) { totalCount }
      corrections(where: { proposedBy: { startsWith: "key:" }, observation: { breakdown: { eq: "item ${year}" } } }) { totalCount } }`
    const { data, errors } = await server.send(query, { id: figure }, token)
    expect(errors).toBeUndefined()
    return data as Record<string, unknown>
  }
  const counts = (data: unknown) => ['observations', 'corrections'].map((list) => pick(data, `${list}.totalCount`))

  test('is for the roles of the park, and who proposed it and why for those who may see who changed what', async () => {
    const figure = await addFigure('PUBLIC')
    const correction = await propose(figure, '1.7')
    const rejected = await propose(figure, '1.8')
    await decide('reject', rejected)
    const nothing = { node: { corrections: [] }, observations: { totalCount: 0 }, corrections: { totalCount: 0 } }
    const sibling = await makeKey(server, 'ADMIN', { park: 'sibling' })
    for (const token of [null, sibling]) {
      expect(await ask(figure, token)).toEqual(nothing)
      for (const id of [correction, rejected])
        expect((await server.send('query ($id: ID!) { node(id: $id) { id } }', { id }, token)).data).toEqual({
          node: null,
        })
    }
    const reader = await ask(figure, await makeKey(server, 'READER', { park: 'own' }))
    expect(pick(reader, 'node.corrections')).toMatchObject([
      { id: correction, state: 'PROPOSED', evidence: null, proposedBy: null },
      { id: rejected, state: 'REJECTED', evidence: null, decisions: [{ decidedBy: null, reason: null }] },
    ])
    expect(counts(reader)).toEqual([1, 0])
    const office = await ask(figure, editor)
    expect(pick(office, 'node.corrections')).toMatchObject([
      { evidence: '附表', proposedBy: expect.stringMatching(/^key:/) },
      { decisions: [{ decidedBy: expect.stringMatching(/^key:/), reason: '核对' }] },
    ])
    expect(counts(office)).toEqual([1, 2])
  })

  test('that is accepted is read by the public once the corrected figure is published, without names and words', async () => {
    const figure = await addFigure('PUBLIC')
    const correction = await propose(figure, '1.7')
    await decide('accept', correction)
    expect(values((await look(figure)).answer)).toEqual(['1.5'])
    expect(values((await look(figure, editor)).answer)).toEqual(['1.7'])
    await publish(server.database, [await findCorrected(correction)])
    expect(values((await look(figure)).answer)).toEqual(['1.7'])
    const data = await ask(figure, null)
    expect(pick(data, 'node.corrections')).toEqual([
      {
        ...{ id: correction, state: 'ACCEPTED', version: '2', changes: { value: '1.7' }, evidence: null },
        ...{
          proposedBy: null,
          decisions: [{ state: 'ACCEPTED', decidedBy: null, reason: null, observation: { value: '1.7' } }],
        },
      },
    ])
    expect(counts(data)).toEqual([1, 0])
  })

  test('makes no series seen before its corrected figure is', async () => {
    const figure = await addFigure('PUBLIC')
    const correction = expectSuccess(await proposeCorrection(server, figure, { scope: 'LOCAL' }, editor))
    await decide('accept', correction)
    const query = '{ park(slug: "own") { series(last: 100) { nodes { breakdown } } } }'
    const count = async (token: string | null) => {
      const nodes = pick((await server.send(query, {}, token)).data, 'park.series.nodes') as { breakdown: string }[]
      return nodes.filter(({ breakdown }) => breakdown === `item ${year}`).length
    }
    expect([await count(null), await count(editor)]).toEqual([1, 2])
    await publish(server.database, [await findCorrected(correction)])
    expect(await count(null)).toBe(2)
  })
})

test('nobody accepts what they proposed themselves, but for administrators', async () => {
  const accept = async (token: string) => {
    const correction = expectSuccess(await proposeCorrection(server, await addFigure(), { value: '1.7' }, token))
    return { correction, accept: () => decideCorrection(server, 'accept', correction, token) }
  }
  const own = await accept(steward)
  expect(await leaveNothing(server, own.accept)).toMatchObject({
    ...{ __typename: 'Forbidden', message: expect.stringContaining('somebody else') },
  })
  expect((await decideCorrection(server, 'reject', own.correction, steward)).__typename).toBe('RejectCorrectionSuccess')
  const admin = await accept(await makeKey(server, 'ADMIN', { park: 'own' }))
  expect((await admin.accept()).__typename).toBe('AcceptCorrectionSuccess')
})
