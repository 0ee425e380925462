/**
 * Why a write was refused. Published codes never change meaning.
 *
 * - `BAD_USER_INPUT`: what was given is malformed.
 * - `NOT_FOUND`: there is nothing with that id that the writer may see.
 * - `INVALID_CORRECTION`: the changes are unknown or malformed, change nothing, or would leave a figure that is not whole.
 * - `UNKNOWN_UNIT`, `INCOMPATIBLE_UNITS`, `UNKNOWN_INDICATOR`: as of the server.
 * - `ALREADY_DECIDED`: it was decided so already.
 * - `FIGURE_EXISTS`: another figure of the same series, period, nature and source is read there.
 * - `ALREADY_GRANTED`: they have that role there already.
 * - `ALREADY_REVOKED`: the key or grant was taken back already.
 */
export type RefusalCode =
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'INVALID_CORRECTION'
  | 'UNKNOWN_UNIT'
  | 'INCOMPATIBLE_UNITS'
  | 'UNKNOWN_INDICATOR'
  | 'ALREADY_DECIDED'
  | 'FIGURE_EXISTS'
  | 'ALREADY_GRANTED'
  | 'ALREADY_REVOKED'

/** A write that was refused, of which nothing was recorded. Its message is meant for whoever asked for it. */
export class RefusalError extends Error {
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string) {
    super(message)
    this.name = 'RefusalError'
    this.code = code
  }
}
