import { decideCorrection, localOwner, RefusalError } from '@parkgraph/db'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, decide, pick, propose } from './data.ts'
import { makeKey } from './writing.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const tax = { indicator: 'tax_revenue', accumulation: 'FULL_YEAR', start: '2018-01-01', end: '2019-01-01' }
let steward = ''

beforeAll(async () => {
  steward = await makeKey(server, 'STEWARD', { isAll: true })
})

async function addFigure(subject: string, more: Record<string, unknown> = {}): Promise<string> {
  const [id = ''] = await addFigures(server.database, [{ subject, ...tax, value: '10', ...more }])
  return id
}

const query = `query ($id: ID!, $asOf: AsOf) { node(id: $id, asOf: $asOf) { ... on Correction { preview {
  acceptance { isPossible code message observation { id } } ranks { park { slug } } } } } }`

async function preview(id: string, key?: string, asOf?: object) {
  const { data, errors } = await server.send(query, { id, asOf }, key)
  expect(errors).toBeUndefined()
  return pick(data, 'node.preview.acceptance') as { code: string | null; message: string | null }
}

/** Accepts it, and answers what refused that, as a preview tells it. */
async function accept(id: string) {
  const [, park, row = ''] = Buffer.from(id, 'base64').toString().split(':')
  const correction = { reportingParkId: Number(park), id: row }
  const decision = { correction, state: 'ACCEPTED', reason: 'checked' } as const
  const error = await decideCorrection(server.database.pool, localOwner, decision).catch((fault: unknown) => fault)
  if (!(error instanceof RefusalError)) return { isPossible: true, code: null, message: null }
  return { isPossible: false, code: error.code, message: error.message }
}

const possible = { isPossible: true, code: null, message: null, observation: null }

test('a preview tells that acceptance is refused where another figure is read in that place, and by which', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'crowded' }])
  const figure = await addFigure('crowded')
  const other = await addFigure('crowded', { scope: 'ALL', value: '30' })
  const move = await propose(server.database, figure, { scope: 'ALL' })
  const said = await preview(move)
  expect(said).toEqual({ ...(await accept(move)), observation: { id: other } })
  expect(said).toMatchObject({ isPossible: false, code: 'FIGURE_EXISTS', message: expect.stringContaining('is read') })
  const giveWay = await propose(server.database, other, { scope: 'LOCAL' })
  expect(await preview(giveWay)).toEqual(possible)
  await decide(server.database, giveWay)
  expect(await preview(move)).toEqual(possible)
  expect(await accept(move)).toMatchObject({ isPossible: true })
  const { code, message } = await preview(move)
  expect(await accept(move)).toEqual({ isPossible: false, code, message })
  expect(code).toBe('ALREADY_DECIDED')
})

test('of a figure that was not read any more when it was proposed, nothing is in the way, and what came later is', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'outdated' }])
  const figure = await addFigure('outdated', { publishedOn: '2019-02-01' })
  await addFigure('outdated', { publishedOn: '2019-03-01', value: '11' })
  await addFigure('outdated', { scope: 'ALL', value: '30' })
  const move = await propose(server.database, figure, { scope: 'ALL' })
  const waiting = await propose(server.database, figure, { value: '12' })
  expect(await preview(move)).toEqual(possible)
  expect(await accept(move)).toMatchObject({ isPossible: true })
  const newer = await addFigure('outdated', { publishedOn: '2019-04-01', value: '13' })
  const said = await preview(waiting)
  expect(said).toEqual({ ...(await accept(waiting)), observation: { id: newer } })
  expect(said.code).toBe('VERSION_OUTDATED')
})

test('corrections that are sound alone, and not together, are told apart from those that can be accepted', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'contradiction' }])
  const figure = await addFigure('contradiction')
  const vague = await propose(server.database, figure, { value: null, lower: '5', qualifier: 'OVER' })
  const value = await propose(server.database, figure, { value: '6' })
  expect(await preview(value)).toEqual(possible)
  await decide(server.database, vague)
  const said = await preview(value)
  expect(said).toEqual({ ...(await accept(value)), observation: null })
  expect(said.code).toBe('INVALID_CORRECTION')
})

test('a figure that the viewer may not see stays hidden, and what came later unknown', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'secret' }])
  const figure = await addFigure('secret')
  const move = await propose(server.database, figure, { scope: 'ALL' })
  const clock = pick((await server.send('{ clock }')).data, 'clock')
  const other = await addFigure('secret', { scope: 'ALL', value: '30', accessLevel: 'RESTRICTED' })
  expect(await preview(move)).toEqual(possible)
  expect(await preview(move, steward)).toMatchObject({ code: 'FIGURE_EXISTS', observation: { id: other } })
  expect(await preview(move, steward, { recorded: clock })).toEqual(possible)
})
