import { Decimal as ForeignDecimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMPUTED_LIMITS, Decimal, divide, keepDigits, parseDecimal, printDecimal, toDecimal } from './decimal.ts'

const figure = fc
  .tuple(fc.bigInt({ min: -(10n ** 58n) + 1n, max: 10n ** 58n - 1n }), fc.integer({ min: 0, max: 20 }))
  .map(([digits, places]) => ({ digits: digits / 10n ** BigInt(20 - places), places }))

const whole = fc.bigInt({ min: 1n, max: 10n ** 38n - 1n })

const divisor = fc.oneof(
  whole,
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 20 }), fc.constantFrom(1n, 3n, 7n))
    .map(([twos, fives, other]) => 2n ** BigInt(twos) * 5n ** BigInt(fives) * other),
)

function write({ digits, places }: { digits: bigint; places: number }): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0')
  const [integer, fraction] = [text.slice(0, text.length - places), text.slice(text.length - places)]
  return `${digits < 0n ? '-' : ''}${integer}${fraction && `.${fraction}`}`
}

describe('parseDecimal and printDecimal', () => {
  it.each([
    ['643.20', '643.2'],
    ['-0.00', '0'],
    ['+007', '7'],
    ['100', '100'],
    ['-1205.150', '-1205.15'],
    [
      '99999999999999999999999999999999999999.99999999999999999999',
      '99999999999999999999999999999999999999.99999999999999999999',
    ],
    ['0.00000000000000000001', '0.00000000000000000001'],
  ])('prints %s as %s', (text, printed) => {
    expect(printDecimal(parseDecimal(text))).toBe(printed)
  })

  it.each([
    '',
    ' ',
    '1 ',
    '1e5',
    '1e400',
    'NaN',
    'Infinity',
    '-Infinity',
    '１２',
    '1,000',
    '1_000',
    '.5',
    '5.',
    '0x10',
    '--1',
    '1\n',
    '1\0',
    '100000000000000000000000000000000000000',
    '0.000000000000000000001',
  ])('refuses %j', (text) => {
    expect(() => parseDecimal(text)).toThrow(expect.objectContaining({ code: 'INVALID_DECIMAL' }))
  })

  it.each([1, null, undefined, {}, ['1'], 1n])('refuses %s, which is not text', (input) => {
    expect(() => parseDecimal(input as never)).toThrow(expect.objectContaining({ code: 'INVALID_DECIMAL' }))
  })

  it('names the input and the remedy', () => {
    expect(() => parseDecimal('1,000')).toThrow(
      'Decimal "1,000" is invalid: it is not a plain decimal. Write ASCII digits',
    )
  })

  it('gives back every figure', () => {
    fc.assert(
      fc.property(figure, (parts) => {
        const printed = printDecimal(write(parts))
        expect(printDecimal(parseDecimal(printed))).toBe(printed)
        expect(printed).toMatch(/^(0|-?(0|[1-9]\d*)(\.\d*[1-9])?)$/)
      }),
    )
  })
})

describe('long texts', () => {
  // An expression that counts each zero with either part looks at pairs of them: half an hour for one request.
  it.each(['0', '1', '.', '-', '0.', '1,'])('that are no decimals, of %j, are refused at once', (part) => {
    expect(() => parseDecimal(`${part.repeat(400_000)}x`)).toThrow(expect.objectContaining({ code: 'INVALID_DECIMAL' }))
  })
})

describe('keepDigits', () => {
  it.each([
    ['2', '2'],
    ['2.00', '2.00'],
    ['-1205.150', '-1205.150'],
    ['+007.50', '7.50'],
    ['-0.0', '0.0'],
    ['-0.01', '-0.01'],
    ['00', '0'],
    [`1.${'0'.repeat(20_000)}`, `1.${'0'.repeat(20)}`],
  ])('keeps of %s what it says', (text, kept) => {
    expect(keepDigits(text)).toBe(kept)
  })

  it('refuses what is no figure', () => {
    expect(() => keepDigits('1e5')).toThrow(expect.objectContaining({ code: 'INVALID_DECIMAL' }))
  })
})

describe('arithmetic', () => {
  it('loses no digit in sums, differences and products', () => {
    fc.assert(
      fc.property(figure, figure, (a, b) => {
        const [x, y] = [parseDecimal(write(a)), parseDecimal(write(b))]
        const [p, q] = [a.digits * 10n ** BigInt(b.places), b.digits * 10n ** BigInt(a.places)]
        const places = a.places + b.places
        expect(printDecimal(x.plus(y))).toBe(printDecimal(write({ digits: p + q, places })))
        expect(printDecimal(x.minus(y))).toBe(printDecimal(write({ digits: p - q, places })))
        expect(printDecimal(x.times(y))).toBe(printDecimal(write({ digits: a.digits * b.digits, places })))
      }),
    )
  })

  it('takes decimals of another precision without rounding', () => {
    const Short = ForeignDecimal.clone({ precision: 3 })
    expect(printDecimal(toDecimal(new Short('123456789.123456789')).times('10'))).toBe('1234567891.23456789')
  })

  it.each([
    ['NaN', 'Decimal NaN is invalid: it is not finite.'],
    ['-Infinity', 'Decimal -Infinity is invalid: it is not finite.'],
    ['1e400000', 'Decimal 1e+400000 is invalid: it is beyond 10^1000.'],
    ['-1.5e-400000', 'Decimal -1.5e-400000 is invalid: it is beyond 10^-1000.'],
  ])('refuses %s by its value', (value, message) => {
    const refusal = expect.objectContaining({ code: 'INVALID_DECIMAL', message })
    expect(() => toDecimal(new ForeignDecimal(value))).toThrow(refusal)
    expect(() => toDecimal(new Decimal(value))).toThrow(refusal)
  })

  it('refuses what is neither a decimal nor its text', () => {
    expect(() => toDecimal({} as never)).toThrow(
      'A decimal cannot be read from an object: write it as text, such as "-1205.15".',
    )
  })
})

describe('divide', () => {
  it.each([
    ['1', '8', '0.125', true],
    ['1', '3', '0.3333333333333333333333333333333333', false],
    ['2', '3', '0.6666666666666666666666666666666667', false],
    ['-2000', '3', '-666.6666666666666666666666666666667', false],
    ['0', '7', '0', true],
    ['12345678901234567890123456789012345678', '1', '12345678901234567890123456789012345678', true],
    ['1', '1267650600228229401496703205376', (5n ** 100n).toString().padStart(100, '0').replace(/^/, '0.'), true],
  ])('%s by %s is %s', (a, b, value, isExact) => {
    const quotient = divide(a, b)
    expect([printDecimal(quotient.value), quotient.isExact]).toEqual([value, isExact])
  })

  it('refuses a zero divisor', () => {
    expect(() => divide('1', '-0.0')).toThrow(expect.objectContaining({ code: 'DIVISION_BY_ZERO' }))
  })

  it('is exact precisely when the divisor, in lowest terms, has only the factors 2 and 5', () => {
    fc.assert(
      fc.property(whole, divisor, (a, b) => {
        let [common, next] = [a, b]
        while (next !== 0n) [common, next] = [next, common % next]
        let rest = b / common
        for (const prime of [2n, 5n]) while (rest % prime === 0n) rest /= prime
        const quotient = divide(String(a), String(b))
        expect(quotient.isExact).toBe(rest === 1n)
        if (quotient.isExact) expect(quotient.value.times(String(b)).toFixed()).toBe(String(a))
        else expect(quotient.value.precision()).toBeLessThanOrEqual(34)
      }),
    )
  })

  it('undoes every product', () => {
    fc.assert(
      fc.property(
        figure,
        figure.filter(({ digits }) => digits !== 0n),
        (a, b) => {
          const quotient = divide(parseDecimal(write(a)).times(write(b)), write(b))
          expect(quotient.isExact).toBe(true)
          expect(printDecimal(quotient.value)).toBe(printDecimal(write(a)))
        },
      ),
    )
  })

  it('prints exact quotients of figures within the limits of computed values', () => {
    const quotient = divide('99999999999999999999999999999999999999', String(2n ** 126n))
    expect(quotient.isExact).toBe(true)
    expect(parseDecimal(printDecimal(quotient.value), COMPUTED_LIMITS).eq(quotient.value)).toBe(true)
  })
})
