import {
  checkForecast,
  checkGrowth,
  checkParts,
  checkRate,
  disagree,
  exceeds,
  type Finding,
  findUnitSlip,
  isJump,
  median,
  type PrintedFigure,
} from '@parkgraph/statistics'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()
const cases = 150

/** Figures of one firm, and what the pure rule says of them: how many findings, or the numbers of one. */
interface Case {
  readonly figures: readonly Partial<NewFigure>[]
  readonly expected: number | Finding | null
}

const amount = fc
  .tuple(fc.integer({ min: 5_000, max: 15_000 }), fc.constantFrom(0, 1, 2))
  .map(([hundredths, places]) => (hundredths / 100).toFixed(places))
const exact = amount.map((value): PrintedFigure => ({ value }))
const vague = fc.oneof(
  amount.map((lower): PrintedFigure => ({ lower, qualifier: 'OVER' })),
  amount.map((upper): PrintedFigure => ({ upper, qualifier: 'NEARLY' })),
  amount.map((lower): PrintedFigure => ({ lower, qualifier: 'AT_LEAST' })),
  amount.map((upper): PrintedFigure => ({ upper, qualifier: 'AT_MOST' })),
  amount.map((value): PrintedFigure => ({ value, qualifier: 'ABOUT' })),
)
const figure = fc.oneof({ arbitrary: exact, weight: 3 }, { arbitrary: vague, weight: 1 })

const year = (at: number) => ({ accumulation: 'FULL_YEAR', start: `${at}-01-01`, end: `${at + 1}-01-01` })
const toDate = (at: number, months: number) => ({
  accumulation: 'YEAR_TO_DATE',
  start: `${at}-01-01`,
  end: `${at}-${String(months + 1).padStart(2, '0')}-01`,
})

const rules: Record<string, fc.Arbitrary<Case>> = {
  GROWTH_AGAINST_LEVELS: fc
    .tuple(
      figure,
      figure,
      fc.oneof(figure, fc.constant<PrintedFigure>({ value: '0' })),
      fc.integer({ min: -40, max: 80 }),
    )
    .map(([growth, level, base, shift]) => {
      const moved = shiftBy(growth, shift - 100)
      return {
        figures: [
          { ...year(2017), ...level },
          { ...year(2016), ...base },
          { ...year(2017), ...moved, measure: 'GROWTH', unit: 'PERCENT' },
        ],
        expected: checkGrowth(moved, level, base),
      }
    }),
  IMPOSSIBLE_RATE: fc
    .tuple(figure, fc.constantFrom('GROWTH' as const, 'SHARE' as const), fc.integer({ min: -240, max: 20 }))
    .map(([rate, measure, shift]) => {
      const moved = shiftBy(rate, shift)
      return { figures: [{ ...year(2017), ...moved, measure, unit: 'PERCENT' }], expected: checkRate(moved, measure) }
    }),
  FORECAST_REMAINDER: fc
    .tuple(
      figure,
      figure,
      fc.integer({ min: 1, max: 11 }),
      fc.array(fc.tuple(amount, amount), { maxLength: 3 }),
      fc.integer({ min: 0, max: 150 }),
    )
    .map(([forecast, soFar, months, past, shift]) => {
      const moved = shiftBy(forecast, shift)
      return {
        figures: [
          { ...year(2017), ...moved, nature: 'FORECAST' },
          { ...toDate(2017, months), ...soFar },
          ...past.flatMap(([before, later], index) => [
            { ...year(2016 - index), value: shiftBy({ value: later }, 80).value ?? '' },
            { ...toDate(2016 - index, months), value: before },
          ]),
        ],
        expected: checkForecast(
          moved,
          soFar,
          months,
          past.map(([yearToDate, later]) => ({ yearToDate, fullYear: shiftBy({ value: later }, 80).value ?? '' })),
        ),
      }
    }),
  SUBSET_LARGER: fc.tuple(figure, figure).map(([part, whole]) => ({
    figures: [
      { ...year(2017), ...part, scope: 'ABOVE_SCALE' },
      { ...year(2017), ...whole, scope: 'ALL' },
    ],
    expected: Number(exceeds(part, whole)),
  })),
  NEGATIVE_MONTH: fc.tuple(figure, figure).map(([earlier, later]) => ({
    figures: [
      { ...toDate(2017, 3), ...earlier },
      { ...toDate(2017, 5), ...later },
    ],
    expected: Number(exceeds(earlier, later)),
  })),
  BOUNDS_DISAGREE: fc.tuple(figure, figure).map(([one, other]) => ({
    figures: [
      { ...year(2017), ...one },
      { ...year(2017), ...other, source: 'second' },
    ],
    expected: Number(disagree(one, other)),
  })),
  PARTS_AGAINST_TOTAL: fc
    .tuple(fc.array(figure, { minLength: 2, maxLength: 3 }), figure, fc.integer({ min: 50, max: 250 }))
    .map(([parts, total, shift]) => {
      const whole = shiftBy(total, shift)
      return {
        figures: [
          { ...year(2017), ...whole },
          ...parts.map((part, index) => ({ ...year(2017), ...part, breakdown: `item ${index}` })),
        ],
        expected: checkParts(parts, whole, true),
      }
    }),
  HISTORY_JUMP: fc
    .array(fc.tuple(amount, fc.constantFrom('1', '2', '8')), { minLength: 2, maxLength: 6 })
    .map((values) => {
      const sizes = values.map(([value, factor]) => (Number(factor) * Number(value)).toFixed(2))
      const isFound = sizes.map((size, index) => {
        const before = sizes.slice(Math.max(0, index - 3), index)
        const middle = median(before)?.toFixed() ?? '0'
        return before.length >= 2 && isJump(size, middle) && findUnitSlip(size, middle) === null
      })
      return {
        figures: sizes.map((value, index) => ({ ...year(2010 + index), value })),
        expected: isFound.filter(Boolean).length,
      }
    }),
  UNIT_SLIP: fc
    .array(fc.tuple(amount, fc.constantFrom('', '', '', '0000', '00000000')), { minLength: 1, maxLength: 5 })
    .map((values) => {
      const sizes = values.map(([value, zeros]) => `${Math.round(Number(value))}${zeros}`)
      const middle = median(sizes)?.toFixed() ?? '0'
      const slips = sizes.filter((size) => findUnitSlip(size, middle) !== null)
      return {
        figures: sizes.map((value, index) => ({ ...year(2010 + index), value })),
        expected: sizes.length < 3 ? 0 : slips.length,
      }
    }),
}

/** The same figure, so much larger: its digits after the point stay. */
function shiftBy(figure: PrintedFigure, by: number): PrintedFigure {
  const move = (text: string) => (Number(text) + by).toFixed(text.split('.')[1]?.length ?? 0)
  const { value, lower, upper } = figure
  return {
    ...figure,
    ...(value ? { value: move(value) } : {}),
    ...(lower ? { lower: move(lower) } : {}),
    ...(upper ? { upper: move(upper) } : {}),
  }
}

const slugOf = (rule: string, index: number) => `${rule.toLowerCase().replaceAll('_', '-')}-${index}`
const samples = Object.entries(rules).map(
  ([rule, arbitrary]) => [rule, fc.sample(arbitrary, { numRuns: cases, seed: 2017 })] as const,
)

beforeAll(async () => {
  await addSource(server.database, 'second', 2)
  for (const [rule, found] of samples) {
    const park = slugOf(rule, 0).slice(0, -2)
    const firms = found.map((_, index) => ({ kind: 'ENTERPRISE' as const, slug: slugOf(rule, index), park }))
    await addSubjects(server.database, [{ kind: 'PARK', slug: park }, ...firms])
    await addFigures(
      server.database,
      found.flatMap(({ figures }, index) =>
        figures.map((figure) => ({ ...figure, subject: slugOf(rule, index), indicator: 'revenue' })),
      ),
    )
  }
}, 60_000)

afterAll(() => expect(server.faults).toEqual([]))

interface Node {
  readonly severity: string
  readonly expected: string
  readonly actual: string
  readonly tolerance: string | null
  readonly subject: { readonly slug: string }
}

async function listFindings(rule: string): Promise<Node[]> {
  const nodes: Node[] = []
  let after: string | null = null
  do {
    const { data, errors } = await server.send(
      `query ($park: String!, $after: String) { checks(subject: $park, where: { rule: { eq: ${rule} } }, first: 100, after: $after) {
        pageInfo { hasNextPage endCursor } nodes { severity expected actual tolerance subject { slug } } } }`,
      { park: slugOf(rule, 0).slice(0, -2), after },
    )
    expect(errors).toBeUndefined()
    nodes.push(...(pick(data, 'checks.nodes') as Node[]))
    after = pick(data, 'checks.pageInfo.hasNextPage') ? (pick(data, 'checks.pageInfo.endCursor') as string) : null
  } while (after !== null)
  return nodes
}

/** What two roundings at 34 digits agree on. */
const shorten = (text: string | null | undefined) => (text == null ? null : Number(text).toPrecision(12))

describe('what the statement finds is what the pure rule finds', () => {
  it.each(samples)('by %s', async (rule, found) => {
    const nodes = await listFindings(rule)
    const own = rule === 'UNIT_SLIP' ? nodes.filter(({ severity }) => severity === 'ERROR') : nodes
    const actual = found.map((_, index) => own.filter(({ subject }) => subject.slug === slugOf(rule, index)))
    const counts = found.map(({ expected }) => (typeof expected === 'number' ? expected : Number(expected !== null)))
    expect(actual.map(({ length }) => length)).toEqual(counts)
    // A sample in which nothing or all is found would prove little.
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(3)
    expect(counts.filter((count) => count === 0).length).toBeGreaterThan(3)
    found.forEach(({ expected }, index) => {
      if (typeof expected === 'number' || expected === null) return
      const node = actual[index]?.[0]
      expect([node?.expected, node?.actual].map(shorten)).toEqual(
        [expected.expected, expected.actual].map((one) => shorten(one.toFixed())),
      )
      if (node?.tolerance != null) expect(shorten(node.tolerance)).toBe(shorten(expected.tolerance.toFixed()))
    })
  })
})
