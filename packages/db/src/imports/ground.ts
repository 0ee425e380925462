import type pg from 'pg'
import { withClient } from '../client.ts'
import { findGround, type Ground, type Names } from '../observations/ground.ts'
import type { NewObservation } from '../observations/input.ts'
import type { Viewer } from '../viewer.ts'

/** Yields what figures refer to, and keeps what was found: most rows of a file name the same. */
export function createGround(pool: pg.Pool, viewer: Viewer) {
  const found = { subjects: new Map(), indicators: new Map(), sources: new Map() } satisfies Ground
  return async (figures: readonly Pick<NewObservation, keyof Names>[]): Promise<Ground> => {
    const unknown = (name: keyof Names, known: ReadonlyMap<string, unknown>) => {
      const names = new Set<string>()
      for (const figure of figures) if (!known.has(figure[name])) names.add(figure[name])
      return [...names]
    }
    const names: Names = {
      subject: unknown('subject', found.subjects),
      indicator: unknown('indicator', found.indicators),
      source: unknown('source', found.sources),
    }
    if (Object.values(names).every(({ length }) => length === 0)) return found
    const ground = await withClient(pool, (client) => findGround(client, viewer, names))
    for (const kind of ['subjects', 'indicators', 'sources'] as const)
      for (const [name, row] of ground[kind]) (found[kind] as Map<string, unknown>).set(name, row)
    return found
  }
}
