import pg from 'pg'

/** A connection that is out of the pool, until `giveBack`. */
export interface Taken {
  readonly client: pg.PoolClient
  /** Has the connection thrown away instead of going back. */
  readonly spoil: (fault: Error) => void
  /** Whether it broke, or `spoil` was called. */
  readonly isSpoiled: () => boolean
  readonly giveBack: () => void
}

/** Takes a connection out of the pool. One that breaks meanwhile is thrown away instead of going back. */
export async function takeClient(pool: pg.Pool): Promise<Taken> {
  const client = await pool.connect()
  let fault: Error | undefined
  const spoil = (error: Error) => {
    fault = error
  }
  // While it is out, the pool does not listen, and an error that nobody hears ends the process.
  client.on('error', spoil)
  const giveBack = () => {
    client.off('error', spoil)
    client.release(fault)
  }
  return { client, spoil, isSpoiled: () => fault !== undefined, giveBack }
}

/**
 * Runs `work` with a connection of the pool. One that broke meanwhile, or that `spoil` is called for, is thrown away
 * instead of going back.
 */
export async function withClient<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient, spoil: Taken['spoil'], isSpoiled: Taken['isSpoiled']) => Promise<Result>,
): Promise<Result> {
  const { client, spoil, isSpoiled, giveBack } = await takeClient(pool)
  try {
    return await work(client, spoil, isSpoiled)
  } finally {
    giveBack()
  }
}

/** Throws what a statement failed by. Where nothing came of it, pg keeps waiting, and so does all that follows on the connection: it is spoiled. */
export const spoilSilent =
  (spoil: Taken['spoil']) =>
  (error: Error): never => {
    if (error.message === 'Query read timeout') spoil(error)
    throw error
  }

/** Runs `work` on a connection of its own, like those of the pool but for `options`: they may all be taken. */
export async function withClientBeside<Result>(
  pool: pg.Pool,
  work: (client: pg.Client) => Promise<Result>,
  options: pg.ClientConfig = {},
): Promise<Result> {
  const client = new pg.Client({ ...pool.options, ...options })
  // An error that nobody hears ends the process; whatever runs fails by it too.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
