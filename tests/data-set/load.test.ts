import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '@parkgraph/db'
import { hashFolder, loadDataSet } from '@parkgraph/db'
import pg from 'pg'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { useEmptyDatabases } from './database.ts'
import { DATA_SET, makeCopies, readFacts, readList, readObservations } from './folder.ts'

vi.setConfig({ testTimeout: 30_000 })

const databases = useEmptyDatabases()
const copies = makeCopies()
let database: Database
let messages: string[]

beforeEach(async () => {
  database = await databases.open()
  messages = []
})

afterAll(() => copies.remove())

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
  const facts = readFacts()
  const expected = {
    sources: readList('sources.yaml').length,
    indicators: readList('indicators.yaml').length,
    subjects: readList('subjects.yaml').length,
    series: 63,
    observations: readObservations().length,
    names: facts.names?.length,
    memberships: facts.memberships?.length,
    stages: facts.stages?.length,
    honours: facts.honours?.length,
    relationships: facts.relationships?.length,
    statements: facts.statements?.length,
    assignments: facts.statements?.filter(({ assignment }) => assignment).length,
    corrections: readList('corrections.yaml').length,
    doubts: readList('doubts.yaml').length,
  }
  expect(loaded).toBe(true)
  expect(counts).toEqual(expected)
  expect(await countRows()).toMatchObject({
    source: expected.sources,
    subject: expected.subjects,
    series: expected.series,
    observation: expected.observations,
    subject_name: expected.names,
    membership: expected.memberships,
    project_stage: expected.stages,
    honour: expected.honours,
    relationship: expected.relationships,
    statement: expected.statements,
    assignment: expected.assignments,
    correction: expected.corrections,
    doubt: expected.doubts,
    data_set: 1,
    change: 2,
  })
})

test('a load takes the same few statements however many entries there are', async () => {
  const spy = vi.spyOn(pg.Client.prototype, 'query')
  let count = 0
  try {
    await load(DATA_SET)
    count = spy.mock.calls.length
  } finally {
    spy.mockRestore()
  }
  expect(count).toBeGreaterThan(20)
  expect(count).toBeLessThan(55)
})

test('start and end are logged, the end with counts', async () => {
  await load(DATA_SET)
  expect(messages).toHaveLength(2)
  expect(messages[0]).toBe('Data set xiangxiang-2017: loading 65 observations')
  expect(messages[1]).toMatch(/^Data set xiangxiang-2017: loaded 1 source, .*65 observations.* in \d+ ms$/)
})

test('the change log says who loaded and why, of the zone and of the vocabulary', async () => {
  await load(DATA_SET)
  const told = { actor: 'local-owner', reason: 'data set xiangxiang-2017', numbered: true }
  const columns = 'reporting_park_id > 0 AS "isOfPark", actor, reason, position IS NOT NULL AS numbered'
  expect(await query(`SELECT ${columns} FROM change ORDER BY 1`)).toEqual([
    { isOfPark: false, ...told },
    { isOfPark: true, ...told },
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
  expect(await countRows()).toMatchObject({ data_set: 1, observation: 65, change: 2 })
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

test('figures and facts that another set told of the same document are refused', async () => {
  await load(DATA_SET)
  const before = await countRows()
  const again = copies.copy({ file: 'dataset.yaml', old: 'code: xiangxiang-2017', new: 'code: xiangxiang-2017-again' })
  const problems = await load(again).catch((error: { problems: unknown }) => error.problems)
  const reason = expect.stringContaining('from the same document already')
  expect(problems).toContainEqual({ file: 'observations/zone.yaml', entry: 'zone-tax-revenue-2017-11', reason })
  expect(problems).toContainEqual({ file: 'facts.yaml', entry: 'memberships', reason })
  expect(problems).toHaveLength(65 + 7)
  expect(await countRows()).toEqual(before)
})

test('what the database has otherwise is refused, each with file and entry', async () => {
  await load(DATA_SET)
  const before = await countRows()
  const edits = [
    { file: 'dataset.yaml', old: 'code: xiangxiang-2017', new: 'code: other' },
    { file: 'sources.yaml', old: 'priority: 100', new: 'priority: 7' },
    { file: 'subjects.yaml', old: 'parkKind: DEVELOPMENT_ZONE', new: 'parkKind: INDUSTRIAL_PARK' },
    { file: 'subjects.yaml', old: "name: '图书城'", new: "name: '图书馆'" },
    { file: 'indicators.yaml', old: 'candidates: [technology_industry_trade_revenue]', new: 'candidates: []' },
  ]
  const problems = await load(copies.copy(...edits)).catch((error: { problems: unknown }) => error.problems)
  const told = (file: string, entry: string, reason: string) => ({
    file,
    entry,
    reason: `${reason}; what differs has a name of its own`,
  })
  expect(problems).toEqual([
    told('subjects.yaml', 'xiangxiang-etdz-book-city', 'name is "图书城" in the database, and "图书馆" here'),
    told('subjects.yaml', 'xiangxiang-etdz', 'kind is "DEVELOPMENT_ZONE" in the database, and "INDUSTRIAL_PARK" here'),
    told('sources.yaml', 'xiangxiang-2017-review', 'priority is 100 in the database, and 7 here'),
    told(
      'indicators.yaml',
      'printed_skilled_worker_wage_income',
      'candidates is ["technology_industry_trade_revenue"] in the database, and [] here',
    ),
  ])
  expect(await countRows()).toEqual(before)
})

test('a park that another set put into what lies in it is refused', async () => {
  await load(DATA_SET)
  const before = await countRows()
  const circle = copies.copy({ file: 'dataset.yaml', old: 'code: xiangxiang-2017', new: 'code: circle' })
  for (const file of readdirSync(join(circle, 'observations'))) writeFileSync(join(circle, 'observations', file), '[]')
  for (const file of ['numbers', 'corrections', 'doubts']) writeFileSync(join(circle, `${file}.yaml`), '[]')
  const membership =
    'id: m, subject: xiangxiang-etdz, park: xiangxiang-etdz-power-park, role: PART_OF, at: { section: lead, paragraph: 2 }'
  writeFileSync(join(circle, 'facts.yaml'), `memberships: [{ ${membership} }]`)
  const path = 'xiangxiang-etdz lies in xiangxiang-etdz-power-park lies in xiangxiang-etdz'
  await expect(load(circle)).rejects.toThrow(`a circle with what the database has, for ${path}`)
  expect(await countRows()).toEqual(before)
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

test('a contradiction that only the database can show leaves it as it was', async () => {
  await query(`WITH made AS (INSERT INTO subject (id, kind, slug, name, name_pinyin, reporting_park_id)
      VALUES (999999, 'PARK', 'other', 'x', 'x', 999999) RETURNING id)
    INSERT INTO source (code, title, kind, authors, language, published_from, published_to, priority, reporting_park_id)
    SELECT 'xiangxiang-2017-review', 'x', 'NEWSPAPER', '{}', 'zh', '2018-01-01', '2018-01-02', 1, id FROM made`)
  const before = await countRows()
  await expect(load(DATA_SET)).rejects.toThrow(/published_from is "2018-01-01" in the database, and "2017-12-22" here/)
  expect(await countRows()).toEqual(before)
})

test('a slug that belongs to a subject of another kind and park is refused', async () => {
  await query(`INSERT INTO subject (id, kind, slug, name, name_pinyin, reporting_park_id)
    VALUES (1000, 'PARK', 'guangda-gas', 'x', 'x', 1000)`)
  const before = await countRows()
  await expect(load(DATA_SET)).rejects.toThrow(
    /guangda-gas: is reported by guangda-gas in the database, and by xiangxiang-etdz here.*\n.*guangda-gas: kind is "PARK"/,
  )
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
    observation: 130,
    source: 2,
    // The vocabulary changed with the first one alone.
    change: 3,
  })
})

test('figures of an indicator that is archived are refused', async () => {
  await load(DATA_SET)
  await query("UPDATE indicator SET is_archived = true WHERE code = 'tax_revenue'")
  const before = await countRows()
  const further = copies.copy(
    { file: 'dataset.yaml', old: 'code: xiangxiang-2017', new: 'code: xiangxiang-2017-again' },
    { file: 'sources.yaml', old: 'code: xiangxiang-2017-review', new: 'code: xiangxiang-2017-again' },
  )
  const reason = 'indicator: tax_revenue is archived, and takes no new figures'
  await expect(load(further)).rejects.toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ reason })]),
  })
  expect(await countRows()).toEqual(before)
})
