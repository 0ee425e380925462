import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import type { View } from '../../compiler/view.ts'
import { selectValid } from '../observation/select-valid.ts'
import { selectCells } from './cells.ts'
import { selectLinesOfGrowth, selectLinesOfParents } from './lines.ts'
import type { Request } from './request.ts'

/** What stands beside the cells of an item: reported growth, the level of the park around, the land valid at its end. */
export type Role = 'growth' | 'parent' | 'land'

const prefixes = { growth: 'g', parent: 'h', land: 'a' } as const

/** The columns of what stands beside, under its prefix. */
export const listBeside = (role: Role): Sql => raw(role === 'parent' ? 'h.*, p.parent_id' : `${prefixes[role]}.*`)

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
  const item = role === 'growth' ? raw('c.n') : raw('p_key')
  return sql`${role === 'growth' ? empty : sql`LEFT JOIN (SELECT n AS p_n, b AS p_b, key AS p_key, parent_id FROM parent) p ON p_n = c.n AND p_b = c.b`}
    LEFT JOIN (SELECT ${join(values)}, ${why} AS ${raw(`${prefix}_why, x.n AS ${prefix}_n, x.b AS ${prefix}_b, x.source_id AS ${prefix}_source`)}
    FROM ${selectCells(role === 'growth' ? selectLinesOfGrowth(view) : selectLinesOfParents(view), request, view)} x) ${raw(prefix)}
    ON ${raw(`${prefix}_n`)} = ${item} AND ${raw(`${prefix}_b`)} = c.b`
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
