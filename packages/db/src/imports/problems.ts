import type { IssueCode, RefusalCode } from '../refusal.ts'

/**
 * What is wrong with a row of a file, where no mutation says it: `MISSING_VALUE`, what a new subject has to say is not there;
 * `FIXED_VALUE`, what is there has another value, which a file does not change. Published codes never change meaning.
 */
export type RowCode = 'MISSING_VALUE' | 'FIXED_VALUE'

/**
 * What is wrong with a row of a file. Codes are those of mutations, and beside them those of whoever read the file.
 */
export interface RowProblem {
  /** Number of the row, as in the file. */
  readonly row: number
  /** Property of what the row tells, such as `printed.text`; null where it is the row as a whole. */
  readonly at: string | null
  readonly code: IssueCode | RefusalCode | RowCode
  readonly message: string
  /** What the row says there, where that is at hand. */
  readonly value?: string
}

/**
 * What there is to know of a row in which nothing is wrong: `ARCHIVED_SUBJECT`, what it is about is archived, and stays so. Published
 * codes never change meaning.
 */
export type RowNoteCode = 'ARCHIVED_SUBJECT'

export interface RowNote extends Omit<RowProblem, 'code'> {
  readonly code: RowNoteCode
}

/** What a row tells, with its number. */
export interface ItemRow<Item> {
  readonly row: number
  readonly item: Item
}

/** A row that is not of the park that the file is for. */
export const OTHER_PARK = {
  code: 'OTHER_PARK',
  message: 'is reported by another park than the one that the file is for',
} as const

/** How many problems of rows that are looked at together are told: all others wait meanwhile, and must not wait for whoever reads slowly. */
export const MOST_TOLD = 10_000
