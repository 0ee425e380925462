import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import type { Aggregated } from './aggregate.ts'
import { countFirms, countHidden, isCover, isExposed, isFew, ownColumn } from './protect.ts'
import type { Question } from './select.ts'

/** A FROM item of aggregates that are missing where `isSuppressed` holds, of a row `g`. */
export function tell({ isProtecting }: Question, { found, names }: Aggregated, isSuppressed: Sql): Sql {
  if (!isProtecting) return sql`(SELECT g.*, FALSE AS is_suppressed FROM ${found} g)`
  const told = names.map((name) => raw(`CASE WHEN NOT g.is_suppressed THEN g.${ownColumn(name)} END AS ${name}`))
  return sql`(SELECT g.*, ${join(told)} FROM (SELECT g.*, ${isSuppressed} AS is_suppressed FROM ${found} g) g)`
}

/**
 * The common table expression `h` with the groups of `b`, and those before it. A group of few enterprises is suppressed, and so is
 * the next smallest one where all that are could be told from a total: chosen before groups are narrowed and ordered, which thus tell nothing.
 */
export function selectGroups(question: Question, aggregated: Aggregated): Sql {
  if (!question.isProtecting) return sql`h AS MATERIALIZED (SELECT * FROM ${tell(question, aggregated, empty)} g)`
  const found = { ...aggregated, found: raw('own') }
  return sql`own AS MATERIALIZED (SELECT g.*, ${raw(isFew('g'))} AS is_few FROM ${aggregated.found} g),
    few AS MATERIALIZED (SELECT ${countHidden('b')} FROM (SELECT b.*, own.key AS cell, own.is_few AS is_hidden FROM b FULL JOIN own ON own.key = b.key) b),
    next AS MATERIALIZED (SELECT g.key FROM own g, few WHERE ${raw(isExposed('few'))} AND NOT g.is_few AND ${raw(isCover('g'))} ORDER BY g.firms, g.key COLLATE "C" LIMIT 1),
    h AS MATERIALIZED (SELECT * FROM ${tell(question, found, sql`(g.is_few OR coalesce(g.key = (SELECT next.key FROM next), FALSE))`)} g)`
}

/**
 * What the rows of a part have to tell beside themselves: the cell of the answer in which each is told, a group or `other`, and whether that
 * is suppressed. `o` is their group.
 */
export function selectCells({ isProtecting }: Question, part: 'totals' | 'other', top: number | null): Sql {
  if (!isProtecting || part === 'other') return empty
  if (top === null) return sql`, o.key AS cell, o.is_suppressed AS is_hidden`
  return sql`, CASE WHEN o.place > ${top} THEN '' ELSE o.key END AS cell,
    CASE WHEN o.place > ${top} THEN (SELECT beyond.is_hidden FROM beyond) ELSE o.is_suppressed END AS is_hidden`
}

/**
 * The common table expression `beyond`: whether `other` is suppressed, as it is of few enterprises, or since with it the total would tell
 * what the top groups do not.
 */
export function selectBeyond({ isProtecting }: Question, top: number | null): Sql {
  if (!isProtecting || top === null) return empty
  return sql`beyond AS MATERIALIZED (SELECT ${raw(isFew('x'))} OR ${raw(isExposed('y'))} AS is_hidden
      FROM (SELECT ${countFirms('b')} FROM other b) x,
        (SELECT ${countHidden('b')} FROM (SELECT b.*, o.key AS cell, o.is_suppressed AND o.place <= ${top} AS is_hidden FROM b FULL JOIN o ON o.key = b.key) b) y),`
}

/** Whether a part of the answer is suppressed, of its row `g`. */
export const isPartSuppressed = (part: 'totals' | 'other'): Sql =>
  part === 'other' ? sql`(SELECT beyond.is_hidden FROM beyond)` : raw(`(${isFew('g')} OR ${isExposed('g')})`)
