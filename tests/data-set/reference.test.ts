import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '@parkgraph/db'
import { createIndicator, loadReference, localOwner, REFERENCE_FOLDER, updateIndicator } from '@parkgraph/db'
import { UNITS } from '@parkgraph/statistics'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { useEmptyDatabases } from './database.ts'

const databases = useEmptyDatabases()
const folder = mkdtempSync(join(tmpdir(), 'parkgraph-reference-'))
let database: Database

beforeEach(async () => {
  database = await databases.open()
  cpSync(REFERENCE_FOLDER, folder, { recursive: true })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function edit(old: string, replacement: string): void {
  const path = join(folder, 'indicators.yaml')
  const text = readFileSync(path, 'utf8')
  if (!text.includes(old)) throw new Error(`${path} does not hold ${old}`)
  writeFileSync(path, text.replace(old, replacement))
}

async function query(text: string): Promise<Record<string, unknown>[]> {
  return (await database.pool.query(text)).rows
}

const ROW_VERSIONS = `SELECT code, xmin::text, xmax::text FROM unit
  UNION ALL SELECT code, xmin::text, xmax::text FROM indicator ORDER BY code`

test('units come with exact factors and atoms', async () => {
  const { units } = await loadReference(database.pool)
  expect(units).toBe(UNITS.length)
  const mu = `SELECT name, label_en, dimension, trim_scale(numerator)::text AS numerator,
    trim_scale(denominator)::text AS denominator, trim_scale(atoms)::text AS atoms FROM unit WHERE code = 'MU'`
  expect(await query(mu)).toEqual([
    { name: '亩', label_en: 'mu', dimension: 'area', numerator: '2000', denominator: '3', atoms: '2000' },
  ])
})

test('every unit of packages/statistics keeps its factor to the last digit', async () => {
  await loadReference(database.pool)
  const factors = `SELECT code, trim_scale(numerator)::text AS numerator, trim_scale(denominator)::text AS denominator,
    trim_scale(atoms)::text AS atoms FROM unit`
  const expected = UNITS.map(({ code, factor, atoms }) => ({ code, ...factor, atoms }))
  expect(new Set(await query(factors))).toEqual(new Set(expected))
})

test('a second run writes nothing', async () => {
  const versions = 'SELECT count(*)::int AS count FROM indicator_version'
  await loadReference(database.pool)
  const before = [await query(ROW_VERSIONS), await query(versions)]
  expect(await loadReference(database.pool)).toEqual({ units: 0, indicators: 0, frameworks: 0 })
  expect([await query(ROW_VERSIONS), await query(versions)]).toEqual(before)
})

test('a changed label is amended, and that row alone is written', async () => {
  await loadReference(database.pool)
  edit('en: Revenue }', 'en: Turnover }')
  expect(await loadReference(database.pool, { folder })).toEqual({ units: 0, indicators: 1, frameworks: 0 })
  expect(await query("SELECT label_en FROM indicator WHERE code = 'revenue'")).toEqual([{ label_en: 'Turnover' }])
})

const LAND = "- code: land_area\n  name: '用地面积'\n"

test('a definition is the first edition, and further ones are loaded as they are listed', async () => {
  const editions = `SELECT d.edition, d.valid_from::text, d.definition_en, d.source FROM indicator_definition d
    JOIN indicator i ON i.id = d.indicator_id WHERE i.code = 'land_area' ORDER BY d.id`
  const first = { edition: '1', valid_from: null, source: null, definition_en: 'Land occupied' }
  await loadReference(database.pool)
  expect(await query(editions)).toEqual([
    { ...first, definition_en: 'Land that the subject occupies or is planned to occupy.' },
  ])
  edit(
    LAND,
    `${LAND}  editions:
    - { edition: '1', definition: { zh: '占地', en: 'Land occupied' } }
    - { edition: '2', validFrom: '2018-01-01', definition: { zh: '用地', en: 'Land in use' }, source: 'Survey' }
`,
  )
  await loadReference(database.pool, { folder })
  expect(await query(editions)).toEqual([
    first,
    { edition: '2', valid_from: '2018-01-01', definition_en: 'Land in use', source: 'Survey' },
  ])
})

test('an indicator is part of another, which has to exist', async () => {
  edit(LAND, `${LAND}  partOf: [floor_area]\n`)
  await loadReference(database.pool, { folder })
  expect(
    await query(`SELECT p.code AS part, w.code AS whole FROM indicator_relation r JOIN indicator p ON p.id = r.part_id
      JOIN indicator w ON w.id = r.whole_id`),
  ).toEqual([{ part: 'land_area', whole: 'floor_area' }])
  const versions = 'SELECT count(*)::int AS count FROM indicator_version'
  const before = await query(versions)
  await loadReference(database.pool, { folder })
  expect(await query(versions)).toEqual(before)
  edit('partOf: [floor_area]', 'partOf: [revenue]')
  await expect(loadReference(database.pool, { folder })).rejects.toMatchObject({
    problems: [{ entry: 'land_area', reason: 'partOf: revenue measures money:CNY, not area' }],
  })
  edit('partOf: [revenue]', 'partOf: [nothing]')
  await expect(loadReference(database.pool, { folder })).rejects.toMatchObject({
    problems: [{ entry: 'land_area', reason: 'partOf: there is no indicator nothing' }],
  })
})

test('what was made or changed over the API stays as it is, and that is told', async () => {
  await loadReference(database.pool)
  const labels = { zh: '收入', en: 'Own' }
  const update = {
    code: 'revenue',
    expectedVersion: '1',
    changes: { labels, partOf: ['tax_revenue'] },
    idempotencyKey: '1',
  }
  await updateIndicator(database.pool, localOwner, update)
  const definitions = 'SELECT * FROM indicator_definition ORDER BY id'
  const before = [await query(ROW_VERSIONS), await query(definitions)]
  edit('en: Revenue }', 'en: Turnover }')
  edit(
    '- code: revenue\n',
    `- code: revenue\n  partOf: [fixed_asset_investment]
  editions: [{ edition: '1', definition: { zh: '另', en: 'Other' } }]\n`,
  )
  const log: string[] = []
  const options = { folder, log: (message: string) => log.push(message) }
  expect(await loadReference(database.pool, options)).toEqual({ units: 0, indicators: 0, frameworks: 0 })
  expect([await query(ROW_VERSIONS), await query(definitions)]).toEqual(before)
  expect(await query("SELECT label_en FROM indicator WHERE code = 'revenue'")).toEqual([{ label_en: 'Own' }])
  expect(
    await query('SELECT w.code FROM indicator_relation r JOIN indicator w ON w.id = r.whole_id ORDER BY 1'),
  ).toEqual([{ code: 'tax_revenue' }])
  expect(log).toEqual([expect.stringMatching(/stay as they are.*: revenue$/)])
})

test('an indicator of the files that was made over the API with another dimension is refused', async () => {
  await loadReference(database.pool)
  const texts = { zh: '能耗', en: 'Energy' }
  await createIndicator(database.pool, localOwner, {
    ...{ code: 'energy_used', name: '能耗', labels: texts, definition: texts, defaultUnit: 'PERSON', dimension: null },
    ...{ edition: { edition: '1', validFrom: null, source: null }, status: 'ESTABLISHED', candidates: [], partOf: [] },
    ...{ aggregation: { overTime: 'SUM', overParks: 'SUM' }, idempotencyKey: '1' },
  })
  edit('- code: revenue\n', '- code: energy_used\n')
  await expect(loadReference(database.pool, { folder })).rejects.toThrow(/energy_used has .* would get .*money:CNY/)
})

test('a removed indicator stays in the database', async () => {
  await loadReference(database.pool)
  edit('- code: revenue\n', '- code: operating_revenue\n')
  expect(await loadReference(database.pool, { folder })).toEqual({ units: 0, indicators: 1, frameworks: 0 })
  expect(
    await query("SELECT code FROM indicator WHERE code LIKE '%revenue' AND code <> 'tax_revenue' ORDER BY 1"),
  ).toEqual([{ code: 'operating_revenue' }, { code: 'revenue' }, { code: 'technology_industry_trade_revenue' }])
})

test('an indicator whose dimension would change is refused, and nothing else is written', async () => {
  await loadReference(database.pool)
  const before = await query(ROW_VERSIONS)
  edit('en: Revenue }', 'en: Turnover }')
  edit('dimension: mass\n  defaultUnit: TONNE_10K', 'dimension: area\n  defaultUnit: MU')
  await expect(loadReference(database.pool, { folder })).rejects.toThrow(
    /figures rest on dimension of each indicator, which never change.*waste_glass_processed has mass and would get area/,
  )
  expect(await query(ROW_VERSIONS)).toEqual(before)
})

test('a unit whose size would change is refused', async () => {
  await loadReference(database.pool)
  await query('ALTER TABLE unit DISABLE TRIGGER refuse_rescaling')
  await query("UPDATE unit SET atoms = 1999 WHERE code = 'MU'")
  await expect(loadReference(database.pool)).rejects.toThrow(/MU has .*1999/)
})

test('a broken vocabulary is refused with file, entry and reason', async () => {
  edit('overTime: SUM', 'overTime: MEAN')
  edit('code: land_area', 'code: floor_area')
  await expect(loadReference(database.pool, { folder })).rejects.toMatchObject({
    name: 'DataSetError',
    problems: [
      { file: 'reference/indicators.yaml', entry: 'gross_industrial_output_value' },
      { file: 'reference/indicators.yaml', entry: 'floor_area', reason: 'is not unique' },
    ],
  })
  expect(await query('SELECT code FROM unit')).toEqual([])
})
