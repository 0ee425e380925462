import { findUnit, makeQuantity, StatisticsError } from '@parkgraph/statistics'
import { explainUnit, type Parts } from '../figures/printed-quantity.ts'
import { explainSpan } from '../figures/span.ts'
import { printKey, type RowKey } from '../row-key.ts'

// Why a correction is not accepted: decisions refuse for these reasons, and previews tell them beforehand.

export { selectCrowding } from '../figures/place.ts'

/** Why not, with the code of the refusal. */
export interface Fault<Code extends string = string> {
  readonly code: Code
  readonly message: string
}

/** What of a figure has to fit together. */
export interface WholeFigure extends Parts {
  readonly measure: string
  readonly accumulation: string
  readonly period: string | null
}

/** Why a decision that was taken is not taken again. */
export const explainDecided = (correction: RowKey, state: 'ACCEPTED' | 'REJECTED'): Fault<'ALREADY_DECIDED'> => ({
  code: 'ALREADY_DECIDED',
  message: `Correction ${printKey(correction)} is ${state.toLowerCase()} already.`,
})

/** Why a correction is not accepted that was proposed before there was a newer vintage. */
export const explainRevised = (newest: RowKey): Fault<'VERSION_OUTDATED'> => ({
  code: 'VERSION_OUTDATED',
  message: `The figure was revised or withdrawn since it was proposed: ${printKey(newest)} is its newest vintage. Look at that, and propose anew.`,
})

/** Why a figure of that indicator is not whole as corrected; null where it is. */
export function explainFigure(
  figure: WholeFigure,
  indicator: { code: string; dimension: string },
): Fault<'INVALID_CORRECTION' | 'UNKNOWN_UNIT' | 'INCOMPATIBLE_UNITS'> | null {
  try {
    makeQuantity(figure)
  } catch (error) {
    if (!(error instanceof StatisticsError)) throw error
    const code = error.code === 'UNKNOWN_UNIT' ? error.code : 'INVALID_CORRECTION'
    return { code, message: `As corrected, the figure is not whole: ${error.message}` }
  }
  const span = explainSpan(figure.accumulation, figure.period)
  if (span) return { code: 'INVALID_CORRECTION', message: `As corrected, ${span}.` }
  const fault = explainUnit(figure.unit, figure.measure, indicator)
  const code = findUnit(figure.unit)?.code === figure.unit ? 'INCOMPATIBLE_UNITS' : 'UNKNOWN_UNIT'
  return fault ? { code, message: `As corrected, ${fault}.` } : null
}

/** Why a figure is not read in a place where another one is, which `selectCrowding` finds. */
export const explainCrowded = (there: RowKey): Fault<'FIGURE_EXISTS'> => ({
  code: 'FIGURE_EXISTS',
  message: `Figure ${printKey(there)} of the same source is read in that series and period. Decide on a correction of that one first.`,
})
