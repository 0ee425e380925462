import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import type { View } from '../../compiler/view.ts'
import { selectOfParent } from '../observation/of-parent.ts'
import { tellsAmount } from '../observation/rows.ts'
import { selectValid } from '../observation/select-valid.ts'
import { isOfPriority, selectFlowBefore } from '../observation/year-before.ts'
import { selectCells } from './cells.ts'
import { selectLinesOfParents } from './lines.ts'
import { type Request, seeksParent, seeksYearBefore } from './request.ts'

/** What stands beside the cells of an item: the level of the park around, the land valid at its end. */
export type Role = 'parent' | 'land'

/** The columns of what stands beside, under its prefix. */
export const listBeside = (role: Role, request: Request): Sql =>
  raw(role === 'land' ? 'a.*' : `h.*, p.parent_id${seeksParent(request) ? ', q.*' : ''}`)

/** Joins what stands beside the cells `c`, by line and bucket. */
export function joinBeside(role: Role, request: Request, view: View): Sql {
  const { months } = request
  if (role === 'land') return sql`LEFT JOIN LATERAL ${selectLand(request, view)} a ON TRUE`
  // Parts are held against whole levels only.
  const holds = sql`x.covered = ${months}::int`
  const values = ['v', 'lo', 'hi', 'ids'].map(
    (part) => sql`CASE WHEN ${holds} THEN ${raw(`x.l_${part}`)} END AS ${raw(`h_${part}`)}`,
  )
  const why = sql`coalesce(x.l_why, CASE WHEN NOT ${holds} THEN 'INCOMPLETE_BUCKET' END)`
  const told = seeksParent(request) ? sql`, x.told_as AS h_told_as` : empty
  return sql`LEFT JOIN (SELECT n AS p_n, b AS p_b, key AS p_key, parent_id FROM parent) p ON p_n = c.n AND p_b = c.b
    LEFT JOIN (SELECT ${join(values)}, ${why} AS h_why, x.n AS h_n, x.b AS h_b ${told}
    FROM ${selectCells(selectLinesOfParents(request, view), request, view)} x) h
    ON h_n = p_key AND h_b = c.b ${joinSingleOfParent(request, view)}`
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
const quantityOf = (prefix: string) => {
  const name = (part: string) => raw(`${prefix}_${part}`)
  return sql`b.value * u.atoms AS ${name('v')}, b.lower * u.atoms AS ${name('lo')}, b.upper * u.atoms AS ${name('hi')},
    CASE WHEN NOT ${tellsAmount('b')} THEN 'MISSING_VALUE' WHEN b.value IS NULL THEN 'VAGUE_VALUE' END AS ${name('why')},
    b.id::text AS ${name('ids')}`
}

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
