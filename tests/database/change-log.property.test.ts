import fc from 'fast-check'
import type pg from 'pg'
import { expect, it, vi } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { useClients } from './clients.ts'
import { makeSubject, query } from './ground.ts'

vi.setConfig({ testTimeout: 60_000 })
const kit = useDatabase()
const clients = useClients(kit)

type Step = 'write' | 'savepoint' | 'undo' | 'release'
interface Plan {
  client: number
  level: string
  steps: Step[]
  ending: 'COMMIT' | 'ROLLBACK'
}

const plan: fc.Arbitrary<Plan> = fc.record({
  client: fc.nat(3),
  level: fc.constantFrom('READ COMMITTED', 'REPEATABLE READ'),
  steps: fc.array(fc.constantFrom<Step>('write', 'write', 'savepoint', 'undo', 'release'), { maxLength: 8 }),
  ending: fc.constantFrom('COMMIT', 'COMMIT', 'ROLLBACK'),
})

async function perform(client: pg.Client, { level, steps, ending }: Plan, committed: number[][]): Promise<void> {
  await client.query(`BEGIN ISOLATION LEVEL ${level}`)
  const kept = await performSteps(client, steps)
  await client.query(ending)
  if (ending === 'COMMIT') committed.push(kept)
}

async function performSteps(client: pg.Client, steps: readonly Step[]): Promise<number[]> {
  const levels: number[][] = [[]]
  for (const step of steps) {
    if (step === 'write') levels.at(-1)?.push(await makeSubject(client))
    if (step === 'savepoint') await client.query(`SAVEPOINT s${levels.push([])}`)
    if (levels.length === 1 || step === 'write' || step === 'savepoint') continue
    const name = `s${levels.length}`
    const rows = levels.pop() ?? []
    await client.query(step === 'undo' ? `ROLLBACK TO ${name}; RELEASE ${name}` : `RELEASE ${name}`)
    if (step === 'release') levels.at(-1)?.push(...rows)
  }
  return levels.flat()
}

it('places whole transactions in the order in which they become visible', async () => {
  const connections = await Promise.all([0, 1, 2, 3].map(() => clients.open()))
  const watcher = await clients.open()
  await fc.assert(
    fc.asyncProperty(fc.array(plan, { minLength: 4, maxLength: 12 }), async (plans) => {
      const committed: number[][] = []
      const seen: string[] = []
      const [{ start } = { start: '0' }] = await query<{ start: string }>(
        watcher,
        'SELECT coalesce(max(position), 0) AS start FROM change',
      )
      const watch = async () => {
        const changes = await query<{ position: string }>(
          watcher,
          'SELECT DISTINCT position FROM change WHERE position > $1 ORDER BY position',
          [start],
        )
        const positions = changes.map(({ position }) => position)
        expect(positions.slice(0, seen.length)).toEqual(seen)
        seen.splice(0, seen.length, ...positions)
      }
      let isDone = false
      const writing = Promise.all(
        connections.map(async (connection, index) => {
          for (const item of plans.filter(({ client }) => client === index)) await perform(connection, item, committed)
        }),
      ).finally(() => {
        isDone = true
      })
      while (!isDone) await watch()
      await writing
      await watch()

      const written = committed.filter((rows) => rows.length > 0)
      expect(seen).toHaveLength(written.length)
      for (const rows of written) {
        const changes = await query(
          watcher,
          `SELECT DISTINCT c.id, c.position, c.recorded_at FROM subject s
            JOIN change c ON c.reporting_park_id = s.reporting_park_id AND c.id = s.change_id WHERE s.id = ANY ($1)`,
          [rows],
        )
        expect(changes).toHaveLength(1)
      }
      const logged = await query<{ id: number }>(
        watcher,
        'SELECT reporting_park_id AS id FROM change WHERE position > $1 ORDER BY 1',
        [start],
      )
      expect(logged.map(({ id }) => id)).toEqual(written.flat().sort((one, other) => one - other))
    }),
    { numRuns: 15 },
  )
})
