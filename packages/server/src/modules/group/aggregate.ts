import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import { keyColumn } from './keys.ts'
import { columnOf } from './percentile.ts'
import { type Demand, printBrokenRule } from './rules.ts'
import { getKeyColumns, getKeys, printKey, type Question, wholeScope } from './select.ts'

/** Of figures that tell of days. Those of a state, such as stocks, hold until a newer one is told: the latest ones add up as they are. */
const flows = raw("b.accumulation IN ('DAY', 'MONTH', 'YEAR_TO_DATE', 'FULL_YEAR', 'PERIOD_TOTAL')")

/** Holds for levels that last, such as stocks: none is added to another over time. */
const lasts = raw("(i.over_time <> 'SUM' AND b.measure::text = 'LEVEL')")

/** How many figures have a period, and lie in none of the spans grouped by: they have no key. */
function countSpanning(question: Question): Sql {
  const isByPeriod = getKeyColumns(question).some(({ name }) => name === 'periodStart')
  return isByPeriod
    ? raw('count(*) FILTER (WHERE b.key_period_start IS NULL AND coalesce(b.period_start, b.period_end) IS NOT NULL)')
    : raw('0')
}

/** The facts that aggregation rules rest on: GroupFacts in snake case. */
function selectFacts(isLatest: boolean, isWhole: boolean): Sql {
  const at = (name: string) => raw(`b.${name}${isWhole ? '_at_all' : ''}`)
  return sql`count(DISTINCT b.indicator_id) AS indicators, count(DISTINCT b.dimension) AS dimensions,
    count(DISTINCT b.measure) AS measures, count(DISTINCT b.nature) AS natures,
    count(DISTINCT ${wholeScope('b')}) AS scopes, count(DISTINCT b.breakdown) AS breakdowns,
    count(DISTINCT nullif(b.price_basis::text, 'UNSPECIFIED')) AS prices,
    count(DISTINCT b.about_id) FILTER (WHERE b.indicator_id IS NOT NULL) AS subjects,
    count(DISTINCT (b.period_start, b.period_end)) FILTER (WHERE b.indicator_id IS NOT NULL
      AND ${isLatest ? flows : sql`TRUE`}) AS periods,
    count(*) FILTER (WHERE b.measure::text IN ('GROWTH', 'SHARE', 'RANK')) AS rates,
    count(*) FILTER (WHERE b.accumulation::text = 'YEAR_TO_DATE') AS years_to_date,
    count(*) FILTER (WHERE ${at('is_retold')} AND b.indicator_id IS NOT NULL) AS retold,
    count(*) FILTER (WHERE ${at('is_repeated')} AND b.indicator_id IS NOT NULL) AS repeated,
    count(*) FILTER (WHERE ${at('overlaps')} AND NOT ${lasts}) AS overlapping,
    count(*) FILTER (WHERE ${lasts}) AS lasting,
    count(*) FILTER (WHERE i.over_parks <> 'SUM') AS unsummable,
    count(*) FILTER (WHERE ${at('is_contained')} AND b.indicator_id IS NOT NULL) AS contained,
    ${isLatest}::boolean AS is_latest`
}

/** The unit of the amounts: that of the indicator, of another currency its own. Figures of several kinds have no amounts, and none. */
const unit =
  raw(`CASE WHEN count(DISTINCT b.indicator_id) = 1 AND count(DISTINCT b.measure) = 1 AND count(DISTINCT b.dimension) = 1 THEN
    min(CASE WHEN b.measure::text = 'RANK' THEN 'RANK' WHEN b.measure::text NOT IN ('LEVEL', 'CHANGE') THEN 'PERCENT'
      WHEN b.dimension = i.dimension THEN i.default_unit_code ELSE b.own_unit_code END) END`)

/** The aggregates. Bounds of a sum hold where every figure has one; means and percentiles are of exact figures. */
function selectAggregates(percentiles: readonly string[], fractions: readonly string[]): Sql {
  const exact = raw('count(b.value)')
  const figures = raw('count(*) FILTER (WHERE coalesce(b.value, b.lower, b.upper) IS NOT NULL)')
  const ordered = raw('array_agg(b.value ORDER BY b.value) FILTER (WHERE b.value IS NOT NULL)')
  const at = (fraction: string) => sql`percentile(${ordered}, ${fraction}::numeric)`
  const further = fractions.map((fraction) => sql`, ${at(fraction)} AS ${raw(columnOf(fraction, fractions))}`)
  const bounded = (bound: string) => {
    const value = raw(`coalesce(b.value, b.${bound})`)
    return sql`CASE WHEN count(${value}) = ${figures} THEN sum(${value}) END`
  }
  return sql`count(*)::int AS count, ${percentiles}::text[] AS fractions, coalesce(sum(b.merged), 0)::int AS merged_count, ${exact}::int AS exact_count,
    (${figures} - ${exact})::int AS vague_count, (count(*) - ${figures})::int AS missing_count,
    CASE WHEN ${exact} = ${figures} THEN sum(b.value) END AS sum, ${bounded('lower')} AS sum_lower, ${bounded('upper')} AS sum_upper,
    min(b.value) AS min, max(b.value) AS max, quotient(sum(b.value), ${exact}) AS average, percentile(${ordered}, 0.5) AS median,
    ${percentiles.length === 0 ? sql`NULL::text[]` : sql`ARRAY[${join(percentiles.map(at))}]::text[]`} AS percentiles,
    min(i.code) AS indicator_code, ${unit} AS unit_code${further.length === 0 ? empty : join(further, '')}`
}

/**
 * A FROM item with the groups of `b`, or with one row over those that `among` holds for, by their row `o`, whose columns are null
 * where a group is none: aggregates, keys (missing over several), and by the name of each demand the rule that the figures break for it.
 */
export function selectAggregated(
  question: Question,
  demands: Readonly<Record<string, Demand | null>>,
  among: Sql | null,
): Sql {
  const isWhole = among !== null
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
  const percentiles = (question.args.percentiles as string[] | null | undefined) ?? []
  const sorts = (isWhole ? [] : getKeys(question)).map(({ sort, columns: [first] }, index) => {
    const own = sort?.('x', question.all.compilation.view) ?? sql`${keyColumn('x', first.name)}::text`
    return sql`${own} AS ${raw(`sort${index}`)}`
  })
  const broken = Object.entries(demands).map(([name, demand]) =>
    raw(`${demand === null ? 'NULL::text' : printBrokenRule(demand)} AS ${name}`),
  )
  return sql`(SELECT ${join([raw('x.*'), ...sorts, ...broken])}
    FROM (SELECT ${join(keys)}, ${selectAggregates(percentiles, isWhole ? [] : question.fractions)}, ${countSpanning(question)} AS spanning,
        ${selectFacts(question.grouping.isLatest, isWhole)}
      FROM b ${isWhole ? raw('FULL JOIN o ON o.key = b.key') : empty} LEFT JOIN indicator i ON i.id = b.indicator_id WHERE ${among ?? sql`TRUE`} ${grouped}) x)`
}
