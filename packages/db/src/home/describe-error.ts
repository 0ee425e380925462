/** The message of an error, with those of its parts where it is an aggregate (a refused connection on several addresses). */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return [...new Set(error.errors.map(describeError))].join('; ')
  }
  return error instanceof Error ? error.message || error.name : String(error)
}

/** The system's or PostgreSQL's code of an error, such as ENOENT or 3D000. */
export function findErrorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
