import type { Arguments } from '../../compiler/plan.ts'
import { AppError } from '../../errors.ts'
import type { GroupKeys } from './keys.ts'

/** Refuses keys that name the same column: one asked for twice, and a second period. @throws AppError `BAD_USER_INPUT` */
export function checkBy({ by }: Arguments, keys: GroupKeys): void {
  const nameOf = (key: string) => keys[key]?.columns[0]?.name
  for (const [index, key] of (by as string[]).entries()) {
    const earlier = (by as string[]).slice(0, index).find((other) => nameOf(other) === nameOf(key))
    if (earlier === undefined) continue
    const why =
      earlier === key
        ? 'is named twice: name each key once.'
        : `is a period, as ${earlier} is: group by one period, the shorter of them.`
    throw new AppError('BAD_USER_INPUT', `by[${index}] ${key} ${why}`, { argument: `by[${index}]` })
  }
}
