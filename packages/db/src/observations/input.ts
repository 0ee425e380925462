import type { Qualifier } from '@parkgraph/statistics'
import type { AccessLevel } from '../viewer.ts'

/** The number of a figure, or why there is none, as typed. Decimals are text; units are codes. */
export interface Numbers {
  readonly value: string | null
  readonly lower: string | null
  readonly upper: string | null
  readonly qualifier: Qualifier
  readonly unit: string
  readonly missingReason: string | null
  /** As the document has it; null where it is not printed otherwise than typed. */
  readonly printed: { readonly label: string; readonly text: string } | null
}

/** A figure to record. */
export interface NewObservation extends Numbers {
  /** Slug. */
  readonly subject: string
  /** Code. */
  readonly indicator: string
  readonly measure: string
  readonly accumulation: string
  readonly priceBasis: string
  readonly scope: string
  readonly breakdown: string | null
  readonly period: string | null
  readonly nature: string
  readonly stage: string
  /** Place in the same list of the level that a growth or change was printed with. */
  readonly growthOf: number | null
  /** Code. */
  readonly source: string
  readonly section: string | null
  readonly paragraph: number | null
  readonly publishedOn: string | null
  readonly accessLevel: AccessLevel
}
