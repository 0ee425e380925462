import { sql } from '@parkgraph/db'
import { convert, printDecimal, type Quotient } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { compute, one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { toGraphQLError } from '../scalar/schema.ts'
import { isReportedWith } from './reported-with.ts'
import { isCurrent } from './rows.ts'

export const Printed = builder.objectRef<{ printedLabel: string; printedText: string }>('Printed').implement({
  description: 'A figure as it stands in its source, which is never changed.',
  fields: (t) => ({
    label: t.exposeString('printedLabel', { description: 'What the source calls it.' }),
    text: t.exposeString('printedText', { description: 'The numeral with its qualifier and unit.' }),
  }),
})

/** Converts a printed value for the argument `unit`, which is at fault where that fails. */
export function convertInto<Result>(
  value: string,
  from: string,
  to: string,
  read: (found: Quotient) => Result,
): Result {
  try {
    return read(convert(value, from, to))
  } catch (error) {
    throw toGraphQLError(error, { argument: 'unit' })
  }
}

/** Value or bound of a figure, in the unit that the argument `unit` names, else the printed one. */
export function figure(name: 'value' | 'lower' | 'upper') {
  return compute<Record<string, string | null> & { unitCode: string }>(
    [`${name}::text`, 'unitCode'],
    (row, { unit }) => {
      const printed = row[name]
      if (printed == null) return null
      const target = (unit as string | null) ?? row.unitCode
      return convertInto(printed, row.unitCode, target, ({ value: converted }) => printDecimal(converted))
    },
  )
}

/** The figure of another measure that stands with this level. */
export const reportedWith = (measure: 'GROWTH' | 'CHANGE') =>
  one(
    (row, other, _, view) => sql`${isReportedWith(row, other, measure)} AND ${isCurrent(other, view)}`,
    (other) => sql`${column(other, 'publishedOn')} DESC, ${column(other, 'id')} DESC`,
  )
