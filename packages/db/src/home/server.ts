import pg from 'pg'
import { describeError } from './describe-error.ts'
import type { DatabaseHome } from './home.ts'

const CONNECT_TIMEOUT_MS = 10_000
/** Those that pg knows; it takes any other for require, without a word. */
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']
const OLDEST_VERSION = 150_000

/** Checks that the server answers within 10 s, is PostgreSQL 15 or newer and stores UTF-8. */
export async function openServer(url: string, log: (message: string) => void): Promise<DatabaseHome> {
  const client = createClient(url)
  const place = `${client.host}:${client.port}/${client.database ?? ''}`
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; name: string; encoding: string }>(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name,
        current_setting('server_encoding') AS encoding`,
    )
    const server = rows[0]
    if (!server) throw new Error('it answered no rows')
    if (server.version < OLDEST_VERSION) throw new Error(`it is PostgreSQL ${server.name}; 15 or newer is needed`)
    if (server.encoding !== 'UTF8') {
      throw new Error(`its encoding is ${server.encoding}; create the database with ENCODING 'UTF8' TEMPLATE template0`)
    }
    log(`Database: PostgreSQL ${server.name} at ${place}`)
  } catch (error) {
    throw new Error(
      `The database of DATABASE_URL at ${place} cannot be used: ${describeError(error)}. ` +
        'Correct DATABASE_URL, or unset it to use the embedded PostgreSQL.',
      { cause: error },
    )
  } finally {
    await client.end().catch(() => {})
  }
  return { url, kind: 'server', close: async () => {} }
}

function createClient(url: string): pg.Client {
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new Error('it does not start with postgresql://')
    const mode = new URLSearchParams(url.split('?')[1]).get('sslmode')
    if (mode !== null && !SSL_MODES.includes(mode)) {
      throw new Error(`its sslmode is ${JSON.stringify(mode)}, not one of ${SSL_MODES.join(', ')}`)
    }
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: CONNECT_TIMEOUT_MS,
    })
    client.on('error', () => {})
    return client
  } catch (error) {
    throw new Error(
      `DATABASE_URL is not a connection string (${describeError(error)}): write postgresql://user:password@host:5432/database, ` +
        'with special characters of the password percent-encoded.',
    )
  }
}
