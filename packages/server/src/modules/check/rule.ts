import { join, raw, type Sql, sql } from '@parkgraph/db'
import type { Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import type { terms } from '../vocabulary/terms.ts'

export type CheckRule = keyof typeof terms.CheckRule.values
export type CheckRole = keyof typeof terms.CheckRole.values
export type Severity = keyof typeof terms.CheckSeverity.values

export type Message = Readonly<Record<'zh' | 'en', string>>

/** What a finding's message is made of: numbers as people read them, and what else its rule found. */
export interface Found {
  readonly expected: string
  readonly actual: string
  readonly ratio: string
  readonly tolerance: string
  readonly isAbove: boolean
  /** Label of the indicator, period and unit, each with a space where one is due. */
  readonly label: Message
  readonly unit: Message
  readonly facts: Readonly<Record<string, string | null>>
  /** A decimal of `facts` as people read it. */
  readonly read: (fact: string) => string
}

/** One way in which figures can be implausible. */
export interface Rule {
  /** A SELECT over the tables of `selectFigures`, whose select list `find` makes. */
  readonly select: (view: View) => Sql
  readonly explain: (found: Found) => Message
}

/** Columns of a finding. Numbers are in atoms, of which `atoms` make one of `unit`. */
interface Finding {
  readonly severity: Sql
  readonly subject: Sql
  readonly others?: Sql
  readonly indicator?: Sql
  /** The row whose series, period and unit the finding has. */
  readonly of?: Row
  readonly unit?: Sql
  readonly expected?: Sql
  readonly actual?: Sql
  readonly tolerance?: Sql
  readonly inputs?: Sql
  readonly facts?: Sql
  readonly doubts?: Sql
  /** Two numbers that tell the findings of a rule apart. */
  readonly key: readonly [Sql, Sql]
}

export const severities = { INFO: raw('1'), WARNING: raw('2'), ERROR: raw('3') } as const satisfies Record<
  Severity,
  Sql
>

/** The select list of a rule. */
export function find(rule: CheckRule, finding: Finding): Sql {
  const { of } = finding
  const own = (name: string) => (of ? raw(`${of}.${name}`) : raw('NULL'))
  const columns: [string, Sql, string][] = [
    ['rule', sql`${rule}`, 'text'],
    ['severity_order', finding.severity, 'int'],
    ['subject_id', finding.subject, 'int'],
    ['other_ids', finding.others ?? raw("'{}'"), 'int[]'],
    ['indicator_id', finding.indicator ?? own('indicator_id'), 'int'],
    ['series_park_id', own('reporting_park_id'), 'int'],
    ['series_id', own('series_id'), 'bigint'],
    ['period_start', own('period_start'), 'date'],
    ['period_end', own('period_end'), 'date'],
    ['unit_code', finding.unit ?? own('unit_code'), 'text'],
    ['expected', finding.expected ?? raw('NULL'), 'numeric'],
    ['actual', finding.actual ?? raw('NULL'), 'numeric'],
    ['tolerance', finding.tolerance ?? raw('NULL'), 'numeric'],
    ['inputs', finding.inputs ?? raw("'[]'"), 'jsonb'],
    ['facts', finding.facts ?? raw("'{}'"), 'jsonb'],
    ['doubt_ids', finding.doubts ?? raw("'{}'"), 'bigint[]'],
    ['key_a', finding.key[0], 'bigint'],
    ['key_b', finding.key[1], 'bigint'],
  ]
  return sql`SELECT ${join(columns.map(([name, value, type]) => sql`(${value})::${raw(type)} AS ${raw(name)}`))}`
}

/** An input: the figure in a row, in a role. */
export const input = (role: CheckRole, row: Row): Sql =>
  sql`jsonb_build_object('role', ${role}::text, 'park', ${raw(row)}.reporting_park_id, 'id', ${raw(row)}.id)`

export const inputs = (...items: readonly Sql[]): Sql => sql`jsonb_build_array(${join(items)})`

/** Rows such as `f` out of the whole figures of these names in the row `x`: what follows the FROM item `x`. */
export const unpack = (...rows: readonly Row[]): Sql =>
  join(
    rows.map((row) => sql`CROSS JOIN LATERAL (SELECT (x.${raw(row)}).*) ${raw(row)}`),
    ' ',
  )

/** Whether the one figure is certainly larger than the other, with the rounding of their digits granted: see `exceeds`. */
export function exceeds(first: Row, second: Row): Sql {
  const [a, b] = [raw(first), raw(second)]
  return sql`(${a}.low - ${a}.half > ${b}.high + ${b}.half
    OR (${a}.low - ${a}.half = ${b}.high + ${b}.half AND (${a}.qualifier = 'OVER' OR ${b}.qualifier = 'NEARLY')))`
}

/** Holds where two rows agree in all of the columns. */
export const same = (first: Row, second: Row, columns: readonly string[]): Sql =>
  join(
    columns.map((name) => raw(`${first}.${name} = ${second}.${name}`)),
    ' AND ',
  )

/** Holds where a membership counts for a figure: on the figure's day. */
export const holds = (member: Row, figure: Row): Sql =>
  raw(`${figure}.day >= ${member}.start AND ${figure}.day < ${member}.stop`)

/** Order that puts the figures of the row's own source first, then goes as that of derivations. */
export const preferSource = (row: Row, other: Row): Sql =>
  raw(
    `(${other}.source_id = ${row}.source_id) DESC, ${['priority', 'price_basis', 'scope'].map((name) => `${other}.${name}`).join()}, ${other}.published_on DESC, ${other}.n DESC`,
  )

/** The median of an expression within a group: exact, which `percentile_cont` is not. */
export function median(value: Sql): Sql {
  const sorted = sql`array_agg(${value} ORDER BY ${value})`
  return sql`((${sorted})[(count(*) + 1) / 2] + (${sorted})[(count(*) + 2) / 2]) * 0.5`
}

/** Exact text of a number, as JSON keeps it. */
export const text = (value: Sql): Sql => sql`trim_scale(${value})::text`
