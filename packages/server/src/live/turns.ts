export interface Turns {
  /** Does the work when it is the turn of its group. */
  take<Result>(group: string, work: () => Promise<Result>): Promise<Result>
}

/**
 * Lets so many work at once. All others wait, and their groups take turns, whoever came first: however many of one group wait, they delay
 * those of another by one turn.
 */
export function createTurns(most: number): Turns {
  // In the order of their turns: whose turn it was goes to the end.
  const groups = new Map<string, (() => void)[]>()
  let free = most
  const wait = (group: string) =>
    new Promise<void>((begin) => {
      const waiting = groups.get(group)
      if (waiting) waiting.push(begin)
      else groups.set(group, [begin])
    })
  const passOn = () => {
    const [next] = groups
    if (!next) {
      free += 1
      return
    }
    const [group, waiting] = next
    const begin = waiting.shift()
    groups.delete(group)
    if (waiting.length > 0) groups.set(group, waiting)
    begin?.()
  }
  return {
    async take(group, work) {
      if (free > 0) free -= 1
      else await wait(group)
      try {
        return await work()
      } finally {
        passOn()
      }
    },
  }
}
