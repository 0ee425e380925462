import { detach } from './detach.ts'

/** How many results are kept of each function. */
const MOST = 2_000

/** The same function, which works out once what it is asked again and again: the periods of a file, say. */
export function remember<Result>(work: (text: string) => Result): (text: string) => Result {
  const kept = new Map<string, Result>()
  return (text) => {
    const found = kept.get(text)
    if (found !== undefined) return found
    const own = detach(text)
    const result = work(own)
    // All at once: what is asked for again is soon back.
    if (kept.size >= MOST) kept.clear()
    kept.set(own, result)
    return result
  }
}
