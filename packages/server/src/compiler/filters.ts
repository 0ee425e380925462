import { join, raw, type Sql, sql } from '@parkgraph/db'
import { builder } from '../builder.ts'
import { compileWhere, type Filter, type List } from './list.ts'
import type { Arguments, Row, Source } from './plan.ts'
import type { View } from './view.ts'

type Expression = (row: Row, view: View) => Sql

const TextFilter = builder.inputType('TextFilter', {
  description:
    'Conditions on a text; all given ones have to hold, and null counts as not given. Letters of either case are told apart.',
  fields: (t) => ({
    eq: t.string({ description: 'Is this text.' }),
    in: t.stringList({ description: 'Is one of these texts.' }),
    startsWith: t.string({ description: 'Starts with this text.' }),
    contains: t.string({ description: 'Contains this text; % and _ stand for themselves.' }),
  }),
})

interface TextConditions {
  readonly eq?: string | null
  readonly in?: readonly string[] | null
  readonly startsWith?: string | null
  readonly contains?: string | null
}

/** Conditions on a text. */
export function text(description: string, expression: Expression): Filter {
  return {
    description,
    type: () => TextFilter as never,
    compile: (row, input: TextConditions, view) => compileText(expression(row, view), input),
  }
}

/** Conditions that at least one of several texts has to meet. `texts` is a FROM item with the column `text`. */
export function anyText(description: string, texts: Expression): Filter {
  return {
    description,
    type: () => TextFilter as never,
    compile: (row, input: TextConditions, view) =>
      sql`EXISTS (SELECT 1 FROM ${texts(row, view)} v WHERE ${compileText(raw('v.text'), input)})`,
  }
}

function compileText(value: Sql, input: TextConditions): Sql {
  return all([
    input.eq != null && sql`${value} = ${input.eq}`,
    input.in != null && sql`${value} = ANY (${input.in}::text[])`,
    input.startsWith != null && sql`starts_with(${value}, ${input.startsWith})`,
    input.contains != null && sql`strpos(${value}, ${input.contains}) > 0`,
  ])
}

const enumFilters = new Map<string, unknown>()

/** Conditions on an enum value. */
export function oneOf(description: string, type: object, expression: Expression): Filter {
  const name = (type as unknown as { name: string }).name
  if (!enumFilters.has(name))
    enumFilters.set(
      name,
      builder.inputType(`${name}Filter`, {
        description: `Conditions on a ${name}; all given ones have to hold, and null counts as not given.`,
        fields: (t) => ({
          eq: t.field({ type: type as never, description: 'Is this value.' }),
          in: t.field({ type: [type] as never, description: 'Is one of these values.' }),
          notIn: t.field({
            type: [type] as never,
            description: 'Is none of these values; nothing is none of them either.',
          }),
        }),
      }),
    )
  return {
    description,
    type: () => enumFilters.get(name) as never,
    compile: (row, input: { eq?: string; in?: string[]; notIn?: string[] }, view) => {
      const value = expression(row, view)
      // Without a type, values are of that of the column, so that PostgreSQL knows by its statistics how many rows have them.
      return all([
        input.eq != null && sql`${value} = ${input.eq}`,
        input.in != null && sql`${value} = ANY (${input.in})`,
        input.notIn != null && sql`(${value} <> ALL (${input.notIn}) OR ${value} IS NULL)`,
      ])
    },
  }
}

const DateTimeFilter = builder.inputType('DateTimeFilter', {
  description: 'Conditions on an instant; all given ones have to hold, and null counts as not given.',
  fields: (t) => ({
    gte: t.field({ type: 'DateTime', description: 'Then or later.' }),
    gt: t.field({ type: 'DateTime', description: 'Later.' }),
    lte: t.field({ type: 'DateTime', description: 'Then or earlier.' }),
    lt: t.field({ type: 'DateTime', description: 'Earlier.' }),
  }),
})

const comparisons = { gte: '>=', gt: '>', lte: '<=', lt: '<' } as const

/** Conditions on an instant. `expression` is a place in commit order, which is that instant in microseconds since 1970. */
export function instant(description: string, expression: Expression): Filter {
  return {
    description,
    type: () => DateTimeFilter as never,
    compile: (row, input: Partial<Record<keyof typeof comparisons, string | null>>, view) =>
      all(
        Object.entries(comparisons).map(([name, sign]) => {
          const value = input[name as keyof typeof comparisons]
          return (
            value != null &&
            sql`${expression(row, view)} ${raw(sign)} (extract(epoch FROM ${value}::timestamptz) * 1000000)::bigint`
          )
        }),
      ),
  }
}

/** Whether something holds. */
export function flag(description: string, expression: Expression): Filter {
  return {
    description,
    type: () => 'Boolean' as never,
    compile: (row, input: boolean, view) => sql`(${expression(row, view)}) = ${input}`,
  }
}

/** Whether a value states any condition at all: what is null counts as not given, and so does an object of nothing else. */
function isGiven(value: unknown): boolean {
  if (value === null || value === undefined) return false
  if (typeof value !== 'object' || Array.isArray(value)) return true
  // What does not hold of nothing asked is something: it holds of no row.
  return Object.entries(value).some(([name, part]) => (name === 'not' ? part != null : isGiven(part)))
}

/**
 * Conditions on the one row that each row has of another kind, which the viewer may not see: then it meets none. Where none is given,
 * nobody asks for it.
 */
export const ofOne = (filter: Filter): Filter => ({
  ...filter,
  compile: (row, input, view, path) => (isGiven(input) ? filter.compile(row, input, view, path) : sql`TRUE`),
})

/** Conditions on a related row, at least one of which has to meet them. */
export function related(
  description: string,
  list: () => List,
  source: Source,
  on: (row: Row, target: Row, view: View) => Sql,
): Filter {
  return {
    description,
    type: () => list().where as never,
    compile: (row, input: Arguments, view, path) => {
      // Nested conditions on the same type would reuse the name: the path makes it unique.
      const target = `f${path.length}_${row}`
      return sql`EXISTS (SELECT 1 FROM ${source.from(view)} AS ${raw(target)}
        WHERE ${on(row, target, view)} AND ${compileWhere(list(), target, input, view, path)})`
    },
  }
}

/**
 * A condition that no index serves, told as a case, of which PostgreSQL expects half to hold. Of conditions that it knows nothing of it
 * expects so few that of two it would expect one row, and would hold each of thousands against all rows of another table.
 */
export const aside = (filter: Filter): Filter => ({
  ...filter,
  compile: (...asked) => sql`CASE WHEN ${filter.compile(...asked)} THEN TRUE END`,
})

/** Joins the conditions that were given; none given means no condition. */
export function all(conditions: readonly (Sql | false)[]): Sql {
  const given = conditions.filter((condition) => condition !== false)
  return given.length === 0 ? sql`TRUE` : join(given, ' AND ')
}
