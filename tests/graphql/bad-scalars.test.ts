import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { ZONE } from './data.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const refuse = refuseBy(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('literals of the scalars of GraphQL', () => {
  it.each([
    ['slug', '{ park(slug: 1) { slug } }'],
    ['id', '{ node(id: 1.5) { id } }'],
    ['where.slug.in[1]', '{ parks(where: { slug: { in: ["a", 5] } }) { totalCount } }'],
    ['where.taxRevenue.isKnown', '{ parks(where: { taxRevenue: { isKnown: "yes" } }) { totalCount } }'],
    ['isDeep', '{ parks { nodes { parks(isDeep: 1) { totalCount } } } }'],
    ['if', '{ parks @skip(if: 1) { totalCount } }'],
  ])('that are wrong name the argument %s: %s', async (argument, query) => {
    server.forget()
    await refuse(query, undefined, 'BAD_USER_INPUT', argument)
    expect(server.statements).toEqual([])
  })
})

describe('scalars', () => {
  const periods = 'query ($period: Period) { observations(where: { period: { within: $period } }) { totalCount } }'
  const units = `query ($unit: UnitCode) { park(slug: "${ZONE}") { taxRevenue { value(unit: $unit) } } }`
  const decimals = 'query ($value: Decimal) { parks(where: { taxRevenue: { gte: $value, unit: CNY } }) { totalCount } }'

  it.each([
    '',
    ' ',
    '2017 ',
    '２０１７',
    '17',
    '0000',
    '0000-01',
    '10000',
    '2017-00',
    '2017-13',
    '2017-1',
    '2017-02-29',
    '2017-11-31',
    '2017-Q0',
    '2017-Q5',
    '2017-H3',
    '2017-W01',
    '..',
    '/',
    '../',
    '2017/',
    '/2017',
    '2018/2017',
    '2017/2018/2019',
    '2017-01-01/P',
    '2017-01-01/PT1H',
    '2017-01-01/P0D',
    '2017-01-01/P99999999D',
    '2017-01-01/P9999Y',
    '2017/P1M',
    '9999-12-31/P1Y',
    'infinity',
    'now',
    '2017-11-22T00:00:00Z',
    "2017'--",
    '2017-01-01'.repeat(100),
    '-2017',
    '+2017',
  ])('period %j is refused', async (period) => {
    await refuse(periods, { period }, 'BAD_USER_INPUT', 'period')
    await refuse(
      `{ observations(where: { period: { within: ${JSON.stringify(period)} } }) { totalCount } }`,
      {},
      'BAD_USER_INPUT',
      'where.period.within',
    )
  })

  it.each([2017, true, {}, ['2017', '2018']])('period %j is refused', (period) =>
    refuse(periods, { period }, 'BAD_USER_INPUT', 'period'),
  )

  it.each([
    '2017',
    '0001',
    '9999',
    '9999-12-31',
    '../2017',
    '2017/..',
    '2016-02-29',
    '2017-01-01/P11M',
    '0001-01-01/9999-12-31',
  ])('period %j is taken', async (period) => {
    for (const operator of ['eq', 'within', 'overlaps'])
      expect((await server.send(periods.replace('within', operator), { period })).errors).toBeUndefined()
  })

  it.each(['', '2017-13-01', '2017-02-29', '2017', '2017-Q3', '2017-11-22T00:00:00Z', '0000-01-01', '2017-01-01/P1D'])(
    'date %j is refused as a date',
    async (date) => {
      const { errors } = await server.send(`{ parks(asOf: { published: ${JSON.stringify(date)} }) { totalCount } }`)
      expect(errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
        [
          `asOf.published: Date ${JSON.stringify(date)} is no calendar day such as 2017-12-31.`,
          expect.objectContaining({ code: 'BAD_USER_INPUT', argument: 'asOf.published' }),
        ],
      ])
    },
  )

  it('a long date is not told in full', async () => {
    const query = 'query ($day: Date) { parks(asOf: { published: $day }) { totalCount } }'
    const { errors } = await server.send(query, { day: '1'.repeat(4_000) })
    expect(errors?.[0]?.message).toContain(`Date "${'1'.repeat(40)}…" is no calendar day`)
  })

  it.each(['0001-01-01', '2016-02-29', '9999-12-31'])('date %j is taken', async (date) => {
    const { errors } = await server.send(`{ parks(asOf: { published: "${date}" }) { totalCount } }`)
    expect(errors).toBeUndefined()
  })

  it.each(['', ' ', 'cny', 'CNY_100M ', '亿', '億元', 'constructor', '__proto__', "'", 'x'.repeat(4000), '𠮷'])(
    'unit %j is unknown',
    async (unit) => {
      await refuse(units, { unit }, 'UNKNOWN_UNIT', 'unit')
      await refuse(
        units.replace('$unit: UnitCode', '$x: Int').replace('$unit', JSON.stringify(unit)),
        {},
        'UNKNOWN_UNIT',
        'unit',
      )
    },
  )

  it.each([5, true, {}, ['CNY', 'CNY']])('unit %j is refused', (unit) =>
    refuse(units, { unit }, 'BAD_USER_INPUT', 'unit'),
  )

  it.each([
    '',
    ' ',
    '1 ',
    ' 1',
    'NaN',
    'Infinity',
    '-Infinity',
    '1e400',
    '1e5',
    '1E5',
    '9'.repeat(39),
    `0.${'1'.repeat(21)}`,
    '１２',
    '１',
    '1,000',
    '1.000,0',
    '.5',
    '5.',
    '0x10',
    '0b1',
    '--1',
    '+-1',
    '1_000',
    '一',
    '1 000',
    '٣',
    "1'",
    '1;',
    '-',
    '+',
    '.',
    '1..2',
    '1.2.3',
    '9'.repeat(100_000),
  ])('decimal %j is refused', (value) => refuse(decimals, { value }, 'BAD_USER_INPUT', 'value'))

  it.each([1, 1.5, true, {}, ['1', '2']])('decimal %j is refused in variables', (value) =>
    refuse(decimals, { value }, 'BAD_USER_INPUT', 'value'),
  )

  it.each([
    '0',
    '-0',
    '+1',
    '007',
    '1.50',
    '9'.repeat(38),
    `-${'9'.repeat(38)}.${'9'.repeat(20)}`,
    `0.${'0'.repeat(19)}1`,
  ])('decimal %j is taken', async (value) => {
    expect((await server.send(decimals, { value })).errors).toBeUndefined()
  })

  it('decimals written as numbers in a query are taken, exponents are not', async () => {
    const query = (value: string) => `{ parks(where: { taxRevenue: { gte: ${value}, unit: CNY } }) { totalCount } }`
    for (const value of ['1', '1.5', '-3', '99999999999999999999'])
      expect((await server.send(query(value))).errors).toBeUndefined()
    for (const value of ['1e5', '1e400', 'NaN', 'true', '[1, 2]', '{}', '"1,000"'])
      await refuse(query(value), {}, 'BAD_USER_INPUT', 'where.taxRevenue.gte')
  })

  it('a list is taken where one value is asked only as GraphQL coerces it', () =>
    refuse(decimals, { value: [['1']] }, 'BAD_USER_INPUT', 'value'))

  it.each([
    '2026-02-30T00:00:00Z',
    '2025-09-31T00:00:00Z',
    '2025-02-29T12:00:00+08:00',
    '2025-01-01T24:00:00Z',
    '2025-01-01T00:60:00Z',
    '2025-01-01T00:00:61Z',
    '2025-01-01T00:00:00+24:00',
    '2025-13-01T00:00:00Z',
    '2025-01-01T00:00:00',
  ])('instant %j is refused', async (recorded) => {
    const instants = 'query ($recorded: DateTime) { observations(asOf: { recorded: $recorded }) { totalCount } }'
    await refuse(instants, { recorded }, 'BAD_USER_INPUT', 'recorded')
    await refuse(
      `{ observations(updatedAfter: ${JSON.stringify(recorded)}) { totalCount } }`,
      {},
      'BAD_USER_INPUT',
      'updatedAfter',
    )
  })
})

describe('values within variables', () => {
  const projects =
    'query ($w: ProjectWhere! = {}, $list: [ProjectWhere!] = []) { projects(where: { and: [$w], or: $list }) { totalCount } }'

  it.each([
    ['w.totalInvestment.gte', { w: { totalInvestment: { gte: 'abc', unit: '亿元' } } }],
    ['w.totalInvestment.unit', { w: { totalInvestment: { gte: '1', unit: 'bogus' } } }],
    ['w.kind.in[1]', { w: { kind: { in: ['INDUSTRIAL', 'NOTHING'] } } }],
    ['list[1].name.eq', { list: [{}, { name: { eq: 5 } }] }],
    ['w', { w: { nothing: 1 } }],
  ])('that do not fit are named by their path: %s', (argument, variables) =>
    refuse(projects, variables, argument.endsWith('unit') ? 'UNKNOWN_UNIT' : 'BAD_USER_INPUT', argument),
  )
})
