import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { monthly, of, seriesOf, tax } from './time-series.ts'

const server = useServer()
const { parks, add, ask, tell } = seriesOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test('fills stand for levels that are missing, and nothing derives from them', async () => {
  await parks('filled')
  await add(tax('filled', '2017-01', '5', monthly), tax('filled', '2017-03', '7', monthly))
  const args = (fill: string) =>
    of('filled', 'MONTH', '2016-12', '2017-04', '[LEVEL, PERIOD_ON_PERIOD]', `fill: ${fill}`)
  const derived = ['MISSING_VALUE', 'MISSING_BASE', 'MISSING_VALUE', 'MISSING_BASE', 'MISSING_VALUE']
  expect(await tell(args('ZERO'))).toEqual({ LEVEL: ['0', '5', '0', '7', '0'], PERIOD_ON_PERIOD: derived })
  expect(await tell(args('LAST'))).toEqual({ LEVEL: ['MISSING_VALUE', '5', '5', '7', '7'], PERIOD_ON_PERIOD: derived })
  const answer = await ask(`indicators: ["tax_revenue"] ${args('LAST')}`)
  expect(pick(answer, 'series.0.isFilled')).toEqual([false, false, true, false, true])
  expect(pick(answer, 'series.0.count')).toEqual([0, 1, 0, 1, 0])
})

test('the last year to date stands for months of its own year alone', async () => {
  await parks('filled-to-date')
  await add(
    tax('filled-to-date', '2016-11', '90'),
    tax('filled-to-date', '2017-02', '12'),
    tax('filled-to-date', '2017-03', null, { lower: '20', qualifier: 'OVER' }),
  )
  const answer = await ask(
    `indicators: ["tax_revenue"] unit: CNY_10K ${of('filled-to-date', 'MONTH', '2016-11', '2017-04', '[LEVEL]', 'fill: LAST')}`,
  )
  expect(pick(answer, 'series.0')).toMatchObject({
    isFilled: [false, true, false, false, false, false],
    columns: [
      {
        values: ['90', '90', null, '12', null, null],
        lower: [null, null, null, null, '20', '20'],
        reasons: [null, null, 'MISSING_VALUE', null, 'VAGUE_VALUE', 'VAGUE_VALUE'],
      },
    ],
  })
  const years = of('filled-to-date', 'HALF_YEAR', '2016-07', '2017-12', '[LEVEL]', 'accumulation: MONTH fill: LAST')
  await add(tax('filled-to-date', '2016-12', '9', monthly))
  expect(await tell(years)).toEqual({ LEVEL: ['9', '9', '9'] })
})

test('levels come in the unit asked for, else in the default one of the indicator, exactly', async () => {
  await parks('units')
  await add(tax('units', '2017-11', '12345.678'))
  expect(await tell(of('units', 'MONTH', '2017-11', '2017-11'), 'tax_revenue', '')).toEqual({ LEVEL: ['1.2345678'] })
  expect(await tell(of('units', 'MONTH', '2017-11', '2017-11'), 'tax_revenue', 'unit: "元"')).toEqual({
    LEVEL: ['123456780'],
  })
})

test('several indicators of several subjects come in the order asked, with every bucket', async () => {
  await parks('grid-a', 'grid-b')
  const answer = await ask(
    'subjects: ["grid-b", "grid-a", "grid-b"] indicators: ["tax_revenue", "land_area"] bucket: HALF_YEAR from: "2016-08" to: "2017-02"',
    'periods series { subject { slug } indicator { code } accumulation count columns { values reasons } }',
  )
  expect(answer.periods).toEqual(['2016-H2', '2017-H1'])
  const empty = {
    accumulation: null,
    count: [0, 0],
    columns: [{ values: [null, null], reasons: ['MISSING_VALUE', 'MISSING_VALUE'] }],
  }
  const keys = ['grid-b', 'grid-a'].flatMap((slug) =>
    ['tax_revenue', 'land_area'].map((code) => ({ subject: { slug }, indicator: { code } })),
  )
  expect(answer.series).toEqual(keys.map((key) => ({ ...key, ...empty })))
})

test('figures are found by index: the table of observations is never read from end to end', async () => {
  await parks('indexed')
  const { pool } = server.database
  await add(tax('indexed', '2017-01', '1', { ...monthly, publishedOn: '2017-02-02' }))
  await pool.query(`INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, qualifier, unit_code, nature, stage,
      status, printed_label, printed_text, source_id, citation_id, published_on)
    SELECT o.reporting_park_id, o.series_id, d::date, (d + interval '1 month')::date, i, 'EXACT', o.unit_code, o.nature, o.stage, '{}', '', '',
      o.source_id, o.citation_id, (d + interval '2 months')::date + i
    FROM (SELECT o.* FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
        JOIN subject p ON p.id = s.subject_id WHERE p.slug = 'indexed') o,
      generate_series(timestamp '1950-01-01', '2020-12-01', '1 month') d, generate_series(1, 20) i`)
  await pool.query('ANALYZE')
  const scans = async () => {
    const client = await pool.connect()
    try {
      await client.query('SELECT pg_stat_force_next_flush()')
      const { rows } = await client.query(`SELECT seq_scan FROM pg_stat_user_tables WHERE relname = 'observation'`)
      return Number(rows[0].seq_scan)
    } finally {
      client.release()
    }
  }
  const measures =
    '[LEVEL, SINGLE_MONTH, YEAR_ON_YEAR, REPORTED_GROWTH, GROWTH_DIVERGENCE, PERIOD_ON_PERIOD, INDEX, SHARE_OF_PARENT, PER_MU, CUMULATIVE, MOVING_AVERAGE, RANK]'
  const before = await scans()
  expect(await tell(of('indexed', 'MONTH', '2016', '2020', '[LEVEL]'))).toEqual({ LEVEL: Array(60).fill('20') })
  await tell(of('indexed', 'MONTH', '2016', '2020', measures))
  await ask(
    `indicators: ["tax_revenue"] ${of('indexed', 'MONTH', '2017', '2017')}`,
    'series { points { inputs { value } } }',
  )
  await scans()
  expect(await scans()).toBe(before)
  await pool.query('SELECT count(*) FROM observation WHERE value = 0')
  await scans()
  expect(await scans()).toBeGreaterThan(before)
})
