import { openEmbedded } from './embedded.ts'
import { joinOrOpenEmbedded } from './join.ts'
import { openServer } from './server.ts'

/** A running PostgreSQL that can be connected to by `url`. */
export interface DatabaseHome {
  /** Connection string for `pg`; holds the password, so never print it. */
  url: string
  /** `embedded`: started by this process, or by another that it joined; `server`: somebody else's, named by DATABASE_URL. */
  kind: 'embedded' | 'server'
  /** Folder of cluster, password, log and lock; absent for a server. */
  dataFolder?: string
  /** Stops the PostgreSQL that this process started and releases its folder, else does nothing. May be called twice. */
  close(): Promise<void>
}

export interface HomeOptions {
  /** Connection string of a PostgreSQL 15 or newer; empty or absent means embedded. */
  databaseUrl?: string | undefined
  /** Parent of the embedded database's folder; empty or absent means the platform's usual place, keyed by checkout. */
  dataFolder?: string | undefined
  /** Whether to use the embedded database of another live process where that has started it already. */
  mayJoin?: boolean
  log: (message: string) => void
}

/**
 * Opens the database: the server at `databaseUrl`, else a PostgreSQL that this process starts and owns.
 * Throws an Error that says what to do when the server is unreachable or unfit (older than 15, not UTF-8), when no
 * binary fits the platform, when the data folder cannot be used, or when another live process owns it.
 */
export function openHome(options: HomeOptions): Promise<DatabaseHome> {
  if (options.databaseUrl) return openServer(options.databaseUrl, options.log)
  return options.mayJoin ? joinOrOpenEmbedded(options) : openEmbedded(options)
}
