import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describeError, findErrorCode } from '../home/describe-error.ts'
import { applyMigrations, type MigrationList, openEngine, type SchemaEngine } from './engine.ts'
import { LOCKFILE, type Migration, readMigrations, SCRIPT } from './folder.ts'
import { findPending } from './history.ts'

export interface MigrateOptions {
  /** Connection string of the database. */
  url: string
  /** Folder of Prisma Migrate's layout: <timestamp>_<name>/migration.sql and migration_lock.toml. */
  migrationsFolder: string
  log: (message: string) => void
}

/** Any number that other users of the database will not take; Prisma's own lock is 72707369. */
const LOCK = 7_275_677_462

const CANNOT_RUN_IN_TRANSACTION = '25001'

/**
 * Applies the migrations that the database lacks, in order, and returns their names. Each runs in a transaction of its
 * own together with its row in `_prisma_migrations`, so a failure or a kill leaves nothing of it; the exception is a
 * statement that no transaction takes, such as CREATE INDEX CONCURRENTLY, which has to stand alone in its migration.
 * Of several starts on one database one migrates and the others wait. Throws when a migration fails, naming it with
 * PostgreSQL's message and leaving later ones unapplied, and when database and folder tell different histories.
 */
export async function migrate({ url, migrationsFolder, log }: MigrateOptions): Promise<{ applied: string[] }> {
  const migrations = readMigrations(migrationsFolder)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true })
  client.on('error', () => {})
  try {
    await client.connect()
    if ((await findPending(client, migrations)).length === 0) return { applied: [] }
    await lock(client, log)
    const pending = await findPending(client, migrations)
    if (pending.length > 0) await applyAll(url, migrationsFolder, pending, log)
    return { applied: pending.map(({ name }) => name) }
  } finally {
    await client.end().catch(() => {})
  }
}

/** Held until the connection ends, hence also given up by a process that dies. */
async function lock(client: pg.Client, log: (message: string) => void): Promise<void> {
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [LOCK])
  if (rows[0]?.locked) return
  log('Migrations: waiting for another process that migrates this database')
  await client.query("SELECT set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false)")
  await client.query('SELECT pg_advisory_lock($1)', [LOCK])
}

async function applyAll(url: string, folder: string, pending: Migration[], log: (message: string) => void) {
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 10_000 })
  pool.on('error', () => {})
  let scriptError: unknown
  try {
    await pool.query("SET TIME ZONE 'UTC'; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")
    const engine = await openEngine(pool, (error) => {
      scriptError = error
    })
    for (const migration of pending) {
      try {
        await applyOne(engine, pool, listForEngine(folder, migration), () => scriptError)
      } catch (error) {
        const cause = scriptError ?? error
        throw new Error(`Migration ${migration.name} failed: ${describeFailure(cause, migration.sql)}`, { cause })
      }
      log(`Migrations: applied ${migration.name}`)
    }
  } finally {
    await pool.end()
  }
}

async function applyOne(engine: SchemaEngine, pool: pg.Pool, list: MigrationList, findScriptError: () => unknown) {
  await pool.query('BEGIN')
  try {
    await applyMigrations(engine, list)
    await pool.query('COMMIT')
  } catch (error) {
    await pool.query('ROLLBACK')
    if (findErrorCode(findScriptError()) !== CANNOT_RUN_IN_TRANSACTION) throw error
    await applyMigrations(engine, list)
  }
}

function listForEngine(folder: string, { name, sql }: Migration): MigrationList {
  const lockfile = join(folder, LOCKFILE)
  return {
    baseDir: folder,
    lockfile: { path: LOCKFILE, content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null },
    shadowDbInitScript: '',
    migrationDirectories: [{ path: name, migrationFile: { path: SCRIPT, content: { tag: 'ok', value: sql } } }],
  }
}

function describeFailure(error: unknown, sql: string): string {
  if (findErrorCode(error) === 'P3005') {
    return 'the database has tables, but no history of migrations. Use an empty database.'
  }
  if (!(error instanceof pg.DatabaseError)) return describeError(error)
  const line = error.position ? `line ${sql.slice(0, Number(error.position)).split('\n').length}: ` : ''
  const more = [error.detail, error.hint, error.where].filter(Boolean).join(' ')
  return `${line}${error.message}${more ? ` (${more})` : ''} [${error.code}]`
}
