import type { Asked } from './parameters.ts'
import type { Row } from './rows.ts'

/** A JSON object a line, with the values that GraphQL answers. */
export async function* writeNdjson({ columns }: Asked, batches: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  const names = columns.map(({ name }) => name)
  const printLine = (row: Row) =>
    `${JSON.stringify(Object.fromEntries(names.map((name, index) => [name, row[index]])))}\n`
  for await (const rows of batches) yield rows.map(printLine).join('')
}
