import type { AccessLevel } from '../viewer.ts'

/** Kinds of subjects that files make known. */
export type ImportedKind = 'ENTERPRISE' | 'PROJECT'

/** A subject as a row of a file tells it. */
export interface ImportedSubject {
  readonly kind: ImportedKind
  /** Null where the row names an enterprise that is there by its credit code. */
  readonly slug: string | null
  /** Names of data sets with their values: null empties one, and what the row does not say is left out. */
  readonly fields: Readonly<Record<string, string | null>>
  /** Slug; null where the row does not say it. */
  readonly reportingPark: string | null
  readonly accessLevel: AccessLevel | null
  /** The version that the row was written for; null for any. */
  readonly expectedVersion: string | null
  /** Whether what is there already takes the values of the row; else a row that differs is refused. */
  readonly isUpdate: boolean
}

/** The credit code that a row says. */
export const creditCodeOf = ({ fields }: ImportedSubject): string | null => fields['unifiedSocialCreditCode'] ?? null
