import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { base64, refuseBy } from './refuse.ts'

const server = useServer()
const refuse = refuseBy(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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
    await refuse(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids: [base64('Park:1'), id] },
      'BAD_NODE_ID',
      'ids[1]',
    )
    await refuse('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [id] }, 'BAD_NODE_ID', 'ids[0]')
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
