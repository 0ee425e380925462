import { Decimal, printDecimal } from '@parkgraph/statistics'

/**
 * Writes a request body. Decimals are written as plain text whatever their constructor's settings, periods as their
 * canonical text. What JSON would silently change (NaN, infinities) is refused.
 *
 * @throws TypeError or StatisticsError saying which variable cannot be sent
 */
export function encode(body: { query: string; operationName: string; variables: unknown }): string {
  return JSON.stringify(body, function (this: Record<string, unknown>, key, value: unknown) {
    const raw = this[key]
    if (Decimal.isDecimal(raw)) return printDecimal(raw)
    if (typeof raw === 'number' && !Number.isFinite(raw))
      throw new TypeError(`"${key}" is ${raw}, which JSON cannot hold.`)
    return value
  })
}
