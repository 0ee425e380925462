import { type Row, readValue } from './operation.ts'
import type { Asked } from './parameters.ts'

/** A JSON object a line, with the values that GraphQL answers. */
export async function* writeNdjson({ columns }: Asked, batches: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  for await (const rows of batches)
    yield rows
      .map(
        (row) =>
          `${JSON.stringify(Object.fromEntries(columns.map((column) => [column.name, readValue(column, row)])))}\n`,
      )
      .join('')
}
