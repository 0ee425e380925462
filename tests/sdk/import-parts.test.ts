import { type AddressInfo, createServer, connect as dial, type Server, type Socket } from 'node:net'
import { type Client, createClient, type ImportProgress, importFile, ParkgraphError } from '@parkgraph/sdk'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addOpenRows } from '../graphql/access-rows.ts'
import { addSource } from '../graphql/data.ts'
import { makeKey } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'

const server = useServer()
/** Bytes after which the next connections break: of what is sent, or of what is answered. */
const cuts: { readonly way: 'sent' | 'answered'; readonly after: number }[] = []
let connections = 0
let proxy: Server
let client: Client
let token = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  await addSource(server.database, 'form', 50)
  token = await makeKey(server, 'EDITOR', { park: 'own' })
  proxy = createServer(relay)
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  client = reach(fetch)
})
afterAll(() => new Promise((resolve) => proxy.close(resolve)))
afterEach(async () => {
  expect(server.faults.splice(0)).toEqual([])
  expect(cuts.splice(0)).toEqual([])
  for (const table of ['upload_piece', 'upload'])
    expect(
      (await server.database.pool.query(`SELECT FROM ${table} WHERE ${table === 'upload' ? 'answer IS NULL' : 'true'}`))
        .rowCount,
    ).toBe(0)
  await server.database.pool.query('DELETE FROM upload')
})

/** A client on the other side of the proxy, with a connection of its own for each request. */
function reach(own: typeof fetch): Client {
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/graphql`
  return createClient({ url, headers: { authorization: `Bearer ${token}`, connection: 'close' }, fetch: own as never })
}

/** Hands on what goes to and fro, and breaks as `cuts` has it. */
function relay(inner: Socket): void {
  connections += 1
  const outer = dial(Number(new URL(server.url).port), '127.0.0.1')
  const end = () => {
    inner.destroy()
    outer.destroy()
  }
  for (const socket of [inner, outer]) socket.on('error', end).on('close', end)
  const count = (from: Socket, to: Socket, way: 'sent' | 'answered') => {
    let bytes = 0
    from.on('data', (chunk) => {
      bytes += chunk.length
      const [cut] = cuts
      if (cut?.way !== way || bytes < cut.after) return void to.write(chunk)
      cuts.shift()
      to.write(chunk, end)
    })
  }
  count(inner, outer, 'sent')
  count(outer, inner, 'answered')
}

let files = 0

/** Rows of a few bytes of figures, and of many in a column that is passed over. */
function makeFile(rows: number, more: number) {
  files += 1
  const item = `parts ${files}.`
  const lines = Array.from({ length: rows }, (_, n) => `${item}${n},7,${'x'.repeat(more)}`)
  return { item, file: `分项,数值,对象名称\n${lines.join('\n')}` }
}

const defaults = {
  ...{ subject: 'own', indicator: 'tax_revenue', accumulation: 'UNSPECIFIED', nature: 'ACTUAL', unit: '亿元' },
  ...{ source: 'form', period: '2019' },
}

async function countFigures(item: string): Promise<number> {
  const { rows } = await server.database.pool.query(
    'SELECT count(*)::int AS n FROM observation o JOIN series s ON s.id = o.series_id WHERE starts_with(s.breakdown, $1)',
    [item],
  )
  return rows[0].n
}

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'no error',
    (error: unknown) => (error instanceof ParkgraphError ? error.code : error),
  )

async function* stream(file: string) {
  const bytes = Buffer.from(file)
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000)
}

describe('a large file', () => {
  test.each([
    ['text', (file: string) => file],
    ['bytes', (file: string) => new TextEncoder().encode(file)],
    ['a blob', (file: string) => new Blob([file])],
    ['a stream', stream],
  ])('as %s is recorded once, over connections that break in its parts', async (_, toFile) => {
    const { item, file } = makeFile(500, 20_000)
    cuts.push({ way: 'sent', after: 1_000_000 }, { way: 'sent', after: 2_000_000 }, { way: 'sent', after: 3_000_000 })
    const told: ImportProgress[] = []
    const report = await importFile(client, toFile(file), { defaults, onProgress: (step) => void told.push(step) })
    expect(report).toMatchObject({ outcome: 'RECORDED', rows: 500, figures: 500, isRepeated: false })
    expect(await countFigures(item)).toBe(500)
    const sent = told.filter(({ phase }) => phase === 'SENDING').map(({ bytes }) => bytes)
    expect(sent).toEqual(sent.toSorted((one, another) => one - another))
    expect(sent.at(-1)).toBe(Buffer.byteLength(file))
    expect(told.at(-1)).toMatchObject({ phase: 'RECORDING', rows: 500, bytes: Buffer.byteLength(file) })
  })

  test('is not sent anew: what had come stays', async () => {
    const { file } = makeFile(500, 20_000)
    cuts.push({ way: 'sent', after: 3_900_000 })
    const sizes: number[] = []
    const counting: typeof fetch = async (address, init) => {
      if (init?.method === 'PATCH') sizes.push((init.body as Blob).size ?? 0)
      return fetch(address, init)
    }
    expect(await importFile(reach(counting), file, { defaults })).toMatchObject({ outcome: 'RECORDED' })
    const [first = 0, second = 0] = sizes
    expect(first).toBe(4 * 2 ** 20)
    expect(second).toBeGreaterThan(0)
    expect(second).toBeLessThan(first)
  })

  test('whose answer breaks off is asked for it again', async () => {
    const { item, file } = makeFile(5_000, 0)
    cuts.push({ way: 'answered', after: 2_000 })
    const { isRepeated, ...report } = await importFile(client, makeProblems(file), { defaults, resume: true })
    expect(report).toMatchObject({ outcome: 'REFUSED', problemCount: 5_000 })
    expect([report.problems.length, isRepeated]).toEqual([1_000, false])
    expect(await countFigures(item)).toBe(0)
  })

  test('is read anew where the answer broke off before it was there', async () => {
    const { item, file } = makeFile(5_000, 0)
    cuts.push({ way: 'answered', after: 700 })
    expect(await importFile(client, file, { defaults, resume: true })).toMatchObject({ outcome: 'RECORDED' })
    expect(await countFigures(item)).toBe(5_000)
  })
})

const makeProblems = (file: string) => file.replaceAll(',7,', ',many,')

describe('what ends it', () => {
  test('the signal, and nothing is left', async () => {
    const { item, file } = makeFile(500, 20_000)
    const leaving = new AbortController()
    const onProgress = ({ phase }: ImportProgress) => {
      if (phase === 'SENDING') leaving.abort()
    }
    expect(await codeOf(importFile(client, file, { defaults, onProgress, signal: leaving.signal }))).toBe('ABORTED')
    expect((await server.database.pool.query('SELECT FROM upload')).rowCount).toBe(0)
    expect(await countFigures(item)).toBe(0)
  })

  test('an error that would come again, with its code', async () => {
    const { file } = makeFile(1, 0)
    connections = 0
    const options = { defaults, park: 'atlantis', resume: true }
    expect(await codeOf(importFile(client, file, options))).toBe('NOT_FOUND')
    expect(await codeOf(importFile(client, file, { defaults: { luck: '1' }, resume: true }))).toBe('BAD_USER_INPUT')
    expect(connections).toBeLessThan(7)
  })

  test('a stream that fails, and nothing is left', async () => {
    async function* failing() {
      yield Buffer.alloc(5_000_000, 'x')
      throw new Error('disk')
    }
    expect(await codeOf(importFile(client, failing(), { defaults }))).toBe('NETWORK')
    expect((await server.database.pool.query('SELECT FROM upload')).rowCount).toBe(0)
  })
})

describe('a small file', () => {
  test.each([
    ['goes at once', {}, 1],
    ['goes in parts where this is wanted', { resume: true }, 3],
  ])('%s', async (_, options, expected) => {
    for (const toFile of [(file: string) => file, stream]) {
      const { file } = makeFile(3, 0)
      connections = 0
      expect(await importFile(client, toFile(file), { defaults, ...options })).toMatchObject({ figures: 3 })
      expect(connections).toBe(expected)
    }
  })

  test('that is empty is told so, also in parts', async () => {
    for (const file of ['', stream('')])
      for (const resume of [true, undefined])
        expect((await importFile(client, file, { defaults, resume })).problems).toMatchObject([{ code: 'EMPTY_FILE' }])
  })

  test('and a large one go at once where this is wanted', async () => {
    const { file } = makeFile(300, 20_000)
    connections = 0
    expect(await importFile(client, file, { defaults, resume: false })).toMatchObject({ figures: 300 })
    expect(connections).toBe(1)
  })
})
