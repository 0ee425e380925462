import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'

/**
 * Where a row of coverage breaks, as a FROM item: where its unit changes; as it goes on where others ended, of which the one
 * that differs least counts; and in its first period under a new edition of the definition.
 */
export function selectBreaks(row: Row): Sql {
  const own = (name: string) => column(row, name)
  return sql`(SELECT u.kind, u.before, u.after, u.start AS period_start, u."end" AS period_end
      FROM jsonb_to_recordset(${own('unitBreaks')}) AS u(${raw('kind text, before text, after text, start date, "end" date')})
    UNION ALL SELECT k.kind, k.before, k.after, ${own('firstStart')}, ${own('firstEnd')}
      FROM (SELECT e.* FROM ROWS FROM (jsonb_to_recordset(${own('ended')})
          AS (${raw('price_basis text, scope text, source_id int, source_code text, unit_code text')})) WITH ORDINALITY
          AS e(price_basis, scope, source_id, source_code, unit_code, n)
        ORDER BY (e.price_basis <> ${own('priceBasis')}::text)::int + (e.scope <> ${own('scope')}::text)::int
          + (e.source_id <> ${own('sourceId')})::int, e.n LIMIT 1) p,
      LATERAL (VALUES ('PRICE_BASIS', p.price_basis, ${own('priceBasis')}::text), ('SCOPE', p.scope, ${own('scope')}::text),
        ('SOURCE', coalesce(p.source_code, ''), coalesce(${own('sourceCode')}, '')), ('UNIT', p.unit_code, (${own('units')})[1]))
        AS k(kind, before, after)
      WHERE k.before <> k.after
    UNION ALL SELECT 'DEFINITION', e.before, e.edition, f.first, f.last
      FROM (SELECT d.edition, d.valid_from, lag(d.edition) OVER (ORDER BY d.valid_from NULLS FIRST) AS before
        FROM indicator_definition d WHERE d.indicator_id = ${own('indicatorId')}) e,
      LATERAL (SELECT u.first, u.last FROM unnest(${own('starts')}, ${own('ends')}) AS u(first, last) WHERE u.last > e.valid_from
        ORDER BY u.last, u.first DESC LIMIT 1) f
      WHERE e.valid_from >= ${own('firstEnd')} AND e.valid_from < ${own('lastEnd')})`
}
