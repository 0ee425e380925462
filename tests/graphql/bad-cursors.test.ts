import { createHash } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick, ZONE } from './data.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const refuse = refuseBy(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const encode = (text: string) => Buffer.from(text).toString('base64url')
const checksumOf = (parts: unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 8)
const cursorOf = (value: unknown) => {
  if (typeof value === 'string') return encode(value)
  return encode(JSON.stringify(Array.isArray(value) ? [...value, checksumOf(value)] : value))
}

describe('cursors', () => {
  const lists =
    'query ($after: String, $before: String, $orderBy: [ParkOrder!]) { parks(after: $after, before: $before, orderBy: $orderBy) { nodes { slug } } }'
  const observed =
    'query ($after: String, $orderBy: [ObservationOrder!]) { observations(after: $after, orderBy: $orderBy) { nodes { id } } }'
  let own = ''
  let mark = ''
  let figure = ''

  beforeAll(async () => {
    const { data } = await server.send(
      '{ parks { pageInfo { endCursor } } observations(orderBy: [{ period: ASC }]) { pageInfo { endCursor } } }',
    )
    own = String(pick(data, 'parks.pageInfo.endCursor'))
    mark = JSON.parse(Buffer.from(own, 'base64url').toString())[0]
    figure = JSON.parse(Buffer.from(String(pick(data, 'observations.pageInfo.endCursor')), 'base64url').toString())[0]
  })

  it.each([
    ['empty', () => ''],
    ['garbage', () => 'not a cursor'],
    ['JSON of no array', () => cursorOf({ a: 1 })],
    ['JSON of null', () => cursorOf(null)],
    ['an empty array', () => cursorOf([])],
    ['broken JSON', () => cursorOf('["x"')],
    ['a deep array', () => cursorOf('['.repeat(2000))],
    ['without its mark', () => cursorOf(['a', '1'])],
    ['with a mark of another kind', () => cursorOf([1, 'a', '1'])],
    ['short of a member', () => cursorOf([mark, 'a'])],
    ['with a member too many', () => cursorOf([mark, 'a', '1', '2'])],
    ['with a number in place of a text', () => cursorOf([mark, 'a', 1])],
    ['with an object', () => cursorOf([mark, {}, '1'])],
    ['with an array', () => cursorOf([mark, ['a'], '1'])],
    ['with a text in place of an integer', () => cursorOf([mark, 'a', 'x'])],
    ['with an integer that is too large', () => cursorOf([mark, 'a', '9'.repeat(19)])],
    ['with a fraction', () => cursorOf([mark, 'a', '1.5'])],
    ['with a NUL', () => cursorOf([mark, 'a\0', '1'])],
    ['with a lone surrogate', () => cursorOf([mark, '\ud800', '1'])],
    ['without the key that tells rows apart', () => cursorOf([mark, 'a', null])],
    ['with a key below zero', () => cursorOf([mark, 'a', '-1'])],
    ['without its checksum', () => encode(JSON.stringify([mark, 'a', '1']))],
    [
      'with the checksum of another position',
      () => encode(JSON.stringify([mark, 'a', '1', checksumOf([mark, 'a', '2'])])),
    ],
    ['with white space before it', () => ` ${own}`],
    ['with padding', () => `${own}==`],
    ['in two pieces', () => `${own.slice(0, 4)}.${own.slice(4)}`],
  ])('%s are refused', async (_, make) => {
    await refuse(lists, { after: make() }, 'BAD_CURSOR', 'after')
    await refuse(lists, { before: make() }, 'BAD_CURSOR', 'before')
  })

  it.each([
    '2017-13-01',
    '2017-02-30',
    '0000-01-01',
    '-2017-01-01',
    '9999-99-99',
    '2017-1-1',
    '',
    'now',
    'epoch',
    'NaN',
    '2017-01-01 BC',
  ])('with the impossible date %j are refused', async (date) => {
    await refuse(
      observed,
      { after: cursorOf([figure, date, '1', '1']), orderBy: [{ period: 'ASC' }] },
      'BAD_CURSOR',
      'after',
    )
  })

  it.each(['2017-02-28', '9999-12-31', '10000-01-01', 'infinity', '-infinity', null])(
    'with the date %j are taken',
    async (date) => {
      const { errors } = await server.send(observed, {
        after: cursorOf([figure, date, '1', '1']),
        orderBy: [{ period: 'ASC' }],
      })
      expect(errors).toBeUndefined()
    },
  )

  it('of a number hold plain decimals and nothing else', async () => {
    const query =
      'query ($after: String) { enterprises(first: 1, after: $after, orderBy: [{ totalInvestment: {} }]) { pageInfo { endCursor } } }'
    const { data } = await server.send(query)
    const [found] = JSON.parse(
      Buffer.from(String(pick(data, 'enterprises.pageInfo.endCursor')), 'base64url').toString(),
    )
    for (const value of [
      'NaN',
      'Infinity',
      '1e400',
      '1e5',
      '',
      '１',
      '1,000',
      '.5',
      '5.',
      '--1',
      `1${'0'.repeat(401)}`,
    ])
      await refuse(query, { after: cursorOf([found, value, '1']) }, 'BAD_CURSOR', 'after')
    for (const value of ['-1', '0.5', '9'.repeat(400), null])
      expect((await server.send(query, { after: cursorOf([found, value, '1']) })).errors).toBeUndefined()
  })

  it('of another list, or of another order of this list, are refused', async () => {
    const { data } = await server.send(
      '{ projects(first: 1) { pageInfo { endCursor } } parks(first: 1, orderBy: [{ name: ASC }]) { pageInfo { endCursor } } }',
    )
    await refuse(lists, { after: pick(data, 'projects.pageInfo.endCursor') }, 'BAD_CURSOR', 'after')
    await refuse(lists, { after: pick(data, 'parks.pageInfo.endCursor') }, 'BAD_CURSOR', 'after')
    await refuse(lists, { after: own, orderBy: [{ slug: 'DESC' }] }, 'BAD_CURSOR', 'after')
    expect((await server.send(lists, { after: own, orderBy: [] })).errors).toBeUndefined()
  })

  it('made like those of the server are taken', async () => {
    const [, slug, key] = JSON.parse(Buffer.from(own, 'base64url').toString())
    expect(cursorOf([mark, slug, key])).toBe(own)
    for (const position of [
      [slug, key],
      ['a', '1'],
      [null, '1'],
    ])
      expect((await server.send(lists, { after: cursorOf([mark, ...position]) })).errors).toBeUndefined()
  })

  it('are refused in nested lists alike', () =>
    refuse(
      `{ park(slug: "${ZONE}") { observations(first: 1, before: "x") { nodes { id } } } }`,
      {},
      'BAD_CURSOR',
      'before',
    ))
})
