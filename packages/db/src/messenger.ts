import pg from 'pg'
import type { Listener } from './listen.ts'

/** Tells those who work on one database, beside it, that something was committed. */
export interface Messenger {
  /** Tells that there may be something new, without waiting for that to arrive. */
  tell(): void
  /** Calls whenever somebody tells, and at times where nobody did. */
  listen(onWake: () => void): Listener
  /** Ends it, once what is to be told is told or a second has passed. */
  close(): Promise<void>
}

export interface MessengerOptions {
  /** Address of Redis. */
  readonly redisUrl: string
  /** Address of the database that is worked on, after its migration. */
  readonly databaseUrl: string
  /** Told when Redis goes away, once until it is back, and when it is. */
  readonly log: { warn(message: string): void; info(message: string): void }
}

/**
 * Opens the way by which those who work on a database tell each other of commits over Redis. Whether Redis is there is not waited for.
 *
 * @throws Error for an address that is none of Redis
 */
export async function openMessenger({ redisUrl, databaseUrl, log }: MessengerOptions): Promise<Messenger> {
  if (!isRedisUrl(redisUrl)) throw new Error(`REDIS_URL ${redisUrlRule}`)
  // Loaded by those alone who use it.
  const { openRedis } = await import('./redis.ts')
  return openRedis({
    url: redisUrl,
    channel: await findChannel(databaseUrl),
    onAway: (reason) => log.warn(`Redis is away: events come within 15 seconds until it is back. ${reason}`),
    onBack: () => log.info('Redis is back.'),
  })
}

/** What an address of Redis has to be. */
export const redisUrlRule = 'must be a URL such as redis://user:password@host:6379 or rediss://host:6380/0'

/** Whether it is an address of Redis. */
export function isRedisUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  return url !== null && /^rediss?:$/.test(url.protocol) && url.hostname !== '' && /^\/?\d*$/.test(url.pathname)
}

/**
 * The channel of a database: the same for everybody who works on it, by whatever address, and another for each database. The first
 * migration of each has an id of its own; a copy has the same, under another name.
 */
async function findChannel(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; id: string }>(
      'SELECT current_database() AS name, id FROM _prisma_migrations ORDER BY started_at, id LIMIT 1',
    )
    return ['parkgraph', encodeURIComponent(rows[0]?.name ?? ''), rows[0]?.id ?? ''].join(':')
  } finally {
    await client.end()
  }
}

const messengers = new WeakMap<pg.Pool | pg.ClientBase, Messenger>()

/** Has the messenger told of what is committed by the connections of a pool. */
export function tellCommitsOf(pool: pg.Pool, messenger: Messenger): void {
  messengers.set(pool, messenger)
  pool.on('connect', (client) => messengers.set(client, messenger))
}

/** Has what a connection beside the pool commits told as what those of the pool do. */
export function tellCommitsLike(pool: pg.Pool, client: pg.ClientBase): void {
  const messenger = messengers.get(pool)
  if (messenger) messengers.set(client, messenger)
}

/** Tells that something was committed on a connection, or by a statement of a pool, where somebody is to be told other than by PostgreSQL. */
export const tellCommit = (on: pg.Pool | pg.ClientBase): void => messengers.get(on)?.tell()
