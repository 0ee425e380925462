import { sql } from '@parkgraph/db'
import { divide, getUnit, printDecimal, toAtoms, toDecimal } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { compute, one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { Unit } from '../refs.ts'
import { toGraphQLError } from '../scalar/schema.ts'
import { enums } from '../vocabulary/schema.ts'

type Numbers = Record<string, string | null>

/** A decimal that a derivation yields, of no unit or of one that its description tells. */
export const decimalField = (name: string, description: string) =>
  ({
    type: 'Decimal',
    nullable: true,
    description,
    ...compute<Numbers>([`${name}::text`], (row) => {
      const found = row[name]
      return found == null ? null : printDecimal(toDecimal(found))
    }),
  }) as const

/** An amount that a derivation yields: its rows hold it in atoms, and in `unit_code` the unit that `unitField` tells. */
export const amountField = (name: string, description: string) =>
  ({
    type: 'Decimal',
    nullable: true,
    description,
    args: builder.args((t) => ({
      unit: t.field({
        type: 'UnitCode',
        description: 'Unit of the answer; else the one that `unit` tells.',
      }),
    })),
    ...compute<Numbers & { unitCode: string | null }>([`${name}::text`, 'unitCode'], (row, { unit }) =>
      convertAtoms(row[name] ?? null, row.unitCode, unit as string | null | undefined),
    ),
  }) as const

/** The argument that says whether what is told twice counts once. */
export const duplicatesArgs = (what: string) =>
  builder.args((t) => ({
    duplicates: t.field({
      type: enums.DuplicateHandling,
      required: true,
      defaultValue: 'COUNT_ALL',
      description: `What to do about ${what} that are, or may be, one told twice.`,
    }),
  }))

/**
 * The unit of a row's amounts: of one that rests on one figure that figure's, of a sum that of the total told beside it, else the
 * indicator's default one.
 */
export const unitField = {
  type: Unit,
  description: 'Unit that its amounts are in where none is asked for.',
  ...one((row, unit) => sql`${column(unit, 'code')} = ${column(row, 'unitCode')}`),
} as const

/** A unit that measures something else is wrong also where there is no amount. */
export function convertAtoms(
  atoms: string | null,
  printed: string | null,
  wanted: string | null | undefined,
): string | null {
  if (printed === null) return null
  const unit = getUnit(wanted ?? printed)
  try {
    toAtoms('0', printed, unit)
  } catch (error) {
    throw toGraphQLError(error, { argument: 'unit' })
  }
  return atoms === null ? null : printDecimal(divide(atoms, unit.atoms).value)
}

/** The row of another type that a derivation rests on, by the columns that hold its key. */
export const observationBy = (id: string, park = 'reportingParkId') =>
  one(
    (row, observation) => sql`${column(observation, 'reportingParkId')} = ${column(row, park)}
      AND ${column(observation, 'id')} = ${column(row, id)}`,
  )

export const rowBy = (id: string) => one((row, subject) => sql`${column(subject, 'id')} = ${column(row, id)}`)
