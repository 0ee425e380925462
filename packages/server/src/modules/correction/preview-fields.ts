import { sql } from '@parkgraph/db'
import { printDecimal } from '@parkgraph/statistics'
import type { FieldMap } from '@pothos/core'
import type { Types } from '../../builder.ts'
import { compute, one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { convertInto } from '../observation/figure.ts'
import { periodField } from '../observation/period.ts'
import { Indicator } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'

export type Fields<Shape extends object> = PothosSchemaTypes.ObjectFieldBuilder<Types, Shape>

export const dimensionField = {
  description: 'What its amounts measure, such as `money:CNY`: each currency is a row of its own.',
  ...read('dimension'),
}

/** Names and types of what keeps figures comparable, for every row of a preview. */
export const keyFields = (t: Fields<object>): FieldMap => ({
  indicator: t.field({
    type: Indicator,
    description: 'What is measured.',
    ...one((row, indicator) => sql`${column(indicator, 'id')} = ${column(row, 'indicatorId')}`),
  }),
  measure: t.field({ type: enums.Measure, description: 'What it says about the indicator.', ...read('measure') }),
  accumulation: t.field({
    type: enums.Accumulation,
    description: 'Over which span it accumulates.',
    ...read('accumulation'),
  }),
  priceBasis: t.field({ type: enums.PriceBasis, description: 'Prices it is measured in.', ...read('priceBasis') }),
  scope: t.field({ type: enums.Scope, description: 'Which units of the population it covers.', ...read('scope') }),
  breakdown: t.string({ description: 'Item of a breakdown; empty for the whole.', ...read('breakdown') }),
  nature: t.field({
    type: enums.Nature,
    description: 'Whether it happened, is expected or is aimed at.',
    ...read('nature'),
  }),
  dimension: t.string(dimensionField),
  period: t.field({ ...periodField, description: 'The days it covers; null where the source gives none.' }),
})

export const unitArg = (t: Fields<object>, otherwise: string) => ({
  unit: t.arg({ type: 'UnitCode', description: `Unit to convert into; else ${otherwise}.` }),
})

export const reasons = (t: Fields<object>): FieldMap => ({
  beforeReason: t.field({
    type: enums.DerivationReason,
    nullable: true,
    description: 'Why there is none without the correction.',
    ...read('beforeReason'),
  }),
  afterReason: t.field({
    type: enums.DerivationReason,
    nullable: true,
    description: 'Why there is none with the correction.',
    ...read('afterReason'),
  }),
})

/** A number of a side, computed in one unit and converted into another. */
export const converted = (name: string, from: string) =>
  compute<Record<string, string | null>>([`${name}::text`, ...(from === 'unitCode' ? [from] : [])], (row, { unit }) => {
    const found = row[name]
    if (found == null) return null
    const own = from === 'unitCode' ? (row[from] as string) : from
    return convertInto(found, own, (unit as string | null) ?? own, (quotient) => printDecimal(quotient.value))
  })
