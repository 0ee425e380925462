/**
 * Why a statistic was refused. Published codes never change meaning.
 *
 * - `INVALID_DECIMAL`: the text is not a plain decimal, or has more digits than can be kept exactly.
 * - `DIVISION_BY_ZERO`: a quotient was asked for whose divisor is zero.
 * - `INVALID_PERIOD`: the text or dates do not name an interval of calendar days within years 0001 to 9999.
 * - `OPEN_PERIOD`: the question needs both ends of a period and one of them is open.
 * - `UNKNOWN_UNIT`: no unit has this code, name or alias; the message names the nearest ones.
 * - `INCOMPATIBLE_UNITS`: two units measure different things and never convert into each other.
 * - `INVALID_QUANTITY`: value, bounds and qualifier contradict each other, or a printed figure cannot be read.
 */
export type StatisticsErrorCode =
  | 'INVALID_DECIMAL'
  | 'DIVISION_BY_ZERO'
  | 'INVALID_PERIOD'
  | 'OPEN_PERIOD'
  | 'UNKNOWN_UNIT'
  | 'INCOMPATIBLE_UNITS'
  | 'INVALID_QUANTITY'

/** An expected refusal: `code` is for programs, `message` says what is wrong and what would be right. */
export class StatisticsError extends Error {
  readonly code: StatisticsErrorCode

  constructor(code: StatisticsErrorCode, message: string) {
    super(message)
    this.name = 'StatisticsError'
    this.code = code
  }
}

const QUOTED_LENGTH = 60

const describeType = (type: string) => (type === 'object' ? 'an object' : `a ${type}`)

/** Quotes any input for an error message: control characters escaped, long text cut. */
export function quote(input: unknown): string {
  if (typeof input !== 'string')
    return input === null || input === undefined ? String(input) : describeType(typeof input)
  return JSON.stringify(input.length > QUOTED_LENGTH ? `${input.slice(0, QUOTED_LENGTH)}…` : input)
}
