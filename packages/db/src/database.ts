import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { spoilSilent, takeClient, withClient } from './client.ts'
import { PrismaClient } from './generated/client/client.ts'
import { type Listener, listen } from './listen.ts'
import { type Messenger, tellCommitsOf } from './messenger.ts'
import { createPreparedNames } from './prepared.ts'
import type { Sql } from './sql.ts'

/** A handle on PostgreSQL: one pool, shared by Prisma and by statements of our own. */
export interface Database {
  readonly pool: pg.Pool
  readonly prisma: PrismaClient
  /** Runs one statement and returns its rows. When `signal` aborts, the statement is cancelled and fails. */
  query<Row extends object>(statement: Statement, signal?: AbortSignal, planning?: Planning): Promise<Row[]>
  /**
   * Runs one statement and hands over its rows by the batch, as they are asked for, all of one state of the database. A batch
   * is emptied when the next one is asked for. It holds a connection until it ends: by the last row, by `return`, or by `signal`,
   * which cancels what runs. These are beside the pool, as many again: however slowly rows are taken, statements have theirs.
   */
  stream<Row extends object>(statement: Sql, batch: number, signal: AbortSignal): AsyncGenerator<Row[], void>
  /**
   * Calls whenever a change was committed, and at times where none was: by the messenger where there is one, else on a connection of its
   * own beside the pool.
   */
  listen(onChange: () => void): Listener
  close(): Promise<void>
}

export type Statement = Pick<Sql, 'text' | 'values'>

/**
 * How a statement is planned that comes again: as PostgreSQL thinks best, or once for whatever values. PostgreSQL takes a plan for any
 * values where it expects it to cost no more than others; of spans that it does not know it expects far more, and plans each time.
 */
export type Planning = 'AUTO' | 'ONCE'

export interface DatabaseOptions {
  readonly url: string
  /** Most connections held at once, and most of streams beside them. */
  readonly poolSize?: number
  /** Longest time in milliseconds that a statement may run. */
  readonly statementTimeout?: number
  /** Told of what is committed, and what `listen` hears by, in the place of PostgreSQL. `close` leaves it open. */
  readonly messenger?: Messenger | undefined
  /** Told of every statement that `query` runs: for logs, and for tests that count. */
  readonly onQuery?: (text: string) => void
}

/** What the database notifies on, at the commit of each change. */
const CHANGES = 'parkgraph_change'

/**
 * How statements are planned whose rows are read as they come. Of an order that an index has nothing is sorted, so that rows come at
 * once: a list that is limited is not planned as a cursor is. And no figure is held against all others of its series, of which
 * PostgreSQL expects one, nor against all series that are kept, of which it may expect few.
 */
export const STREAM_SETTINGS =
  'SET LOCAL enable_sort = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_material = off'

/** How statements are planned that are planned once. */
export const PLAN_ONCE = 'SET plan_cache_mode = force_generic_plan'

/** Opens a pool on the database at `url`. Connects lazily; `close` ends every connection. */
export function connect(options: DatabaseOptions): Database {
  const statementTimeout = options.statementTimeout ?? 30_000
  const address = { connectionString: addSessionSettings(options.url), connectionTimeoutMillis: 10_000 }
  const openPool = () => {
    const opened = new pg.Pool({
      ...address,
      max: options.poolSize ?? 10,
      statement_timeout: statementTimeout,
      query_timeout: statementTimeout + 5_000,
      idle_in_transaction_session_timeout: 60_000,
      application_name: 'parkgraph',
    })
    // An idle connection that breaks is replaced by the pool at the next query, which reports a lasting fault.
    return opened.on('error', () => {})
  }
  const [pool, streams] = [openPool(), openPool()]
  if (options.messenger) tellCommitsOf(pool, options.messenger)
  const findName = createPreparedNames()
  let prisma: PrismaClient | undefined
  return {
    pool,
    // Made when first asked for: reading goes without it.
    get prisma() {
      prisma ??= new PrismaClient({ adapter: new PrismaPg(pool) })
      return prisma
    },
    query(statement, signal, planning = 'AUTO') {
      options.onQuery?.(statement.text)
      return withClient(pool, async (client, spoil, isSpoiled) => {
        const name = await findName(client, spoil, statement.text)
        const fail = spoilSilent(spoil)
        const guard = signal && cancelOn(signal, client, spoil, address)
        try {
          signal?.throwIfAborted()
          if (planning === 'ONCE') await client.query(PLAN_ONCE).catch(fail)
          const { text, values } = statement
          return (await client.query({ name, text, values: values as unknown[] }).catch(fail)).rows
        } finally {
          // A late cancellation must not hit whatever this connection runs next.
          await guard?.release()
          if (planning === 'ONCE' && !isSpoiled()) await client.query('RESET plan_cache_mode').catch(spoil)
        }
      })
    },
    async *stream(statement, batch, signal) {
      options.onQuery?.(statement.text)
      const { client, spoil, giveBack } = await takeClient(streams)
      const guard = cancelOn(signal, client, spoil, address)
      try {
        signal.throwIfAborted()
        await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
        await client.query(STREAM_SETTINGS)
        const values = statement.values as unknown[]
        await client.query({ text: `DECLARE batches NO SCROLL CURSOR FOR ${statement.text}`, values })
        for (let isMore = true; isMore; ) {
          const { rows } = await client.query(`FETCH ${batch} FROM batches`)
          isMore = rows.length === batch
          if (rows.length > 0) yield rows
          // Past results are linked to each other: once one of them is old, it would keep the rows of all after it until a full collection.
          rows.length = 0
        }
      } finally {
        await guard.release()
        await client.query('ROLLBACK').catch(spoil)
        giveBack()
      }
    },
    listen: (onChange) => options.messenger?.listen(onChange) ?? listen(address, CHANGES, onChange),
    async close() {
      await prisma?.$disconnect()
      await Promise.all([pool.end(), streams.end()])
    },
  }
}

/**
 * Cancels what `client` runs when `signal` aborts, over a connection of its own: the pool may be exhausted. A cancellation of which nobody knows
 * whether it comes spoils the client.
 */
function cancelOn(signal: AbortSignal, client: pg.PoolClient, spoil: (fault: Error) => void, address: pg.ClientConfig) {
  let cancelling: Promise<void> | undefined
  const cancel = () => {
    cancelling = sendCancellation(client, address).catch(spoil)
  }
  signal.addEventListener('abort', cancel, { once: true })
  return {
    release: async () => {
      signal.removeEventListener('abort', cancel)
      await cancelling
    },
  }
}

async function sendCancellation(client: pg.PoolClient, address: pg.ClientConfig): Promise<void> {
  const messenger = new pg.Client({ ...address, query_timeout: 10_000 })
  messenger.on('error', () => {})
  await messenger.connect()
  try {
    const { processID } = client as unknown as { processID: number }
    await messenger.query('SELECT pg_cancel_backend($1)', [processID])
  } finally {
    await messenger.end()
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
