import { type Database, endLostImports, forgetUploads, type RowKey, releaseDuePublications } from '@parkgraph/db'
import type { Log } from './yoga.ts'

/** Longest time in milliseconds between two looks: what another server approved meanwhile is found by then. */
const longest = 15_000
const shortest = 100

const print = ({ reportingParkId, id }: RowKey) => `${reportingParkId}:${id}`

/**
 * Releases publications as their embargoes end, from now on: at first what fell due while no server ran. Ends the imports of servers
 * that are gone, and forgets uploads whose time is over. Several servers may do so on one database. `close` waits for what is under
 * way.
 */
export function startPublisher(database: Database, log: Log): { close(): Promise<void> } {
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  let working = Promise.resolve()
  const tidy = async () => {
    for (const end of [endLostImports, forgetUploads])
      await end(database.pool).catch((fault) => isClosed || log.error(fault))
  }
  const look = async () => {
    const wait = await release()
    await tidy()
    if (!isClosed) timer = setTimeout(start, wait)
  }
  /** Yields how long to wait for the next look. */
  const release = async () => {
    try {
      const { released, returned, faults, nextIn } = await releaseDuePublications(database.pool)
      for (const key of released) log.info(`Released publication ${print(key)}`)
      for (const key of returned) log.info(`Returned publication ${print(key)}`)
      for (const fault of faults) log.error(fault)
      // What failed is still due: it is tried again, and not at once.
      if (nextIn !== null && faults.length === 0) return Math.min(Math.max(nextIn, shortest), longest)
    } catch (fault) {
      if (!isClosed) log.error(fault)
    }
    return longest
  }
  const start = () => {
    working = look()
  }
  start()
  return {
    async close() {
      isClosed = true
      clearTimeout(timer)
      await working
    },
  }
}
