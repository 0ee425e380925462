import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'
import { land, tax } from './one-answer.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

beforeAll(async () => {
  await addSource(server.database, 'yearbook', 10)
  await addSource(server.database, 'bulletin', 50)
})

const dollars = { unit: 'USD_10K' }

const tell = (subject: string, value: string | null, more: Partial<NewFigure> = {}) => tax(subject, '2017', value, more)

const group = (list: string, where: string, args: string, selection: string) =>
  `{ ${list}(where: ${where}) { groupBy(${args}) { ${selection} } } }`

const ofFigures = (start: string, selection: string) =>
  group('observations', `{ subject: { slug: { startsWith: "${start}" } } }`, 'by: []', selection)

async function askNodes(query: string) {
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  return pick(Object.values(data as object)[0], 'groupBy.nodes')
}

describe('a figure that is missing', () => {
  const sum = 'nodes { count missingCount sum(unit: CNY_10K) average(unit: CNY_10K) }'

  it.each<[string, Partial<NewFigure>]>([
    ['in another currency', dollars],
    ['in another currency, by another source', { ...dollars, source: 'bulletin' }],
    ['in the same one, of another scope', { scope: 'ALL' }],
    ['in the same one, by another source', { source: 'bulletin' }],
    ['in other prices', { priceBasis: 'CONSTANT', source: 'bulletin' }],
  ])('counts nothing twice: %s', async (name, more) => {
    const slug = `missing-${name.replaceAll(/\W+/g, '-')}`
    await addSubjects(server.database, [{ kind: 'PARK', slug }])
    await addFigures(server.database, [
      tell(slug, '8', { source: 'yearbook', priceBasis: 'CURRENT' }),
      tell(slug, null, { source: 'yearbook', priceBasis: 'CURRENT', ...more }),
    ])
    const where = `{ subject: { slug: { eq: "${slug}" } } }`
    expect(await askNodes(group('observations', where, 'by: []', sum))).toEqual([
      { count: 2, missingCount: 1, sum: '8', average: '8' },
    ])
  })

  it('holds no other, of part of its days or of its park', async () => {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'days' },
      { kind: 'PARK', slug: 'around' },
      { kind: 'PARK', slug: 'around-part', park: 'around' },
    ])
    await addFigures(server.database, [
      tax('days', '2017-01/2017-06', '8', { accumulation: 'PERIOD_TOTAL' }),
      tell('days', null),
      tell('around', '9'),
      tell('around-part', null),
    ])
    for (const [slug, told] of [
      ['days', '8'],
      ['around', '9'],
    ])
      expect(await askNodes(ofFigures(slug as string, sum))).toEqual([
        { count: 2, missingCount: 1, sum: told, average: told },
      ])
  })

  it('makes no sum one over several periods', async () => {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'over-time' },
      { kind: 'ENTERPRISE', slug: 'newest-told', park: 'over-time' },
      { kind: 'ENTERPRISE', slug: 'newest-gone', park: 'over-time' },
    ])
    await addFigures(server.database, [
      tax('over-time', '2017-01/2017-11', '8'),
      tell('over-time', null),
      land('over-time', '2016-12-31', '8'),
      land('over-time', '2017-12-31', null),
      tell('newest-told', '8'),
      tell('newest-gone', '7'),
      tax('newest-gone', '2018', null),
    ])
    for (const [indicator, unit] of [
      ['tax_revenue', 'CNY_10K'],
      ['land_area', 'MU'],
    ]) {
      const where = `{ subject: { slug: { eq: "over-time" } } indicator: { code: { eq: "${indicator}" } } }`
      const ofUnit = `nodes { missingCount sum(unit: ${unit}) }`
      expect(await askNodes(group('observations', where, 'by: []', ofUnit))).toEqual([{ missingCount: 1, sum: '8' }])
    }
    const latest = 'by: [] figure: { indicator: "tax_revenue" }'
    expect(await askNodes(group('enterprises', '{ slug: { startsWith: "newest-" } }', latest, sum))).toEqual([
      { count: 2, missingCount: 1, sum: '8', average: '8' },
    ])
  })

  it('does not keep what is told twice from being refused', async () => {
    await addSubjects(server.database, [{ kind: 'PARK', slug: 'thrice' }])
    await addFigures(server.database, [
      tell('thrice', '8'),
      tell('thrice', '8', { scope: 'ALL' }),
      tell('thrice', null, dollars),
    ])
    expect((await server.send(ofFigures('thrice', sum))).errors).toMatchObject([
      { extensions: { code: 'AGGREGATION_NOT_ALLOWED', rule: 'TOLD_TWICE' } },
    ])
  })
})
