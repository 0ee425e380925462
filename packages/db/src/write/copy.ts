import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** How many bytes are handed over at a time: row by row, the stream takes longer than the database. */
const PIECE = 64 * 1024

/** Writes lines of PostgreSQL's text format with one COPY. */
export function copyLines(
  client: pg.ClientBase,
  table: string,
  columns: string,
  lines: Iterable<string>,
): Promise<void> {
  return copyPieces(client, table, columns, printPieces(lines))
}

/** The same of lines that come by the batch. */
export function copyBatches(
  client: pg.ClientBase,
  table: string,
  columns: string,
  batches: AsyncIterable<Iterable<string>>,
): Promise<void> {
  return copyPieces(client, table, columns, printBatches(batches))
}

async function copyPieces(
  client: pg.ClientBase,
  table: string,
  columns: string,
  pieces: Iterable<Buffer> | AsyncIterable<Buffer>,
): Promise<void> {
  await pipeline(
    Readable.from(pieces, { objectMode: false }),
    client.query(copyFrom(`COPY "${table}" (${columns}) FROM STDIN`)),
  )
}

async function* printBatches(batches: AsyncIterable<Iterable<string>>): AsyncGenerator<Buffer> {
  for await (const lines of batches) yield* printPieces(lines)
}

/** Each line is written where it goes: joined to one text first, which is then encoded, lines with Chinese take three times as long. */
function* printPieces(lines: Iterable<string>): Generator<Buffer> {
  let piece = Buffer.allocUnsafe(PIECE)
  let length = 0
  for (const line of lines) {
    // A unit of UTF-16 takes three bytes of UTF-8 at most.
    const most = line.length * 3
    if (length + most > piece.length) {
      if (length > 0) yield piece.subarray(0, length)
      piece = Buffer.allocUnsafe(Math.max(PIECE, most))
      length = 0
    }
    length += piece.write(line, length)
  }
  if (length > 0) yield piece.subarray(0, length)
}
