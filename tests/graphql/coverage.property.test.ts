import { periodOf, printPeriod } from '@parkgraph/statistics'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, pick } from './data.ts'

const server = useServer()
const cases = 120

/** Months since 2010-01: the last one that a figure tells of, and how many; years to date begin in January whatever is said. */
type Told = readonly [last: number, length: number]

/** What a firm has figures of, and of which kind. */
interface History {
  readonly accumulation: 'MONTH' | 'YEAR_TO_DATE' | 'PERIOD_TOTAL' | 'STOCK'
  readonly told: readonly Told[]
}

const monthly: fc.Arbitrary<History> = fc.record({
  accumulation: fc.constantFrom('MONTH', 'YEAR_TO_DATE'),
  told: fc
    .uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 8, maxLength: 30 })
    .map((months) => months.map((month): Told => [month, 1])),
})
const toDate: fc.Arbitrary<History> = fc.record({
  accumulation: fc.constant('YEAR_TO_DATE'),
  told: fc
    .uniqueArray(fc.integer({ min: 0, max: 13 }), { minLength: 6, maxLength: 13 })
    .chain((quarters) => fc.integer({ min: 0, max: 2 }).map((stray) => [...quarters.map((at) => at * 3 + 2), stray]))
    .map((months) => [...new Set(months)].map((month): Told => [month, 1])),
})
/** Months, quarters, halves and years side by side, in step with the calendar or out of it. */
const mixed: fc.Arbitrary<History> = fc.record({
  accumulation: fc.constantFrom('PERIOD_TOTAL', 'STOCK'),
  told: fc.uniqueArray(
    fc
      .tuple(fc.constantFrom(1, 1, 1, 3, 3, 6, 12), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 5 }))
      .map(([length, at, off]): Told => [at - (at % length) + length - 1 + (off > 0 ? 0 : 1), length]),
    { minLength: 4, maxLength: 16, selector: String },
  ),
})
const histories = [monthly, toDate, mixed].flatMap((history) => fc.sample(history, { numRuns: cases / 3, seed: 2017 }))

const firstDay = (month: number) => `${2010 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
const startOf = ({ accumulation }: History, last: number, length: number) =>
  accumulation === 'YEAR_TO_DATE' ? last - (last % 12) : last - length + 1

/** The commonest of the numbers, the smallest of equals. */
function findCommonest(numbers: readonly number[]): number {
  const count = (number: number) => numbers.filter((one) => one === number).length
  return [...new Set(numbers)].sort((a, b) => count(b) - count(a) || a - b)[0] ?? 0
}

/** What is found by looking at each month in turn. */
function describeNaively({ accumulation, told }: History): { frequency: string; gaps: number[]; step: number } {
  const isToDate = accumulation === 'YEAR_TO_DATE'
  const sorted = [...told].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const steps = sorted.map(([last, length], index) => (isToDate ? last - (sorted[index - 1]?.[0] ?? last) : length))
  const step = findCommonest(isToDate ? steps.slice(1) : steps)
  const frequency = { 1: 'MONTH', 3: 'QUARTER', 6: 'HALF_YEAR', 12: 'YEAR' }[step] ?? 'IRREGULAR'
  const phase = (sorted[steps.indexOf(step, isToDate ? 1 : 0)]?.[0] ?? 0) % step
  const known = new Set(told.flatMap(([last, length]) => Array.from({ length }, (_, back) => last - back)))
  const [first, final] = [Math.min(...known), Math.max(...known)]
  const hasJanuary = told.some(([last]) => last % 12 === 0)
  const gaps: number[] = []
  for (let last = first; frequency !== 'IRREGULAR' && last <= final; last += 1) {
    const months = Array.from({ length: accumulation === 'PERIOD_TOTAL' ? step : 1 }, (_, back) => last - back)
    const isLeftOut = isToDate && last % 12 === 0 && !hasJanuary
    const isDue = last % step === phase && months.every((month) => month >= first)
    if (isDue && !isLeftOut && !months.every((month) => known.has(month))) gaps.push(last)
  }
  return { frequency, gaps, step }
}

beforeAll(async () => {
  await addSubjects(
    server.database,
    histories.map((_, index) => ({ kind: 'ENTERPRISE', slug: `firm-${index}` })),
  )
  const figures = histories.flatMap((item, index) =>
    item.told.map(([last, length]) => ({
      ...{ subject: `firm-${index}`, indicator: 'revenue', value: '1', accumulation: item.accumulation },
      ...{ start: firstDay(startOf(item, last, length)), end: firstDay(last + 1) },
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
    const { frequency, gaps, step } = describeNaively(item)
    expect(node).toMatchObject({
      ...{ count: item.told.length, frequency, gapCount: gaps.length },
      gaps: gaps.map((last) => ({
        period: printPeriod(periodOf(firstDay(startOf(item, last, step)), firstDay(last + 1))),
      })),
    })
  }
  expect(new Set(nodes.map((node) => pick(node, 'frequency'))).size).toBeGreaterThan(1)
})

/** The documents of each priority: the last letter is their office, and those with none name nobody. */
const documents = [1, 2].flatMap((priority) =>
  ['a', 'b', 'b2', 'none'].map((office) => ({
    ...{ code: `p${priority}-${office}`, priority },
    publisher: office === 'none' ? null : (office[0] ?? null),
  })),
)
const publisherOf = (code: string) => documents.find((one) => one.code === code)?.publisher ?? null

/** What one document says of a year, by the order in which they are published; some that there is no figure. */
interface Statement {
  readonly office: string
  readonly isMissing: boolean
}

/** Years of figures of one series and priority of sources, each told by one document or several: all of them in one unit. */
interface Run {
  readonly scope: string
  readonly priceBasis: string
  readonly priority: number
  readonly unit: string
  readonly first: number
  readonly years: readonly (readonly Statement[])[]
}

const statement: fc.Arbitrary<Statement> = fc.record({
  office: fc.constantFrom('a', 'b', 'b2', 'none'),
  isMissing: fc.integer({ min: 0, max: 4 }).map((at) => at === 0),
})
const runs = fc.uniqueArray(
  fc.record({
    scope: fc.constantFrom('ALL', 'ABOVE_SCALE'),
    priceBasis: fc.constantFrom('CURRENT', 'CONSTANT'),
    priority: fc.constantFrom(1, 2),
    unit: fc.constantFrom('CNY_10K', 'CNY_100M'),
    first: fc.integer({ min: 2000, max: 2010 }),
    years: fc.array(fc.array(statement, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 8, selector: ({ scope, priceBasis, priority }) => `${scope} ${priceBasis} ${priority}` },
)
const worlds = fc.sample(runs, { numRuns: 100, seed: 2017 })

/** What a row is to tell of a run: its years, each with the document whose figure counts. */
interface Row extends Run {
  readonly told: readonly { readonly year: number; readonly source: string }[]
}

/** The rows of a world: of each year the statement published last, unless it says that there is none. */
const listRows = (world: readonly Run[]): Row[] =>
  world
    .map((run) => ({
      ...run,
      told: run.years.flatMap((statements, at) => {
        const last = statements.at(-1)
        return last && !last.isMissing ? [{ year: run.first + at, source: `p${run.priority}-${last.office}` }] : []
      }),
    }))
    .filter(({ told }) => told.length > 0)

const firstOf = ({ told }: Row) => told[0]?.year ?? 0
const endOf = ({ told }: Row) => (told.at(-1)?.year ?? 0) + 1

/** The breaks that a row may have: from each one that ended last before, of which several may differ as little, and in itself. */
function listBreaks(row: Row, all: readonly Row[]): string[] {
  const before = all.filter((one) => endOf(one) <= firstOf(row))
  const last = before.filter((one) => endOf(one) === Math.max(...before.map(endOf)))
  const differences = (one: Row) =>
    (['priceBasis', 'scope', 'priority'] as const).filter((name) => one[name] !== row[name]).length
  const nearest = last.filter((one) => differences(one) === Math.min(...last.map(differences)))
  const breaksFrom = (one: Row | undefined) => {
    const found: string[] = []
    const compare = (kind: string, name: 'priceBasis' | 'scope' | 'unit') => {
      if (one && one[name] !== row[name]) found.push(`${firstOf(row)} ${kind} ${one[name]} ${row[name]}`)
    }
    compare('PRICE_BASIS', 'priceBasis')
    compare('SCOPE', 'scope')
    compare('UNIT', 'unit')
    const left = one?.told.at(-1)?.source
    let known = left !== undefined && one?.priority === row.priority ? left : null
    if (left !== undefined && one?.priority !== row.priority)
      found.push(`${firstOf(row)} SOURCE ${left} ${row.told[0]?.source}`)
    for (const { year, source } of row.told.filter((one) => publisherOf(one.source) !== null)) {
      if (known !== null && publisherOf(known) !== null && publisherOf(known) !== publisherOf(source))
        found.push(`${year} SOURCE ${known} ${source}`)
      known = source
    }
    return found.sort().join()
  }
  return nearest.length === 0 ? [breaksFrom(undefined)] : nearest.map(breaksFrom)
}

it('counts what the newest document says, and breaks where another line or office goes on', async () => {
  for (const { code, priority, publisher } of documents)
    await addSource(server.database, code, priority, 'PUBLIC', publisher)
  await addSubjects(
    server.database,
    worlds.map((_, index) => ({ kind: 'ENTERPRISE', slug: `world-${index}` })),
  )
  await addFigures(
    server.database,
    worlds.flatMap((world, index) =>
      world.flatMap(({ first, years, priority, ...run }) =>
        years.flatMap((statements, at) =>
          statements.map(({ office, isMissing }, day) => ({
            ...{ subject: `world-${index}`, indicator: 'revenue', accumulation: 'FULL_YEAR', ...run },
            ...(isMissing ? { value: null, missingReason: 'withdrawn' } : { value: '1' }),
            ...{ source: `p${priority}-${office}`, publishedOn: `2020-01-0${day + 1}` },
            ...{ start: `${first + at}-01-01`, end: `${first + at + 1}-01-01` },
          })),
        ),
      ),
    ),
  )
  const broken = { across: 0, within: 0 }
  for (const [index, world] of worlds.entries()) {
    const { data, errors } = await server.send(
      `query ($subjects: [String!]) { coverage(subjects: $subjects) { nodes { series { scope priceBasis } source { code }
        sourceCount sources { code priority } count firstPeriod breaks { kind period before after } } } }`,
      { subjects: [`world-${index}`] },
    )
    expect(errors).toBeUndefined()
    const nodes = pick(data, 'coverage.nodes') as object[]
    const rows = listRows(world)
    expect(nodes).toHaveLength(rows.length)
    for (const node of nodes) {
      const row = rows.find(
        ({ scope, priceBasis, priority }) =>
          `${scope} ${priceBasis} ${priority}` ===
          `${pick(node, 'series.scope')} ${pick(node, 'series.priceBasis')} ${pick(node, 'sources.0.priority')}`,
      ) as Row
      const sources = [...new Set(row.told.map(({ source }) => source))]
      expect((pick(node, 'sources') as { code: string }[]).map(({ code }) => code)).toEqual(sources)
      expect(node).toMatchObject({
        ...{ count: row.told.length, firstPeriod: String(firstOf(row)), sourceCount: sources.length },
        source: sources.length === 1 ? { code: sources[0] } : null,
      })
      const breaks = pick(node, 'breaks') as Record<string, string>[]
      const told = breaks.map(({ kind, period, before, after }) => `${period} ${kind} ${before} ${after}`)
      expect(listBreaks(row, rows)).toContain(told.join())
      if (told.some((one) => one.startsWith(String(firstOf(row))))) broken.across += 1
      if (told.some((one) => !one.startsWith(String(firstOf(row))))) broken.within += 1
    }
  }
  expect(broken.across).toBeGreaterThan(50)
  expect(broken.within).toBeGreaterThan(50)
})
