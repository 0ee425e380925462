import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { recordFigures, taxOf } from './recording.ts'
import { countRows, idOf, makeKey, openForm, write } from './writing.ts'

const server = useServer()
let editor = ''
let other = ''

beforeAll(async () => {
  editor = await openForm(server, '2026-11')
  other = await makeKey(server, 'EDITOR', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

let year = 1000

const figure = (more?: Record<string, unknown>) => taxOf(`${++year}-01/${year}-10`, more)

const record = (observations: object[], token: string, idempotencyKey?: string) =>
  recordFigures(server, observations, token, idempotencyKey)

const twenty = <Result>(work: (index: number) => Promise<Result>) =>
  Promise.all(Array.from({ length: 20 }, (_, index) => work(index)))

const types = (answers: readonly { __typename: string }[]) => answers.map(({ __typename }) => __typename).sort()

test('of 20 that send the same with the same key, all get the same answer, and it happens once', async () => {
  const form = [figure(), figure({ nature: 'FORECAST' })]
  const before = await countRows(server)
  const answers = await twenty(() => record(form, editor, 'same'))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]?.__typename).toBe('RecordObservationsSuccess')
  const after = await countRows(server)
  expect(Number(after['observation']) - Number(before['observation'])).toBe(2)
  expect(Number(after['change']) - Number(before['change'])).toBe(1)
  expect(Number(after['idempotent_request']) - Number(before['idempotent_request'])).toBe(1)
  expect(await record(form, editor, 'same')).toEqual(answers[0])
})

test('a key stands for one input, one operation and one holder', async () => {
  const [form] = [[figure()]]
  const { __typename } = await record(form, editor, 'taken')
  expect(__typename).toBe('RecordObservationsSuccess')
  const spelt = form.map((item) => ({ ...item, value: '+2.87', breakdown: null, unit: '亿元' }))
  expect(await record(spelt, editor, 'taken')).toMatchObject({ __typename: 'RecordObservationsSuccess' })
  // A further digit would be recorded, and says more.
  const longer = form.map((item) => ({ ...item, value: '2.870' }))
  expect(await record(longer, editor, 'taken')).toMatchObject({ __typename: 'Conflict', code: 'KEY_USED' })
  expect(await record([figure()], editor, 'taken')).toMatchObject({ __typename: 'Conflict', code: 'KEY_USED' })
  const source = {
    code: 'taken',
    title: 'x',
    kind: 'SURVEY',
    publishedFrom: '2026-11-01',
    publishedTo: '2026-11-01',
    reportingPark: 'own',
  }
  expect(await write(server, 'createSource', { ...source, idempotencyKey: 'taken' }, editor)).toMatchObject({
    ...{ __typename: 'Conflict', code: 'KEY_USED', conflicts: [{ path: ['idempotencyKey'] }] },
  })
  expect(await record([figure()], other, 'taken')).toMatchObject({ __typename: 'RecordObservationsSuccess' })
})

test('what was refused keeps no key', async () => {
  const wrong = await record([figure({ source: 'nowhere' })], editor, 'again')
  expect(wrong.__typename).toBe('ValidationError')
  expect(await record([figure()], editor, 'again')).toMatchObject({ __typename: 'RecordObservationsSuccess' })
})

test('of 20 that record the same figure, one does, and the others are told which', async () => {
  const one = figure({ breakdown: 'race' })
  // The series is there: nothing but what was read keeps them apart.
  await record([figure({ breakdown: 'race' })], editor)
  const answers = await twenty((index) => record([{ ...one, value: String(index) }], index % 2 ? editor : other))
  expect(types(answers)).toEqual([...Array(19).fill('Conflict'), 'RecordObservationsSuccess'])
  const won = answers.find((answer) => answer['observations'])
  const refused = answers.filter(({ code }) => code === 'FIGURE_EXISTS')
  expect(new Set(refused.map((answer) => pick(answer, 'conflicts.0.observation.id')))).toEqual(
    new Set([idOf(won as never)]),
  )
})

test('of 20 that make the same series, all record their figure in it', async () => {
  const answers = await twenty((index) => record([figure({ breakdown: 'new' })], index % 2 ? editor : other))
  expect(types(answers)).toEqual(Array(20).fill('RecordObservationsSuccess'))
  const { rows } = await server.database.pool.query("SELECT count(*)::int AS count FROM series WHERE breakdown = 'new'")
  expect(rows).toEqual([{ count: 1 }])
})

test('of 20 that revise the same version, one wins, and the others are told the current one', async () => {
  const id = idOf(await record([figure()], editor))
  const input = { observation: id, expectedVersion: id, reason: '核实' }
  const answers = await twenty((index) =>
    write(server, 'reviseObservation', { ...input, value: String(index) }, index % 2 ? editor : other),
  )
  expect(types(answers)).toEqual([...Array(19).fill('Conflict'), 'ReviseObservationSuccess'])
  const won = idOf(answers.find((answer) => answer['observation']) as never)
  for (const { code, conflicts } of answers.filter(({ __typename }) => __typename === 'Conflict'))
    expect([code, conflicts?.[0]?.observation?.id]).toEqual(['VERSION_OUTDATED', won])
})

test('places in the log follow commits, and the latest figure is one of them', async () => {
  const at = async () => String((await server.send('{ clock }')).data?.['clock'])
  const before = await at()
  const answers = await twenty((index) =>
    record([figure({ subject: index % 2 ? 'own' : 'firm-own', indicator: 'tax_revenue' })], editor),
  )
  expect(types(answers)).toEqual(Array(20).fill('RecordObservationsSuccess'))
  const { rows } = await server.database.pool.query(
    `SELECT count(*)::int AS count, count(DISTINCT position)::int AS places, bool_and(recorded_at IS NOT NULL) AS dated,
       bool_and(actor LIKE 'key:%') AS named, bool_and(reason = 'record 1 figure') AS told FROM change WHERE recorded_at > $1`,
    [before],
  )
  expect(rows).toEqual([{ count: 20, places: 20, dated: true, named: true, told: true }])
  const query =
    'query ($after: DateTime!, $earlier: DateTime!) { updated: observations(updatedAfter: $after) { totalCount } earlier: observations(updatedAfter: $after, asOf: { recorded: $earlier }) { totalCount } }'
  const { data } = await server.send(query, { after: before, earlier: before }, editor)
  expect(data).toEqual({ updated: { totalCount: 20 }, earlier: { totalCount: 0 } })
})
