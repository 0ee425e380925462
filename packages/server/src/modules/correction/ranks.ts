import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { facet, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { selectFirst } from '../observation/first-of-series.ts'
import { isOfSpan, orderOfSpan } from '../observation/of-span.ts'
import { isStock } from '../observation/stock.ts'
import { selectAround } from '../ranking/cohort.ts'
import { amounts, isWanted } from '../ranking/figures.ts'
import { isOpen, keyOf, shiftOf } from '../ranking/place.ts'
import { selectLastDay } from '../subject/membership.ts'
import { type Side, selectVintage, sideFigure } from './world.ts'

const key = (row: Row) =>
  raw(
    [
      'indicator_id',
      'measure',
      'accumulation',
      'scope',
      'breakdown',
      'dimension',
      'nature',
      'period_start',
      'period_end',
    ]
      .map((name) => `${row}.${name}`)
      .join(', '),
  )

/** What a ranking would be asked for, as columns of `k`. */
const wanted = {
  indicator: sql`k.indicator_id`,
  measure: sql`k.measure`,
  nature: sql`k.nature`,
  dimension: sql`k.dimension`,
  accumulation: sql`k.accumulation`,
  scope: sql`k.scope`,
}
const span = { start: sql`k.period_start`, end: sql`k.period_end` }
const isOfStock = isStock({ ...wanted, overTime: sql`k.over_time` })

const ranked = {
  value: sql`l.value`,
  lower: sql`l.lower`,
  upper: sql`l.upper`,
  lowerOpen: sql`(l.value IS NULL AND l.qualifier = 'OVER')`,
  upperOpen: sql`(l.value IS NULL AND l.qualifier = 'NEARLY')`,
}

/** Parks of the kind of the preview's subject that lie in no other one of that kind when the period of `k` ends: a ranking's cohort. */
const selectCohort = (
  preview: Row,
  view: View,
) => sql`meant AS MATERIALIZED (SELECT p.id FROM ${facet('park', true).from(view)} p
      WHERE NOT p.is_archived AND p.kind = (SELECT me.kind FROM ${facet('park').from(view)} me WHERE me.id = ${column(preview, 'subjectId')})),
    cohort AS MATERIALIZED (SELECT id FROM meant WHERE id NOT IN (SELECT a.id
      FROM ${selectAround(selectLastDay(span.end, view), view)} a JOIN meant ON meant.id = a.park_id))`

/** The figures of the cohort as a side reads them: the hypothetical one in the place of the figure that is corrected. */
function selectCandidates(preview: Row, side: Side, view: View): Sql {
  const figure = column(preview, 'observationId')
  const isOther = sql`${isOfSpan('x', span, isOfStock)} AND coalesce(x.corrects_id, x.id) <> ${figure}`
  return sql`SELECT s.subject_id, s.price_basis, o.priority, o.period_start, o.period_end, o.published_on, o.id, ${amounts('o', 'u')}
    FROM series s CROSS JOIN LATERAL (${selectFirst(sql`s.reporting_park_id`, sql`s.id`, wanted.nature, isOther, orderOfSpan('x', span), view)}) o
      JOIN unit u ON u.code = o.unit_code
    WHERE ${isWanted('s', wanted)} AND ${isVisible('s', view)} AND s.subject_id IN (SELECT id FROM cohort)
    UNION ALL SELECT f.subject_id, f.price_basis, d.priority, f.period_start, f.period_end,
      ${selectVintage(preview, side, 'o', view)}, ${amounts('f', 'u')}
    FROM ${sideFigure(preview, side)} f JOIN observation o ON o.reporting_park_id = f.reporting_park_id AND o.id = f.printed_id
      JOIN unit u ON u.code = f.unit_code JOIN source d ON d.id = f.source_id
    WHERE ${column(preview, 'isRead')} AND ${isWanted('f', wanted)} AND f.nature = ${wanted.nature} AND ${isOfSpan('f', span, isOfStock)}
      AND f.subject_id IN (SELECT id FROM cohort)`
}

/** The places of one side, by the rule of `ranking`: of each park the figure that it takes, without those whose place is open. */
const selectPlaces = (preview: Row, side: Side, view: View) => sql`(SELECT l.*, count(*) OVER ()::integer AS size,
      rank() OVER (ORDER BY ${keyOf(ranked)} DESC, ${shiftOf(ranked)} DESC)::integer AS place
    FROM (SELECT l.*, ${isOpen(ranked, sql`TRUE`, sql`l.subject_id`)} AS is_open
      FROM (SELECT DISTINCT ON (l.subject_id) l.* FROM (${selectCandidates(preview, side, view)}) l
        ORDER BY l.subject_id, ${orderOfSpan('l', span)} l.period_end DESC NULLS LAST, l.period_start NULLS LAST, l.priority,
          l.price_basis, l.published_on DESC, l.id DESC) l
      WHERE ${keyOf(ranked)} IS NOT NULL) l
    WHERE NOT l.is_open) ${raw(side)}`

/**
 * What `ranking` says of the figure's indicator and period among the parks of one kind, on either side: of every park whose place
 * or figure differs, of those that have a place. Parts of the whole and figures without a first and a last day have none.
 */
export function selectRanks(preview: Row, view: View): Sql {
  const own = (side: Side) => sql`SELECT ${key('f')} FROM ${sideFigure(preview, side)} f
    WHERE f.measure <> 'RANK' AND f.breakdown = '' AND isfinite(f.period_start) AND isfinite(f.period_end)`
  const unitOf = (side: Side) => sql`SELECT f.unit_code FROM ${sideFigure(preview, side)} f`
  const figure = (side: Side) => raw(['place', 'value', 'lower', 'upper'].map((name) => `${side}.${name}`).join(', '))
  const value = (side: Side) => raw(`quotient(${side}.value, u.atoms) AS ${side}_value`)
  return sql`(SELECT k.*, r.* FROM (SELECT k.*, i.over_time, i.default_unit_code, i.dimension AS own_dimension
      FROM (${own('before')} UNION ${own('after')}) k JOIN indicator i ON i.id = k.indicator_id) k CROSS JOIN LATERAL (
      WITH ${selectCohort(preview, view)}
      SELECT coalesce(after.subject_id, before.subject_id) AS subject_id, coalesce(after.price_basis, before.price_basis) AS price_basis,
        before.place AS before_place, after.place AS after_place, before.size AS before_size, after.size AS after_size,
        ${value('before')}, ${value('after')}, u.code AS unit_code
      FROM ${selectPlaces(preview, 'before', view)} FULL JOIN ${selectPlaces(preview, 'after', view)} ON after.subject_id = before.subject_id
        JOIN unit u ON u.code = CASE WHEN k.measure NOT IN ('LEVEL', 'CHANGE') THEN 'PERCENT' WHEN k.dimension = k.own_dimension THEN k.default_unit_code
          ELSE (SELECT f.unit_code FROM (${unitOf('before')} UNION ALL ${unitOf('after')}) f JOIN unit w ON w.code = f.unit_code
            WHERE w.dimension = k.dimension LIMIT 1) END
      WHERE (${figure('before')}) IS DISTINCT FROM (${figure('after')})) r)`
}
