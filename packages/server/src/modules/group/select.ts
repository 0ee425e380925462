import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import { type AllRows, type Arguments, column, type Row, snakeCase } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { tellsAmount } from '../observation/rows.ts'
import { type DuplicateHandling, lackOfOne, orderOfSame, selectRepresentatives } from '../subject/identity.ts'
import { selectInside } from '../subject/membership.ts'
import type { GroupKey, GroupKeys, KeyColumn } from './keys.ts'
import { isProtected } from './protect.ts'

/** What rows of a type can be grouped by, and which figure of each is aggregated. */
export interface Grouping {
  readonly keys: GroupKeys
  /** Column of the subject that a row is, or is about. */
  readonly subject: string
  /** Whether each row has one figure, its latest, and is not itself one. */
  readonly isLatest: boolean
  /** The day whose memberships count for a row, as in rankings: the last one of its period, if the view knows of it already. */
  readonly day: (row: Row, args: Arguments, view: View) => Sql
  /** Whether one row's subject can lie within another's. */
  readonly isNested: boolean
  /** Holds for rows that are enterprises, or of enterprises; null where none is. */
  readonly isFirm: ((row: Row) => Sql) | null
  /** The figure of a row as a FROM item: the columns of noFigure, values in atoms. None where no figure is asked for. */
  readonly figure: (row: Row, args: Arguments, all: AllRows) => Sql | null
}

/** What is read of a figure, and its type where there is none. */
const noFigure =
  raw(`(SELECT NULL::int AS indicator_id, NULL AS dimension, NULL AS measure, NULL AS nature, NULL AS scope, NULL AS breakdown,
  NULL AS price_basis, NULL AS accumulation, NULL::int AS source_id, NULL AS own_unit_code, NULL::date AS period_start, NULL::date AS period_end,
  NULL::numeric AS value, NULL::numeric AS lower, NULL::numeric AS upper)`)

/** A grouping as it was asked for. */
export interface Question {
  readonly grouping: Grouping
  readonly args: Arguments
  readonly all: AllRows
  /** Whether figures are to be added up or averaged in groups: what that must not mix is looked for only then. */
  readonly isCombining: boolean
  /** Whether groups of few enterprises are suppressed. */
  readonly isProtecting: boolean
  /** Fractions of the percentiles that groups are narrowed or ordered by. */
  readonly fractions: readonly string[]
}

export const getKeys = ({ grouping, args }: Question) =>
  (args.by as string[]).map((name) => grouping.keys[name] as GroupKey)

export const getKeyColumns = (question: Question) => getKeys(question).flatMap(({ columns }) => columns)

export const printKey = ({ name }: KeyColumn) => snakeCase(`key_${name}`)

/** Common table expressions: `k`, with one row for each that is counted, its keys and its figure, and `b`, the same in groups. */
export function selectRows(question: Question): Sql {
  const { grouping, args, all } = question
  const { view } = all.compilation
  const { row } = all
  const duplicates = args.duplicates as DuplicateHandling
  const columns = getKeyColumns(question)
  const day = grouping.day(row, args, view)
  const { isFirm } = grouping
  const selected = [
    sql`${column(row, grouping.subject)} AS about_id, ${day} AS day`,
    ...(isFirm && question.isProtecting
      ? [sql`${isProtected(isFirm(row), column(row, 'reportingParkId'), view)} AS is_protected`]
      : []),
    ...columns.map((key) => sql`${key.sql(row, view, day)} AS ${raw(printKey(key))}`),
  ]
  return sql`r AS (SELECT ${join(selected)}, f.* FROM ${all.source}
      LEFT JOIN LATERAL ${grouping.figure(row, args, all) ?? noFigure} f ON TRUE WHERE ${all.condition}),
    m AS (SELECT r.*, ${selectMerging(grouping, duplicates, view)} r),
    k AS MATERIALIZED (SELECT m.*, json_build_array(${raw(columns.map(printKey).join(', '))})::text AS key FROM m WHERE m.place = 1),
    ${selectTogether(question, { name: 'b', rows: 'k', isByKey: true, isCombining: question.isCombining })}`
}

/** Rows that are looked at together: in the groups of their keys, or all as one part of the answer. */
interface Together {
  readonly name: string
  /** The common table expression that they come from. */
  readonly rows: string
  readonly isByKey: boolean
  /** Whether their figures are to be added up or averaged. */
  readonly isCombining: boolean
}

/**
 * A common table expression with what is left of rows where what lies within others is left out, and with what the rules have to
 * know of each: both among those that it is put together with, since it is with these alone that it could count twice.
 */
export function selectTogether(question: Question, { name, rows, isByKey, isCombining }: Together): Sql {
  const { grouping, args, all } = question
  const { view } = all.compilation
  const isExcluding = grouping.isNested && args.contained === 'EXCLUDE'
  const isLooking = grouping.isNested && !isExcluding && isCombining
  const inside = joinInside(rows, isByKey, view)
  const left = isExcluding
    ? sql`${raw(`${name}_left`)} AS MATERIALIZED (SELECT k.* FROM ${raw(rows)} k ${inside} WHERE NOT ${isInside}), `
    : empty
  const among = isByKey ? sql`k.key, ${same}` : same
  return sql`${left}${raw(name)} AS MATERIALIZED (SELECT k.*, ${selectTold(isCombining, among)}, ${isLooking ? isInside : sql`FALSE`} AS is_contained
      FROM ${raw(isExcluding ? `${name}_left` : rows)} k ${isLooking ? inside : empty})`
}

/** Joins rows `k` with the days on which what each is about, told or not, lies within what others are about of which an amount is told. */
function joinInside(rows: string, isByKey: boolean, view: View): Sql {
  const members = sql`SELECT ${raw(isByKey ? 'x.key' : `''`)} AS key, x.about_id AS id, ${tellsAmount('x')} AS holds FROM ${raw(rows)} x`
  return sql`FULL JOIN ${selectInside(members, view)} ${raw(`w ON w.id = k.about_id${isByKey ? ' AND w.key = k.key' : ''}`)}`
}

const isInside = raw('coalesce(k.day <@ w.days, FALSE)')

/** What is not stated may be the whole: the two are one, here as for rules that look for parts of it. */
export const wholeScope = (row: Row) =>
  sql`CASE WHEN ${column(row, 'scope')}::text IN ('UNSPECIFIED', 'ALL') THEN 'WHOLE' ELSE ${column(row, 'scope')}::text END`

/**
 * What figures share that count the same: whichever prices and accumulation they state, since of two that state different ones,
 * or of one that states none, the same days are told twice.
 */
const figure = (row: Row) =>
  sql`${raw(['indicator_id', 'measure', 'nature', 'breakdown'].map((name) => `${row}.${name}`).join(', '))}, ${wholeScope(row)}`

const same = sql`k.about_id, ${figure('k')}`
/** What is missing or withdrawn adds nothing, in whatever currency or prices it was. */
const told = sql`FILTER (WHERE ${tellsAmount('k')})`
const before = raw('ORDER BY k.period_start, k.period_end ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING')

/**
 * Whether others among these tell an amount of days of the same period: of all of them, also from another source, or of some. What has
 * no period comes last, and may be of the days of any. Where nothing is combined, nobody asks.
 */
function selectTold(isCombining: boolean, among: Sql): Sql {
  const those = sql`(PARTITION BY ${among}, k.period_start, k.period_end)`
  const facts = {
    is_repeated: sql`count(*) ${told} OVER ${those} > 1`,
    is_retold: sql`min(k.source_id) ${told} OVER ${those} <> max(k.source_id) ${told} OVER ${those}`,
    overlaps: sql`max(k.period_end) ${told} OVER (PARTITION BY ${among} ${before}) > coalesce(k.period_start, '-infinity')`,
  }
  return join(Object.entries(facts).map(([name, fact]) => sql`${isCombining ? fact : sql`FALSE`} AS ${raw(name)}`))
}

/**
 * Columns of rows `r`, and where these come from. Of subjects that are one, the first that has the figure stands for all, whoever tells
 * it of the others and however: `place` 1 is its own. It is chosen among subjects, by what each lacks in all its rows together: what
 * one tells its figure twice, in two currencies too, is left as it is, for the rules to find.
 */
function selectMerging({ isLatest }: Grouping, duplicates: DuplicateHandling, view: View): Sql {
  if (duplicates === 'COUNT_ALL') return sql`1 AS place, 0 AS merged FROM r`
  const alike = isLatest ? empty : sql`, ${figure('r')}, r.period_start, r.period_end`
  const together = sql`PARTITION BY r.one_id${alike}`
  const own = sql`PARTITION BY r.about_id${alike}`
  const order = orderOfSame(raw('r.lack'), raw('r.about_id'))
  const isFirst = sql`row_number() OVER (${together} ORDER BY ${order}, r.accumulation, r.scope, r.price_basis, r.source_id) = 1`
  return sql`dense_rank() OVER (${together} ORDER BY ${order}) AS place,
      CASE WHEN ${isFirst} THEN count(*) OVER (${together}) - count(*) OVER (${own}) ELSE 0 END AS merged
    FROM (SELECT r.*, coalesce(q.representative_id, r.about_id) AS one_id, min(${lackOfOne('r')}) OVER (${own}) AS lack
      FROM r LEFT JOIN ${selectRepresentatives(view, duplicates)} q ON q.subject_id = r.about_id)`
}
