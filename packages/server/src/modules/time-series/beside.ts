import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { selectNewest } from '../observation/vintages.ts'
import { selectCells } from './cells.ts'
import { selectItemsBeside } from './items.ts'
import { type Request, toDate } from './request.ts'

/** What stands beside the cells of an item: reported growth, the level of the park around, the land of the year. */
export type Role = 'growth' | 'parent' | 'land'

const prefixes = { growth: 'g', parent: 'h', land: 'a' } as const

/** The columns of what stands beside, under its prefix. */
export const listBeside = (role: Role): Sql => raw(role === 'parent' ? 'h.*, p.parent_id' : `${prefixes[role]}.*`)

/** Joins what stands beside the cells `c`, by item and bucket, or by year. */
export function joinBeside(role: Role, request: Request, view: View): Sql {
  const { months } = request
  if (role === 'land')
    return sql`LEFT JOIN ${selectLand(request, view)} a ON a.a_n = c.n AND a.a_year = c.b * ${months}::int / 12`
  const prefix = prefixes[role]
  // Parts are held against whole levels only.
  const holds = role === 'growth' ? sql`TRUE` : sql`x.covered = ${months}::int`
  const values = ['v', 'lo', 'hi', 'ids'].map(
    (part) => sql`CASE WHEN ${holds} THEN ${raw(`x.l_${part}`)} END AS ${raw(`${prefix}_${part}`)}`,
  )
  const why = sql`coalesce(x.l_why, CASE WHEN NOT ${holds} THEN 'INCOMPLETE_BUCKET' END)`
  const item = role === 'growth' ? raw('c.n') : raw('p_key')
  return sql`${role === 'growth' ? empty : sql`LEFT JOIN (SELECT n AS p_n, b AS p_b, key AS p_key, parent_id FROM parent) p ON p_n = c.n AND p_b = c.b`}
    LEFT JOIN (SELECT ${join(values)}, ${why} AS ${raw(`${prefix}_why, x.n AS ${prefix}_n, x.b AS ${prefix}_b, x.source_id AS ${prefix}_source`)}
    FROM ${selectCells(selectItemsBeside(role, view), request, view)} x) ${raw(prefix)}
    ON ${raw(`${prefix}_n`)} = ${item} AND ${raw(`${prefix}_b`)} = c.b`
}

/** The land of each item's subject that was valid in each year: the newest that began before the year's end. */
function selectLand({ first, last, months }: Request, view: View): Sql {
  const [from, to] = [first, last].map((bucket) => Math.floor((bucket * months) / 12)) as [number, number]
  const land = selectNewest(
    {
      reportingPark: sql`s.reporting_park_id`,
      series: sql`s.id`,
      nature: sql`'ACTUAL'::"Nature"`,
      endsAfter: sql`'-infinity'::date`,
      endsBy: sql`'infinity'::date`,
    },
    view,
  )
  const years = Array.from({ length: to - from + 1 }, (_, at) => from + at)
  return sql`(SELECT i.n AS a_n, y.year AS a_year, l.value * l.atoms AS a_v, l.lower * l.atoms AS a_lo, l.upper * l.atoms AS a_hi,
      NULL::text AS a_why, l.id::text AS a_ids
    FROM item i CROSS JOIN unnest(${years}::int[], ${years.map((year) => toDate((year + 1) * 12))}::date[]) y(year, ends)
    CROSS JOIN LATERAL (SELECT x.value, x.lower, x.upper, x.id, u.atoms FROM series s JOIN indicator k ON k.id = s.indicator_id
      CROSS JOIN LATERAL ${land} x JOIN unit u ON u.code = x.unit_code JOIN source d ON d.id = x.source_id
      WHERE s.subject_id = i.subject_id AND k.code = 'land_area' AND s.measure = 'LEVEL' AND s.breakdown = ''
        AND s.scope IN ('UNSPECIFIED', 'ALL') AND s.accumulation IN ('STOCK', 'UNSPECIFIED') AND ${isVisible('s', view)} AND ${isRecorded('s', view)}
        AND x.period_start < y.ends AND coalesce(x.value, x.lower, x.upper) IS NOT NULL
      ORDER BY least(x.period_end, y.ends) DESC, s.accumulation DESC, d.priority, x.period_start DESC, x.published_on DESC, x.id DESC LIMIT 1) l)`
}
