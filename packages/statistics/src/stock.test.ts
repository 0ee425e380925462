import { expect, it } from 'vitest'
import { parsePeriod } from './parse-period.ts'
import { findStock } from './stock.ts'

it.each([
  ['its last reading', ['2017-06-30', '2017-11-30', '2016-12-31', '2018-01-01'], '2017', '2017-11-30'],
  ['the figure of the very span, also where a later day is told', ['2017', '2017-12-31'], '2017', '2017'],
  ['a reading within it before what lies around it', ['2015/2019', '2017-03'], '2017', '2017-03'],
  ['a reading within it before what ends past it', ['2017-01/2017-08', '2017-03'], '2017-H1', '2017-03'],
  ['what lies around it', ['2017', '2016'], '2017-06', '2017'],
  ['what holds since a day before it', ['2010/..', '2015/..', '2018/..'], '2017', '2015/..'],
  ['what holds since a day within it', ['2010/2017-05', '2017-06/..'], '2017', '2017-06/..'],
  ['a later reading before what holds since a day within it', ['2017-03-01/..', '2017-06-30'], '2017', '2017-06-30'],
  ['the one that starts last of those read on one day', ['2017-01/2017-11', '2017-11'], '2017', '2017-11'],
])('the stock of a span is %s', (_, periods, span, expected) => {
  expect(periods[findStock(periods.map(parsePeriod), parsePeriod(span)) ?? -1]).toBe(expected)
  expect(periods.toReversed()[findStock(periods.toReversed().map(parsePeriod), parsePeriod(span)) ?? -1]).toBe(expected)
})

it('there is none where no figure holds on a day of the span', () => {
  expect(findStock([], parsePeriod('2017'))).toBeNull()
  expect(findStock(['2016', '2018/..'].map(parsePeriod), parsePeriod('2017'))).toBeNull()
})
