import { afterEach, expect, test, vi } from 'vitest'
import { useServer } from '../kit/server.ts'
import { useFiles } from './files.ts'
import { makeFile } from './upload.ts'

const server = useServer()
const { csv } = useFiles(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

/** Figures that sessions which ended have come by, in tables and their indexes. */
async function countRead(): Promise<number> {
  const { rows } = await server.database.pool.query<{ read: string }>(
    `SELECT t.seq_tup_read + sum(i.idx_tup_read) AS read FROM pg_stat_user_tables t JOIN pg_stat_user_indexes i USING (relid)
      WHERE t.relname = 'observation' GROUP BY t.seq_tup_read`,
  )
  return Number(rows[0]?.read)
}

test('a file that is sent again with another row is held against few figures, before PostgreSQL knows how many there are', async () => {
  const count = 1_000
  const { file } = makeFile(count)
  expect(await csv(file)).toMatchObject({ outcome: 'RECORDED', figures: count })
  const before = await vi.waitUntil(countRead, { timeout: 20_000 })
  const again = await csv(Buffer.concat([file, Buffer.from('\r\ntax_revenue,2018,7,亿元,another,')]))
  expect(again).toMatchObject({ outcome: 'REFUSED', problemCount: count })
  const read = await vi.waitUntil(async () => (await countRead()) - before || false, { timeout: 20_000 })
  expect(read / count).toBeGreaterThan(1)
  expect(read / count).toBeLessThan(20)
})
