import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import type { FieldNode, GraphQLObjectType } from 'graphql'
import { collectFields } from '../../compiler/collect.ts'
import { fingerprintOf } from '../../compiler/cursor.ts'
import { compileGroupsAfter, readGroupPage, readGroupSize } from '../../compiler/group-page.ts'
import { printOrder } from '../../compiler/order.ts'
import type { AllRows, Arguments } from '../../compiler/plan.ts'
import { AppError } from '../../errors.ts'
import { selectAggregated } from './aggregate.ts'
import { type Part, readAsked } from './asked.ts'
import { checkBy, checkFigure } from './check.ts'
import { type FigureChoice, requireFigure } from './figure.ts'
import { compileHaving, type Having, listConditionFractions } from './having.ts'
import { compileOrder, listOrderFractions } from './order.ts'
import { readPercentiles } from './percentile.ts'
import { isProtecting } from './protect.ts'
import { refuseAsked } from './refusals.ts'
import { isRate, parts, printReason } from './rules.ts'
import { type Grouping, type Question, selectRows, selectTogether } from './select.ts'
import { isPartSuppressed, selectBeyond, selectCells, selectGroups, tell } from './suppress.ts'

const fingerprint = (name: string, args: Arguments) => {
  const { first, after, ...rest } = args
  return fingerprintOf(`${name}.groupBy`, rest)
}

/** Compiles the groups of a connection into `{ rows, total, totals, other }`. */
export function compileGroups(
  name: string,
  grouping: Grouping,
  all: AllRows,
  args: Arguments,
  nodes: readonly FieldNode[],
): Sql {
  const { compilation } = all
  const type = compilation.schema.getType(`${name}Groups`) as GraphQLObjectType
  const groupType = compilation.schema.getType(`${name}Group`) as GraphQLObjectType
  const selections = (field: string) =>
    [...collectFields(compilation, type, nodes).values()].flat().filter((node) => node.name.value === field)
  const asked = readAsked(compilation, groupType, selections, args)
  const { demands } = asked
  const isCombining = (among: readonly Part[]) => among.some((part) => ['ADD', 'AVERAGE'].includes(demands[part] ?? ''))
  checkBy(args, grouping.keys)
  const having = (args.having as Having | null | undefined) ?? {}
  readPercentiles(args)
  const fractions = [...new Set([...listConditionFractions(having), ...listOrderFractions(args)])]
  const question: Question = {
    ...{ grouping, args, all, fractions },
    isCombining: isCombining(['having', 'orderBy', 'nodes']),
    isProtecting: grouping.isFirm !== null && isProtecting(compilation.view),
  }
  const keys = compileOrder(question)
  if (grouping.isLatest) checkFigure(args, asked)
  const top = (args.top as number | null | undefined) ?? null
  if (top !== null && top < 1)
    throw new AppError('BAD_USER_INPUT', `top is ${top}: it takes 1 or more.`, { argument: 'top' })
  const shown = top === null ? sql`TRUE` : sql`o.place <= ${top}`
  const beyond = compileGroupsAfter(keys, fingerprint(name, args), args)
  // A part is made of the rows of its groups anew: what is told in others takes nothing away from it, nor doubles it. COALESCE
  // keeps the outer join, without which the planner, who expects few rows, would loop through all groups for each.
  const isAsked = (field: 'totals' | 'other') => selections(field).length > 0
  const rowsOf = (field: 'totals' | 'other', condition: Sql, isNeeded = isAsked(field)) => {
    if (!isNeeded) return empty
    const together = { name: field, rows: `${field}_rows`, isByKey: false, isCombining: isCombining([field]) }
    return sql`${raw(together.rows)} AS MATERIALIZED (SELECT k.*${selectCells(question, field, top)} FROM k FULL JOIN o ON o.key = k.key WHERE ${condition}),
    ${selectTogether(question, together)},`
  }
  // Whether what lies beyond the top is suppressed has to be known for totals too.
  const isBeyondAsked = top !== null && (isAsked('other') || (question.isProtecting && isAsked('totals')))
  const partRows = sql`${top === null ? empty : rowsOf('other', sql`coalesce(o.place, 0) > ${top}`, isBeyondAsked)}
    ${isBeyondAsked ? selectBeyond(question, top) : empty} ${rowsOf('totals', sql`coalesce(o.place, 0) > 0`)}`
  const whole = (field: 'totals' | 'other') => {
    if (!isAsked(field)) return sql`NULL::json`
    const row = compilation.nextRow()
    const source = tell(
      question,
      selectAggregated(question, { broken: demands[field] }, field),
      isPartSuppressed(field),
    )
    return sql`(SELECT to_json(r) FROM (SELECT ${all.compileRow(groupType, selections(field), row, 1)}, ${raw(row)}.broken FROM ${source} AS ${raw(row)}) r)`
  }
  const row = compilation.nextRow()
  const size = readGroupSize(args)
  const position = join(keys.map((_, index) => raw(`${row}.k${index}::text`)))
  const selected = join(keys.map((key, index) => sql`${key.sql} AS ${raw(`k${index}`)}`))
  return sql`(WITH ${selectRows(question)},
    ${selectGroups(question, selectAggregated(question, { broken: demands.nodes, unfit: demands.having }))},
    o AS MATERIALIZED (SELECT g.*, ${selected}, row_number() OVER (ORDER BY ${join(keys.map((key) => sql`${key.sql} ${raw(key.isDescending ? 'DESC' : 'ASC')} NULLS LAST`))}) AS place
      FROM h AS g WHERE ${compileHaving(having, question.fractions)}),
    ${partRows}
    answer AS MATERIALIZED (SELECT
      (SELECT coalesce(json_agg(json_build_object('row', to_json(r), 'position', p)), '[]')
        FROM (SELECT g.* FROM o AS g WHERE ${shownIn('g', top)} AND ${beyond} ORDER BY ${printOrder(keys, false)} LIMIT ${size + 1}) AS ${raw(row)},
        LATERAL (SELECT ${all.compileRow(groupType, selections('nodes'), row, size)}) r, LATERAL (SELECT json_build_array(${position}) AS p) q) AS rows,
      (SELECT count(*) FROM o WHERE ${shown}) AS total,
      ${whole('totals')} AS totals,
      ${top === null ? sql`NULL::json` : sql`CASE WHEN EXISTS (SELECT 1 FROM o WHERE o.place > ${top}) THEN ${whole('other')} END`} AS other)
    SELECT to_json(a) FROM (SELECT answer.*, refuse_aggregation(w.broken, ${raw(printReason('w.broken', 'w.part'))})${requireFigure(args, asked.units)}${refuseAsked(args, grouping.keys, asked, shown)} FROM answer,
      LATERAL (SELECT b.broken, b.part FROM (VALUES (1, 'nodes', coalesce((SELECT min(h.unfit) FROM h), (SELECT min(o.broken) FROM o)${demands.orderBy === null ? empty : sql`, ${findUnlike}`}${isCombining([...parts, 'having', 'orderBy']) ? findRate(args) : empty})),
        (2, 'totals', answer.totals->>'broken'), (3, 'other', answer.other->>'broken')) b(at, part, broken)
        ORDER BY b.broken IS NULL, b.at LIMIT 1) w) a)`
}

/** The rule that groups break which tell amounts of different things, and are to be in one order. */
const findUnlike = sql`(SELECT CASE WHEN count(DISTINCT u.dimension) > 1 THEN 'MIXED_DIMENSIONS' END FROM o JOIN unit u ON u.code = o.unit_code
  WHERE o.dimensions > 0)`

/** The rule that sums and means of the indicator that `figure` names break, whether any row has a figure or not. */
const findRate = ({ figure }: Arguments) =>
  figure == null
    ? empty
    : sql`, (SELECT 'RATE' FROM indicator n WHERE n.code = ${(figure as FigureChoice).indicator} AND ${raw(isRate('n'))})`

const shownIn = (row: string, top: number | null) => (top === null ? sql`TRUE` : sql`${raw(row)}.place <= ${top}`)

interface Compiled {
  readonly rows: { row: object; position: (string | null)[] }[]
  readonly total: number
  readonly totals: object | null
  readonly other: object | null
}

/** Makes the page of groups out of what the statement found. */
export function readGroups(name: string, { rows, total, totals, other }: Compiled, args: Arguments) {
  return { ...readGroupPage(rows, fingerprint(name, args), args), totalCount: total, totals, other }
}
