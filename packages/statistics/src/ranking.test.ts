import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Rankable, rankFigures } from './ranking.ts'

const exact = (value: string): Rankable => ({ value, lower: null, upper: null, qualifier: 'EXACT' })
const over = (lower: string): Rankable => ({ value: null, lower, upper: null, qualifier: 'OVER' })
const atLeast = (lower: string): Rankable => ({ ...over(lower), qualifier: 'AT_LEAST' })
const nearly = (upper: string): Rankable => ({ value: null, lower: null, upper, qualifier: 'NEARLY' })
const about = (lower: string, upper: string): Rankable => ({ value: null, lower, upper, qualifier: 'ABOUT' })

const list = (...parts: Parameters<typeof rankFigures>) => rankFigures(...parts).map((place) => place?.rank ?? null)

describe('rankFigures', () => {
  const tied = ['9', '7', '7.0', '5'].map(exact)

  it.each([
    ['STANDARD', [1, 2, 2, 4]],
    ['MODIFIED', [1, 3, 3, 4]],
    ['DENSE', [1, 2, 2, 3]],
  ] as const)('goes on after a tie by %s', (ties, expected) => {
    expect(list(tied, 'DESC', ties)).toEqual(expected)
    expect(rankFigures(tied, 'DESC', ties).map((place) => place?.tied)).toEqual([1, 2, 2, 1])
  })

  it('ranks the smallest first where it is asked to', () => {
    expect(list(tied, 'ASC')).toEqual([4, 2, 2, 1])
  })

  it.each([
    ['over the greatest', [exact('3'), over('3')], [2, 1]],
    ['at least the greatest', [exact('3'), atLeast('3')], [1, null]],
    ['over less than the greatest', [exact('3'), over('2')], [1, null]],
    ['nearly the smallest', [exact('3'), nearly('3')], [1, 2]],
    ['between two', [exact('3'), about('4', '5'), exact('6')], [3, 2, 1]],
    ['around another', [exact('3'), about('2', '5'), exact('6')], [2, null, 1]],
    ['two that overlap', [about('2', '4'), about('3', '5'), exact('6')], [null, null, 1]],
    ['alone', [over('1')], [1]],
    ['without any bound', [{ ...about('1', '2'), lower: null, upper: null }, exact('1')], [null, 1]],
  ])('ranks a vague figure only where that is certain: %s', (_, figures, expected) => {
    expect(list(figures)).toEqual(expected)
  })

  it('gives each exact figure one place more than there are greater ones', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 })), (numbers) => {
        const expected = numbers.map((number) => numbers.filter((other) => other > number).length + 1)
        expect(list(numbers.map((number) => exact(String(number))))).toEqual(expected)
      }),
    )
  })

  it('gives a vague figure the place that any value within its bounds would have', () => {
    const figure = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 6 }), fc.boolean())
    fc.assert(
      fc.property(fc.array(figure, { minLength: 1, maxLength: 6 }), fc.integer(), (figures, seed) => {
        const vague = figures.map(([low, width, isVague]) =>
          isVague ? about(`${low}`, `${low + width}`) : exact(`${low}`),
        )
        const chosen = figures.map(([low, width, isVague], index) =>
          exact(isVague ? `${low + (Math.abs(seed + index) % (width + 1))}` : `${low}`),
        )
        const places = list(vague)
        const kept = chosen.filter((_, index) => places[index] !== null)
        expect(list(kept)).toEqual(places.filter((place) => place !== null))
      }),
    )
  })
})
