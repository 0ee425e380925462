import type { Viewer } from '@parkgraph/db'
import { tooComplex } from '../error-map.ts'
import type { Selections } from './collect.ts'
import type { Row } from './plan.ts'

/** One statement in the making: the operation, who asks, and a supply of row names. */
export interface Compilation extends Selections {
  readonly viewer: Viewer
  readonly nextRow: () => Row
  /** How many fields lie above: deeper than `maximumDepth` nothing is compiled. */
  readonly depth: number
}

/** Far more than a page asks for, and far less than what would exhaust PostgreSQL's stack or ours. */
const maximumDepth = 24

/** The compilation one field further down. */
export function descend(compilation: Compilation): Compilation {
  if (compilation.depth >= maximumDepth) throw tooComplex()
  return { ...compilation, depth: compilation.depth + 1 }
}
