import { keepDigits, toDecimal } from '@parkgraph/statistics'
import type { Place } from '../figures/place.ts'
import { printFigure } from '../figures/print.ts'
import { toPeriodColumns } from '../write/columns.ts'
import type { Row } from '../write/rows.ts'
import type { NewObservation, Numbers } from './input.ts'

/** Where a figure of a series is to stand. */
export function toPlace(
  { nature, period }: Pick<NewObservation, 'nature' | 'period'>,
  at: Pick<Place, 'reportingParkId' | 'seriesId' | 'sourceId'>,
): Place {
  const { period_start, period_end } = toPeriodColumns(period ?? undefined)
  return { ...at, nature, periodStart: period_start, periodEnd: period_end }
}

/** What the document has, or what was typed under the label of the indicator. */
export function printedOf(numbers: Numbers, label: string): NonNullable<Numbers['printed']> {
  return numbers.printed ?? { label, text: printFigure(numbers) }
}

/** The value with the digits of its printed text, where that has its number: 2.2 printed as 2.20亿元 is as exact as 2.20. */
export function printedValueOf({ value, printed }: Numbers): string | null {
  const [digits = value] = /[+-]?\d+(?:\.\d+)?/.exec(printed?.text ?? '') ?? []
  if (value === null || digits === null || digits === value) return value
  return toDecimal(digits).eq(value) ? keepDigits(digits) : value
}

/** The columns of a printed figure that say where it stands, and what. */
export function toRow(place: Place, numbers: Numbers, printed: NonNullable<Numbers['printed']>): Row {
  return {
    reporting_park_id: place.reportingParkId,
    series_id: place.seriesId,
    period_start: place.periodStart,
    period_end: place.periodEnd,
    nature: place.nature,
    source_id: place.sourceId,
    value: printedValueOf(numbers),
    lower: numbers.lower,
    upper: numbers.upper,
    qualifier: numbers.qualifier,
    unit_code: numbers.unit,
    missing_reason: numbers.missingReason,
    printed_label: printed.label,
    printed_text: printed.text,
    reading: 'AS_PRINTED',
  }
}
