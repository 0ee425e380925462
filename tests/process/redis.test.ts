import { createServer } from 'node:net'
import { createClient } from '@redis/client'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { runCommandWith } from '../cli/run.ts'
import { addFigures, pick } from '../graphql/data.ts'
import { readEvents } from '../graphql/streams.ts'
import { makeKey, write } from '../graphql/writing.ts'
import { send, toCsv } from '../imports/send.ts'
import { useServer } from '../kit/server.ts'
import { ask, patience, runSql, useProcesses, zone } from './processes.ts'

vi.setConfig({ testTimeout: 3 * patience, hookTimeout: 2 * patience })
const processes = useProcesses()
const redisUrl = process.env['TEST_REDIS_URL']
const park = 'xiangxiang-etdz'

/** An address at which nobody is. */
const nowhere = await new Promise<string>((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as { port: number }
    probe.close(() => resolve(`redis://:geheim@127.0.0.1:${port}`))
  })
})

const findListeners = (url: string) =>
  runSql(
    url,
    "SELECT FROM pg_stat_activity WHERE application_name = 'parkgraph listener' AND datname = current_database()",
  )

let years = 1900

const addFigure = ({ database }: Pick<ReturnType<typeof useServer>, 'database'>, text: string) => {
  const span = { start: `${++years}-01-01`, end: `${years + 1}-01-01` }
  return addFigures(database, [
    { subject: park, indicator: 'tax_revenue', value: '1', reportedBy: park, ...span, text },
  ])
}

describe.skipIf(!redisUrl)('with Redis (skipped where TEST_REDIS_URL is not set)', () => {
  // So long that only what Redis tells wakes a stream.
  const server = useServer({ redisUrl, limits: { patience: 3_600_000 } })
  const other = useServer({ redisUrl, limits: { patience: 3_600_000 } })
  const streams: { close(): Promise<void> }[] = []

  afterEach(async () => {
    for (const stream of streams.splice(0)) await stream.close()
    expect([server, other].flatMap(({ faults }) => faults.splice(0))).toEqual([])
  })

  const follow = async (from: typeof server, field: string, select: string, token: string | null = null) => {
    const stream = readEvents(from, `subscription { ${field} { ${select} } }`, token)
    streams.push(stream)
    await expect.poll(() => stream.cursor(), { timeout: patience }).not.toBeNull()
    return {
      hears: (text: string) => expect.poll(() => stream.text(), { timeout: patience }).toContain(text),
      text: () => stream.text(),
    }
  }

  test('a server hears what another process commits, and no connection listens to PostgreSQL', async () => {
    const admin = await makeKey(server, 'ADMIN', { isAll: true })
    const writer = processes.start({ DATABASE_URL: server.databaseUrl, REDIS_URL: redisUrl ?? '', PORT: '0' })
    const url = await writer.waitUntilReady()
    const [first, second] = pick(
      (await server.send('{ corrections(first: 2) { nodes { id } } }')).data,
      'corrections.nodes',
    ) as { id: string }[]
    const { hears } = await follow(server, 'correctionDecided', 'correction { id }')
    const id = first?.id ?? ''
    const rejected = await write(
      { ...server, url, send: server.send },
      'rejectCorrection',
      { correction: id, expectedVersion: '1', reason: 'x' },
      admin,
    )
    expect(rejected.__typename).toBe('RejectCorrectionSuccess')
    await hears(id)
    const key = Buffer.from(second?.id ?? '', 'base64')
      .toString()
      .split(':')
      .slice(1)
      .join(':')
    const environment = { REDIS_URL: redisUrl ?? '' }
    const { code } = await runCommandWith(
      environment,
      server.databaseUrl,
      'corrections',
      'reject',
      key,
      '--reason',
      'x',
    )
    expect(code).toBe(0)
    await hears(second?.id ?? '')
    expect(await findListeners(server.databaseUrl)).toEqual([])
    writer.signalGroup('SIGINT')
    expect(await writer.exit).toEqual({ code: 0, signal: null })
    expect(writer.output.stderr).toBe('')
  })

  test('it hears of imports, as they end and of what they record', async () => {
    const admin = await makeKey(server, 'ADMIN', { isAll: true })
    const writer = processes.start({ DATABASE_URL: server.databaseUrl, REDIS_URL: redisUrl ?? '', PORT: '0' })
    const to = { ...server, url: await writer.waitUntilReady() }
    const steps = await follow(server, 'importAdvanced', 'import { outcome }', admin)
    const figures = await follow(server, 'observationRecorded', 'observation { printed { text } }', admin)
    await send(to, '对象代号\r\nx', { token: admin })
    await steps.hears('"outcome":"REFUSED"')
    const file = toCsv([
      ['对象代号', '指标代码', '累计口径', '性质', '时期', '数值', '单位代码', '来源代码'],
      [park, 'tax_revenue', '年初累计', '实际', '1800-01/1800-10', '3.1416', '亿元', 'xiangxiang-2017-review'],
    ])
    expect(await send(to, file, { token: admin })).toMatchObject({ outcome: 'RECORDED' })
    await figures.hears('3.1416亿元')
    await steps.hears('"outcome":"RECORDED"')
  })

  test('a connection that is lost is made anew, and what came meanwhile is found', async () => {
    const { hears } = await follow(server, 'observationRecorded', 'observation { printed { text } }')
    const client = createClient({ url: redisUrl ?? '' })
    client.on('error', () => {})
    await client.connect()
    const name = new URL(server.databaseUrl).pathname.slice(1)
    const list = async () =>
      String(await client.sendCommand(['CLIENT', 'LIST']))
        .split('\n')
        .filter((line) => line.includes(` name=parkgraph:${name}:`))
        .map((line) => /^id=(\d+) /.exec(line)?.[1] ?? '')
    await expect.poll(list, { timeout: patience }).toHaveLength(1)
    const [lost = ''] = await list()
    await client.sendCommand(['CLIENT', 'KILL', 'ID', lost])
    // Told by nobody: only the look that follows a connection finds it.
    await addFigure(server, 'while away')
    await hears('while away')
    expect(await list()).not.toEqual([lost])
    client.destroy()
  })

  test('databases do not wake each other', async () => {
    const { text } = await follow(other, 'observationRecorded', 'observation { printed { text } }')
    const admin = await makeKey(server, 'ADMIN', { isAll: true })
    const own = await follow(server, 'observationRecorded', 'observation { printed { text } }')
    await addFigure(other, 'of the other')
    await addFigure(server, 'of the one')
    other.forget()
    // Of this the messenger of the one tells.
    const days = { publishedFrom: '2026-01-01', publishedTo: '2026-01-01', reportingPark: 'xiangxiang-etdz' }
    await write(server, 'createSource', { code: 'woken', title: 'x', kind: 'SURVEY', ...days }, admin)
    await own.hears('of the one')
    expect(other.statements).toEqual([])
    expect(text()).not.toContain('of the other')
  })
})

describe('without Redis, though it is named', () => {
  const server = useServer({ redisUrl: nowhere, limits: { patience: 100 } })

  test('events come by looking', async () => {
    const stream = readEvents(server, 'subscription { observationRecorded { observation { printed { text } } } }', null)
    await expect.poll(() => stream.cursor(), { timeout: patience }).not.toBeNull()
    await addFigure(server, 'looked for')
    await expect.poll(() => stream.text(), { timeout: patience }).toContain('looked for')
    await stream.close()
    expect(server.faults).toEqual([])
  })

  test('a server serves, says so once and without the password, and ends at once', async () => {
    const settings = { DATABASE_URL: server.databaseUrl, REDIS_URL: nowhere, PORT: '0' }
    const running = processes.start(settings)
    expect(await ask(await running.waitUntilReady())).toEqual(zone)
    await expect.poll(() => running.output.stderr, { timeout: patience }).toContain('ECONNREFUSED')
    running.signalGroup('SIGINT')
    expect(await running.exit).toEqual({ code: 0, signal: null })
    const lines = running.output.stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([{ level: 40, msg: expect.stringMatching(/^Redis is away/) }])
    expect(running.output.stderr).not.toContain('geheim')
  })

  test('a command does its work, and says so', async () => {
    const run = (url: string) =>
      runCommandWith(
        { REDIS_URL: url },
        server.databaseUrl,
        'keys',
        'create',
        '--role',
        'READER',
        '--all',
        '--label',
        'x',
      )
    const { code, stderr } = await run(nowhere)
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^Redis is away.*ECONNREFUSED/m)])
    expect(stderr).not.toContain('geheim')
    expect(await run('redis:nowhere')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^REDIS_URL must be a URL/m),
    })
  })
})
