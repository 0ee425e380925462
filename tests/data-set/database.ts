import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { connect, type Database } from '../../packages/db/src/database.ts'
import { openHome } from '../../packages/db/src/home/home.ts'
import { migrate } from '../../packages/db/src/migrate/migrate.ts'

const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

/** Databases with every migration applied, each a copy of one template. */
export interface TestDatabases {
  /** Makes an empty database and opens it. */
  open(): Promise<Database>
  /** Closes and drops every database that was made. */
  close(): Promise<void>
}

/** Opens the PostgreSQL of TEST_DATABASE_URL, else an embedded one in a folder that `close` removes. */
export async function openTestDatabases(): Promise<TestDatabases> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'parkgraph-data-set-'))
  chmodSync(dataFolder, 0o755)
  const home = await openHome({ databaseUrl: process.env.TEST_DATABASE_URL, dataFolder, log: () => {} })
  const template = `data_set_${process.pid}_${Date.now()}`
  const names = [template]
  const opened: Database[] = []
  const place = (name: string) => Object.assign(new URL(home.url), { pathname: `/${name}` }).href
  await administer(home.url, `CREATE DATABASE ${template}`)
  await migrate({ url: place(template), migrationsFolder, log: () => {} })
  return {
    async open() {
      const name = `${template}_${names.length}`
      names.push(name)
      await administer(home.url, `CREATE DATABASE ${name} TEMPLATE ${template}`)
      const database = connect({ url: place(name) })
      opened.push(database)
      return database
    },
    async close() {
      for (const database of opened) await database.close()
      for (const name of names) await administer(home.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await home.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
