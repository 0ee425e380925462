import { periodOf, printPeriod } from '@parkgraph/statistics'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'

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
