import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from './generated/client/client.ts'
import type { Sql } from './sql.ts'

/** A handle on PostgreSQL: one pool, shared by Prisma and by statements of our own. */
export interface Database {
  readonly pool: pg.Pool
  readonly prisma: PrismaClient
  /** Runs one statement and returns its rows. */
  query<Row extends object>(statement: Sql): Promise<Row[]>
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly url: string
  /** Most connections held at once. */
  readonly poolSize?: number
  /** Longest time in milliseconds that a statement may run. */
  readonly statementTimeout?: number
  /** Told of every statement that `query` runs: for logs, and for tests that count. */
  readonly onQuery?: (text: string) => void
}

/** Opens a pool on the database at `url`. Connects lazily; `close` ends every connection. */
export function connect(options: DatabaseOptions): Database {
  const statementTimeout = options.statementTimeout ?? 30_000
  const pool = new pg.Pool({
    connectionString: addSessionSettings(options.url),
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: statementTimeout,
    query_timeout: statementTimeout + 5_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'parkgraph',
  })
  // An idle connection that breaks is replaced by the pool at the next query, which reports a lasting fault.
  pool.on('error', () => {})
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  return {
    pool,
    prisma,
    async query(statement) {
      options.onQuery?.(statement.text)
      const result = await pool.query({ text: statement.text, values: statement.values as unknown[] })
      return result.rows
    },
    async close() {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/** adapter-pg drops zone offsets, so that any other session zone would move instants; JIT compiles longer than we run. */
const SESSION_SETTINGS = '-c TimeZone=UTC -c jit=off -c client_min_messages=warning'

/** In the address itself, because what an address says goes before what else the pool is told. */
function addSessionSettings(url: string): string {
  const [address, query] = url.split('?', 2)
  const parameters = new URLSearchParams(query)
  parameters.set('options', [parameters.get('options'), SESSION_SETTINGS].filter(Boolean).join(' '))
  return `${address}?${parameters}`
}
