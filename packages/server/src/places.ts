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

/** Lets so many in at once in all, and so many of them of one sender, who else could keep all others out. */
export function createOwnPlaces(most: number, mostOfOne: number, patience: number) {
  const all = createPlaces(most, patience)
  const own = new Map<string, { readonly places: Places; users: number }>()
  return {
    /** What is called at the end, once; null where there is no place, now or in a moment. */
    async enter(sender: string): Promise<(() => void) | null> {
      const mine = own.get(sender) ?? { places: createPlaces(mostOfOne, patience), users: 0 }
      own.set(sender, mine)
      mine.users += 1
      const forget = () => {
        mine.users -= 1
        if (mine.users === 0) own.delete(sender)
      }
      const leave = () => {
        mine.places.give()
        forget()
      }
      if (!(await mine.places.take())) forget()
      else if (!(await all.take())) leave()
      else
        return () => {
          all.give()
          leave()
        }
      return null
    },
  }
}
