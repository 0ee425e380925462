import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Database } from '../../packages/db/src/database.ts'
import { loadDataSet } from '../../packages/db/src/load/load.ts'
import { hashFolder } from '../../packages/db/src/load/read-folder.ts'
import { openTestDatabases, type TestDatabases } from './database.ts'
import { DATA_SET, makeCopies } from './folder.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const copies = makeCopies()
let databases: TestDatabases
let database: Database
let messages: string[]

beforeAll(async () => {
  databases = await openTestDatabases()
})

beforeEach(async () => {
  database = await databases.open()
  messages = []
})

afterAll(async () => {
  await databases?.close()
  copies.remove()
})

function load(folder: string) {
  return loadDataSet({ pool: database.pool, folder, log: (message) => messages.push(message) })
}

async function query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  return (await database.pool.query(text, values)).rows
}

async function countRows(): Promise<Record<string, number>> {
  const tables = await query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1",
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await query(`SELECT count(*)::int AS count FROM "${name}"`)
    counts[String(name)] = Number(row?.count)
  }
  return counts
}

test('each table holds as many rows as the data set has entries', async () => {
  const { loaded, counts } = await load(DATA_SET)
  const rows = await countRows()
  expect(loaded).toBe(true)
  expect(counts).toEqual({
    sources: 1,
    indicators: 3,
    subjects: 49,
    series: 67,
    observations: 71,
    names: 9,
    memberships: 48,
    stages: 33,
    honours: 2,
    relationships: 27,
    statements: 49,
    assignments: 4,
    corrections: 6,
    doubts: 25,
  })
  expect(rows).toMatchObject({
    source: counts.sources,
    subject: counts.subjects,
    series: counts.series,
    observation: counts.observations,
    latest: counts.observations,
    subject_name: counts.names,
    membership: counts.memberships,
    project_stage: counts.stages,
    honour: counts.honours,
    relationship: counts.relationships,
    statement: counts.statements,
    assignment: counts.assignments,
    correction: counts.corrections,
    doubt: counts.doubts,
    data_set: 1,
    change: 1,
  })
})

test('a load takes the same few statements however many entries there are', async () => {
  const spy = vi.spyOn(pg.Client.prototype, 'query')
  await load(DATA_SET)
  const count = spy.mock.calls.length
  spy.mockRestore()
  expect(count).toBeGreaterThan(20)
  expect(count).toBeLessThan(50)
})

test('start and end are logged, the end with counts', async () => {
  await load(DATA_SET)
  expect(messages).toHaveLength(2)
  expect(messages[0]).toBe('Data set xiangxiang-2017: loading 71 observations')
  expect(messages[1]).toMatch(/^Data set xiangxiang-2017: loaded 1 sources, .*71 observations.* in \d+ ms$/)
})

test('the change log says who loaded and why', async () => {
  await load(DATA_SET)
  expect(await query('SELECT actor, reason, position IS NOT NULL AS numbered FROM change')).toEqual([
    { actor: 'local-owner', reason: 'data set xiangxiang-2017', numbered: true },
  ])
})

test('a second load changes nothing', async () => {
  await load(DATA_SET)
  const before = await countRows()
  messages = []
  expect(await load(DATA_SET)).toEqual({ loaded: false, counts: {} })
  expect(await countRows()).toEqual(before)
  expect(messages).toEqual(['Data set xiangxiang-2017: loaded already'])
})

test('of two loads at once one loads', async () => {
  const results = await Promise.all([load(DATA_SET), load(DATA_SET)])
  expect(results.map(({ loaded }) => loaded).sort()).toEqual([false, true])
  expect(await countRows()).toMatchObject({ data_set: 1, observation: 71, change: 1 })
})

test('an edited data set of the same code is left as it was loaded, and both hashes are logged', async () => {
  await load(DATA_SET)
  const edited = copies.copy({ file: 'dataset.yaml', old: "edition: '1'", new: "edition: '2'" })
  const before = await countRows()
  messages = []
  expect(await load(edited)).toEqual({ loaded: false, counts: {} })
  expect(await countRows()).toEqual(before)
  expect(await query('SELECT edition FROM data_set')).toEqual([{ edition: '1' }])
  expect(messages).toHaveLength(1)
  expect(messages[0]).toContain('another edition')
  expect(messages[0]).toContain(hashFolder(DATA_SET))
  expect(messages[0]).toContain(hashFolder(edited))
})

test('a data set that fails its check loads nothing and names file, entry and reason of every problem', async () => {
  const broken = copies.copy(
    { file: 'observations/zone.yaml', old: "value: '643.20'", new: "value: '643.2x'" },
    { file: 'subjects.yaml', old: 'parkKind: DEVELOPMENT_ZONE', new: 'parkKind: ZONE' },
  )
  const before = await countRows()
  const failure = await load(broken).catch((error: Error) => error)
  expect(failure).toMatchObject({ name: 'DataSetError', problems: { length: 2 } })
  expect((failure as Error).message).toMatch(
    /observations\/zone\.yaml: zone-skilled-worker-wage-income-2017-11: value: /,
  )
  expect((failure as Error).message).toMatch(/subjects\.yaml: xiangxiang-etdz: parkKind: /)
  expect(await countRows()).toEqual(before)
  expect(messages).toEqual([])
})

test('a contradiction that only the database can show undoes what was written before it', async () => {
  await query(`INSERT INTO source (code, title, kind, authors, language, published_from, published_to, priority)
    VALUES ('xiangxiang-2017-review', 'x', 'NEWSPAPER', '{}', 'zh', '2018-01-01', '2018-01-02', 1)`)
  const before = await countRows()
  await expect(load(DATA_SET)).rejects.toThrow(/Source xiangxiang-2017-review is published 2017-12-22\/2017-12-31/)
  expect(await countRows()).toEqual(before)
})

test('a slug that belongs to a subject of another kind is refused', async () => {
  await query(`INSERT INTO subject (id, kind, slug, name, name_pinyin, reporting_park_id)
    VALUES (1000, 'PARK', 'guangda-gas', 'x', 'x', 1000)`)
  const before = await countRows()
  await expect(load(DATA_SET)).rejects.toThrow(/Subject guangda-gas is a ENTERPRISE of xiangxiang-etdz/)
  expect(await countRows()).toEqual(before)
})

test('a further data set about the same zone adds figures to the same subjects and series', async () => {
  await load(DATA_SET)
  const before = await countRows()
  const further = copies.copy(
    { file: 'dataset.yaml', old: 'code: xiangxiang-2017', new: 'code: xiangxiang-2017-again' },
    { file: 'sources.yaml', old: 'code: xiangxiang-2017-review', new: 'code: xiangxiang-2017-again' },
  )
  expect((await load(further)).loaded).toBe(true)
  const after = await countRows()
  expect(after).toMatchObject({
    subject: before.subject,
    series: before.series,
    park: before.park,
    indicator: before.indicator,
    observation: 142,
    source: 2,
    change: 2,
  })
})

test('the zone reports itself and everything in the data set', async () => {
  await load(DATA_SET)
  const reporting = `SELECT p.slug, count(*)::int AS count FROM subject s JOIN subject p ON p.id = s.reporting_park_id
    GROUP BY p.slug`
  expect(await query(reporting)).toEqual([{ slug: 'xiangxiang-etdz', count: 49 }])
})

test('a sub-park is one subject with the facets of park and project', async () => {
  await load(DATA_SET)
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
  await load(DATA_SET)
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
  await load(DATA_SET)
  const growth = `SELECT g.value::float AS growth, l.value::float AS level, g.unit_code, l.published_on::text
    FROM observation g JOIN observation l ON (l.reporting_park_id, l.id) = (g.reporting_park_id, g.growth_of_id)
    WHERE g.printed_label = '技工工资收入'`
  expect(await query(growth)).toEqual([
    { growth: 25.09, level: 643.2, unit_code: 'PERCENT', published_on: '2017-12-31' },
  ])
})

test('places are cited once each', async () => {
  await load(DATA_SET)
  const [row] = await query(`SELECT count(*)::int AS all, count(DISTINCT (source_id, section, paragraph))::int AS places
    FROM citation`)
  expect(row?.all).toBe(row?.places)
  const shared = await query(`SELECT count(*)::int AS count FROM observation o JOIN citation c ON c.id = o.citation_id
    WHERE c.section = 'lead' AND c.paragraph = 2`)
  expect(shared).toEqual([{ count: 13 }])
})

test('a provisional indicator keeps its candidates', async () => {
  await load(DATA_SET)
  expect(await query(`SELECT candidates FROM indicator WHERE code = 'printed_skilled_worker_wage_income'`)).toEqual([
    { candidates: ['technology_industry_trade_revenue'] },
  ])
})

test('an assignment names person, role, organisation and programme', async () => {
  await load(DATA_SET)
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

test('a doubt is about subjects and figures; a fact stands for its subject', async () => {
  await load(DATA_SET)
  const about = `SELECT s.slug, o.printed_label AS label FROM doubt d JOIN doubt_about a ON a.doubt_id = d.id
    JOIN subject s ON s.id = a.subject_id LEFT JOIN observation o ON o.id = a.observation_id
    WHERE d.question_zh LIKE $1 ORDER BY label`
  const centre = 'xiangxiang-etdz-party-mass-centre'
  expect(await query(about, ['参与人次印在%'])).toEqual([
    { slug: centre, label: '参与活动的党员群众' },
    { slug: centre, label: null },
  ])
})

test('a correction is proposed beside its figure', async () => {
  await load(DATA_SET)
  const corrections = `SELECT o.printed_label AS label, c.changes FROM correction c
    JOIN observation o ON (o.reporting_park_id, o.id) = (c.reporting_park_id, c.observation_id) ORDER BY c.id`
  const rows = await query(corrections)
  expect(rows).toHaveLength(6)
  expect(rows[0]).toEqual({
    label: '技工工资收入',
    changes: { indicator: 'technology_industry_trade_revenue', label: '技工贸总收入' },
  })
})
