export interface Places {
  /**
   * Waits for a place, and yields what gives it back, to be called once; null where there was none in time.
   *
   * @throws the signal's reason, where it comes while one waits
   */
  enter(owner: string, signal?: AbortSignal): Promise<(() => void) | null>
}

/**
 * Lets so many in at once in all, and so many of them of one owner, who else could keep all others out. Who comes later waits: for so many
 * milliseconds, or as long as it takes where none are named. Owners who wait take turns, whoever came first: however many of one wait,
 * they delay those of another by one turn.
 */
export function createPlaces(most: number, mostOfOne = most, patience?: number): Places {
  const held = new Map<string, number>()
  // In the order of their turns: whose turn it was goes to the end.
  const waiting = new Map<string, Set<() => void>>()
  let free = most

  const mayEnter = (owner: string) => free > 0 && (held.get(owner) ?? 0) < mostOfOne

  const count = (owner: string, more: number) => {
    free -= more
    const own = (held.get(owner) ?? 0) + more
    if (own === 0) held.delete(owner)
    else held.set(owner, own)
  }

  const wait = (owner: string, signal?: AbortSignal) =>
    new Promise<boolean>((resolve, reject) => {
      const queue = waiting.get(owner) ?? new Set()
      const leaveQueue = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        queue.delete(begin)
        if (queue.size === 0) waiting.delete(owner)
      }
      const begin = () => {
        leaveQueue()
        // At once, before anybody else comes.
        count(owner, 1)
        resolve(true)
      }
      const abort = () => {
        leaveQueue()
        reject(signal?.reason)
      }
      const giveUp = () => {
        leaveQueue()
        resolve(false)
      }
      const timer = patience === undefined ? undefined : setTimeout(giveUp, patience)
      signal?.addEventListener('abort', abort)
      waiting.set(owner, queue.add(begin))
      if (signal?.aborted) abort()
    })

  /** Gives a place that came free to the first in turn who may have it: there is one at most. */
  const passOn = () => {
    for (const [owner, queue] of waiting) {
      if (!mayEnter(owner)) continue
      waiting.delete(owner)
      waiting.set(owner, queue)
      const [begin] = queue
      return begin?.()
    }
  }

  return {
    async enter(owner, signal) {
      if (mayEnter(owner)) count(owner, 1)
      else if (!(await wait(owner, signal))) return null
      return () => {
        count(owner, -1)
        passOn()
      }
    },
  }
}
