import { afterEach, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const single = [
  ['park', 'slug', 'xiangxiang-etdz'],
  ['project', 'slug', 'xiangxiang-etdz-power-park'],
  ['enterprise', 'slug', 'juqiang-technology'],
  ['facility', 'slug', 'xiangxiang-etdz-party-mass-centre'],
  ['programme', 'slug', 'xiangxiang-etdz-build-and-buy'],
  ['indicator', 'code', 'tax_revenue'],
  ['source', 'code', 'xiangxiang-2017-review'],
] as const

describe.each(single)('%s', (field, argument, key) => {
  it('answers by its key', async () => {
    const query = `query ($key: String!) { found: ${field}(${argument}: $key) { ${argument} __typename } }`
    const { data, errors } = await server.send(query, { key })
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      found: { [argument]: key, __typename: field.replace(/^./, (letter) => letter.toUpperCase()) },
    })
  })

  it.each(['no-such-thing', '', key.toUpperCase(), `${key} `, "' OR TRUE --", '%', '𠮷'])(
    'is null for %j',
    async (unknown) => {
      const query = `query ($key: String!) { found: ${field}(${argument}: $key) { ${argument} } }`
      expect(await server.send(query, { key: unknown })).toEqual({ data: { found: null } })
    },
  )

  it('answers the same object by its node id', async () => {
    const label = field === 'source' ? 'title' : 'name'
    const first = await server.send(`{ found: ${field}(${argument}: "${key}") { id ${label} } }`)
    const found = first.data?.found as Record<string, string>
    const query =
      'query ($id: ID!) { node(id: $id) { id ... on Subject { name } ... on Indicator { name } ... on Source { title } } }'
    expect(await server.send(query, { id: found.id })).toEqual({ data: { node: found } })
  })
})

test('the zone answers by its slug, with what it holds', async () => {
  const { data } = await server.send('{ park(slug: "xiangxiang-etdz") { name parks { totalCount } } }')
  expect(data).toEqual({ park: { name: '湘乡经开区', parks: { totalCount: 6 } } })
})

test('a subject of one kind is no subject of another', async () => {
  const query = '{ enterprise(slug: "xiangxiang-etdz") { slug } park(slug: "juqiang-technology") { slug } }'
  expect(await server.send(query)).toEqual({ data: { enterprise: null, park: null } })
})

const lists = [
  'parks',
  'projects',
  'enterprises',
  'facilities',
  'programmes',
  'indicators',
  'observations',
  'sources',
] as const

describe.each(lists)('%s', (field) => {
  it('answers rows under nodes and under edges alike, and counts them', async () => {
    const { data } = await server.send(
      `{ ${field}(first: 100) { nodes { id } edges { node { id } cursor } totalCount } }`,
    )
    const ids = (pick(data, `${field}.nodes`) as { id: string }[]).map(({ id }) => id)
    const edges = pick(data, `${field}.edges`) as { node: { id: string }; cursor: string }[]
    expect(ids.length).toBeGreaterThan(0)
    expect(edges.map(({ node }) => node.id)).toEqual(ids)
    expect(new Set(edges.map(({ cursor }) => cursor)).size).toBe(ids.length)
    expect(new Set(ids).size).toBe(ids.length)
    expect(Math.min(Number(pick(data, `${field}.totalCount`)), 100)).toBe(ids.length)
  })

  it('answers 20 rows where no size is asked', async () => {
    const { data } = await server.send(`{ ${field} { nodes { id } totalCount } }`)
    const total = Number(pick(data, `${field}.totalCount`))
    expect((pick(data, `${field}.nodes`) as unknown[]).length).toBe(Math.min(20, total))
  })

  it('answers its objects again by nodes, in the order asked, doubled where asked twice', async () => {
    const { data } = await server.send(`{ ${field}(first: 30) { nodes { id } } }`)
    const ids = (pick(data, `${field}.nodes`) as { id: string }[]).map(({ id }) => id).reverse()
    const asked = [...ids, ids[0] as string]
    const again = await server.send('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: asked })
    expect(again).toEqual({ data: { nodes: asked.map((id) => ({ id })) } })
  })
})

test('nodes answers null in the place of what is not there', async () => {
  const id = (text: string) => Buffer.from(text).toString('base64')
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }'
  const ids = [id('Park:999999999'), id('Series:1:999999999'), id('Park:1')]
  expect((await server.send(query, { ids })).data?.nodes).toEqual([null, null, { __typename: 'Park' }])
  expect(await server.send(query, { ids: [] })).toEqual({ data: { nodes: [] } })
})

test('units lists all, or those of one dimension, smallest first', async () => {
  const query =
    'query ($dimension: String) { units(dimension: $dimension) { code name dimension numerator denominator } }'
  const all = (await server.send(query)).data?.units as { code: string; dimension: string }[]
  expect(await server.send(query, { dimension: null })).toEqual({ data: { units: all } })
  expect(await server.send(query, { dimension: 'no such' })).toEqual({ data: { units: [] } })
  const area = await server.send(query, { dimension: 'area' })
  expect(area.data?.units).toEqual(all.filter(({ dimension }) => dimension === 'area'))
  expect(area.data?.units).toContainEqual({
    code: 'MU',
    name: '亩',
    dimension: 'area',
    numerator: '2000',
    denominator: '3',
  })
})

test('an id of every node type leads back to it', async () => {
  const { data } = await server.send(`{ park(slug: "xiangxiang-etdz") { doubts { id } observations(first: 100) { nodes {
    id series { id } source { id } indicator { id } corrections { id } } } } }`)
  const text = JSON.stringify(data)
  const ids = [...new Set([...text.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id as string))]
  const types = new Set<string>()
  for (const start of Array.from({ length: Math.ceil(ids.length / 100) }, (_, index) => index * 100)) {
    const some = ids.slice(start, start + 100)
    const answer = await server.send('query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', { ids: some })
    const nodes = answer.data?.nodes as { id: string; __typename: string }[]
    expect(nodes.map(({ id }) => id)).toEqual(some)
    for (const { __typename } of nodes) types.add(__typename)
  }
  expect([...types].sort()).toEqual(['Correction', 'Doubt', 'Indicator', 'Observation', 'Series', 'Source'])
})
