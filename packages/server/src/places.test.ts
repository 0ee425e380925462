import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createPlaces, type Places } from './places.ts'

const soon = () => new Promise((resolve) => setImmediate(resolve))

/** Works that hold a place for a moment, and the order in which they began. */
function watch({ enter }: Places) {
  const begun: string[] = []
  const work = async (owner: string, name: string) => {
    const leave = await enter(owner)
    begun.push(name)
    await soon()
    leave?.()
  }
  return { begun, work }
}

/** Runs works that come in this order, each named by its owner and number, and yields the order in which they began. */
async function run(places: Places, names: readonly string[]): Promise<string[]> {
  const { begun, work } = watch(places)
  await Promise.all(names.map((name) => work(name.replace(/\d+$/, ''), name)))
  return begun
}

it('lets owners take turns, whoever came first', async () => {
  const names = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']
  expect(await run(createPlaces(1), names)).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
  expect(await run(createPlaces(7), names)).toEqual(names)
})

it('passes over owners who have their share, and keeps their turn', async () => {
  const names = ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']
  expect(await run(createPlaces(3, 1), names)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
  expect(await run(createPlaces(2, 2), names)).toEqual(['a1', 'a2', 'a3', 'b1', 'c1', 'b2'])
})

it('puts who comes again behind those who wait', async () => {
  const { begun, work } = watch(createPlaces(1))
  const readPages = async (owner: string, pages: number) => {
    for (let page = 1; page <= pages; page += 1) await work(owner, `${owner}${page}`)
  }
  await Promise.all([readPages('a', 4), readPages('b', 2), readPages('c', 2)])
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2', 'a3', 'a4'])
})

it('answers null to who waited in vain, and keeps no place for them', async () => {
  const { enter } = createPlaces(2, 1, 1)
  const leave = await enter('a')
  expect(await enter('a')).toBeNull()
  const other = await enter('b')
  expect(await enter('c')).toBeNull()
  leave?.()
  other?.()
  expect([await enter('a'), await enter('b'), await enter('a')].map((place) => place !== null)).toEqual([
    ...[true, true, false],
  ])
})

it('lets who goes away out of the queue at once, by their own reason', async () => {
  const { enter } = createPlaces(1)
  const leave = await enter('a')
  const gone = new AbortController()
  const waiting = [enter('b', gone.signal), enter('b'), enter('c')] as const
  gone.abort(new Error('gone'))
  await expect(waiting[0]).rejects.toThrow('gone')
  await expect(enter('d', gone.signal)).rejects.toThrow('gone')
  leave?.()
  const next = await waiting[1]
  next?.()
  expect(await waiting[2]).toBeInstanceOf(Function)
})

it('ends no place that is held when its holder goes away: that is for the holder to do', async () => {
  const { enter } = createPlaces(1, 1, 1)
  const gone = new AbortController()
  const leave = await enter('a', gone.signal)
  gone.abort()
  expect(await enter('b')).toBeNull()
  leave?.()
  expect(await enter('b')).not.toBeNull()
})

/** Those who are inside and those who wait, by their owners. */
function watchAll({ enter }: Places) {
  const inside: { owner: string; leave: () => void }[] = []
  const waiting: { owner: string; gone: AbortController }[] = []
  const come = (owner: string) => {
    const one = { owner, gone: new AbortController() }
    waiting.push(one)
    const quit = () => waiting.splice(waiting.indexOf(one), 1)
    enter(owner, one.gone.signal).then((leave) => {
      quit()
      if (leave) inside.push({ owner, leave })
    }, quit)
  }
  const does: Record<string, (whom: number) => void> = {
    come: (whom) => come('abc'[whom % 3] ?? ''),
    leave: (whom) => inside.splice(whom % Math.max(1, inside.length), 1)[0]?.leave(),
    go: (whom) => waiting[whom % Math.max(1, waiting.length)]?.gone.abort(),
  }
  const countOf = (owner: string) => inside.filter((one) => one.owner === owner).length
  return { inside, waiting, does, countOf }
}

it('loses no place and gives none twice, whoever comes, leaves and goes away', async () => {
  const step = fc.tuple(fc.constantFrom('come', 'come', 'leave', 'go'), fc.nat(9))
  const limits = fc.record({ most: fc.integer({ min: 1, max: 4 }), mostOfOne: fc.integer({ min: 1, max: 3 }) })
  await fc.assert(
    fc.asyncProperty(limits, fc.array(step, { maxLength: 40 }), async ({ most, mostOfOne }, steps) => {
      const places = createPlaces(most, mostOfOne)
      const { inside, waiting, does, countOf } = watchAll(places)
      for (const [name, whom] of steps) {
        does[name]?.(whom)
        await soon()
        expect(inside.length).toBeLessThanOrEqual(most)
        for (const owner of 'abc') expect(countOf(owner)).toBeLessThanOrEqual(mostOfOne)
        // Whoever waits does so because there is no place for them.
        for (const { owner } of waiting) expect(inside.length === most || countOf(owner) === mostOfOne).toBe(true)
      }
      for (const { gone } of [...waiting]) gone.abort()
      for (const { leave } of inside.splice(0)) leave()
      await soon()
      for (let count = 0; count < most; count += 1) expect(await places.enter(`own ${count}`)).toBeInstanceOf(Function)
    }),
  )
})
