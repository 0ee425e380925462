// What groups of figures add up to, and which rule refuses it, found naively: by looking at each pair of figures, day by day.

export interface Figure {
  readonly park: number
  readonly indicator: string
  readonly measure: string
  readonly nature: string
  readonly scope: string
  readonly priceBasis: string
  readonly accumulation: string
  readonly source: number
  /** Its first month, and the one after its last. */
  readonly first: number
  readonly end: number
  /** Null where it is recorded as missing. */
  readonly value: number | null
}

/** A park lies in another one from the first day of a month until before that of another. */
export interface Membership {
  readonly member: number
  readonly park: number
  readonly from: number
  readonly to: number
}

export interface World {
  readonly figures: readonly Figure[]
  readonly memberships: readonly Membership[]
}

export type Key = 'SUBJECT' | 'INDICATOR' | 'YEAR' | 'PERIOD'
export interface Broken {
  readonly broken: string
}

/** The key of a figure; null where its period lies in no one span. */
type KeyOf = (figure: Figure) => string | null

export const keys: Readonly<Record<Key, KeyOf>> = {
  SUBJECT: ({ park }) => String(park),
  INDICATOR: ({ indicator }) => indicator,
  YEAR: ({ first, end }) =>
    Math.floor(first / 12) === Math.floor((end - 1) / 12) ? String(Math.floor(first / 12)) : null,
  PERIOD: ({ first, end }) => `${first}-${end}`,
}

const levelsThatLast = ['employment', 'local_trade_enterprises']
const notOverParks = ['local_trade_enterprises']
const wholeOf = (scope: string) => (scope === 'ABOVE_SCALE' ? scope : 'WHOLE')
const lasts = ({ indicator, measure }: Figure) => levelsThatLast.includes(indicator) && measure === 'LEVEL'

/** Parks that a park lies in on the last day of the month before `end`, at any depth. */
function listAround(park: number, end: number, memberships: readonly Membership[]): number[] {
  const direct = memberships.filter(({ member, from, to }) => member === park && from < end && end <= to)
  return direct.flatMap((one) => [one.park, ...listAround(one.park, end, memberships)])
}

/** What is missing adds nothing, and so counts nothing twice. */
const listTold = (figures: readonly Figure[]) => figures.filter(({ value }) => value !== null)

const isWithin = (figure: Figure, among: readonly Figure[], { memberships }: World) =>
  listAround(figure.park, figure.end, memberships).some((park) => listTold(among).some((one) => one.park === park))

/** Whether two figures tell the same thing of a park: whatever prices, accumulation and source they state. */
const isSame = (one: Figure, other: Figure) =>
  one !== other &&
  one.park === other.park &&
  one.indicator === other.indicator &&
  one.measure === other.measure &&
  one.nature === other.nature &&
  wholeOf(one.scope) === wholeOf(other.scope)
const isOfPeriod = (one: Figure, other: Figure) => one.first === other.first && one.end === other.end
const isSharingDays = (one: Figure, other: Figure) => one.first < other.end && other.first < one.end

/** The first rule that the figures break for a sum or a mean, in the order in which they are told. */
function findRule(figures: readonly Figure[], world: World, demand: 'ADD' | 'AVERAGE'): string | null {
  const told = listTold(figures)
  const areMixed = (among: readonly Figure[], read: (figure: Figure) => unknown) => new Set(among.map(read)).size > 1
  const isMixed = (read: (figure: Figure) => unknown) => areMixed(figures, read)
  const some = (holds: (one: Figure, other: Figure) => boolean) =>
    told.some((one) => told.some((other) => holds(one, other)))
  const isOverTime = areMixed(told, ({ first, end }) => `${first} ${end}`)
  const rules: readonly (readonly [string, boolean])[] = [
    ['MIXED_INDICATORS', isMixed(({ indicator }) => indicator)],
    ['MIXED_MEASURES', isMixed(({ measure }) => measure)],
    ['MIXED_NATURES', isMixed(({ nature }) => nature)],
    ['MIXED_SCOPES', isMixed(({ scope }) => wholeOf(scope))],
    [
      'MIXED_PRICES',
      told.some((one) => one.priceBasis === 'CURRENT') && told.some((one) => one.priceBasis === 'CONSTANT'),
    ],
    ['RATE', figures.some(({ measure }) => measure === 'GROWTH')],
    [
      'MIXED_SOURCES',
      some((one, other) => isSame(one, other) && isOfPeriod(one, other) && one.source !== other.source),
    ],
    ['TOLD_TWICE', some((one, other) => isSame(one, other) && isOfPeriod(one, other))],
    ['YEAR_TO_DATE_OVER_TIME', isOverTime && told.some(({ accumulation }) => accumulation === 'YEAR_TO_DATE')],
    ['NOT_ADDITIVE_OVER_TIME', demand === 'ADD' && isOverTime && told.some(lasts)],
    ['OVERLAPPING_PERIODS', some((one, other) => !lasts(one) && isSame(one, other) && isSharingDays(one, other))],
    [
      'NOT_ADDITIVE_OVER_SUBJECTS',
      demand === 'ADD' &&
        areMixed(told, ({ park }) => park) &&
        told.some((one) => notOverParks.includes(one.indicator)),
    ],
    ['PARTS_AND_WHOLE', told.some((one) => isWithin(one, figures, world))],
  ]
  return rules.find(([, isBroken]) => isBroken)?.[0] ?? null
}

export const round = (value: number) => String(Number(value.toFixed(6)))

/** How many figures each group has, or all as one, how many of them tell an amount, and their aggregate, in the order of these texts; or what refuses it. */
export function foretell(
  world: World,
  by: readonly KeyOf[],
  asked: { demand: 'ADD' | 'AVERAGE'; part: 'nodes' | 'totals'; isExcluding: boolean },
): string[] | Broken {
  const leave = (figures: readonly Figure[]) =>
    asked.isExcluding ? figures.filter((one) => !isWithin(one, figures, world)) : figures
  const keyOf = (figure: Figure) => JSON.stringify(by.map((read) => read(figure)))
  const all = [...new Set(world.figures.map(keyOf))].map((key) => world.figures.filter((one) => keyOf(one) === key))
  const shown = all.filter((figures) => leave(figures).length > 0)
  const counted = shown.flatMap(leave)
  const groups = (asked.part === 'totals' ? [shown.flat()] : shown).map(leave)
  const rules = groups.map((figures) =>
    findRule(figures, asked.isExcluding ? { ...world, memberships: [] } : world, asked.demand),
  )
  const broken = rules.filter((rule) => rule !== null).sort()[0]
  if (broken) return { broken }
  if (by.some((read) => listTold(counted).some((figure) => read(figure) === null))) return { broken: 'BUCKET_TOO_FINE' }
  const told = groups.map((figures) => {
    const values = figures.flatMap(({ value }) => (value === null ? [] : [value]))
    const sum = values.reduce((total, value) => total + value, 0)
    const amount = values.length === 0 ? null : round(asked.demand === 'ADD' ? sum : sum / values.length)
    return `${figures.length} ${values.length} ${amount}`
  })
  return told.sort()
}
