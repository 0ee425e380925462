import type { ServerResponse } from 'node:http'
import { GraphQLError } from 'graphql'
import { maskError } from 'graphql-yoga'
import { explainFault } from '../error-map.ts'
import type { ErrorCode } from '../errors.ts'

/** Status by code, where it is not 400 and the error has none of its own. */
const statuses: Partial<Record<ErrorCode | 'INTERNAL_SERVER_ERROR', number>> = {
  UNKNOWN_EXPORT: 404,
  TOO_MANY_EXPORTS: 503,
  UNKNOWN_IMPORT: 404,
  TOO_MANY_IMPORTS: 503,
  REQUEST_TIMEOUT: 408,
  FILE_TOO_LARGE: 413,
  WRONG_FORMAT: 415,
  UNKNOWN_UPLOAD: 404,
  TOO_MANY_UPLOADS: 429,
  WRONG_OFFSET: 409,
  UPLOAD_COMPLETE: 409,
  UPLOAD_TAKEN_OVER: 409,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONTENTION: 503,
  DATABASE_UNAVAILABLE: 503,
  OPERATION_TIMEOUT: 504,
  INTERNAL_SERVER_ERROR: 500,
}

/** The error as callers see it: what is not expected is masked. */
export function explainFailure(error: unknown): GraphQLError {
  const fault =
    error instanceof GraphQLError ? error : new GraphQLError('Unexpected error.', { originalError: error as Error })
  const masked = maskError(explainFault(fault), 'Unexpected error.', false)
  return masked instanceof GraphQLError ? masked : new GraphQLError(masked.message)
}

/** Whether it is a fault of the server, which is logged. */
export const isFault = ({ extensions: { code } }: GraphQLError) =>
  code === undefined || code === 'INTERNAL_SERVER_ERROR' || code === 'DATABASE_UNAVAILABLE'

/** Answers with an error, before anything of a file is sent. */
export function sendFailure(response: ServerResponse, error: GraphQLError, isBodyWanted: boolean): void {
  const {
    http,
    unexpected: _,
    ...extensions
  } = error.extensions as { http?: Http; unexpected?: true; code?: ErrorCode }
  const status = http?.status ?? statuses[extensions.code ?? 'INTERNAL_SERVER_ERROR'] ?? 400
  const body = JSON.stringify({ errors: [{ message: error.message, extensions }] })
  if (status === 503) response.setHeader('retry-after', '5')
  // What may still come of the request is not waited for.
  if (status === 408) response.setHeader('connection', 'close')
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...http?.headers })
  response.end(isBodyWanted ? body : undefined)
}

interface Http {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}
