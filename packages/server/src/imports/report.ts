import type { RowNote, RowProblem } from '@parkgraph/db'
import { sayCell } from './cell-text.ts'
import { type CellCode, type CellKind, cut, type NoteCode } from './cells.ts'
import type { FaultCode, RawRow } from './csv.ts'
import { ofProperty } from './fields.ts'
import { findHint } from './hints.ts'
import type { FileFormat } from './import-file.ts'

/** What is wrong with a file beside single cells. Published codes never change meaning. */
export type FileCode = 'EMPTY_FILE' | 'EXTRA_CELLS' | 'UNKNOWN_COLUMN' | 'DOUBLED_COLUMN' | 'MISSING_COLUMN'

/** How a file was read otherwise than it stands, beside single cells. Published codes never change meaning. */
type FileNoteCode = 'IGNORED_COLUMN' | 'IGNORED_SHEETS' | 'HIDDEN_SHEET' | 'HIDDEN_ROW' | 'READ_AS_GB18030'

export type ProblemCode = RowProblem['code'] | CellCode | FaultCode | FileCode

/** What is wrong with a row, as it is told. */
export interface Problem {
  readonly row: number
  /** Header of the column; null where it is the row as a whole, or where the request gave the value. */
  readonly column: string | null
  readonly field: string | null
  /** What stands in the cell; null where that is not known any more. */
  readonly value: string | null
  readonly code: ProblemCode
  readonly reason: string
  /** What to do. */
  readonly hint: string
}

/** How a cell was read otherwise than it stands, or a column passed over. */
export type Note = Omit<Problem, 'code' | 'hint'> & {
  readonly code: NoteCode | FileNoteCode | RowNote['code']
}

interface Header {
  readonly text: string
  readonly at: number
  readonly kind: CellKind
}

interface Found<Code> {
  readonly row: number
  readonly at: string | null
  readonly code: Code
  readonly message: string
}

/** Collects what there is to tell of a file, and hands it on as it comes. */
export interface Report {
  readonly rowCount: number
  readonly problemCount: number
  readonly noteCount: number
  countRow(): void
  /** Names the columns by what they are called in the file, with their places. */
  setHeaders(headers: ReadonlyMap<string, Header>): void
  /** Rows whose cells are at hand, for problems that come without one. */
  hold(rows: readonly RawRow[]): void
  add(problem: Found<ProblemCode>, value?: string): void
  note(note: Found<Note['code']>, value?: string): void
}

export function createReport(
  tell: { problem(problem: Problem): void; note(note: Note): void },
  format: FileFormat,
): Report {
  let headers: ReadonlyMap<string, Header> = new Map()
  let held: readonly RawRow[] = []
  const counts = { rowCount: 0, problemCount: 0, noteCount: 0 }
  const describe = ({ row, at, message }: Found<unknown>, value: string | undefined) => {
    const field = at === null ? null : ofProperty(at)
    const header = field === null ? undefined : headers.get(field)
    const raw = header && held.find(({ number }) => number === row)
    const cell = value ?? (raw && header.at in raw.cells ? sayCell(raw, header).text : undefined)
    return { row, column: header?.text ?? null, field, value: cell === undefined ? null : cut(cell), reason: message }
  }
  return {
    get rowCount() {
      return counts.rowCount
    },
    get problemCount() {
      return counts.problemCount
    },
    get noteCount() {
      return counts.noteCount
    },
    countRow() {
      counts.rowCount += 1
    },
    setHeaders(given) {
      headers = given
    },
    hold(rows) {
      held = rows
    },
    add(problem, value) {
      counts.problemCount += 1
      tell.problem({ ...describe(problem, value), code: problem.code, hint: findHint(problem.code, format) })
    },
    note(note, value) {
      counts.noteCount += 1
      tell.note({ ...describe(note, value), code: note.code })
    },
  }
}
