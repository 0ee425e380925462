import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { diffDatabase, diffSchemas, openEngine, openOfflineEngine, type SchemaContainer } from './engine.ts'
import { LOCKFILE, readMigrations, SCRIPT } from './folder.ts'

export interface SchemaPlace {
  /** Folder of the *.prisma files. */
  schemaFolder: string
  /** Folder of the migrations and of `schema.generated.prisma`, the schema that they lead to. */
  migrationsFolder: string
}

export interface NewMigration extends SchemaPlace {
  /** What it does, in lower case with underscores: add_honours. */
  name: string
  /** Writes a migration also when the schemas agree, for SQL by hand: triggers, functions, check constraints. */
  isEmptyAllowed?: boolean
  now?: Date
}

const COPY = 'schema.generated.prisma'
const HEADER = `// Generated with the latest migration from the schema folder: what the migrations lead to. Do not edit.\n`
const EMPTY_SCRIPT = '-- This is an empty migration.'

/** SQL that leads from one set of schema files to another; empty when they agree. Needs no database. */
export async function diff(fromSchemas: SchemaContainer[], toSchemas: SchemaContainer[]): Promise<string> {
  const engine = await openOfflineEngine()
  try {
    return omitEmpty(await diffSchemas(engine, fromSchemas, toSchemas))
  } finally {
    engine.free()
  }
}

/** SQL of the migration that the schema folder asks for; empty when the migrations already lead to it. */
export async function planMigration({ schemaFolder, migrationsFolder }: SchemaPlace): Promise<string> {
  const copy = join(migrationsFolder, COPY)
  return diff(existsSync(copy) ? [readSchema(copy, COPY)] : [], readSchemas(schemaFolder))
}

/** Throws when the schema folder asks for a migration that nobody has written. */
export async function checkDrift(place: SchemaPlace): Promise<void> {
  const sql = await planMigration(place)
  if (!sql) return
  throw new Error(
    `The schema in ${place.schemaFolder} is ahead of the migrations in ${place.migrationsFolder}. Write a migration. It lacks:\n${sql}`,
  )
}

/**
 * SQL that leads from the live database to the schema folder; empty when they agree. Sees tables, columns, types, keys
 * and plain indexes; not partial or expression indexes, views, triggers, functions and check constraints.
 */
export async function diffLiveDatabase({ url, schemaFolder }: { url: string; schemaFolder: string }): Promise<string> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 })
  try {
    const engine = await openEngine(pool)
    const sql = await diffDatabase(engine, readSchemas(schemaFolder))
    engine.free()
    return omitEmpty(sql)
  } finally {
    await pool.end()
  }
}

/** Writes the next migration, and what it leads to, and returns its folder; null when the schemas agree. */
export async function writeMigration({ name, isEmptyAllowed = false, now = new Date(), ...place }: NewMigration) {
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error(`"${name}" cannot name a migration: use a-z, 0-9 and underscores.`)
  const sql = await planMigration(place)
  if (!sql && !isEmptyAllowed) return null
  mkdirSync(place.migrationsFolder, { recursive: true })
  const folder = join(place.migrationsFolder, `${nextTimestamp(place.migrationsFolder, now)}_${name}`)
  mkdirSync(folder)
  writeFileSync(join(folder, SCRIPT), sql || `${EMPTY_SCRIPT}\n`)
  writeFileSync(join(place.migrationsFolder, LOCKFILE), 'provider = "postgresql"\n')
  writeFileSync(join(place.migrationsFolder, COPY), joinSchemas(readSchemas(place.schemaFolder)))
  return folder
}

function omitEmpty(sql: string): string {
  return sql.trim() === EMPTY_SCRIPT ? '' : sql
}

function readSchemas(schemaFolder: string): SchemaContainer[] {
  const files = readdirSync(schemaFolder).filter((name) => name.endsWith('.prisma'))
  if (files.length === 0) throw new Error(`There is no .prisma file in ${schemaFolder}.`)
  return files.sort().map((name) => readSchema(join(schemaFolder, name), name))
}

function readSchema(file: string, path: string): SchemaContainer {
  return { path, content: readFileSync(file, 'utf8') }
}

function joinSchemas(schemas: SchemaContainer[]): string {
  return [HEADER, ...schemas.map(({ content }) => content)].map((part) => `${part.trim()}\n`).join('\n')
}

/** Sorts after every migration there is, even one written in the same second or by a clock that was ahead. */
function nextTimestamp(migrationsFolder: string, now: Date): string {
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14)
  const latest = readMigrations(migrationsFolder).at(-1)?.name.slice(0, 14) ?? ''
  return stamp > latest ? stamp : String(Number(latest) + 1)
}
