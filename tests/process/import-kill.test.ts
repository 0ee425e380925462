import { beforeAll, describe, expect, it, vi } from 'vitest'
import { findDatabaseUrl, patience, runSql, type ServerProcess, useProcesses } from './processes.ts'

vi.setConfig({ testTimeout: 12 * patience, hookTimeout: 2 * patience })
const processes = useProcesses()
const ADMIN_KEY = `pg_abcdefgh_${'A'.repeat(43)}`
const ROWS = 8_000
let folder: string

const start = () => processes.start({ PARKGRAPH_DATA: folder, PORT: '0', ADMIN_KEY })

beforeAll(() => {
  folder = processes.makeFolder()
})

/** A file of its own for each attempt. */
const writeFile = (attempt: number) =>
  `分项,数值\n${Array.from({ length: ROWS }, (_, n) => `kill ${attempt} ${n},${n}`).join('\n')}`

const parameters = new URLSearchParams({
  ...{
    subject: 'xiangxiang-etdz',
    indicator: 'tax_revenue',
    accumulation: 'FULL_YEAR',
    nature: 'ACTUAL',
    period: '2016',
  },
  ...{ unit: 'CNY', source: 'xiangxiang-2017-review' },
})

const send = (address: string, file: string) =>
  fetch(`${address.replace('graphql', 'imports')}?${parameters}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', accept: 'application/x-ndjson', authorization: `Bearer ${ADMIN_KEY}` },
    body: file,
  })

/** Sends the file, and kills the server so many milliseconds after it tells of the phase. */
async function sendAndKill(server: ServerProcess, address: string, file: string, phase: string, delay: number) {
  try {
    const response = await send(address, file)
    const decoder = new TextDecoder()
    for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>)
      if (decoder.decode(piece).includes(`"phase":"${phase}"`)) setTimeout(() => server.child.kill('SIGKILL'), delay)
  } catch {
    // The connection breaks: this is what is wanted.
  }
  server.child.kill('SIGKILL')
  await server.exit
}

describe('an import whose server is killed', () => {
  it('leaves everything or nothing, and is doubled by no repetition', async () => {
    const counts: number[] = []
    // Long enough to fall into each phase, whatever else the machine does.
    const points = ['READING', 'CHECKING', 'RECORDING'].flatMap((phase) => [
      [phase, 0] as const,
      [phase, Math.floor(Math.random() * 600)] as const,
    ])
    let server = start()
    let address = await server.waitUntilReady()
    for (const [attempt, [phase, delay]] of points.entries()) {
      await sendAndKill(server, address, writeFile(attempt), phase, delay)
      server = start()
      address = await server.waitUntilReady()
      const like = `SELECT count(*)::int AS n FROM series s JOIN observation o ON o.series_id = s.id WHERE s.breakdown LIKE 'kill ${attempt} %'`
      const count = async () => (await runSql(findDatabaseUrl(server), like))[0]?.['n'] as number
      // What the killed session runs ends by itself, at its next word to a server that is gone.
      await expect
        .poll(async () => (await runSql(findDatabaseUrl(server), sessions))[0]?.['n'], { timeout: patience })
        .toBe(0)
      const left = await count()
      expect([phase, delay, left]).toEqual([phase, delay, left === 0 ? 0 : ROWS])
      counts.push(left)
      // What others are told of it agrees: it is recorded, or it is not known yet that it was broken off.
      const told = await runSql(findDatabaseUrl(server), 'SELECT outcome FROM import ORDER BY id DESC LIMIT 1')
      expect([phase, delay, left, told]).toEqual([phase, delay, left, [{ outcome: left === 0 ? null : 'RECORDED' }]])
      const answer = await (await send(address, writeFile(attempt))).text()
      expect(JSON.parse(answer.trim().split('\n').at(-1) ?? '')).toMatchObject({
        ...{ outcome: 'RECORDED', figures: ROWS, isRepeated: left > 0 },
      })
      expect(await count()).toBe(ROWS)
    }
    expect(counts).toContain(0)
  })
})

const sessions = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'parkgraph' AND state <> 'idle'`
