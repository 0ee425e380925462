/** What an aggregate asks of the figures: to be of one kind, to have a mean, or to add up. */
export type Demand = 'COMPARE' | 'AVERAGE' | 'ADD'

/**
 * What is known of the figures of a group. Counts are of different ones among them; those that say what adds up, and what would count
 * twice, of the ones that tell an amount: dimensions, prices, and all from subjects on but rates.
 */
export interface GroupFacts {
  readonly dimensions: number
  readonly indicators: number
  readonly measures: number
  readonly natures: number
  readonly scopes: number
  /** Items of breakdowns, the whole among them. */
  readonly breakdowns: number
  readonly prices: number
  readonly subjects: number
  readonly periods: number
  /** Growth, shares and ranks, of indicators that are themselves such too. */
  readonly rates: number
  readonly yearsToDate: number
  /** Figures whose amount another source tells too. */
  readonly retold: number
  /** Figures told more than once of one period, by whatever source: with and without their scope, say. */
  readonly repeated: number
  /**
   * Figures of a subject and indicator whose period overlaps that of another, or that have none beside another with one, but for levels
   * that last, as stocks do.
   */
  readonly overlapping: number
  /** Of indicators that do not add up over time, and over subjects. */
  readonly lasting: number
  readonly unsummable: number
  /** Figures of subjects that lie within others of the group. */
  readonly contained: number
  /** Whether each subject has one figure, its latest: periods then differ by accident. */
  readonly isLatest: boolean
}

/** The parts of an answer that hold groups. */
export const parts = ['nodes', 'totals', 'other'] as const

interface Rule {
  readonly name: string
  readonly demands: readonly Demand[]
  /** The same in TypeScript and in SQL, over columns of the same names. */
  readonly isBroken: (facts: GroupFacts) => boolean
  readonly sql: string
  /** What is wrong, then what to do: by which keys it goes away among groups, and how in any case. */
  readonly why: string
  readonly groups?: string
  readonly advice: string
  /** What to do in a part that puts groups together, where that is something else. */
  readonly partAdvice?: string
}

const ALL = ['COMPARE', 'AVERAGE', 'ADD'] as const
const ADD = ['ADD'] as const
/** Of rules whose breach a mean shares: it is the sum that is refused, divided by a count that is wrong in the same way. */
const COMBINE = ['AVERAGE', 'ADD'] as const

const several = (name: string, fact: keyof GroupFacts, why: string, advice: string, groups?: string): Rule => ({
  name,
  demands: ALL,
  isBroken: (facts) => Number(facts[fact]) > 1,
  sql: `${fact} > 1`,
  why,
  advice,
  ...(groups ? { groups } : {}),
})

const rate = {
  why: 'growth, shares and ranks neither add up nor average over parks or time',
  advice: 'aggregate the levels that they rest on',
}

/** Holds for indicators that are shares, ranks or the like themselves, so that their levels are no amounts: in SQL, of a row. */
export const isRate = (indicator: string): string => `split_part(${indicator}.dimension, ':', 1) IN ('ratio', 'rank')`

export const whyNoRates = `${rate.why}: ${rate.advice}.`

/** Why figures must not be aggregated. The first one broken is told. */
export const aggregationRules: readonly Rule[] = [
  several(
    'MIXED_INDICATORS',
    'indicators',
    'the figures are of several indicators',
    'narrow where to one',
    'group by INDICATOR',
  ),
  several(
    'MIXED_MEASURES',
    'measures',
    'levels, changes, growth, shares and ranks are mixed',
    'narrow where to one of them',
  ),
  several(
    'MIXED_DIMENSIONS',
    'dimensions',
    'the figures measure different things, such as two currencies',
    'narrow where to one',
  ),
  several(
    'MIXED_NATURES',
    'natures',
    'what happened is mixed with forecasts, targets or plans',
    'narrow where to one',
    'group by NATURE',
  ),
  several(
    'MIXED_SCOPES',
    'scopes',
    'the whole is mixed with parts such as above-scale industry',
    'narrow where to one',
    'group by SCOPE',
  ),
  several(
    'MIXED_BREAKDOWNS',
    'breakdowns',
    'items of breakdowns are mixed with the whole or with each other, and may hold each other',
    'narrow where to one',
    'group by BREAKDOWN',
  ),
  several('MIXED_PRICES', 'prices', 'current and constant prices are mixed', 'narrow where to one of them'),
  {
    name: 'RATE',
    demands: COMBINE,
    isBroken: ({ rates }) => rates > 0,
    sql: 'rates > 0',
    ...rate,
  },
  {
    name: 'MIXED_SOURCES',
    demands: COMBINE,
    isBroken: ({ retold }) => retold > 0,
    sql: 'retold > 0',
    why: 'several sources tell the same figure, which would count twice',
    advice: 'narrow where to one source',
  },
  {
    name: 'TOLD_TWICE',
    demands: COMBINE,
    isBroken: ({ repeated }) => repeated > 0,
    sql: 'repeated > 0',
    why: 'a figure is told several times for one period, such as with its scope and without, and would count twice',
    advice: 'narrow where to one accumulation, scope and priceBasis',
  },
  {
    name: 'DIFFERENT_PERIODS',
    demands: ADD,
    isBroken: ({ isLatest, periods }) => isLatest && periods > 1,
    sql: 'is_latest AND periods > 1',
    why: 'the latest figures are of different periods',
    advice: 'name the period in figure',
  },
  {
    name: 'YEAR_TO_DATE_OVER_TIME',
    demands: COMBINE,
    isBroken: ({ periods, yearsToDate }) => periods > 1 && yearsToDate > 0,
    sql: 'periods > 1 AND years_to_date > 0',
    why: 'year-to-date figures hold each other',
    groups: 'group figures by PERIOD',
    advice: 'name one period in where or figure',
  },
  {
    name: 'NOT_ADDITIVE_OVER_TIME',
    demands: ADD,
    isBroken: ({ periods, lasting }) => periods > 1 && lasting > 0,
    sql: 'periods > 1 AND lasting > 0',
    why: 'the indicator does not add up over time, as stocks do not',
    groups: 'group figures by PERIOD',
    advice: 'narrow where to one',
  },
  {
    name: 'OVERLAPPING_PERIODS',
    demands: COMBINE,
    isBroken: ({ overlapping }) => overlapping > 0,
    sql: 'overlapping > 0',
    why: 'periods overlap, or are told of some figures alone, and days would count twice',
    groups: 'group figures by PERIOD',
    advice: 'narrow where to one accumulation',
  },
  {
    name: 'NOT_ADDITIVE_OVER_SUBJECTS',
    demands: ADD,
    isBroken: ({ subjects, unsummable }) => subjects > 1 && unsummable > 0,
    sql: 'subjects > 1 AND unsummable > 0',
    why: 'the indicator does not add up over parks',
    groups: 'group by SUBJECT',
    advice: 'narrow where to one',
  },
  {
    name: 'PARTS_AND_WHOLE',
    demands: COMBINE,
    isBroken: ({ contained }) => contained > 0,
    sql: 'contained > 0',
    why: 'some lie within others that are counted too',
    advice: 'set contained to EXCLUDE to count each once',
    partAdvice: 'set contained to EXCLUDE to count each once there, whatever the groups hold of each other',
  },
]

/** The first rule that the figures of a group break; null where they may be aggregated so. The oracle of the SQL. */
export function findBrokenRule(facts: GroupFacts, demand: Demand): string | null {
  return aggregationRules.find(({ demands, isBroken }) => demands.includes(demand) && isBroken(facts))?.name ?? null
}

/** The same as an SQL expression over columns in snake case: of all rules, or of those whose facts are there. */
export function printBrokenRule(
  demand: Demand,
  names: readonly string[] = aggregationRules.map(({ name }) => name),
): string {
  const arms = aggregationRules
    .filter(({ name, demands }) => names.includes(name) && demands.includes(demand))
    .map(({ name, sql }) => `WHEN ${sql} THEN '${name}'`)
  return `CASE ${arms.join(' ')} END`
}

/** Why a rule is broken and what to do: among groups, or in a part of the answer that puts groups together, such as totals. */
export function explainRule({ why, groups, advice, partAdvice }: Rule, part: (typeof parts)[number]): string {
  if (part === 'nodes') return `${why}: ${groups ? `${groups}, or ` : ''}${advice}.`
  return `${part} puts groups together, and ${why}: leave the aggregate out of ${part}, or ${partAdvice ?? advice}.`
}

/** The same as an SQL expression, of the rule and the part that two columns name. No text of a rule holds a quote. */
export function printReason(rule: string, part: string): string {
  const arms = parts.flatMap((name) =>
    aggregationRules.map((one) => `WHEN '${one.name} ${name}' THEN '${explainRule(one, name)}'`),
  )
  return `CASE ${rule} || ' ' || ${part} ${arms.join(' ')} END`
}
