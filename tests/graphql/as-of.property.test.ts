import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { useServer } from '../kit/server.ts'
import { days, type Entry, type Ground, type Kind, type Moment, perform, readModel, type Write } from './as-of-model.ts'
import { addSubjects, pick, ZONE } from './data.ts'

vi.setConfig({ testTimeout: 300_000 })
const server = useServer()
const connections: pg.Client[] = []

beforeAll(async () => {
  for (let count = 0; count < 3; count += 1) {
    const client = new pg.Client({ connectionString: server.databaseUrl })
    await client.connect()
    connections.push(client)
  }
})
afterAll(() => Promise.all(connections.map((client) => client.end())))

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
const history = fc.array(fc.array(transaction, { minLength: 1, maxLength: 5 }), { minLength: 3, maxLength: 3 })

const operation = /* GraphQL */ `
  query ($slug: String!, $asOf: AsOf, $reading: Reading) {
    project(slug: $slug, asOf: $asOf, reading: $reading) {
      observations(first: 100) { nodes { printed { text } reading } }
      stages { note(locale: EN) }
      memberships { note(locale: EN) }
    }
    observations(asOf: $asOf, first: 100, where: { subject: { slug: { eq: $slug } } }) {
      nodes { corrections { state evidence(locale: EN) } }
    }
  }
`

let histories = 0

async function makeGround(): Promise<{ slug: string; ground: Ground }> {
  histories += 1
  const slug = `history-${histories}`
  await addSubjects(server.database, [
    { kind: 'PROJECT', slug },
    { kind: 'PARK', slug: `${slug}-a` },
    { kind: 'PARK', slug: `${slug}-b` },
  ])
  const { rows } = await server.database.pool.query(
    `WITH ids AS (SELECT (SELECT id FROM subject WHERE slug = $1) AS zone, (SELECT id FROM subject WHERE slug = $2) AS subject),
       drawn AS (INSERT INTO source (code, title, kind, authors, language, published_from, published_to, priority)
         SELECT $2 || n, '', 'SURVEY', '{}', 'zh', '2018-01-01', '2018-01-01', n FROM generate_series(1, 2) n RETURNING id),
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

async function run(
  client: pg.Client,
  ground: Ground,
  plans: readonly { writes: Write[]; ending: string }[],
  known: Entry[],
) {
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

async function readPositions(entries: readonly Entry[]): Promise<void> {
  const { rows } = await server.database.pool.query<{ id: string; position: string }>(
    'SELECT DISTINCT id, position FROM change',
  )
  const positions = new Map(rows.map(({ id, position }) => [id, BigInt(position)]))
  for (const entry of entries) entry.position = positions.get(entry.change) ?? 0n
}

function printInstant(position: bigint): string {
  const seconds = new Date(Number(position / 1000n)).toISOString().slice(0, 19)
  return `${seconds}.${String(position % 1_000_000n).padStart(6, '0')}Z`
}

async function ask(slug: string, { published, recorded, reading }: Moment) {
  const asOf = { ...(published && { published }), ...(recorded !== null && { recorded: printInstant(recorded) }) }
  const { data, errors } = await server.send(operation, { slug, asOf, reading })
  expect(errors).toBeUndefined()
  const texts = (path: string, read: (node: never) => string) => ((pick(data, path) ?? []) as never[]).map(read)
  return {
    figures: texts(
      'project.observations.nodes',
      (node: { printed: { text: string }; reading: string }) => `${node.printed.text} ${node.reading}`,
    ),
    stages: texts('project.stages', ({ note }: { note: string }) => note),
    memberships: texts('project.memberships', ({ note }: { note: string }) => note),
    corrections: texts(
      'observations.nodes',
      ({ corrections }: { corrections: { state: string; evidence: string }[] }) =>
        corrections.map(({ state, evidence }) => `${evidence} ${state}`).join(),
    )
      .filter(Boolean)
      .flatMap((text) => text.split(',')),
  }
}

const order = (answer: Awaited<ReturnType<typeof ask>>) => ({ ...answer, corrections: answer.corrections.toSorted() })

async function checkMoments(slug: string, known: readonly Entry[]): Promise<{ moment: Moment; answer: unknown }[]> {
  const asked: { moment: Moment; answer: unknown }[] = []
  const recorded = [null, ...new Set(known.map(({ position }) => position))]
  for (const [index, at] of recorded.entries())
    for (const reading of ['AS_PRINTED', 'CORRECTED'] as const) {
      const moment = { published: [null, ...days][(index * 5) % 7] ?? null, recorded: at, reading }
      const answer = order(await ask(slug, moment))
      expect(answer).toEqual(order(readModel(known, moment)))
      asked.push({ moment, answer })
    }
  return asked
}

test('what was known at a moment is the same for ever, and what a naive model says', async () => {
  let cases = 0
  await fc.assert(
    fc.asyncProperty(history, async (plans) => {
      const { slug, ground } = await makeGround()
      const known: Entry[] = []
      const early: { moment: Moment; answer: unknown }[] = []
      for (const lists of [plans, plans.map((list) => list.toReversed())]) {
        await Promise.all(lists.map((list, index) => run(connections[index] as pg.Client, ground, list, known)))
        await readPositions(known)
        for (const { moment, answer } of early) expect(order(await ask(slug, moment))).toEqual(answer)
        const asked = await checkMoments(slug, known)
        cases += asked.length
        early.push(...asked.filter(({ moment }) => moment.recorded !== null))
      }
    }),
    { numRuns: 40 },
  )
  expect(cases).toBeGreaterThan(1000)
})
