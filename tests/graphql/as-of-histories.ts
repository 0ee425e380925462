import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { days, type Entry, type Ground, type Kind, perform, type Write } from './as-of-model.ts'
import { addSubjects, ZONE } from './data.ts'

const write: fc.Arbitrary<Write> = fc.record({
  kind: fc.constantFrom<Kind>(
    'figure',
    'figure',
    'figure',
    'project_stage',
    'membership',
    'correction',
    'decision',
    'decision',
  ),
  of: fc.option(fc.nat(9), { freq: 4 }),
  period: fc.nat(1),
  source: fc.nat(1),
  day: fc.nat(days.length - 1),
  isHidden: fc.constantFrom(false, false, false, true),
  isNegative: fc.constantFrom(false, false, true),
})
const transaction = fc.record({
  writes: fc.array(write, { minLength: 1, maxLength: 4 }),
  ending: fc.constantFrom('COMMIT', 'COMMIT', 'COMMIT', 'ROLLBACK'),
})
/** What three writers do at the same time: each one transaction after the other. */
export const history = fc.array(fc.array(transaction, { minLength: 1, maxLength: 5 }), { minLength: 3, maxLength: 3 })

export type Plans = readonly (readonly { readonly writes: Write[]; readonly ending: string }[])[]

/** Makes histories on the server's database, by three connections that write at the same time. */
export function useHistories(server: TestServer) {
  const connections: pg.Client[] = []
  let histories = 0
  beforeAll(async () => {
    for (let count = 0; count < 3; count += 1) {
      const client = new pg.Client({ connectionString: server.databaseUrl })
      await client.connect()
      connections.push(client)
    }
  })
  afterAll(() => Promise.all(connections.map((client) => client.end())))
  return {
    makeGround: () => makeGround(server, `history-${++histories}`),
    /** Performs the plans at the same time, adds what was committed to `known`, and yields the places of all. */
    async write(plans: Plans, ground: Ground, known: Entry[]): Promise<void> {
      await Promise.all(plans.map((list, index) => run(connections[index] as pg.Client, ground, list, known)))
      await readPositions(server, known)
    },
  }
}

async function makeGround(server: TestServer, slug: string): Promise<{ slug: string; ground: Ground }> {
  await addSubjects(server.database, [
    { kind: 'PROJECT', slug },
    { kind: 'PARK', slug: `${slug}-a` },
    { kind: 'PARK', slug: `${slug}-b` },
  ])
  const { rows } = await server.database.pool.query(
    `WITH ids AS (SELECT (SELECT id FROM subject WHERE slug = $1) AS zone, (SELECT id FROM subject WHERE slug = $2) AS subject),
       drawn AS (INSERT INTO source (code, title, kind, authors, language, published_from, published_to, priority, reporting_park_id)
         SELECT $2 || n, '', 'SURVEY', '{}', 'zh', '2018-01-01', '2018-01-01', n, zone FROM ids, generate_series(1, 2) n RETURNING id),
       cited AS (INSERT INTO citation (source_id, section, paragraph) SELECT id, '', 1 FROM drawn RETURNING id, source_id),
       made AS (INSERT INTO series (reporting_park_id, subject_id, indicator_id, measure, accumulation, price_basis, scope, dimension)
         SELECT zone, subject, (SELECT id FROM indicator WHERE code = 'revenue'), 'LEVEL', 'FULL_YEAR', 'UNSPECIFIED', 'ALL', 'money:CNY'
         FROM ids RETURNING id)
     SELECT zone, subject, (SELECT id::text FROM made) AS series,
       ARRAY(SELECT id FROM subject WHERE slug IN ($2 || '-a', $2 || '-b') ORDER BY id) AS parks,
       (SELECT json_agg(json_build_object('id', source_id, 'citation', id) ORDER BY source_id) FROM cited) AS sources FROM ids`,
    [ZONE, slug],
  )
  return { slug, ground: rows[0] }
}

async function run(client: pg.Client, ground: Ground, plans: Plans[number], known: Entry[]) {
  for (const { writes, ending } of plans) {
    const own: Entry[] = []
    try {
      await client.query('BEGIN')
      for (const item of writes) {
        const entry = await perform(client, ground, item, known)
        if (entry) own.push(entry)
      }
      await client.query(ending)
      if (ending === 'COMMIT') known.push(...own)
    } catch (error) {
      await client.query('ROLLBACK')
      if ((error as { code?: string }).code !== '40P01') throw error
    }
  }
}

async function readPositions(server: TestServer, entries: readonly Entry[]): Promise<void> {
  const { rows } = await server.database.pool.query<{ id: string; position: string }>(
    'SELECT DISTINCT id, position FROM change',
  )
  const positions = new Map(rows.map(({ id, position }) => [id, BigInt(position)]))
  for (const entry of entries) entry.position = positions.get(entry.change) ?? 0n
}

/** A place in commit order as an instant. */
export function printInstant(position: bigint): string {
  const seconds = new Date(Number(position / 1000n)).toISOString().slice(0, 19)
  return `${seconds}.${String(position % 1_000_000n).padStart(6, '0')}Z`
}
