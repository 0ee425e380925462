import type { Database } from '@parkgraph/db'
import { loadDataSet } from '@parkgraph/db'
import { beforeAll, expect, test } from 'vitest'
import { useEmptyDatabases } from './database.ts'
import { DATA_SET } from './folder.ts'

const databases = useEmptyDatabases()
let database: Database

beforeAll(async () => {
  database = await databases.open()
  await loadDataSet({ pool: database.pool, folder: DATA_SET, log: () => {} })
})

async function query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  return (await database.pool.query(text, values)).rows
}

test('the zone reports itself and everything in the data set', async () => {
  const reporting = `SELECT p.slug, count(*)::int AS count FROM subject s JOIN subject p ON p.id = s.reporting_park_id
    GROUP BY p.slug`
  expect(await query(reporting)).toEqual([{ slug: 'xiangxiang-etdz', count: 48 }])
})

test('a sub-park is one subject with the facets of park and project', async () => {
  const facets = `SELECT s.slug, s.kind::text, p.kind::text AS park, j.kind::text AS project
    FROM subject s JOIN park p USING (id) JOIN project j USING (id) ORDER BY s.slug`
  const rows = await query(facets)
  expect(rows).toHaveLength(6)
  expect(rows[0]).toEqual({
    slug: 'xiangxiang-etdz-e-commerce-park',
    kind: 'PARK',
    park: 'PARK_IN_PARK',
    project: 'INDUSTRIAL',
  })
})

test('open ends are infinite, and a figure without a period has none', async () => {
  const periods = `SELECT period_start::text AS first, period_end::text AS end FROM observation WHERE printed_label = $1`
  expect(await query(periods, ['会议'])).toEqual([{ first: '2017-03-01', end: 'infinity' }])
  expect(await query(periods, ['园中园'])).toEqual([{ first: null, end: null }])
  expect(await query(periods, ['主要经济指标'])).toEqual([{ first: '2018-01-01', end: '2019-01-01' }])
  const stage = `SELECT period_start::text AS first, period_end::text AS end FROM project_stage WHERE printed = $1`
  expect(await query(stage, ['春节前…通车'])).toEqual([{ first: '-infinity', end: '2018-02-16' }])
  const membership = `SELECT m.period_start::text AS first, m.period_end::text AS end
    FROM membership m JOIN subject s ON s.id = m.subject_id WHERE s.slug = $1`
  expect(await query(membership, ['xiangxiang-etdz-party-mass-centre'])).toEqual([
    { first: '2017-03-01', end: 'infinity' },
  ])
  expect(await query(membership, ['guangda-gas'])).toEqual([])
})

test('reported growth is a figure of its own that points at its level', async () => {
  const growth = `SELECT g.value::float AS growth, l.value::float AS level, g.unit_code, l.published_on::text
    FROM observation g JOIN observation l ON (l.reporting_park_id, l.id) = (g.reporting_park_id, g.growth_of_id)
    WHERE g.printed_label = '技工工资收入'`
  expect(await query(growth)).toEqual([
    { growth: 25.09, level: 643.2, unit_code: 'PERCENT', published_on: '2017-12-31' },
  ])
})

test('places are cited once each', async () => {
  const [row] = await query(`SELECT count(*)::int AS all, count(DISTINCT (source_id, section, paragraph))::int AS places
    FROM citation`)
  expect(row?.all).toBe(row?.places)
  const shared = await query(`SELECT count(*)::int AS count FROM observation o JOIN citation c ON c.id = o.citation_id
    WHERE c.section = 'lead' AND c.paragraph = 2`)
  expect(shared).toEqual([{ count: 13 }])
})

test('a provisional indicator keeps its candidates', async () => {
  expect(await query(`SELECT candidates FROM indicator WHERE code = 'printed_skilled_worker_wage_income'`)).toEqual([
    { candidates: ['technology_industry_trade_revenue'] },
  ])
})

test('an assignment names person, role, organisation and programme', async () => {
  const assignments = `SELECT s.slug, a.role, a.organisation, p.slug AS programme FROM assignment a
    JOIN subject s ON s.id = a.subject_id JOIN subject p ON p.id = a.programme_id`
  expect(await query(assignments)).toEqual([
    {
      slug: 'guangda-gas',
      role: '党建指导员',
      organisation: '湘乡市光大燃气有限公司',
      programme: 'xiangxiang-etdz-party-building-instructors',
    },
  ])
})

test('a doubt is about subjects and figures; a fact stands for its subjects', async () => {
  const about = `SELECT s.slug, o.printed_label AS label FROM doubt d JOIN doubt_about a ON a.doubt_id = d.id
    JOIN subject s ON s.id = a.subject_id LEFT JOIN observation o ON o.id = a.observation_id
    WHERE d.question_zh LIKE $1 ORDER BY label, slug`
  const centre = 'xiangxiang-etdz-party-mass-centre'
  expect(await query(about, ['参与人次印在%'])).toEqual([
    { slug: centre, label: '参与活动的党员群众' },
    { slug: centre, label: null },
  ])
  expect(await query(about, ['再生玻璃深加工产业园%'])).toEqual([
    { slug: 'xiangxiang-etdz-juqiang-phase-2', label: null },
    { slug: 'xiangxiang-etdz-juqiang-recycling-park', label: null },
    { slug: 'xiangxiang-etdz-recycled-glass-park', label: null },
  ])
})

test('a correction is proposed beside its figure', async () => {
  const corrections = `SELECT o.printed_label AS label, c.changes FROM correction c
    JOIN observation o ON (o.reporting_park_id, o.id) = (c.reporting_park_id, c.observation_id) ORDER BY c.id`
  const rows = await query(corrections)
  expect(rows).toHaveLength(7)
  expect(rows[0]).toEqual({
    label: '技工工资收入',
    changes: { indicator: 'technology_industry_trade_revenue', label: '技工贸总收入' },
  })
})

test('the latest figure of a series is that of its latest period', async () => {
  const latest = `SELECT trim_scale(l.value)::text AS value, period_start::text AS first FROM latest l
    JOIN indicator i ON i.id = l.indicator_id WHERE i.code = 'approval_powers_taken_over'`
  expect(await query(latest)).toEqual([{ value: '53', first: '2017-01-01' }])
})
