import { join, raw, type Sql, sql } from '@parkgraph/db'
import type { Arguments } from '../../compiler/plan.ts'
import { indicators, nameOf } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { terms } from '../vocabulary/terms.ts'
import { selectFigures } from './figures.ts'
import type { CheckRule, Rule } from './rule.ts'
import { boundsDisagree } from './rules/bounds-disagree.ts'
import { forecastRemainder } from './rules/forecast-remainder.ts'
import { growthAgainstLevels } from './rules/growth-against-levels.ts'
import { historyJump } from './rules/history-jump.ts'
import { impossibleRate } from './rules/impossible-rate.ts'
import { negativeMonth } from './rules/negative-month.ts'
import { openDoubt } from './rules/open-doubt.ts'
import { partsAgainstTotal } from './rules/parts-against-total.ts'
import { possibleDuplicate } from './rules/possible-duplicate.ts'
import { subsetLarger } from './rules/subset-larger.ts'
import { undefinedIndicator } from './rules/undefined-indicator.ts'
import { unitSlip } from './rules/unit-slip.ts'

/** The rules whose findings come out of figures and facts, in the order of the enum. */
const computed: Readonly<Record<Exclude<CheckRule, 'OPEN_DOUBT'>, Rule>> = {
  GROWTH_AGAINST_LEVELS: growthAgainstLevels,
  FORECAST_REMAINDER: forecastRemainder,
  SUBSET_LARGER: subsetLarger,
  PARTS_AGAINST_TOTAL: partsAgainstTotal,
  UNIT_SLIP: unitSlip,
  HISTORY_JUMP: historyJump,
  NEGATIVE_MONTH: negativeMonth,
  BOUNDS_DISAGREE: boundsDisagree,
  IMPOSSIBLE_RATE: impossibleRate,
  UNDEFINED_INDICATOR: undefinedIndicator,
  POSSIBLE_DUPLICATE: possibleDuplicate,
}

export const rules: Readonly<Record<CheckRule, Rule>> = { ...computed, OPEN_DOUBT: openDoubt }

/** Every rule, in the order of the enum; its place there is the finding's `rule_order`. */
const order = Object.keys(terms.CheckRule.values)

/** See `measureGap`: how bad a finding is among those of its rule and series. */
const gap = sql`CASE WHEN e.rule IN ('GROWTH_AGAINST_LEVELS', 'IMPOSSIBLE_RATE') THEN abs(e.actual - e.expected)
  ELSE quotient(abs(e.actual - e.expected), greatest(abs(e.actual), abs(e.expected))) END`

/** The findings about the subject whose id `asked` yields: each rule's, then the doubts that none of them tells. */
export function selectChecks(asked: Sql, args: Arguments, view: View): Sql {
  const all = join(
    pickRules(args).map((rule) => rule.select(view)),
    ' UNION ALL ',
  )
  return sql`(WITH RECURSIVE ${selectFigures(asked, view, args['isDeep'] as boolean)},
    found AS MATERIALIZED (${all}), every AS (SELECT * FROM found UNION ALL ${openDoubt.select(view)})
    SELECT e.*, array_position(${order}::text[], e.rule) AS rule_order,
      (ARRAY['INFO', 'WARNING', 'ERROR'])[e.severity_order] AS severity,
      quotient(e.expected, u.atoms) AS expected_value, quotient(e.actual, u.atoms) AS actual_value,
      quotient(e.tolerance, u.atoms) AS tolerance_value, quotient(e.actual - e.expected, u.atoms) AS deviation_value,
      quotient(e.actual, e.expected) AS ratio_value, ${gap} AS gap, coalesce(e.series_id, 0) AS series_order,
      md5(concat_ws('|', e.rule, e.subject_id, e.indicator_id, e.series_park_id, e.series_id)) AS group_key,
      ${nameOf('s', view)} AS subject_name, i.label_zh AS indicator_zh, i.label_en AS indicator_en, u.label_zh AS unit_zh, u.label_en AS unit_en
    FROM every e JOIN subject s ON s.id = e.subject_id LEFT JOIN ${indicators(view)} i ON i.id = e.indicator_id
      LEFT JOIN unit u ON u.code = e.unit_code
    WHERE (${args['isDeep'] === true} AND e.subject_id IN (SELECT id FROM inside)) OR (SELECT id FROM asked) = e.subject_id OR (SELECT id FROM asked) = ANY (e.other_ids))`
}

interface Conditions {
  readonly rule?: { readonly eq?: string | null; readonly in?: readonly string[] | null } | null
}

/** The rules that the conditions leave: one that is not asked for need not run, except for the doubts, which need them all. */
function pickRules({ where }: Arguments): Rule[] {
  const { rule } = (where ?? {}) as Conditions
  const asked = rule?.eq != null ? [rule.eq] : (rule?.in ?? order)
  const isKept = (name: string) => asked.includes(name) || asked.includes('OPEN_DOUBT')
  const kept = Object.entries(computed).filter(([name]) => isKept(name))
  return (kept.length > 0 ? kept : Object.entries(computed)).map(([, picked]) => picked)
}

/** Keys of the printed figures that a finding names, but for those that are there to compare with. */
export const inputRows = (inputs: Sql): Sql =>
  sql`(SELECT o.reporting_park_id, coalesce(o.corrects_id, o.id) FROM jsonb_to_recordset(${inputs}) AS i(${raw('role text, park int, id bigint')})
    JOIN observation o ON o.reporting_park_id = i.park AND o.id = i.id WHERE i.role NOT IN ('HISTORY', 'SIBLING'))`
