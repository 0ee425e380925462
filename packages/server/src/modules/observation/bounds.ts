import { type Sql, sql } from '@parkgraph/db'
import { getUnit, printDecimal, toAtoms, toDecimal } from '@parkgraph/statistics'
import type { Types } from '../../builder.ts'
import { AppError } from '../../errors.ts'

type InputFields = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>

/** Conditions on a figure's value, in a unit. */
export interface Bounds {
  readonly unit?: string | null
  readonly eq?: string | null
  readonly gt?: string | null
  readonly gte?: string | null
  readonly lt?: string | null
  readonly lte?: string | null
}

/** What every input with conditions on a value says of vague figures. */
export const vagueness =
  'Vague figures meet a condition only where their bounds make it certain; about a number (约) has no bounds, and counts as that number.'

/** The input fields of such conditions. */
export const boundFields = (t: InputFields) => ({
  unit: t.field({ type: 'UnitCode', description: 'Unit of the values given here. Required with any of them.' }),
  eq: t.field({ type: 'Decimal', description: 'The value is this one.' }),
  gt: t.field({ type: 'Decimal', description: 'The value, or its lower bound, is greater.' }),
  gte: t.field({ type: 'Decimal', description: 'The value, or its lower bound, is at least this.' }),
  lt: t.field({ type: 'Decimal', description: 'The value, or its upper bound, is less.' }),
  lte: t.field({ type: 'Decimal', description: 'The value, or its upper bound, is at most this.' }),
})

// The row `l` holds value, lower and upper in atoms. OVER and NEARLY exclude their bound: over 3 is certainly more than 3.
const comparisons = {
  eq: (bound: Sql) => sql`l.value = ${bound}`,
  gt: (bound: Sql) => sql`(coalesce(l.value, l.lower) > ${bound} OR (l.qualifier = 'OVER' AND l.lower = ${bound}))`,
  gte: (bound: Sql) => sql`coalesce(l.value, l.lower) >= ${bound}`,
  lt: (bound: Sql) => sql`(coalesce(l.value, l.upper) < ${bound} OR (l.qualifier = 'NEARLY' AND l.upper = ${bound}))`,
  lte: (bound: Sql) => sql`coalesce(l.value, l.upper) <= ${bound}`,
} as const

type Interval = Readonly<Partial<Record<'gt' | 'gte' | 'lt' | 'lte', string | number | null>>>

/** Refuses a lower bound that lies above the upper one. @throws AppError `BAD_USER_INPUT` */
export function checkInterval(interval: Interval, path: string): void {
  for (const low of ['gt', 'gte'] as const)
    for (const high of ['lt', 'lte'] as const) {
      const [from, to] = [interval[low], interval[high]]
      if (from == null || to == null || !toDecimal(String(from)).gt(String(to))) continue
      const why = `${path}.${high} is ${to}, which is less than ${low}, ${from}: no value is both. Exchange them, or leave one out.`
      throw new AppError('BAD_USER_INPUT', why, { argument: `${path}.${high}` })
    }
}

/**
 * The conditions on a row `l` in atoms, and what the unit measures. `expected` is the dimension that the figure has, or null
 * where only the database knows.
 *
 * @throws AppError `BAD_USER_INPUT` without a unit, and where the bounds are inverted, `INCOMPATIBLE_UNITS`
 */
export function compileBounds(
  bounds: Bounds,
  expected: string | null,
  path: string,
): { met: Sql[]; dimension: string | null } {
  const argument = `${path}.unit`
  const given = (Object.keys(comparisons) as (keyof typeof comparisons)[]).filter((name) => bounds[name] != null)
  if (bounds.unit == null) {
    if (given.length === 0) return { met: [], dimension: null }
    const missing = `${argument} is missing: say in which unit ${given.join(' and ')} ${given.length === 1 ? 'is' : 'are'} given.`
    throw new AppError('BAD_USER_INPUT', missing, { argument })
  }
  const unit = getUnit(bounds.unit)
  if (expected !== null && unit.dimension !== expected) {
    const why = `${argument} measures ${unit.dimension}, and the figure ${expected}: use a unit of ${expected}.`
    throw new AppError('INCOMPATIBLE_UNITS', why, { argument })
  }
  checkInterval(bounds, path)
  const met = given.map((name) => comparisons[name](sql`${printDecimal(toAtoms(bounds[name] ?? '0', unit))}::numeric`))
  return { met, dimension: unit.dimension }
}
