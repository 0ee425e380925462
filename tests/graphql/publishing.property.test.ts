import { createKey, localOwner } from '@parkgraph/db'
import fc from 'fast-check'
import { beforeAll, expect, test, vi } from 'vitest'
import { useServer } from '../kit/server.ts'
import { type AccessLevel, addCorrection, addFact, addFigures, addSubjects, pick } from './data.ts'
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
  fc.record({ kind: fc.constant('firm' as const), accessLevel: level }),
  fc.record({
    kind: fc.constant('fact' as const),
    of: fc.nat(9),
    accessLevel: level,
    revises: fc.option(fc.nat(9)),
    isWithdrawal: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('release' as const),
    of: fc.array(fc.nat(19), { minLength: 1, maxLength: 3 }),
    level: fc.constantFrom('PUBLIC', 'INTERNAL'),
  }),
)

type Write = typeof write extends fc.Arbitrary<infer Item> ? Item : never

/** What a history wrote: figures by their ids, and what everybody has to see of firms and their titles. */
interface World {
  readonly figures: string[]
  readonly firms: { readonly id: string; readonly slug: string; level: AccessLevel }[]
  readonly titles: {
    readonly id: string
    readonly firm: string
    readonly first: string
    readonly title: string
    readonly isWithdrawal: boolean
    level: AccessLevel
  }[]
}

const levels: readonly AccessLevel[] = ['PUBLIC', 'INTERNAL', 'RESTRICTED']
const isUpTo = (one: AccessLevel, other: AccessLevel) => levels.indexOf(one) <= levels.indexOf(other)
const keyOf = (id: string) => Buffer.from(id, 'base64').toString().split(':')[1] ?? ''
const toId = (type: string, key: string) => Buffer.from(`${type}:${key}`).toString('base64')

/** Firms in the park with their titles, as who sees rows up to a level has to see them. */
function tellFirms({ firms, titles }: World, most: AccessLevel) {
  const seen = titles.filter(({ level: own }) => isUpTo(own, most))
  const held = seen.filter(
    ({ id, first }) => !seen.some((later) => later.first === first && +keyOf(later.id) > +keyOf(id)),
  )
  return firms
    .filter(({ level: own }) => isUpTo(own, most))
    .map(({ slug }) => ({
      slug,
      honours: held.flatMap((one) => (one.firm === slug && !one.isWithdrawal ? [{ title: one.title }] : [])),
    }))
}

async function addFirm({ firms }: World, park: string, accessLevel: AccessLevel): Promise<void> {
  const slug = `${park}-firm-${firms.length}`
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug, park, accessLevel }])
  const { rows } = await server.database.pool.query('SELECT id FROM subject WHERE slug = $1', [slug])
  firms.push({ id: toId('Enterprise', rows[0].id), slug, level: accessLevel })
}

/** Tells a title of a firm, or a further version of one. */
async function addTitle(world: World, { of, revises, ...item }: Extract<Write, { kind: 'fact' }>): Promise<void> {
  const { firms, titles } = world
  const before = revises === null ? undefined : titles[revises % titles.length]
  const firm = before?.firm ?? firms[of % firms.length]?.slug
  if (firm === undefined) return
  const title = `title ${titles.length}`
  const isWithdrawal = before !== undefined && item.isWithdrawal
  const version = before ? { supersedes_id: keyOf(before.first), is_withdrawal: isWithdrawal } : {}
  const id = await addFact(server.database, 'honour', firm, { title, access_level: item.accessLevel, ...version })
  const own = toId('Honour', id)
  titles.push({ id: own, firm, first: before?.first ?? own, title, isWithdrawal, level: item.accessLevel })
}

/** Releases some of what there is, and lowers the levels that the model has. */
async function release({ figures, firms, titles }: World, of: readonly number[], to: AccessLevel): Promise<void> {
  const all = [...figures, ...firms.map(({ id }) => id), ...titles.map(({ id }) => id)]
  const named = [...new Set(of.flatMap((index) => all[index % all.length] ?? []))]
  if (named.length === 0) return
  await publish(server.database, named, to)
  for (const row of [...firms, ...titles]) if (named.includes(row.id) && isUpTo(to, row.level)) row.level = to
}

/** Writes it, about the parks `a` and `b` and what is there. */
async function perform(item: Write, a: string, b: string, world: World): Promise<void> {
  const { figures } = world
  if (item.kind === 'figure') {
    const { year, day, of: subject, value, accessLevel, seriesAccessLevel, breakdown } = item
    const days = { start: `${year}-01-01`, end: `${year + 1}-01-01`, publishedOn: `2018-01-${10 + day}` }
    const what = { subject: subject === 'a' ? a : b, indicator: 'tax_revenue', value: String(value), breakdown }
    figures.push(...(await addFigures(server.database, [{ ...days, ...what, accessLevel, seriesAccessLevel }])))
  }
  if (item.kind === 'firm') await addFirm(world, a, item.accessLevel)
  if (item.kind === 'fact') await addTitle(world, item)
  const figure = item.kind === 'correction' ? figures[item.of % figures.length] : undefined
  if (item.kind === 'correction' && figure) await addCorrection(server.database, figure, item.accessLevel)
  if (item.kind === 'release') await release(world, item.of, item.level)
}

const figure = '{ id value period corrections { changes state } doubts { id } revisions { difference } }'
const look = (asOf: string) => {
  const at = asOf && `asOf: { recorded: "${asOf}" }`
  const among = asOf && `, ${at}`
  return `query ($a: String!, $b: String!, $ids: [ID!]!, $after: DateTime) {
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
    firms: park(slug: $a${among}) { enterprises(first: 100, orderBy: [{ slug: ASC }]) { totalCount nodes { slug honours { title } } } }
    enterprises(first: 100, updatedAfter: $after, where: { slug: { startsWith: $a } }${among}) { nodes { slug honours(updatedAfter: $after) { title } } }
    since: observations(first: 20, updatedAfter: $after, where: { subject: { slug: { in: [$a, $b] } } }${among}) { nodes { id } }
    clock
  }`
}

let histories = 0

test('everybody sees what the levels say, and as of a moment before a release what they saw then', async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(fc.array(write, { minLength: 5, maxLength: 10 }), async (writes) => {
      histories += 1
      const [a, b] = [`published-${histories}-a`, `published-${histories}-b`]
      await addSubjects(
        server.database,
        [a, b].map((slug) => ({ kind: 'PARK', slug })),
      )
      const world: World = { figures: [], firms: [], titles: [] }
      const asked: { clock: string; ids: string[]; after: string | null; answers: unknown[] }[] = []
      const ask = (ids: string[], after: string | null, asOf = '') =>
        Promise.all(
          tokens.map(async (token) => {
            const { data, errors } = await server.send(look(asOf), { a, b, ids, after }, token)
            expect(errors).toBeUndefined()
            return data as Record<string, unknown>
          }),
        )
      for (const item of writes) {
        await perform(item, a, b, world)
        const ids = [...world.figures]
        const after = asked[Math.floor(asked.length / 2)]?.clock ?? null
        const answers = await ask(ids, after)
        for (const [index, most] of levels.entries()) {
          const nodes = tellFirms(world, most)
          expect(pick(answers[index] ?? {}, 'firms.enterprises')).toEqual({ totalCount: nodes.length, nodes })
        }
        const clock = pick(answers[0] ?? {}, 'clock') as string
        asked.push({ clock, ids, after, answers: answers.map(({ clock: _, ...answer }) => answer) })
      }
      for (const then of asked) {
        const again = await ask(then.ids, then.after, then.clock)
        expect(again.map(({ clock: _, ...answer }) => answer)).toEqual(then.answers)
        compared += 1
      }
    }),
    { numRuns: 4, endOnFailure: true },
  )
  expect(compared).toBeGreaterThan(5)
})
