import { getUnit, keepDigits, parsePeriod, StatisticsError } from '@parkgraph/statistics'
import { GraphQLError, type GraphQLScalarLiteralParser, Kind, type ValueNode } from 'graphql'
import { builder } from '../../builder.ts'
import type { ErrorCode } from '../../errors.ts'

type ScalarName = 'Date' | 'DateTime' | 'Decimal' | 'Period' | 'UnitCode'

/** Codes of packages/statistics that callers see as they are; its other refusals are bad input. */
const passedOn = new Set(['UNKNOWN_UNIT', 'INCOMPATIBLE_UNITS'])

/** A refusal of packages/statistics as the error that callers see; anything else as it is. */
export function toGraphQLError(error: unknown, at: { node?: ValueNode | undefined; argument?: string }): unknown {
  if (!(error instanceof StatisticsError)) return error
  const code: ErrorCode = passedOn.has(error.code) ? (error.code as ErrorCode) : 'BAD_USER_INPUT'
  const { node = null, argument } = at
  return new GraphQLError(error.message, { nodes: node, extensions: { code, ...(argument ? { argument } : {}) } })
}

/** A scalar that travels as a string; `parse` throws StatisticsError on what it refuses. */
function stringScalar(name: ScalarName, description: string, parse: (text: string) => unknown): void {
  const read = (input: unknown, node?: ValueNode) => {
    if (typeof input !== 'string')
      throw new GraphQLError(`${name} takes a string.`, {
        nodes: node ?? null,
        extensions: { code: 'BAD_USER_INPUT' satisfies ErrorCode },
      })
    try {
      return parse(input) as never
    } catch (error) {
      throw toGraphQLError(error, { node })
    }
  }
  const parseLiteral: GraphQLScalarLiteralParser<never> = (node) =>
    read(isText(node) || (name === 'Decimal' && isNumber(node)) ? node.value : undefined, node)
  builder.scalarType(name, {
    description,
    serialize: (value) => String(value),
    parseValue: (value) => read(value),
    parseLiteral: parseLiteral as never,
  })
}

const isText = (node: ValueNode) => node.kind === Kind.STRING || node.kind === Kind.ENUM
const isNumber = (node: ValueNode) => node.kind === Kind.INT || node.kind === Kind.FLOAT

stringScalar(
  'Decimal',
  'An exact decimal as a string, such as "643.2": no exponent, at most 38 digits before the point and 20 after it. Answers have no trailing zeros; in what is recorded they count, as digits of the figure. Numbers written in a query are accepted; in variables send strings, as JSON numbers lose digits.',
  (text) => keepDigits(text),
)

stringScalar(
  'Period',
  'A span of calendar days: a year `2017`, half `2017-H1`, quarter `2017-Q3`, month `2017-11`, day `2017-11-22`, a span `2017-01/2017-11` with its last part included, an open end `2017-03/..`. SDMX spans such as `2017-01-01/P11M` are accepted too.',
  parsePeriod,
)

stringScalar(
  'UnitCode',
  'A unit by its code, such as `CNY_100M`, or by its printed name, such as `亿元`. The field `units` lists them.',
  (text) => getUnit(text).code,
)

stringScalar('Date', 'A calendar day as an ISO 8601 date, such as `2017-12-31`.', (text) => {
  if (!isDay(text)) {
    const shown = JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
    throw new StatisticsError('INVALID_PERIOD', `Date ${shown} is no calendar day such as 2017-12-31.`)
  }
  return text
})

const instant = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/

/** Whether the calendar has this day. What is wrong with a period is nothing to tell of a date. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    parsePeriod(text)
    return true
  } catch (error) {
    if (error instanceof StatisticsError) return false
    throw error
  }
}

stringScalar('DateTime', 'An instant in UTC as an RFC 3339 timestamp with microseconds.', (text) => {
  const match = instant.exec(text)
  if (!match || Number.isNaN(Date.parse(text)) || !isDay(match[1] as string))
    throw new StatisticsError(
      'INVALID_PERIOD',
      `DateTime ${JSON.stringify(text)} is no instant such as 2017-12-31T08:00:00Z.`,
    )
  return text
})

builder.scalarType('JSON', {
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
})
