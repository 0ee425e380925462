import { raw, type Sql, sql } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import { facet, fact } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { requireClosed } from '../observation/closed-period.ts'
import { tellsAmount } from '../observation/rows.ts'
import type { Span } from '../observation/stock.ts'
import { yearBefore } from '../observation/year-before.ts'
import { type DuplicateHandling, lackOf, orderOfSame, selectLinked, selectLinkKinds } from '../subject/identity.ts'
import { selectMembers } from '../subject/membership.ts'
import { selectPrices } from './additive.ts'
import { isWhole, selectActual, selectActualBefore } from './level.ts'

const enterprises = facet('enterprise')
const panels = fact('panel_membership')

/** Which levels are asked for: of an indicator, over a span. */
export interface Question {
  readonly indicator: Sql
  readonly span: Span
  /** Kinds of links between enterprises that make them one, as an array. */
  readonly linkKinds: Sql
}

/** The arguments `indicator` and `period` of a derivation, as SQL. @throws AppError `BAD_USER_INPUT` for an open period */
export function readQuestion({ indicator, period, duplicates }: Arguments): Question {
  const { start, end } = requireClosed(period as Period)
  return {
    indicator: sql`require_indicator(${indicator}, NULL, 'indicator')`,
    span: { start: sql`${start}::date`, end: sql`${end}::date` },
    linkKinds: selectLinkKinds(duplicates as DuplicateHandling),
  }
}

/** Holds for the rows `p` of a panel on a day. */
const isOfPanel = (scope: string | undefined, day: Sql) => sql`p.scope::text = ${scope}
  AND coalesce(p.period_start, '-infinity') <= ${day} AND ${day} < coalesce(p.period_end, 'infinity')`

/** Holds where anybody who reports to the same zone as the park is known to be in the panel at the end of a span. */
export const isPanelHeld = (park: Row, scope: string, { end }: Span, view: View) =>
  sql`EXISTS (SELECT 1 FROM ${panels.from(view)} p WHERE p.reporting_park_id = ${column(park, 'reportingParkId')}
    AND ${isOfPanel(scope, sql`(${end} - 1)`)})`

/**
 * A FROM item with the enterprises of a park at the end of a span or of the same one a year before, at any depth, and with a
 * scope those of its panel; each with its own levels, the base of the series and office of the current one. Of enterprises that
 * are one, one stands for all by `orderOfSame`, in the park and its panel where any of them is. Columns: subject_id,
 * merged, is_now, is_before, current, base (in atoms), dimension, price_basis, own_unit_code.
 */
export function selectMemberLevels(
  park: Row,
  { indicator, span, linkKinds }: Question,
  view: View,
  scope?: string,
): Sql {
  const before = yearBefore(span)
  const of = isWhole(indicator, scope)
  const members = ({ end }: Span) => {
    const day = sql`(${end} - 1)`
    const inPanel = sql`EXISTS (SELECT 1 FROM ${panels.from(view)} p WHERE p.subject_id = e.id AND ${isOfPanel(scope, day)})`
    return sql`SELECT e.id FROM ${enterprises.from(view)} e WHERE e.id IN ${selectMembers(park, view, true, day)}
      AND ${scope === undefined ? sql`TRUE` : inPanel}`
  }
  const lacks = (year: 'now' | 'before') => {
    const level = year === 'now' ? 'c' : 'b'
    const lack = lackOf(raw(`${level}.id IS NULL`), raw(`${level}.dimension`), indicator)
    return sql`CASE WHEN ${raw(`m.is_${year}`)} THEN ${lack} ELSE 0 END`
  }
  // The growth of a panel asks for both years. A sum asks for this one, as a group does, and of who left for the one before.
  const lacking =
    scope === undefined
      ? sql`CASE WHEN m.is_now THEN ${lacks('now')} ELSE ${lacks('before')} END`
      : sql`${lacks('now')} + ${lacks('before')}`
  return sql`(SELECT z.* FROM (SELECT row_number() OVER (PARTITION BY m.same_id ORDER BY ${orderOfSame(lacking, sql`m.id`)}) AS nth,
      (count(*) OVER (PARTITION BY m.same_id) - 1)::int AS merged, m.id AS subject_id, m.is_now, m.is_before, c.reporting_park_id AS current_park_id, c.id AS current_id,
      b.reporting_park_id AS base_park_id, b.id AS base_id, c.value AS current, b.value AS base,
      ${tellsAmount('c')} AS is_current_told, ${tellsAmount('b')} AS is_base_told,
      coalesce(c.dimension, b.dimension) AS dimension, ${selectPrices(sql`c`, sql`b`)} AS price_basis, coalesce(c.unit_code, b.unit_code) AS own_unit_code
    FROM (SELECT x.id, x.same_id, bool_or(x.is_now) OVER same AS is_now, bool_or(x.is_before) OVER same AS is_before
        FROM (SELECT n.id, coalesce(q.representative_id, n.id) AS same_id, bool_or(n.is_now) AS is_now, bool_or(NOT n.is_now) AS is_before
          FROM (SELECT n.id, TRUE AS is_now FROM (${members(span)}) n UNION ALL SELECT n.id, FALSE FROM (${members(before)}) n) n
            LEFT JOIN ${selectLinked(view, linkKinds)} q ON q.subject_id = n.id
          GROUP BY n.id, q.representative_id) x
        WINDOW same AS (PARTITION BY x.same_id)) m
      LEFT JOIN LATERAL ${selectActual(sql`m.id`, of, span, view)} c ON m.is_now
      LEFT JOIN LATERAL ${selectActualBefore('c', { subject: sql`m.id`, indicator, of, span }, view)} b ON m.is_before) z WHERE z.nth = 1)`
}
