/** How much is generated, and from which seed. */
export interface Size {
  /** Parks, one in five of them within another. */
  readonly parks: number
  readonly enterprises: number
  /** Years of history, up to and including `LAST_YEAR`. */
  readonly years: number
  /** The same seed and size give the same rows, apart from ids and the recording clock. */
  readonly seed: number
}

/** The newest generated year. Not the current one: the same seed gives the same rows whenever it is used. */
export const LAST_YEAR = 2025

export const findFirstYear = ({ years }: Pick<Size, 'years'>): number => LAST_YEAR - years + 1

const limits: Readonly<Record<keyof Size, readonly [least: number, most: number]>> = {
  parks: [1, 100_000],
  enterprises: [0, 1_000_000],
  years: [1, 50],
  seed: [0, Number.MAX_SAFE_INTEGER],
}

/** @throws RangeError that names the number at fault and what is allowed */
export function checkSize(size: Size): void {
  for (const [name, [least, most]] of Object.entries(limits)) {
    const value = size[name as keyof Size]
    if (!Number.isSafeInteger(value) || value < least || value > most)
      throw new RangeError(`${name} is ${value}: give a whole number from ${least} to ${most}.`)
  }
}
