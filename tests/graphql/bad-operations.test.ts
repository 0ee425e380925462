import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { type GraphQLAnswer, useServer } from '../kit/server.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const refuse = refuseBy(server)

beforeEach(() => server.forget())

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test('a misspelt field is a validation error with its code', async () => {
  await refuse('{ parcs { totalCount } }', {}, 'GRAPHQL_VALIDATION_FAILED')
  await refuse('{ parks { totalCount ', {}, 'GRAPHQL_PARSE_FAILED')
})

describe.each(['subscription', 'mutation'])('a %s', (kind) => {
  afterEach(() => expect(server.statements).toEqual([]))

  const send = async (body: object) => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify(body),
    })
    const { data, errors } = (await response.json()) as GraphQLAnswer
    expect(data).toBeUndefined()
    return [response.status, response.headers.get('content-type')?.split(';')[0], errors?.[0]?.extensions?.code]
  }

  const refused = [400, 'application/graphql-response+json', 'GRAPHQL_VALIDATION_FAILED']

  it.each([
    ['of a field that queries have', `${kind} { parks { totalCount } }`],
    ['of a field that nothing has', `${kind} { remove }`],
    ...(kind === 'subscription' ? [['of the name of its type', `${kind} { __typename }`]] : []),
    ['of the schema', `${kind} { __schema { queryType { name } } }`],
    ['with a name', `${kind} Remove { parks { totalCount } }`],
    ['of a fragment', `${kind} { ...F } fragment F on Query { parks { totalCount } }`],
  ])('%s is refused, and runs nothing', async (_, query) => {
    expect(await send({ query })).toEqual(refused)
  })

  it('beside a query is refused, whichever of them is named', async () => {
    const query = `query Read { parks { totalCount } } ${kind} Remove { parks { totalCount } }`
    for (const operationName of ['Read', 'Remove']) expect(await send({ query, operationName })).toEqual(refused)
  })
})

test('a subscription of what queries have is refused as a stream of events too', async () => {
  const parameters = new URLSearchParams({ query: 'subscription { parks { totalCount } }' })
  const response = await fetch(`${server.url}?${parameters}`, { headers: { accept: 'text/event-stream' } })
  expect(await response.text()).toContain('GRAPHQL_VALIDATION_FAILED')
  expect(server.statements).toEqual([])
})

describe('introspection', () => {
  const aliases = (count: number, field: string) =>
    Array.from({ length: count }, (_, at) => `a${at}: ${field}`).join(' ')

  it.each([
    ['400 names of the types', `{ __schema { ${aliases(400, 'types { fields { description } }')} } }`],
    [
      'names in fragments',
      '{ __schema { ...A ...B } } fragment A on __Schema { a: types { name } b: types { name } c: types { name } } fragment B on __Schema { d: types { name } e: types { name } f: types { name } }',
    ],
    ['40 names of the schema', `{ ${aliases(40, '__schema { types { name } }')} }`],
    ['40 names of a type', `{ ${aliases(40, '__type(name: "Park") { name }')} }`],
  ])('under %s is refused', async (_, query) => {
    await refuse(query, {}, 'OPERATION_TOO_COMPLEX')
  })

  it('as tools ask for it is answered', async () => {
    const { getIntrospectionQuery } = await import('graphql')
    const { data, errors } = await server.send(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }))
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({ __schema: { queryType: { name: 'Query' } } })
  })
})
