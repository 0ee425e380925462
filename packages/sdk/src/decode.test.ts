import { Decimal, parseDecimal } from '@parkgraph/statistics'
import { describe, expect, it } from 'vitest'
import { DecodingError, decode } from './decode.ts'

describe('decode', () => {
  it('follows lists of lists and leaves null and all else alone', () => {
    const data = { rows: [[{ value: '1.5', name: '1.5' }], null, [{ value: null }]], other: { value: '2' } }
    expect(decode(data, { rows: { value: 'Decimal' } })).toEqual({
      rows: [[{ value: parseDecimal('1.5'), name: '1.5' }], null, [{ value: null }]],
      other: { value: '2' },
    })
  })

  it('decodes lists of scalars and names the index of a bad one', () => {
    expect(decode({ values: ['1', '2'] }, { values: 'Decimal' })).toEqual({ values: [new Decimal(1), new Decimal(2)] })
    expect(() => decode({ values: ['1', 2] }, { values: 'Decimal' })).toThrow('values[1] must be a Decimal as text')
  })

  it('reads computed values longer than any figure', () => {
    const text = `1.${'3'.repeat(200)}`
    expect(decode(text, 'Decimal')).toEqual(parseDecimal(text, { integer: 80, fraction: 220 }))
  })

  it.each(['2017-12-31', '2016-02-29'])('keeps the day %s as text', (day) => {
    expect(decode(day, 'Date')).toBe(day)
  })

  it.each(['2017-02-29', '2017-12', '2017-12-31T00:00:00Z', '20171231', '0000-01-01'])('refuses the day %s', (day) => {
    expect(() => decode(day, 'Date')).toThrow(DecodingError)
  })

  it.each(['2017-12-31T08:00:00.000001Z', '2017-12-31T23:59:59+08:00'])('keeps the instant %s as text', (instant) => {
    expect(decode(instant, 'DateTime')).toBe(instant)
  })

  it.each([
    '2017-12-31',
    '2017-02-30T00:00:00Z',
    '2017-12-31T24:00:00Z',
    '2017-12-31T08:00:00',
    '2017-12-31T08:00:00ZT',
  ])('refuses the instant %s', (instant) => {
    expect(() => decode(instant, 'DateTime')).toThrow(DecodingError)
  })
})
