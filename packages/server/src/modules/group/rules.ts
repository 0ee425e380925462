/** What an aggregate asks of the figures: to be of one kind, to have a mean, or to add up. */
export type Demand = 'COMPARE' | 'AVERAGE' | 'ADD'

/** What is known of the figures of a group. Counts are of different ones among them. */
export interface GroupFacts {
  readonly dimensions: number
  readonly indicators: number
  readonly measures: number
  readonly natures: number
  readonly scopes: number
  readonly prices: number
  readonly subjects: number
  readonly periods: number
  /** Growth, shares and ranks. */
  readonly rates: number
  readonly yearsToDate: number
  /** Figures that another source tells too. */
  readonly retold: number
  /** Figures of a subject and indicator whose period overlaps that of another, but for levels that last, as stocks do. */
  readonly overlapping: number
  /** Of indicators that do not add up over time, and over subjects. */
  readonly lasting: number
  readonly unsummable: number
  /** Figures of subjects that lie within others of the group. */
  readonly contained: number
  /** Whether each subject has one figure, its latest: periods then differ by accident. */
  readonly isLatest: boolean
}

interface Rule {
  readonly name: string
  readonly demands: readonly Demand[]
  /** The same in TypeScript and in SQL, over columns of the same names. */
  readonly isBroken: (facts: GroupFacts) => boolean
  readonly sql: string
  readonly why: string
}

const ALL = ['COMPARE', 'AVERAGE', 'ADD'] as const
const ADD = ['ADD'] as const
/** Of rules whose breach a mean shares: it is the sum that is refused, divided by a count that is wrong in the same way. */
const COMBINE = ['AVERAGE', 'ADD'] as const

const several = (name: string, fact: keyof GroupFacts, why: string): Rule => ({
  name,
  demands: ALL,
  isBroken: (facts) => Number(facts[fact]) > 1,
  sql: `${fact} > 1`,
  why,
})

export const whyNoRates =
  'growth, shares and ranks neither add up nor average over parks or time: aggregate the levels that they rest on.'

/** Why figures must not be aggregated. The first one broken is told. */
export const aggregationRules: readonly Rule[] = [
  several(
    'MIXED_INDICATORS',
    'indicators',
    'the figures are of several indicators: group by INDICATOR, or narrow where to one.',
  ),
  several(
    'MIXED_DIMENSIONS',
    'dimensions',
    'the figures measure different things, such as two currencies: narrow where to one.',
  ),
  several(
    'MIXED_MEASURES',
    'measures',
    'levels, changes, growth, shares and ranks are mixed: narrow where to one of them.',
  ),
  several(
    'MIXED_NATURES',
    'natures',
    'what happened is mixed with forecasts, targets or plans: group by NATURE, or narrow where to one.',
  ),
  several(
    'MIXED_SCOPES',
    'scopes',
    'the whole is mixed with parts such as above-scale industry: group by SCOPE, or narrow where to one.',
  ),
  several('MIXED_PRICES', 'prices', 'current and constant prices are mixed: narrow where to one of them.'),
  {
    name: 'RATE',
    demands: COMBINE,
    isBroken: ({ rates }) => rates > 0,
    sql: 'rates > 0',
    why: whyNoRates,
  },
  {
    name: 'MIXED_SOURCES',
    demands: COMBINE,
    isBroken: ({ retold }) => retold > 0,
    sql: 'retold > 0',
    why: 'several sources tell the same figure, which would count twice: narrow where to one source.',
  },
  {
    name: 'DIFFERENT_PERIODS',
    demands: ADD,
    isBroken: ({ isLatest, periods }) => isLatest && periods > 1,
    sql: 'is_latest AND periods > 1',
    why: 'the latest figures are of different periods: name the period in figure.',
  },
  {
    name: 'YEAR_TO_DATE_OVER_TIME',
    demands: COMBINE,
    isBroken: ({ periods, yearsToDate }) => periods > 1 && yearsToDate > 0,
    sql: 'periods > 1 AND years_to_date > 0',
    why: 'year-to-date figures hold each other: group figures by PERIOD, or name one period in where or figure.',
  },
  {
    name: 'NOT_ADDITIVE_OVER_TIME',
    demands: ADD,
    isBroken: ({ periods, lasting }) => periods > 1 && lasting > 0,
    sql: 'periods > 1 AND lasting > 0',
    why: 'the indicator does not add up over time, as stocks do not: group figures by PERIOD, or narrow where to one.',
  },
  {
    name: 'OVERLAPPING_PERIODS',
    demands: COMBINE,
    isBroken: ({ overlapping }) => overlapping > 0,
    sql: 'overlapping > 0',
    why: 'periods overlap, and days would count twice: group figures by PERIOD, or narrow where to one accumulation.',
  },
  {
    name: 'NOT_ADDITIVE_OVER_SUBJECTS',
    demands: ADD,
    isBroken: ({ subjects, unsummable }) => subjects > 1 && unsummable > 0,
    sql: 'subjects > 1 AND unsummable > 0',
    why: 'the indicator does not add up over parks: group by SUBJECT, or narrow where to one.',
  },
  {
    name: 'PARTS_AND_WHOLE',
    demands: COMBINE,
    isBroken: ({ contained }) => contained > 0,
    sql: 'contained > 0',
    why: 'some lie within others that are counted too: set contained to EXCLUDE to count each once.',
  },
]

/** The first rule that the figures of a group break; null where they may be aggregated so. The oracle of the SQL. */
export function findBrokenRule(facts: GroupFacts, demand: Demand): string | null {
  return aggregationRules.find(({ demands, isBroken }) => demands.includes(demand) && isBroken(facts))?.name ?? null
}

/** The same as an SQL expression over columns in snake case. */
export function printBrokenRule(demand: Demand): string {
  const arms = aggregationRules
    .filter(({ demands }) => demands.includes(demand))
    .map(({ name, sql }) => `WHEN ${sql} THEN '${name}'`)
  return `CASE ${arms.join(' ')} END`
}

/** An SQL expression for why the rule in a column is broken. No text of a rule holds a quote. */
export function printReason(column: string): string {
  return `CASE ${column} ${aggregationRules.map(({ name, why }) => `WHEN '${name}' THEN '${why}'`).join(' ')} END`
}
