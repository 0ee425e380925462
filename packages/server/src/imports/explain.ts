import { RefusalError } from '@parkgraph/db'
import { explainRefusal } from '../error-map.ts'
import { AppError, type ErrorCode } from '../errors.ts'

/** Refusals of a whole import or upload, as errors with a code. */
export function explain(error: unknown): never {
  if (error instanceof RefusalError) throw new AppError(error.code as ErrorCode, error.message)
  throw explainRefusal(error)
}
