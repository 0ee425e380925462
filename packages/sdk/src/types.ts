import type { Decimal, DecimalInput, Period } from '@parkgraph/statistics'

export type { Decimal, DecimalInput, Period }

/** A calendar day, such as `2017-12-31`. It stays text: a JavaScript Date is an instant and would need a time zone. */
export type IsoDate = `${number}-${number}-${number}`

/**
 * An instant in UTC, such as `2017-12-31T08:00:00.000001Z`. It stays text: a JavaScript Date would lose the microseconds.
 * Where milliseconds will do, `new Date(instant)` reads it.
 */
export type IsoDateTime = `${IsoDate}T${string}`

/** A period, or its text: `2017`, `2017-H1`, `2017-Q3`, `2017-11`, `2017-11-22`, `2017-01/2017-11`, `2017-03/..`. */
export type PeriodInput = Period | string

/** Scalars that travel as text and that the client decodes, or checks, on arrival. */
export type ScalarName = 'Date' | 'DateTime' | 'Decimal' | 'Period'

/** Where a result holds such scalars: response key to scalar, or to the table of the object below it. Lists add no level. */
export interface ScalarTable {
  readonly [responseKey: string]: ScalarName | ScalarTable
}

/**
 * A query or mutation as a value, for `client.run`: its document, what it yields and what it takes. A bundle holds only the
 * operations that an app imports.
 */
export interface Operation<Data, Variables> {
  readonly name: string
  readonly document: string
  readonly scalars: ScalarTable
  /** Tells it from a subscription. */
  readonly kind?: undefined
  /** Carries the types; never there at run time. */
  readonly '~types'?: (variables: Variables) => Data
}

/** A subscription as a value, for `client.subscribe`: its document, what each event tells and what it takes. */
export interface Subscription<Data, Variables> {
  readonly name: string
  readonly kind: 'subscription'
  readonly document: string
  readonly scalars: ScalarTable
  /** Carries the types; never there at run time. */
  readonly '~types'?: (variables: Variables) => Data
}
