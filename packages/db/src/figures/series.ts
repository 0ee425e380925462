import { getUnit } from '@parkgraph/statistics'
import type pg from 'pg'
import { AccessLevel } from '../generated/client/enums.ts'
import { insertRows, type Row } from '../write/rows.ts'

/** What tells a series from others. */
export const KEY_COLUMNS = [
  'reporting_park_id',
  'subject_id',
  'indicator_id',
  'measure',
  'accumulation',
  'price_basis',
  'scope',
  'breakdown',
  'dimension',
]

/** What a figure says of its series, and what may see the figure. */
export interface SeriesParts {
  readonly reportingParkId: number | string
  readonly subjectId: number | string | undefined
  readonly indicatorId: number | undefined
  readonly measure: string
  readonly accumulation: string
  readonly priceBasis: string
  readonly scope: string
  readonly breakdown?: string | null | undefined
  /** Code of the unit: its dimension is the series'. */
  readonly unit: string
  readonly access: AccessLevel
}

export interface FoundSeries {
  readonly id: string
  readonly access: AccessLevel
}

/**
 * Finds the series of figures by their keys, and makes those that are not there: visible to whoever may see one of the figures.
 * Yields the series of each, in order.
 */
export async function findOrMakeSeries(client: pg.ClientBase, figures: readonly SeriesParts[]): Promise<FoundSeries[]> {
  const wanted = new Map<string, Row & { access_level: AccessLevel }>()
  for (const figure of figures) {
    const row = toSeriesRow(figure)
    const key = printKey(row)
    wanted.set(key, { ...row, access_level: leastAccess(figure.access, wanted.get(key)?.access_level) })
  }
  const found = await findSeries(client, [...wanted.values()])
  const missing = [...wanted].flatMap(([key, row]) => (found.has(key) ? [] : [row]))
  await insertRows(client, 'series', missing, 'ON CONFLICT DO NOTHING')
  const made = await findSeries(client, missing)
  return figures.map((figure) => {
    const key = printKey(toSeriesRow(figure))
    const series = found.get(key) ?? made.get(key)
    if (!series) throw new Error(`No series for ${key}`)
    return series
  })
}

async function findSeries(client: pg.ClientBase, rows: readonly Row[]): Promise<Map<string, FoundSeries>> {
  if (rows.length === 0) return new Map()
  const found = await client.query<Row & FoundSeries>(
    `/* find series */ SELECT s.id::text, s.access_level AS access, ${KEY_COLUMNS.map((column) => `s.${column}::text`).join(', ')}
      FROM jsonb_populate_recordset(NULL::series, $1) w JOIN series s
        ON ${KEY_COLUMNS.map((column) => `s.${column} = w.${column}`).join(' AND ')}`,
    [JSON.stringify(rows)],
  )
  return new Map(found.rows.map((row) => [printKey(row), { id: row.id, access: row.access }]))
}

function toSeriesRow(figure: SeriesParts): Row & { access_level: AccessLevel } {
  return {
    reporting_park_id: figure.reportingParkId,
    subject_id: figure.subjectId,
    indicator_id: figure.indicatorId,
    measure: figure.measure,
    accumulation: figure.accumulation,
    price_basis: figure.priceBasis,
    scope: figure.scope,
    breakdown: figure.breakdown ?? '',
    dimension: getUnit(figure.unit).dimension,
    access_level: figure.access,
  }
}

function leastAccess(...levels: (AccessLevel | undefined)[]): AccessLevel {
  return Object.values(AccessLevel).find((level) => levels.includes(level)) ?? AccessLevel.RESTRICTED
}

function printKey(row: Row): string {
  return JSON.stringify(KEY_COLUMNS.map((column) => String(row[column])))
}
