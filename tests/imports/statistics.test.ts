import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { recordFigures, taxOf } from '../graphql/recording.ts'
import { useServer } from '../kit/server.ts'
import { useFiles } from './files.ts'
import { makeFile } from './upload.ts'

const server = useServer()
const { csv, getToken } = useFiles(server)
const query = async <Row extends object>(text: string) => (await server.database.pool.query<Row>(text)).rows[0] as Row

// What autovacuum does a minute later must not be taken for what is done here.
beforeAll(async () => void (await query('ALTER TABLE observation SET (autovacuum_enabled = false)')))
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

/** Figures that PostgreSQL knows of, which is all that plans go by. */
const countKnown = async () =>
  Number(
    (await query<{ known: number }>(`SELECT reltuples AS known FROM pg_class WHERE relname = 'observation'`)).known,
  )

const forget = async () => {
  await query(`SELECT pg_clear_relation_stats('public', 'observation')`)
  expect(await countKnown()).toBe(-1)
}

/** Figures that sessions which ended have come by, in tables and their indexes. */
async function countRead(): Promise<number> {
  const { read } = await query<{ read: string }>(
    `SELECT t.seq_tup_read + sum(i.idx_tup_read) AS read FROM pg_stat_user_tables t JOIN pg_stat_user_indexes i USING (relid)
      WHERE t.relname = 'observation' GROUP BY t.seq_tup_read`,
  )
  return Number(read)
}

const count = 1_000
const { file } = makeFile(count)

test('figures of a file are known to PostgreSQL soon after it', async () => {
  expect(await csv(file)).toMatchObject({ outcome: 'RECORDED', figures: count })
  await vi.waitUntil(async () => (await countKnown()) >= count, { timeout: 20_000 })
})

test('figures are known to PostgreSQL soon after a mutation', async () => {
  await forget()
  const written = await recordFigures(server, [taxOf('2017-01/2017-06')], getToken())
  expect(written).toMatchObject({ observations: [{ value: '2.87' }] })
  await vi.waitUntil(async () => (await countKnown()) > count, { timeout: 20_000 })
})

test('a file that is sent again with another row is held against few figures, where PostgreSQL does not know how many there are', async () => {
  await forget()
  const before = await vi.waitUntil(countRead, { timeout: 20_000 })
  const again = await csv(Buffer.concat([file, Buffer.from('\r\ntax_revenue,2018,7,亿元,another,')]))
  expect(again).toMatchObject({ outcome: 'REFUSED', problemCount: count })
  const read = await vi.waitUntil(async () => (await countRead()) - before || false, { timeout: 20_000 })
  expect(read / count).toBeGreaterThan(1)
  expect(read / count).toBeLessThan(20)
})

test.each([
  ['a dry run', '', { dryRun: 'true' }, { outcome: 'CHECKED', figures: 5 }],
  [
    'a file with a row that is wrong by itself',
    '\r\ntax_revenue,2018,?,亿元,another,',
    {},
    { outcome: 'REFUSED', problemCount: 1 },
  ],
])(
  '%s waits for nobody who records, also where PostgreSQL knows of no figures',
  async (_, line, parameters, answer) => {
    await forget()
    const other = await server.database.pool.connect()
    try {
      // As a file that is recorded does until it is.
      await other.query('BEGIN; LOCK TABLE observation IN SHARE ROW EXCLUSIVE MODE')
      const answered = csv(Buffer.concat([makeFile(5).file, Buffer.from(line)]), parameters)
      expect(await Promise.race([answered, wait(20_000, 'waits')])).toMatchObject(answer)
    } finally {
      await other.query('ROLLBACK')
      other.release()
    }
  },
)
