import { join, raw, type Sql, sql } from '@parkgraph/db'
import type { Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { tellsAmount } from '../observation/rows.ts'

/** Of how many enterprises a cell has to tell at least, so that none of them is told of alone, nor to the other one. */
const fewest = 3

/** Whether some enterprises are protected from the viewer: not from who has a role everywhere. */
export const isProtecting = ({ accessLevel }: View): boolean => accessLevel === 'PUBLIC'

/**
 * Holds for rows of enterprises of parks that the viewer has no role for. Those of other parks give no cover: who has the role knows
 * their figures, and would subtract them.
 */
export function isProtected(isFirm: Sql, reportingPark: Sql, { raised }: View): Sql {
  const own = raised.flatMap(({ parks }) => parks)
  return own.length === 0 ? isFirm : sql`(${isFirm} AND ${reportingPark} <> ALL (${own}::int[]))`
}

/** Where an aggregate stands before it is known whether it is told. */
export const ownColumn = (name: string) => `own_${name}`

/**
 * How many protected enterprises there are among rows, how many have a figure, how many an exact one, and how many a vague one: the
 * bounds of a sum, less what the mean tells of the exact ones, are those of the vague.
 */
const measures = (row: Row): Readonly<Record<string, Sql>> => {
  const isExact = sql`${raw(row)}.value IS NOT NULL`
  return {
    firms: sql`TRUE`,
    figure_firms: tellsAmount(row),
    exact_firms: isExact,
    vague_firms: sql`${tellsAmount(row)} AND NOT ${isExact}`,
  }
}

const countBy = (row: Row, prefix: string, condition: string) =>
  join(
    Object.entries(measures(row)).map(
      ([name, holds]) =>
        sql`count(DISTINCT ${raw(row)}.about_id) FILTER (WHERE ${raw(row)}.is_protected AND ${holds} ${raw(condition)}) AS ${raw(prefix + name)}`,
    ),
  )

export const countFirms = (row: Row): Sql => countBy(row, '', '')

/** The same of what the groups of a total do not tell, and in how many cells it lies. */
export const countHidden = (row: Row): Sql =>
  sql`${countBy(row, 'hidden_', `AND ${row}.is_hidden`)}, ${raw(`count(DISTINCT ${row}.cell) FILTER (WHERE ${row}.is_hidden) AS hidden_cells`)}`

/** Holds where so few enterprises stand behind a count, a bound or a value that one of them could be told. */
export const isFew = (row: Row, prefix = ''): string =>
  `(${Object.keys(measures(row))
    .map((name) => `${row}.${prefix}${name} BETWEEN 1 AND ${fewest - 1}`)
    .join(' OR ')})`

/** Holds where what is not told of a total could be found by subtraction: one cell, or a few enterprises. */
export const isExposed = (row: Row): string => `(${row}.hidden_cells = 1 OR ${isFew(row, 'hidden_')})`

/** Holds for a group that covers what the few groups of `few` have too little of. */
export const isCover = (group: Row): string =>
  `(${group}.firms >= ${fewest} AND ${Object.keys(measures(group))
    .map((name) => `(few.hidden_${name} NOT BETWEEN 1 AND ${fewest - 1} OR ${group}.${name} >= ${fewest})`)
    .join(' AND ')})`
