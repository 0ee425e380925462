import { createKey, localOwner } from '@parkgraph/db'
import { beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { listSamples, parseDocument } from './documents.ts'

const server = useServer()
const samples = listSamples('graphql').filter(({ quotes }) => quotes === null)

let office = ''
let administrator = ''

beforeAll(async () => {
  const key = { label: 'office', role: 'EDITOR', scope: { park: 'xiangxiang-etdz' }, expires: null }
  office = await createKey(server.database.pool, localOwner, key)
  administrator = await createKey(server.database.pool, localOwner, { ...key, role: 'ADMIN', scope: { isAll: true } })
})

/** Nobody may write without a role; all else is what nobody may see as well. */
function chooseToken(text: string): string | null {
  if (!text.startsWith('mutation')) return null
  return /^ {2}\w+Indicator\(/m.test(text) ? administrator : office
}

function findNothing(value: unknown, path = 'data'): string[] {
  if (Array.isArray(value))
    return value.length === 0 && /odes$/.test(path) ? [path] : value.flatMap((item) => findNothing(item, path))
  if (value === null) return path.split('.').length <= 2 ? [path] : []
  if (typeof value !== 'object') return []
  return Object.entries(value as object).flatMap(([key, item]) => findNothing(item, `${path}.${key}`))
}

describe('GraphQL samples', () => {
  it.each(samples.map((sample) => [sample.place, sample] as const))(
    '%s is answered as it says',
    async (_, { text, next }) => {
      const answer = await server.send(text, {}, chooseToken(text))
      const expected = next?.language === 'json' ? JSON.parse(next.text) : null
      if (!expected?.errors) expect(answer.errors).toBeUndefined()
      if (expected) expect(answer).toEqual(expected)
      else expect(findNothing(answer.data)).toEqual([])
      expect(server.faults).toEqual([])
    },
  )

  it('stand in both READMEs, in the cookbook and beside the errors', () => {
    const files = new Set(samples.map(({ file }) => file))
    expect([...files]).toEqual(
      expect.arrayContaining(['README.md', 'README.zh-CN.md', 'docs/errors.md', 'docs/recipes/query-cookbook.md']),
    )
  })
})

describe('an answer without rows', () => {
  it('is told apart from one with rows', () => {
    expect(
      findNothing({ park: null, parks: { nodes: [] }, projects: { nodes: [{ parent: null, names: [] }] } }),
    ).toEqual(['data.park', 'data.parks.nodes'])
  })
})

describe('the extractor', () => {
  const text = '# A\n\n```graphql\n{ a }\n```\n\n```json\n{}\n```\n\nB\n\n```ts x/y.ts\nlet z\n```\n'
  const { samples: found, prose } = parseDocument('a.md', text)

  it('finds each block with its place, and what it quotes', () => {
    expect(found.map(({ place, language, quotes }) => [place, language, quotes])).toEqual([
      ['a.md:3', 'graphql', null],
      ['a.md:7', 'json', null],
      ['a.md:13', 'ts', 'x/y.ts'],
    ])
  })

  it('ties an answer to the sample right before it, and to no other', () => {
    expect(found.map(({ next }) => next?.place ?? null)).toEqual(['a.md:7', null, null])
  })

  it('leaves the prose', () => {
    expect(prose.split(/\s+/).filter(Boolean)).toEqual(['#', 'A', 'B'])
  })
})
