import { raw, sql } from '@parkgraph/db'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { tellsAmount } from '../observation/rows.ts'
import { selectFacts, selectPrices, selectUnit, whyNotAdded } from './additive.ts'
import { isWhole, selectActual, selectActualBefore } from './level.ts'
import { readQuestion, selectMemberLevels } from './members.ts'

/** Why the level `row` has no value: its bounds alone are known, or nothing is. */
const lacks = (row: Row, nothing: string) =>
  raw(`CASE WHEN coalesce(${row}.lower, ${row}.upper) IS NULL THEN '${nothing}' ELSE 'VAGUE_VALUE' END`)

/** Why nothing is over the park's own level of the year before, `b`; null where it is a base. */
const whyNoBase = sql`CASE WHEN b.value IS NULL THEN ${lacks('b', 'MISSING_BASE')} WHEN b.value = 0 THEN 'ZERO_BASE' WHEN b.value < 0 THEN 'NEGATIVE_BASE' END`

/**
 * A FROM item with the park's own level against the sum of its enterprises', and the question for the fields beneath. What must
 * not be added is not: then there is neither a sum nor what rests on it.
 */
export function selectReconciliation(park: Row, args: Arguments, view: View) {
  const question = readQuestion(args)
  const { indicator, span } = question
  const own = { subject: column(park, 'id'), of: isWhole(indicator), indicator, span }
  // A vague figure of the park's own is held against the sum as an exact one is; a vague one of an enterprise is not added.
  const isKnown = sql`f.is_known`
  const selectOwn = sql`SELECT 0 AS merged, ${tellsAmount('t')} AS is_known, t.value, t.dimension,
    ${selectPrices(sql`t`, sql`t`)} AS price_basis, t.unit_code AS own_unit_code, TRUE AS is_own, FALSE AS is_now FROM t`
  return sql`(WITH t AS MATERIALIZED (SELECT * FROM ${selectActual(own.subject, own.of, span, view)} t),
      f AS MATERIALIZED (${selectOwn}
        UNION ALL SELECT m.merged, m.current IS NOT NULL, m.current, m.dimension, m.price_basis, m.own_unit_code, FALSE, m.is_now
          FROM ${selectMemberLevels(park, question, view)} m)
    SELECT ${column(park, 'id')} AS id, p.*, ${question.linkKinds} AS link_kinds, ${span.start} AS period_start, ${span.end} AS period_end,
      t.reporting_park_id AS total_park_id, t.id AS total_id, t.value AS total,
      b.reporting_park_id AS base_park_id, b.id AS base_id, b.value AS base, b.dimension AS base_dimension, b.price_basis AS base_prices,
      t.value - p.sum AS difference, CASE WHEN t.value > 0 THEN quotient(p.sum * 100, t.value) END AS share,
      CASE WHEN b.value > 0 AND p.why IS DISTINCT FROM 'NOT_ADDITIVE_OVER_SUBJECTS' THEN quotient((t.value - b.value) * 100, b.value) END AS growth,
      CASE WHEN p.why IS NOT NULL THEN p.why WHEN t.value IS NULL OR p.sum IS NULL THEN ${lacks('t', 'MISSING_VALUE')}
        WHEN t.value = 0 THEN 'ZERO_BASE' WHEN t.value < 0 THEN 'NEGATIVE_BASE'
        ELSE ${whyNoBase} END AS reason, ${whyNoBase} AS why_no_base
    FROM (SELECT x.*, ${whyNotAdded} AS why, CASE WHEN ${whyNotAdded} IS NULL THEN x.added END AS sum
        FROM (SELECT i.id AS indicator_id, coalesce(min(f.own_unit_code) FILTER (WHERE f.is_own AND ${isKnown}),
              min(${selectUnit(sql`f`)}) FILTER (WHERE ${isKnown}), i.default_unit_code) AS unit_code,
            sum(f.value) FILTER (WHERE f.is_now) AS added, coalesce(sum(f.merged) FILTER (WHERE f.is_now), 0)::int AS merged_count,
            (count(*) FILTER (WHERE f.is_now))::int AS count, (count(*) FILTER (WHERE NOT f.is_own))::int AS contribution_count,
            (count(*) FILTER (WHERE f.is_now AND f.value IS NULL))::int AS missing_count, ${selectFacts(isKnown)}
          FROM indicator i LEFT JOIN f ON TRUE WHERE i.id = ${indicator} GROUP BY i.id) x) p
      LEFT JOIN t ON TRUE
      LEFT JOIN LATERAL ${selectActualBefore('t', own, view)} b ON TRUE)`
}
