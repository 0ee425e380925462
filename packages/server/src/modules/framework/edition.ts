import { type Sql, sql } from '@parkgraph/db'

export interface Edition {
  readonly framework: string
  readonly edition: string
  /** Code of the one cohort that is asked for, if any. */
  readonly cohort?: string | null
  /** Path of the input that names them, with the dot behind it; empty where the arguments themselves do. For errors. */
  readonly path: string
}

/** The edition, and the id of the cohort that is asked for, if any. */
export function selectEdition({ framework, edition, cohort = null, path }: Edition): Sql {
  const cohorts = sql`FROM framework_cohort c WHERE c.edition_id = e.id`
  const asked = sql`coalesce((SELECT c.id ${cohorts} AND c.code = ${cohort}),
    refuse('PG040', format('Edition "%s" has no cohort "%s".', e.edition, ${cohort}::text), ${`${path}cohort`}, coalesce(
      (SELECT 'Its cohorts are ' || string_agg(c.code, ', ' ORDER BY c.position) || '.' ${cohorts}), 'It compares all parks: leave cohort out.')))`
  return sql`SELECT e.id, e.scoring_method, e.total_weight, EXISTS (SELECT 1 ${cohorts}) AS has_cohorts,
      ${cohort === null ? sql`NULL::integer` : asked} AS asked_cohort_id
    FROM framework_edition e WHERE e.id = require_edition(${framework}, ${edition}, ${path})`
}

/** Holds for a park of the cohort that is asked for. */
export const isOfAskedCohort = (park: Sql): Sql =>
  sql`${park} IN (SELECT p.id FROM score_parks p JOIN score_edition e ON e.asked_cohort_id = p.cohort_id)`

/** The cohort of a park: the one that names its region most closely. */
export const selectCohort = sql`SELECT c.id FROM framework_cohort c, unnest(c.region_prefixes) x
  WHERE c.edition_id = e.id AND starts_with(p.region_code, x) ORDER BY length(x) DESC, c.position LIMIT 1`
