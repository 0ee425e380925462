import { createKey, localOwner } from '@parkgraph/db'
import fc from 'fast-check'
import { beforeAll, expect, test, vi } from 'vitest'
import { useServer } from '../kit/server.ts'
import { type AccessLevel, addCorrection, addFigures, addSubjects, pick } from './data.ts'
import { publish } from './publishing.ts'

vi.setConfig({ testTimeout: 300_000 })
const server = useServer()
const tokens: (string | null)[] = [null]

beforeAll(async () => {
  for (const role of ['READER', 'EDITOR'] as const)
    tokens.push(
      await createKey(server.database.pool, localOwner, { label: role, role, scope: { isAll: true }, expires: null }),
    )
})

const level = fc.constantFrom<AccessLevel>('PUBLIC', 'INTERNAL', 'RESTRICTED')

const write = fc.oneof(
  fc.record({
    kind: fc.constant('figure' as const),
    of: fc.constantFrom('a', 'b'),
    year: fc.integer({ min: 2015, max: 2017 }),
    value: fc.integer({ min: 1, max: 9 }),
    accessLevel: level,
    seriesAccessLevel: level,
    breakdown: fc.constantFrom('', '', 'part'),
    day: fc.integer({ min: 0, max: 18 }),
  }),
  fc.record({ kind: fc.constant('correction' as const), of: fc.nat(9), accessLevel: level }),
  fc.record({
    kind: fc.constant('release' as const),
    of: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
    level: fc.constantFrom('PUBLIC', 'INTERNAL'),
  }),
)

type Write = typeof write extends fc.Arbitrary<infer Item> ? Item : never

/** Writes it, about the parks `a` and `b` and the figures that are there, and yields the ids of new ones. */
async function perform(item: Write, a: string, b: string, ids: readonly string[]): Promise<string[]> {
  const of = (index: number) => ids[index % ids.length] ?? ''
  if (item.kind === 'figure') {
    const { year, day, of: subject, value, accessLevel, seriesAccessLevel, breakdown } = item
    const days = { start: `${year}-01-01`, end: `${year + 1}-01-01`, publishedOn: `2018-01-${10 + day}` }
    const what = { subject: subject === 'a' ? a : b, indicator: 'tax_revenue', value: String(value), breakdown }
    return addFigures(server.database, [{ ...days, ...what, accessLevel, seriesAccessLevel }])
  }
  if (item.kind === 'correction') await addCorrection(server.database, of(item.of), item.accessLevel)
  else await publish(server.database, [...new Set(item.of.map(of))], item.level)
  return []
}

const figure = '{ id value period corrections { changes state } doubts { id } revisions { difference } }'
const look = (asOf: string) => {
  const at = asOf && `asOf: { recorded: "${asOf}" }`
  const among = asOf && `, ${at}`
  return `query ($a: String!, $b: String!, $ids: [ID!]!) {
    nodes(ids: $ids${among}) { id ... on Observation { value accumulation } }
    park(slug: $a${among}) { taxRevenue ${figure} series(first: 10) { totalCount nodes { id breakdown observations(first: 20) { totalCount nodes ${figure} } } }
      checks(first: 20) { totalCount nodes { rule message } } }
    corrected: park(slug: $a, reading: CORRECTED${among}) { taxRevenue { value } observations(first: 20) { totalCount nodes { value } } }
    then: park(slug: $a, asOf: { published: "2018-01-15"${asOf && `, recorded: "${asOf}"`} }) { taxRevenue { value } observations { totalCount } }
    observations(first: 20, where: { subject: { slug: { in: [$a, $b] } } }${among}) { totalCount nodes { id value } }
    parks(first: 10, where: { slug: { in: [$a, $b] } }, orderBy: [{ taxRevenue: { direction: DESC } }, { slug: ASC }]${among}) { nodes { slug taxRevenue { value } } }
    timeSeries(subjects: [$a, $b], indicators: ["tax_revenue"], bucket: YEAR, from: "2015", to: "2017", measures: [LEVEL, YEAR_ON_YEAR]${among}) { series { columns { values reasons } } }
    ranking(by: { indicator: { indicator: "tax_revenue" } }, among: { where: { slug: { in: [$a, $b] } } }${among}) { count rows { rank subject { slug } value observation { id } } }
    coverage(subjects: [$a, $b], first: 100${among}) { totalCount nodes { count firstPeriod lastPeriod } }
    corrections(first: 100${among}) { totalCount nodes { id state } }
    clock
  }`
}

let histories = 0

test('as of a moment before a release, everybody sees what they saw then', async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(fc.array(write, { minLength: 4, maxLength: 9 }), async (writes) => {
      histories += 1
      const [a, b] = [`published-${histories}-a`, `published-${histories}-b`]
      await addSubjects(
        server.database,
        [a, b].map((slug) => ({ kind: 'PARK', slug })),
      )
      const ids: string[] = []
      const asked: { clock: string; ids: string[]; answers: unknown[] }[] = []
      const ask = (known: string[], asOf = '') =>
        Promise.all(
          tokens.map(async (token) => {
            const { data, errors } = await server.send(look(asOf), { a, b, ids: known }, token)
            expect(errors).toBeUndefined()
            return data as Record<string, unknown>
          }),
        )
      for (const item of writes) {
        if (item.kind !== 'figure' && ids.length === 0) continue
        ids.push(...(await perform(item, a, b, ids)))
        const answers = await ask([...ids])
        const clock = pick(answers[0] ?? {}, 'clock') as string
        asked.push({ clock, ids: [...ids], answers: answers.map(({ clock: _, ...answer }) => answer) })
      }
      for (const then of asked) {
        const again = await ask(then.ids, then.clock)
        expect(again.map(({ clock: _, ...answer }) => answer)).toEqual(then.answers)
        compared += 1
      }
    }),
    { numRuns: 4, endOnFailure: true },
  )
  expect(compared).toBeGreaterThan(5)
})
