import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** How many characters are handed over at a time: row by row, the stream takes longer than the database. */
const PIECE = 64 * 1024

/** Writes lines of PostgreSQL's text format with one COPY. */
export function copyLines(
  client: pg.ClientBase,
  table: string,
  columns: string,
  lines: Iterable<string>,
): Promise<void> {
  return copyPieces(client, table, columns, joinLines(lines))
}

/** The same of lines that come by the piece. */
export async function copyPieces(
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

function* joinLines(lines: Iterable<string>): Generator<Buffer> {
  let piece = ''
  for (const line of lines) {
    piece += line
    if (piece.length < PIECE) continue
    yield Buffer.from(piece)
    piece = ''
  }
  if (piece !== '') yield Buffer.from(piece)
}
