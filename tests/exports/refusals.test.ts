import { connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { ask, type Parameters } from './ask.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const bad = (argument: string) => ({ code: 'BAD_USER_INPUT', argument })

it.each<[string, string, Parameters, number, object]>([
  ['an unknown name', 'nothing.csv', {}, 404, { code: 'UNKNOWN_EXPORT' }],
  ['a root field that is no list', 'park.csv', { slug: 'x' }, 404, { code: 'UNKNOWN_EXPORT' }],
  ['an unknown format', 'parks.pdf', {}, 404, { code: 'UNKNOWN_EXPORT' }],
  ['a name of every object', 'constructor.csv', {}, 404, { code: 'UNKNOWN_EXPORT' }],
  ['no name', '', {}, 404, { code: 'UNKNOWN_EXPORT' }],
  ['an unknown parameter', 'parks.csv', { limit: '3' }, 400, bad('limit')],
  ['an unknown column', 'parks.csv', { columns: 'slug,nothing' }, 400, bad('columns')],
  ['a column of every object', 'parks.csv', { columns: 'constructor' }, 400, bad('columns')],
  ['an empty column', 'parks.csv', { columns: '' }, 400, bad('columns')],
  ['a column twice', 'parks.csv', { columns: 'slug,slug' }, 400, bad('columns')],
  ['a column that is an object', 'projects.csv', { columns: 'park' }, 400, bad('columns')],
  ['a column beneath a scalar', 'projects.csv', { columns: 'slug.name' }, 400, bad('columns')],
  ['a column of several rows', 'projects.csv', { columns: 'stages.stage' }, 400, bad('columns')],
  ['a column that needs an argument', 'parks.csv', { columns: 'latest.value' }, 400, bad('columns')],
  ['a cursor of a list without pages', 'units.csv', { columns: '_cursor' }, 400, bad('columns')],
  [
    'more columns than pass',
    'parks.csv',
    { columns: Array.from({ length: 101 }, (_, n) => `c${n}`) },
    400,
    bad('columns'),
  ],
  [
    'a path without end',
    'parks.csv',
    { columns: `${'parent.'.repeat(40)}slug` },
    400,
    { code: 'OPERATION_TOO_COMPLEX' },
  ],
  ['a condition that is no JSON', 'parks.csv', { where: '{kind' }, 400, bad('where')],
  ['a condition twice', 'parks.csv', { where: ['{}', '{}'] }, 400, bad('where')],
  ['an unknown condition', 'parks.csv', { where: '{"nothing":1}' }, 400, bad('where')],
  ['a condition of another type', 'parks.csv', { where: '{"kind":{"eq":"NOTHING"}}' }, 400, bad('where.kind.eq')],
  ['a text with NUL', 'parks.csv', { where: '{"slug":{"eq":"\\u0000"}}' }, 400, bad('where.slug.eq')],
  ['an order that is none', 'parks.csv', { orderBy: '[{}]' }, 400, bad('orderBy[0]')],
  [
    'a moment that has not come',
    'parks.csv',
    { asOf: '{"recorded":"2999-01-01T00:00:00Z"}' },
    400,
    bad('asOf.recorded'),
  ],
  ['an unknown reading', 'parks.csv', { reading: 'LOUD' }, 400, bad('reading')],
  ['a limit of nothing', 'parks.csv', { first: '0' }, 400, bad('first')],
  ['a limit below nothing', 'parks.csv', { first: '-1' }, 400, bad('first')],
  ['a limit that is no number', 'parks.csv', { first: 'all' }, 400, bad('first')],
  ['a limit twice', 'parks.csv', { first: ['1', '2'] }, 400, bad('first')],
  ['the last rows', 'parks.csv', { last: '3' }, 400, bad('last')],
  ['a bad cursor', 'parks.csv', { after: 'x' }, 400, { code: 'BAD_CURSOR', argument: 'after' }],
  ['an unknown locale', 'parks.csv', { locale: 'FR' }, 400, bad('locale')],
  ['codes that are neither', 'parks.csv', { codes: 'yes' }, 400, bad('codes')],
  ['no subject where one is needed', 'checks.csv', {}, 400, bad('subject')],
  ['an unknown subject', 'checks.csv', { subject: 'x' }, 400, { code: 'UNKNOWN_SUBJECT', argument: 'subject' }],
])('%s is refused before anything is sent', async (_, path, parameters, status, extensions) => {
  for (const method of ['GET', 'HEAD']) {
    const response = await ask(server, path, parameters, { method })
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/json; charset=utf-8'])
    expect(response.headers.has('content-disposition')).toBe(false)
    const text = await response.text()
    if (method === 'HEAD') expect(text).toBe('')
    else {
      const { errors } = JSON.parse(text)
      expect(errors).toEqual([{ message: expect.stringMatching(/^.{15,}$/s), extensions }])
    }
  }
})

it('a cursor of another order is refused', async () => {
  const rows = await (await ask(server, 'parks.ndjson', { columns: '_cursor', first: '1' })).json()
  const response = await ask(server, 'parks.ndjson', { orderBy: '[{"name":"ASC"}]', after: rows._cursor })
  expect((await response.json()).errors[0].extensions).toEqual({ code: 'BAD_CURSOR', argument: 'after' })
})

it.each(['POST', 'PUT', 'DELETE'])('%s is refused', async (method) => {
  const response = await ask(server, 'parks.csv', {}, { method })
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  expect((await response.json()).errors[0].extensions).toEqual({ code: 'BAD_REQUEST' })
})

it('HTTP/1.0 is refused, by which a file that was broken off looks whole', async () => {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  socket.write('GET /exports/parks.csv HTTP/1.0\r\n\r\n')
  const [head, body = ''] = (await socket.setEncoding('utf8').toArray()).join('').split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 426 Upgrade Required\r\n(.*\r\n)*upgrade: HTTP\/1\.1\r\n/)
  expect(JSON.parse(body).errors).toEqual([
    { message: expect.stringContaining('HTTP/1.1'), extensions: { code: 'BAD_REQUEST' } },
  ])
})
