import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One migration of the folder, in Prisma Migrate's layout. */
export interface Migration {
  /** Folder name, such as 20260131120000_observations; the names order the migrations. */
  name: string
  sql: string
}

export const SCRIPT = 'migration.sql'
export const LOCKFILE = 'migration_lock.toml'

/** Reads the migrations in order; throws when the folder is absent or a migration has no script. */
export function readMigrations(migrationsFolder: string): Migration[] {
  return readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(join(migrationsFolder, name, SCRIPT), 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Whether the script is the one that was applied, be it checked out with LF or CRLF. */
export function matchesChecksum(sql: string, checksum: string): boolean {
  const unix = sql.replaceAll('\r\n', '\n')
  return [sql, unix, unix.replaceAll('\n', '\r\n')].some((text) => hash(text) === checksum)
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
