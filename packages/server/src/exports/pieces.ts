/**
 * Characters of a piece of a file, or little more. A text over 128 kB, of up to two bytes for a character, is a large object of V8's: one
 * that outlives a single collection of young objects stays until the next full one.
 */
const pieceSize = 16_384

/** Prints rows, and puts their lines together to pieces that are worth a write each, and of which none is large. */
export function* printPieces<Row>(
  rows: readonly Row[],
  printLine: (row: Row, index: number) => string,
): Generator<string> {
  let lines: string[] = []
  let size = 0
  for (const [index, row] of rows.entries()) {
    const line = printLine(row, index)
    size += line.length
    lines.push(line)
    if (size < pieceSize) continue
    yield lines.join('')
    lines = []
    size = 0
  }
  if (size > 0) yield lines.join('')
}
