import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type DatabaseHome, openHome } from '../home/home.ts'
import { migrate } from './migrate.ts'
import { diffLiveDatabase } from './plan.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const scratch = mkdtempSync(join(tmpdir(), 'parkgraph-migrate-'))
const FIRST = '20260101000000_first'
const SECOND = '20260102000000_second'
const FIRST_SQL = `CREATE TABLE firm (id int PRIMARY KEY, note text DEFAULT 'a;b');
-- a comment; with a semicolon
CREATE FUNCTION mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.note = '' THEN NEW.note := 'empty; marked'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER mark BEFORE INSERT ON firm FOR EACH ROW EXECUTE FUNCTION mark();
INSERT INTO firm VALUES (1, '');
`

let home: DatabaseHome
let url: string
let migrationsFolder: string
let count = 0
const databases: string[] = []

beforeAll(async () => {
  chmodSync(scratch, 0o755)
  home = await openHome({ databaseUrl: process.env.TEST_DATABASE_URL, dataFolder: scratch, log: () => {} })
})

beforeEach(async () => {
  count += 1
  const name = `migrate_${process.pid}_${count}`
  databases.push(name)
  await query(`CREATE DATABASE ${name}`, home.url)
  const place = new URL(home.url)
  place.pathname = `/${name}`
  url = place.href
  migrationsFolder = join(scratch, name)
  mkdirSync(migrationsFolder)
  writeFileSync(join(migrationsFolder, 'migration_lock.toml'), 'provider = "postgresql"\n')
  write(FIRST, FIRST_SQL)
})

afterAll(async () => {
  for (const name of databases) await query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`, home.url)
  await home?.close()
  rmSync(scratch, { recursive: true, force: true })
})

test('functions, triggers and semicolons in bodies, strings and comments are applied whole', async () => {
  expect(await run()).toEqual({ applied: [FIRST] })
  expect(await query('SELECT note FROM firm')).toEqual([{ note: 'empty; marked' }])
})

test('a second run applies nothing and does not touch the history', async () => {
  await run()
  const history = await query('SELECT * FROM _prisma_migrations')
  expect(await run()).toEqual({ applied: [] })
  expect(await query('SELECT * FROM _prisma_migrations')).toEqual(history)
})

test('the history is the one that prisma migrate writes', async () => {
  await run()
  expect(
    await query(
      `SELECT migration_name, applied_steps_count, rolled_back_at, logs, finished_at >= started_at AS finished,
      checksum = encode(sha256(convert_to($1, 'UTF8')), 'hex') AS same FROM _prisma_migrations`,
      url,
      [FIRST_SQL],
    ),
  ).toEqual([
    { migration_name: FIRST, applied_steps_count: 1, rolled_back_at: null, logs: null, finished: true, same: true },
  ])
})

test('a failing migration is named with the line and message, leaves nothing of itself and stops later ones', async () => {
  write(SECOND, 'CREATE TABLE half (id int);\nINSERT INTO firm VALUES (1);')
  write('20260103000000_third', 'CREATE TABLE third (id int);')
  await expect(run()).rejects.toThrow(/20260102000000_second failed: duplicate key value.*\[23505\]/)
  expect(await query(`SELECT to_regclass('half') AS half, to_regclass('third') AS third`)).toEqual([
    { half: null, third: null },
  ])
  expect(await query('SELECT migration_name FROM _prisma_migrations')).toEqual([{ migration_name: FIRST }])
  write(SECOND, 'CREATE TABLE half (id int);\n\nSELECT nothing FROM firm;')
  await expect(run()).rejects.toThrow(/second failed: line 3: column "nothing" does not exist/)
  write(SECOND, 'CREATE TABLE half (id int);')
  expect(await run()).toEqual({ applied: [SECOND, '20260103000000_third'] })
})

test('a statement that no transaction takes is applied when it stands alone', async () => {
  write(SECOND, 'CREATE INDEX CONCURRENTLY firm_note ON firm (note);')
  expect(await run()).toEqual({ applied: [FIRST, SECOND] })
  expect(await query(`SELECT to_regclass('firm_note') IS NOT NULL AS found`)).toEqual([{ found: true }])
  expect(await run()).toEqual({ applied: [] })
})

test('an edited migration is refused, other line ends are not', async () => {
  await run()
  write(FIRST, FIRST_SQL.replaceAll('\n', '\r\n'))
  expect(await run()).toEqual({ applied: [] })
  write(FIRST, `${FIRST_SQL} `)
  await expect(run()).rejects.toThrow(`${FIRST} was edited after`)
})

test('a database of a newer version is refused before anything is applied', async () => {
  const older = join(scratch, `older-${count}`)
  cpSync(migrationsFolder, older, { recursive: true })
  write(SECOND, 'CREATE TABLE newer (id int);')
  await run()
  migrationsFolder = older
  write('20260101120000_branch', 'CREATE TABLE branch (id int);')
  await expect(run()).rejects.toThrow(`has migration ${SECOND}, which this version does not know`)
  expect(await query(`SELECT to_regclass('branch') AS branch`)).toEqual([{ branch: null }])
})

test('a migration that another tool left unfinished is refused until its row is gone', async () => {
  await run()
  write(SECOND, 'CREATE TABLE second (id int);')
  await query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, logs) VALUES ('x', 'y', '${SECOND}', 'boom')`,
  )
  await expect(run()).rejects.toThrow(/second was begun on this database and not finished \(boom\)/)
  await query(`DELETE FROM _prisma_migrations WHERE migration_name = '${SECOND}'`)
  expect(await run()).toEqual({ applied: [SECOND] })
})

test('a database with foreign tables is refused', async () => {
  await query('CREATE TABLE foreign_table (id int)')
  await expect(run()).rejects.toThrow(/Use an empty database/)
})

test('of two runs at once one applies and the other waits for it', async () => {
  write(SECOND, 'SELECT pg_sleep(0.3);\nCREATE TABLE second (id int);')
  const messages: string[] = []
  const log = (message: string) => messages.push(message)
  const [a, b] = await Promise.all([run(log), run(log)])
  expect([...a.applied, ...b.applied]).toEqual([FIRST, SECOND])
  expect(messages.filter((message) => message.includes('waiting for another process'))).toHaveLength(1)
})

test('what a live database lacks or has too much of, compared with the schema, is found', async () => {
  const schemaFolder = join(scratch, `schema-${count}`)
  mkdirSync(schemaFolder)
  const model = 'model firm {\n  id   Int     @id\n  note String? @default("a;b")\n}\n'
  writeFileSync(join(schemaFolder, 'main.prisma'), `datasource db {\n  provider = "postgresql"\n}\n\n${model}`)
  expect(await diffLiveDatabase({ url, schemaFolder })).toContain('CREATE TABLE "firm"')
  await run()
  expect(await diffLiveDatabase({ url, schemaFolder })).toBe('')
  await query('ALTER TABLE firm ADD COLUMN extra int')
  expect(await diffLiveDatabase({ url, schemaFolder })).toContain('DROP COLUMN "extra"')
})

function run(log: (message: string) => void = () => {}) {
  return migrate({ url, migrationsFolder, log })
}

function write(name: string, sql: string): void {
  mkdirSync(join(migrationsFolder, name), { recursive: true })
  writeFileSync(join(migrationsFolder, name, 'migration.sql'), sql)
}

async function query(sql: string, place = url, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: place })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}
