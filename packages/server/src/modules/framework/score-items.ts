import { join, raw, type Sql, sql } from '@parkgraph/db'
import { divisors } from '../ranking/derivation.ts'

/**
 * The indicators of the edition: which figures each reads, and its target as its values are: in atoms of what they measure, or of
 * what is derived in its unit.
 */
export const selectItems = (
  argument: string,
): Sql => sql`SELECT i.id, i.indicator_id, i.measure, i.derivation, i.nature, i.accumulation, i.scope,
    i.weight, i.direction, i.target * CASE WHEN i.derivation IS NULL THEN v.atoms ELSE 1 END AS target, d.unit_code,
    CASE WHEN i.derivation IS NULL THEN v.atoms ELSE 1 END AS unit_atoms, v.atoms, dividend.atoms AS dividend_atoms,
    divisor.atoms AS divisor_atoms, CASE WHEN i.derivation IS NULL THEN v.dimension ELSE n.dimension END AS dimension,
    e.total_weight, row_number() OVER (ORDER BY g.position, i.position) AS position
  FROM score_edition e JOIN framework_group g ON g.edition_id = e.id JOIN framework_indicator i ON i.group_id = g.id
    JOIN indicator n ON n.id = i.indicator_id
    CROSS JOIN LATERAL (SELECT CASE i.derivation ${perUnits(argument)} ELSE coalesce(i.target_unit_code,
      CASE WHEN i.measure = 'RANK' THEN 'RANK' WHEN i.measure IN ('GROWTH', 'SHARE') OR i.derivation IS NOT NULL THEN 'PERCENT'
        ELSE n.default_unit_code END) END AS unit_code) d
    JOIN unit v ON v.code = d.unit_code LEFT JOIN unit dividend ON dividend.code = split_part(v.code, '_PER_', 1)
    LEFT JOIN unit divisor ON divisor.code = split_part(v.code, '_PER_', 2)`

const perUnits = (argument: string) =>
  join(
    Object.entries(divisors).map(
      ([derivation, { unit }]) =>
        sql`WHEN ${raw(`'${derivation}'`)} THEN require_unit_per(i.indicator_id, ${unit}, i.target_unit_code, ${argument})`,
    ),
    ' ',
  )
