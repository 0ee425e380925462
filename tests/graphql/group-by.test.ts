import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addSubjects, pick } from './data.ts'
import { figure, groupsOfParks, where, year } from './group-by.ts'

// Who has a role for the parks: of nobody, groups of few firms would be suppressed.
const server = useServer({ isReader: true })
const { add, ask } = groupsOfParks(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test('firms by park: counts, sums with their bounds, and totals that the groups add up to', async () => {
  const data = await ask(`{ enterprises(${where}) { groupBy(by: [PARK], ${figure}) {
    totalCount nodes { key { park { slug } } count exactCount vagueCount missingCount sum(unit: CNY_10K) sumLower(unit: CNY_10K)
      sumUpper(unit: CNY_10K) min(unit: CNY_10K) max(unit: CNY_10K) average(unit: CNY_10K) median(unit: CNY_10K) }
    totals { count sumLower(unit: CNY_10K) } } } }`)
  expect(pick(data, 'enterprises.groupBy')).toEqual({
    totalCount: 2,
    nodes: [
      {
        key: { park: { slug: 'east' } },
        count: 4,
        exactCount: 2,
        vagueCount: 1,
        missingCount: 1,
        sum: null,
        sumLower: '60',
        sumUpper: null,
        min: '10',
        max: '20',
        average: '15',
        median: '15',
      },
      {
        key: { park: { slug: 'west' } },
        count: 2,
        exactCount: 2,
        vagueCount: 0,
        missingCount: 0,
        sum: '90',
        sumLower: '90',
        sumUpper: '90',
        min: '40',
        max: '50',
        average: '45',
        median: '45',
      },
    ],
    totals: { count: 6, sumLower: '150' },
  })
})

test('firms by industry, with or without the letter', async () => {
  const count = async (by: string, field: string) => {
    const data = await ask(`{ enterprises(${where}) { groupBy(by: [${by}]) { nodes { key { ${field} } count } } } }`)
    const nodes = pick(data, 'enterprises.groupBy.nodes') as { key: Record<string, string | null>; count: number }[]
    return Object.fromEntries(nodes.map(({ key, count: rows }) => [String(key[field]), rows]))
  }
  expect(await count('INDUSTRY_SECTION', 'industrySection')).toEqual({ C: 3, D: 1, null: 2 })
  expect(await count('INDUSTRY_DIVISION', 'industryDivision')).toEqual({ 39: 4, 44: 1, null: 1 })
  expect(await count('INDUSTRY_GROUP', 'industryGroup')).toEqual({ 391: 3, 392: 1, 441: 1, null: 1 })
  expect(await count('INDUSTRY_CLASS', 'industryClass')).toEqual({ 3912: 3, 3921: 1, 4411: 1, null: 1 })
})

test('projects by kind and stage', async () => {
  await addFact(server.database, 'project_stage', 'p1', { stage: 'STRUCTURE', state: 'DONE' })
  const data = await ask(
    `{ park(slug: "east") { projects { groupBy(by: [KIND, STAGE]) { nodes { key { kind stage park { slug } } count } } } } }`,
  )
  expect(pick(data, 'park.projects.groupBy.nodes')).toEqual([
    { key: { kind: 'INDUSTRIAL', stage: 'STRUCTURE', park: null }, count: 1 },
    { key: { kind: 'INDUSTRIAL', stage: null, park: null }, count: 1 },
    { key: { kind: 'LIVELIHOOD', stage: null, park: null }, count: 1 },
  ])
})

test('figures of firms by park, by industry and year', async () => {
  const group = async (by: string, keys: string) =>
    pick(
      await ask(`{ observations(where: { subject: { slug: { in: ["e1", "e2", "w1", "w2"] } } }) { groupBy(by: [${by}], orderBy: [{ aggregate: SUM }]) {
        nodes { key { ${keys} } sum(unit: CNY_10K) } } } }`),
      'observations.groupBy.nodes',
    )
  expect(await group('PARK, YEAR', 'park { slug } period')).toEqual([
    { key: { park: { slug: 'west' }, period: '2016' }, sum: '7' },
    { key: { park: { slug: 'east' }, period: '2017' }, sum: '30' },
    { key: { park: { slug: 'west' }, period: '2017' }, sum: '90' },
  ])
  expect(await group('INDUSTRY_CLASS, YEAR', 'industryClass period')).toEqual([
    { key: { industryClass: null, period: '2016' }, sum: '7' },
    { key: { industryClass: '3921', period: '2017' }, sum: '20' },
    { key: { industryClass: '3912', period: '2017' }, sum: '50' },
    { key: { industryClass: null, period: '2017' }, sum: '50' },
  ])
  expect(await group('INDUSTRY_SECTION, YEAR', 'industrySection period')).toEqual([
    { key: { industrySection: null, period: '2016' }, sum: '7' },
    { key: { industrySection: null, period: '2017' }, sum: '50' },
    { key: { industrySection: 'C', period: '2017' }, sum: '70' },
  ])
})

test('figures of a park are its own, and those of projects come by their kind and stage', async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'around', pinyin: 'a' },
    { kind: 'PARK', slug: 'within', pinyin: 'b', park: 'around' },
    ...['INDUSTRIAL', 'LIVELIHOOD', 'INDUSTRIAL'].map((projectKind, index) => ({
      ...{ kind: 'PROJECT' as const, slug: `staged-${index}`, projectKind, park: 'within' },
    })),
  ])
  await addFact(server.database, 'project_stage', 'staged-0', { stage: 'PRODUCTION', state: 'DONE' })
  await addFact(server.database, 'project_stage', 'staged-1', { stage: 'EARTHWORKS', state: 'DONE' })
  const subjects = ['around', 'within', 'staged-0', 'staged-1', 'staged-2']
  await add(subjects.map((subject) => ({ subject, ...year(2017), value: '1' })))
  const group = async (key: string, field: string) =>
    pick(
      await ask(
        `query ($slugs: [String!]) { observations(where: { subject: { slug: { in: $slugs } } }) {
        groupBy(by: [${key}], orderBy: [{ key: ${key} }]) { nodes { key { ${field} } count } } } }`,
        { slugs: subjects },
      ),
      'observations.groupBy.nodes',
    )
  expect(await group('PARK', 'park { slug }')).toEqual([
    { key: { park: { slug: 'around' } }, count: 1 },
    { key: { park: { slug: 'within' } }, count: 4 },
  ])
  expect(await group('PROJECT_KIND', 'projectKind')).toEqual([
    { key: { projectKind: 'INDUSTRIAL' }, count: 2 },
    { key: { projectKind: 'LIVELIHOOD' }, count: 1 },
    { key: { projectKind: null }, count: 2 },
  ])
  expect(await group('PROJECT_STAGE', 'projectStage')).toEqual([
    { key: { projectStage: 'EARTHWORKS' }, count: 1 },
    { key: { projectStage: 'PRODUCTION' }, count: 1 },
    { key: { projectStage: null }, count: 3 },
  ])
})

test('figures by subject and year', async () => {
  const data =
    await ask(`{ observations(where: { subject: { slug: { in: ["w1", "w2"] } } }) { groupBy(by: [SUBJECT, YEAR], orderBy: [{ aggregate: SUM, direction: DESC }]) {
    nodes { key { subject { slug } period } sum(unit: CNY_10K) } totals { sum(unit: CNY_10K) } } } }`)
  expect(pick(data, 'observations.groupBy')).toEqual({
    nodes: [
      { key: { subject: { slug: 'w2' }, period: '2017' }, sum: '50' },
      { key: { subject: { slug: 'w1' }, period: '2017' }, sum: '40' },
      { key: { subject: { slug: 'w2' }, period: '2016' }, sum: '7' },
    ],
    totals: { sum: '97' },
  })
})

test('projects told twice are counted once where asked', async () => {
  await add([
    { subject: 'p1', indicator: 'total_investment', nature: 'PLAN', value: '5' },
    { subject: 'p3', indicator: 'total_investment', nature: 'PLAN', value: '6' },
  ])
  await addFact(server.database, 'relationship', 'p3', { kind: 'POSSIBLY_SAME_AS', to: 'p1' })
  const sum = async (duplicates: string) =>
    pick(
      await ask(`{ park(slug: "east") { projects { groupBy(by: [], figure: { indicator: "total_investment", nature: PLAN }, duplicates: ${duplicates}) {
        nodes { count mergedCount sum(unit: CNY_10K) } } } } }`),
      'park.projects.groupBy.nodes',
    )
  expect(await sum('COUNT_ALL')).toEqual([{ count: 3, mergedCount: 0, sum: '11' }])
  expect(await sum('MERGE_CONFIRMED')).toEqual([{ count: 3, mergedCount: 0, sum: '11' }])
  expect(await sum('MERGE_POSSIBLE')).toEqual([{ count: 2, mergedCount: 1, sum: '5' }])
})
