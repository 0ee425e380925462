import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { ZONE } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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

describe('rows that an answer can hold', () => {
  const nest = (innermost: number, more = '') => `{ parks(first: 100) { nodes { ${more}
    parks(first: 27) { nodes { parks(first: ${innermost}) { nodes { slug } } } } } } }`

  it.each([
    ['pages of 100, 27 and 36', nest(36)],
    ['pages of 100, 27 and 35 beside one', nest(35, 'a: parks(first: 1) { nodes { slug } }')],
    [
      'pages of 100, 90 and ten names',
      '{ parks(first: 100) { nodes { parks(first: 90) { nodes { names { name } } } } } }',
    ],
    ['the last 100, 27 and 36', nest(36).replaceAll('first', 'last')],
  ])('may be 100000: %s', async (_, query) => {
    server.forget()
    expect((await server.send(query)).errors).toBeUndefined()
    expect(server.statements).toHaveLength(1)
  })

  it.each([
    ['pages of 100, 27 and 37', nest(37)],
    ['the last 100, 27 and 37', nest(37).replaceAll('first', 'last')],
    ['pages of 100, 27 and 36 beside one', nest(36, 'a: parks(first: 1) { nodes { slug } }')],
    ['pages of 100, 27 and 36 beside names', nest(36, 'names { name }')],
    [
      'pages of 100, 91 and ten names',
      '{ parks(first: 100) { nodes { parks(first: 91) { nodes { names { name } } } } } }',
    ],
    [
      'two lists of half as many',
      `{ parks(first: 100) { nodes { ${[0, 1].map((index) => `p${index}: parks(first: ${27 + index}) { nodes { parks(first: 19) { nodes { slug } } } }`).join(' ')} } } }`,
    ],
    [
      'lists in edges',
      '{ parks(first: 100) { edges { node { parks(first: 100) { edges { node { parks(first: 10) { edges { cursor } } } } } } } } }',
    ],
    [
      'lists in a fragment',
      '{ parks(first: 100) { nodes { ...F } } } fragment F on Park { parks(first: 100) { nodes { parks(first: 100) { nodes { slug } } } } }',
    ],
    [
      'lists in an object',
      `{ park(slug: "${ZONE}") { parks(first: 100) { nodes { parks(first: 100) { nodes { parks(first: 10) { nodes { slug } } } } } } } }`,
    ],
    [
      'lists of no size, by the default of 20',
      `{ parks { nodes { parks { nodes { parks { nodes { parks { nodes { slug } } } } } } } } }`,
    ],
    [
      'counts of lists',
      '{ parks(first: 100) { nodes { parks(first: 100) { nodes { parks(first: 100) { totalCount } } } } } }',
    ],
  ])('may be no more, and nothing runs: %s', async (_, query) => {
    server.forget()
    const { errors } = await server.send(query)
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['OPERATION_TOO_COMPLEX'])
    expect(server.statements).toEqual([])
  })

  it('sizes in variables count alike', async () => {
    const query =
      'query ($first: Int!) { parks(first: 100) { nodes { parks(first: 27) { nodes { parks(first: $first) { nodes { slug } } } } } } }'
    server.forget()
    expect((await server.send(query, { first: 37 })).errors?.[0]?.extensions?.code).toBe('OPERATION_TOO_COMPLEX')
    expect(server.statements).toEqual([])
    expect((await server.send(query, { first: 36 })).errors).toBeUndefined()
  })

  it('lists that are skipped do not count', async () => {
    const query = nest(36, 'names @skip(if: true) { name } ... @include(if: false) { a: parks { totalCount } }')
    expect((await server.send(query)).errors).toBeUndefined()
  })
})

describe('lists that are read whole', () => {
  /** Different ones, of an odd number of lists: what is asked twice in the same words is read once. */
  const name = (
    count: number,
    selection: string,
    lists = ['parks', 'projects', 'enterprises', 'observations', 'series'],
  ) =>
    Array.from({ length: count }, (_, index) => {
      const list = lists[index % lists.length]
      const page = `${index % 2 === 0 ? 'first' : 'last'}: ${Math.floor(index / lists.length / 2) + 1}`
      return `a${index}: ${list}(${page}) { ${selection} }`
    }).join(' ')
  const inPark = (fields: string) => `{ park(slug: "${ZONE}") { ${fields} } }`
  const inParks = (fields: string) => `{ parks(first: 100) { totalCount nodes { slug ${fields} } } }`

  it.each([
    ['one, of a page', '{ parks(first: 100) { totalCount nodes { slug } } }'],
    ['200', inPark(name(200, 'totalCount'))],
    ['ten of 100 nodes', inParks(name(10, 'totalCount'))],
    ['one of full pages in 100 nodes', inParks('projects(first: 100) { totalCount nodes { slug } }')],
    ['one grouped in 100 nodes', inParks('projects { groupBy(by: [KIND]) { totals { count } } }')],
    [
      'one under 400 names',
      inPark(Array.from({ length: 400 }, (_, index) => `a${index}: parks { totalCount }`).join(' ')),
    ],
  ])('may be 200: %s', { timeout: 60_000 }, async (_, query) => {
    server.forget()
    expect((await server.send(query)).errors).toBeUndefined()
    expect(server.statements).toHaveLength(1)
  })

  it.each([
    ['900', inPark(name(900, 'totalCount'))],
    ['201', inPark(name(201, 'totalCount'))],
    ['201 in a fragment', `${inPark('...F')} fragment F on Park { ${name(201, 'totalCount')} }`],
    ['200 in nodes of one', inParks(name(200, 'totalCount')).replace('first: 100', 'first: 1')],
    [
      '101 grouped and counted',
      inPark(name(101, 'totalCount groupBy(by: []) { totalCount }', ['projects', 'enterprises', 'observations'])),
    ],
  ])('may be no more, and nothing runs: %s', async (_, query) => {
    server.forget()
    const { errors } = await server.send(query)
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['OPERATION_TOO_COMPLEX'])
    expect(server.statements).toEqual([])
  })
})

it('a statement that would take a gigabyte to plan is refused, and does not run', async () => {
  const moments = Array.from({ length: 300 }, (_, index) => `2020-01-01T00:00:00.${String(index).padStart(3, '0')}Z`)
  const fields = moments.map(
    (recorded, index) =>
      `a${index}: latest(indicator: "tax_revenue", asOf: { recorded: "${recorded}" }) { value growth { computed } }`,
  )
  server.forget()
  const { errors } = await server.send(`{ parks(first: 1) { nodes { ${fields.join(' ')} } } }`)
  expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['OPERATION_TOO_COMPLEX'])
  expect(server.statements).toEqual([])
})

describe('root fields', () => {
  const fields = (count: number) =>
    Array.from({ length: count }, (_, index) => `a${index}: parks(first: 1) { totalCount }`)

  it('may be 50', async () => {
    server.forget()
    const { data, errors } = await server.send(`{ ${fields(50).join(' ')} }`)
    expect(errors).toBeUndefined()
    expect(Object.keys(data ?? {})).toHaveLength(50)
    expect(server.statements).toHaveLength(50)
  })

  it.each([
    ['51', `{ ${fields(51).join(' ')} }`],
    ['500', `{ ${fields(500).join(' ')} }`],
    [
      '51 in fragments',
      `{ ...A ... on Query { ${fields(51).slice(25).join(' ')} } } fragment A on Query { ${fields(25).join(' ')} }`,
    ],
    [
      '51 of one object',
      `{ ${fields(51)
        .map((_, index) => `a${index}: node(id: "UGFyazox") { id }`)
        .join(' ')} }`,
    ],
    ['51 in the operation that is named', `query A { parks { totalCount } } query B { ${fields(51).join(' ')} }`],
  ])('%s are refused, and none runs', async (_, query) => {
    server.forget()
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, ...(query.startsWith('query A') ? { operationName: 'B' } : {}) }),
    })
    const { data, errors } = await response.json()
    expect(data ?? null).toBeNull()
    expect(errors[0].extensions.code).toBe('OPERATION_TOO_COMPLEX')
    expect(server.statements).toEqual([])
  })

  it.each([
    ['asked twice under one key', `{ ${[...fields(50), ...fields(50)].join(' ')} }`],
    ['left out', `{ ${[...fields(50), 'b: parks @skip(if: true) { totalCount }'].join(' ')} }`],
  ])('%s do not count', async (_, query) => {
    server.forget()
    expect((await server.send(query)).errors).toBeUndefined()
    expect(server.statements).toHaveLength(50)
  })
})

describe('conditions in one list', () => {
  const repeat = (count: number, item: object) => new Array(count).fill(item)
  const conditions: [string, (count: number) => object][] = [
    ['and', (count) => ({ and: repeat(count, { slug: { eq: 'x' } }) })],
    ['or', (count) => ({ or: repeat(count, { slug: { eq: 'x' } }) })],
    ['latest', (count) => ({ latest: repeat(count, { indicator: 'tax_revenue', isKnown: true }) })],
    ['or, within not', (count) => ({ not: { or: repeat(count, {}) } })],
    ['and, of a park', (count) => ({ park: { and: repeat(count, {}) } })],
  ]

  it.each(conditions)('%s may be 100 and no more', async (_, make) => {
    const query = 'query ($where: ParkWhere) { parks(where: $where) { totalCount } }'
    server.forget()
    expect((await server.send(query, { where: make(101) })).errors?.[0]?.extensions?.code).toBe('OPERATION_TOO_COMPLEX')
    expect(server.statements).toEqual([])
    expect((await server.send(query, { where: make(100) })).errors).toBeUndefined()
  })

  it('are not the values of one condition, of which there may be more', async () => {
    const slugs = Array.from({ length: 500 }, (_, index) => `x${index}`)
    const query = 'query ($slugs: [String!]) { parks(where: { slug: { in: $slugs } }) { totalCount } }'
    expect(await server.send(query, { slugs: [...slugs, ZONE] })).toEqual({ data: { parks: { totalCount: 1 } } })
  })
})
