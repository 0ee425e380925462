import { randomBytes } from 'node:crypto'
import { connect, type Database, MIGRATIONS_FOLDER, migrate } from '@parkgraph/db'
import { afterAll, beforeAll, inject } from 'vitest'
import { runAlone, withDatabase } from '../kit/global-setup.ts'

/** Makes databases that hold the migrations and nothing else, in hooks and tests; all are dropped at the end. */
export function useEmptyDatabases(): { open(): Promise<Database> } {
  const home = inject('homeUrl')
  const template = `parkgraph_empty_${randomBytes(6).toString('hex')}`
  const names: string[] = []
  const opened: Database[] = []
  beforeAll(async () => {
    names.push(template)
    await runAlone(home, `CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8'`)
    await migrate({ url: withDatabase(home, template), migrationsFolder: MIGRATIONS_FOLDER, log: () => {} })
  })
  afterAll(async () => {
    for (const database of opened) await database.close()
    for (const name of names.toReversed()) await runAlone(home, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  })
  return {
    async open() {
      const name = `${template}_${names.length}`
      names.push(name)
      await runAlone(home, `CREATE DATABASE ${name} TEMPLATE ${template}`)
      const database = connect({ url: withDatabase(home, name), poolSize: 2 })
      opened.push(database)
      return database
    },
  }
}
