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
  query ($slug: String!, $first: AsOf, $second: AsOf, $third: AsOf, $reading: Reading) {
    first: project(slug: $slug, asOf: $first, reading: $reading) { ...Look }
    second: project(slug: $slug, asOf: $second, reading: $reading) { ...Look }
    third: project(slug: $slug, asOf: $third, reading: $reading) { ...Look }
    observations(asOf: $first, first: 100, where: { subject: { slug: { eq: $slug } } }) {
      nodes { corrections { state evidence(locale: EN) } }
    }
  }
  fragment Look on Project {
    observations(first: 100) { nodes { printed { text } reading corrections { state evidence(locale: EN) } } }
    stages { note(locale: EN) }
    memberships { note(locale: EN) }
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

interface Figure {
  readonly printed: { readonly text: string }
  readonly reading: string
  readonly corrections: readonly { readonly state: string; readonly evidence: string }[]
}

interface Look {
  readonly observations: { readonly nodes: readonly Figure[] }
  readonly stages: readonly { readonly note: string }[]
  readonly memberships: readonly { readonly note: string }[]
}

const printCorrections = (figures: readonly Pick<Figure, 'corrections'>[]) =>
  figures.flatMap(({ corrections }) => corrections.map(({ state, evidence }) => `${evidence} ${state}`)).toSorted()

/** Looks of one answer: they share the recording clock and the reading. */
type Looks = readonly [Moment, Moment, Moment]

async function ask(slug: string, looks: Looks) {
  const [first, second, third] = looks.map(({ published, recorded }) => ({
    ...(published && { published }),
    ...(recorded !== null && { recorded: printInstant(recorded) }),
  }))
  const { data, errors } = await server.send(operation, { slug, first, second, third, reading: looks[0].reading })
  expect(errors).toBeUndefined()
  const answers = ['first', 'second', 'third'].map((name) => {
    const { observations, stages, memberships } = pick(data, name) as Look
    return {
      figures: observations.nodes.map(({ printed, reading }) => `${printed.text} ${reading}`),
      stages: stages.map(({ note }) => note),
      memberships: memberships.map(({ note }) => note),
      corrections: printCorrections(observations.nodes),
    }
  })
  expect(printCorrections(pick(data, 'observations.nodes') as Figure[])).toEqual(answers[0]?.corrections)
  return answers
}

const order = (answer: ReturnType<typeof readModel>) => ({ ...answer, corrections: answer.corrections.toSorted() })

interface Asked {
  readonly looks: Looks
  readonly answers: Awaited<ReturnType<typeof ask>>
}

/** Does the work for every item, a few at a time. */
async function forAll<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let start = 0; start < items.length; start += 4)
    results.push(...(await Promise.all(items.slice(start, start + 4).map(work))))
  return results
}

/** Looks from every moment of the recording clock, in both readings, each at three of the days. */
function listLooks(known: readonly Entry[]): Looks[] {
  const published = [null, ...days]
  const recorded = [null, ...new Set(known.map(({ position }) => position))]
  return recorded.flatMap((at, index) =>
    (['AS_PRINTED', 'CORRECTED'] as const).map((reading) => {
      const look = (turn: number) => ({
        published: published[(index * 5 + turn * 2) % published.length] ?? null,
        recorded: at,
        reading,
      })
      return [look(0), look(1), look(2)] as const
    }),
  )
}

const checkMoments = (slug: string, known: readonly Entry[]): Promise<Asked[]> =>
  forAll(listLooks(known), async (looks) => {
    const answers = await ask(slug, looks)
    expect(answers).toEqual(looks.map((moment) => order(readModel(known, moment))))
    return { looks, answers }
  })

test('what was known at a moment is the same for ever, and what a naive model says', async () => {
  let cases = 0
  await fc.assert(
    fc.asyncProperty(history, async (plans) => {
      const { slug, ground } = await makeGround()
      const known: Entry[] = []
      const early: Asked[] = []
      for (const lists of [plans, plans.map((list) => list.toReversed())]) {
        await Promise.all(lists.map((list, index) => run(connections[index] as pg.Client, ground, list, known)))
        await readPositions(known)
        await forAll(early, async ({ looks, answers }) => expect(await ask(slug, looks)).toEqual(answers))
        const asked = await checkMoments(slug, known)
        cases += asked.length * 3
        early.push(...asked.filter(({ looks }) => looks[0].recorded !== null))
      }
    }),
    { numRuns: 34 },
  )
  expect(cases).toBeGreaterThan(3_000)
})
