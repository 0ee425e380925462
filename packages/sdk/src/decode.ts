import { COMPUTED_LIMITS, parseDecimal, parsePeriod } from '@parkgraph/statistics'
import type { ScalarName, ScalarTable } from './types.ts'

/** Says where in a result a scalar cannot be decoded, and why. */
export class DecodingError extends Error {}

const INSTANT = /^(.{10})T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

const DECODERS: Record<ScalarName, (text: string) => unknown> = {
  Decimal: (text) => parseDecimal(text, COMPUTED_LIMITS),
  Period: parsePeriod,
  Date: checkDate,
  DateTime: (text) => {
    const day = INSTANT.exec(text)?.[1]
    if (day === undefined) throw new Error('it is not an instant such as 2017-12-31T08:00:00.000001Z')
    checkDate(day)
    return text
  },
}

function checkDate(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || parsePeriod(text).days !== 1)
    throw new Error('it is not a day such as 2017-12-31')
  return text
}

/**
 * Decodes the scalars of a result in place, where `table` says that they are. Null stays null.
 *
 * @throws DecodingError naming the path of the first scalar that cannot be decoded; other values, and absent ones, go unchecked
 */
export function decode(value: unknown, table: ScalarTable | ScalarName, path = ''): unknown {
  if (value === null || value === undefined) return value
  if (Array.isArray(value)) return value.map((item, index) => decode(item, table, `${path}[${index}]`))
  if (typeof table === 'string') return decodeScalar(value, table, path)
  if (typeof value !== 'object') refuse(path, `must be an object, not ${JSON.stringify(value)}`)
  const object = value as Record<string, unknown>
  for (const [key, below] of Object.entries(table)) {
    if (Object.hasOwn(object, key)) object[key] = decode(object[key], below, path === '' ? key : `${path}.${key}`)
  }
  return object
}

function decodeScalar(value: unknown, scalar: ScalarName, path: string): unknown {
  if (typeof value !== 'string') refuse(path, `must be a ${scalar} as text, not a JSON ${typeof value}`)
  try {
    return DECODERS[scalar](value)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    refuse(path, `is no ${scalar}: ${JSON.stringify(value.slice(0, 60))}: ${why}`)
  }
}

function refuse(path: string, why: string): never {
  throw new DecodingError(`${path || 'data'} ${why}`)
}
