import { afterEach, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

async function ask(query: string, variables?: Record<string, unknown>): Promise<unknown> {
  const { data, errors } = await server.send(query, variables)
  expect(errors).toBeUndefined()
  return data
}

describe('aliases', () => {
  it('read a field once for each set of arguments', async () => {
    const data = await ask(`{ park(slug: "xiangxiang-etdz") {
      actual: taxRevenue { value } forecast: taxRevenue(nature: FORECAST) { value }
      one: parks(first: 1) { nodes { slug } } two: parks(last: 1) { nodes { slug } } } }`)
    expect(pick(data, 'park.actual.value')).toBe('2.87')
    expect(pick(data, 'park.forecast.value')).toBe('3')
    expect(pick(data, 'park.one.nodes.0.slug')).not.toBe(pick(data, 'park.two.nodes.0.slug'))
  })

  it('of 100 and more characters that share their first 60 are kept apart', async () => {
    const [a, b] = [`${'x'.repeat(100)}a`, `${'x'.repeat(100)}b`]
    const data = await ask(`{ ${a}: park(slug: "xiangxiang-etdz") { ${a}: taxRevenue { ${b}: value ${a}: unit { code } }
      ${b}: taxRevenue(nature: FORECAST) { ${b}: value } } ${b}: enterprise(slug: "juqiang-technology") { ${a}: name } }`)
    expect(data).toEqual({
      [a]: { [a]: { [b]: '2.87', [a]: { code: 'CNY_100M' } }, [b]: { [b]: '3' } },
      [b]: { [a]: expect.stringContaining('巨强') },
    })
  })

  it('may be named as columns and keys of ours', async () => {
    const data = await ask(`{ park(slug: "xiangxiang-etdz") { name: slug slug: name id: kind kind: id row: name _: slug
      constructor: name __proto__: slug toString: slug } }`)
    const park = pick(data, 'park') as Record<string, unknown>
    expect([park.name, park.slug, park.id]).toEqual(['xiangxiang-etdz', '湘乡经开区', 'DEVELOPMENT_ZONE'])
    expect([park.row, park._]).toEqual(['湘乡经开区', 'xiangxiang-etdz'])
  })

  it('ask for different things under nodes and under edges with the same key', async () => {
    const data = await ask(`{ park(slug: "xiangxiang-etdz") { parks(first: 2) {
      nodes { x: observations(first: 1) { nodes { id } } }
      edges { node { x: observations(first: 2) { nodes { id } } } } } } }`)
    expect(pick(data, 'park.parks.nodes.0.x.nodes')).toHaveLength(1)
    expect(pick(data, 'park.parks.edges.0.node.x.nodes')).toHaveLength(2)
  })

  it('of nodes ask for different fields with the same key', async () => {
    const data =
      await ask(`{ park(slug: "xiangxiang-etdz") { parks(first: 1, where: { slug: { eq: "xiangxiang-etdz-power-park" } }) {
      a: nodes { x: totalInvestment { value } } b: nodes { x: parent { slug } } c: nodes { x: slug } } } }`)
    expect(pick(data, 'park.parks.a.0.x')).toEqual({ value: '4' })
    expect(pick(data, 'park.parks.b.0.x')).toEqual({ slug: 'xiangxiang-etdz' })
    expect(pick(data, 'park.parks.c.0.x')).toEqual(expect.any(String))
  })

  it('of one page of nodes keep their arguments apart', async () => {
    const data = await ask(`{ parks(first: 1, where: { slug: { eq: "xiangxiang-etdz" } }) {
      a: nodes { x: taxRevenue(nature: ACTUAL) { value(unit: CNY_10K) } }
      b: nodes { x: taxRevenue(nature: FORECAST) { value } } } }`)
    expect(data).toEqual({ parks: { a: [{ x: { value: '28700' } }], b: [{ x: { value: '3' } }] } })
  })
})

describe('selections under one key', () => {
  it('are merged, nested ones too', async () => {
    const data = await ask(`{ park(slug: "xiangxiang-etdz") { slug }
      ...A park(slug: "xiangxiang-etdz") { parks(first: 1) { nodes { slug } } } }
      fragment A on Query { park(slug: "xiangxiang-etdz") { name parks(first: 1) { totalCount nodes { kind parent { slug } } } } }`)
    expect(data).toEqual({
      park: {
        slug: 'xiangxiang-etdz',
        name: '湘乡经开区',
        parks: {
          totalCount: 6,
          nodes: [{ slug: expect.any(String), kind: 'PARK_IN_PARK', parent: { slug: 'xiangxiang-etdz' } }],
        },
      },
    })
  })

  it('are merged across equal variables and defaults', async () => {
    const data = await ask(
      `query ($n: Nature = ACTUAL) { park(slug: "xiangxiang-etdz") { taxRevenue(nature: $n) { value } taxRevenue(nature: $n) { unit { code } } } }`,
    )
    expect(data).toEqual({ park: { taxRevenue: { value: '2.87', unit: { code: 'CNY_100M' } } } })
  })
})

describe('fragments', () => {
  it('apply to their type, named and inline, on objects and interfaces', async () => {
    const data = await ask(`{ observations(first: 100) { nodes { subject { __typename ...S
        ... on Park { parkKind: kind name } ... on Project { workKind: kind } ... on Node { id } ... { again: name } } } } }
      fragment S on Subject { slug ...N } fragment N on Node { id __typename }`)
    const subjects = (pick(data, 'observations.nodes') as { subject: Record<string, unknown> }[]).map(
      (row) => row.subject,
    )
    expect(new Set(subjects.map((subject) => subject.__typename)).size).toBe(5)
    for (const subject of subjects) {
      expect(subject.id).toMatch(/./)
      expect(Buffer.from(String(subject.id), 'base64').toString()).toMatch(`${subject.__typename}:`)
      expect('parkKind' in subject).toBe(subject.__typename === 'Park')
      expect('workKind' in subject).toBe(subject.__typename === 'Project')
      expect(subject.again).toEqual(expect.any(String))
    }
  })

  it('give one key different arguments in different types', async () => {
    const data =
      await ask(`{ nodes(ids: ["${id('Park:1')}"]) { ... on Park { x: taxRevenue(nature: FORECAST) { value } }
      ... on Enterprise { x: taxRevenue(nature: ACTUAL) { value } } } }`)
    expect(data).toEqual({ nodes: [{ x: { value: '3' } }] })
  })

  it('read typed fields of every kind of subject by way of the interface', async () => {
    const data =
      await ask(`{ observations(first: 100, where: { subject: { kind: { eq: ENTERPRISE } } }) { nodes { subject { slug
      ... on Enterprise { park { slug } staff { lower } observations(first: 1) { totalCount } } } } } }`)
    const subjects = (pick(data, 'observations.nodes') as { subject: Record<string, unknown> }[]).map(
      (row) => row.subject,
    )
    const jichang = subjects.find(({ slug }) => slug === 'jichang-animation-toys')
    expect(jichang).toMatchObject({ park: { slug: 'xiangxiang-etdz' }, staff: { lower: '2000' } })
  })
})

describe('@skip and @include', () => {
  it.each([
    [true, false],
    [false, true],
  ])('with $yes = %j and $no = %j leave out what they say', async (yes, no) => {
    const data = await ask(
      `query ($yes: Boolean!, $no: Boolean!) { park(slug: "xiangxiang-etdz") { slug @include(if: $yes) name @skip(if: $yes)
        ...F @include(if: $no) ... on Park @skip(if: $no) { kind }
        parks(first: 1) { totalCount @include(if: $yes) nodes @skip(if: $yes) { slug } } } }
      fragment F on Park { level }`,
      { yes, no },
    )
    const park = pick(data, 'park') as Record<string, unknown>
    expect(Object.keys(park).sort()).toEqual(yes ? ['kind', 'parks', 'slug'] : ['level', 'name', 'parks'])
    expect(Object.keys(park.parks as object)).toEqual(yes ? ['totalCount'] : ['nodes'])
  })
})

test('__typename is answered everywhere', async () => {
  const data =
    await ask(`{ __typename parks(first: 1) { __typename edges { __typename node { __typename names { __typename }
    observations(first: 1) { __typename pageInfo { __typename } nodes { __typename unit { __typename } printed { __typename }
    citation { __typename source { __typename } } subject { __typename } } } } } } units { __typename }
    vocabularies { __typename terms { __typename } } }`)
  expect(pick(data, '__typename')).toBe('Query')
  expect(pick(data, 'parks.edges.0.node.observations.nodes.0')).toEqual({
    __typename: 'Observation',
    unit: { __typename: 'Unit' },
    printed: { __typename: 'Printed' },
    citation: { __typename: 'Citation', source: { __typename: 'Source' } },
    subject: { __typename: expect.any(String) },
  })
})

test('connections nest in lists of connections', async () => {
  const data = await ask(`{ parks(where: { slug: { eq: "xiangxiang-etdz" } }) { nodes { parks(first: 3) { nodes { slug
    observations(first: 2) { totalCount nodes { subject { slug ... on Park { parent { parks(first: 1) { totalCount } } } } } } } } } } }`)
  const parks = pick(data, 'parks.nodes.0.parks.nodes') as { slug: string; observations: { nodes: unknown[] } }[]
  expect(parks).toHaveLength(3)
  for (const { slug, observations } of parks)
    for (const node of observations.nodes)
      expect(node).toEqual({ subject: { slug, parent: { parks: { totalCount: 6 } } } })
})

test('one field asked under many keys answers each', async () => {
  const keys = Array.from({ length: 120 }, (_, index) => `k${index}`)
  const data = await ask(
    `{ park(slug: "xiangxiang-etdz") { ${keys.map((key) => `${key}: parks(first: 1) { totalCount }`).join(' ')} } }`,
  )
  expect(Object.values(pick(data, 'park') as object)).toEqual(keys.map(() => ({ totalCount: 6 })))
})

test('several operations in a document: the named one runs', async () => {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'query A { __typename } query B { parks { totalCount } }', operationName: 'A' }),
  })
  expect(await response.json()).toEqual({ data: { __typename: 'Query' } })
})

function id(text: string): string {
  return Buffer.from(text).toString('base64')
}
