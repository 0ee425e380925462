import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, type NewFigure, pick } from './data.ts'
import { tax } from './one-answer.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const dollars = { unit: 'USD_10K' }

const tell = (subject: string, value: string | null, more: Partial<NewFigure> = {}) => tax(subject, '2017', value, more)

const group = (list: string, where: string, args: string, selection: string) =>
  `{ ${list}(where: ${where}) { totalCount groupBy(${args}) { ${selection} } } }`

const ofFigures = (start: string, args: string, selection: string) =>
  group('observations', `{ subject: { slug: { startsWith: "${start}" } } }`, args, selection)

const figure = 'figure: { indicator: "tax_revenue", period: "2017" }'

const ofFirms = (start: string, args: string, selection: string) =>
  group('enterprises', `{ slug: { startsWith: "${start}" } }`, `${args} ${figure}`, selection)

async function ask(query: string) {
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  return Object.values(data as Record<string, { totalCount: number; groupBy: unknown }>)[0]
}

const askNodes = async (query: string) => pick(await ask(query), 'groupBy.nodes')

const refuse = async (query: string, extensions: object) =>
  expect((await server.send(query)).errors).toMatchObject([{ extensions }])

const refuseAs = (query: string, rule: string) => refuse(query, { code: 'AGGREGATION_NOT_ALLOWED', rule })

describe('merging of subjects that are one', () => {
  const counts = 'nodes { count mergedCount exactCount missingCount }'
  const merging = ['COUNT_ALL', 'MERGE_CONFIRMED', 'MERGE_POSSIBLE']

  beforeAll(async () => {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'both' },
      { kind: 'PARK', slug: 'half' },
      ...['abroad', 'at-home', 'beside', 'further'].map((slug) => ({
        kind: 'ENTERPRISE' as const,
        slug: `one-${slug}`,
        park: 'both',
      })),
      ...['first', 'again', 'third'].map((slug) => ({
        kind: 'ENTERPRISE' as const,
        slug: `two-${slug}`,
        park: 'both',
      })),
    ])
    await addFact(server.database, 'relationship', 'one-at-home', { kind: 'SAME_AS', to: 'one-abroad' })
    for (const slug of ['two-again', 'two-third'])
      await addFact(server.database, 'relationship', slug, { kind: 'SAME_AS', to: 'two-first' })
    await addFigures(server.database, [
      ...[tell('both', '8'), tell('both', '1', dollars)],
      ...[tell('half', null), tell('half', '2', dollars)],
      ...[tell('one-abroad', '5', dollars), tell('one-at-home', '40')],
      ...[tell('one-beside', '7'), tell('one-beside', '1', dollars)],
      ...[tell('one-further', null), tell('one-further', '2', dollars)],
      ...[tell('two-first', '3', dollars)],
      ...[tell('two-again', '20'), tell('two-again', '4', dollars)],
      ...[tell('two-third', '20'), tell('two-third', '4', dollars)],
    ])
  })

  it.each(merging)('leaves a subject all that it tells of one period: %s', async (duplicates) => {
    const args = `by: [] duplicates: ${duplicates}`
    for (const [slug, exactCount] of [
      ['both', 2],
      ['half', 1],
    ] as const)
      expect(await askNodes(ofFigures(slug, args, counts))).toEqual([
        { count: 2, mergedCount: 0, exactCount, missingCount: 2 - exactCount },
      ])
    for (const name of ['sum', 'max']) await refuseAs(ofFigures('both', args, `nodes { ${name} }`), 'MIXED_DIMENSIONS')
  })

  it('takes away rows of other subjects alone, and says how many', async () => {
    expect(await ask(ofFigures('one-', 'by: [] duplicates: MERGE_CONFIRMED', counts))).toEqual({
      totalCount: 6,
      groupBy: { nodes: [{ count: 5, mergedCount: 1, exactCount: 4, missingCount: 1 }] },
    })
    const bySubject = await askNodes(
      ofFigures(
        'one-',
        'by: [SUBJECT] duplicates: MERGE_CONFIRMED',
        'nodes { key { subject { slug } } count mergedCount }',
      ),
    )
    expect(bySubject).toEqual([
      { key: { subject: { slug: 'one-at-home' } }, count: 1, mergedCount: 1 },
      { key: { subject: { slug: 'one-beside' } }, count: 2, mergedCount: 0 },
      { key: { subject: { slug: 'one-further' } }, count: 2, mergedCount: 0 },
    ])
  })

  it('keeps both rows of the first that tells the currency of the indicator', async () => {
    const selection = 'nodes { key { subject { slug } } count mergedCount exactCount }'
    expect(await askNodes(ofFigures('two-', 'by: [SUBJECT] duplicates: MERGE_CONFIRMED', selection))).toEqual([
      { key: { subject: { slug: 'two-again' } }, count: 2, mergedCount: 3, exactCount: 2 },
    ])
    const sum = 'nodes { count mergedCount sum(unit: CNY_10K) }'
    expect(await askNodes(ofFirms('two-', 'by: [] duplicates: MERGE_CONFIRMED', sum))).toEqual([
      { count: 1, mergedCount: 2, sum: '20' },
    ])
  })
})

describe('a group of which no amount is told', () => {
  const parks = ['gone', 'told', 'more']

  beforeAll(async () => {
    await addSubjects(server.database, [
      ...parks.map((name) => ({ kind: 'PARK' as const, slug: `park-${name}` })),
      ...parks.map((name) => ({ kind: 'ENTERPRISE' as const, slug: `firm-${name}`, park: `park-${name}` })),
      ...['gone', 'told'].map((name) => ({ kind: 'PARK' as const, slug: `home-${name}` })),
      ...['a', 'b'].map((name) => ({ kind: 'PARK' as const, slug: `mixed-${name}` })),
    ])
    await addFigures(server.database, [
      ...['park', 'firm'].flatMap((kind) => [
        tell(`${kind}-gone`, null, dollars),
        tell(`${kind}-told`, '9'),
        tell(`${kind}-more`, '8'),
      ]),
      tell('home-gone', null),
      tell('home-told', '9', dollars),
      tell('mixed-a', '9', dollars),
      tell('mixed-b', '9'),
    ])
  })

  const lists = [
    ['observations', 'SUBJECT', ofFigures, 'park-', 'subject { slug }'],
    ['enterprises', 'PARK', ofFirms, 'firm-', 'park { slug }'],
  ] as const

  it.each(lists)('takes the unit of the others, in %s by %s', async (_, by, of, start, key) => {
    const told = (slug: string, sum: string | null) => ({ key: { [key.split(' ')[0] as string]: { slug } }, sum })
    const gone = told('park-gone', null)
    const sum = `nodes { key { ${key} } sum(unit: CNY_10K) }`
    const all = [told('park-told', '9'), told('park-more', '8'), gone]
    expect(await askNodes(of(start, `by: [${by}]`, sum))).toEqual(expect.arrayContaining(all))
    expect(
      await askNodes(
        of(start, `by: [${by}] having: { sum: { unit: CNY_10K gte: "1" } } orderBy: [{ key: ${by} }]`, sum),
      ),
    ).toHaveLength(2)
    const order = 'orderBy: [{ aggregate: SUM, direction: DESC }]'
    expect(await askNodes(of(start, `by: [${by}] ${order}`, sum))).toEqual(all)
    const parts = `${sum} other { count sum(unit: CNY_10K) } totals { sum(unit: CNY_10K) missingCount }`
    expect(pick(await ask(of(start, `by: [${by}] top: 1 ${order}`, parts)), 'groupBy')).toEqual({
      nodes: all.slice(0, 1),
      other: { count: 2, sum: '8' },
      totals: { sum: '17', missingCount: 1 },
    })
  })

  it('does so whichever currency is missing', async () => {
    expect(
      await askNodes(ofFigures('home-', 'by: [SUBJECT] orderBy: [{ aggregate: MAX }]', 'nodes { max(unit: USD_10K) }')),
    ).toEqual([{ max: '9' }, { max: null }])
  })

  it('takes no unit of what is no money, nor do others one of another currency', async () => {
    const wrong = { code: 'INCOMPATIBLE_UNITS', argument: 'unit' }
    await refuse(ofFigures('park-gone', 'by: [SUBJECT]', 'nodes { sum(unit: MU) }'), wrong)
    await refuse(ofFigures('park-', 'by: [SUBJECT]', 'nodes { sum(unit: USD_10K) }'), wrong)
  })

  it('leaves groups that tell two currencies without an order', async () => {
    await refuseAs(
      ofFigures('mixed-', 'by: [SUBJECT] orderBy: [{ aggregate: SUM }]', 'nodes { count }'),
      'MIXED_DIMENSIONS',
    )
  })
})
