import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addSubjects, type NewFigure, pick } from './data.ts'
import { monthly, of, seriesOf, tax, yearly } from './time-series.ts'

const server = useServer()
const { parks, add, ask, tell } = seriesOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test('a zero or negative base gives a reason and no growth', async () => {
  await parks('bases')
  await add(
    ...['0', '-4', '5'].map((value, at) => tax('bases', `2016-0${at + 1}`, value, monthly)),
    ...['3', '3', '3'].map((value, at) => tax('bases', `2017-0${at + 1}`, value, monthly)),
  )
  expect(await tell(of('bases', 'MONTH', '2017-01', '2017-04', '[YEAR_ON_YEAR]'))).toEqual({
    YEAR_ON_YEAR: ['ZERO_BASE', 'NEGATIVE_BASE', '-40', 'MISSING_VALUE'],
  })
})

test('reported growth stands beside the computed one, with the divergence', async () => {
  await parks('reported')
  await add(
    tax('reported', '2016-11', '290'),
    tax('reported', '2017-11', '273'),
    tax('reported', '2017-11', '16.5', { measure: 'GROWTH', unit: 'PERCENT' }),
    tax('reported', '2017-10', '12', { measure: 'GROWTH', unit: 'PERCENT' }),
  )
  expect(
    await tell(of('reported', 'MONTH', '2017-10', '2017-11', '[YEAR_ON_YEAR, REPORTED_GROWTH, GROWTH_DIVERGENCE]')),
  ).toEqual({
    YEAR_ON_YEAR: ['MISSING_VALUE', '-5.862068965517241379310344827586207'],
    REPORTED_GROWTH: ['12', '16.5'],
    GROWTH_DIVERGENCE: ['MISSING_VALUE', '22.362068965517241379310344827586207'],
  })
})

test('levels are ranked among the subjects asked for, equal ones alike, and those without a value not at all', async () => {
  await parks('rank-a', 'rank-b', 'rank-c', 'rank-d', 'rank-e')
  await add(...['5', '8', '8', '1'].map((value, at) => tax(`rank-${'abcd'[at]}`, '2017-01', value)))
  const slugs = '["rank-a", "rank-b", "rank-c", "rank-d", "rank-e"]'
  const answer = await ask(
    `subjects: ${slugs} indicators: ["tax_revenue"] bucket: MONTH from: "2017-01" to: "2017-01" measures: [RANK]`,
  )
  const series = answer.series as object[]
  expect(series.map((one) => pick(one, 'columns.0.values.0'))).toEqual(['3', '1', '1', '4', null])
  expect(pick(series[4], 'columns.0.reasons.0')).toBe('MISSING_VALUE')
  expect(series.map((one) => pick(one, 'subject.slug'))).toEqual(['rank-a', 'rank-b', 'rank-c', 'rank-d', 'rank-e'])
})

test('a part is held against the park that it belongs to, and rests on the figures of both', async () => {
  await parks('whole')
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'part', park: 'whole' }])
  await add(tax('whole', '2017-11', '80'), tax('part', '2017-11', '20'), tax('part', '2017-10', '19'))
  expect(await tell(of('part', 'MONTH', '2017-10', '2017-11', '[SHARE_OF_PARENT]'))).toEqual({
    SHARE_OF_PARENT: ['MISSING_BASE', '25'],
  })
  expect(await tell(of('whole', 'MONTH', '2017-11', '2017-11', '[SHARE_OF_PARENT]'))).toEqual({
    SHARE_OF_PARENT: ['NO_PARENT'],
  })
  const points = await ask(
    `indicators: ["tax_revenue"] ${of('part', 'MONTH', '2017-11', '2017-11', '[SHARE_OF_PARENT]')}`,
    'series { points { inputs { subject { slug } value } } }',
  )
  expect(pick(points, 'series.0.points.0.inputs')).toEqual([
    { subject: { slug: 'whole' }, value: '80' },
    { subject: { slug: 'part' }, value: '20' },
  ])
})

test('a part is held against the park of each bucket, as of its last day', async () => {
  await parks('moved', 'left', 'entered')
  const end = (year: number) => ({ period_start: `${year}-07-01`, period_end: `${year + 1}-07-01` })
  await addFact(server.database, 'membership', 'moved', { park: 'left', role: 'PART_OF', ...end(2016) })
  await addFact(server.database, 'membership', 'moved', { park: 'entered', role: 'PART_OF', ...end(2017) })
  const of2017 = ['2017-03', '2017-06', '2017-07', '2017-08'].flatMap((month) => [
    tax('moved', month, '10'),
    tax('left', month, '40'),
    tax('entered', month, '50'),
  ])
  await add(...of2017, tax('moved', '2016-06', '9'), tax('left', '2016-06', '9'))
  const args = of('moved', 'MONTH', '2017-06', '2017-08', '[SHARE_OF_PARENT]')
  expect(await tell(args)).toEqual({ SHARE_OF_PARENT: ['25', '20', '20'] })
  expect(await tell(of('moved', 'HALF_YEAR', '2016-01', '2017-06', '[SHARE_OF_PARENT]'))).toEqual({
    SHARE_OF_PARENT: ['NO_PARENT', 'MISSING_VALUE', '25'],
  })
  const points = await ask(`indicators: ["tax_revenue"] ${args}`, 'series { points { inputs { subject { slug } } } }')
  expect(pick(points, 'series.0.points')).toEqual(
    ['left', 'entered', 'entered'].map((park) => ({ inputs: ['moved', park].map((slug) => ({ subject: { slug } })) })),
  )
})

test('a bucket that has not ended takes the park of the day that the view looks from', async () => {
  await parks('young', 'early', 'late')
  const { pool } = server.database
  for (const [park, start, end] of [
    ['early', '-infinity', '2017-11-20'],
    ['late', '2017-11-20', 'infinity'],
  ])
    await pool.query(
      `INSERT INTO membership (subject_id, park_id, reporting_park_id, citation_id, role, published_on, period_start, period_end)
       SELECT s.id, p.id, s.reporting_park_id, (SELECT min(id) FROM citation), 'PART_OF', '2017-11-01', $2, $3
       FROM subject s, subject p WHERE s.slug = 'young' AND p.slug = $1`,
      [park, start, end],
    )
  await add(
    ...['young', 'early', 'late'].map((slug, at) =>
      tax(slug, '2017-11', String([10, 40, 50][at]), { publishedOn: '2017-11-05' }),
    ),
  )
  const share = (day: string) =>
    tell(of('young', 'MONTH', '2017-11', '2017-11', '[SHARE_OF_PARENT]', `asOf: { published: "${day}" }`))
  expect(await share('2017-11-10')).toEqual({ SHARE_OF_PARENT: ['25'] })
  expect(await share('2017-11-25')).toEqual({ SHARE_OF_PARENT: ['20'] })
})

test('tax per mu takes the land that was valid in the year', async () => {
  await parks('land')
  const land = (end: string, value: string): NewFigure => ({
    subject: 'land',
    indicator: 'land_area',
    accumulation: 'STOCK',
    unit: 'MU',
    start: `${Number(end.slice(0, 4)) - 1}-12-31`,
    end,
    value,
  })
  await add(
    land('2016-01-01', '100'),
    land('2018-01-01', '200'),
    tax('land', '2016-12', '1000', yearly),
    tax('land', '2017-12', '1000', yearly),
    tax('land', '2015-12', '1000', yearly),
    tax('land', '2014-12', '1000', yearly),
  )
  const answer = await ask(`indicators: ["tax_revenue"] ${of('land', 'YEAR', '2014', '2017', '[PER_MU]')}`)
  expect(pick(answer, 'series.0.columns.0')).toMatchObject({
    unit: { code: 'CNY_10K_PER_MU' },
    values: [null, '10', '10', '5'],
    reasons: ['MISSING_BASE', null, null, null],
  })
})

test('a membership of another role is a parent too', async () => {
  await parks('zone-of-firm')
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'firm' }])
  await addFact(server.database, 'membership', 'firm', { park: 'zone-of-firm', role: 'ATTRACTED_TO' })
  await add(tax('firm', '2017-11', '1'), tax('zone-of-firm', '2017-11', '4'))
  expect(await tell(of('firm', 'MONTH', '2017-11', '2017-11', '[SHARE_OF_PARENT]'))).toEqual({
    SHARE_OF_PARENT: ['25'],
  })
})
