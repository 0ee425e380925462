import type { IssueCode, RefusalCode } from '../refusal.ts'

/**
 * What is wrong with a row of a file. Codes are those of `recordObservations`, and beside them those of whoever read the file.
 */
export interface RowProblem {
  /** Number of the row, as in the file. */
  readonly row: number
  /** Property of the figure, such as `printed.text`; null where it is the row as a whole. */
  readonly at: string | null
  readonly code: IssueCode | RefusalCode
  readonly message: string
}

/** A figure with the number of its row. */
export interface FigureRow<Figure> {
  readonly row: number
  readonly figure: Figure
}
