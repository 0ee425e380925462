import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import type { Row } from '../../compiler/plan.ts'
import { isVisible, isVisibleNow } from '../../compiler/sources.ts'
import { isPlain, type View } from '../../compiler/view.ts'
import { selectFirst } from '../observation/first-of-series.ts'
import { isOfSpan, orderOfSeries, orderOfSpan, toSpan } from '../observation/of-span.ts'
import { tellsAmount } from '../observation/rows.ts'
import { selectKept } from '../observation/select-latest.ts'
import { isStock } from '../observation/stock.ts'

/** Which figures are wanted: what the columns of `series` and `latest` have to be. Each of `from` gives figures of its own. */
export interface Wanted {
  readonly from?: { readonly item: Sql; readonly key: string }
  readonly indicator: Sql
  readonly measure: Sql
  readonly nature: Sql
  readonly dimension: Sql
  /**
   * Null where any will do of a period, and of the latest figures all but days and months; SQL that is null for some of `from` means
   * the same for those.
   */
  readonly accumulation: Sql | null
  /** Null where parts of the whole are not wanted. */
  readonly scope: Sql | null
}

const keys = [
  'subject_id',
  'reporting_park_id',
  'series_id',
  'observation_id',
  'period_start',
  'period_end',
  'accumulation',
]
const others = ['price_basis', 'scope', 'source_priority', 'qualifier']
const amountColumns = ['value', 'lower', 'upper']
const list = (row: string, names: readonly string[]) => raw(names.map((name) => `${row}.${name}`).join(', '))

/**
 * Figures with value and bounds, in atoms, of what is wanted. Where the figure that is read measures something else, such as another
 * currency, it has none and `is_other`: no older figure stands in for it, but one that the same sources tell of the same period.
 */
function tellOther(figures: Sql, key: Sql): Sql {
  const amount = amountColumns.map((name) =>
    raw(`CASE WHEN l.dimension = l.wanted_dimension THEN l.${name} END AS ${name}`),
  )
  return sql`SELECT ${key} ${list('l', [...keys, ...others])}, ${join(amount)},
      l.dimension <> l.wanted_dimension AND ${tellsAmount('l')} AS is_other FROM (${figures}) l`
}

/** Holds for series, and rows of `latest`, of what is wanted. */
export const isWanted = (row: Row, wanted: Wanted): Sql =>
  sql`${isOfKind(row, wanted, sql`TRUE`)} AND ${raw(row)}.dimension = ${wanted.dimension}`

/** The same, whatever it measures. `usual` holds for what is wanted where no accumulation is. */
function isOfKind(row: Row, wanted: Wanted, usual: Sql): Sql {
  const own = raw(row)
  const meets = (name: string, asked: Sql | null, other: Sql) => {
    if (asked === null) return other
    const isAsked = sql`${own}.${raw(name)} = ${asked}`
    // What is asked of all is a condition that an index serves; what differs from one of `from` to the next is not.
    return wanted.from ? sql`CASE WHEN ${asked} IS NULL THEN ${other} ELSE ${isAsked} END` : isAsked
  }
  return sql`${own}.indicator_id = ${wanted.indicator} AND ${own}.measure = ${wanted.measure}
    AND ${own}.breakdown = ''
    AND ${meets('accumulation', wanted.accumulation, usual)}
    AND ${meets('scope', wanted.scope, sql`${own}.scope IN ('UNSPECIFIED', 'ALL')`)}`
}

/**
 * One figure of each subject: of the period, else the latest. Among periods and sources it is the one that `selectLatest`
 * takes. The latest as it is now needs one covering index alone; as of another moment, each of its rows descends once more to
 * the figure that it would have held then.
 */
export function selectFigures(wanted: Wanted, subjects: Sql, period: Period | null, view: View): Sql {
  const item = wanted.from ? sql`${wanted.from.item}, ` : empty
  const key = wanted.from ? raw(`${wanted.from.key}, `) : empty
  if (period !== null) return selectOfPeriod(wanted, subjects, period, view)
  // A month beside a year to date says nothing, and is the newer one.
  const isComparable = (row: Row) => sql`${raw(row)}.accumulation NOT IN ('DAY', 'MONTH')`
  const isMeant = (
    row: Row,
  ) => sql`${isOfKind(row, wanted, isComparable(row))} AND ${raw(row)}.nature = ${wanted.nature}
    AND ${view.reading === 'AS_PRINTED' ? sql`${raw(row)}.reading = 'AS_PRINTED'` : sql`TRUE`} AND ${isVisibleNow(row, view)}
    AND ${raw(row)}.subject_id IN (${subjects})`
  const rows = isPlain(view) ? sql`latest l WHERE ${isMeant('l')}` : sql`LATERAL (${selectKept(isMeant('k'), view)}) l`
  const first = sql`SELECT DISTINCT ON (${key} l.subject_id) ${key} ${list('l', [...keys, ...others, ...amountColumns, 'dimension'])},
      ${wanted.dimension} AS wanted_dimension FROM ${item} ${rows}
    ORDER BY ${key} l.subject_id, l.period_end DESC NULLS LAST, l.period_start NULLS LAST, l.source_priority, l.price_basis,
      l.scope, l.dimension <> ${wanted.dimension}, l.published_on DESC, l.observation_id DESC`
  return tellOther(first, wanted.from ? sql`l.id,` : empty)
}

/**
 * Goes from subjects to their series, and of each series to its newest figure of the period. One of another currency is read where
 * none is of that which is wanted.
 */
function selectOfPeriod(wanted: Wanted, subjects: Sql, period: Period, view: View): Sql {
  const item = wanted.from ? sql`${wanted.from.item}, ` : empty
  const key = wanted.from ? raw(`${wanted.from.key}, `) : empty
  const span = toSpan(period)
  const isOfStock = isStock({ accumulation: sql`s.accumulation`, measure: sql`s.measure`, overTime: sql`k.over_time` })
  const first = sql`SELECT DISTINCT ON (${key} s.subject_id) ${key} s.subject_id, s.reporting_park_id, s.id AS series_id,
      o.id AS observation_id, o.period_start, o.period_end, s.accumulation, s.price_basis, s.scope, o.priority AS source_priority, ${amounts('o', 'u')},
      s.dimension, ${wanted.dimension} AS wanted_dimension
    FROM ${item} series s JOIN indicator k ON k.id = s.indicator_id
      CROSS JOIN LATERAL (${selectFirst(sql`s.reporting_park_id`, sql`s.id`, wanted.nature, isOfSpan('x', span, isOfStock), orderOfSpan('x', span), view)}) o
      JOIN unit u ON u.code = o.unit_code
    WHERE ${isOfKind('s', wanted, sql`TRUE`)} AND ${isVisible('s', view)} AND s.subject_id IN (${subjects})
    ORDER BY ${key} s.subject_id, s.dimension <> ${wanted.dimension}, ${orderOfSeries('s')} ${orderOfSpan('o', span)} o.period_end DESC NULLS LAST, o.period_start NULLS LAST, o.priority, s.price_basis,
      s.scope, o.published_on DESC, o.id DESC`
  return tellOther(first, wanted.from ? sql`l.id,` : empty)
}

/** The qualifier of a figure, and its value and bounds in atoms. */
export const amounts = (row: string, unit: string) =>
  raw(
    `${row}.qualifier, ${['value', 'lower', 'upper'].map((name) => `${row}.${name} * ${unit}.atoms AS ${name}`).join(', ')}`,
  )
