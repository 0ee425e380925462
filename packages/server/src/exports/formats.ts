import { writeCsv } from './csv.ts'
import { writeNdjson } from './ndjson.ts'
import type { Asked } from './parameters.ts'
import type { Row } from './rows.ts'
import { writeXlsx } from './xlsx.ts'

export interface Format {
  readonly contentType: string
  readonly write: (
    asked: Asked,
    batches: AsyncIterable<readonly Row[]>,
    sheetRows?: number,
  ) => AsyncGenerator<string | Buffer>
}

/** By the ending of the address. */
export const formats: Readonly<Record<string, Format>> = {
  csv: { contentType: 'text/csv; charset=utf-8; header=present', write: writeCsv },
  xlsx: {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: writeXlsx,
  },
  ndjson: { contentType: 'application/x-ndjson', write: writeNdjson },
}
