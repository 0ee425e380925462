import { raw, sql } from '@parkgraph/db'
import type { Arguments, Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import type { Span } from '../observation/stock.ts'
import { yearBefore } from '../observation/year-before.ts'
import { selectFacts, selectUnit, whyNotAdded } from './additive.ts'
import { isPanelHeld, readQuestion, selectMemberLevels } from './members.ts'

/**
 * Sum of what those had who were in the panel of a year, and are compared: nothing where nobody was, but null where they were and
 * nobody is compared, and where no panel is known.
 */
const sum = (year: 'now' | 'before', amount: string) =>
  raw(
    `CASE WHEN NOT h.is_${year} THEN NULL WHEN bool_or(f.is_${year}) THEN sum(f.${amount}) FILTER (WHERE f.is_compared) ELSE 0 END`,
  )

/**
 * A FROM item with one row for each part of a panel's growth that has enterprises, and one for the whole: that alone where no
 * panel is known of one of the years. Amounts are in atoms.
 */
export function selectPanelParts(park: Row, args: Arguments, view: View) {
  const question = readQuestion(args)
  const scope = args.scope as string
  const part = sql`CASE WHEN f.is_now AND f.is_before THEN 'SAME_PANEL' WHEN f.is_now THEN 'ENTRIES' ELSE 'EXITS' END`
  const isHeld = (year: 'now' | 'before', span: Span) =>
    sql`(EXISTS (SELECT 1 FROM f WHERE ${raw(`f.is_${year}`)}) OR ${isPanelHeld(park, scope, span, view)})`
  const growthOver = (base: string) =>
    raw(`CASE WHEN ${base} > 0 THEN quotient((p.current - p.base) * 100, ${base}) END`)
  return sql`(WITH f AS MATERIALIZED (SELECT m.*,
          (m.current IS NOT NULL OR NOT m.is_now) AND (m.base IS NOT NULL OR NOT m.is_before) AS is_compared
        FROM ${selectMemberLevels(park, question, view, scope)} m),
      h AS MATERIALIZED (SELECT ${isHeld('now', question.span)} AS is_now, ${isHeld('before', yearBefore(question.span))} AS is_before),
      x AS (SELECT k.part, h.is_now AND h.is_before AS is_held, count(f.subject_id)::int AS count, coalesce(sum(f.merged), 0)::int AS merged_count,
          (count(*) FILTER (WHERE NOT f.is_compared))::int AS missing_count, ${sum('now', 'current')} AS current,
          ${sum('before', 'base')} AS base, sum(f.base) FILTER (WHERE f.is_compared) AS known_base,
          min(${selectUnit(sql`f`)}) FILTER (WHERE f.is_compared) AS own_unit, i.default_unit_code, ${selectFacts(sql`f.is_compared`)}
        FROM h CROSS JOIN unnest(ARRAY['SAME_PANEL', 'ENTRIES', 'EXITS', 'TOTAL']) k(part)
          JOIN indicator i ON i.id = ${question.indicator} LEFT JOIN f ON k.part IN (${part}, 'TOTAL')
        WHERE k.part = 'TOTAL' OR h.is_now AND h.is_before AND f.subject_id IS NOT NULL
        GROUP BY k.part, h.is_now, h.is_before, i.id),
      p AS (SELECT y.part, y.is_held, y.count, y.merged_count, y.missing_count, y.own_unit, y.default_unit_code, y.why, CASE WHEN y.why IS NULL THEN y.current END AS current,
          CASE WHEN y.why IS NULL THEN y.base END AS base, CASE WHEN y.why IS NULL THEN y.known_base END AS known_base
        FROM (SELECT x.*, ${whyNotAdded} AS why FROM x) y)
    SELECT p.*, coalesce(p.own_unit, w.own_unit, p.default_unit_code) AS unit_code, p.current - p.base AS change, ${growthOver('p.base')} AS growth, CASE WHEN w.current IS NOT NULL THEN ${growthOver('w.known_base')} END AS contribution,
      CASE WHEN NOT p.is_held THEN 'NO_PANEL' WHEN w.why IS NOT NULL THEN w.why WHEN w.known_base IS NULL AND w.base IS DISTINCT FROM 0 THEN 'MISSING_BASE'
        WHEN coalesce(w.known_base, 0) = 0 THEN 'ZERO_BASE' WHEN w.known_base < 0 THEN 'NEGATIVE_BASE' WHEN w.current IS NULL THEN 'MISSING_VALUE'
        WHEN p.current IS NOT NULL AND p.base = 0 THEN 'ZERO_BASE' WHEN p.current IS NOT NULL AND p.base < 0 THEN 'NEGATIVE_BASE'
        WHEN p.missing_count > 0 THEN 'MISSING_VALUE' END AS reason
    FROM p CROSS JOIN (SELECT * FROM p WHERE p.part = 'TOTAL') w)`
}
