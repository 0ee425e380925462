import { connect, localOwner, takeUpload } from '@parkgraph/db'
import { describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { codeOf, defaults, header } from './files.ts'
import { send, tell } from './send.ts'
import { makeFile, useUploads } from './upload.ts'
import { line, makeWorkbook, XLSX } from './workbook.ts'

const server = useServer({ importLimit: 4_000_000 })
const { begin, append, look, cut, getToken, countFigures, readTable } = useUploads(server)

describe('a file in parts', () => {
  test('is recorded once, and answered as the whole file is', async () => {
    const { item, file } = makeFile(300)
    const begun = await begin(defaults, { first: file.subarray(0, 1_000) })
    expect([begun.status, begun.offset, begun.isComplete]).toEqual([201, '1000', '?0'])
    expect(begun.response.headers.get('upload-limit')).toMatch(/^max-size=4000000, max-age=86[34]\d\d$/)
    expect(await append(begun.address, 1_000, file.subarray(1_000, 5_001))).toMatchObject({
      ...{ status: 204, offset: '5001', isComplete: '?0' },
    })
    expect(await look(begun.address)).toMatchObject({ status: 204, offset: '5001', isComplete: '?0' })
    expect(await countFigures(item)).toBe(0)
    const { status, outcome, rows, figures, problems } = await append(begun.address, 5_001, file.subarray(5_001), true)
    expect({ status, outcome, rows, figures, problems }).toEqual({
      ...{ status: 200, outcome: 'RECORDED', rows: 300, figures: 300, problems: [] },
    })
    expect(await countFigures(item)).toBe(300)
    expect(await send(server, file, { token: getToken(), parameters: defaults })).toMatchObject({ isRepeated: true })
  })

  test('leaves no bytes, and its answer for who did not get it', async () => {
    const { file } = makeFile(3, { value: 'many' })
    const { address } = await begin(defaults, { first: file })
    const first = await append(address, file.length, '', true)
    expect([first.status, tell(first)]).toEqual([422, ['2', '3', '4'].map((row) => `${row} value INVALID_NUMBER`)])
    expect(await readTable('upload_piece')).toEqual([])
    expect(await look(address)).toMatchObject({ status: 204, offset: String(file.length), isComplete: '?1' })
    const again = await append(address, file.length, '', true)
    expect([again.status, again.text]).toEqual([first.status, first.text])
    const lines = await append(address, file.length, '', true, { headers: { accept: 'application/x-ndjson' } })
    expect(
      lines.text
        .trim()
        .split('\n')
        .map((text) => JSON.parse(text).type),
    ).toEqual([...['problem', 'problem', 'problem', 'note', 'summary']])
    for (const [at, part, isLast] of [
      [0, 'x', false],
      [0, 'x', true],
      [0, '', false],
      [-1, 'x', false],
      [-1, '', true],
    ] as const)
      expect(codeOf(await append(address, file.length + at, part, isLast))).toEqual([409, 'UPLOAD_COMPLETE'])
  })

  test('may hold what is no text in any encoding, and is answered twice all the same', async () => {
    const { file } = makeFile(1, { value: 'a\0b\uD800' })
    const { address } = await begin(defaults, { first: file })
    const first = await append(address, file.length, '', true)
    expect(tell(first)).toEqual(['2 value INVALID_ENCODING'])
    expect((await append(address, file.length, '', true)).text).toBe(first.text)
  })

  test('is answered by lines where these are wanted', async () => {
    const { file } = makeFile(2)
    const { address } = await begin(defaults)
    const { response, text } = await append(address, 0, file, true, { headers: { accept: 'application/x-ndjson' } })
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    expect(JSON.parse(text.trim().split('\n').at(-1) ?? '')).toMatchObject({ type: 'summary', outcome: 'RECORDED' })
  })

  test('may be a workbook, and a dry run', async () => {
    const rows = [header, ['tax_revenue', '2019', '7', '亿元', 'upload of a workbook']]
    const file = makeWorkbook({ rows: rows.map((cells, at) => line(at + 1, cells)) })
    const { address } = await begin({ ...defaults, dryRun: 'true' }, { type: XLSX })
    expect(await append(address, 0, file.subarray(0, 100))).toMatchObject({ status: 204, offset: '100' })
    expect(await append(address, 100, file.subarray(100), true)).toMatchObject({ outcome: 'CHECKED', rows: 1 })
    expect(await countFigures('upload of a workbook')).toBe(0)
  })

  test('that cannot be read at all is dropped', async () => {
    const { address } = await begin(defaults, { type: XLSX, first: 'no workbook' })
    expect(codeOf(await append(address, 11, '', true))).toEqual([415, 'WRONG_FORMAT'])
    expect(await readTable('upload')).toEqual([])
    expect(await readTable('upload_piece')).toEqual([])
  })

  test('lies in pieces of a mebibyte at most', async () => {
    const file = Buffer.alloc(3_500_000, 'a')
    const { address } = await begin(defaults)
    await append(address, 0, file)
    const pieces = await readTable('upload_piece')
    expect(pieces.map(({ length }) => Number(length)).every((length) => length <= 2 ** 20)).toBe(true)
    expect(pieces.length).toBe(4)
    expect(pieces.reduce((sum, { length }) => sum + Number(length), 0)).toBe(file.length)
  })
})

describe('a line that breaks', () => {
  test('loses nothing of what had come', async () => {
    const { item, file } = makeFile(250, { more: 10_000 })
    const { address } = await begin(defaults)
    await cut(address, 0, file.subarray(0, 1_500_000), file.length)
    await expect.poll(async () => Number((await look(address)).offset)).toBe(1_500_000)
    await cut(address, 1_500_000, file.subarray(1_500_000, 1_500_010), 1_000_000)
    await expect.poll(async () => Number((await look(address)).offset)).toBe(1_500_010)
    expect(await append(address, 1_500_010, file.subarray(1_500_010), true)).toMatchObject({ outcome: 'RECORDED' })
    expect(await countFigures(item)).toBe(250)
  })

  test('with the first part, whose answer nobody gets, leaves no upload', async () => {
    const url = new URL(`/imports?${new URLSearchParams(defaults)}`, server.url)
    async function* pieces() {
      yield Buffer.alloc(100_000, 'a')
      throw new Error('gone')
    }
    const headers = { 'content-type': 'text/csv', 'upload-complete': '?0', authorization: `Bearer ${getToken()}` }
    const sending = fetch(url, { method: 'POST', headers, body: pieces() as never, duplex: 'half' } as RequestInit)
    await expect(sending).rejects.toThrow()
    await expect.poll(() => readTable('upload')).toEqual([])
  })

  test('is taken over by the next part, and what comes late by the first is refused', async () => {
    const { item, file } = makeFile(250, { more: 10_000 })
    const { address } = await begin(defaults)
    let go = () => {}
    const going = new Promise<void>((resolve) => {
      go = resolve
    })
    async function* pieces() {
      yield file.subarray(0, 1_200_000)
      await going
      yield file.subarray(1_200_000)
    }
    const own = { 'upload-offset': '0', 'upload-complete': '?1', authorization: `Bearer ${getToken()}` }
    const late = fetch(address, {
      ...{ method: 'PATCH', headers: { 'content-type': 'application/partial-upload', ...own } },
      ...{ body: pieces() as never, duplex: 'half' },
    } as RequestInit)
    await expect.poll(async () => Number((await look(address)).offset)).toBeGreaterThan(1_000_000)
    const at = Number((await look(address)).offset)
    expect(await append(address, at, file.subarray(at, at + 10))).toMatchObject({ status: 204 })
    go()
    expect(codeOf({ status: (await late).status, ...((await (await late).json()) as object) })).toEqual([
      ...[409, 'UPLOAD_TAKEN_OVER'],
    ])
    expect(await append(address, at + 10, file.subarray(at + 10), true)).toMatchObject({ outcome: 'RECORDED' })
    expect(await countFigures(item)).toBe(250)
  })

  test('of two parts at once, one is kept', async () => {
    const { item, file } = makeFile(200)
    const { address } = await begin(defaults)
    // The line of one that another takes over may be cut before its answer is read.
    const cut = (fault: { code?: string }) => {
      expect(fault.code).toBe('ECONNRESET')
      return []
    }
    const answers = (await Promise.all([1, 2, 3].map(() => append(address, 0, file).catch(cut)))).flat()
    for (const answer of answers)
      expect([
        [204, undefined],
        [409, 'WRONG_OFFSET'],
        [409, 'UPLOAD_TAKEN_OVER'],
      ]).toContainEqual(codeOf(answer))
    expect(answers.filter(({ status }) => status === 204).length).toBe(1)
    expect(await append(address, file.length, '', true)).toMatchObject({ outcome: 'RECORDED', figures: 200 })
    expect(await countFigures(item)).toBe(200)
  })

  test('of two last parts at once, figures are recorded once', async () => {
    const { item, file } = makeFile(2_000)
    const { address } = await begin(defaults, { first: file })
    const answers = await Promise.all([1, 2, 3].map(() => append(address, file.length, '', true)))
    for (const answer of answers) if (answer.status !== 200) expect(codeOf(answer)).toEqual([409, 'UPLOAD_TAKEN_OVER'])
    expect(answers.some(({ outcome }) => outcome === 'RECORDED')).toBe(true)
    expect(await countFigures(item)).toBe(2_000)
    expect(await readTable('upload_piece')).toEqual([])
  })
})

describe('a server that goes away', () => {
  test('after figures were recorded, before that was kept, doubles nothing', async () => {
    const { item, file } = makeFile(50)
    expect(await send(server, file, { token: getToken(), parameters: defaults })).toMatchObject({ isRepeated: false })
    const { address } = await begin(defaults, { first: file })
    expect(await append(address, file.length, '', true)).toMatchObject({ outcome: 'RECORDED', isRepeated: true })
    expect(await countFigures(item)).toBe(50)
  })

  test('is followed by another on the same database', async () => {
    const { file } = makeFile(50)
    const { address } = await begin(defaults, { first: file.subarray(0, 700) })
    const second = connect({ url: server.databaseUrl, poolSize: 1 })
    const writer = await takeUpload(second.pool, sender(), idOf(address), 700)
    await writer?.append(file.subarray(700))
    await second.close()
    expect(await append(address, file.length, '', true)).toMatchObject({ outcome: 'RECORDED', figures: 50 })
  })

  test('and comes back leaves alone what another has taken over', async () => {
    const { file } = makeFile(50)
    const { address } = await begin(defaults, { first: file })
    const take = () => takeUpload(server.database.pool, sender(), idOf(address), file.length)
    const [first, second] = [await take(), await take()]
    await expect(first?.read().next()).rejects.toThrow('came meanwhile')
    await expect(first?.append(Buffer.from('late'))).rejects.toThrow('came meanwhile')
    await first?.end({ summary: {} })
    expect((await second?.read().next())?.value).toEqual(file)
    expect(await look(address)).toMatchObject({ offset: String(file.length), isComplete: '?0' })
  })
})

const idOf = (address: string) => address.split('/').at(-1) ?? ''
const sender = () => ({ ...localOwner, actor: `key:${getToken().split('_')[1]}` })
