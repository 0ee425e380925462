import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds until a lost connection is made anew: it doubles with each failure. */
const firstDelay = 100
const longestDelay = 5_000

/**
 * Keeps up a connection: `follow` opens one, calls `onUp` once it serves, and ends or fails when it is lost, or soon after `signal` aborts. It
 * is then called again, until `close`, which waits for the end of the last one.
 */
export function keepUp(follow: (signal: AbortSignal, onUp: () => void) => Promise<void>): { close(): Promise<void> } {
  const stopped = new AbortController()
  const { signal } = stopped
  const work = async () => {
    for (let failures = 0; !signal.aborted; failures += 1) {
      const onUp = () => {
        failures = 0
      }
      // Whoever uses it finds out by itself that there is none.
      await follow(signal, onUp).catch(() => {})
      await wait(Math.min(firstDelay * 2 ** failures, longestDelay), undefined, { signal }).catch(() => {})
    }
  }
  const working = work()
  return {
    async close() {
      stopped.abort()
      await working
    },
  }
}
