import { raw, type Sql, sql } from '@parkgraph/db'
import { selectOwnDimension } from '../../compiler/measured.ts'
import type { Row } from '../../compiler/plan.ts'
import { fact } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'

export type DuplicateHandling = 'COUNT_ALL' | 'MERGE_CONFIRMED' | 'MERGE_POSSIBLE'

const links = fact('relationship', ['from_id', 'to_id'])

const kinds: Readonly<Record<DuplicateHandling, readonly string[]>> = {
  COUNT_ALL: [],
  MERGE_CONFIRMED: ['SAME_AS'],
  MERGE_POSSIBLE: ['SAME_AS', 'POSSIBLY_SAME_AS'],
}

/** The kinds of links that make their ends one, as an array of texts. */
export const selectLinkKinds = (duplicates: DuplicateHandling): Sql => sql`${kinds[duplicates]}::text[]`

/**
 * A FROM item that leads from a subject to the one that stands for it and for all that it is, or may be, the same as: the one
 * recorded first. Holds subjects with such links only.
 */
export const selectRepresentatives = (view: View, duplicates: DuplicateHandling): Sql =>
  selectLinked(view, selectLinkKinds(duplicates))

/** The same by links of the kinds in an array. */
export function selectLinked(view: View, linkKinds: Sql): Sql {
  return sql`(WITH RECURSIVE told AS (SELECT r.from_id, r.to_id FROM ${links.from(view)} r
        WHERE r.kind::text = ANY (${linkKinds}) AND r.to_id IS NOT NULL),
      link AS (SELECT from_id AS a, to_id AS b FROM told UNION SELECT to_id, from_id FROM told),
      reach AS (SELECT a, a AS b FROM link UNION SELECT r.a, l.b FROM reach r JOIN link l ON l.a = r.b)
    SELECT a AS subject_id, min(b) AS representative_id FROM reach GROUP BY a)`
}

/**
 * The order of subjects that are one: the first stands for all, which is the one recorded first of those that lack the fewest of the
 * figures that are asked for. What a source says is a figure whatever it says: vague, or that it is missing. So a sum of merged rows
 * is the same wherever it is told. `lacking` is how many figures the subject `id` lacks.
 */
export const orderOfSame = (lacking: Sql, id: Sql): Sql => sql`${lacking}, ${id}`

/** How much of a figure lacks: all, or half where it is in another currency than its indicator, in which it adds up with no other. */
export const lackOf = (isLacking: Sql, dimension: Sql, indicator: Sql): Sql =>
  sql`CASE WHEN ${isLacking} THEN 2 WHEN ${dimension} <> ${selectOwnDimension(indicator)} THEN 1 ELSE 0 END`

/** The same of the one figure that `row` holds: none where its indicator is null. */
export const lackOfOne = (row: Row): Sql => {
  const own = (name: string) => raw(`${row}.${name}`)
  return lackOf(sql`${own('indicator_id')} IS NULL`, own('dimension'), own('indicator_id'))
}

/** The order where one figure is asked for, which `row` holds. */
export const orderOfOne = (row: Row, id: string): Sql => orderOfSame(lackOfOne(row), raw(id))
