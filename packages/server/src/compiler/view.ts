import { join, raw, type Sql, sql, type Viewer } from '@parkgraph/db'
import { AppError } from '../errors.ts'
import { requireMeasured } from './measured.ts'
import type { Arguments } from './plan.ts'

/** Where rows are looked at from: who looks, with what was known when, and in which reading. */
export interface View extends Viewer {
  /** Last day by which a row was published, as an ISO date; null for today and after. */
  readonly published: string | null
  /**
   * Place in commit order by which a row was recorded, which is its instant in microseconds since 1970, or the column of a row
   * around that tells it; null for now.
   */
  readonly recorded: bigint | Sql | null
  readonly reading: 'AS_PRINTED' | 'CORRECTED'
  /** What callers named, of the whole statement. */
  readonly named: Map<string, NamedIndicator>
}

/** An indicator that an argument names, and the dimension that it has to have, where any. */
export interface NamedIndicator {
  readonly indicator: string
  readonly dimension: string | null
  /** What is asked of it: its figures may be of another dimension than itself, such as another currency. */
  readonly measure: string
  readonly argument: string | null
}

export function startView(viewer: Viewer): View {
  return { ...viewer, published: null, recorded: null, reading: 'AS_PRINTED', named: new Map() }
}

/** Has the statement refuse an indicator that is not there whether or not there are rows to ask about it. */
export function nameIndicator({ named }: View, { indicator, dimension, measure, argument }: NamedIndicator): void {
  if (argument === null) return
  named.set(JSON.stringify([indicator, dimension, measure, argument]), { indicator, dimension, measure, argument })
}

/** Holds where all indicators that are named exist, and raises what is wrong with the first that does not. */
export function areNamed(view: View): Sql {
  const { named } = view
  const keys = ['indicator', 'dimension', 'measure', 'argument'] as const
  const list = (key: keyof NamedIndicator) => sql`${[...named.values()].map((item) => item[key])}::text[]`
  const [code, dimension, measure, argument] = keys.map((key) => sql`n.${raw(key)}`) as [Sql, Sql, Sql, Sql]
  const required = requireMeasured({ code, dimension, measure, argument, unitArgument: argument }, view)
  return sql`(SELECT count(${required}) = ${named.size}::int FROM unnest(${join(keys.map(list))}) AS n(${raw(keys.join(', '))}))`
}

/** Whether everything that is known now is read as printed: the table of latest figures then has the answer ready. */
export function isPlain({ published, recorded, reading }: View): boolean {
  return published === null && recorded === null && reading === 'AS_PRINTED'
}

interface AsOf {
  readonly published?: string | null
  readonly recorded?: string | null
}

/** The view beneath a field: what its arguments say goes before what the fields around it said; a clock that is null means now. */
export function narrowView(view: View, { asOf, reading }: Arguments): View {
  const { published, recorded } = (asOf ?? {}) as AsOf
  return {
    ...view,
    published: published === undefined ? view.published : published,
    recorded: recorded === undefined ? view.recorded : recorded === null ? null : toPosition(recorded, 'asOf.recorded'),
    reading: (reading as View['reading'] | null | undefined) ?? view.reading,
  }
}

/**
 * The place in commit order that an instant stands for.
 *
 * @throws AppError `BAD_USER_INPUT` for an instant that has not come: what is recorded until then would change the answer
 */
export function toPosition(instant: string, argument = 'updatedAfter'): bigint {
  const milliseconds = Date.parse(instant)
  if (milliseconds > Date.now())
    throw new AppError(
      'BAD_USER_INPUT',
      `${argument} ${instant} has not come yet: name a past moment, or leave it out.`,
      {
        argument,
      },
    )
  const fraction = /\.(\d+)/.exec(instant)?.[1] ?? ''
  return BigInt(milliseconds) * 1000n + BigInt(fraction.slice(3).padEnd(3, '0') || 0)
}
