import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { ZONE } from './data.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const refuse = refuseBy(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('figures', () => {
  const parks = (where: string) => `{ parks(where: ${where}) { totalCount } }`

  it.each([
    [`{ park(slug: "${ZONE}") { latest(indicator: "no_such") { value } } }`],
    [`{ park(slug: "${ZONE}") { latest(indicator: "") { value } } }`],
    [`{ park(slug: "${ZONE}") { latest(indicator: "Tax_revenue") { value } } }`],
    [parks('{ latest: [{ indicator: "no_such" }] }')],
    [parks('{ latest: [{ indicator: "no_such", isKnown: false }] }')],
    [parks('{ latest: [{ indicator: "no_such", gte: 1, unit: CNY }] }')],
    [parks('{ not: { latest: [{ indicator: "%" }] } }')],
    ['{ parks(orderBy: [{ latest: { indicator: "no_such" } }]) { nodes { slug } } }'],
    ['{ parks(where: { slug: { eq: "none" } }, orderBy: [{ latest: { indicator: "no_such" } }]) { nodes { slug } } }'],
    ['{ parks(where: { slug: { eq: "none" } }) { nodes { latest(indicator: "no_such") { value } } } }'],
    ['{ park(slug: "none") { latest(indicator: "no_such") { value } } }'],
    ['{ park(slug: "none") { parks(where: { latest: [{ indicator: "no_such" }] }) { totalCount } } }'],
    ['{ park(slug: "none") { projects { groupBy(by: [], figure: { indicator: "no_such" }) { nodes { count } } } } }'],
    ['{ node(id: "UGFyazo5OTk5OTk=") { ... on Park { latest(indicator: "no_such") { value } } } }'],
  ])('%s names an unknown indicator', (query) => refuse(query, {}, 'UNKNOWN_INDICATOR'))

  it.each([
    ['indicator', `{ park(slug: "${ZONE}") { latest(indicator: "no_such") { value } } }`],
    ['where.latest[0].indicator', parks('{ latest: [{ indicator: "no_such", isKnown: false }] }')],
    ['where.latest[1].indicator', parks('{ latest: [{ indicator: "tax_revenue" }, { indicator: "no_such" }] }')],
    ['where.not.or[0].latest[0].indicator', parks('{ not: { or: [{ latest: [{ indicator: "no_such" }] }] } }')],
    [
      'orderBy[0].latest.indicator',
      '{ parks(where: { slug: { eq: "none" } }, orderBy: [{ latest: { indicator: "no_such" } }]) { totalCount } }',
    ],
    ['where.park.latest[0].indicator', parks('{ park: { latest: [{ indicator: "no_such" }] } }')],
  ])('an unknown indicator is named as %s', (argument, query) => refuse(query, {}, 'UNKNOWN_INDICATOR', argument))

  it('an unknown indicator to order by is named with its order', async () => {
    const query = '{ parks(orderBy: [{ latest: { indicator: "no_such" } }]) { nodes { slug } } }'
    const { errors } = await server.send(query)
    expect(errors?.[0]?.extensions?.argument).toMatch(/^orderBy(\[0\])?\.latest\.indicator$/)
  })

  it.each([
    [parks('{ taxRevenue: { gte: 1 } }'), 'BAD_USER_INPUT', 'where.taxRevenue.unit'],
    [parks('{ not: { or: [{ taxRevenue: { lt: 1 } }] } }'), 'BAD_USER_INPUT', 'where.not.or[0].taxRevenue.unit'],
    [parks('{ latest: [{ indicator: "tax_revenue", eq: 1 }] }'), 'BAD_USER_INPUT', 'where.latest[0].unit'],
    [parks('{ taxRevenue: { gte: 1, unit: MU } }'), 'INCOMPATIBLE_UNITS', 'where.taxRevenue.unit'],
    [
      parks('{ latest: [{ indicator: "tax_revenue", measure: GROWTH, eq: 1, unit: CNY }] }'),
      'INCOMPATIBLE_UNITS',
      'where.latest[0].unit',
    ],
    [
      parks('{ latest: [{ indicator: "tax_revenue", eq: 1, unit: "亩" }] }'),
      'INCOMPATIBLE_UNITS',
      'where.latest[0].indicator',
    ],
    [parks('{ employment: { eq: 1, unit: PERSON_TIME } }'), 'INCOMPATIBLE_UNITS', 'where.employment.unit'],
    [`{ park(slug: "${ZONE}") { taxRevenue { value(unit: PERSON) } } }`, 'INCOMPATIBLE_UNITS', 'unit'],
    [`{ park(slug: "${ZONE}") { taxRevenue { lower(unit: PERCENT) } } }`, undefined, undefined],
    [`{ park(slug: "${ZONE}") { taxRevenue { isExactIn(unit: MU) } } }`, 'INCOMPATIBLE_UNITS', 'unit'],
  ])('%s: %s', async (query, code, argument) => {
    if (code) await refuse(query, {}, code, argument)
    else expect((await server.send(query)).errors).toBeUndefined()
  })
})

describe('orderBy', () => {
  it.each([
    ['two keys in one item', [{ slug: 'ASC', name: 'ASC' }], 'orderBy[0]'],
    ['no key in an item', [{}], 'orderBy[0]'],
    ['a null key', [{ slug: null }], 'orderBy[0].slug'],
    ['an unknown key', [{ nothing: 'ASC' }], 'orderBy[0]'],
    ['an unknown direction', [{ slug: 'UP' }], 'orderBy[0].slug'],
    ['a text', 'slug', 'orderBy'],
    ['no indicator', [{ latest: {} }], 'orderBy[0].latest'],
  ])('with %s is refused', (_, orderBy, argument) =>
    refuse(
      'query ($orderBy: [ParkOrder!]) { parks(orderBy: $orderBy) { totalCount } }',
      { orderBy },
      'BAD_USER_INPUT',
      argument,
    ),
  )
})
