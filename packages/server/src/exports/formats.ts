import { writeCsv } from './csv.ts'
import { writeNdjson } from './ndjson.ts'
import type { Row } from './operation.ts'
import type { Asked } from './parameters.ts'

export interface Format {
  readonly contentType: string
  readonly write: (asked: Asked, batches: AsyncIterable<readonly Row[]>) => AsyncGenerator<string | Buffer>
}

/** By the ending of the address. */
export const formats: Readonly<Record<string, Format>> = {
  csv: { contentType: 'text/csv; charset=utf-8; header=present', write: writeCsv },
  ndjson: { contentType: 'application/x-ndjson', write: writeNdjson },
}
