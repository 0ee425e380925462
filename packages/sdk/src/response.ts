import { ParkgraphError, type ReportedError } from './errors.ts'
import type { Received } from './send.ts'

/** A GraphQL answer: the result, errors, or both. */
export interface GraphQLAnswer {
  readonly data: unknown
  readonly errors: readonly ReportedError[]
}

const EXCERPT_LENGTH = 200

/**
 * Reads an answer of GraphQL over HTTP, of either media type: an error status may carry a GraphQL answer and then counts as one.
 *
 * @throws ParkgraphError `HTTP_<status>` or `BAD_RESPONSE`
 */
export function readResponse({ url, status, text }: Received, operation: string): GraphQLAnswer {
  const answer = findAnswer(text)
  const isSuccess = status >= 200 && status < 300
  if (answer && (isSuccess || answer.errors.length > 0)) return answer
  const excerpt = JSON.stringify(text.slice(0, EXCERPT_LENGTH))
  const message = `${operation}: ${url} answered ${status} with what is no GraphQL answer: ${excerpt}.`
  throw new ParkgraphError(isSuccess ? 'BAD_RESPONSE' : `HTTP_${status}`, message, { operation, status })
}

function findAnswer(text: string): GraphQLAnswer | null {
  const body = parseJson(text)
  if (!isObject(body)) return null
  const { data = null, errors = [] } = body
  if (data !== null && !isObject(data)) return null
  if (!Array.isArray(errors) || !errors.every(isReportedError)) return null
  return data === null && errors.length === 0 ? null : { data, errors }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isReportedError(value: unknown): value is ReportedError {
  if (!isObject(value) || typeof value.message !== 'string') return false
  const { path, locations, extensions } = value
  const isFit = (list: unknown) => list === undefined || Array.isArray(list)
  return isFit(path) && isFit(locations) && (extensions === undefined || isObject(extensions))
}
