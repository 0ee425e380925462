import type { Planning } from '@parkgraph/db'
import { tooComplex } from '../error-map.ts'
import type { Selections } from './collect.ts'
import type { Arguments, Row } from './plan.ts'
import { narrowView, type View } from './view.ts'

/** One statement in the making: the operation, who asks, and a supply of row names. */
export interface Compilation extends Selections {
  readonly view: View
  readonly nextRow: () => Row
  /** How many fields lie above: deeper than `maximumDepth` nothing is compiled. */
  readonly depth: number
  /** The arguments of the fields above, the nearest first. */
  readonly around: Arguments
  /** How many rows the lists above can hold at most. */
  readonly rows: number
  /**
   * Of all that is compiled so far: rows of lists at most, lists that are read whole, the latest moment of recording asked for, how to
   * plan it.
   */
  readonly total: { rows: number; whole: number; recorded: bigint | null; planning: Planning }
}

/** Far more than a page asks for, and far less than what would exhaust PostgreSQL's stack or ours. */
const maximumDepth = 24

/** Rows that the lists of one root field can hold at most, sizes of nested pages multiplied. */
const maximumRows = 100_000

/** What a list without pages counts for: most hold a few rows. */
const unpagedSize = 10

/** Lists of one root field that are read whole, for their totals or groups. Planning each takes longer than counting most. */
const maximumWhole = 200

/** The compilation one field further down, looked at as its arguments say. */
export function descend(compilation: Compilation, args: Arguments): Compilation {
  if (compilation.depth >= maximumDepth) throw tooComplex()
  return { ...narrow(compilation, args), depth: compilation.depth + 1, around: { ...compilation.around, ...args } }
}

/** The compilation as seen with the arguments `asOf` and `reading`. */
export function narrow(compilation: Compilation, args: Arguments): Compilation {
  const view = narrowView(compilation.view, args)
  const { total } = compilation
  // What a row tells is committed: only moments that callers name have to be waited for.
  if (typeof view.recorded === 'bigint' && view.recorded > (total.recorded ?? 0n)) total.recorded = view.recorded
  return { ...compilation, view }
}

/** The compilation within a list of `size` rows. @throws AppError `OPERATION_TOO_COMPLEX` past what one answer may hold */
export function enterList(compilation: Compilation, size: number = unpagedSize): Compilation {
  const rows = compilation.rows * size
  compilation.total.rows += rows
  // What is not compiled yet could add to it, and is not counted: fragments in fragments have no end.
  if (compilation.total.rows > maximumRows)
    throw tooComplex(
      `The operation asks for ${compilation.total.rows} rows or more, sizes of nested lists multiplied. At most ${maximumRows} pass: split it, or ask for smaller pages.`,
    )
  return { ...compilation, rows }
}

/** Counts a list that is read whole, in however many rows. @throws AppError `OPERATION_TOO_COMPLEX` past what one answer may hold */
export function countWhole({ total }: Compilation): void {
  total.whole += 1
  if (total.whole > maximumWhole)
    throw tooComplex(
      `The operation asks for totalCount or groupBy of ${total.whole} different lists or more under one root field. At most ${maximumWhole} pass: split it.`,
    )
}
