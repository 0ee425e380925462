import { empty, type Sql, sql } from '@parkgraph/db'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { selectIndicators, selectSubjects } from './asked.ts'
import type { Request } from './request.ts'

/** The unit by mu that fits an item: that of its own unit, else the largest, such as 万元/亩. */
const perMu = sql`(SELECT q.atoms, r.code AS per_code FROM unit q JOIN unit r ON r.code = q.code || '_PER_MU' WHERE q.dimension = u.dimension
  ORDER BY q.code = u.code DESC, q.atoms DESC LIMIT 1)`

/** Holds for series `x` of what was asked for, of whatever subject, indicator and kind. */
export function isAsked({ accumulation, scope, priceBasis }: Request, view: View): Sql {
  return sql`x.breakdown = '' AND ${isVisible('x', view)} AND ${isRecorded('x', view)}
    AND ${scope === null ? sql`x.scope IN ('UNSPECIFIED', 'ALL')` : sql`x.scope::text = ${scope}`}
    ${accumulation === null ? empty : sql`AND x.accumulation::text = ${accumulation}`}
    ${priceBasis === null ? empty : sql`AND x.price_basis::text = ${priceBasis}`}`
}

/** Holds for series `x` of the kind that was asked for. */
const isOfKind = (request: Request, view: View): Sql =>
  sql`x.measure::text = ${request.of ?? 'LEVEL'} AND ${isAsked(request, view)}`

/** Holds for those of them which measure this, such as a currency. */
export const isInOwn = (request: Request, dimension: Sql, view: View): Sql =>
  sql`x.dimension = ${dimension} AND ${isOfKind(request, view)}`

/** Holds for those of them which measure something else. */
export const isInOther = (request: Request, dimension: Sql, view: View): Sql =>
  sql`x.dimension <> ${dimension} AND ${isOfKind(request, view)}`

const hasOther = (request: Request, view: View): Sql =>
  sql`EXISTS (SELECT 1 FROM series x WHERE x.subject_id = s.id AND x.indicator_id = k.id AND ${isInOther(request, sql`u.dimension`, view)})`

/** A row for each subject and indicator asked for, with the unit of its values. */
export function selectItems(request: Request, view: View): Sql {
  const { indicators, measures, source, unit, rate } = request
  return sql`SELECT (s.at - 1) * ${indicators.size}::int + k.at AS n, k.at AS k, s.id AS subject_id, s.slug, k.code, k.id AS indicator_id, k.over_time,
      u.dimension, u.code AS unit_code, u.atoms, CASE WHEN quotient(1, u.atoms) * u.atoms = 1 THEN quotient(1, u.atoms) END AS factor,
      coalesce(p.atoms, u.atoms) AS per_atoms, p.per_code, u.dimension NOT IN ('ratio', 'rank') AS is_derivable, ${hasOther(request, view)} AS has_other
    FROM ${selectSubjects(request, view)} s CROSS JOIN ${selectIndicators(request, view)} k
    JOIN unit u ON u.code = coalesce(${unit ?? rate?.code ?? null}, k.default_unit_code) ${source === null ? empty : sql`CROSS JOIN asked_source`}
    LEFT JOIN LATERAL ${measures.includes('PER_MU') ? perMu : sql`(SELECT NULL::numeric AS atoms, NULL AS per_code)`} p ON TRUE`
}
