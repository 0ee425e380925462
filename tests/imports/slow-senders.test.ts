import { afterEach, describe, expect, test } from 'vitest'
import { makeKey } from '../graphql/writing.ts'
import { type TestServer, useServer } from '../kit/server.ts'
import { codeOf, defaults, makeFile, useUploads } from './upload.ts'

const ends = new Set<() => void>()
afterEach(() => {
  for (const end of ends) end()
  ends.clear()
})

/** Sends bytes, and then nothing more until the test ends. */
async function* stall(first: string | Buffer) {
  yield Buffer.from(first)
  await new Promise<void>((resolve) => ends.add(resolve))
}

function useSlowly(server: TestServer) {
  async function send(url: string | URL, method: string, own: Record<string, string>, body: AsyncIterable<Buffer>) {
    const init = { method, headers: own, body: body as never, duplex: 'half' } as RequestInit
    const response = await fetch(url, init)
    return { status: response.status, ...JSON.parse((await response.text()) || '{}') }
  }
  return {
    part: (address: string, token: string, body: AsyncIterable<Buffer>) =>
      send(
        address,
        'PATCH',
        {
          ...{ 'content-type': 'application/partial-upload', authorization: `Bearer ${token}` },
          ...{ 'upload-offset': '0', 'upload-complete': '?0' },
        },
        body,
      ),
    whole: (token: string, body: AsyncIterable<Buffer>, headers: Record<string, string> = {}) =>
      send(
        new URL(`/imports?${new URLSearchParams(defaults)}`, server.url),
        'POST',
        { 'content-type': 'text/csv', authorization: `Bearer ${token}`, ...headers },
        body,
      ),
  }
}

describe('a sender who pauses for too long', () => {
  /** Longer than a busy machine takes between two chunks. */
  const PAUSE = 2_000
  const server = useServer({ importPause: PAUSE })
  const { begin, append, look, getToken, countFigures, readTable } = useUploads(server)
  const { part, whole } = useSlowly(server)

  test('is told so, and goes on behind what came', async () => {
    const { item, file } = makeFile(20)
    const { address } = await begin(defaults)
    expect(codeOf(await part(address, getToken(), stall(file.subarray(0, 100))))).toEqual([408, 'REQUEST_TIMEOUT'])
    expect((await look(address)).offset).toBe('100')
    expect(await append(address, 100, file.subarray(100), true)).toMatchObject({ outcome: 'RECORDED' })
    expect(await countFigures(item)).toBe(20)
  })

  test('leaves no upload by a first part, and no figure by a whole file', async () => {
    const { item, file } = makeFile(20)
    const first = whole(getToken(), stall('x'), { 'upload-complete': '?0' })
    for (const answer of await Promise.all([first, whole(getToken(), stall(file))]))
      expect(codeOf(answer)).toEqual([408, 'REQUEST_TIMEOUT'])
    expect([await readTable('upload'), await countFigures(item)]).toEqual([[], 0])
  })

  test('is none who sends little by little for longer than that', async () => {
    const { item, file } = makeFile(40)
    async function* pieces() {
      for (let at = 0; at < file.length; at += 300) {
        await new Promise((resolve) => setTimeout(resolve, 450))
        yield file.subarray(at, at + 300)
      }
    }
    const start = Date.now()
    expect(await whole(getToken(), pieces())).toMatchObject({ outcome: 'RECORDED' })
    expect(Date.now() - start).toBeGreaterThan(PAUSE)
    expect(await countFigures(item)).toBe(40)
  })
})

describe('senders who hold what places they can', () => {
  const server = useServer()
  const { begin, append } = useUploads(server)
  const { part, whole } = useSlowly(server)
  const makeEditors = (count: number) =>
    Promise.all(Array.from({ length: count }, () => makeKey(server, 'EDITOR', { park: 'own' })))
  const refusal = [503, 'TOO_MANY_IMPORTS']

  test('have four for parts of sixteen, also by parts that were taken over', async () => {
    const keys = await makeEditors(5)
    const uploads = await Promise.all(keys.map((token) => begin(defaults, { token })))
    const [last, ...all] = uploads.map(({ address }, at) => ({ address, token: keys[at] ?? '' }))
    const hold = ({ address, token }: { address: string; token: string }) => part(address, token, stall('x'))
    const [greedy, ...others] = all
    if (!greedy || !last) throw new Error('no keys')
    const first = Array.from({ length: 5 }, () => hold(greedy))
    expect(codeOf(await Promise.race(first))).toEqual(refusal)
    expect(await append(last.address, 0, 'x', false, { token: last.token })).toMatchObject({ status: 204 })
    const more = others.flatMap((other) => Array.from({ length: 4 }, () => hold(other)))
    await expect
      .poll(async () => codeOf(await append(last.address, 1, '', false, { token: last.token })))
      .toEqual(refusal)
    for (const end of ends) end()
    const statuses = (await Promise.all([...first, ...more])).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([...Array(4).fill(204), ...Array(12).fill(409), 503])
  })

  test('have three for whole files of four', async () => {
    const [greedy = '', other = '', third = ''] = await makeEditors(3)
    const { file } = makeFile(3)
    const first = Array.from({ length: 4 }, () => whole(greedy, stall('x')))
    expect(codeOf(await Promise.race(first))).toEqual(refusal)
    async function* atOnce() {
      yield file
    }
    expect(await whole(other, atOnce())).toMatchObject({ outcome: 'RECORDED' })
    const fourth = whole(other, stall('x'))
    await expect.poll(async () => codeOf(await whole(third, atOnce()))).toEqual(refusal)
    for (const end of ends) end()
    expect((await Promise.all([...first, fourth])).map(({ status }) => status).toSorted()).toEqual([
      ...[422, 422, 422, 422, 503],
    ])
  })
})
