// Prints the address of a PostgreSQL server, 15 or newer, that lets tests make databases without a password; or nothing.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ROOT } from './run.mjs'

const { Client } = createRequire(join(ROOT, 'packages/db/package.json'))('pg')

/** Longest time in milliseconds for one address. */
const PATIENCE = 2_000
const OLDEST_VERSION = 150_000
const SOCKET_FOLDERS = ['/var/run/postgresql', '/tmp']

const sockets = SOCKET_FOLDERS.filter((folder) => existsSync(join(folder, '.s.PGSQL.5432')))
const urls = [
  'postgresql://postgres@127.0.0.1:5432/postgres',
  ...sockets.map((folder) => `postgresql://postgres@localhost:5432/postgres?host=${encodeURIComponent(folder)}`),
]
for (const url of urls) {
  if (!(await answers(url))) continue
  process.stdout.write(url)
  break
}

async function answers(url) {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query(
      "SELECT current_setting('server_version_num')::int AS version, rolcreatedb OR rolsuper AS makes FROM pg_roles WHERE rolname = current_user",
    )
    return rows[0].version >= OLDEST_VERSION && rows[0].makes
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
