import { findUnit, parsePeriod } from '@parkgraph/statistics'
import type { IssueCode } from '../refusal.ts'
import { isAlike } from './alike.ts'
import { explainPrinted, explainQuantity, explainUnit, type Parts } from './printed-quantity.ts'
import { explainSpan } from './span.ts'

/** What is wrong with a figure, and with which of its properties. */
export interface Fault {
  readonly at: string
  readonly code: IssueCode
  readonly message: string
}

/** Why an indicator that is archived cannot be named by what is recorded. */
export const ARCHIVED_INDICATOR = 'is archived, and takes no new figures'

export interface FigureParts extends Parts {
  readonly measure: string
  /** Left out where the period is another figure's, which was held against it. */
  readonly accumulation?: string
  readonly period?: string | null | undefined
  readonly missingReason?: string | null | undefined
  /** As it stands in the source; left out where nothing is to be held against it. */
  readonly printed?: { readonly text: string } | null | undefined
}

/** A figure is whole, covers what it accumulates over, in a unit of what its indicator measures, and says what is printed. */
export function findFaults(figure: FigureParts, indicator: { code: string; dimension: string } | undefined): Fault[] {
  const faults: Fault[] = []
  const unit = indicator ? explainUnit(figure.unit, figure.measure, indicator) : null
  if (unit) faults.push({ at: 'unit', code: 'INCOMPATIBLE_UNITS', message: unit })
  const span = figure.accumulation === undefined ? null : explainSpan(figure.accumulation, figure.period)
  if (span) faults.push({ at: 'period', code: 'WRONG_SPAN', message: span })
  if (figure.missingReason != null) {
    const message = explainMissing(figure)
    if (message) faults.push({ at: 'missingReason', code: 'INVALID_QUANTITY', message })
    return faults
  }
  const quantity = explainQuantity(figure)
  const printed = quantity || !figure.printed ? null : explainPrinted(figure.printed.text, figure)
  if (quantity) faults.push({ at: 'value', code: 'INVALID_QUANTITY', message: quantity })
  if (printed) faults.push({ at: 'printed.text', code: 'PRINTED_OTHERWISE', message: printed })
  return faults
}

function explainMissing({ value, lower, upper, qualifier }: FigureParts): string | null {
  if ([value, lower, upper].some((part) => part != null))
    return 'says why there is no number, and there is one: give either'
  return qualifier === 'EXACT' ? null : `a figure that is missing is not ${qualifier}: leave the qualifier out`
}

interface Comparable {
  readonly measure: string
  readonly subject: string
  readonly indicator: string
  readonly accumulation: string
  readonly period?: string | null | undefined
  /** Of a level what it measures; of a growth or change what its level does, such as a currency. Undefined where nobody knows. */
  readonly dimension: string | undefined
}

/** What a level measures of which this is the growth or change: growth is told of what its indicator measures, in its own currency. */
export const findMeasured = (measure: string, unit: string, indicator: { dimension: string } | undefined) =>
  measure === 'GROWTH' ? indicator?.dimension : findUnit(unit)?.dimension

/** Why a growth or change does not belong to the level called `name`; empty where it does. */
export function explainGrowth(growth: Comparable, level: Comparable | undefined, name: string): string[] {
  const { measure, subject, indicator, accumulation, period, dimension } = growth
  const own = measure === 'GROWTH' || measure === 'CHANGE' ? [] : [`a ${measure} is no growth`]
  if (!level) return own
  const isSamePeriod =
    (period ?? null) === (level.period ?? null) ||
    (period && level.period && `${parsePeriod(period)}` === `${parsePeriod(level.period)}`)
  return [
    ...own,
    ...(level.measure === 'LEVEL' ? [] : [`${name} is a ${level.measure}, not a LEVEL`]),
    ...(level.subject === subject ? [] : [`${name} is about another subject`]),
    ...(level.indicator === indicator ? [] : [`${name} is of another indicator`]),
    ...(isSamePeriod ? [] : [`${name} has another period`]),
    ...(isAlike(growth, level)
      ? []
      : [`${name} accumulates as ${level.accumulation}, and this ${measure} as ${accumulation}`]),
    ...(dimension === undefined || level.dimension === undefined || dimension === level.dimension
      ? []
      : [`${name} measures ${level.dimension}, and the level of this ${measure} ${dimension}: leave it out`]),
  ]
}
