import fc from 'fast-check'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { learn, type Sum } from './suppression-oracle.ts'
import { makeKey } from './writing.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

/** The tax of each firm by park; null for a firm that tells none. */
type World = readonly (readonly (number | null)[])[]

const tax = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -9, max: 99 }) },
  { weight: 1, arbitrary: fc.constant(null) },
)
const cell = fc.oneof(
  { weight: 2, arbitrary: fc.array(tax, { minLength: 1, maxLength: 2 }) },
  { weight: 3, arbitrary: fc.array(tax, { minLength: 3, maxLength: 6 }) },
)
const worlds = fc.sample(fc.array(cell, { minLength: 1, maxLength: 6 }), {
  numRuns: 8,
  seed: 2017,
}) as readonly World[]

const perWorld = 4

interface Asked {
  readonly by: string
  readonly orderBy: string
  readonly having: string
  readonly top: number | null
  readonly first: number
}

const asked: fc.Arbitrary<Asked> = fc.record({
  by: fc.constantFrom('PARK', 'PARK', 'PARK', 'PARK', ''),
  orderBy: fc.constantFrom(
    '',
    ...['SUM', 'COUNT', 'MIN'].flatMap((aggregate) => [
      `{ aggregate: ${aggregate} }`,
      `{ aggregate: ${aggregate}, direction: DESC }`,
    ]),
  ),
  having: fc.constantFrom(
    '',
    '',
    'sum: { unit: CNY_10K, gte: 20 }',
    'max: { unit: CNY_10K, lte: 90 }',
    'count: { gte: 4 }',
    'count: { lte: 4 }',
  ),
  top: fc.option(fc.integer({ min: 1, max: 5 })),
  first: fc.constantFrom(1, 2, 100, 100),
})
const questions = fc.sample(asked, { numRuns: perWorld * worlds.length, seed: 43 })

const park = (world: number, at: number) => `world-${world}-park-${at}`
const firm = (world: number, at: number, index: number) => `world-${world}-firm-${at}-${index}`

const parks = worlds.flatMap((world, index) => world.map((taxes, at) => ({ index, at, taxes, slug: park(index, at) })))
const tokens: string[] = []

beforeAll(async () => {
  const { database } = server
  await addSubjects(
    database,
    parks.map(({ slug }) => ({ kind: 'PARK', slug, reportedBy: slug })),
  )
  await addSubjects(
    database,
    parks.flatMap(({ index, at, taxes, slug }) =>
      taxes.map((_, number) => ({
        ...{ kind: 'ENTERPRISE' as const, slug: firm(index, at, number), park: slug, reportedBy: slug },
      })),
    ),
  )
  await addFigures(
    database,
    parks.flatMap(({ index, at, taxes, slug }) =>
      taxes.flatMap((value, number) =>
        value === null
          ? []
          : {
              ...{ subject: firm(index, at, number), indicator: 'tax_revenue', value: String(value), reportedBy: slug },
              ...{ start: '2017-01-01', end: '2018-01-01', accumulation: 'FULL_YEAR' },
            },
      ),
    ),
  )
  for (const index of worlds.keys()) tokens.push(await makeKey(server, 'READER', { park: park(index, 0) }))
}, 240_000)

interface Group {
  readonly key: { readonly park: { readonly slug: string } | null }
  readonly suppressed: boolean
  readonly count: number | null
  readonly sum: string | null
}
interface Answer {
  readonly nodes: readonly Group[]
  readonly totals: Group
  readonly other: Group | null
}

async function ask(index: number, { by, orderBy, having, top, first }: Asked, token: string | null): Promise<Answer> {
  const slugs = (worlds[index] as World).map((_, at) => `"${park(index, at)}"`).join(', ')
  const fields = 'key { park { slug } } suppressed count sum(unit: CNY_10K)'
  const { data, errors } = await server.send(
    `{ enterprises(where: { park: { slug: { in: [${slugs}] } } }) { groupBy(by: [${by}], first: ${first}, top: ${top},
      figure: { indicator: "tax_revenue", period: "2017" }, having: { ${having} }, orderBy: [${orderBy}]) { nodes { ${fields} } totals { ${fields} } other { ${fields} } } } }`,
    {},
    token,
  )
  expect(errors).toBeUndefined()
  return pick(data, 'enterprises.groupBy') as Answer
}

/** All firms of a world in a row, by the place of their park. */
const firmsOf = (index: number) =>
  (worlds[index] as World).flatMap((taxes, at) => taxes.map((value) => ({ value, slug: park(index, at) })))

/** A cell of an answer: how often it counts each firm, and each figure. */
interface Cell {
  readonly group: Group
  readonly firms: Sum
  readonly figures: Sum
}

/** The cells of an answer, each with what it is made of: that of parts follows from what is asked without them. */
async function listCells(index: number, question: Asked, token: string | null): Promise<Cell[]> {
  const answer = await ask(index, question, token)
  const isWhole = question.top === null && question.first === 100
  const whole = isWhole ? answer : await ask(index, { ...question, top: null, first: 100 }, token)
  const all = firmsOf(index)
  const of = (group: Group, groups: readonly Group[]): Cell => {
    const slugs = groups.map(({ key }) => key.park?.slug)
    const counts = (slug: string) => (slugs.includes(undefined) || slugs.includes(slug) ? 1 : 0)
    return {
      group,
      firms: all.map(({ slug }) => counts(slug)),
      figures: all.map(({ slug, value }) => (value === null ? 0 : counts(slug))),
    }
  }
  return [
    ...answer.nodes.map((group) => of(group, [group])),
    of(answer.totals, whole.nodes),
    ...(answer.other ? [of(answer.other, whole.nodes.slice(question.top as number))] : []),
  ]
}

const add = (sum: Sum, values: readonly number[]) =>
  sum.reduce((total, times, at) => total + times * (values[at] as number), 0)
const sizeOf = (sum: Sum) => sum.filter((times) => times !== 0).length

/** Sums of one and two of some places. */
function listSecrets(places: readonly number[], length: number): Sum[] {
  const sums = places.flatMap((one) => places.filter((other) => other >= one).map((other) => [one, other]))
  return sums.map((sum) => Array.from({ length }, (_, at) => (sum.includes(at) ? 1 : 0)))
}

const measures = ['firms', 'figures'] as const
type Measure = (typeof measures)[number]

/** What somebody was told of a world, and knows anyway. */
interface Reader {
  readonly index: number
  readonly token: string | null
  /** Sums that were told before, but for what lies beyond the top of another question. */
  readonly before: Readonly<Record<Measure, Sum[]>>
}

const readFirms = ({ index, token }: Reader) =>
  firmsOf(index).map((one) => ({ ...one, isOwn: token !== null && one.slug === park(index, 0) }))

/** What a cell shows is what it is made of: else there would be nothing to work out. */
function checkTold({ group, firms, figures }: Cell, all: readonly { value: number | null }[]): void {
  const values = all.map(({ value }) => value ?? 0)
  expect([group.count, Number(group.sum)]).toEqual([sizeOf(firms), add(figures, values)])
}

/** Sums that the reader must not know: cells that are suppressed, and one or two firms of parks of others. */
function listHidden(reader: Reader, cells: readonly Cell[], measure: Measure): Sum[] {
  const all = readFirms(reader)
  const secret = all.flatMap(({ value, isOwn }, at) => (isOwn || (measure === 'figures' && value === null) ? [] : [at]))
  const suppressed = cells.filter(({ group }) => group.suppressed).map((one) => one[measure])
  return [...suppressed.filter((sum) => sizeOf(sum) > 0), ...listSecrets(secret, all.length)]
}

/** Which of what must not be known follows from the answer, and from it with the answers before. */
function findLeaks(reader: Reader, { top }: Asked, cells: readonly Cell[], measure: Measure): Sum[] {
  const all = readFirms(reader)
  const known = all.flatMap(({ isOwn }, place) => (isOwn ? [all.map((_, at) => (at === place ? 1 : 0))] : []))
  const told = cells.filter(({ group }) => !group.suppressed).map((one) => one[measure])
  if (top === null) reader.before[measure].push(...told)
  const canWorkOut = learn([...known, ...told, ...(top === null ? reader.before[measure] : [])])
  return listHidden(reader, cells, measure).filter(canWorkOut)
}

test.each([
  ['nobody', false],
  ['a reader of one of the parks, who knows its figures', true],
])(
  'no cell that is suppressed, and no one or two firms, follow from what an answer tells to %s',
  async (_, isReader) => {
    const counts = { suppressed: 0, told: 0 }
    for (const [index, world] of worlds.entries()) {
      const reader: Reader = {
        ...{ index, token: isReader ? (tokens[index] as string) : null, before: { firms: [], figures: [] } },
      }
      for (const question of questions.slice(index * perWorld, (index + 1) * perWorld)) {
        const cells = await listCells(index, question, reader.token)
        const told = cells.filter(({ group }) => !group.suppressed)
        for (const cell of told) checkTold(cell, firmsOf(index))
        for (const measure of measures)
          expect(
            findLeaks(reader, question, cells, measure),
            JSON.stringify({ measure, question, cells, world }),
          ).toEqual([])
        counts.told += told.length
        counts.suppressed += cells.length - told.length
      }
    }
    expect(counts.suppressed).toBeGreaterThan(4)
    expect(counts.told).toBeGreaterThan(5)
  },
  240_000,
)
