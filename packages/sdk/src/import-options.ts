import type { RunOptions } from './client.ts'

/** What is wrong with a row of a file. */
export interface ImportProblem {
  /** As spreadsheet programs number it. */
  readonly row: number
  /** Header of the column; null where it is the row as a whole, or a value that was given for all rows. */
  readonly column: string | null
  readonly field: string | null
  /** What stands in the cell, where that is known. */
  readonly value: string | null
  readonly code: string
  readonly reason: string
  /** What to do. */
  readonly hint: string
}

/** How a cell was read otherwise than it stands, or a column passed over. */
export type ImportNote = Omit<ImportProblem, 'hint'>

export interface ImportProgress {
  /** `SENDING`, of a file that goes in parts: all others follow when the whole file is there. */
  readonly phase: 'SENDING' | 'READING' | 'CHECKING' | 'RECORDING'
  readonly rows: number
  /** Bytes that have come, and from `READING` on those that were read. */
  readonly bytes: number
}

export interface ImportReport {
  /** Id of the import, as `imports` and `importAdvanced` tell it. */
  readonly import: string
  /** `RECORDED`: all rows are; `CHECKED`: they could be, and it was a dry run; `REFUSED`: none are. */
  readonly outcome: 'RECORDED' | 'CHECKED' | 'REFUSED'
  readonly rows: number
  /** Figures that are recorded, or would be; 0 of a file of subjects. */
  readonly figures: number
  /** Of a file of enterprises or projects: how many are made known, changed and left as they are, or would be. */
  readonly subjects?: { readonly created: number; readonly updated: number; readonly unchanged: number }
  /** Whether the same file was recorded before: then it is not again. */
  readonly isRepeated: boolean
  readonly problemCount: number
  readonly noteCount: number
  /** The first 1,000. */
  readonly problems: readonly ImportProblem[]
  readonly notes: readonly ImportNote[]
}

export interface ImportOptions extends RunOptions {
  /** What the rows of the file are: `observations` unless told otherwise. */
  readonly into?: 'observations' | 'enterprises' | 'projects' | undefined
  /** Whether nothing is to be recorded in any case. */
  readonly dryRun?: boolean | undefined
  /** Slug of the park whose rows alone pass. */
  readonly park?: string | undefined
  /** Format of the file: `csv` unless told otherwise. */
  readonly format?: 'csv' | 'xlsx' | undefined
  /** Of a CSV file; told from it where it is left out. */
  readonly encoding?: 'UTF-8' | 'GB18030' | undefined
  /** Headers by field, such as `{ value: '本月数' }`. */
  readonly columns?: Readonly<Record<string, string>> | undefined
  /** What holds for all rows whose cell is empty, by field. */
  readonly defaults?: Readonly<Record<string, string>> | undefined
  /**
   * Whether the file goes in parts of 4 MiB, so that a connection that breaks costs no more than what was under way: the server keeps
   * what came, and sending goes on there. Files of more than that do unless this is false.
   */
  readonly resume?: boolean | undefined
  /** Told now and then how far it has come. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined
  /**
   * Told of each problem, also of those after the first 1,000; again from the first on, where the answer broke off and a file that goes in
   * parts is read anew. They do not hold where the report has none: the file was recorded before.
   */
  readonly onProblem?: ((problem: ImportProblem) => void) | undefined
}

/** A file: its text, its bytes, a `File` of a browser, or a stream of bytes such as `createReadStream` of Node makes. */
export type ImportedFile = string | Uint8Array | Blob | AsyncIterable<Uint8Array>
