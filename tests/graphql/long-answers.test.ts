import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addSubjects } from './data.ts'
import { makeKey, write } from './writing.ts'

const server = useServer()
let editor = ''

beforeAll(async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'own', reportedBy: 'own' },
    ...['a', 'b', 'c'].map((end) => ({ kind: 'FACILITY' as const, slug: `own-${end}`, reportedBy: 'own' })),
  ])
  // As texts could be recorded before they had a longest length.
  await server.database.pool.query("UPDATE subject SET name = repeat('名', 100000) WHERE slug LIKE 'own-_'")
  editor = await makeKey(server, 'EDITOR', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const where = 'where: { slug: { startsWith: "own-" } }'
const names = (count: number, of = 'name') => Array.from({ length: count }, (_, at) => `n${at}: ${of}`).join(' ')
const code = async (query: string) => (await server.send(query)).errors?.[0]?.extensions?.code

test('an answer that is too long by the names of one field is refused, on one level or several', async () => {
  expect(await code(`{ facilities(${where}) { nodes { name } } }`)).toBeUndefined()
  const rows = `nodes { ...F }`
  for (const query of [
    `{ facilities(${where}) { nodes { ${names(200)} } } }`,
    `{ facilities(${where}) { ${names(20, rows)} } } fragment F on Facility { ${names(10)} }`,
    `{ ${names(40, `facilities(${where}) { nodes { name } }`)} }`,
  ])
    expect(await code(query)).toBe('OPERATION_TOO_COMPLEX')
})

test('many names for short texts, and fields with other arguments, are no matter', async () => {
  const { data, errors } = await server.send(`{ facility(slug: "own-a") { ${names(1000, 'slug')} } }`)
  expect(errors).toBeUndefined()
  expect(Object.keys(data?.['facility'] as object)).toHaveLength(1000)
})

test('what a mutation refuses is told at a length that is bounded', async () => {
  const slug = 'x'.repeat(200_000)
  const given = { slug, expectedVersion: '1', name: '名' }
  const { message = '' } = await write(server, 'updateFacility', given, editor)
  expect(message.length).toBeLessThan(1_100)
  const facts = Array.from({ length: 500 }, () => ({
    ...{ subject: 'own', source: 'none', content: { honour: { title: ' ' } } },
  }))
  const query = `mutation ($facts: [FactInput!]!) { recordFacts(input: { facts: $facts, idempotencyKey: "k" }) {
    ... on ValidationError { ${names(30, 'issues { ...I }')} } } } fragment I on ValidationIssue { ${names(30, 'message')} }`
  expect((await server.send(query, { facts }, editor)).errors?.[0]?.extensions?.code).toBe('OPERATION_TOO_COMPLEX')
})
