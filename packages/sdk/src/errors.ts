/** An error as a GraphQL server reports it. */
export interface ReportedError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly locations?: readonly { readonly line: number; readonly column: number }[]
  readonly extensions?: { readonly [key: string]: unknown }
}

/**
 * What this client itself finds wrong. Published codes never change meaning.
 *
 * - `NETWORK`: no answer came; `cause` says why. Trying again may help.
 * - `TIMEOUT`: no whole answer came within `timeout`. A query can be tried again; a mutation may have happened.
 * - `ABORTED`: a `signal` that the caller gave was aborted.
 * - `HTTP_<status>`: an answer that is no GraphQL one, from a proxy say. `HTTP_502` to `HTTP_504` are worth another try.
 * - `BAD_RESPONSE`: status 200, yet not what GraphQL over HTTP prescribes. Usually the address is not that of the endpoint.
 * - `BAD_DATA`: a scalar cannot be decoded; the message names its path. Never replaced by a default.
 * - `BAD_VARIABLES`: a variable cannot be sent without changing it, such as NaN; the message has its path. Nothing was sent.
 * - `BAD_HEADERS`: HTTP does not allow a header's name or value, or the `headers` function failed. Nothing was sent.
 * - `UNKNOWN`: the server reported an error without a code.
 */
export type ClientErrorCode =
  | 'NETWORK'
  | 'TIMEOUT'
  | 'ABORTED'
  | `HTTP_${number}`
  | 'BAD_RESPONSE'
  | 'BAD_DATA'
  | 'BAD_VARIABLES'
  | 'BAD_HEADERS'
  | 'UNKNOWN'

/** What is known about a failure besides its code and message. */
export interface ErrorDetails {
  readonly operation: string
  readonly status?: number | undefined
  readonly errors?: readonly ReportedError[] | undefined
  readonly data?: unknown
  readonly cause?: unknown
}

/** The one error that `run` and `paginate` throw; wrong options throw at `createClient`, unreadable texts where they are read. */
export class ParkgraphError extends Error {
  /**
   * `extensions.code` of the first error that the server reported, such as `BAD_USER_INPUT` or `NOT_FOUND`; else one of
   * `ClientErrorCode`. Decide by this, not by the message.
   */
  readonly code: ClientErrorCode | (string & {})
  /** Name of the operation. */
  readonly operation: string
  /** HTTP status, where an answer came. */
  readonly status: number | undefined
  /** Everything that the server reported, in its order. Empty where the failure is not the server's report. */
  readonly errors: readonly ReportedError[]
  /** What the server could answer beside its errors, decoded, with null where an error struck; else undefined. */
  readonly data: unknown

  constructor(code: ClientErrorCode | (string & {}), message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'ParkgraphError'
    this.code = code
    this.operation = details.operation
    this.status = details.status
    this.errors = details.errors ?? []
    this.data = details.data
  }
}
