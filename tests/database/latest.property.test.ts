import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { describeFigure, makeCitation, makeGround, makeSeries, makeSource, query, type Row, record } from './ground.ts'
import { computeLatest, readLatest } from './latest-oracle.ts'

vi.setConfig({ testTimeout: 60_000 })
const kit = useDatabase()

const period = fc.constantFrom(
  [null, null],
  ['2017-01-01', '2017-12-01'],
  ['2017-11-01', '2017-12-01'],
  ['2017-01-01', '2018-01-01'],
  ['-infinity', '2018-01-01'],
  ['2017-01-01', 'infinity'],
  ['-infinity', 'infinity'],
  ['1900-01-01', '1901-01-01'],
)
const number = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(12)).map(([digits, scale]) => {
  const sign = digits < 0n ? '-' : ''
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
  return `${sign}${text.slice(0, text.length - scale)}${scale > 0 ? `.${text.slice(-scale)}` : ''}`
})
const quantity: fc.Arbitrary<Row> = fc.oneof(
  number.map((value) => ({ value, qualifier: 'EXACT' })),
  number.map((value) => ({ value, qualifier: 'ABOUT' })),
  number.map((lower) => ({ value: null, lower, qualifier: 'AT_LEAST' })),
  number.map((upper) => ({ value: null, upper, qualifier: 'NEARLY' })),
  fc.constant({ value: null, qualifier: 'EXACT', missing_reason: 'not collected' }),
)

const figure = fc.record({
  series: fc.nat(2),
  source: fc.nat(1),
  period,
  quantity,
  unit_code: fc.constantFrom('MU', 'SQUARE_METRE', 'HECTARE', 'SQUARE_KILOMETRE', 'MU_10K'),
  nature: fc.constantFrom('ACTUAL', 'FORECAST'),
  isCorrection: fc.boolean(),
  access_level: fc.constantFrom('PUBLIC', 'INTERNAL', 'RESTRICTED'),
  published_on: fc.constantFrom('2016-01-01', '2017-12-30', '2017-12-31', '2018-06-01'),
})
const history = fc.array(fc.array(figure, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 })

it('holds the newest figure of each key after any history', async () => {
  const { pool } = kit.database
  const base = await makeGround(pool)
  const sources = await Promise.all(
    [1, 2].map(async (priority) => {
      const source_id = await makeSource(pool, priority)
      return { source_id, citation_id: await makeCitation(pool, source_id) }
    }),
  )
  await fc.assert(
    fc.asyncProperty(history, async (statements) => {
      const ground = { ...base, parkId: (await makeGround(pool)).parkId }
      const series = [await makeSeries(pool, ground), await makeSeries(pool, ground), await makeSeries(pool, ground)]
      const [printed] = await record(pool, [describeFigure(ground, series[0] ?? '')])
      const recorded: Row[] = [{ ...describeFigure(ground, series[0] ?? ''), id: printed }]
      for (const statement of statements) {
        const rows = statement.map(
          ({ series: at, source, period: [start, end], quantity: amount, isCorrection, ...rest }) => ({
            ...describeFigure(ground, series[at] ?? ''),
            ...sources[source],
            period_start: start,
            period_end: end,
            reading: isCorrection ? 'CORRECTED' : 'AS_PRINTED',
            corrects_id: isCorrection ? printed : null,
            ...rest,
            ...amount,
          }),
        )
        const ids = await record(pool, rows)
        recorded.push(...rows.map((row, index) => ({ ...row, id: ids[index] })))
        expect(await readLatest(pool, ground.parkId)).toEqual(computeLatest(recorded))
      }
      const stale = await query(
        pool,
        `SELECT l.* FROM latest l JOIN series s ON s.reporting_park_id = l.reporting_park_id AND s.id = l.series_id
          JOIN source c ON c.id = l.source_id WHERE l.reporting_park_id = $1 AND
          (l.subject_id, l.indicator_id, l.measure, l.accumulation, l.price_basis, l.scope, l.breakdown, l.dimension, l.source_priority)
          IS DISTINCT FROM (s.subject_id, s.indicator_id, s.measure, s.accumulation, s.price_basis, s.scope, s.breakdown, s.dimension, c.priority)`,
        [ground.parkId],
      )
      expect(stale).toEqual([])
    }),
    { numRuns: 60 },
  )
})
