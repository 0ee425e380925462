import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkDrift, diff, planMigration, type SchemaPlace, writeMigration } from './plan.ts'

const MAIN = `generator client {
  provider = "prisma-client"
  output   = "../generated"
}

datasource db {
  provider = "postgresql"
}
`
const PARK = `model Park {
  id   Int    @id
  name String
}
`
const now = new Date('2026-01-31T12:00:00Z')
let scratch: string
let place: SchemaPlace

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'parkgraph-plan-'))
  place = { schemaFolder: join(scratch, 'schema'), migrationsFolder: join(scratch, 'migrations') }
  mkdirSync(place.schemaFolder)
  write('main.prisma', MAIN)
  write('park.prisma', PARK)
})

afterEach(() => rmSync(scratch, { recursive: true, force: true }))

test('the first migration creates everything, and then nothing is left to write', async () => {
  await expect(checkDrift(place)).rejects.toThrow(/ahead of the migrations[\s\S]*CREATE TABLE "Park"/)
  const folder = await writeMigration({ ...place, name: 'initial', now })
  expect(basename(folder ?? '')).toBe('20260131120000_initial')
  expect(readFileSync(join(folder ?? '', 'migration.sql'), 'utf8')).toContain('CREATE TABLE "Park"')
  expect(readFileSync(join(place.migrationsFolder, 'migration_lock.toml'), 'utf8')).toBe('provider = "postgresql"\n')
  expect(await planMigration(place)).toBe('')
  await checkDrift(place)
  expect(await writeMigration({ ...place, name: 'again', now })).toBeNull()
})

test('the next migration holds the change only and sorts after the last, whatever the clock says', async () => {
  await writeMigration({ ...place, name: 'initial', now })
  write('park.prisma', PARK.replace('name String', 'name String\n  area Decimal?'))
  const sql = await planMigration(place)
  expect(sql).toContain('ALTER TABLE "Park" ADD COLUMN')
  expect(sql).not.toContain('CREATE TABLE')
  await writeMigration({ ...place, name: 'add_area', now: new Date('2020-01-01T00:00:00Z') })
  const folders = readdirSync(place.migrationsFolder).filter((name) => /^\d/.test(name))
  expect(folders).toEqual(['20260131120000_initial', '20260131120001_add_area'])
  await checkDrift(place)
})

test('a comment or another order of files is no drift', async () => {
  await writeMigration({ ...place, name: 'initial', now })
  rmSync(join(place.schemaFolder, 'park.prisma'))
  write('a-park.prisma', `/// A zone.\n${PARK}`)
  await checkDrift(place)
})

test('a migration for SQL by hand can be asked for', async () => {
  await writeMigration({ ...place, name: 'initial', now })
  const folder = await writeMigration({ ...place, name: 'triggers', isEmptyAllowed: true, now })
  expect(existsSync(join(folder ?? '', 'migration.sql'))).toBe(true)
})

test('a wrong name, a wrong schema and an empty schema folder are errors', async () => {
  await expect(writeMigration({ ...place, name: 'Add park' })).rejects.toThrow(/cannot name a migration/)
  write('park.prisma', PARK.replace('Int ', 'Nonsense '))
  await expect(planMigration(place)).rejects.toThrow(/Nonsense[\s\S]*park\.prisma/)
  rmSync(place.schemaFolder, { recursive: true })
  mkdirSync(place.schemaFolder)
  await expect(planMigration(place)).rejects.toThrow(/no \.prisma file/)
})

test('schemas are compared without a database', async () => {
  const schema = { path: 'schema.prisma', content: MAIN + PARK }
  expect(await diff([schema], [schema])).toBe('')
  expect(await diff([schema], [{ ...schema, content: MAIN }])).toContain('DROP TABLE "Park"')
})

function write(name: string, content: string): void {
  writeFileSync(join(place.schemaFolder, name), content)
}
