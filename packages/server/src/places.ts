export interface Places {
  /** Whether there is a place now, or in a moment. */
  take(): Promise<boolean>
  give(): void
}

/** Lets so many in at once. Who comes later waits for as many milliseconds, in turn. */
export function createPlaces(most: number, patience: number): Places {
  const waiting: (() => void)[] = []
  let free = most
  return {
    async take() {
      if (free === 0) return wait(waiting, patience)
      free -= 1
      return true
    },
    give() {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    },
  }
}

function wait(waiting: (() => void)[], patience: number): Promise<boolean> {
  return new Promise((resolve) => {
    const enter = () => {
      clearTimeout(timer)
      resolve(true)
    }
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(enter), 1)
      resolve(false)
    }, patience)
    waiting.push(enter)
  })
}
