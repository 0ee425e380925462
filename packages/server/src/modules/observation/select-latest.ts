import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import { getUnit, RATE_UNITS } from '@parkgraph/statistics'
import { column, type Row } from '../../compiler/plan.ts'
import { isVisibleNow } from '../../compiler/sources.ts'
import { isPlain, nameIndicator, type View } from '../../compiler/view.ts'
import type { LatestChoice } from './choice.ts'
import { isCandidate } from './rows.ts'

/**
 * The one latest figure of a subject: of its newest and longest period; among sources, the one that comes first. `select`
 * reads the row `l`, of the columns of the table `latest`. It serves reading, filtering and ordering alike. Single days and
 * months, and parts of the whole such as above-scale industry, are never mixed with what they are parts of: they have to be
 * asked for. Of what a period is told in several currencies, that of `dimension` comes first.
 */
export function selectLatest(
  subject: Row,
  choice: LatestChoice,
  view: View,
  select: Sql,
  dimension = selectDimension(choice),
): Sql {
  nameIndicator(view, choice)
  const rows = isPlain(view)
    ? sql`latest l WHERE ${isChosen('l', subject, choice, view)}`
    : sql`(${selectKept(isChosen('k', subject, choice, view), view)}) l`
  return sql`(SELECT ${select} FROM ${rows}
    ORDER BY l.period_end DESC NULLS LAST, l.period_start NULLS LAST, l.source_priority, l.price_basis, l.scope,
      l.dimension <> ${dimension}, l.published_on DESC, l.observation_id DESC LIMIT 1)`
}

/** What the unit of a figure measures: rates and ranks have units of their own; null where only the indicator knows. */
export function getDimension({ measure, dimension }: LatestChoice): string | null {
  const unit = RATE_UNITS[measure]
  return unit === undefined ? dimension : getUnit(unit).dimension
}

/** The same, as the indicator says it: others, such as what is told in another currency, do not compare with that. */
export function selectDimension(choice: LatestChoice): Sql {
  const known = getDimension(choice)
  return known === null ? sql`(SELECT n.dimension FROM indicator n WHERE n.code = ${choice.indicator})` : sql`${known}`
}

/** Holds for the rows of the table `latest` whose figures the choice reads. */
function isChosen(row: Row, subject: Row, choice: LatestChoice, view: View): Sql {
  const { accumulation, scope } = choice
  const own = (name: string) => column(row, name)
  // In a query of its own the indicator is looked up once for all rows.
  return sql`${own('subjectId')} = ${column(subject, 'id')}
    AND ${own('indicatorId')} = (SELECT require_indicator(${choice.indicator}, ${choice.dimension}, ${choice.argument}))
    AND ${own('measure')} = ${choice.measure}::"Measure" AND ${own('nature')} = ${choice.nature}::"Nature"
    AND ${view.reading === 'AS_PRINTED' ? sql`${own('reading')} = 'AS_PRINTED'` : sql`TRUE`}
    ${choice.dimension === null ? empty : sql`AND ${own('dimension')} = ${choice.dimension}`}
    AND ${own('breakdown')} = '' AND ${isVisibleNow(row, view)}
    AND ${accumulation == null ? sql`${own('accumulation')} NOT IN ('DAY', 'MONTH')` : sql`${own('accumulation')}::text = ${accumulation}`}
    AND ${scope == null ? sql`${own('scope')} IN ('UNSPECIFIED', 'ALL')` : sql`${own('scope')}::text = ${scope}`}`
}

const figureColumns = raw(
  ['id', 'period_start', 'period_end', 'published_on', 'qualifier', 'value', 'lower', 'upper', 'unit_code']
    .map((name) => `x.${name}`)
    .join(', '),
)

/** The size of a unit, from all of them read once: a join may have the planner read all figures, a lookup all units each time. */
const atoms = sql`((SELECT jsonb_object_agg(u.code, u.atoms::text) FROM unit u) ->> o.unit_code)::numeric`

/** Days within which a series that goes on has a newer figure, be it one of each year. */
const near = 400

/**
 * What the table `latest` would hold, had it been kept by the view, for those of its rows `k` that meet `isMeant`: it follows
 * what is known now, as printed. No figure ever goes away, so it names every series that had one at any time; each gives its
 * newest figure alone, which an index finds without reading the others. Where the view knows the figure that is the newest now, that is the
 * one. Looked at from a day, it is first looked for where it most likely is: the row of `latest` tells how late figures end that had
 * been published by then, and among those of a year before there mostly is one. An index is read by the page, and others would
 * be looked at in vain.
 */
export function selectKept(isMeant: Sql, view: View): Sql {
  const select = (isWanted: Sql) => sql`SELECT ${figureColumns} FROM observation x
      WHERE x.reporting_park_id = k.reporting_park_id AND ${isCandidate('x', view)} AND ${isWanted}`
  // The source stands behind the period in the index: the sum keeps it out of conditions there, since PostgreSQL 18 would skip from one
  // to the next. Of one source all, they are in the order of the index by it too.
  const newest = (isWanted: Sql) => sql`${select(sql`x.series_id = k.series_id AND x.nature = k.nature
        AND x.reading = k.reading AND x.source_id + 0 = k.source_id AND ${isWanted}`)}
      ORDER BY x.period_end DESC NULLS LAST, x.period_start NULLS LAST, x.source_id DESC, x.published_on DESC, x.id DESC LIMIT 1`
  const end = sql`least(k.period_end, ${view.published}::date + k.lead_days)`
  const [likely, others] =
    view.published === null
      ? [select(sql`x.id = k.observation_id`), [sql`TRUE`]]
      : [
          newest(sql`x.period_end <= ${end} AND x.period_end > ${end} - ${near}::int`),
          [sql`x.period_end <= ${end} - ${near}::int AND k.lead_days IS NOT NULL`, sql`k.lead_days IS NULL`],
        ]
  const elsewhere = others.map((isWanted) => sql`(${newest(sql`${isWanted} AND n.id IS NULL`)})`)
  return sql`SELECT k.subject_id, k.reporting_park_id, k.series_id, k.accumulation, k.dimension, k.source_priority, k.price_basis, k.scope,
      o.id AS observation_id, o.period_start, o.period_end, o.published_on, o.qualifier,
      o.value * ${atoms} AS value, o.lower * ${atoms} AS lower, o.upper * ${atoms} AS upper
    FROM latest k LEFT JOIN LATERAL (${likely}) n ON TRUE
      CROSS JOIN LATERAL (SELECT n.* WHERE n.id IS NOT NULL UNION ALL ${join(elsewhere, ' UNION ALL ')}) o WHERE ${isMeant}`
}
