import { GraphQLError } from 'graphql'
import { AppError, type ErrorCode } from './errors.ts'

/** What functions in the migrations raise for bad input, by SQLSTATE. */
const raised: Record<string, ErrorCode> = {
  PG001: 'UNKNOWN_INDICATOR',
  PG002: 'INCOMPATIBLE_UNITS',
  PG003: 'BAD_USER_INPUT',
  PG005: 'BUCKET_TOO_FINE',
  PG006: 'AGGREGATION_NOT_ALLOWED',
  PG041: 'UNKNOWN_SUBJECT',
  PG042: 'OPERATION_TOO_COMPLEX',
  PG040: 'UNKNOWN_FRAMEWORK',
}

/** SQLSTATEs and system errors of a database that cannot answer now: too many clients, shut down, crashed, starting. */
const unavailable = new Set([
  ...['53300', '57P01', '57P02', '57P03'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
])

/** What the driver says, without a code, of a connection that broke or never came. */
const lost =
  /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error)/

/** SQLSTATE of a statement that ran longer than the session allows. */
const cancelled = '57014'

type DatabaseFault = Error & { code?: string; hint?: string; detail?: string; constraint?: string }

/** Bad input that only the database could tell, as the error that callers see. */
export function explainRefusal(error: unknown): unknown {
  const { code, message, hint, detail, constraint } = error as DatabaseFault
  const known = raised[code ?? '']
  if (known)
    return new AppError(known, [message, hint].filter(Boolean).join(' '), {
      ...(detail ? { argument: detail } : {}),
      ...(constraint ? { rule: constraint } : {}),
    })
  if (code === cancelled)
    return new AppError('OPERATION_TIMEOUT', 'The operation took too long. Ask for fewer rows or fields at once.')
  // Class 54: PostgreSQL's own limits, such as its stack or the columns of a row.
  return code?.startsWith('54') ? tooComplex() : error
}

export function tooComplex(
  message = 'The operation is too large. Select fewer fields, or nest them less deeply.',
): AppError {
  return new AppError('OPERATION_TOO_COMPLEX', message)
}

/** The database's own trouble, as the error that callers see; it is logged, and tells nothing of the database. */
export function explainFault(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || !error.originalError) return error
  const { code = '', message } = error.originalError as DatabaseFault
  if (!unavailable.has(code) && !lost.test(message)) return error
  return new GraphQLError('The database does not answer. Try again in a moment.', {
    nodes: error.nodes ?? null,
    path: error.path ?? null,
    extensions: { code: 'DATABASE_UNAVAILABLE' satisfies ErrorCode },
  })
}
