import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { definitions } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { sourceRows } from '../source/rows.ts'

/**
 * Where a row of coverage breaks, as a FROM item: where its unit changes; as it goes on where others ended, of which the one
 * that differs least counts (`p`); where another office publishes; and in its first period under a new edition of the definition.
 */
export function selectBreaks(row: Row, view: View): Sql {
  const own = (name: string) => column(row, name)
  const code = (id: Sql) => sql`(SELECT c.code FROM ${sourceRows.from(view)} c WHERE c.id = ${id})`
  const dimensionOf = (unit: Sql) => sql`(SELECT u.dimension FROM unit u WHERE u.code = ${unit})`
  const isOtherPriority = sql`p.priority <> ${own('priority')}`
  return sql`(SELECT b.* FROM (SELECT) one LEFT JOIN LATERAL (
      SELECT e.* FROM ROWS FROM (jsonb_to_recordset(${own('ended')})
          AS (${raw('price_basis text, scope text, priority int, source_id int, unit_code text')})) WITH ORDINALITY
          AS e(price_basis, scope, priority, source_id, unit_code, n)
        ORDER BY (e.price_basis <> ${own('priceBasis')}::text)::int + (e.scope <> ${own('scope')}::text)::int
          + (e.priority <> ${own('priority')})::int + (${dimensionOf(raw('e.unit_code'))} <> ${dimensionOf(sql`(${own('units')})[1]`)})::int, e.n LIMIT 1) p ON TRUE
    CROSS JOIN LATERAL (SELECT u.kind, u.before, u.after, u.start AS period_start, u."end" AS period_end
        FROM jsonb_to_recordset(${own('unitBreaks')}) AS u(${raw('kind text, before text, after text, start date, "end" date')})
      UNION ALL SELECT k.kind, k.before, k.after, ${own('firstStart')}, ${own('firstEnd')}
        FROM (VALUES ('PRICE_BASIS', p.price_basis, ${own('priceBasis')}::text), ('SCOPE', p.scope, ${own('scope')}::text),
          ('UNIT', p.unit_code, (${own('units')})[1])) AS k(kind, before, after) WHERE k.before <> k.after
      UNION ALL SELECT 'SOURCE', ${code(sql`p.source_id`)}, ${code(sql`(${own('sourceIds')})[1]`)}, ${own('firstStart')}, ${own('firstEnd')}
        WHERE ${isOtherPriority}
      UNION ALL SELECT 'SOURCE', t.before, t.code, t.start, t."end"
        FROM (SELECT d.*, c.code, c.publisher, lag(c.code) OVER w AS before, lag(c.publisher) OVER w AS publisher_before
          FROM (SELECT 0 AS n, p.source_id AS id, NULL::date AS start, NULL::date AS "end" WHERE NOT ${isOtherPriority}
            UNION ALL SELECT u.n, u.id, u.start, u."end" FROM unnest(${own('sourceIds')}, ${own('starts')}, ${own('ends')}) WITH ORDINALITY
              AS u(id, start, "end", n) WHERE u."end" IS NOT NULL AND (${own('sourceId')} IS NULL OR NOT ${isOtherPriority})) d
            JOIN ${sourceRows.from(view)} c ON c.id = d.id WHERE c.publisher IS NOT NULL WINDOW w AS (ORDER BY d.n)) t
        WHERE t.publisher <> t.publisher_before
      UNION ALL SELECT 'DEFINITION', e.before, e.edition, f.first, f.last
        FROM (SELECT d.edition, d.valid_from, lag(d.edition) OVER (ORDER BY d.valid_from NULLS FIRST) AS before
          FROM ${definitions(view)} d WHERE d.indicator_id = ${own('indicatorId')}) e,
        LATERAL (SELECT u.first, u.last FROM unnest(${own('starts')}, ${own('ends')}) AS u(first, last) WHERE u.last > e.valid_from
          ORDER BY u.last, u.first DESC LIMIT 1) f
        WHERE e.valid_from >= ${own('firstEnd')} AND e.valid_from < ${own('lastEnd')}) b)`
}
