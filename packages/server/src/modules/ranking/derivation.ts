import { type Sql, sql } from '@parkgraph/db'
import { getUnit, type Period } from '@parkgraph/statistics'
import type { View } from '../../compiler/view.ts'
import { memberships } from '../subject/membership.ts'
import type { terms } from '../vocabulary/terms.ts'
import { selectBefore, selectDivisor, selectShared } from './base.ts'
import { selectDay } from './cohort.ts'
import type { Wanted } from './figures.ts'

export type Derivation = keyof typeof terms.RankingDerivation.values

/** What PER_MU and PER_EMPLOYEE divide by. */
export const divisors = {
  PER_MU: { indicator: 'land_area', unit: 'MU' },
  PER_EMPLOYEE: { indicator: 'employment', unit: 'PERSON' },
} as const

export const isDivided = (derivation: Derivation): derivation is keyof typeof divisors => derivation in divisors

/**
 * What the figure `v` is held against. `wanted` is of the figure, `divisorNature` of land and employment; `period` is the one that
 * was asked for, if any.
 */
export function selectBase(
  derivation: Derivation,
  wanted: Wanted,
  divisorNature: Sql,
  period: Period | null,
  view: View,
): Sql {
  if (derivation === 'YEAR_ON_YEAR') return selectBefore(wanted, period, view)
  if (!isDivided(derivation)) return selectShared(wanted, period, view)
  const { indicator, unit } = divisors[derivation]
  return selectDivisor(
    {
      indicator: sql`(SELECT require_indicator(${indicator}, NULL, NULL))`,
      dimension: sql`${getUnit(unit).dimension}`,
      nature: divisorNature,
    },
    view,
  )
}

/** Id of the park around the subject of `v`, where a derivation needs it. */
export function selectParent(derivation: Derivation, period: Period | null, view: View): Sql {
  if (derivation !== 'SHARE_OF_PARENT') return sql`NULL::integer`
  const around = memberships.from(view, selectDay(period, view))
  return sql`(SELECT m.park_id FROM ${around} m WHERE m.subject_id = v.subject_id ORDER BY m.role, m.published_on DESC, m.id LIMIT 1)`
}

/** Figures `v` beside their bases, both in atoms. `figures` is a FROM item that holds `v`, `more` what else is read of it. */
export const selectPairs = (
  figures: Sql,
  base: Sql,
  more: Sql,
) => sql`SELECT v.*, b.base_park_id, b.base_observation_id,
    b.qualifier AS base_qualifier, b.value * u.atoms AS base_value,
    coalesce(b.value, b.lower) * u.atoms AS least, coalesce(b.value, b.upper) * u.atoms AS most, ${more}
  FROM ${figures} LEFT JOIN LATERAL (${base}) b ON TRUE LEFT JOIN unit u ON u.code = b.unit_code`

/**
 * Value and bounds of a pair `v`, in a unit of so many `atoms`, or of `dividend_atoms` by `divisor_atoms`. All derivations rise
 * with the value; they fall as a positive base rises, unless the value is negative. A base that may be zero or less gives no bounds.
 */
export function deriveBounds(derivation: Derivation): Sql {
  const of = (value: Sql, base: Sql): Sql => {
    if (derivation === 'YEAR_ON_YEAR') return sql`quotient((${value} - ${base}) * 100, ${base} * v.atoms)`
    if (derivation === 'SHARE_OF_PARENT') return sql`quotient(${value} * 100, ${base} * v.atoms)`
    return sql`quotient(${value} * v.divisor_atoms, ${base} * v.dividend_atoms)`
  }
  const [low, high] = [sql`coalesce(v.value, v.lower)`, sql`coalesce(v.value, v.upper)`]
  // Land and people are never fewer than none.
  const isPositive = isDivided(derivation) ? sql`coalesce(v.least, 1) > 0` : sql`v.least > 0`
  const isVague = sql`(v.value IS NULL OR v.base_value IS NULL) AND ${isPositive}`
  const isOpen = {
    least: sql`(v.base_value IS NULL AND v.base_qualifier = 'OVER')`,
    most: sql`(v.base_value IS NULL AND v.base_qualifier = 'NEARLY')`,
  }
  return sql`CASE WHEN v.least > 0 THEN ${of(sql`v.value`, sql`v.base_value`)} END AS value,
    CASE WHEN ${isVague} THEN CASE WHEN ${low} < 0 THEN ${of(low, sql`v.least`)} ELSE ${of(low, sql`v.most`)} END END AS lower,
    CASE WHEN ${isVague} THEN CASE WHEN ${high} < 0 THEN ${of(high, sql`v.most`)} ELSE ${of(high, sql`v.least`)} END END AS upper,
    v.value IS NULL AND v.qualifier = 'OVER' OR CASE WHEN ${low} < 0 THEN ${isOpen.least} ELSE ${isOpen.most} END AS lower_open,
    v.value IS NULL AND v.qualifier = 'NEARLY' OR CASE WHEN ${high} < 0 THEN ${isOpen.most} ELSE ${isOpen.least} END AS upper_open`
}
