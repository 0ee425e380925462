import { type Sql, sql } from '@parkgraph/db'
import { AppError } from '../errors.ts'
import { decodeCursor, encodeCursor, type Position } from './cursor.ts'
import { compileAfter, type SortKey } from './order.ts'
import type { Arguments } from './plan.ts'

const maximumSize = 1_000

/** How many groups a page holds. @throws AppError `BAD_USER_INPUT` */
export function readGroupSize(args: Arguments): number {
  const first = Number(args['first'])
  if (first >= 1 && first <= maximumSize) return first
  throw new AppError('BAD_USER_INPUT', `first is ${first}: it takes 1 to ${maximumSize}.`, { argument: 'first' })
}

/** Holds for the groups of the page that the arguments ask for, and those after it. @throws AppError `BAD_CURSOR` */
export function compileGroupsAfter(keys: readonly SortKey[], fingerprint: string, { after }: Arguments): Sql {
  if (after == null) return sql`TRUE`
  const types = keys.map((key) => key.type)
  return compileAfter(keys, decodeCursor(after as string, fingerprint, types, 'after'), false)
}

/** A page of groups, out of what the statement found: one more than asked, to tell whether more follow. */
export function readGroupPage(
  rows: readonly { readonly row: object; readonly position: Position }[],
  fingerprint: string,
  args: Arguments,
) {
  const size = readGroupSize(args)
  const kept = rows.slice(0, size)
  const cursors = kept.map(({ position }) => encodeCursor(fingerprint, position))
  return {
    nodes: kept.map(({ row }) => row),
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: args['after'] != null,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  }
}
