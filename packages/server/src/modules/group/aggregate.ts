import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import { tellsAmount } from '../observation/rows.ts'
import { keyColumn } from './keys.ts'
import { columnOf, readPercentiles } from './percentile.ts'
import { countFirms, countHidden, ownColumn } from './protect.ts'
import { type Demand, isRate, printBrokenRule } from './rules.ts'
import { getKeyColumns, getKeys, printKey, type Question, wholeScope } from './select.ts'

/** A FROM item of aggregates, and their names. */
export interface Aggregated {
  readonly found: Sql
  readonly names: readonly string[]
}

/** Of figures that tell an amount. What adds up, and what would count twice, is looked for among these alone. */
const told = sql`FILTER (WHERE ${tellsAmount('b')})`

/** The same of those among them for which something holds. */
const where = (holds: string) => sql`FILTER (WHERE ${tellsAmount('b')} AND ${raw(holds)})`

/**
 * Of figures that tell of days, which those of what adds up over time do, and changes, where they do not say how they accumulate but have
 * a period. Those of a state, such as stocks, hold until a newer one is told: the latest ones add up as they are.
 */
const flows = `(b.accumulation IN ('DAY', 'MONTH', 'YEAR_TO_DATE', 'FULL_YEAR', 'PERIOD_TOTAL') OR b.accumulation = 'UNSPECIFIED'
  AND coalesce(b.period_start, b.period_end) IS NOT NULL AND (i.over_time = 'SUM' OR b.measure::text = 'CHANGE'))`

/** Holds for levels that last, such as stocks: none is added to another over time. */
const lasts = "(i.over_time <> 'SUM' AND b.measure::text = 'LEVEL')"

/** Holds for growth, shares and ranks, whether a measure of something else or what the indicator itself is. */
const rates = raw(`(b.measure::text IN ('GROWTH', 'SHARE', 'RANK') OR ${isRate('i')})`)

/** How many figures that tell an amount have a period, and lie in none of the spans grouped by: they have no key. */
function countSpanning(question: Question): Sql {
  const isByPeriod = getKeyColumns(question).some(({ name }) => name === 'periodStart')
  return isByPeriod
    ? sql`count(*) ${where('b.key_period_start IS NULL AND coalesce(b.period_start, b.period_end) IS NOT NULL')}`
    : raw('0')
}

/** The facts that aggregation rules rest on: GroupFacts in snake case. */
function selectFacts(isLatest: boolean): Sql {
  return sql`count(DISTINCT b.indicator_id) AS indicators, count(DISTINCT b.dimension) ${told} AS dimensions,
    count(DISTINCT b.measure) AS measures, count(DISTINCT b.nature) AS natures,
    count(DISTINCT ${wholeScope('b')}) AS scopes, count(DISTINCT b.breakdown) AS breakdowns,
    count(DISTINCT nullif(b.price_basis::text, 'UNSPECIFIED')) ${told} AS prices, count(DISTINCT b.about_id) ${told} AS subjects,
    count(DISTINCT (b.period_start, b.period_end)) ${where(isLatest ? flows : 'TRUE')} AS periods,
    count(*) FILTER (WHERE ${rates}) AS rates,
    count(*) ${where("b.accumulation::text = 'YEAR_TO_DATE'")} AS years_to_date,
    count(*) ${where('b.is_retold')} AS retold, count(*) ${where('b.is_repeated')} AS repeated,
    count(*) ${where(`b.overlaps AND NOT ${lasts}`)} AS overlapping, count(*) ${where(lasts)} AS lasting,
    count(*) ${where("i.over_parks <> 'SUM'")} AS unsummable, count(*) ${where('b.is_contained')} AS contained,
    ${isLatest}::boolean AS is_latest`
}

/** The unit of a figure: that of its indicator, of another currency its own. */
const ownUnit = `CASE WHEN b.measure::text = 'RANK' THEN 'RANK' WHEN b.measure::text NOT IN ('LEVEL', 'CHANGE') THEN 'PERCENT'
  WHEN b.dimension = i.dimension THEN i.default_unit_code ELSE b.own_unit_code END`

/** The unit of the amounts. Figures of several kinds have no amounts, and none; where none tells an amount, that which all would have. */
const unit = sql`CASE WHEN count(DISTINCT b.indicator_id) = 1 AND count(DISTINCT b.measure) = 1 AND count(DISTINCT b.dimension) ${told} <= 1
    THEN coalesce(min(${raw(ownUnit)}) ${told}, CASE WHEN count(DISTINCT b.dimension) = 1 THEN min(${raw(ownUnit)}) END) END`

/** The aggregates by name. Bounds of a sum hold where every figure has one; means and percentiles are of exact figures. */
function listAggregates(percentiles: readonly string[], fractions: readonly string[]): Record<string, Sql> {
  const exact = raw('count(b.value)')
  const figures = sql`count(*) ${told}`
  const ordered = raw('array_agg(b.value ORDER BY b.value) FILTER (WHERE b.value IS NOT NULL)')
  const at = (fraction: string) => sql`percentile(${ordered}, ${fraction}::numeric)`
  const bounded = (bound: string) => {
    const value = raw(`coalesce(b.value, b.${bound})`)
    return sql`CASE WHEN count(${value}) = ${figures} THEN sum(${value}) END`
  }
  return {
    count: raw('count(*)::int'),
    merged_count: raw('coalesce(sum(b.merged), 0)::int'),
    exact_count: sql`${exact}::int`,
    vague_count: sql`(${figures} - ${exact})::int`,
    missing_count: sql`(count(*) - ${figures})::int`,
    sum: sql`CASE WHEN ${exact} = ${figures} THEN sum(b.value) END`,
    sum_lower: bounded('lower'),
    sum_upper: bounded('upper'),
    min: raw('min(b.value)'),
    max: raw('max(b.value)'),
    average: sql`quotient(sum(b.value), ${exact})`,
    median: sql`percentile(${ordered}, 0.5)`,
    percentiles: percentiles.length === 0 ? sql`NULL::text[]` : sql`ARRAY[${join(percentiles.map(at))}]::text[]`,
    ...Object.fromEntries(fractions.map((fraction) => [columnOf(fraction, fractions), at(fraction)])),
  }
}

/**
 * A FROM item with the groups of `b`, or with one row over all rows of a part of the answer: aggregates, keys (missing over
 * several), and by the name of each demand the rule that the figures break for it; and the names of the aggregates.
 */
export function selectAggregated(
  question: Question,
  demands: Readonly<Record<string, Demand | null>>,
  part: 'totals' | 'other' | null = null,
): Aggregated {
  const isWhole = part !== null
  const columns = getKeyColumns(question)
  const names = columns.map(printKey)
  const asked = new Set(isWhole ? [] : names)
  const missing = Object.values(question.grouping.keys)
    .flatMap((key) => key.columns)
    .filter((key) => !asked.has(printKey(key)))
  const keys = [
    ...(isWhole ? [raw("'' AS key")] : [raw('b.key'), ...names.map((name) => raw(`b.${name}`))]),
    ...new Map(missing.map((key) => [printKey(key), raw(`NULL::${key.type} AS ${printKey(key)}`)])).values(),
  ]
  const grouped = raw(isWhole ? '' : `GROUP BY b.key${names.map((name) => `, b.${name}`).join('')}`)
  const percentiles = readPercentiles(question.args)
  const aggregates = listAggregates(percentiles, isWhole ? [] : question.fractions)
  // What may have to be suppressed is kept apart, under names that no field reads.
  const nameOf = (name: string) => raw(question.isProtecting ? ownColumn(name) : name)
  const sorts = (isWhole ? [] : getKeys(question)).map(({ sort, columns: [first] }, index) => {
    const own = sort?.('x', question.all.compilation.view) ?? sql`${keyColumn('x', first.name)}::text`
    return sql`${own} AS ${raw(`sort${index}`)}`
  })
  const broken = Object.entries(demands).map(([name, demand]) =>
    raw(`${demand === null ? 'NULL::text' : printBrokenRule(demand)} AS ${name}`),
  )
  const found = sql`(SELECT ${join([raw('x.*'), ...sorts, ...broken])}
    FROM (SELECT ${join(keys)}, ${join(Object.entries(aggregates).map(([name, each]) => sql`${each} AS ${nameOf(name)}`))},
        ${percentiles}::text[] AS fractions, min(i.code) AS indicator_code, ${unit} AS unit_code, ${countSpanning(question)} AS spanning,
        ${selectFacts(question.grouping.isLatest)}${question.isProtecting ? sql`, ${countFirms('b')}` : empty}${question.isProtecting && part === 'totals' ? sql`, ${countHidden('b')}` : empty}
      FROM ${raw(part ?? 'b')} b LEFT JOIN indicator i ON i.id = b.indicator_id ${grouped}) x)`
  return { found, names: Object.keys(aggregates) }
}
