import { GraphQLError } from 'graphql'

/**
 * Every code that `extensions.code` can hold for an expected failure. Published codes never change meaning.
 *
 * - `BAD_USER_INPUT`: an argument or variable is malformed or out of range; `extensions.argument` names it.
 * - `BAD_CURSOR`: a cursor is malformed, or belongs to another list or order.
 * - `BAD_NODE_ID`: a node id is malformed or names no type of this schema.
 * - `UNKNOWN_UNIT`: no unit has that code or name.
 * - `INCOMPATIBLE_UNITS`: a value cannot be converted into that unit; they measure different things.
 * - `UNKNOWN_INDICATOR`: no indicator has that code.
 * - `AGGREGATION_NOT_ALLOWED`: figures were to be aggregated that must not be; `extensions.rule` says which rule they break.
 * - `UNKNOWN_SUBJECT`: no subject has that slug, or none that the viewer may see.
 * - `BUCKET_TOO_FINE`: the figures cover longer spans than the buckets or groups asked for, and none is ever split.
 * - `TOO_MANY_POINTS`: more points were asked for than one answer holds; the message says how many would pass.
 * - `UNKNOWN_FRAMEWORK`: no framework has that code, or it has no such edition.
 * - `OPERATION_TOO_COMPLEX`: the operation selects too much, nests too deeply, or would read too much to be answered in one statement.
 * - `CONTENTION`: others kept writing what a mutation was to read or write; nothing was recorded, and trying again may help.
 * - `OPERATION_TIMEOUT`: the operation took longer than a statement may; ask for less at once.
 * - `UNAUTHENTICATED`: the key or token is malformed, unknown, expired or revoked, or there is none where one is needed.
 * - `ISSUER_UNAVAILABLE`: the keys of the issuer of tokens cannot be read; trying again may help.
 * - `UNKNOWN_EXPORT`: no export has that address; the message lists names and formats.
 * - `TOO_MANY_EXPORTS`: as many exports are under way as may be; trying again may help.
 * - `TOO_MANY_STREAMS`: as many streams of events are open as may be, in all or for this viewer.
 * - `UNKNOWN_IMPORT`: no import has that address; the message lists those that there are.
 * - `TOO_MANY_IMPORTS`: as many imports are under way as may be; trying again may help.
 * - `REQUEST_TIMEOUT`: nothing of a file came for so long that its place was given to others; sending it again may help.
 * - `FILE_TOO_LARGE`: a file to import is larger than the server takes, or holds too much when it is unpacked.
 * - `WRONG_FORMAT`: a file to import is none of the formats that are taken, or not the one that it is sent as, or damaged.
 * - `INVALID_ENCODING`: a file to import is text in an encoding that is not taken.
 * - `UNKNOWN_UPLOAD`: no upload has that id, or none of whoever asks, or it is forgotten.
 * - `TOO_MANY_UPLOADS`: whoever asks has as many uploads under way as may be.
 * - `WRONG_OFFSET`: a part does not begin where the bytes end that are here; the header `Upload-Offset` says where.
 * - `UPLOAD_COMPLETE`: a part came for an upload whose import was answered.
 * - `UPLOAD_TAKEN_OVER`: another part of the same upload came meanwhile, or it was deleted.
 * - `FORBIDDEN`: an import takes a role that whoever asks has nowhere, or their key, token or role ended while the file came.
 * - `NOT_FOUND`: the park that an import names is not there, or hidden from whoever asks.
 * - `DATABASE_UNAVAILABLE`: the database did not answer in time; trying again may help.
 */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'BAD_CURSOR'
  | 'BAD_NODE_ID'
  | 'UNKNOWN_UNIT'
  | 'INCOMPATIBLE_UNITS'
  | 'UNKNOWN_INDICATOR'
  | 'AGGREGATION_NOT_ALLOWED'
  | 'UNKNOWN_SUBJECT'
  | 'BUCKET_TOO_FINE'
  | 'TOO_MANY_POINTS'
  | 'UNKNOWN_FRAMEWORK'
  | 'OPERATION_TOO_COMPLEX'
  | 'CONTENTION'
  | 'OPERATION_TIMEOUT'
  | 'UNAUTHENTICATED'
  | 'ISSUER_UNAVAILABLE'
  | 'UNKNOWN_EXPORT'
  | 'TOO_MANY_EXPORTS'
  | 'TOO_MANY_STREAMS'
  | 'UNKNOWN_IMPORT'
  | 'TOO_MANY_IMPORTS'
  | 'REQUEST_TIMEOUT'
  | 'FILE_TOO_LARGE'
  | 'WRONG_FORMAT'
  | 'INVALID_ENCODING'
  | 'UNKNOWN_UPLOAD'
  | 'TOO_MANY_UPLOADS'
  | 'WRONG_OFFSET'
  | 'UPLOAD_COMPLETE'
  | 'UPLOAD_TAKEN_OVER'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'DATABASE_UNAVAILABLE'

export interface ErrorDetails {
  /** Argument or variable at fault, as a path such as `where.kind`. */
  readonly argument?: string
  /** Rule of aggregation that figures break. */
  readonly rule?: string
}

/** An expected failure: its message is meant for the caller and reaches them unmasked. */
export class AppError extends GraphQLError {
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { extensions: { code, ...details } })
  }
}
