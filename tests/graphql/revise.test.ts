import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { dayFromNow } from '../kit/days.ts'
import { useServer } from '../kit/server.ts'
import { addFigures, decide, pick, propose } from './data.ts'
import { recordFigures, taxOf } from './recording.ts'
import { idOf, issuesOf, leaveNothing, makeKey, openForm, write } from './writing.ts'

const server = useServer()
let editor = ''
let reader = ''

beforeAll(async () => {
  editor = await openForm(server)
  reader = await makeKey(server, 'READER', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const record = async (more?: Record<string, unknown>) =>
  idOf(await recordFigures(server, [taxOf('2026-01/2026-09', more)], editor))

const revise = (observation: string, more: Record<string, unknown>, expectedVersion = observation) =>
  write(server, 'reviseObservation', { observation, expectedVersion, reason: '核实后更正', ...more }, editor)

const withdraw = (observation: string, expectedVersion = observation, more: Record<string, unknown> = {}) =>
  write(server, 'withdrawObservation', { observation, expectedVersion, reason: '重复上报', ...more }, editor)

const clock = async () => String((await server.send('{ clock }')).data?.['clock'])

test('a revision is read from then on, and what was known before stays', async () => {
  const first = await record({ breakdown: 'revised', section: 'table-1', paragraph: 2 })
  const before = await clock()
  const answer = await revise(first, { value: '29100', unit: '万元', stage: 'FINAL' })
  expect(answer).toMatchObject({
    __typename: 'ReviseObservationSuccess',
    observation: {
      ...{ value: '29100', unit: { code: 'CNY_10K' }, stage: 'FINAL', nature: 'ACTUAL', period: '2026-01/2026-09' },
      ...{
        publishedOn: dayFromNow(),
        status: [],
        printed: { label: '税收', text: '29100万元' },
        source: { code: 'form' },
      },
      citation: { section: 'table-1', paragraph: 2 },
    },
  })
  const where = 'where: { breakdown: { eq: "revised" } }'
  const query = `query ($before: DateTime!) { now: observations(${where}) { nodes { id revisions(unit: "CNY_100M") { difference isValueChanged } } }
    before: observations(${where}, asOf: { recorded: $before }) { nodes { id } }
    published: observations(${where}, asOf: { published: "2026-10-10" }) { nodes { id } } }`
  const { data } = await server.send(query, { before }, reader)
  expect(data).toEqual({
    now: {
      nodes: [
        {
          id: idOf(answer),
          revisions: [
            { difference: null, isValueChanged: null },
            { difference: '0.04', isValueChanged: true },
          ],
        },
      ],
    },
    before: { nodes: [{ id: first }] },
    published: { nodes: [{ id: first }] },
  })
})

test('the latest figure follows revisions and withdrawals', async () => {
  const first = await record({ subject: 'firm-own', indicator: 'revenue' })
  const read = async () => {
    const query = '{ enterprise(slug: "firm-own") { revenue { value missingReason } } }'
    return pick((await server.send(query, {}, reader)).data, 'enterprise.revenue')
  }
  expect(await read()).toEqual({ value: '2.87', missingReason: null })
  const second = idOf(await revise(first, { value: '3' }))
  expect(await read()).toEqual({ value: '3', missingReason: null })
  const third = await withdraw(first, second)
  expect(third).toMatchObject({
    __typename: 'WithdrawObservationSuccess',
    observation: {
      ...{ value: null, status: ['WITHDRAWN'], missingReason: '重复上报', unit: { code: 'CNY_100M' } },
      printed: { label: '收入', text: '—' },
    },
  })
  expect(await read()).toEqual({ value: null, missingReason: '重复上报' })
  const again = await leaveNothing(server, () => withdraw(first, idOf(third)))
  expect(again).toMatchObject({ code: 'ALREADY_WITHDRAWN', conflicts: [{ observation: { id: idOf(third) } }] })
  const back = await revise(first, { value: '4' }, idOf(third))
  expect(back).toMatchObject({ observation: { value: '4', status: [], missingReason: null } })
  expect(await read()).toEqual({ value: '4', missingReason: null })
})

test('the public reads the vintage before, until the new one is published', async () => {
  const period = { indicator: 'tax_revenue', accumulation: 'FULL_YEAR', start: '2018-01-01', end: '2019-01-01' }
  const [id = ''] = await addFigures(server.database, [{ subject: 'own', reportedBy: 'own', ...period, value: '5' }])
  await revise(id, { value: '6' })
  const query = '{ park(slug: "own") { latest(indicator: "tax_revenue", accumulation: FULL_YEAR) { value } } }'
  expect((await server.send(query)).data).toEqual({ park: { latest: { value: '5' } } })
  expect((await server.send(query, {}, reader)).data).toEqual({ park: { latest: { value: '6' } } })
})

test('a version that is not the newest is a conflict that tells the current one', async () => {
  const first = await record({ breakdown: 'versions' })
  const second = idOf(await revise(first, { value: '3' }))
  for (const attempt of [
    () => revise(first, { value: '4' }),
    () => revise(second, { value: '4' }, first),
    () => withdraw(second, first),
    () => revise(first, { value: '4' }, Buffer.from('Observation:1:999999').toString('base64')),
  ]) {
    const answer = await leaveNothing(server, attempt)
    expect(answer).toMatchObject({ __typename: 'Conflict', code: 'VERSION_OUTDATED' })
    expect(answer.conflicts).toMatchObject([{ path: ['expectedVersion'], observation: { id: second, value: '3' } }])
  }
})

test('everything that is wrong with a revision is told at once', async () => {
  const first = await record({ breakdown: 'wrong' })
  const more = { unit: 'MU', value: '1', lower: '2', publishedOn: '2026-10-01', section: 'X', reason: ' ' }
  expect(issuesOf(await leaveNothing(server, () => revise(first, more)))).toEqual([
    ...['unit INCOMPATIBLE_UNITS', 'value INVALID_QUANTITY', 'publishedOn OUT_OF_RANGE'],
    ...['reason INVALID_TEXT', 'section INVALID_TEXT'],
  ])
  expect(issuesOf(await leaveNothing(server, () => withdraw(first, first, { reason: '' })))).toEqual([
    'reason INVALID_TEXT',
  ])
})

test('of a revision of a restricted figure all is as restricted', async () => {
  const first = await record({ breakdown: 'restricted', accessLevel: 'RESTRICTED' })
  const second = idOf(await revise(first, { value: '3' }))
  const query = 'query ($id: ID!) { node(id: $id) { id } }'
  expect((await server.send(query, { id: second }, editor)).data).toEqual({ node: { id: second } })
  expect((await server.send(query, { id: second }, reader)).data).toEqual({ node: null })
})

describe('beside corrections', () => {
  const period = { indicator: 'tax_revenue', start: '2019-01-01', end: '2020-01-01', value: '5' }
  const add = async (breakdown: string) => {
    const [id = ''] = await addFigures(server.database, [{ subject: 'own', reportedBy: 'own', ...period, breakdown }])
    return id
  }

  test('the corrected figure cannot be revised, and the printed one can', async () => {
    const id = await add('corrected')
    await decide(server.database, await propose(server.database, id, { value: '7' }))
    const query =
      '{ observations(where: { breakdown: { eq: "corrected" } }, reading: CORRECTED) { nodes { id value } } }'
    const corrected = pick((await server.send(query)).data, 'observations.nodes.0.id') as string
    expect(issuesOf(await leaveNothing(server, () => revise(corrected, { value: '8' })))).toEqual([
      'observation NOT_PRINTED',
    ])
    expect((await revise(id, { value: '8' })).__typename).toBe('ReviseObservationSuccess')
    expect(pick((await server.send(query, {}, reader)).data, 'observations.nodes.0.value')).toBe('8')
  })

  test('no figure is recorded or revised where a corrected one is read', async () => {
    const [id, other] = [await add('moved'), await add('place')]
    await decide(server.database, await propose(server.database, other, { breakdown: 'elsewhere' }))
    await decide(server.database, await propose(server.database, id, { breakdown: 'place' }))
    const answer = await leaveNothing(server, () => revise(other, { value: '8' }))
    expect(answer).toMatchObject({ code: 'FIGURE_EXISTS', conflicts: [{ path: ['observation'], observation: { id } }] })
    const moved = await add('to-form')
    await decide(server.database, await propose(server.database, moved, { breakdown: 'free' }))
    const { rows } = await server.database.pool.query('SELECT code FROM source ORDER BY id LIMIT 1')
    const figure = {
      ...{
        subject: 'own',
        indicator: 'tax_revenue',
        accumulation: 'UNSPECIFIED',
        nature: 'ACTUAL',
        source: rows[0].code,
      },
      ...{ period: '2019', value: '1', unit: 'CNY_10K', breakdown: 'free', publishedOn: '2026-01-01' },
    }
    const taken = await leaveNothing(server, () =>
      write(server, 'recordObservations', { observations: [figure] }, editor),
    )
    expect(taken).toMatchObject({ code: 'FIGURE_EXISTS', conflicts: [{ observation: { id: moved } }] })
  })
})

test('an id that is none, or of something else, keeps its error', async () => {
  const query = 'mutation ($input: WithdrawObservationInput!) { withdrawObservation(input: $input) { __typename } }'
  const id = await record({ breakdown: 'ids' })
  for (const [observation, expectedVersion, argument] of [
    ['nonsense', id, 'input.observation'],
    [Buffer.from('Park:1').toString('base64'), id, 'input.observation'],
    [id, Buffer.from('Correction:1:1').toString('base64'), 'input.expectedVersion'],
  ]) {
    const input = { observation, expectedVersion, reason: 'x', idempotencyKey: 'x' }
    const { errors } = await server.send(query, { input }, editor)
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_NODE_ID', argument }])
  }
})

test('a revision stays in the currency of its figure', async () => {
  const first = await record({ breakdown: 'by currency' })
  const answer = await leaveNothing(server, () => revise(first, { value: '400', unit: 'USD_10K' }))
  expect(issuesOf(answer)).toEqual(['unit INCOMPATIBLE_UNITS'])
})
