import type pg from 'pg'
import { type Migration, matchesChecksum } from './folder.ts'

interface Row {
  name: string
  checksum: string
  isFinished: boolean
  logs: string | null
}

/**
 * The migrations that the database still lacks. Throws when the database and the folder tell different histories: a
 * migration that the folder lacks, an edited one, one that was begun and not finished.
 */
export async function findPending(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const applied = await readHistory(client)
  for (const row of applied) checkRow(row, migrations)
  const names = new Set(applied.map((row) => row.name))
  return migrations.filter(({ name }) => !names.has(name))
}

async function readHistory(client: pg.Client): Promise<Row[]> {
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT to_regclass(quote_ident(current_schema()) || '._prisma_migrations') IS NOT NULL AS found`,
  )
  if (!rows[0]?.found) return []
  const history = await client.query<Row>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished", logs
    FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  )
  return history.rows
}

function checkRow({ name, checksum, isFinished, logs }: Row, migrations: Migration[]): void {
  const migration = migrations.find((candidate) => candidate.name === name)
  if (!isFinished) {
    throw new Error(
      `Migration ${name} was begun on this database and not finished${logs ? ` (${logs.split('\n')[0]})` : ''}. ` +
        `Undo by hand what it left, then run: DELETE FROM _prisma_migrations WHERE migration_name = '${name}'. ` +
        'After that the next start applies it again.',
    )
  }
  if (!migration) {
    throw new Error(
      `The database has migration ${name}, which this version does not know: it was written by a newer version or ` +
        'another branch. Start that version, or use another database.',
    )
  }
  if (!matchesChecksum(migration.sql, checksum)) {
    throw new Error(
      `Migration ${name} was edited after it had been applied to this database. Restore its migration.sql and ` +
        'put the change into a new migration.',
    )
  }
}
