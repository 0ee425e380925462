import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

export interface Listener {
  close(): Promise<void>
}

/** Milliseconds until a lost connection is made anew: it doubles with each failure. */
const firstDelay = 100
const longestDelay = 5_000

/**
 * Listens for notifications, on a connection of its own that is made anew where it is lost. `onWake` is called for each, and after
 * each connection, since what was told meanwhile was not heard: it says that there may be something new, and nothing else.
 */
export function listen(address: pg.ClientConfig, channel: string, onWake: () => void): Listener {
  const stopped = new AbortController()
  const follow = async () => {
    for (let failures = 0; !stopped.signal.aborted; failures += 1) {
      const client = new pg.Client({ ...address, application_name: 'parkgraph listener', keepAlive: true })
      const ended = new Promise<void>((resolve) => client.once('end', resolve))
      const stop = () => void client.end().catch(() => {})
      client.on('error', () => {})
      client.on('notification', onWake)
      try {
        await client.connect()
        await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
        failures = 0
        stopped.signal.addEventListener('abort', stop)
        if (stopped.signal.aborted) stop()
        onWake()
        await ended
      } catch {
        // Whoever reads finds out by itself that there is no database.
        await client.end().catch(() => {})
      }
      stopped.signal.removeEventListener('abort', stop)
      const delay = Math.min(firstDelay * 2 ** failures, longestDelay)
      await wait(delay, undefined, { signal: stopped.signal }).catch(() => {})
    }
  }
  const following = follow()
  return {
    async close() {
      stopped.abort()
      await following
    },
  }
}
