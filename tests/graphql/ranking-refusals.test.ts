import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { byTax } from './rankings.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('refuses', () => {
  it.each([
    [
      'an unknown indicator',
      'by: { indicator: { indicator: "no_such" } }',
      'UNKNOWN_INDICATOR',
      'by.indicator.indicator',
    ],
    [
      'an unknown indicator to derive from',
      'by: { derived: { derivation: PER_MU, indicator: "no_such" } }',
      'UNKNOWN_INDICATOR',
      'by.derived.indicator',
    ],
    [
      'an unknown framework',
      'by: { framework: { framework: "no_such", edition: "1" } }',
      'UNKNOWN_FRAMEWORK',
      'by.framework.framework',
    ],
    [
      'an unknown edition',
      'by: { framework: { framework: "national_etdz_assessment", edition: "1999" } }',
      'UNKNOWN_FRAMEWORK',
      'by.framework.edition',
    ],
    [
      'growth of a rank',
      'by: { derived: { derivation: YEAR_ON_YEAR, indicator: "provincial_park_rank" } }',
      'BAD_USER_INPUT',
      'by.derived.indicator',
    ],
    [
      'a share of a share',
      'by: { derived: { derivation: SHARE_OF_PARENT, indicator: "moderate_prosperity_share" } }',
      'BAD_USER_INPUT',
      'by.derived.indicator',
    ],
    ['a unit of something else', `${byTax} unit: MU`, 'INCOMPATIBLE_UNITS', 'unit'],
    [
      'a unit of something else for growth',
      'by: { indicator: { indicator: "tax_revenue", measure: GROWTH } } unit: MU',
      'INCOMPATIBLE_UNITS',
      'unit',
    ],
    [
      'a unit of something else per mu',
      'by: { derived: { derivation: PER_MU, indicator: "tax_revenue" } } unit: CNY_PER_PERSON',
      'INCOMPATIBLE_UNITS',
      'unit',
    ],
    [
      'people per mu, for which there is no unit',
      'by: { derived: { derivation: PER_MU, indicator: "employment" } }',
      'INCOMPATIBLE_UNITS',
      'by.derived.indicator',
    ],
    [
      'land per mu, for which there is no unit',
      'by: { derived: { derivation: PER_MU, indicator: "land_area" } }',
      'INCOMPATIBLE_UNITS',
      'by.derived.indicator',
    ],
    [
      'land per mu in a unit of something else',
      'by: { derived: { derivation: PER_MU, indicator: "land_area" } } unit: MU',
      'INCOMPATIBLE_UNITS',
      'unit',
    ],
    ...['101', '-1', '1000000', '100.00000000000000000001'].map((share) => [
      `a score that rests on ${share} percent`,
      `by: { framework: { framework: "national_etdz_assessment", edition: "2021", leastWeight: "${share}" } }`,
      'BAD_USER_INPUT',
      'by.framework.leastWeight',
    ]),
    ['a period without an end', `${byTax} period: "2024/.."`, 'BAD_USER_INPUT', 'period'],
    ['a period without a start', `${byTax} period: "../2024"`, 'BAD_USER_INPUT', 'period'],
    ['no row', `${byTax} first: 0`, 'BAD_USER_INPUT', 'first'],
    ['more rows than 5,000', `${byTax} first: 5001`, 'BAD_USER_INPUT', 'first'],
  ])('%s', async (_, options, code, argument) => {
    const { errors } = await server.send(`{ ranking(${options}) { count } }`)
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code, argument }])
  })

  it('more points than one answer may hold, and says how many would pass', async () => {
    const { errors } = await server.send(
      `{ ranking(${byTax} first: 5000) { rows { subject { parks(first: 100) { nodes { slug } } } } } }`,
    )
    expect(errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
      [
        'The operation asks for 505000 rows or more, sizes of nested lists multiplied. At most 100000 pass: split it, or ask for smaller pages.',
        { code: 'OPERATION_TOO_COMPLEX' },
      ],
    ])
  })

  it.each([
    ['first: 5001', 'excluded { reason }', 'first is 5001: it takes 1 to 5000.'],
    ['first: 5000', 'excluded(first: 5001) { reason }', 'first is 5001: it takes 1 to 5000.'],
    ['first: 5001', 'rows { rank } excluded(first: 5000) { reason }', 'first is 5001: it takes 1 to 5000.'],
  ])('more rows than 5,000 by their own error: %s, %s', async (first, selection, message) => {
    const { errors } = await server.send(`{ ranking(${byTax} ${first}) { count ${selection} } }`)
    expect(errors?.map((error) => [error.message, error.extensions])).toEqual([
      [message, { code: 'BAD_USER_INPUT', argument: 'first' }],
    ])
  })

  it('to rank by two things', async () => {
    const { errors } = await server.send(
      '{ ranking(by: { indicator: { indicator: "a" }, framework: { framework: "b", edition: "c" } }) { count } }',
    )
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' })
  })
})
