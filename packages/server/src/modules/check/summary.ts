import { join, raw, type Sql, sql } from '@parkgraph/db'
import type { FieldNode, GraphQLObjectType } from 'graphql'
import { collectFields } from '../../compiler/collect.ts'
import { fingerprintOf, type Position } from '../../compiler/cursor.ts'
import { compileGroupsAfter, readGroupPage, readGroupSize } from '../../compiler/group-page.ts'
import { printOrder, type SortKey } from '../../compiler/order.ts'
import type { AllRows, Arguments } from '../../compiler/plan.ts'

const fingerprint = fingerprintOf('Check.summary', [])

/** The weightiest groups first, then by rule, subject and indicator. */
const keys: readonly SortKey[] = [
  { sql: raw('g.severity_order'), type: 'integer', isDescending: true },
  { sql: raw('g.rule_order'), type: 'integer', isDescending: false },
  { sql: raw('g.subject_slug'), type: 'text', isDescending: false },
  { sql: raw('g.indicator_code'), type: 'text', isDescending: false },
  { sql: raw('g.group_key'), type: 'text', isDescending: false },
]

/** One row for each rule and series: its worst finding, with counts of all. */
function selectGroups({ source, row, condition }: AllRows): Sql {
  const all = raw(row)
  return sql`SELECT w.*, c.count, c.period_count, c.span_start, c.span_end, s.slug COLLATE "C" AS subject_slug,
      coalesce(i.code, '') COLLATE "C" AS indicator_code
    FROM (SELECT DISTINCT ON (${all}.group_key) ${all}.* FROM ${source} WHERE ${condition}
      ORDER BY ${all}.group_key, ${all}.severity_order DESC, ${all}.gap DESC NULLS LAST, ${all}.period_end DESC NULLS LAST,
        ${all}.key_a, ${all}.key_b) w
    JOIN (SELECT ${all}.group_key, count(*)::int AS count, min(${all}.period_start) AS span_start, max(${all}.period_end) AS span_end,
        (count(DISTINCT (${all}.period_start, ${all}.period_end)) FILTER (WHERE ${all}.period_end IS NOT NULL))::int AS period_count
      FROM ${source} WHERE ${condition} GROUP BY ${all}.group_key) c ON c.group_key = w.group_key
    JOIN subject s ON s.id = w.subject_id LEFT JOIN indicator i ON i.id = w.indicator_id`
}

/** Compiles the summary of a list of findings into `{ rows, total }`. */
export function compileSummary(all: AllRows, args: Arguments, nodes: readonly FieldNode[]): Sql {
  const { compilation } = all
  const [page, group] = ['CheckSummary', 'CheckGroup'].map((name) => compilation.schema.getType(name)) as [
    GraphQLObjectType,
    GraphQLObjectType,
  ]
  const asked = [...collectFields(compilation, page, nodes).values()]
    .flat()
    .filter(({ name }) => name.value === 'nodes')
  const row = compilation.nextRow()
  const size = readGroupSize(args)
  const selected = join(keys.map((key, index) => sql`${key.sql} AS ${raw(`k${index}`)}`))
  const position = join(keys.map((_, index) => raw(`${row}.k${index}::text`)))
  return sql`(WITH g AS MATERIALIZED (${selectGroups(all)})
    SELECT json_build_object('rows', (SELECT coalesce(json_agg(json_build_object('row', to_json(r), 'position', p)), '[]')
      FROM (SELECT g.*, ${selected} FROM g WHERE ${compileGroupsAfter(keys, fingerprint, args)}
        ORDER BY ${printOrder(keys, false)} LIMIT ${size + 1}) AS ${raw(row)},
      LATERAL (SELECT ${all.compileRow(group, asked, row, size)}) r, LATERAL (SELECT json_build_array(${position}) AS p) q),
      'total', (SELECT count(*) FROM g)))`
}

interface Compiled {
  readonly rows: readonly { readonly row: object; readonly position: Position }[]
  readonly total: number
}

export const readSummary = ({ rows, total }: Compiled, args: Arguments) => ({
  ...readGroupPage(rows, fingerprint, args),
  totalCount: total,
})
