import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  aggregationRules,
  type Demand,
  explainRule,
  findBrokenRule,
  type GroupFacts,
  printBrokenRule,
} from './rules.ts'

const count = fc.nat(3)
const facts: fc.Arbitrary<GroupFacts> = fc.record({
  dimensions: count,
  indicators: count,
  measures: count,
  natures: count,
  scopes: count,
  breakdowns: count,
  prices: count,
  subjects: count,
  periods: count,
  rates: count,
  yearsToDate: count,
  retold: count,
  repeated: count,
  overlapping: count,
  lasting: count,
  unsummable: count,
  contained: count,
  isLatest: fc.boolean(),
})
const sound: GroupFacts = {
  dimensions: 1,
  indicators: 1,
  measures: 1,
  natures: 1,
  scopes: 1,
  breakdowns: 1,
  prices: 1,
  subjects: 1,
  periods: 1,
  rates: 0,
  yearsToDate: 0,
  retold: 0,
  repeated: 0,
  overlapping: 0,
  lasting: 0,
  unsummable: 0,
  contained: 0,
  isLatest: false,
}
const demand = fc.constantFrom<Demand>('COMPARE', 'AVERAGE', 'ADD')

function evaluate(sql: string, row: GroupFacts): string | null {
  const arms = [...sql.matchAll(/WHEN (.+?) THEN '(\w+)'/g)]
  const read = (name: string) => row[name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()) as keyof GroupFacts]
  const holds = (term: string) => {
    const [name = '', number] = term.split(' > ')
    return number === undefined ? read(name) === true : Number(read(name)) > Number(number)
  }
  return arms.find(([, condition = '']) => condition.split(' AND ').every(holds))?.[2] ?? null
}

describe('aggregation rules', () => {
  it('are the same in SQL', () => {
    fc.assert(
      fc.property(facts, demand, (row, asked) => {
        expect(evaluate(printBrokenRule(asked), row)).toBe(findBrokenRule(row, asked))
      }),
      { numRuns: 5_000 },
    )
  })

  it('are the same where only some of them can break', () => {
    const some = fc.record({ dimensions: count, prices: count, subjects: count, unsummable: count })
    const names = ['MIXED_DIMENSIONS', 'MIXED_PRICES', 'NOT_ADDITIVE_OVER_SUBJECTS']
    fc.assert(
      fc.property(some, (row) => {
        const all = { ...sound, ...row }
        expect(evaluate(printBrokenRule('ADD', names), all)).toBe(findBrokenRule(all, 'ADD'))
      }),
    )
  })

  it('that allow a sum allow a mean, and what allows a mean allows comparison', () => {
    fc.assert(
      fc.property(facts, (row) => {
        const allowed = (['ADD', 'AVERAGE', 'COMPARE'] as const).map((asked) => findBrokenRule(row, asked) === null)
        expect(allowed.toSorted()).toEqual(allowed)
      }),
      { numRuns: 5_000 },
    )
  })

  it('let figures of one kind and period add up', () => {
    expect(findBrokenRule({ ...sound, subjects: 5 }, 'ADD')).toBeNull()
    expect(findBrokenRule({ ...sound, periods: 5 }, 'ADD')).toBeNull()
  })

  it.each([
    ['two currencies', { dimensions: 2 }, 'MIXED_DIMENSIONS'],
    ['an item with the whole', { breakdowns: 2, subjects: 2 }, 'MIXED_BREAKDOWNS'],
    ['growth over parks', { rates: 2, subjects: 2 }, 'RATE'],
    ['year-to-date figures over time', { yearsToDate: 2, periods: 2 }, 'YEAR_TO_DATE_OVER_TIME'],
    ['a park with its own sub-parks', { contained: 1, subjects: 2 }, 'PARTS_AND_WHOLE'],
    ['stocks over time', { lasting: 2, periods: 2 }, 'NOT_ADDITIVE_OVER_TIME'],
    ['latest figures of different periods', { isLatest: true, periods: 2, subjects: 2 }, 'DIFFERENT_PERIODS'],
  ])('refuse to add %s', (_, changes, rule) => {
    expect(findBrokenRule({ ...sound, ...changes }, 'ADD')).toBe(rule)
  })

  it.each([
    ['year-to-date figures over time', { yearsToDate: 2, periods: 2 }, 'YEAR_TO_DATE_OVER_TIME'],
    ['overlapping periods', { overlapping: 1, periods: 2 }, 'OVERLAPPING_PERIODS'],
    ['a figure of two sources', { retold: 2, repeated: 2 }, 'MIXED_SOURCES'],
    ['a figure told twice by one source', { repeated: 2 }, 'TOLD_TWICE'],
    ['a park with its own sub-parks', { contained: 1, subjects: 2 }, 'PARTS_AND_WHOLE'],
    ['stocks over time', { lasting: 2, periods: 2 }, null],
    ['what does not add up over parks', { unsummable: 2, subjects: 2 }, null],
    ['latest figures of different periods', { isLatest: true, periods: 2, subjects: 2 }, null],
  ])('of the mean of %s', (_, changes, rule) => {
    expect(findBrokenRule({ ...sound, ...changes }, 'AVERAGE')).toBe(rule)
    expect(findBrokenRule({ ...sound, ...changes }, 'COMPARE')).toBeNull()
  })

  it('have names of their own, and each says what to do', () => {
    expect(new Set(aggregationRules.map(({ name }) => name)).size).toBe(aggregationRules.length)
    for (const rule of aggregationRules) {
      expect(explainRule(rule, 'nodes')).toMatch(/: (group|narrow|name|set|aggregate) .+\.$/)
      expect(explainRule(rule, 'totals')).toMatch(
        /^totals .+: leave .+ out of totals, or (narrow|name|set|aggregate) .+\.$/,
      )
    }
  })
})
