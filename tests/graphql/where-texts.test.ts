import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addSubjects } from './data.ts'
import { addTree, findIn } from './where.ts'

const server = useServer()
const find = findIn(server)

const names = [
  'plain',
  '100%',
  'a_b',
  "it's",
  '"quoted"',
  'back\\slash',
  '𠮷野家',
  '湘乡',
  'A',
  'a',
  ' ',
  'x'.repeat(300),
  "'; DROP TABLE subject; --",
  '$1',
  '{}',
  '%',
  '_',
]

beforeAll(async () => {
  const { database } = server
  await addSubjects(
    database,
    names.map((name, index) => ({ kind: 'ENTERPRISE', slug: `text-${index}`, name }) as const),
  )
  await addTree(database)
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('texts', () => {
  it.each(names.map((name, index) => [name, `text-${index}`]))(
    '%j is found by eq, in, startsWith and contains',
    async (name, slug) => {
      expect(await find('enterprises', { name: { eq: name }, slug: { startsWith: 'text-' } })).toEqual([slug])
      expect(await find('enterprises', { name: { in: [name, 'no such'] }, slug: { startsWith: 'text-' } })).toEqual([
        slug,
      ])
      const containing = names.flatMap((text, index) => (text.includes(name) ? [`text-${index}`] : [])).sort()
      const starting = names.flatMap((text, index) => (text.startsWith(name) ? [`text-${index}`] : [])).sort()
      expect(await find('enterprises', { name: { contains: name }, slug: { startsWith: 'text-' } })).toEqual(containing)
      expect(await find('enterprises', { name: { startsWith: name }, slug: { startsWith: 'text-' } })).toEqual(starting)
    },
  )

  it('an empty text is contained in all, and equal to none of them', async () => {
    const all = await find('enterprises', {})
    expect(await find('enterprises', { name: { contains: '' } })).toEqual(all)
    expect(await find('enterprises', { name: { startsWith: '' } })).toEqual(all)
    expect(await find('enterprises', { name: { eq: '' } })).toEqual([])
  })

  it('conditions on one text all have to hold', async () => {
    expect(await find('parks', { slug: { startsWith: 'tree-', contains: 'e-c', in: ['tree-b', 'tree-c'] } })).toEqual([
      'tree-c',
    ])
    expect(await find('parks', { slug: { eq: 'tree-a', contains: 'b' } })).toEqual([])
  })
})

describe('any name', () => {
  const named = (anyName: object) => find('enterprises', { anyName, slug: { startsWith: 'alias-' } })

  beforeAll(async () => {
    const { database } = server
    await addSubjects(database, [
      { kind: 'ENTERPRISE', slug: 'alias-one', name: '吉昌一号' },
      { kind: 'ENTERPRISE', slug: 'alias-two', name: '巨强二号' },
      { kind: 'ENTERPRISE', slug: 'alias-none', name: '无别名' },
    ])
    const add = (slug: string, name: string, more = {}) =>
      addFact(database, 'subject_name', slug, { name, kind: 'ALIAS', ...more })
    await add('alias-one', '旧称')
    await add('alias-one', '曾用名 100%')
    await add('alias-two', '旧称')
    await add('alias-two', '密名', { access_level: 'RESTRICTED' })
    const first = await add('alias-none', '误名')
    await add('alias-none', '误名', { supersedes_id: first, is_withdrawal: true })
  })

  it.each([
    ['the printed name', { eq: '吉昌一号' }, ['alias-one']],
    ['a part of the printed name', { contains: '号' }, ['alias-one', 'alias-two']],
    ['a further name', { eq: '曾用名 100%' }, ['alias-one']],
    ['the start of a further name', { startsWith: '曾用' }, ['alias-one']],
    ['a further name of two', { eq: '旧称' }, ['alias-one', 'alias-two']],
    ['one of some', { in: ['旧称', '无别名'] }, ['alias-none', 'alias-one', 'alias-two']],
    ['any text', { contains: '' }, ['alias-none', 'alias-one', 'alias-two']],
    ['a hidden name', { eq: '密名' }, []],
    ['a withdrawn name', { eq: '误名' }, []],
    ['parts of two names of one', { startsWith: '吉昌', contains: '旧' }, []],
    ['parts of one name of one', { startsWith: '曾用', contains: '%' }, ['alias-one']],
    ['no condition', {}, ['alias-none', 'alias-one', 'alias-two']],
  ])('%s is found', async (_, condition, slugs) => {
    expect(await named(condition)).toEqual(slugs)
  })

  it('is negated as a whole', async () => {
    const where = { not: { anyName: { eq: '旧称' } }, slug: { startsWith: 'alias-' } }
    expect(await find('enterprises', where)).toEqual(['alias-none'])
  })
})
