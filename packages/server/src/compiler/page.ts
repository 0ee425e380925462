import { AppError } from '../errors.ts'
import { encodeCursor, fingerprintOf, type Position } from './cursor.ts'
import type { List } from './list.ts'
import type { Arguments } from './plan.ts'

const defaultSize = 20
const maximumSize = 100

export interface Page {
  readonly size: number
  readonly isBackward: boolean
  readonly after: string | null
  readonly before: string | null
}

export interface CompiledRow {
  readonly row: Record<string, unknown>
  readonly position: Position
}

export interface CompiledConnection {
  readonly rows: readonly CompiledRow[]
  readonly total: number | null
  readonly parts: Readonly<Record<string, unknown>> | null
}

/** Makes the Relay connection out of what the compiled expression yields. */
export function readConnection(list: List, args: Arguments, { rows, total, parts }: CompiledConnection) {
  const { size, isBackward, after, before } = readPage(args)
  const fingerprint = fingerprintOf(list.name, readOrder(args))
  const kept = rows.slice(0, size)
  if (isBackward) kept.reverse()
  const edges = kept.map(({ row, position }) => ({ cursor: encodeCursor(fingerprint, position), node: row }))
  const hasMore = rows.length > size
  return {
    ...parts,
    edges,
    totalCount: total,
    pageInfo: {
      hasNextPage: isBackward ? before !== null : hasMore,
      hasPreviousPage: isBackward ? hasMore : after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

/** The page that the arguments ask for. @throws AppError `BAD_USER_INPUT` */
export function readPage(args: Arguments): Page {
  const { first, last, after, before } = args as Partial<Record<string, number | string | null>>
  const refuse = (argument: string, why: string) => new AppError('BAD_USER_INPUT', why, { argument })
  if (first != null && last != null)
    throw refuse('last', 'first and last exclude each other: ask for the first or for the last rows.')
  for (const [name, size] of Object.entries({ first, last }))
    if (size != null && (Number(size) < 1 || Number(size) > maximumSize))
      throw refuse(name, `${name} is ${size}: it takes 1 to ${maximumSize}.`)
  return {
    size: Number(first ?? last ?? defaultSize),
    isBackward: last != null,
    after: (after as string | null | undefined) ?? null,
    before: (before as string | null | undefined) ?? null,
  }
}

/** How many rows at most a list is asked for that is read without pages; null for all. @throws AppError `BAD_USER_INPUT` */
export function readLimit({ first, last }: Arguments): number | null {
  const refuse = (argument: string, why: string) => new AppError('BAD_USER_INPUT', why, { argument })
  if (last != null)
    throw refuse('last', 'last: rows are read forwards here. Turn orderBy round, and ask for the first.')
  if (first == null) return null
  if (Number(first) < 1) throw refuse('first', `first is ${first}: it takes 1 or more; without it, all rows are read.`)
  return Number(first)
}

/** What a list is ordered by; nothing given means its default. */
export function readOrder(args: Arguments): readonly Arguments[] {
  return (args.orderBy as Arguments[] | null | undefined) ?? []
}
