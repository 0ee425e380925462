import type pg from 'pg'

/**
 * Runs `work` with a connection of the pool. One that broke meanwhile, or that `spoil` is called for, is thrown away
 * instead of going back.
 */
export async function withClient<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient, spoil: (fault: Error) => void) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  let fault: Error | undefined
  const spoil = (error: Error) => {
    fault = error
  }
  // While it is out, the pool does not listen, and an error that nobody hears ends the process.
  client.on('error', spoil)
  try {
    return await work(client, spoil)
  } finally {
    client.off('error', spoil)
    client.release(fault)
  }
}
