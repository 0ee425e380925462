import { beforeAll, describe, expect, it, vi } from 'vitest'
import {
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

beforeAll(() => {
  folder = processes.makeFolder()
})

describe('the next start', () => {
  it.each([
    ['the server', false],
    ['the server and its database', true],
  ])('after a kill of %s loses nothing that was committed', async (_, isDatabaseToo) => {
    const killed = start()
    await killed.waitUntilReady()
    const url = findDatabaseUrl(killed)
    await runSql(url, 'CREATE TABLE IF NOT EXISTS kept (at timestamptz)')
    await runSql(url, 'INSERT INTO kept VALUES (now())')
    const before = await runSql(url, 'SELECT * FROM kept ORDER BY at')
    const postmaster = findPostmaster(folder)
    killed.child.kill('SIGKILL')
    if (isDatabaseToo) process.kill(postmaster, 'SIGKILL')
    await killed.exit
    // A kill takes the moment that the kernel needs.
    if (isDatabaseToo) await waitUntil(() => findProcesses(folder).length === 0)
    else expect(findProcesses(folder)).not.toEqual([])

    const next = start()
    expect(await ask(await next.waitUntilReady())).toEqual(zone)
    expect(await runSql(findDatabaseUrl(next), 'SELECT * FROM kept ORDER BY at')).toEqual(before)
    expect(findPostmaster(folder)).not.toBe(postmaster)
    next.child.kill('SIGTERM')
    expect(await next.exit).toEqual({ code: 0, signal: null })
    expect(findProcesses(folder)).toEqual([])
  })

  it('after a kill while it prepared the database comes up whole', async () => {
    folder = processes.makeFolder()
    const killed = start()
    await waitUntil(() => killed.output.stdout.includes('Migrations:'))
    killed.child.kill('SIGKILL')
    await killed.exit
    const next = start()
    expect(await ask(await next.waitUntilReady())).toEqual(zone)
    const [count] = await runSql(findDatabaseUrl(next), 'SELECT count(*)::int AS loaded FROM data_set')
    expect(count).toEqual({ loaded: 1 })
  })
})
