import { raw, type Sql, sql } from '@parkgraph/db'
import { selectOwnDimension } from '../../compiler/measured.ts'
import { column, type Row } from '../../compiler/plan.ts'
import { isKnown, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { selectValid } from '../observation/select-valid.ts'
import { isAlike, isOfKey, keyColumns } from '../observation/series-key.ts'
import { isClosed, spanOf, yearBefore } from '../observation/year-before.ts'
import { memberships, selectLastDay } from '../subject/membership.ts'
import { isHeldIn, isOfYearBefore, isStock, isUndated } from './periods.ts'
import { inAtoms, reason, type Side, selectHeld, selectLevel, selectLevelKeys, selectReported } from './world.ts'

/** Growth over the year before, and the reported one, wherever one of them differs: of the figure's period and the year after. */
export function selectGrowths(preview: Row, view: View): Sql {
  const subject = column(preview, 'subjectId')
  const before = (name: Side) =>
    selectHeld(preview, name, 'w', yearBefore(spanOf('w')), isOfYearBefore('w'), view, subject, isAlike)
  const side = (name: Side) => sql`LATERAL (SELECT l.value, b.value AS base, ${reason('l', 'b')} AS reason,
      CASE WHEN w.dimension = ${selectOwnDimension(sql`w.indicator_id`)}
        THEN ${selectReported(preview, name, 'l', view)} END AS reported
    FROM (SELECT 1) one LEFT JOIN LATERAL ${selectLevel(preview, name, 'w', view)} l ON TRUE
      LEFT JOIN LATERAL ${before(name)} b ON TRUE) ${raw(name)}`
  const keyOf = (accumulation: string) =>
    raw([...keyColumns, 'nature'].map((name) => (name === 'accumulation' ? accumulation : `k.${name}`)).join(', '))
  const key = keyOf('k.accumulation')
  const later = (day: string) => raw(`(k.${day} + interval '1 year')::date AS ${day}`)
  // A stock may hold in the days of several figures of the year after.
  const meeting = sql`SELECT ${key}, x.period_start, x.period_end
    FROM series s JOIN observation x ON x.reporting_park_id = s.reporting_park_id AND x.series_id = s.id
    WHERE ${isStock('k')} AND ${isOfKey('s', 'k')} AND s.subject_id = ${subject} AND x.nature = k.nature AND ${isClosed(spanOf('x'))}
      AND x.period_start < k.period_end + interval '1 year' AND x.period_end > k.period_start + interval '1 year'
      AND ${isVisible('s', view)} AND ${isKnown('x', view)}`
  // What another series tells of the year after, and calls otherwise, may be held against the figure.
  const next = sql`SELECT ${keyOf('s.accumulation')}, ${later('period_start')}, ${later('period_end')} FROM series s
    WHERE ${isAlike('s', 'k')} AND s.accumulation <> k.accumulation AND s.subject_id = ${subject} AND ${isVisible('s', view)}`
  const divergence = (name: Side) =>
    raw(`CASE WHEN ${name}.reason IS NULL THEN ${name}.reported - quotient((${name}.value - ${name}.base) * 100, ${name}.base) END
      AS ${name}_divergence`)
  return sql`(SELECT w.*, ${subject} AS subject_id, before.reason AS before_reason, after.reason AS after_reason,
      CASE WHEN before.reason IS NULL THEN quotient((before.value - before.base) * 100, before.base) END AS before_computed,
      CASE WHEN after.reason IS NULL THEN quotient((after.value - after.base) * 100, after.base) END AS after_computed,
      before.reported AS before_reported, after.reported AS after_reported, ${divergence('before')}, ${divergence('after')}
    FROM (SELECT DISTINCT w.* FROM ${selectLevelKeys(preview, view)} k CROSS JOIN LATERAL (
        SELECT k.* UNION ALL SELECT ${key}, ${later('period_start')}, ${later('period_end')} UNION ALL ${next} UNION ALL ${meeting}) w) w,
      ${side('before')}, ${side('after')}
    WHERE (before.value, before.base, before.reported) IS DISTINCT FROM (after.value, after.base, after.reported)
      AND (before.reported IS DISTINCT FROM after.reported OR before.reason IS NULL OR after.reason IS NULL))`
}

/** Shares of the levels in those of the parks that the subject is part of, or lies in, on the last day of the period. */
export function selectShares(preview: Row, view: View): Sql {
  const periods = [...isHeldIn(spanOf('k'), 'k'), isUndated('k')]
  const around = (name: Side) => selectHeld(preview, name, 'k', spanOf('k'), periods, view, sql`m.park_id`, isAlike)
  const side = (name: Side) => sql`LATERAL (SELECT l.value, b.value AS base, ${reason('l', 'b')} AS reason
    FROM (SELECT 1) one LEFT JOIN LATERAL ${selectLevel(preview, name, 'k', view)} l ON TRUE
      LEFT JOIN LATERAL ${around(name)} b ON TRUE) ${raw(name)}`
  return sql`(SELECT k.*, ${column(preview, 'subjectId')} AS subject_id, m.park_id, before.reason AS before_reason,
      after.reason AS after_reason,
      CASE WHEN before.reason IS NULL THEN quotient(before.value * 100, before.base) END AS before_value,
      CASE WHEN after.reason IS NULL THEN quotient(after.value * 100, after.base) END AS after_value
    FROM ${selectLevelKeys(preview, view)} k
      CROSS JOIN LATERAL (SELECT DISTINCT m.park_id FROM ${memberships.from(view, selectLastDay(sql`k.period_end`, view))} m
        WHERE m.subject_id = ${column(preview, 'subjectId')} AND m.role IN ('PART_OF', 'LOCATED_IN')) m,
      ${side('before')}, ${side('after')}
    WHERE (before.value, before.base) IS DISTINCT FROM (after.value, after.base) AND (before.reason IS NULL OR after.reason IS NULL))`
}

/** Money by mu of the land of the subject that was valid when the period of the level ended. */
export function selectPerMu(preview: Row, view: View): Sql {
  const land = selectValid(
    {
      subject: column(preview, 'subjectId'),
      indicator: sql`(SELECT id FROM indicator WHERE code = 'land_area')`,
      dimension: sql`'area'`,
      nature: sql`'ACTUAL'::"Nature"`,
      end: sql`k.period_end`,
    },
    view,
  )
  const side = (name: Side) => sql`LATERAL (SELECT l.value, b.value AS base, ${reason('l', 'b')} AS reason
    FROM (SELECT 1) one LEFT JOIN LATERAL ${selectLevel(preview, name, 'k', view)} l ON TRUE
      LEFT JOIN LATERAL (SELECT ${inAtoms('l')} FROM ${land} l JOIN unit u ON u.code = l.unit_code) b ON TRUE) ${raw(name)}`
  const perMu = (name: Side) =>
    raw(
      `CASE WHEN ${name}.reason IS NULL THEN quotient(${name}.value * mu.atoms, ${name}.base * money.atoms) END AS ${name}_value`,
    )
  return sql`(SELECT k.*, ${column(preview, 'subjectId')} AS subject_id, before.reason AS before_reason,
      after.reason AS after_reason, ${perMu('before')}, ${perMu('after')}
    FROM ${selectLevelKeys(preview, view)} k JOIN unit mu ON mu.code = 'MU' JOIN unit money ON money.code = 'CNY_10K', ${side('before')}, ${side('after')}
    WHERE k.dimension = 'money:CNY' AND before.value IS DISTINCT FROM after.value AND (before.reason IS NULL OR after.reason IS NULL))`
}
