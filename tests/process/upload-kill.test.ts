import { createClient, type ImportProgress, importFile } from '@parkgraph/sdk'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { findDatabaseUrl, patience, runSql, type ServerProcess, useProcesses, waitUntil } from './processes.ts'

vi.setConfig({ testTimeout: 6 * patience, hookTimeout: 2 * patience })
const processes = useProcesses()
const ADMIN_KEY = `pg_abcdefgh_${'A'.repeat(43)}`
const ROWS = 5_000
let folder: string

beforeAll(() => {
  folder = processes.makeFolder()
})

const defaults = {
  ...{ subject: 'xiangxiang-etdz', indicator: 'tax_revenue', accumulation: 'FULL_YEAR', nature: 'ACTUAL' },
  ...{ period: '2016', unit: 'CNY', source: 'xiangxiang-2017-review' },
}

/** Some 10 MB, three parts, most of it in a column that is passed over. */
const file = `分项,数值,对象名称\n${Array.from({ length: ROWS }, (_, n) => `part ${n},${n},${'x'.repeat(2_000)}`).join('\n')}`

const countFigures = (url: string) =>
  runSql(
    url,
    "SELECT count(*)::int AS n FROM series s JOIN observation o ON o.series_id = s.id WHERE s.breakdown LIKE 'part %'",
  )

describe('a file in parts whose server is killed', () => {
  it('between its parts and while it is recorded, goes on with the next server and is recorded once', async () => {
    const start = (port: string) => processes.start({ PARKGRAPH_DATA: folder, PORT: port, ADMIN_KEY })
    let server: ServerProcess = start('0')
    const url = await server.waitUntilReady()
    const restart = async () => {
      server.child.kill('SIGKILL')
      await server.exit
      server = start(new URL(url).port)
      await server.waitUntilReady()
    }
    const restarts: Promise<void>[] = []
    const killed: string[] = []
    const onProgress = ({ phase }: ImportProgress) => {
      if (killed.includes(phase) || (phase !== 'SENDING' && phase !== 'RECORDING')) return
      killed.push(phase)
      restarts.push(restart())
    }
    const client = createClient({ url, headers: { authorization: `Bearer ${ADMIN_KEY}` } })
    const report = await importFile(client, file, { defaults, onProgress })
    await Promise.all(restarts)
    expect(report).toMatchObject({ outcome: 'RECORDED', rows: ROWS, figures: ROWS })
    expect(killed).toEqual(['SENDING', 'RECORDING'])
    const database = findDatabaseUrl(server)
    expect(await countFigures(database)).toEqual([{ n: ROWS }])
    expect(await runSql(database, 'SELECT FROM upload_piece')).toEqual([])
    expect(await runSql(database, 'SELECT answer IS NOT NULL AS ended FROM upload')).toEqual([{ ended: true }])
    expect(await importFile(client, file, { defaults })).toMatchObject({ isRepeated: true })

    await runSql(database, "UPDATE upload SET expires_at = now() - interval '1 second'")
    await waitUntil(async () => (await runSql(database, 'SELECT FROM upload')).length === 0)
  })
})
