import { afterEach, expect, test } from 'vitest'
import { addSource } from '../graphql/data.ts'
import { leaveNothing } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { useForm } from './form.ts'
import { send, tell, toCsv } from './send.ts'
import { header, row } from './whole-rows.ts'

const server = useServer()
const { keys, read, asEditor } = useForm(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

/** How many wait for a turn to write in the database of this file: its cluster has those of other files too. */
async function countWaiting(): Promise<number | null> {
  const { rowCount } =
    await server.database.pool.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)
  return rowCount
}

test.each([
  ['an indicator', 'indicator', 'employment', '3 indicator ARCHIVED_INDICATOR'],
  ['a document', 'source', 'archived-form', '3 source ARCHIVED_SOURCE'],
])(
  '%s that is archived takes no figures, also where it was archived while the file waited',
  async (_, table, code, problem) => {
    const { pool } = server.database
    const archive = (isArchived: boolean) =>
      pool.query(`UPDATE ${table} SET is_archived = $1 WHERE code = $2`, [isArchived, code])
    const isSource = table === 'source'
    if (isSource) await addSource(server.database, code, 60)
    const other = isSource ? row([7, code]) : row([1, code], [6, '人'])
    const file = toCsv([header, row(), other])
    await archive(true)
    const refused = await leaveNothing(server, () => send(server, file, asEditor()))
    expect(tell(refused)).toEqual([problem])
    expect(refused.problems?.[0]?.hint).toMatch(/restored/)
    await archive(false)
    const writer = await pool.connect()
    // As if a mutation were under way: what is to be recorded waits for those.
    await writer.query('SELECT pg_advisory_lock_shared(7275677465)')
    const sending = send(server, file, asEditor())
    await expect.poll(countWaiting, { timeout: 30_000 }).toBe(1)
    await archive(true)
    await writer.query('SELECT pg_advisory_unlock_shared(7275677465)')
    writer.release()
    expect(tell(await sending)).toEqual([problem])
    await archive(false)
    expect((await send(server, file, asEditor())).outcome).toBe('RECORDED')
  },
)

test('a file is recorded whole, with what it leaves out', async () => {
  const year = row()[4] as string
  const lines = [
    [...header, '分项', '度量', '对应水平值所在行', '下限', '限定词', '缺失原因'],
    [...row([4, year]), 'first', '', '', '', '', ''],
    [...row([4, year], [5, '12.5'], [6, '%']), 'first', '增长率', '2', '', '', ''],
    [...row([5, '']), 'second', '', '', '5', '以上', ''],
    [...row([5, '']), 'third', 'LEVEL', '', '', '', '未上报'],
  ]
  expect(await send(server, toCsv(lines), asEditor())).toEqual({
    ...{ status: 200, import: expect.any(String), outcome: 'RECORDED', rows: 4, figures: 4, isRepeated: false },
    ...{ problemCount: 0, noteCount: 0, problems: [], notes: [] },
  })
  const shared = { publishedOn: '2026-11-10', subject: { slug: 'own' }, source: { code: 'form' } }
  expect(await read('first')).toMatchObject([
    { ...shared, value: '2.87', printed: { label: '税收', text: '2.87亿元' }, reportedGrowth: { value: '12.5' } },
    { ...shared, value: '12.5', measure: 'GROWTH', unit: { code: 'PERCENT' } },
  ])
  expect(await read('second')).toMatchObject([{ value: null, lower: '5', qualifier: 'AT_LEAST' }])
  expect(await read('third')).toMatchObject([{ value: null, missingReason: '未上报' }])
})

test('the latest figure, the log and the rights are those of any writing', async () => {
  await send(server, toCsv([header, row([4, '2026-01/2026-10'], [5, '9.99'])]), asEditor())
  const query = '{ park(slug: "own") { taxRevenue { value } } }'
  expect((await server.send(query, {}, keys.reader)).data).toEqual({ park: { taxRevenue: { value: '9.99' } } })
  expect((await server.send(query)).data).toEqual({ park: { taxRevenue: { value: '10' } } })
  const { rows } = await server.database.pool.query('SELECT actor, reason FROM change ORDER BY position DESC LIMIT 1')
  expect(rows[0]).toEqual({
    actor: `key:${keys.editor.split('_')[1]}`,
    reason: expect.stringMatching(/^import figures [0-9a-f]{12}$/),
  })
})

test('everything that is wrong is told, by row and column, and nothing is recorded', async () => {
  const lines = [
    header,
    row(),
    row([6, '亩']),
    row([1, 'luck']),
    row([7, 'nowhere']),
    row([5, '']),
    row([4, '2020-02/2020-03']),
    row([0, 'atlantis']),
    row([0, 'sibling']),
    row([3, '愿望']),
    row([5, 'many']),
    row([4, '2017-13']),
    row([6, 'PARSEC']),
    row([2, '']),
  ]
  const answer = await leaveNothing(server, () => send(server, toCsv(lines), asEditor()))
  expect(answer).toMatchObject({ status: 422, outcome: 'REFUSED', rows: 13, figures: 0, problemCount: 12 })
  expect(tell(answer)).toEqual([
    '3 unit INCOMPATIBLE_UNITS',
    '4 indicator UNKNOWN_INDICATOR',
    '5 source UNKNOWN_SOURCE',
    '6 value INVALID_QUANTITY',
    '7 period WRONG_SPAN',
    '8 subject NOT_FOUND',
    '9 subject FORBIDDEN',
    '10 nature UNKNOWN_TERM',
    '11 value INVALID_NUMBER',
    '12 period INVALID_PERIOD',
    '13 unit UNKNOWN_UNIT',
    '14 accumulation MISSING_VALUE',
  ])
  for (const { column, hint, reason } of answer.problems ?? []) {
    expect(header).toContain(column)
    expect([hint, reason].every(Boolean)).toBe(true)
  }
  expect(answer.problems?.[8]).toMatchObject({ column: '数值', value: 'many' })
  expect(answer.problems?.[1]).toMatchObject({ column: '指标代码', value: 'luck' })
})

test('a dry run tells the same and records nothing', async () => {
  const lines = toCsv([header, row(), row()])
  const dry = await leaveNothing(server, () => send(server, lines, asEditor({ dryRun: 'true' })))
  expect(dry).toMatchObject({ status: 200, outcome: 'CHECKED', rows: 2, figures: 2 })
  const wrong = toCsv([header, row(), row([1, 'luck'])])
  const parameters = { dryRun: 'true' }
  expect(tell(await send(server, wrong, asEditor(parameters)))).toEqual(['3 indicator UNKNOWN_INDICATOR'])
  expect(await send(server, lines, asEditor())).toMatchObject({ outcome: 'RECORDED', figures: 2 })
})

test.each([
  ['a dry run', {}, 'CHECKED'],
  ['a file in which something is wrong', { subject: 'nowhere' }, 'REFUSED'],
] as const)('%s waits for nobody who writes, and keeps nobody off', async (_, parameters, outcome) => {
  const { pool } = server.database
  const isDryRun: Record<string, string> = outcome === 'CHECKED' ? { dryRun: 'true' } : {}
  const file = toCsv([header.slice(1), row().slice(1)])
  const writer = await pool.connect()
  await writer.query('SELECT pg_advisory_lock_shared(7275677465)')
  let answer: Awaited<ReturnType<typeof send>> | null = null
  const sending = send(server, file, asEditor({ subject: 'own', ...parameters, ...isDryRun })).then((given) => {
    answer = given
  })
  const find = async () => answer?.outcome ?? ((await countWaiting()) ? 'WAITS' : null)
  const found = expect.poll(find, { timeout: 30_000 })
  await found.not.toBeNull()
  const first = await find()
  await writer.query('SELECT pg_advisory_unlock_shared(7275677465)')
  writer.release()
  await sending
  expect(first).toBe(outcome)
})
