import fc from 'fast-check'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSource, addSubjects, pick } from './data.ts'
import { type Figure, foretell, type Key, keys, type Membership, round, type World } from './group-by-oracle.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const sources = ['group-office', 'group-bureau']
const parks = 4
const firstMonth = 2015 * 12
const month = fc.integer({ min: firstMonth, max: firstMonth + 23 })

/** Months that a period has, in the accumulations that take it. */
const period = fc.oneof(
  month.map((first) => ({ accumulation: 'MONTH', first, end: first + 1 })),
  month.map((at) => ({ accumulation: 'YEAR_TO_DATE', first: at - (at % 12), end: at + 1 })),
  fc.constantFrom(firstMonth, firstMonth + 12).map((first) => ({ accumulation: 'FULL_YEAR', first, end: first + 12 })),
  fc
    .tuple(month, fc.integer({ min: 1, max: 14 }))
    .map(([first, length]) => ({ accumulation: 'UNSPECIFIED', first, end: first + length })),
)

const figure: fc.Arbitrary<Figure> = fc
  .record({
    park: fc.nat(parks - 1),
    indicator: fc.constantFrom('revenue', 'revenue', 'revenue', 'employment', 'local_trade_enterprises'),
    scope: fc.constantFrom('UNSPECIFIED', 'UNSPECIFIED', 'ALL', 'ABOVE_SCALE'),
    priceBasis: fc.constantFrom('UNSPECIFIED', 'UNSPECIFIED', 'UNSPECIFIED', 'CURRENT', 'CONSTANT'),
    nature: fc.constantFrom('ACTUAL', 'ACTUAL', 'ACTUAL', 'FORECAST'),
    measure: fc.constantFrom('LEVEL', 'LEVEL', 'LEVEL', 'LEVEL', 'LEVEL', 'CHANGE', 'GROWTH'),
    source: fc.constantFrom(0, 1),
    period,
    value: fc.option(fc.integer({ min: -20, max: 99 }), { freq: 6 }),
  })
  .map(({ period: { accumulation, ...span }, ...rest }) => ({
    ...rest,
    ...span,
    accumulation: rest.indicator === 'revenue' ? accumulation : 'STOCK',
  }))

// A park is in one of a lower number: in no circle.
const membership: fc.Arbitrary<Membership> = fc
  .record({ member: fc.integer({ min: 1, max: parks - 1 }), park: fc.nat(parks - 1), span: fc.tuple(month, month) })
  .map(({ member, park, span }) => ({
    member,
    park: park % member,
    from: Math.min(...span),
    to: Math.max(...span) + 1,
  }))

/** What a world shares, so that many have groups that add up: one kind of figures, or whatever there is. */
const shared: fc.Arbitrary<Partial<Figure>> = fc.constantFrom<Partial<Figure>>(
  {},
  { indicator: 'revenue', measure: 'LEVEL', nature: 'ACTUAL', scope: 'ALL', source: 0 },
  {
    indicator: 'employment',
    measure: 'LEVEL',
    nature: 'ACTUAL',
    scope: 'ALL',
    priceBasis: 'CURRENT',
    source: 0,
    accumulation: 'STOCK',
  },
  {
    ...{
      indicator: 'local_trade_enterprises',
      measure: 'LEVEL',
      nature: 'ACTUAL',
      scope: 'ALL',
      priceBasis: 'CURRENT',
    },
    ...{ source: 0, accumulation: 'STOCK' },
  },
  { indicator: 'revenue', measure: 'LEVEL', nature: 'ACTUAL', scope: 'UNSPECIFIED', priceBasis: 'UNSPECIFIED' },
  { indicator: 'revenue', measure: 'LEVEL', nature: 'ACTUAL', priceBasis: 'UNSPECIFIED', source: 0 },
  { measure: 'LEVEL', nature: 'ACTUAL', scope: 'UNSPECIFIED', priceBasis: 'UNSPECIFIED', source: 0 },
  {
    ...{ indicator: 'revenue', measure: 'LEVEL', nature: 'ACTUAL', scope: 'UNSPECIFIED', priceBasis: 'UNSPECIFIED' },
    ...{ accumulation: 'MONTH', source: 0 },
  },
)

const seriesOf = ({ value, ...rest }: Figure) => JSON.stringify(rest)
const worlds = fc.sample(
  fc.record({
    figures: fc
      .tuple(shared, fc.array(figure, { minLength: 1, maxLength: 7 }))
      .map(([same, figures]) =>
        figures
          .map((one) => ({ ...one, ...same, ...(same.accumulation ? { end: one.first + 1 } : {}) }))
          .filter((one, at, all) => all.findIndex((other) => seriesOf(other) === seriesOf(one)) === at),
      ),
    memberships: fc.array(membership, { maxLength: 4 }),
  }),
  { numRuns: 250, seed: 2017 },
) as readonly World[]

const bys: readonly (readonly Key[])[] = [
  [],
  ['SUBJECT'],
  ['YEAR'],
  ['PERIOD'],
  ['SUBJECT', 'PERIOD'],
  ['INDICATOR', 'SUBJECT'],
]

const rules = [
  ...['BUCKET_TOO_FINE', 'MIXED_INDICATORS', 'MIXED_MEASURES', 'MIXED_NATURES', 'MIXED_PRICES', 'MIXED_SCOPES'],
  ...[
    'MIXED_SOURCES',
    'NOT_ADDITIVE_OVER_SUBJECTS',
    'NOT_ADDITIVE_OVER_TIME',
    'OVERLAPPING_PERIODS',
    'PARTS_AND_WHOLE',
    'RATE',
  ],
  ...['TOLD_TWICE', 'YEAR_TO_DATE_OVER_TIME', 'none'],
]

const day = (at: number) => `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
const slug = (world: number, park: number) => `world-${world}-park-${park}`
const units: Readonly<Record<string, string>> = { employment: 'PERSON', local_trade_enterprises: 'ENTERPRISE' }

beforeAll(async () => {
  for (const source of sources) await addSource(server.database, source, 1)
  await addSubjects(
    server.database,
    worlds.flatMap((_, world) =>
      Array.from({ length: parks }, (__, park) => ({ kind: 'PARK' as const, slug: slug(world, park) })),
    ),
  )
  await addFigures(
    server.database,
    worlds.flatMap(({ figures }, world) =>
      figures.map(({ park, first, end, value, source, ...rest }) => ({
        ...rest,
        ...{
          subject: slug(world, park),
          ...(value === null ? { value, missingReason: 'NOT_REPORTED' } : { value: String(value) }),
          source: sources[source] as string,
        },
        ...{ start: day(first), end: day(end) },
        unit: rest.measure === 'GROWTH' ? 'PERCENT' : (units[rest.indicator] ?? 'CNY_100M'),
      })),
    ),
  )
  for (const [world, { memberships }] of worlds.entries())
    for (const { member, park, from, to } of memberships)
      await addFact(server.database, 'membership', slug(world, member), {
        ...{ park: slug(world, park), role: 'PART_OF' },
        ...{ period_start: day(from), period_end: day(to) },
      })
}, 120_000)

interface Case {
  readonly index: number
  readonly by: readonly Key[]
  readonly isExcluding: boolean
  readonly field: 'sum' | 'average'
  readonly part: 'nodes' | 'totals'
}

/** Of each world some keys, and one way with what lies within what, in turn. */
const cases = worlds.flatMap((_, index) =>
  (['nodes', 'totals'] as const).flatMap((part, at) =>
    (['sum', 'average'] as const).map(
      (field): Case => ({
        ...{ index, field, part, by: bys[(index + at) % bys.length] as readonly Key[] },
        isExcluding: Math.floor(index / bys.length) % 2 === 1,
      }),
    ),
  ),
)

/** The rule or code that refuses what is asked, or the groups. */
async function ask({ index, by, isExcluding, field, part }: Case) {
  const slugs = Array.from({ length: parks }, (_, park) => `"${slug(index, park)}"`).join(', ')
  const contained = isExcluding ? 'EXCLUDE' : 'COUNT'
  const { data, errors } = await server.send(
    `{ observations(where: { subject: { slug: { in: [${slugs}] } } }) { groupBy(by: [${by}], contained: ${contained}) { ${part} { count exactCount ${field} } } } }`,
  )
  if (errors) return { broken: String(errors[0]?.extensions?.rule ?? errors[0]?.extensions?.code) }
  const groups = [pick(data, `observations.groupBy.${part}`)].flat() as ({ count: number; exactCount: number } & Record<
    string,
    string
  >)[]
  return groups
    .map((group) => `${group.count} ${group.exactCount} ${group[field] === null ? null : round(Number(group[field]))}`)
    .sort()
}

function foretellCase({ index, by, isExcluding, field, part }: Case) {
  const demand = field === 'sum' ? 'ADD' : 'AVERAGE'
  const asked = { demand, part, isExcluding } as const
  return foretell(
    worlds[index] as World,
    by.map((key) => keys[key]),
    asked,
  )
}

test('groups of random worlds are refused and added up as a naive model tells', async () => {
  const told = new Map<string, number>()
  for (const one of cases) {
    const expected = foretellCase(one)
    expect(await ask(one), JSON.stringify({ ...one, world: worlds[one.index] })).toEqual(expected)
    const rule = Array.isArray(expected) ? 'none' : expected.broken
    told.set(rule, (told.get(rule) ?? 0) + 1)
  }
  // Each rule that such figures can break is broken by some, and many break none.
  expect([...told.keys()].sort()).toEqual(rules)
  expect(told.get('none')).toBeGreaterThan(150)
}, 240_000)
