import { empty, join, type Sql, sql } from '@parkgraph/db'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { orderOfSpan } from '../observation/of-span.ts'
import { isCandidate } from '../observation/rows.ts'
import { isStock } from '../observation/stock.ts'
import { selectIndicators, selectSubjects } from './asked.ts'
import { daysOf, type Request } from './request.ts'

/**
 * Which accumulation is read where none is asked for and a subject has several. Whole years are one thing, whatever they are called.
 * In shorter buckets year-to-date figures go first: they are what offices publish without gaps, and months follow from them. Where
 * levels last, all figures of the stock come before these: of figures of a span they leave room for those of the very buckets.
 */
const preference = {
  shorter: [
    ['YEAR_TO_DATE'],
    ['MONTH'],
    ['STOCK'],
    ['PERIOD_TOTAL'],
    ['UNSPECIFIED'],
    ['FULL_YEAR'],
    ['AT_CAPACITY'],
    ['DAY'],
  ],
  year: [['FULL_YEAR', 'YEAR_TO_DATE', 'PERIOD_TOTAL', 'UNSPECIFIED', 'AT_CAPACITY'], ['MONTH'], ['STOCK'], ['DAY']],
} as const

/** Sort key of an accumulation among those groups. */
const orderOf = (groups: readonly (readonly string[])[]) =>
  sql`CASE ${join(
    groups.map((names, at) => sql`WHEN x.accumulation::text = ANY (${names}::text[]) THEN ${at}::int`),
    ' ',
  )} END`

/** How figures of a kind make the value of a bucket, by how they accumulate. */
export const methodOf = (accumulation: Sql, kind: Sql, overTime: Sql): Sql =>
  sql`CASE WHEN ${isStock({ accumulation, measure: sql`coalesce(${kind}, 'LEVEL')`, overTime })} THEN 'STOCK'
  WHEN ${overTime} = 'LAST' AND coalesce(${kind}, 'LEVEL') = 'LEVEL' THEN 'LAST'
  WHEN ${overTime} <> 'SUM' OR ${accumulation} = 'AT_CAPACITY' OR ${kind} <> 'LEVEL' THEN 'SAME'
  WHEN ${accumulation} = 'YEAR_TO_DATE' THEN 'DIFFERENCE' ELSE 'SUM' END`

/** The unit by mu that fits an item: that of its own unit, else the largest, such as 万元/亩. */
const perMu = sql`(SELECT q.atoms, r.code AS per_code FROM unit q JOIN unit r ON r.code = q.code || '_PER_MU' WHERE q.dimension = u.dimension
  ORDER BY q.code = u.code DESC, q.atoms DESC LIMIT 1)`

const isOfStock = isStock({
  accumulation: sql`x.accumulation`,
  measure: sql`x.measure`,
  overTime: sql`k.over_time`,
})

/** Holds for series `x` of what was asked for, of whatever subject, indicator and kind. */
export function isAsked({ accumulation, scope, priceBasis }: Request, view: View): Sql {
  return sql`x.breakdown = '' AND ${isVisible('x', view)} AND ${isRecorded('x', view)}
    AND ${scope === null ? sql`x.scope IN ('UNSPECIFIED', 'ALL')` : sql`x.scope::text = ${scope}`}
    ${accumulation === null ? empty : sql`AND x.accumulation::text = ${accumulation}`}
    ${priceBasis === null ? empty : sql`AND x.price_basis::text = ${priceBasis}`}`
}

/** Series whose figures may stand for levels: those of the kind asked for, else levels, and of a share or rank what it is itself. */
function isOfKind({ of }: Request): Sql {
  if (of !== null) return sql`x.measure::text = ${of} AND x.dimension = u.dimension`
  return sql`x.dimension = u.dimension AND (x.measure = 'LEVEL' OR x.measure = 'SHARE' AND k.dimension = 'ratio'
    OR x.measure = 'RANK' AND k.dimension = 'rank')`
}

/** Holds for series `x` of the kind that was asked for which measure something else, such as another currency. */
export const isInOther = (request: Request, dimension: Sql, view: View): Sql =>
  sql`x.measure::text = ${request.of ?? 'LEVEL'} AND x.dimension <> ${dimension} AND ${isAsked(request, view)}`

const hasOther = (request: Request, view: View): Sql =>
  sql`EXISTS (SELECT 1 FROM series x WHERE x.subject_id = s.id AND x.indicator_id = k.id AND ${isInOther(request, sql`u.dimension`, view)})`

/** A row for each subject and indicator asked for, with the series that is read and the unit of its values. */
export function selectItems(request: Request, view: View): Sql {
  const { indicators, measures, months, source, unit, rate, nature } = request
  const [start, end] = daysOf(request)
  const order = months === 12 ? preference.year : preference.shorter
  const isFigure = sql`o.reporting_park_id = x.reporting_park_id AND o.series_id = x.id AND o.nature = ${nature}::"Nature"
    AND ${isCandidate('o', view)} ${source === null ? empty : sql`AND o.source_id = (SELECT id FROM asked_source)`}`
  const hasFigures = (condition: Sql) => sql`EXISTS (SELECT 1 FROM observation o WHERE ${isFigure} AND ${condition})`
  const span = { start: sql`${start}::date`, end: sql`${end}::date` }
  // As `listFigures` has it: a year to date that ends beyond the buckets says nothing of them alone.
  const isTold = sql`o.period_end > ${span.start} AND (o.period_end <= ${span.end} OR ${isOfStock} AND o.period_start < ${span.end})`
  const told = hasFigures(isTold)
  const preferred = sql`CASE WHEN ${isOfStock} AND k.over_time = 'LAST' AND x.accumulation <> 'DAY' THEN -1 ELSE ${orderOf(order)} END`
  // Of series that tell of the buckets alike, which few are, the one whose figure comes first in the order of `selectLatest` is read.
  const first = sql`(SELECT o.period_start, o.period_end, d.priority, o.published_on, o.id FROM observation o JOIN source d ON d.id = o.source_id
    WHERE x.rivals > 1 AND ${isFigure} AND ${isTold}
    ORDER BY ${orderOfSpan('o', span)} o.period_end DESC, o.period_start, d.priority, o.published_on DESC, o.id DESC LIMIT 1)`
  // A growth may be reported where no level is: what it accumulates over is then told by itself.
  const isRead = isOfKind(request)
  const isAny = measures.some((measure) => measure === 'REPORTED_GROWTH' || measure === 'GROWTH_DIVERGENCE')
    ? sql`(${isRead} OR x.measure = 'GROWTH')`
    : isRead
  // A figure of more than a bucket tells of its end where what came before is told to date: else it is too long.
  const isLong =
    months === 12
      ? sql`FALSE`
      : sql`(k.over_time = 'SUM' AND x.accumulation IN ('FULL_YEAR', 'PERIOD_TOTAL', 'UNSPECIFIED')
    AND NOT ${hasFigures(sql`${isTold} AND o.period_end - o.period_start <= ${months}::int * 31`)})`
  const isCompleted = sql`(x.accumulation = 'YEAR_TO_DATE' AND NOT x.is_told AND bool_or(x.is_told AND x.is_long) OVER (PARTITION BY x.measure))`
  const place = sql`CASE WHEN x.is_completed THEN 1 WHEN x.is_long THEN 2 ELSE 0 END`
  return sql`SELECT (s.at - 1) * ${indicators.size}::int + k.at AS n, k.at AS k, s.id AS subject_id, s.slug, k.code, k.id AS indicator_id, k.over_time,
      u.dimension, u.code AS unit_code, u.atoms, CASE WHEN quotient(1, u.atoms) * u.atoms = 1 THEN quotient(1, u.atoms) END AS factor,
      coalesce(p.atoms, u.atoms) AS per_atoms, p.per_code, u.dimension NOT IN ('ratio', 'rank') AS is_derivable, ${hasOther(request, view)} AS has_other,
      c.*, ${methodOf(sql`c.accumulation`, sql`c.kind`, sql`k.over_time`)} AS method
    FROM ${selectSubjects(request, view)} s CROSS JOIN ${selectIndicators(request, view)} k
    JOIN unit u ON u.code = coalesce(${unit ?? rate?.code ?? null}, k.default_unit_code) ${source === null ? empty : sql`CROSS JOIN asked_source`}
    LEFT JOIN LATERAL ${measures.includes('PER_MU') ? perMu : sql`(SELECT NULL::numeric AS atoms, NULL AS per_code)`} p ON TRUE
    LEFT JOIN LATERAL (SELECT CASE WHEN ${isRead} THEN x.id END AS series_id, CASE WHEN ${isRead} THEN x.measure END AS kind, x.reporting_park_id, x.accumulation, x.scope, x.price_basis
      FROM (SELECT x.*, ${isCompleted} AS is_completed, count(*) OVER (PARTITION BY ${isRead}, x.is_told, x.measure, x.preferred) AS rivals
        FROM (SELECT x.*, ${told} AS is_told, ${isLong} AS is_long, ${preferred} AS preferred FROM series x WHERE x.subject_id = s.id AND x.indicator_id = k.id AND ${isAny}
          AND ${isAsked(request, view)} AND ${hasFigures(sql`TRUE`)}) x) x
        LEFT JOIN LATERAL ${first} f ON TRUE
      ORDER BY (${isRead}) DESC, (x.is_told OR x.is_completed) DESC, x.measure, ${place}, x.preferred,
        f.id IS NULL, ${orderOfSpan('f', span)} f.period_end DESC, f.period_start,
        f.priority, x.price_basis, x.scope, f.published_on DESC, f.id DESC, x.id LIMIT 1) c ON TRUE`
}
