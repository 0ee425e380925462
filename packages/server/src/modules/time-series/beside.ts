import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import { isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { selectOfParent } from '../observation/of-parent.ts'
import { isReportedWith, listReported } from '../observation/reported-with.ts'
import { isCurrent, isKnownCurrent, observationRows } from '../observation/rows.ts'
import { selectValid } from '../observation/select-valid.ts'
import { isOfPriority, selectFlowBefore } from '../observation/year-before.ts'
import { selectCells } from './cells.ts'
import { selectLinesOfGrowth, selectLinesOfParents } from './lines.ts'
import { type Request, seeksParent, seeksYearBefore } from './request.ts'

/** What stands beside the cells of an item: reported growth, the level of the park around, the land valid at its end. */
export type Role = 'growth' | 'parent' | 'land'

const prefixes = { growth: 'g', parent: 'h' } as const

/** The columns of what stands beside, under its prefix. */
export function listBeside(role: Role, request: Request): Sql {
  if (role === 'land') return raw('a.*')
  if (role === 'parent') return raw(`h.*, p.parent_id${seeksParent(request) ? ', q.*' : ''}`)
  const columns = ['v', 'lo', 'hi', 'why', 'ids', 'source'].map((part) => `g_${part}`)
  return raw(columns.map((name) => `CASE WHEN ${isTold} THEN r.${name} ELSE g.${name} END AS ${name}`).join(', '))
}

/** Holds for cells of levels that last: a bucket tells nothing of the growth, but that of the figure that is read in it. */
const isTold = `(c.method IN ('STOCK', 'LAST') AND c.count > 0)`

/** Joins what stands beside the cells `c`, by line and bucket. */
export function joinBeside(role: Role, request: Request, view: View): Sql {
  const { months } = request
  if (role === 'land') return sql`LEFT JOIN LATERAL ${selectLand(request, view)} a ON TRUE`
  const prefix = prefixes[role]
  // Parts are held against whole levels only.
  const holds = role === 'growth' ? sql`TRUE` : sql`x.covered = ${months}::int`
  const values = ['v', 'lo', 'hi', 'ids'].map(
    (part) => sql`CASE WHEN ${holds} THEN ${raw(`x.l_${part}`)} END AS ${raw(`${prefix}_${part}`)}`,
  )
  const why = sql`coalesce(x.l_why, CASE WHEN NOT ${holds} THEN 'INCOMPLETE_BUCKET' END)`
  const told = seeksParent(request) ? sql`, x.told_as AS h_told_as` : empty
  const item = role === 'growth' ? raw('c.n') : raw('p_key')
  return sql`${role === 'growth' ? empty : sql`LEFT JOIN (SELECT n AS p_n, b AS p_b, key AS p_key, parent_id FROM parent) p ON p_n = c.n AND p_b = c.b`}
    LEFT JOIN (SELECT ${join(values)}, ${why} AS ${raw(`${prefix}_why, x.n AS ${prefix}_n, x.b AS ${prefix}_b, x.source_id AS ${prefix}_source, x.growth_of_id AS ${prefix}_of`)} ${role === 'parent' ? told : empty}
    FROM ${selectCells(role === 'growth' ? selectLinesOfGrowth(view) : selectLinesOfParents(request, view), request, view)} x) ${raw(prefix)}
    ON ${raw(`${prefix}_n`)} = ${item} AND ${raw(`${prefix}_b`)} = c.b ${role === 'growth' ? sql`AND ${isOfLevel(view)} ${joinReported(view)}` : joinSingleOfParent(request, view)}`
}

/**
 * Holds for a growth of which nothing says with what it was printed, or that was with a figure of the level or an earlier vintage of one; where
 * there is no figure, unless it stands with a level in another currency.
 */
const isOfLevel = (view: View) => sql`CASE WHEN c.count = 0 THEN NOT EXISTS (SELECT 1
    FROM series s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
    WHERE s.subject_id = c.subject_id AND s.indicator_id = c.indicator_id AND s.measure = 'LEVEL' AND s.dimension <> c.dimension
      AND ${isVisible('s', view)} AND coalesce(o.value, o.lower, o.upper) IS NOT NULL AND ${isKnownCurrent('o', view)}
      AND ${listReported(sql`o.reporting_park_id`, sql`coalesce(o.corrects_id, o.id)`, 'GROWTH')} && string_to_array(g_ids, ',')::bigint[])
  WHEN g_of IS NULL OR g_of::text = ANY (string_to_array(c.l_ids, ',')) THEN TRUE
  ELSE EXISTS (SELECT 1 FROM observation w
    JOIN observation p ON p.reporting_park_id = w.reporting_park_id AND p.series_id = w.series_id AND p.source_id = w.source_id AND p.nature = w.nature
      AND p.period_end = w.period_end AND p.period_start = w.period_start AND (w.published_on, w.id) <= (p.published_on, p.id)
    JOIN observation o ON o.reporting_park_id = p.reporting_park_id AND p.id = coalesce(o.corrects_id, o.id) AND o.id = ANY (string_to_array(c.l_ids, ',')::bigint[])
  WHERE w.reporting_park_id = c.reporting_park_id AND w.id = g_of) END`

/** The growth that stands with the one figure of a level that lasts, as `Observation.growth` has it: looked for from that figure alone. */
function joinReported(view: View): Sql {
  const figure = sql`CASE WHEN ${raw(isTold)} THEN c.l_ids::bigint END`
  return sql`LEFT JOIN LATERAL (SELECT x.g_v, x.g_lo, x.g_hi, CASE WHEN x.g_ids IS NULL THEN 'MISSING_VALUE' WHEN x.g_v IS NULL THEN 'VAGUE_VALUE' END AS g_why,
      x.g_ids, c.source_id AS g_source FROM (SELECT) one LEFT JOIN (SELECT y.* FROM observation o
          JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
        CROSS JOIN LATERAL (SELECT y.value * u.atoms AS g_v, y.lower * u.atoms AS g_lo, y.upper * u.atoms AS g_hi, y.id::text AS g_ids
          FROM ${observationRows.from(view)} y JOIN unit u ON u.code = y.unit_code
          WHERE ${isReportedWith('o', 'y', 'GROWTH', 's')} AND ${isCurrent('y', view)} ORDER BY y.published_on DESC, y.id DESC LIMIT 1) y
        WHERE o.reporting_park_id = c.reporting_park_id AND o.id = ${figure}) x ON TRUE) r ON TRUE`
}

/** The land of the subject of the cell `c` that was valid when its bucket ended. */
function selectLand({ first, last, months }: Request, view: View): Sql {
  const next = sql`(c.b + 1) * ${months}::int`
  const land = selectValid(
    {
      subject: sql`c.subject_id`,
      indicator: sql`(SELECT id FROM indicator WHERE code = 'land_area')`,
      dimension: sql`'area'`,
      nature: sql`'ACTUAL'::"Nature"`,
      end: sql`make_date(${next} / 12, ${next} % 12 + 1, 1)`,
    },
    view,
  )
  return sql`(SELECT l.value * u.atoms AS a_v, l.lower * u.atoms AS a_lo, l.upper * u.atoms AS a_hi, NULL::text AS a_why, l.id::text AS a_ids
    FROM ${land} l CROSS JOIN LATERAL (SELECT atoms FROM unit WHERE code = l.unit_code OFFSET 0) u WHERE c.b BETWEEN ${first}::int AND ${last}::int)`
}

/**
 * The one figure of the cell `c`, of which `isWanted` says also that it is one, with what tells its series apart, and the priority of
 * its source: that is asked once for each cell, before anything is looked for.
 */
const selectSingle = (
  isWanted: Sql,
) => sql`(SELECT o.reporting_park_id, o.series_id, o.period_start, o.period_end, s.indicator_id, s.accumulation,
    s.scope, s.price_basis, s.dimension, d.priority
  FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id JOIN source d ON d.id = o.source_id
  WHERE c.method IN ('DIFFERENCE', 'SUM') AND ${isWanted} AND o.reporting_park_id = c.reporting_park_id
    AND o.id = CASE WHEN ${isWanted} THEN c.l_ids::bigint END OFFSET 0)`

/** Holds for figures `x` of sources `d` that are read with the figure `v`. */
const isReadWith = ({ source }: Request) =>
  source === null ? isOfPriority(sql`v.priority`) : sql`x.source_id = (SELECT id FROM asked_source)`

/** The columns of a quantity of this prefix, of the figure `b` in its unit `u`. */
const quantityOf = (prefix: string) =>
  raw(`b.value * u.atoms AS ${prefix}_v, b.lower * u.atoms AS ${prefix}_lo, b.upper * u.atoms AS ${prefix}_hi,
    CASE WHEN coalesce(b.value, b.lower, b.upper) IS NULL THEN 'MISSING_VALUE' WHEN b.value IS NULL THEN 'VAGUE_VALUE' END AS ${prefix}_why,
    b.id::text AS ${prefix}_ids`)

/**
 * Value, bounds and id of the figure of a year before that the one figure of the cell `c` is held against wherever it is read, as a
 * column `e`, where it is sought. It is looked for where a year before another series tells the bucket, or figures that are added up
 * or subtracted do: in a case over the window of the line, so that all others, for which it is that of the line, pay nothing for it.
 */
export function listYearBefore(request: Request, view: View): Sql {
  if (!seeksYearBefore(request)) return empty
  const isFlow = { row: 'v', isFrom: isReadWith(request) }
  return sql`, CASE WHEN c.single_of <> coalesce(lag(c.single_of, ${12 / request.months}::int) OVER (w), 0) THEN
      (SELECT ARRAY[b.value * u.atoms, b.lower * u.atoms, b.upper * u.atoms, b.id] FROM ${selectSingle(sql`c.single_of IS NOT NULL`)} v
        CROSS JOIN LATERAL (${selectFlowBefore(isFlow, sql`${request.nature}::"Nature"`, view)}) b JOIN unit u ON u.code = b.unit_code) END AS e`
}

/** Likewise the figure of the park around, where its line has none that is accumulated as the one figure of the cell `c`. */
function joinSingleOfParent(request: Request, view: View): Sql {
  if (!seeksParent(request)) return empty
  const around = {
    ...{ level: 'v', parent: sql`p.parent_id`, nature: sql`${request.nature}::"Nature"`, order: empty },
    isOf: raw(`s.indicator_id = v.indicator_id AND s.measure = 'LEVEL' AND s.breakdown = '' AND s.scope = v.scope
      AND s.price_basis = v.price_basis AND s.dimension = v.dimension`),
    isHeld: sql`x.period_end = v.period_end AND x.period_start = v.period_start AND ${isReadWith(request)}`,
  }
  return sql`LEFT JOIN LATERAL (SELECT ${quantityOf('q')}
    FROM ${selectSingle(raw('p.parent_id IS NOT NULL AND c.told_as IS NOT NULL AND h.h_told_as IS DISTINCT FROM c.told_as'))} v
      CROSS JOIN LATERAL (${selectOfParent(around, view)}) b JOIN unit u ON u.code = b.unit_code) q ON TRUE`
}
