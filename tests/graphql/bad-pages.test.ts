import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const refuse = refuseBy(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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

  it.each(['2147483648', '-2147483649', '99999999999999999999', '1.5', '"1"', 'true', 'ASC', '[1]', '{ a: 1 }'])(
    'first: %s in a query is refused by the name of the argument, in nested lists too',
    async (first) => {
      server.forget()
      await refuse(`{ parks(first: ${first}) { nodes { slug } } }`, undefined, 'BAD_USER_INPUT', 'first')
      const nested = `{ parks { nodes { projects(last: ${first}) { totalCount } } } }`
      await refuse(nested, undefined, 'BAD_USER_INPUT', 'last')
      expect(server.statements).toEqual([])
    },
  )

  it.each(['0', '-1', '101', '2147483648', '99999999999999999999', '1.5', '"1"', 'true', 'ASC', '[1]'])(
    'first: %s in a query is refused',
    async (first) => {
      const { errors } = await server.send(`{ parks(first: ${first}) { nodes { slug } } }`)
      expect(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']).toContain(errors?.[0]?.extensions?.code)
    },
  )
})
