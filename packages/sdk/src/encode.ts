import { Decimal, printDecimal } from '@parkgraph/statistics'

/**
 * Writes a request body. Decimals are written as plain text whatever their constructor's settings, periods as their
 * canonical text. What JSON would change or leave out (NaN, infinities, functions, maps) is refused.
 *
 * @throws TypeError naming the path of the variable that cannot be sent, such as `where.gte`, and its value
 */
export function encode(body: { query: string; operationName: string; variables: unknown }): string {
  // Paths of the objects under way: one that stands in several places is met in each of them anew.
  const paths = new WeakMap<object, string>()
  return JSON.stringify(body, function (this: Record<string, unknown>, key, value: unknown) {
    const path = this === body ? '' : extend(paths.get(this), key, Array.isArray(this))
    if (typeof value === 'object' && value !== null && value !== body) paths.set(value, path)
    const raw = this[key]
    return Decimal.isDecimal(raw) ? print(raw, path) : check(raw, value, path)
  })
}

function extend(above: string | undefined, key: string, isItem: boolean): string {
  if (isItem) return `${above}[${key}]`
  return above ? `${above}.${key}` : key
}

function print(value: Decimal, path: string): string {
  try {
    return printDecimal(value)
  } catch (cause) {
    throw new TypeError(`${path}: ${(cause as Error).message}`, { cause })
  }
}

function check(raw: unknown, value: unknown, path: string): unknown {
  const fault = findFault(raw)
  if (fault !== null) throw new TypeError(`${path} is ${fault}, which JSON cannot hold.`)
  return value
}

function findFault(raw: unknown): string | null {
  if (typeof raw === 'number') return Number.isFinite(raw) ? null : String(raw)
  if (typeof raw === 'bigint') return `${raw}n, a bigint`
  // JSON would send them empty: a filter that narrows nothing.
  if (raw instanceof Map || raw instanceof Set) return `a ${raw.constructor.name}`
  return typeof raw === 'function' || typeof raw === 'symbol' ? `a ${typeof raw}` : null
}
