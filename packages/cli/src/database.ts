import {
  connect,
  type Database,
  loadReference,
  MIGRATIONS_FOLDER,
  migrate,
  openHome,
  openMessenger,
} from '@parkgraph/db'
import { report } from './command.ts'

export interface DatabaseSettings {
  /** Most connections held at once. */
  readonly poolSize?: number
  /** Longest time in milliseconds that a statement may run. */
  readonly statementTimeout?: number
}

/**
 * Runs `work` on the database that the server uses, brought up to date: the one of DATABASE_URL, else the embedded one,
 * which is joined where a server runs it already, and otherwise started and stopped again.
 */
export async function withDatabase<Result>(
  work: (database: Database) => Promise<Result>,
  settings: DatabaseSettings = {},
): Promise<Result> {
  const { DATABASE_URL: databaseUrl, PARKGRAPH_DATA: dataFolder, REDIS_URL: redisUrl } = process.env
  const home = await openHome({ databaseUrl, dataFolder: dataFolder || undefined, mayJoin: true, log: report })
  try {
    await migrate({ url: home.url, migrationsFolder: MIGRATIONS_FOLDER, log: report })
    const log = { warn: report, info: report }
    const messenger = redisUrl ? await openMessenger({ redisUrl, databaseUrl: home.url, log }) : undefined
    const database = connect({ url: home.url, messenger, poolSize: 2, statementTimeout: 60_000, ...settings })
    try {
      await loadReference(database.pool)
      return await work(database)
    } finally {
      await database.close()
      await messenger?.close()
    }
  } finally {
    await home.close()
  }
}
