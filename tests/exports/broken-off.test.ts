import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { constants, inflateRawSync } from 'node:zlib'
import type { Sql } from '@parkgraph/db'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { addFigures, addSubjects, pick } from '../graphql/data.ts'
import { useServer } from '../kit/server.ts'
import { ask, type Parameters, parseCsv } from './ask.ts'
import { readSheetRows, readWorkbook, type Value } from './xlsx.ts'

const server = useServer()
const count = 700

beforeAll(async () => {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'many' }])
  await addFigures(server.database, figures('many', count))
  // PostgreSQL else expects next to no rows, and takes seconds for those of a moment.
  await server.database.pool.query('ANALYZE')
})

afterEach(() => {
  vi.restoreAllMocks()
  expect(server.faults.splice(0)).toEqual([])
})

/** Figures whose texts are long and cannot be compressed: of a workbook too, something comes before its end. */
const figures = (subject: string, number: number, word = 'item') =>
  Array.from({ length: number }, (_, n) => ({
    ...{ subject, indicator: 'revenue', value: `${n}.5`, breakdown: `${word} ${n}` },
    text: createHash('sha512').update(`${word} ${n}`).digest('base64'),
  }))

const columns = '_cursor,subject.slug,breakdown,value,printed.text'

type Cells = readonly (Value | undefined)[]

/** How the rows of a file are read: of a whole one, and of the beginning of one, which has the last line whole or not. */
const formats: Record<
  string,
  { readonly read: (file: Buffer) => Cells[]; readonly salvage: (file: Buffer) => Cells[] }
> = {
  csv: {
    read: (file) => parseCsv(file.toString().slice(1)).slice(1),
    salvage: (file) => parseCsv(upTo(file.toString().slice(1), '\r\n')).slice(1),
  },
  ndjson: { read: readLines, salvage: readLines },
  xlsx: {
    read: (file) => readWorkbook(file).flatMap(({ rows }) => rows.slice(1)),
    salvage: (file) => {
      const packed = file.subarray(30 + file.readUInt16LE(26))
      const sheet = inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }).toString()
      return readSheetRows(upTo(sheet, '</row>')).slice(1)
    },
  },
}

const upTo = (text: string, end: string) => text.slice(0, text.lastIndexOf(end) + end.length)

function readLines(file: Buffer): Cells[] {
  const lines = upTo(file.toString(), '\n').split('\n').slice(0, -1)
  return lines.map((line) => Object.values(JSON.parse(line)))
}

async function readWhole(format: string, parameters: Parameters): Promise<Cells[]> {
  const response = await ask(server, `observations.${format}`, parameters)
  expect(response.status).toBe(200)
  return formats[format]?.read(Buffer.from(await response.arrayBuffer())) ?? []
}

/** Has the server hold back what comes after so many batches for as long as somebody waits for it. */
function holdAfter(batches: number): void {
  const stream = server.database.stream.bind(server.database)
  vi.spyOn(server.database, 'stream').mockImplementation(async function* (
    statement: Sql,
    size: number,
    signal: AbortSignal,
  ) {
    let left = batches
    for await (const rows of stream<object>(statement, size, signal)) {
      yield rows as never
      left -= 1
      if (left === 0 && !signal.aborted) await once(signal, 'abort')
    }
  })
}

/** Takes so many bytes of an export, and goes away. */
async function takeSome(format: string, parameters: Record<string, string>, bytes: number): Promise<Buffer> {
  const url = new URL(`/exports/observations.${format}?${new URLSearchParams(parameters)}`, server.url)
  const response = await new Promise<IncomingMessage>((resolve, reject) => get(url, resolve).once('error', reject))
  const taken: Buffer[] = []
  for await (const piece of response) {
    taken.push(piece)
    if (Buffer.concat(taken).length >= bytes) break
  }
  return Buffer.concat(taken)
}

/** Records figures that come before, between and after those that are there, in every order. */
async function recordMore(name: string): Promise<void> {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: `zz-${name}` }])
  await addFigures(server.database, [...figures(`zz-${name}`, 50, name), ...figures('many', 50, name)])
}

const orders = [
  ['the order of recording', {}],
  ['another order', { orderBy: '[{"subject":"DESC"}]' }],
] as const

const cases = Object.keys(formats).flatMap((format) => orders.map(([name, order]) => [format, name, order] as const))

async function readClock(): Promise<string> {
  return String(pick((await server.send('{ clock }')).data, 'clock'))
}

describe('an export that its caller breaks off and takes up by a cursor', () => {
  it.each(cases)('is, as %s in %s, that of one state, whatever is recorded meanwhile', async (format, name, order) => {
    const asOf = JSON.stringify({ recorded: await readClock() })
    const asked = { ...order, columns, asOf }
    const whole = await readWhole(format, asked)
    expect(whole.length).toBeGreaterThan(count)
    holdAfter(4)
    const begun = formats[format]?.salvage(await takeSome(format, asked, 20_000)) ?? []
    vi.restoreAllMocks()
    expect([begun.length > 0, begun.length <= 400]).toEqual([true, true])
    await recordMore(`${format}-${name.length}`)
    const rest = await readWhole(format, { ...asked, after: String(begun.at(-1)?.[0]) })
    expect([...begun, ...rest]).toEqual(whole)
  })
})

it.each(Object.keys(formats))(
  'an export that is taken in parts has, as %s, the rows of a whole one',
  async (format) => {
    const asked = { columns, asOf: JSON.stringify({ recorded: await readClock() }) }
    const whole = await readWhole(format, asked)
    const rows: Cells[] = []
    for (let size = 250; size === 250; ) {
      const after = rows.at(-1)?.[0]
      const part = await readWhole(format, { ...asked, first: '250', ...(after ? { after: String(after) } : {}) })
      rows.push(...part)
      size = part.length
      await recordMore(`part-${format}-${rows.length}`)
    }
    expect(rows).toEqual(whole)
  },
)
