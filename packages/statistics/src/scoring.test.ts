import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printDecimal } from './decimal.ts'
import { combineScores, deriveScored, type Score, scoreDistance, scoreMinMax } from './scoring.ts'

const read = ({ score, reason }: Score) => (score === null ? reason : printDecimal(score))
const directions = ['MORE_IS_BETTER', 'LESS_IS_BETTER'] as const

describe('scoreMinMax', () => {
  const cohort = { minimum: '10', maximum: '50' }

  it.each([
    ['10', '0', '100'],
    ['50', '100', '0'],
    ['20', '25', '75'],
    ['5', '0', '100'],
    ['60', '100', '0'],
  ])('scores %s of 10 to 50', (value, more, less) => {
    expect(directions.map((direction) => read(scoreMinMax(value, cohort, direction)))).toEqual([more, less])
  })

  it('says why there is no score', () => {
    expect(read(scoreMinMax(null, cohort, 'MORE_IS_BETTER'))).toBe('MISSING_VALUE')
    expect(read(scoreMinMax('1', null, 'MORE_IS_BETTER'))).toBe('NO_SPREAD')
    expect(read(scoreMinMax('3', { minimum: '3', maximum: '3.0' }, 'LESS_IS_BETTER'))).toBe('NO_SPREAD')
  })
})

describe('scoreDistance', () => {
  it.each([
    ['8', '80', '100'],
    ['10', '100', '100'],
    ['40', '100', '25'],
    ['0', '0', '100'],
    ['-3', '0', '100'],
  ])('scores %s against a target of 10', (value, more, less) => {
    expect(directions.map((direction) => read(scoreDistance(value, '10', direction)))).toEqual([more, less])
  })

  it('says why there is no score', () => {
    expect(read(scoreDistance(null, '10', 'MORE_IS_BETTER'))).toBe('MISSING_VALUE')
    expect(read(scoreDistance('1', null, 'MORE_IS_BETTER'))).toBe('MISSING_TARGET')
  })
})

describe('deriveScored', () => {
  it.each([
    ['YEAR_ON_YEAR', '24', '20', '20'],
    ['YEAR_ON_YEAR', '-10', '20', '-150'],
    ['PER_MU', '300', '20', '15'],
    ['PER_EMPLOYEE', '300', '40', '7.5'],
    ['SHARE_OF_PARENT', '30', '120', '25'],
  ] as const)('%s of %s against %s is %s', (derivation, level, base, value) => {
    expect(deriveScored(derivation, level, base)?.toFixed()).toBe(value)
  })

  it.each([
    [null, '20'],
    ['24', null],
    ['24', '0'],
    ['24', '-20'],
  ])('of %s against %s is nothing, which scores as a missing figure', (level, base) => {
    for (const derivation of ['YEAR_ON_YEAR', 'PER_MU', 'PER_EMPLOYEE', 'SHARE_OF_PARENT'] as const) {
      const value = deriveScored(derivation, level, base)
      expect([value, read(scoreDistance(value, '10', 'MORE_IS_BETTER'))]).toEqual([null, 'MISSING_VALUE'])
    }
  })
})

const number = fc.integer({ min: -1000, max: 1000 }).map(String)
const positive = fc.integer({ min: 1, max: 1000 }).map(String)

describe('a score', () => {
  it('lies between 0 and 100, and rises with what is better', () => {
    fc.assert(
      fc.property(number, number, positive, fc.constantFrom(...directions), (a, b, target, direction) => {
        const cohort = { minimum: '-500', maximum: '500' }
        const [low, high] = Number(a) < Number(b) ? [a, b] : [b, a]
        for (const score of [
          (value: string) => scoreMinMax(value, cohort, direction).score?.toNumber() ?? Number.NaN,
          (value: string) => scoreDistance(value, target, direction).score?.toNumber() ?? Number.NaN,
        ]) {
          const [first, second] = direction === 'MORE_IS_BETTER' ? [score(low), score(high)] : [score(high), score(low)]
          expect(first).toBeLessThanOrEqual(second)
          expect(first).toBeGreaterThanOrEqual(0)
          expect(second).toBeLessThanOrEqual(100)
        }
      }),
    )
  })
})

describe('combineScores', () => {
  it('weighs what is known and says what it rests on', () => {
    const parts = [
      { score: '100', weight: '30' },
      { score: '50', weight: '10' },
      { score: null, weight: '60' },
    ]
    const { score, restsOn } = combineScores(parts, '100')
    expect([score && printDecimal(score), printDecimal(restsOn)]).toEqual(['87.5', '40'])
  })

  it('has no score where nothing is known', () => {
    expect(combineScores([{ score: null, weight: '1' }], '100')).toMatchObject({ score: null })
    expect(combineScores([], '100').restsOn.isZero()).toBe(true)
  })
})
