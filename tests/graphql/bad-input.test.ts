import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick, ZONE } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

async function refuse(query: string, variables: Record<string, unknown> | undefined, code: string, argument?: string) {
  const { errors } = await server.send(query, variables)
  expect(errors?.[0]?.extensions?.code).toBe(code)
  if (argument !== undefined) expect(errors?.[0]?.extensions?.argument).toBe(argument)
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const cursorOf = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

describe('node ids', () => {
  const query = 'query ($id: ID!) { node(id: $id) { id } }'

  it.each([
    ['empty', ''],
    ['no base64', 'Park:1'],
    ['garbage', '%%%'],
    ['without a key', base64('Park')],
    ['with an empty key', base64('Park:')],
    ['of no type', base64(':1')],
    ['of an unknown type', base64('Nothing:1')],
    ['of a type without ids', base64('Unit:1')],
    ['of a root type', base64('Query:1')],
    ['of an interface', base64('Subject:1')],
    ['of a scalar', base64('String:1')],
    ['of an introspection type', base64('__Type:1')],
    ['of a property of objects', base64('constructor:1')],
    ['of another prototype', base64('__proto__:1')],
    ['with a negative key', base64('Park:-1')],
    ['with the key 0', base64('Park:0')],
    ['with a leading zero', base64('Park:01')],
    ['with a plus sign', base64('Park:+1')],
    ['with a space', base64('Park: 1')],
    ['with a fraction', base64('Park:1.0')],
    ['with full-width digits', base64('Park:１')],
    ['with 19 digits', base64('Park:9223372036854775808')],
    ['with 400 digits', base64(`Park:${'9'.repeat(400)}`)],
    ['with two keys where it takes one', base64('Park:1:1')],
    ['with one key where it takes two', base64('Observation:1')],
    ['with three keys where it takes two', base64('Observation:1:1:1')],
    ['in base64url', base64('Park:12').replace(/=+$/, '')],
    ['with white space', `${base64('Park:1')}\n`],
    ['with a NUL inside', base64('Park:1\0')],
    ['twice encoded', base64(base64('Park:1'))],
  ])('%s are refused', async (_, id) => {
    await refuse(query, { id }, 'BAD_NODE_ID', 'id')
    await refuse('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [base64('Park:1'), id] }, 'BAD_NODE_ID')
  })

  it('may be integers in a query, and are then refused as ids', () =>
    refuse('{ node(id: 5) { id } }', {}, 'BAD_NODE_ID', 'id'))

  it('beyond the integers of the database name nothing', async () => {
    const ids = [
      'Park:999999999999999999',
      'Observation:999999999999999999:999999999999999999',
      'Indicator:99999999999',
    ].map(base64)
    expect(await server.send('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toEqual({
      data: { nodes: [null, null, null] },
    })
  })

  it('are taken 100 at once and no more', async () => {
    const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }'
    const ids = new Array(101).fill(base64('Park:1'))
    await refuse(nodes, { ids }, 'BAD_USER_INPUT', 'ids')
    expect((await server.send(nodes, { ids: ids.slice(1) })).data?.nodes).toHaveLength(100)
  })

  it('in a list name the item at fault', () =>
    refuse(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids: [base64('Park:1'), 'x'] },
      'BAD_NODE_ID',
      'ids[1]',
    ))
})

describe('cursors', () => {
  const lists =
    'query ($after: String, $before: String, $orderBy: [ParkOrder!]) { parks(after: $after, before: $before, orderBy: $orderBy) { nodes { slug } } }'
  const observed =
    'query ($after: String, $orderBy: [ObservationOrder!]) { observations(after: $after, orderBy: $orderBy) { nodes { id } } }'
  let own = ''
  let mark = ''
  let figure = ''

  beforeAll(async () => {
    const { data } = await server.send(
      '{ parks { pageInfo { endCursor } } observations(orderBy: [{ period: ASC }]) { pageInfo { endCursor } } }',
    )
    own = String(pick(data, 'parks.pageInfo.endCursor'))
    mark = JSON.parse(Buffer.from(own, 'base64url').toString())[0]
    figure = JSON.parse(Buffer.from(String(pick(data, 'observations.pageInfo.endCursor')), 'base64url').toString())[0]
  })

  it.each([
    ['empty', () => ''],
    ['garbage', () => 'not a cursor'],
    ['JSON of no array', () => cursorOf({ a: 1 })],
    ['JSON of null', () => cursorOf(null)],
    ['an empty array', () => cursorOf([])],
    ['broken JSON', () => cursorOf('["x"')],
    ['a deep array', () => cursorOf('['.repeat(2000))],
    ['without its mark', () => cursorOf(['a', '1'])],
    ['with a mark of another kind', () => cursorOf([1, 'a', '1'])],
    ['short of a member', () => cursorOf([mark, 'a'])],
    ['with a member too many', () => cursorOf([mark, 'a', '1', '2'])],
    ['with a number in place of a text', () => cursorOf([mark, 'a', 1])],
    ['with an object', () => cursorOf([mark, {}, '1'])],
    ['with an array', () => cursorOf([mark, ['a'], '1'])],
    ['with a text in place of an integer', () => cursorOf([mark, 'a', 'x'])],
    ['with an integer that is too large', () => cursorOf([mark, 'a', '9'.repeat(19)])],
    ['with a fraction', () => cursorOf([mark, 'a', '1.5'])],
    ['with a NUL', () => cursorOf([mark, 'a\0', '1'])],
    ['with a lone surrogate', () => cursorOf(`["${mark}","\\ud800","1"]`)],
    ['with white space before it', () => ` ${own}`],
    ['with padding', () => `${own}==`],
    ['in two pieces', () => `${own.slice(0, 4)}.${own.slice(4)}`],
  ])('%s are refused', async (_, make) => {
    await refuse(lists, { after: make() }, 'BAD_CURSOR', 'after')
    await refuse(lists, { before: make() }, 'BAD_CURSOR', 'before')
  })

  it.each([
    '2017-13-01',
    '2017-02-30',
    '0000-01-01',
    '-2017-01-01',
    '9999-99-99',
    '2017-1-1',
    '',
    'now',
    'epoch',
    'NaN',
    '2017-01-01 BC',
  ])('with the impossible date %j are refused', async (date) => {
    await refuse(
      observed,
      { after: cursorOf([figure, date, '1', '1']), orderBy: [{ period: 'ASC' }] },
      'BAD_CURSOR',
      'after',
    )
  })

  it.each(['2017-02-28', '9999-12-31', '10000-01-01', 'infinity', '-infinity', null])(
    'with the date %j are taken',
    async (date) => {
      const { errors } = await server.send(observed, {
        after: cursorOf([figure, date, '1', '1']),
        orderBy: [{ period: 'ASC' }],
      })
      expect(errors).toBeUndefined()
    },
  )

  it('of a number hold plain decimals and nothing else', async () => {
    const query =
      'query ($after: String) { enterprises(first: 1, after: $after, orderBy: [{ totalInvestment: {} }]) { pageInfo { endCursor } } }'
    const { data } = await server.send(query)
    const [found] = JSON.parse(
      Buffer.from(String(pick(data, 'enterprises.pageInfo.endCursor')), 'base64url').toString(),
    )
    for (const value of [
      'NaN',
      'Infinity',
      '1e400',
      '1e5',
      '',
      '１',
      '1,000',
      '.5',
      '5.',
      '--1',
      `1${'0'.repeat(401)}`,
    ])
      await refuse(query, { after: cursorOf([found, value, '1']) }, 'BAD_CURSOR', 'after')
    for (const value of ['-1', '0.5', '9'.repeat(400), null])
      expect((await server.send(query, { after: cursorOf([found, value, '1']) })).errors).toBeUndefined()
  })

  it('of another list, or of another order of this list, are refused', async () => {
    const { data } = await server.send(
      '{ projects(first: 1) { pageInfo { endCursor } } parks(first: 1, orderBy: [{ name: ASC }]) { pageInfo { endCursor } } }',
    )
    await refuse(lists, { after: pick(data, 'projects.pageInfo.endCursor') }, 'BAD_CURSOR', 'after')
    await refuse(lists, { after: pick(data, 'parks.pageInfo.endCursor') }, 'BAD_CURSOR', 'after')
    await refuse(lists, { after: own, orderBy: [{ slug: 'DESC' }] }, 'BAD_CURSOR', 'after')
    expect((await server.send(lists, { after: own, orderBy: [] })).errors).toBeUndefined()
  })

  it('are refused in nested lists alike', () =>
    refuse(
      `{ park(slug: "${ZONE}") { observations(first: 1, before: "x") { nodes { id } } } }`,
      {},
      'BAD_CURSOR',
      'before',
    ))
})

describe('sizes of pages', () => {
  const query = 'query ($first: Int, $last: Int) { parks(first: $first, last: $last) { nodes { slug } } }'

  it.each([0, -1, 101, 2147483647, 2147483648, -2147483649, 1.5, '1', true, [1], {}])('first: %j is refused', (first) =>
    refuse(query, { first }, 'BAD_USER_INPUT', 'first'),
  )

  it.each([0, -1, 101, 2147483648])('last: %j is refused', (last) => refuse(query, { last }, 'BAD_USER_INPUT', 'last'))

  it('first and last together are refused', () => refuse(query, { first: 1, last: 1 }, 'BAD_USER_INPUT', 'last'))

  it('null is none', async () => {
    expect((await server.send(query, { first: null, last: null })).errors).toBeUndefined()
    expect((await server.send(query, { first: null, last: 1 })).errors).toBeUndefined()
  })

  it.each(['0', '-1', '101', '2147483648', '99999999999999999999', '1.5', '"1"', 'true', 'ASC', '[1]'])(
    'first: %s in a query is refused',
    async (first) => {
      const { errors } = await server.send(`{ parks(first: ${first}) { nodes { slug } } }`)
      expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(errors?.[0]?.extensions?.code)
    },
  )
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

  it.each(['', ' ', 'cny', 'CNY_100M ', '亿', '億元', 'constructor', '__proto__', "'", 'x'.repeat(5000), '𠮷'])(
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
})

describe('texts with characters that are none', () => {
  const faults = [
    ['a NUL', 'a\0b', '"a\\u0000b"'],
    ['a lone high surrogate', 'a\ud800', '"a\\ud800"'],
    ['a lone low surrogate', '\udc00a', '"\\udc00a"'],
    ['surrogates in the wrong order', '\udc00\ud800', '"\\udc00\\ud800"'],
  ] as const

  describe.each(faults)('%s', (_, text, literal) => {
    it.each([
      ['an argument', 'query ($v: String!) { park(slug: $v) { slug } }', text, 'v'],
      ['an id', 'query ($v: ID!) { node(id: $v) { id } }', text, 'v'],
      ['a list', 'query ($v: [ID!]!) { nodes(ids: $v) { id } }', ['x', text], 'v[1]'],
      ['a cursor', 'query ($v: String) { parks(after: $v) { totalCount } }', text, 'v'],
      [
        'nested input',
        'query ($v: ParkWhere) { parks(where: $v) { totalCount } }',
        { or: [{ park: { name: { contains: text } } }] },
        'v.or[0].park.name.contains',
      ],
      [
        'a list in nested input',
        'query ($v: ParkWhere) { parks(where: $v) { totalCount } }',
        { slug: { in: ['a', text] } },
        'v.slug.in[1]',
      ],
      ['a key of an object', 'query ($v: ParkWhere) { parks(where: $v) { totalCount } }', { [text]: 1 }, undefined],
      ['a unit', `query ($v: UnitCode) { park(slug: "${ZONE}") { taxRevenue { value(unit: $v) } } }`, text, 'v'],
      ['a period', 'query ($v: Period) { observations(where: { period: { eq: $v } }) { totalCount } }', text, 'v'],
      [
        'a decimal',
        'query ($v: Decimal) { parks(where: { taxRevenue: { eq: $v, unit: CNY } }) { totalCount } }',
        text,
        'v',
      ],
      ['an enum', 'query ($v: Nature) { park(slug: "x") { taxRevenue(nature: $v) { value } } }', text, 'v'],
      ['a boolean', 'query ($v: Boolean!) { park(slug: "x") { slug @include(if: $v) } }', text, 'v'],
      ['an indicator code', 'query ($v: String!) { park(slug: "x") { latest(indicator: $v) { value } } }', text, 'v'],
      ['a variable that is not declared', '{ parks { totalCount } }', text, 'v'],
    ])('in %s is refused', (_place, query, v, argument) => refuse(query, { v }, 'BAD_USER_INPUT', argument))

    it.each([
      ['an argument', `{ park(slug: ${literal}) { slug } }`, 'slug'],
      [
        'nested input',
        `{ parks(where: { or: [{ park: { name: { contains: ${literal} } } }] }) { totalCount } }`,
        'where.or.park.name.contains',
      ],
      ['a list', `{ parks(where: { slug: { in: ["a", ${literal}] } }) { totalCount } }`, 'where.slug.in'],
      ['the default of a variable', `query ($v: String = ${literal}) { parks(after: $v) { totalCount } }`, undefined],
      ['a fragment', `{ ...F } fragment F on Query { park(slug: ${literal}) { slug } }`, 'slug'],
      ['an id', `{ node(id: ${literal}) { id } }`, 'id'],
    ])('written in %s of a query is refused', async (_place, query, argument) => {
      const { errors } = await server.send(query)
      expect(['BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED']).toContain(errors?.[0]?.extensions?.code)
      if (errors?.[0]?.extensions?.code === 'BAD_USER_INPUT' && argument)
        expect(errors[0].extensions.argument).toBe(argument)
    })
  })

  it('NUL and surrogates in the names of variables and operations harm nobody', async () => {
    for (const body of [
      { query: '{ __typename }', variables: { 'a\0': '\0' } },
      { query: '{ __typename }', operationName: '\0' },
      { query: 'query A { __typename }', operationName: '\ud800' },
      { query: '{ __typename \0 }' },
      { query: '# \ud800\n{ __typename }' },
    ]) {
      const response = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      expect(JSON.stringify(await response.json())).not.toContain('INTERNAL_SERVER_ERROR')
    }
  })

  it('astral characters, emoji and right-to-left marks are texts', async () => {
    for (const slug of ['𠮷', '😀', '\u202e', '\uffff', '\ufeff'])
      expect(await server.send('query ($slug: String!) { park(slug: $slug) { slug } }', { slug })).toEqual({
        data: { park: null },
      })
  })
})

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
  ])('%s names an unknown indicator', (query) => refuse(query, {}, 'UNKNOWN_INDICATOR'))

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
    [parks('{ latest: [{ indicator: "tax_revenue", eq: 1, unit: "亩" }] }'), 'INCOMPATIBLE_UNITS', undefined],
    [parks('{ employment: { eq: 1, unit: PERSON_TIME } }'), 'INCOMPATIBLE_UNITS', 'where.employment.unit'],
    [`{ park(slug: "${ZONE}") { taxRevenue { value(unit: PERSON) } } }`, 'INCOMPATIBLE_UNITS', undefined],
    [`{ park(slug: "${ZONE}") { taxRevenue { lower(unit: PERCENT) } } }`, undefined, undefined],
    [`{ park(slug: "${ZONE}") { taxRevenue { isExactIn(unit: MU) } } }`, 'INCOMPATIBLE_UNITS', undefined],
  ])('%s: %s', async (query, code, argument) => {
    if (code) await refuse(query, {}, code, argument)
    else expect((await server.send(query)).errors).toBeUndefined()
  })
})

describe('orderBy', () => {
  it.each([
    ['two keys in one item', [{ slug: 'ASC', name: 'ASC' }]],
    ['no key in an item', [{}]],
    ['a null key', [{ slug: null }]],
    ['an unknown key', [{ nothing: 'ASC' }]],
    ['an unknown direction', [{ slug: 'UP' }]],
    ['a text', 'slug'],
    ['no indicator', [{ latest: {} }]],
  ])('with %s is refused', (_, orderBy) =>
    refuse(
      'query ($orderBy: [ParkOrder!]) { parks(orderBy: $orderBy) { totalCount } }',
      { orderBy },
      'BAD_USER_INPUT',
      'orderBy',
    ),
  )
})

describe('input beyond any use', () => {
  const list =
    'query ($where: ParkWhere, $orderBy: [ParkOrder!]) { parks(where: $where, orderBy: $orderBy) { nodes { slug } } }'
  const nest = (depth: number, open: string, close: string) =>
    `{ "where": ${open.repeat(depth)}{}${close.repeat(depth)} }`
  const repeat = (count: number, item: string) => `[${new Array(count).fill(item).join()}]`
  const condition = '{"slug":{"eq":"","contains":"","startsWith":"","in":[]}}'

  it.each([
    ['2000 keys to order by', `{ "orderBy": ${repeat(2000, '{"slug":"ASC"}')} }`],
    ['not, 3000 deep', nest(3000, '{"not":', '}')],
    ['and, 20000 deep', nest(20_000, '{"and":[', ']}')],
    ['park, 300 deep', nest(300, '{"park":', '}')],
    ['17000 conditions of 4 parts', `{ "where": { "or": ${repeat(17_000, condition)} } }`],
    ['5000 latest figures', `{ "where": { "latest": ${repeat(5000, '{"indicator":"tax_revenue","isKnown":true}')} } }`],
  ])('%s is refused or answered, and never a fault', { timeout: 60_000 }, async (_, variables) => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{ "query": ${JSON.stringify(list)}, "variables": ${variables} }`,
    })
    expect(await response.text()).not.toContain('INTERNAL_SERVER_ERROR')
    expect((await server.send('{ parks { totalCount } }')).errors).toBeUndefined()
  })

  it.each([
    ['a selection 5000 deep', `{ parks { nodes ${'{ parent '.repeat(5000)}{ slug }${'}'.repeat(5000)} } }`],
    ['a selection 150 deep', `{ parks { nodes ${'{ parent '.repeat(150)}{ slug }${'}'.repeat(150)} } }`],
    ['a list 20000 deep', `{ parks(where: ${'['.repeat(20_000)}${']'.repeat(20_000)}) { totalCount } }`],
    [
      '1700 aliases of a figure',
      `{ park(slug: "${ZONE}") { ${Array.from({ length: 1700 }, (_, index) => `a${index}: observations(first: 1, after: null, where: { slug${index}: 1 }) { totalCount }`).join(' ')} } }`,
    ],
    [
      '1700 different fields',
      `{ parks(first: 1) { nodes { ${Array.from({ length: 1700 }, (_, index) => `a${index}: parks(where: { slug: { eq: "${index}" } }) { totalCount }`).join(' ')} } } }`,
    ],
    ['fragments in a circle', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
  ])('%s is refused or answered, and never a fault', { timeout: 60_000 }, async (_, query) => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    expect(await response.text()).not.toContain('INTERNAL_SERVER_ERROR')
  })
})

test('a misspelt field is a validation error with its code', async () => {
  await refuse('{ parcs { totalCount } }', {}, 'GRAPHQL_VALIDATION_FAILED')
  await refuse('{ parks { totalCount ', {}, 'GRAPHQL_PARSE_FAILED')
})
