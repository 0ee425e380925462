import type { Asked } from './parameters.ts'
import { printPieces } from './pieces.ts'
import type { Row } from './rows.ts'

/** A JSON object a line, with the values that GraphQL answers. */
export async function* writeNdjson({ columns }: Asked, batches: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  const names = columns.map(({ name }) => name)
  const printLine = (row: Row) => {
    const item: Record<string, unknown> = {}
    for (const [index, name] of names.entries()) item[name] = row[index]
    return `${JSON.stringify(item)}\n`
  }
  for await (const rows of batches) yield* printPieces(rows, printLine)
}
