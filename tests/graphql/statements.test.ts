import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, ZONE } from './data.ts'

const server = useServer()

beforeAll(async () => {
  const slugs = Array.from({ length: 100 }, (_, index) => `counted-${index}`)
  await addSubjects(
    server.database,
    slugs.map((slug) => ({ kind: 'ENTERPRISE', slug, park: ZONE })),
  )
  await addFigures(
    server.database,
    slugs.map((subject) => ({ subject, indicator: 'revenue', value: '1' })),
  )
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

async function count(query: string, variables?: Record<string, unknown>): Promise<number> {
  server.forget()
  const { errors } = await server.send(query, variables)
  expect(errors).toBeUndefined()
  return server.statements.length
}

const deep = `slug names { name citation { source { title } } } memberships { park { slug ... on Park { level parks(first: 1) { totalCount } } } }
  observations(first: 5) { totalCount nodes { value unit { code } subject { ... on Enterprise { revenue { value } } } reportedGrowth { value }
  corrections { state } doubts { question subjects { slug } } series { indicator { code defaultUnit { code } } } } }`

describe.each([1, 100])('with pages of %i', (first) => {
  it.each([
    ['a flat list', `{ enterprises(first: ${first}) { nodes { slug } } }`],
    ['a deep list', `{ enterprises(first: ${first}) { nodes { ${deep} } } }`],
    [
      'a filtered, ordered and counted list',
      `{ enterprises(first: ${first}, where: { park: { park: { slug: { eq: "x" } } },
      revenue: { gte: "1", unit: CNY } }, orderBy: [{ revenue: {} }]) { totalCount nodes { slug } } }`,
    ],
    [
      'lists in an object',
      `{ park(slug: "${ZONE}") { enterprises(first: ${first}) { nodes { ${deep} } } projects(first: ${first}) { nodes { currentStage { stage } stages { stage } } } } }`,
    ],
    [
      'figures',
      `{ observations(first: ${first}) { nodes { value subject { slug ... on Park { kind } ... on Project { currentStage { stage } } } citation { source { title } } } } }`,
    ],
  ])('%s takes one statement', async (_, query) => {
    expect(await count(query)).toBe(1)
  })
})

test.each([
  ['no root field of data', '{ __typename vocabularies { name } }', 0],
  ['two root fields', `{ parks { totalCount } park(slug: "${ZONE}") { slug } }`, 2],
  ['one root field under two aliases', '{ a: parks { totalCount } b: parks { totalCount } }', 2],
  ['one root field twice under one key', '{ parks { totalCount } parks { nodes { slug } } }', 1],
  ['a root field left out', '{ parks @skip(if: true) { totalCount } __typename }', 0],
])('%s', async (_, query, expected) => {
  expect(await count(query)).toBe(expected)
})

test('node takes one statement, nodes one for each type', async () => {
  const id = (text: string) => Buffer.from(text).toString('base64')
  expect(await count(`{ node(id: "${id('Park:1')}") { ... on Park { ${deep} } } }`)).toBe(1)
  const ids = Array.from({ length: 50 }, (_, index) => [id(`Park:${index + 1}`), id(`Enterprise:${index + 1}`)]).flat()
  expect(await count(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Subject { ${deep} } } }`, { ids })).toBe(2)
})

test('rows are counted only where totalCount is selected', async () => {
  await count('{ parks(first: 1) { nodes { slug parks(first: 1) { nodes { slug } } } } }')
  expect(server.statements[0]).not.toContain('count(*)')
  await count('query ($no: Boolean!) { parks(first: 1) { nodes { slug } totalCount @include(if: $no) } }', {
    no: false,
  })
  expect(server.statements[0]).not.toContain('count(*)')
  await count('{ parks(first: 1) { nodes { slug parks(first: 1) { totalCount } } } }')
  expect(server.statements[0]?.match(/count\(\*\)/g)).toHaveLength(1)
})

test('a statement opens with the name of its root field', async () => {
  await count('{ x: parks { totalCount } }')
  expect(server.statements[0]).toMatch(/^\/\* Query\.parks \*\//)
})

test('refused input runs no statement', async () => {
  server.forget()
  await server.send('{ parks(first: 0) { totalCount } }')
  await server.send('{ parks(after: "x") { totalCount } }')
  await server.send('{ node(id: "x") { id } }')
  await server.send('query ($s: String!) { park(slug: $s) { id } }', { s: 'a\0' })
  expect(server.statements).toEqual([])
})
