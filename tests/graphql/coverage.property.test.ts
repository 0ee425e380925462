import { periodOf, printPeriod } from '@parkgraph/statistics'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, pick } from './data.ts'

const server = useServer()
const cases = 120

/** Months since 2010-01 that a firm has figures of, and of which kind. */
interface History {
  readonly accumulation: 'MONTH' | 'YEAR_TO_DATE'
  readonly months: readonly number[]
}

const history: fc.Arbitrary<History> = fc.record({
  accumulation: fc.constantFrom('MONTH', 'YEAR_TO_DATE'),
  months: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 8, maxLength: 30 }),
})
const histories = fc.sample(history, { numRuns: cases, seed: 2017 })

const firstDay = (month: number) => `${2010 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
const startOf = ({ accumulation }: History, month: number) =>
  firstDay(accumulation === 'MONTH' ? month : month - (month % 12))

/** The step that is commonest between neighbours, the smallest of equals. */
function findStep(months: readonly number[]): number {
  const steps = months.slice(1).map((month, index) => month - (months[index] ?? 0))
  const count = (step: number) => steps.filter((one) => one === step).length
  return [...new Set(steps)].sort((a, b) => count(b) - count(a) || a - b)[0] ?? 0
}

/** What is found by looking at each month in turn. */
function describeNaively({ accumulation, months }: History): { frequency: string; gaps: number[] } {
  const sorted = [...months].sort((a, b) => a - b)
  const step = accumulation === 'MONTH' ? 1 : findStep(sorted)
  const frequency = { 1: 'MONTH', 3: 'QUARTER', 6: 'HALF_YEAR', 12: 'YEAR' }[step] ?? 'IRREGULAR'
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)]
  const gaps: number[] = []
  for (let month = first; frequency !== 'IRREGULAR' && month <= last; month += step) {
    const isLeftOut = accumulation === 'YEAR_TO_DATE' && month % 12 === 0 && !sorted.some((one) => one % 12 === 0)
    if (!sorted.includes(month) && !isLeftOut) gaps.push(month)
  }
  return { frequency, gaps }
}

beforeAll(async () => {
  await addSubjects(
    server.database,
    histories.map((_, index) => ({ kind: 'ENTERPRISE', slug: `firm-${index}` })),
  )
  const figures = histories.flatMap((item, index) =>
    item.months.map((month) => ({
      ...{ subject: `firm-${index}`, indicator: 'revenue', value: '1', accumulation: item.accumulation },
      ...{ start: startOf(item, month), end: firstDay(month + 1) },
    })),
  )
  await addFigures(server.database, figures)
})

afterAll(() => expect(server.faults).toEqual([]))

it('of random histories is what looking at each month in turn finds', async () => {
  const { data, errors } = await server.send(
    `query ($subjects: [String!]) { first: coverage(subjects: $subjects, first: 100) { ...found }
      second: coverage(subjects: $subjects, last: 20) { ...found } }
    fragment found on CoverageConnection { nodes { subject { slug } count frequency gapCount gaps { period } } }`,
    { subjects: histories.map((_, index) => `firm-${index}`) },
  )
  expect(errors).toBeUndefined()
  const nodes = [...(pick(data, 'first.nodes') as object[]), ...(pick(data, 'second.nodes') as object[])]
  expect(nodes).toHaveLength(cases)
  for (const node of nodes) {
    const item = histories[Number(String(pick(node, 'subject.slug')).slice(5))] as History
    const { frequency, gaps } = describeNaively(item)
    expect(node).toMatchObject({
      ...{ count: item.months.length, frequency, gapCount: gaps.length },
      gaps: gaps.map((month) => ({ period: printPeriod(periodOf(startOf(item, month), firstDay(month + 1))) })),
    })
  }
  expect(new Set(nodes.map((node) => pick(node, 'frequency'))).size).toBeGreaterThan(1)
})

/** Years of figures of one series and source: all of them in one unit. */
interface Run {
  readonly scope: string
  readonly priceBasis: string
  readonly source: string
  readonly unit: string
  readonly first: number
  readonly count: number
}

const runs = fc.uniqueArray(
  fc.record({
    scope: fc.constantFrom('ALL', 'ABOVE_SCALE'),
    priceBasis: fc.constantFrom('CURRENT', 'CONSTANT'),
    source: fc.constantFrom('one-office', 'other-office'),
    unit: fc.constantFrom('CNY_10K', 'CNY_100M'),
    first: fc.integer({ min: 2000, max: 2010 }),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 1, maxLength: 8, selector: ({ scope, priceBasis, source }) => `${scope} ${priceBasis} ${source}` },
)
const worlds = fc.sample(runs, { numRuns: 100, seed: 2017 })

const kinds = { PRICE_BASIS: 'priceBasis', SCOPE: 'scope', SOURCE: 'source', UNIT: 'unit' } as const

/** The breaks that a run may have: those from each one that ended last before, of which several may differ as little. */
function listBreaks(run: Run, all: readonly Run[]): string[] {
  const endOf = ({ first, count }: Run) => first + count
  const before = all.filter((one) => endOf(one) < run.first + 1)
  const last = before.filter((one) => endOf(one) === Math.max(...before.map(endOf)))
  const differences = (one: Run) =>
    ['priceBasis', 'scope', 'source'].filter((name) => one[name as keyof Run] !== run[name as keyof Run]).length
  const nearest = last.filter((one) => differences(one) === Math.min(...last.map(differences)))
  const breaksFrom = (one: Run) =>
    Object.entries(kinds)
      .filter(([, name]) => one[name] !== run[name])
      .map(([kind, name]) => `${kind} ${run.first} ${one[name]} ${run[name]}`)
  return nearest.length === 0 ? [''] : nearest.map((one) => breaksFrom(one).join())
}

it('breaks where one goes on after the nearest of those that ended last before', async () => {
  for (const office of ['one-office', 'other-office']) await addSource(server.database, office, 1)
  await addSubjects(
    server.database,
    worlds.map((_, index) => ({ kind: 'ENTERPRISE', slug: `world-${index}` })),
  )
  await addFigures(
    server.database,
    worlds.flatMap((world, index) =>
      world.flatMap(({ first, count, ...run }) =>
        Array.from({ length: count }, (_, at) => ({
          ...{ subject: `world-${index}`, indicator: 'revenue', value: '1', accumulation: 'FULL_YEAR', ...run },
          ...{ start: `${first + at}-01-01`, end: `${first + at + 1}-01-01` },
        })),
      ),
    ),
  )
  let broken = 0
  for (const [index, world] of worlds.entries()) {
    const { data, errors } = await server.send(
      `query ($subjects: [String!]) { coverage(subjects: $subjects) { nodes { series { scope priceBasis } source { code }
        breaks { kind period before after } } } }`,
      { subjects: [`world-${index}`] },
    )
    expect(errors).toBeUndefined()
    const nodes = pick(data, 'coverage.nodes') as object[]
    expect(nodes).toHaveLength(world.length)
    for (const node of nodes) {
      const run = world.find(
        ({ scope, priceBasis, source }) =>
          `${scope} ${priceBasis} ${source}` ===
          `${pick(node, 'series.scope')} ${pick(node, 'series.priceBasis')} ${pick(node, 'source.code')}`,
      ) as Run
      const breaks = pick(node, 'breaks') as Record<string, string>[]
      const told = breaks.map(({ kind, period, before, after }) => `${kind} ${period} ${before} ${after}`).join()
      expect(listBreaks(run, world)).toContain(told)
      if (told) broken += 1
    }
  }
  expect(broken).toBeGreaterThan(50)
})
