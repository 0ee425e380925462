import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addOpenRows } from './access-rows.ts'
import { makeKey } from './writing.ts'

const server = useServer()
let editor = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  editor = await makeKey(server, 'EDITOR', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const source = (code: string) => ({
  ...{
    code,
    title: '表',
    kind: 'SURVEY',
    publishedFrom: '2026-11-01',
    publishedTo: '2026-11-10',
    reportingPark: 'own',
    idempotencyKey: code,
  },
})

async function send(query: string, variables: object, headers: Record<string, string>) {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${editor}`, ...headers },
    body: JSON.stringify({ query, variables }),
  })
  expect(await response.text()).toContain('Success')
  return response.headers.get('x-request-id')
}

const create = (code: string) =>
  send(
    'mutation ($input: CreateSourceInput!) { createSource(input: $input) { __typename } }',
    { input: source(code) },
    {},
  )

const record = (key: string, headers: Record<string, string>) =>
  send(
    'mutation ($input: RecordObservationsInput!) { recordObservations(input: $input) { __typename } }',
    {
      input: {
        observations: [
          {
            ...{ subject: 'own', indicator: 'tax_revenue', accumulation: 'YEAR_TO_DATE', nature: 'ACTUAL' },
            ...{ period: `${key}-01/${key}-10`, value: '2.87', unit: 'CNY_100M', source: 'form' },
          },
        ],
        idempotencyKey: key,
      },
    },
    headers,
  )

async function findTrace() {
  const { rows } = await server.database.pool.query(
    `SELECT c.actor, c.key_prefix AS "keyPrefix", c.request_id AS "requestId", k.prefix = c.key_prefix AS "isHolder"
     FROM change c LEFT JOIN api_key k ON k.principal_id = c.principal_id ORDER BY c.position DESC LIMIT 1`,
  )
  return rows[0]
}

test('the log tells the key and the request that wrote', async () => {
  await create('form')
  const prefix = editor.split('_')[1]
  expect(await record('2001', { 'x-request-id': 'trace-7f:1' })).toBe('trace-7f:1')
  const trace = { actor: `key:${prefix}`, keyPrefix: prefix, isHolder: true }
  expect(await findTrace()).toEqual({ ...trace, requestId: 'trace-7f:1' })
  const made = await record('2002', {})
  expect(made).toMatch(/^[0-9a-f-]{36}$/)
  expect(await findTrace()).toEqual({ ...trace, requestId: made })
})

test.each(['of blanks', 'x'.repeat(129), 'über'])('a name such as %s is replaced', async (name) => {
  const response = await fetch(server.url, { headers: { 'x-request-id': name } })
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('exports, health and refusals are named too', async () => {
  for (const path of ['/exports/parks.csv', '/health', '/nowhere', '/graphql'])
    expect(
      (await fetch(new URL(path, server.url), { headers: { 'x-request-id': 'a' } })).headers.get('x-request-id'),
    ).toBe('a')
})

test('what no request writes has no trace', async () => {
  const { rows } = await server.database.pool.query(
    'SELECT count(*)::int AS count FROM change WHERE request_id IS NULL AND key_prefix IS NULL AND principal_id IS NULL',
  )
  expect(rows[0].count).toBeGreaterThan(0)
})
