import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MIGRATIONS_FOLDER, migrate } from '@parkgraph/db'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { runAlone, withDatabase } from '../kit/global-setup.ts'
import { describeFigure, get, insert, makeCitation, makeSeries, makeSubject, query, record } from './ground.ts'

const MIGRATION = '20261129152207_documents_as_rows'

const name = `parkgraph_test_${randomBytes(6).toString('hex')}`
const url = withDatabase(inject('homeUrl'), name)
const older = mkdtempSync(join(tmpdir(), 'parkgraph-older-'))
const pool = new pg.Pool({ connectionString: url })
  // What ends with the database breaks.
  .on('error', () => {})

const run = (migrationsFolder: string) => migrate({ url, migrationsFolder, log: () => {} })

beforeAll(async () => {
  await runAlone(inject('homeUrl'), `CREATE DATABASE ${name}`)
  cpSync(MIGRATIONS_FOLDER, older, { recursive: true })
  for (const folder of readdirSync(older))
    if (/^\d/.test(folder) && folder >= MIGRATION) rmSync(join(older, folder), { recursive: true })
  await run(older)
  // By hand: loading is of the tables as they are now.
  await pool.query(`INSERT INTO unit (code, name, label_zh, label_en, dimension, numerator, denominator, atoms)
      VALUES ('MU', '亩', '亩', 'mu', 'area', 1, 1, 1);
    INSERT INTO indicator (code, name, label_zh, label_en, definition_zh, definition_en, dimension, default_unit_code, status, candidates, over_time, over_parks)
      VALUES ('land_area', '面积', '面积', 'Land', '面积', 'Land', 'area', 'MU', 'ESTABLISHED', '{}', 'LAST', 'SUM')`)
})

afterAll(async () => {
  await pool.end()
  await runAlone(inject('homeUrl'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  rmSync(older, { recursive: true, force: true })
})

/** A document as it was before parks reported them, with a place in it. */
async function addDocument(code: string) {
  const source = await get<{ id: number }>(
    pool,
    `INSERT INTO source (code, title, kind, authors, language, published_from, published_to, priority, access_level)
      VALUES ($1, 'x', 'SURVEY', '{}', 'zh', '2017-01-01', '2017-12-31', 1, 'INTERNAL') RETURNING id`,
    [code],
  )
  return { sourceId: source.id, citationId: await makeCitation(pool, source.id) }
}

it('documents that were there are of the park whose row cited them first, and of its first change', async () => {
  const lonely = await addDocument('cited-by-nothing')
  expect(lonely.sourceId).toBeGreaterThan(0)
  await expect(run(MIGRATIONS_FOLDER)).rejects.toThrow(/no park that could report them/)

  const [low, high] = [await makeSubject(pool), await makeSubject(pool)]
  const { id: indicatorId } = await get<{ id: number }>(pool, `SELECT id FROM indicator WHERE code = 'land_area'`)
  const figures = await addDocument('cited-by-figures')
  for (const parkId of [high, low]) {
    const ground = { parkId, indicatorId, ...figures }
    await record(pool, [describeFigure(ground, await makeSeries(pool, ground))])
  }
  const fact = await addDocument('cited-by-a-fact')
  const honour = { reporting_park_id: high, subject_id: high, citation_id: fact.citationId, published_on: '2017-12-31' }
  await insert(pool, 'honour', [{ ...honour, title: 'x' }])

  expect((await run(MIGRATIONS_FOLDER)).applied).toContain(MIGRATION)
  const first = `(SELECT h.id FROM change h WHERE h.reporting_park_id = s.reporting_park_id ORDER BY h.position LIMIT 1)`
  expect(
    await query(
      pool,
      `SELECT code, reporting_park_id AS park, change_id = ${first} AS "isFirst", access_level AS level, is_archived AS archived
        FROM source s ORDER BY code`,
    ),
  ).toEqual([
    { code: 'cited-by-a-fact', park: high, isFirst: true, level: 'INTERNAL', archived: false },
    { code: 'cited-by-figures', park: high, isFirst: true, level: 'INTERNAL', archived: false },
    { code: 'cited-by-nothing', park: low, isFirst: true, level: 'INTERNAL', archived: false },
  ])
  expect(await query(pool, 'SELECT FROM source_version')).toEqual([])
})
