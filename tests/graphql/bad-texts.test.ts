import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { ZONE } from './data.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const refuse = refuseBy(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('texts with characters that are none', () => {
  const faults = [
    ['a NUL', 'a\0b', '"a\\u0000b"'],
    ['what stands for bytes that were lost', 'a\ufffd', '"a\ufffd"'],
    ['a lone high surrogate', 'a\ud800', '"a\\ud800"'],
    ['a lone surrogate as it is', 'a\ud800', '"a\ud800"'],
    ['a lone surrogate in braces', 'a\ud800', '"a\\u{d800}"'],
    ['a lone low surrogate', '\udc00a', '"\\udc00a"'],
    ['surrogates in the wrong order', '\udc00\ud800', '"\\udc00\\ud800"'],
  ] as const

  describe.each(faults)('%s', (_, text, literal) => {
    it.each([
      ['an argument', 'query ($v: String!) { park(slug: $v) { slug } }', text, 'v'],
      ['an id', 'query ($v: ID!) { node(id: $v) { id } }', text, 'v'],
      ['a list', 'query ($v: [ID!]!) { nodes(ids: $v) { id } }', ['x', text], 'v[1]'],
      ['a cursor', 'query ($v: String) { parks(after: $v) { totalCount } }', text, 'v'],
      [
        'nested input',
        'query ($v: ParkWhere) { parks(where: $v) { totalCount } }',
        { or: [{ park: { name: { contains: text } } }] },
        'v.or[0].park.name.contains',
      ],
      [
        'a list in nested input',
        'query ($v: ParkWhere) { parks(where: $v) { totalCount } }',
        { slug: { in: ['a', text] } },
        'v.slug.in[1]',
      ],
      ['a key of an object', 'query ($v: ParkWhere) { parks(where: $v) { totalCount } }', { [text]: 1 }, undefined],
      ['a unit', `query ($v: UnitCode) { park(slug: "${ZONE}") { taxRevenue { value(unit: $v) } } }`, text, 'v'],
      ['a period', 'query ($v: Period) { observations(where: { period: { eq: $v } }) { totalCount } }', text, 'v'],
      [
        'a decimal',
        'query ($v: Decimal) { parks(where: { taxRevenue: { eq: $v, unit: CNY } }) { totalCount } }',
        text,
        'v',
      ],
      ['an enum', 'query ($v: Nature) { park(slug: "x") { taxRevenue(nature: $v) { value } } }', text, 'v'],
      ['a boolean', 'query ($v: Boolean!) { park(slug: "x") { slug @include(if: $v) } }', text, 'v'],
      ['an indicator code', 'query ($v: String!) { park(slug: "x") { latest(indicator: $v) { value } } }', text, 'v'],
      ['a variable that is not declared', '{ parks { totalCount } }', text, 'v'],
    ])('in %s is refused', (_place, query, v, argument) => refuse(query, { v }, 'BAD_USER_INPUT', argument))

    it.each([
      ['an argument', `{ park(slug: ${literal}) { slug } }`, 'slug'],
      [
        'nested input',
        `{ parks(where: { or: [{ park: { name: { contains: ${literal} } } }] }) { totalCount } }`,
        'where.or[0].park.name.contains',
      ],
      ['a list', `{ parks(where: { slug: { in: ["a", ${literal}] } }) { totalCount } }`, 'where.slug.in[1]'],
      ['the default of a variable', `query ($v: String = ${literal}) { parks(after: $v) { totalCount } }`, 'v'],
      ['a fragment', `{ ...F } fragment F on Query { park(slug: ${literal}) { slug } }`, 'slug'],
      ['an id', `{ node(id: ${literal}) { id } }`, 'id'],
      ['a text after another', `{ a: park(slug: "\\\\ud800") { slug } b: node(id: ${literal}) { id } }`, 'id'],
    ])('written in %s of a query is refused', (_place, query, argument) =>
      refuse(query, {}, 'BAD_USER_INPUT', argument),
    )
  })

  it('NUL and surrogates in the names of variables and operations harm nobody', async () => {
    for (const body of [
      { query: '{ __typename }', variables: { 'a\0': '\0' } },
      { query: '{ __typename }', operationName: '\0' },
      { query: 'query A { __typename }', operationName: '\ud800' },
      { query: '{ __typename \0 }' },
      { query: '# \ud800\n{ __typename }' },
    ]) {
      const response = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      expect(JSON.stringify(await response.json())).not.toContain('INTERNAL_SERVER_ERROR')
    }
  })

  it('astral characters, emoji and right-to-left marks are texts', async () => {
    for (const slug of ['𠮷', '😀', '\u202e', '\uffff', '\ufeff'])
      expect(await server.send('query ($slug: String!) { park(slug: $slug) { slug } }', { slug })).toEqual({
        data: { park: null },
      })
  })
})
