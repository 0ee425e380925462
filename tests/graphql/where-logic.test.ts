import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects } from './data.ts'
import { addTree, findIn, types } from './where.ts'

const server = useServer()
const find = findIn(server)

beforeAll(() => addTree(server.database))

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('nothing asked', () => {
  it.each(Object.keys(types))('of %s leaves all rows', async (field) => {
    const key = field === 'observations' ? 'id' : field === 'indicators' ? 'code' : 'slug'
    const all = await find(field, null, key)
    for (const where of [{}, { and: [] }, { and: null, or: null, not: null }, { and: [{}] }, { or: [{}] }])
      expect(await find(field, where, key)).toEqual(all)
    expect(await find(field, { or: [] }, key)).toEqual([])
    expect(await find(field, { not: {} }, key)).toEqual([])
    expect(await find(field, { not: { or: [] } }, key)).toEqual(all)
  })

  it('of a part leaves all rows', async () => {
    const all = await find('parks', null)
    for (const where of [
      { slug: null },
      { slug: {} },
      { slug: { eq: null, in: null } },
      { kind: null },
      { kind: { in: null } },
      { park: null },
      { latest: null },
      { latest: [] },
      { taxRevenue: {} },
      { taxRevenue: { eq: null, unit: null } },
    ])
      expect(await find('parks', where)).toEqual(all)
  })

  it('of a document leaves figures whose document is hidden', async () => {
    await addSource(server.database, 'hidden', 50, 'INTERNAL')
    const figure = { subject: 'tree-a', indicator: 'tax_revenue', value: '7', source: 'hidden', breakdown: 'hidden' }
    const [id] = await addFigures(server.database, [figure])
    const own = { breakdown: { eq: 'hidden' } }
    for (const source of [null, {}, { eq: null }, { in: null, contains: null }]) {
      expect(await find('observations', { ...own, source }, 'id')).toEqual([id])
      expect(await find('observations', { ...own, not: { source } }, 'id')).toEqual([])
    }
    expect(await find('observations', { ...own, source: { startsWith: '' } }, 'id')).toEqual([])
    expect(await find('observations', { ...own, not: { source: { eq: 'hidden' } } }, 'id')).toEqual([id])
  })

  it('of the park that reports leaves figures whose park is hidden', async () => {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'secret', reportedBy: 'secret', accessLevel: 'RESTRICTED' },
    ])
    const figure = {
      subject: 'tree-a',
      indicator: 'tax_revenue',
      value: '7',
      breakdown: 'secret',
      reportedBy: 'secret',
    }
    const [id] = await addFigures(server.database, [figure])
    const own = { breakdown: { eq: 'secret' } }
    const nothing = [null, {}, { slug: null }, { slug: { eq: null } }, { and: null, park: { name: {} } }]
    for (const reportingPark of nothing) {
      expect(await find('observations', { ...own, reportingPark }, 'id')).toEqual([id])
      expect(await find('observations', { ...own, not: { reportingPark } }, 'id')).toEqual([])
    }
    const something = [{ slug: { startsWith: '' } }, { slug: { in: [] } }, { not: {} }, { or: [{}] }]
    for (const reportingPark of something) {
      expect(await find('observations', { ...own, reportingPark }, 'id')).toEqual([])
      expect(await find('observations', { ...own, not: { reportingPark } }, 'id')).toEqual([id])
    }
  })

  it('in an empty list finds nothing, notIn an empty list leaves all', async () => {
    expect(await find('parks', { slug: { in: [] } })).toEqual([])
    expect(await find('parks', { kind: { in: [] } })).toEqual([])
    expect(await find('parks', { kind: { notIn: [] } })).toEqual(await find('parks', null))
  })
})

const atom = fc.oneof(
  fc.constantFrom('tree-a', 'tree-b', 'tree-c').map((eq) => ({ slug: { eq } })),
  fc.constantFrom('NATIONAL', 'COUNTY').map((eq) => ({ level: { eq } })),
  fc.constantFrom('430381', 'x').map((startsWith) => ({ regionCode: { startsWith } })),
  fc.constantFrom('tree-a', 'tree-b').map((eq) => ({ park: { slug: { eq } } })),
  fc.boolean().map((isKnown) => ({ taxRevenue: { isKnown } })),
  fc.constant({}),
)
const { where: condition } = fc.letrec<{ where: object }>((tie) => ({
  where: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc.array(tie('where'), { maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('where'), { maxLength: 3 }).map((or) => ({ or })),
    tie('where').map((not) => ({ not })),
    fc.tuple(atom, atom).map(([one, other]) => ({ ...one, ...other })),
  ),
}))

describe('logic', () => {
  it('of De Morgan holds', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(condition, { maxLength: 3 }), async (parts) => {
        const negated = parts.map((not) => ({ not }))
        expect(await find('parks', { not: { and: parts } })).toEqual(await find('parks', { or: negated }))
        expect(await find('parks', { not: { or: parts } })).toEqual(await find('parks', { and: negated }))
      }),
      { numRuns: 25 },
    )
  })

  it('parts all rows into those that meet a condition and those that do not', { timeout: 60_000 }, async () => {
    const all = await find('parks', null)
    await fc.assert(
      fc.asyncProperty(condition, async (where) => {
        const [yes, no] = [await find('parks', where), await find('parks', { not: where })]
        expect([...yes, ...no].sort()).toEqual([...all].sort())
        expect(await find('parks', { not: { not: where } })).toEqual(yes)
        expect(await find('parks', { and: [where] })).toEqual(yes)
      }),
      { numRuns: 25 },
    )
  })
})

test('a condition narrows a nested list alike', async () => {
  const { data } = await server.send(
    '{ park(slug: "tree-a") { parks(where: { park: { slug: { eq: "tree-c" } } }) { totalCount nodes { slug } } flat: parks(isDeep: false) { nodes { slug } } } }',
  )
  expect(data?.park).toEqual({
    parks: { totalCount: 1, nodes: [{ slug: 'tree-d' }] },
    flat: { nodes: [{ slug: 'tree-b' }] },
  })
})
