import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const refuse = refuseBy(server)

beforeEach(() => server.forget())

afterEach(() => {
  expect(server.faults.splice(0)).toEqual([])
})

describe('a null where a value has to be', () => {
  afterEach(() => expect(server.statements).toEqual([]))

  const park = (rest: string) => `park(slug: "xiangxiang-etdz") { ${rest} }`
  test.each([
    ['query ($n: Locale) { indicator(code: "tax_revenue") { label(locale: $n) } }', { n: null }, 'locale'],
    [`query ($n: Nature) { ${park('taxRevenue(nature: $n) { value }')} }`, { n: null }, 'nature'],
    ['query ($s: String = "x") { park(slug: $s) { name } }', { s: null }, 'slug'],
    ['query ($n: Boolean) { parks { nodes { parks(isDeep: $n) { totalCount } } } }', { n: null }, 'isDeep'],
    ['query ($d: OrderDirection) { parks(orderBy: [{ name: $d }]) { totalCount } }', {}, 'orderBy'],
    [
      'query ($n: OrderDirection = DESC) { projects(orderBy: [{ totalInvestment: { direction: $n } }]) { totalCount } }',
      { n: null },
      'orderBy[0].totalInvestment.direction',
    ],
    [
      'query ($x: String = "a") { parks(where: { slug: { in: [$x] } }) { totalCount } }',
      { x: null },
      'where.slug.in[0]',
    ],
    [
      'query ($x: String = "land_area") { parks(where: { latest: [{ indicator: $x, isKnown: true }] }) { totalCount } }',
      { x: null },
      'where.latest[0].indicator',
    ],
    ['query ($n: ParkWhere = {}) { parks(where: { and: [$n] }) { totalCount } }', { n: null }, 'where.and[0]'],
    ['query ($b: Boolean = true) { clock @include(if: $b) }', { b: null }, 'if'],
  ])('%s', (query, variables, argument) => refuse(query, variables, 'BAD_USER_INPUT', argument))
})

test('a variable that may be left out, or whose field is, passes', async () => {
  const labelled = 'query ($n: Locale) { indicator(code: "tax_revenue") { label(locale: $n) } }'
  expect((await server.send(labelled, {})).errors).toBeUndefined()
  const skipped = 'query ($s: String = "x", $is: Boolean!) { clock park(slug: $s) @include(if: $is) { name } }'
  expect((await server.send(skipped, { s: null, is: false })).errors).toBeUndefined()
})

test.each([
  [
    'query ($p: Period = "2017-13") { observations(where: { period: { eq: $p } }) { totalCount } }',
    'BAD_USER_INPUT',
    'p',
  ],
  [
    'query ($p: Decimal = "x") { parks(where: { taxRevenue: { gte: $p, unit: "元" } }) { totalCount } }',
    'BAD_USER_INPUT',
    'p',
  ],
  ['query ($p: String = "\\u0000") { parks(where: { slug: { eq: $p } }) { totalCount } }', 'BAD_USER_INPUT', 'p'],
  ['query ($p: ParkWhere = { slug: { eq: 5 } }) { parks(where: $p) { totalCount } }', 'BAD_USER_INPUT', 'p.slug.eq'],
  ['query ($p: Nature = NOPE) { observations(where: { nature: { eq: $p } }) { totalCount } }', 'BAD_USER_INPUT', 'p'],
])('a bad default is named by its variable: %s', (query, code, argument) => refuse(query, {}, code, argument))

test.each([
  ['over 10,000 tokens', `{ park(slug: "x") { ${Array.from({ length: 5000 }, (_, n) => `a${n}: name`).join(' ')} } }`],
  [
    'a schema asked for in depth',
    '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }',
  ],
  ['a field asked for again and again', `{ ${'clock '.repeat(1500)} }`],
])('%s is too complex', (_, query) => refuse(query, {}, 'OPERATION_TOO_COMPLEX'))
