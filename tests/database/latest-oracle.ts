import { printDecimal, toAtoms } from '@parkgraph/statistics'
import type { Queryable, Row } from './ground.ts'
import { query } from './ground.ts'

const KEY = ['reporting_park_id', 'series_id', 'nature', 'source_id', 'reading', 'access_level']

/** What `latest` has to hold after these figures: of each key, the figure of the latest period and then vintage. */
export function computeLatest(figures: readonly Row[]): string[] {
  const newest = new Map<string, Row>()
  for (const figure of figures) {
    const key = printKey(figure)
    const other = newest.get(key)
    if (!other || isNewer(figure, other)) newest.set(key, figure)
  }
  return [...newest.entries()].map(([key, figure]) => printEntry(key, figure)).sort()
}

/** What `latest` holds of the park, in the same form. */
export async function readLatest(on: Queryable, parkId: number): Promise<string[]> {
  const rows = await query(
    on,
    `SELECT ${KEY.map((name) => `l.${name}::text`).join(', ')}, l.observation_id::text AS id, o.unit_code,
        l.period_start::text, l.period_end::text, l.published_on::text, l.qualifier,
        trim_scale(l.value)::text AS value, trim_scale(l.lower)::text AS lower, trim_scale(l.upper)::text AS upper
      FROM latest l JOIN observation o ON o.reporting_park_id = l.reporting_park_id AND o.id = l.observation_id
      WHERE l.reporting_park_id = $1`,
    [parkId],
  )
  return rows.map((row) => print(printKey(row), row, (value) => value)).sort()
}

function printEntry(key: string, figure: Row): string {
  return print(key, figure, (value) => (value === null ? null : printDecimal(toAtoms(value, String(figure.unit_code)))))
}

function print(key: string, row: Row, convert: (value: string | null) => string | null): string {
  const numbers = [row.value, row.lower, row.upper].map((value) => convert(value as string | null))
  return JSON.stringify([key, row.id, row.period_start, row.period_end, row.published_on, row.qualifier, ...numbers])
}

function printKey(row: Row): string {
  return KEY.map((name) => String(row[name])).join(' ')
}

function isNewer(one: Row, other: Row): boolean {
  return (
    (compareDays(one.period_end, other.period_end, -1) ||
      compareDays(other.period_start, one.period_start, 1) ||
      compareDays(one.published_on, other.published_on, -1) ||
      Number(one.id) - Number(other.id)) > 0
  )
}

/** Sorts days as texts, open ends outermost; a missing day comes first with `absent` -1 and last with 1. */
function compareDays(one: unknown, other: unknown, absent: 1 | -1): number {
  const [left, right] = [rank(one, absent), rank(other, absent)]
  return left < right ? -1 : left > right ? 1 : 0
}

function rank(day: unknown, absent: 1 | -1): string {
  if (day === null) return absent < 0 ? '' : '~~'
  if (day === '-infinity') return '!'
  return day === 'infinity' ? '~' : String(day)
}
