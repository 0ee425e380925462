import { expect, it } from 'vitest'
import { createTurns } from './turns.ts'

/** Runs works that come in this order, each named by its group and number, and yields the order in which they began. */
async function run(most: number, names: readonly string[]): Promise<string[]> {
  const { take } = createTurns(most)
  const begun: string[] = []
  const work = (name: string) => async () => {
    begun.push(name)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(names.map((name) => take(name.replace(/\d+$/, ''), work(name))))
  return begun
}

it('lets groups take turns, whoever came first', async () => {
  const names = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']
  expect(await run(1, names)).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
  expect(await run(7, names)).toEqual(names)
})

it('lets so many work at once, and goes on after work that fails', async () => {
  const { take } = createTurns(2)
  let working = 0
  let highest = 0
  const work = async () => {
    working += 1
    highest = Math.max(highest, working)
    await new Promise((resolve) => setImmediate(resolve))
    working -= 1
    throw new Error('No.')
  }
  const ends = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => take(String(n % 3), work)))
  expect(ends.map(({ status }) => status)).toEqual(Array(9).fill('rejected'))
  expect(highest).toBe(2)
})

it('goes behind those who wait when it comes again', async () => {
  const { take } = createTurns(1)
  const begun: string[] = []
  const readPages = async (group: string, pages: number) => {
    for (let page = 1; page <= pages; page += 1)
      await take(group, async () => {
        begun.push(`${group}${page}`)
        await new Promise((resolve) => setImmediate(resolve))
      })
  }
  await Promise.all([readPages('a', 4), readPages('b', 2), readPages('c', 2)])
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'a3', 'a4'])
})
