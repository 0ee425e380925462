import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import type { Row } from '../../compiler/plan.ts'
import { isKnown } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isVintage, printedOf, selectRead } from '../observation/rows.ts'
import { selectSource } from '../source/asked.ts'
import { joinBeside, listBeside, listYearBefore } from './beside.ts'
import { joinGrowth, selectLinesOfGrowth } from './growth.ts'
import { selectItems } from './items.ts'
import { selectLines, selectParents } from './lines.ts'
import { type MeasurePlan, ofTold, planMeasure } from './measures.ts'
import { explainOther } from './other.ts'
import { selectOwnCells } from './own-cells.ts'
import type { Quantity } from './quantity.ts'
import { hasGrowth, lineOf, type Measure, type Request } from './request.ts'

const parts = ['v', 'lo', 'hi', 'why', 'ids'] as const

/** Arrays of a series that are about its buckets, whatever the measure. */
export const shared = [
  'covered',
  'count',
  'status',
  'is_negative',
  'is_filled',
  'accumulations',
  'span_starts',
  'span_ends',
  'span_v',
  'span_lo',
  'span_hi',
]

/** What tells figures of a subject and indicator apart. */
const described = ['kind', 'accumulation', 'scope', 'price_basis']

/**
 * A row per subject and indicator, as a FROM item: what was read, and arrays in the order of the buckets. Those of the measure
 * at place 0 are `m0_v`, `m0_lo`, `m0_hi`, `m0_why` and `m0_ids`; PostgreSQL computes only those that are selected.
 */
export function selectSeries(request: Request, view: View): Sql {
  const plans = request.measures.map((measure) => planMeasure(measure, request))
  const isOfFigures = (measure: Measure) => measure !== 'REPORTED_GROWTH' && measure !== 'GROWTH_DIVERGENCE'
  const beside = [...new Set(plans.flatMap((plan) => plan.beside ?? []))]
  const hasParent = beside.includes('parent')
  const windows = new Map(plans.flatMap((plan) => Object.entries(plan.windows ?? {})))
  const units = plans.map((plan, at) => sql`${selectUnit(plan)} AS ${raw(`m${at}_unit`)}`)
  const told = plans.map(({ quantity }, at) =>
    isOfFigures(request.measures[at] as Measure) ? ofTold(explainOther(quantity, request, view)) : quantity,
  )
  const shown = told.flatMap((quantity, at) =>
    parts.map((part) => sql`${print(quantity, part)} AS ${raw(`m${at}_${part}`)}`),
  )
  const arrays = [...shared, ...plans.flatMap((_, at) => parts.map((part) => `m${at}_${part}`))].map(collect)
  const base = plans.find((plan) => plan.base)?.base ?? sql`NULL::int`
  const own = selectOwnCells(request, view)
  // By themselves where something is joined to them: PostgreSQL expects few, and would make all of them anew for each item.
  const withGrowth = hasGrowth(request)
  const alone = hasParent ? sql`cell` : beside.length > 0 ? sql`(SELECT * FROM ${own} c OFFSET 0)` : own
  const found = findFirst(alone, plans, request)
  const cells = sql`SELECT c.*, ${base} AS base ${listYearBefore(request, view)} ${append([...beside.map((role) => listBeside(role, request)), ...[...windows].map(listWindow)])}
    FROM ${found} c
      ${join([sql``, ...beside.map((role) => joinBeside(role, request, view))], ' ')}
    WINDOW w AS (PARTITION BY c.item, c.${raw(lineOf(request))} ORDER BY c.b), v AS (PARTITION BY c.item ORDER BY c.b)`
  const level = request.measures.indexOf('LEVEL')
  const isFilled =
    level < 0 || request.fill === 'NONE' || request.fill === 'NULL'
      ? sql`FALSE`
      : sql`(count = 0 AND ${plans[level]?.quantity.v} IS NOT NULL)`
  // Only where others are read too: PostgreSQL expects that hardly any are left.
  const isWider = request.reach < request.first || request.base !== null
  const asked = isWider ? sql`WHERE b BETWEEN ${request.first}::int AND ${request.last}::int` : empty
  const best = sql`SELECT DISTINCT ON (item, b) * FROM (${cells}) c ${asked} ORDER BY item, b, key DESC NULLS LAST, n`
  const buckets = sql`SELECT item, base, ${describe(withGrowth)}, covered, count, status, ${isFilled} AS is_filled,
      ${selectNegative(request, view)} AS is_negative, span_starts, span_ends, ${toUnit('s_v')} AS span_v, ${toUnit('s_lo')} AS span_lo,
      ${toUnit('s_hi')} AS span_hi ${append(shown)}
    FROM ${withGrowth ? joinGrowth(best, request, view) : sql`(${best})`} c ORDER BY item, b`
  return sql`(WITH ${request.source === null ? empty : sql`asked_source AS MATERIALIZED (${selectSource(request.source, view)}),`} item AS MATERIALIZED (${selectItems(request, view)}),
      line AS MATERIALIZED (${selectLines(request, view)})
      ${withGrowth ? sql`, growth AS MATERIALIZED (${selectLinesOfGrowth(request, view)})` : empty}
      ${hasParent ? sql`, cell AS MATERIALIZED (SELECT * FROM ${own} c), parent AS MATERIALIZED (${selectParents(request, view)})` : empty}
    SELECT i.*, ${request.nature}::text AS nature, q.*,
      ARRAY(SELECT DISTINCT s.reporting_park_id FROM series s WHERE s.subject_id = i.subject_id
        ${hasParent ? sql`OR s.subject_id IN (SELECT p.parent_id FROM parent p WHERE p.item = i.n)` : empty}) AS parks ${append(units)} FROM item i
    JOIN (SELECT x.item AS place, ${join(['source_id', ...described].map(findOne))}, max(x.base) * ${request.months}::int AS base_starts,
        (max(x.base) + 1) * ${request.months}::int AS base_ends ${append(arrays)} FROM (${buckets}) x GROUP BY x.item) q ON q.place = i.n)`
}

/** The cells, with what the plans need to be found of them: it costs a window over all. */
function findFirst(cells: Sql, plans: readonly MeasurePlan[], { first }: Request): Sql {
  const needs = plans.flatMap(({ needs }) => needs ?? [])
  if (needs.length === 0) return cells
  const best = sql`(SELECT c.*, row_number() OVER (PARTITION BY item, b ORDER BY key DESC NULLS LAST, n) = 1 AS is_best FROM ${cells} c)`
  if (!needs.includes('base_b')) return best
  const isValue = sql`is_best AND f_v IS NOT NULL AND b >= ${first}::int`
  return sql`(SELECT c.*, min(b) FILTER (WHERE ${isValue}) OVER (PARTITION BY item) AS base_b FROM ${best} c)`
}

/**
 * Of cells what tells figures apart, and their document. Growth that is told where no level is comes from a document too, and says
 * what it is itself.
 */
function describe(withGrowth: boolean): Sql {
  const orGrowth = (name: string) => (withGrowth ? ` WHEN g_ids IS NOT NULL THEN g_${name}` : '')
  const told = (name: string) => `CASE WHEN count > 0 THEN ${name}${orGrowth(name)} END`
  return raw(
    [
      `${withGrowth ? 'CASE WHEN count > 0 OR g_ids IS NULL THEN source_id ELSE g_source_id END' : 'source_id'} AS source_id`,
      'CASE WHEN count > 0 THEN kind END AS kind',
      ...['accumulation', 'scope', 'price_basis'].map((name) => `${told(name)} AS ${name}`),
      `${told('accumulation')} AS accumulations`,
    ].join(', '),
  )
}

function selectUnit({ unit }: MeasurePlan): Sql {
  if (unit === 'level') return sql`i.unit_code`
  return unit === 'per mu' ? sql`i.per_code` : sql`${unit}::text`
}

/** What all figures of an item have in common. */
const findOne = (name: string) => raw(`CASE WHEN min(x.${name}) = max(x.${name}) THEN max(x.${name}) END AS ${name}`)
const append = (items: readonly Sql[]) => join([sql``, ...items])
const collect = (name: string) => raw(`array_agg(x.${name}) AS ${name}`)
const listWindow = ([name, quantity]: [string, Quantity]) =>
  join(parts.map((part) => sql`${quantity[part]} AS ${raw(`${name}_${part}`)}`))
const print = (quantity: Quantity, part: (typeof parts)[number]) =>
  part === 'why' || part === 'ids' ? quantity[part] : sql`trim_scale(${quantity[part]})::text`
const toUnit = (name: string) =>
  sql`trim_scale(CASE WHEN factor IS NULL THEN quotient(${raw(name)}, atoms) ELSE ${raw(name)} * factor END)::text`

/**
 * Holds where what flowed in a bucket is negative, and was not by some earlier vintage of the figures that it is a difference
 * of: a revision made it so, also one by a later issue of a bulletin. A figure that a correction moved keeps the vintages that it has
 * where it was printed, and those of another that was in its new place are none of its own.
 */
function selectNegative({ source }: Request, view: View): Sql {
  const isAlike = source === null ? sql`d.priority = e.priority` : sql`d.id = e.id`
  const read = sql`SELECT r.* FROM observation v JOIN observation r ON r.reporting_park_id = v.reporting_park_id
      AND r.id = ${selectRead(sql`v.reporting_park_id`, sql`v.id`, view)}
    WHERE ${isAt('v', 'p')} AND v.source_id = p.source_id AND v.reading = 'AS_PRINTED' AND ${isKnown('v', view)}`
  const ofOthers = sql`SELECT v.* FROM observation v
    WHERE ${isAt('v', 'o')} AND v.source_id <> o.source_id AND ${isKnown('v', view)} AND ${isVintage('v', view)}`
  const vintages = (pick: 'max' | 'min', id: Sql) => sql`(SELECT ${raw(pick)}(y.value * u.atoms) FROM observation o
    JOIN observation p ON p.reporting_park_id = o.reporting_park_id AND p.id = ${printedOf('o')}
    JOIN source e ON e.id = o.source_id
    CROSS JOIN LATERAL (${read} UNION ALL ${ofOthers}) y
    JOIN source d ON d.id = y.source_id AND ${isAlike}
    JOIN unit u ON u.code = y.unit_code
    WHERE o.reporting_park_id = c.reporting_park_id AND o.id = ${id}::bigint)`
  return sql`CASE WHEN f_method = 'DIFFERENCE' AND f_v < 0 THEN ${vintages('max', sql`split_part(f_ids, ',', -1)`)}
    >= coalesce(${vintages('min', sql`nullif(split_part(f_ids, ',', -2), '')`)}, 0) ELSE FALSE END`
}

/** Holds for figures in the series, period and nature of another. */
const isAt = (row: Row, other: Row) =>
  raw(
    ['reporting_park_id', 'series_id', 'nature', 'period_end', 'period_start']
      .map((name) => `${row}.${name} = ${other}.${name}`)
      .join(' AND '),
  )
