/** A source of numbers that look like chance and follow from the seed alone, on every machine. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  /** Holds as often as so many times in a thousand. */
  isOnceIn(timesInThousand: number): boolean
  pick<Item>(items: readonly Item[]): Item
}

/** Chance of its own for each name, so that more of one thing changes nothing else. */
export function makeRandom(...name: (string | number)[]): Random {
  let state = hash(name.join(':'))
  // mulberry32: whole-number operations only, whose results no platform rounds its own way.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const int = (low: number, high: number) => low + (next() % (high - low + 1))
  return {
    int,
    isOnceIn: (timesInThousand) => int(1, 1000) <= timesInThousand,
    pick: (items) => items[int(0, items.length - 1)] as (typeof items)[number],
  }
}

/** FNV-1a, and a last mixing, for names that differ in their end only. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return value ^ (value >>> 13)
}
