import { divide, printDecimal } from '@parkgraph/statistics'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { query } from './ground.ts'

const kit = useDatabase()

const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: length })
const decimal = fc
  .tuple(fc.constantFrom('', '-'), digits(38), digits(20))
  .map(([sign, whole, fraction]) => `${sign}${whole || '0'}${fraction ? `.${fraction}` : ''}`)
const divisor = decimal.filter((text) => /[1-9]/.test(text))

test('a quotient in SQL is the one of packages/statistics', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(decimal, divisor), { minLength: 100, maxLength: 200 }), async (pairs) => {
      const rows = await query<{ found: string }>(
        kit.database.pool,
        'SELECT quotient(a, b)::text AS found FROM unnest($1::numeric[], $2::numeric[]) WITH ORDINALITY AS x(a, b, n) ORDER BY n',
        [pairs.map(([a]) => a), pairs.map(([, b]) => b)],
      )
      expect(rows.map(({ found }) => printDecimal(found))).toEqual(
        pairs.map(([a, b]) => printDecimal(divide(a, b).value)),
      )
    }),
    { numRuns: 50 },
  )
})

test('a quotient by zero, or of what is missing, is missing', async () => {
  const rows = await query(
    kit.database.pool,
    'SELECT quotient(1, 0) AS zero, quotient(NULL, 1) AS dividend, quotient(1, NULL) AS divisor',
  )
  expect(rows).toEqual([{ zero: null, dividend: null, divisor: null }])
})
