import type { FactKind } from '../load/fact-kinds.ts'
import type { FactKey } from '../row-key.ts'
import type { AccessLevel } from '../viewer.ts'

/** A fact to record. */
export interface NewFact {
  readonly kind: FactKind
  /** Slug of what it is told of. */
  readonly subject: string
  /** Its own properties, as in data sets: further subjects by slug, periods as text. */
  readonly content: Content
  readonly note: Note | null
  /** Code. */
  readonly source: string
  readonly section: string | null
  readonly paragraph: number | null
  /** The last day on which the document can have been published where it is null. */
  readonly publishedOn: string | null
  readonly accessLevel: AccessLevel
}

export type Content = Readonly<Record<string, unknown>>

export interface Note {
  readonly zh: string
  readonly en: string
}

/** The newest version of a fact, which the writer has to know, and may write on. */
export interface Expectation {
  /** Any version of the fact. */
  readonly fact: FactKey<FactKind>
  /** The newest one that the writer knows. */
  readonly expectedVersion: FactKey<FactKind>
}
