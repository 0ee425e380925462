import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import {
  type Answer,
  ask,
  findDatabaseUrl,
  findPostmaster,
  findProcesses,
  patience,
  runSql,
  useProcesses,
  waitUntil,
  zone,
} from './processes.ts'

vi.setConfig({ testTimeout: 3 * patience, hookTimeout: 2 * patience })
const processes = useProcesses()
let folder: string

const start = () => processes.start({ PARKGRAPH_DATA: folder, PORT: '0' })
const getStatus = async (url: string, path: string) => (await fetch(new URL(path, url))).status

beforeAll(() => {
  folder = processes.makeFolder()
})

/** Asks on several lines at once until told to stop; returns the different answers. */
function keepAsking(url: string) {
  const answers: Answer[] = []
  let isDone = false
  const callers = Promise.all(
    Array.from({ length: 4 }, async () => {
      while (!isDone) {
        answers.push(await ask(url))
        await sleep(2)
      }
    }),
  )
  return {
    answers,
    async stop() {
      isDone = true
      await callers
    },
  }
}

const isUnavailable = ({ errors = [] }: Answer) =>
  errors.some(({ extensions }) => extensions?.['code'] === 'DATABASE_UNAVAILABLE')
const isOther = (answer: Answer) => !isUnavailable(answer) && JSON.stringify(answer) !== JSON.stringify(zone)

describe('a server whose database', () => {
  it('lost all connections says so, and recovers by itself', async () => {
    const server = start()
    const url = await server.waitUntilReady()
    const database = findDatabaseUrl(server)
    const backends = "SELECT pid FROM pg_stat_activity WHERE application_name = 'parkgraph'"
    const asking = keepAsking(url)
    await waitUntil(() => asking.answers.length > 20)
    const [victim] = await runSql(database, backends)
    process.kill(Number(victim?.['pid']), 'SIGKILL')
    await waitUntil(async () => (await getStatus(url, '/ready')) === 200)
    await waitUntil(async () => JSON.stringify(await ask(url)) === JSON.stringify(zone))
    await asking.stop()
    expect(asking.answers.filter(isOther)).toEqual([])
  })

  it('was killed is started again with nothing lost, and ends in order', async () => {
    const server = start()
    const url = await server.waitUntilReady()
    const asking = keepAsking(url)
    await waitUntil(() => asking.answers.length > 20)
    process.kill(findPostmaster(folder), 'SIGKILL')
    await waitUntil(() => asking.answers.some(isUnavailable))
    await waitUntil(async () => (await getStatus(url, '/ready')) === 200)
    await waitUntil(async () => JSON.stringify(await ask(url)) === JSON.stringify(zone))
    await asking.stop()
    expect(asking.answers.filter(isOther)).toEqual([])
    expect(await getStatus(url, '/health')).toBe(200)
    expect(server.output.stdout).toContain('Database: PostgreSQL ended by itself (SIGKILL) and is started again')
    expect(server.output.stdout).toContain('Database: PostgreSQL is back on 127.0.0.1')
    expect(JSON.stringify(asking.answers)).not.toMatch(/127\.0\.0\.1|ECONN|terminat/)
    server.child.kill('SIGTERM')
    expect(await server.exit).toEqual({ code: 0, signal: null })
    expect(findProcesses(folder)).toEqual([])
  })
})
