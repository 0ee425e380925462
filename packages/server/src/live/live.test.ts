import type { Database, Viewer } from '@parkgraph/db'
import { expect, it } from 'vitest'
import { createLive } from './live.ts'

it('reads by a few at once, also after readings that fail, and lets those at the end of the log take turns with those behind', async () => {
  const database = { pool: { options: { max: 8 } } } as Database
  const { read } = createLive(database, { error: () => {} })
  const viewer = { actor: 'key:a', kind: 'KEY' } as unknown as Viewer
  const begun: string[] = []
  let reading = 0
  let highest = 0
  const start = (name: string) =>
    read(viewer, name.startsWith('behind'), async () => {
      begun.push(name)
      reading += 1
      highest = Math.max(highest, reading)
      await new Promise((resolve) => setImmediate(resolve))
      reading -= 1
      throw new Error('No.')
    })
  const names = ['behind 1', 'behind 2', 'behind 3', 'behind 4', 'at the end']
  const ends = await Promise.allSettled(names.map(start))
  expect(ends.map(({ status }) => status)).toEqual(Array(5).fill('rejected'))
  expect(highest).toBe(2)
  expect(begun).toEqual(['behind 1', 'behind 2', 'behind 3', 'at the end', 'behind 4'])
})
