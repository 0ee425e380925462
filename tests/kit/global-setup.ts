import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  connect,
  FIRST_DATA_SET_FOLDER,
  loadDataSet,
  loadReference,
  MIGRATIONS_FOLDER,
  migrate,
  openHome,
} from '@parkgraph/db'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the home's maintenance database. */
    homeUrl: string
    /** Name of the database that holds migrations, reference data and data set; test files clone it. */
    template: string
  }
}

/** Opens one database home for the project, and makes the template that its test files clone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'parkgraph-tests-'))
  // As root, PostgreSQL runs as another account, which has to get in.
  chmodSync(folder, 0o755)
  const log = () => {}
  const databaseUrl = project.name === 'server' ? process.env['TEST_DATABASE_URL'] : undefined
  const home = await openHome({ databaseUrl, dataFolder: folder, log })
  if (home.kind === 'embedded') await forgetCrashes(home.url)
  const template = `parkgraph_template_${process.pid}`
  await runAlone(home.url, `CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8'`)
  const url = withDatabase(home.url, template)
  await migrate({ url, migrationsFolder: MIGRATIONS_FOLDER, log })
  const database = connect({ url })
  await loadReference(database.pool)
  await loadDataSet({ pool: database.pool, folder: FIRST_DATA_SET_FOLDER, log })
  await database.close()
  project.provide('homeUrl', home.url)
  project.provide('template', template)
  return async () => {
    await runAlone(home.url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`)
    await home.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** No test of the kit ends its PostgreSQL by force: those that do start one of their own. */
async function forgetCrashes(url: string): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes']) await runAlone(url, `ALTER SYSTEM SET ${setting} = off`)
  await runAlone(url, 'SELECT pg_reload_conf()')
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

export async function runAlone(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
