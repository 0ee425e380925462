import { getUnit } from '@parkgraph/statistics'
import type pg from 'pg'
import { AccessLevel } from '../generated/client/enums.ts'
import { toPeriodColumns } from './columns.ts'
import type { DataSet } from './data-set.ts'
import type { Provenance } from './load-sources.ts'
import type { Place } from './primitives.ts'
import type { ObservationEntry } from './shapes.ts'
import { drawIds, insertRows, type Row } from './write.ts'

/** What rows refer to: ids by slug, code or place. */
export interface Context {
  readonly zoneId: string
  readonly subjectIds: ReadonlyMap<string, string>
  readonly indicatorIds: ReadonlyMap<string, number>
  readonly findProvenance: (at: Place) => Provenance
}

const KEY_COLUMNS = [
  'subject_id',
  'indicator_id',
  'measure',
  'accumulation',
  'price_basis',
  'scope',
  'breakdown',
  'dimension',
]

/** Records the observations, in series found or made by their key; returns the id of each and how many series they are in. */
export async function loadObservations(
  client: pg.ClientBase,
  { observations }: DataSet,
  context: Context,
): Promise<{ ids: Map<string, string>; seriesCount: number }> {
  const entries = observations.map(({ value }) => value)
  const seriesIds = await loadSeries(client, entries, context)
  const drawn = await drawIds(client, 'observation', entries.length)
  const ids = new Map(entries.map(({ id }, index) => [id, drawn[index] ?? '']))
  const rows = entries.map((entry) => toObservationRow(entry, ids, seriesIds, context))
  await insertRows(client, 'observation', rows)
  return { ids, seriesCount: seriesIds.size }
}

function toObservationRow(
  entry: ObservationEntry,
  ids: ReadonlyMap<string, string>,
  seriesIds: ReadonlyMap<string, string>,
  context: Context,
): Row {
  const { sourceId, citationId, publishedOn } = context.findProvenance(entry.at)
  return {
    reporting_park_id: context.zoneId,
    id: ids.get(entry.id),
    series_id: seriesIds.get(printKey(toSeriesRow(entry, context))),
    ...toPeriodColumns(entry.period),
    value: entry.value ?? null,
    lower: entry.lower ?? null,
    upper: entry.upper ?? null,
    qualifier: entry.qualifier,
    unit_code: entry.unit,
    nature: entry.nature,
    stage: entry.stage,
    status: [],
    printed_label: entry.printed.label,
    printed_text: entry.printed.text,
    source_id: sourceId,
    citation_id: citationId,
    published_on: publishedOn,
    growth_of_id: entry.growthOf === undefined ? null : ids.get(entry.growthOf),
    access_level: entry.access,
  }
}

async function loadSeries(client: pg.ClientBase, entries: readonly ObservationEntry[], context: Context) {
  const series = new Map<string, Row & { access_level: string }>()
  for (const entry of entries) {
    const row = toSeriesRow(entry, context)
    const key = printKey(row)
    const access = leastAccess(entry.access, series.get(key)?.access_level)
    series.set(key, { ...row, access_level: access })
  }
  await insertRows(client, 'series', [...series.values()], 'ON CONFLICT DO NOTHING')
  const { rows } = await client.query<Row & { id: string }>(
    `/* load series: ids */ SELECT id::text, ${KEY_COLUMNS.map((column) => `${column}::text`).join(', ')}
      FROM series WHERE reporting_park_id = $1 AND subject_id = ANY ($2)`,
    [context.zoneId, [...new Set([...series.values()].map((row) => row.subject_id))]],
  )
  const found = new Map(rows.map((row) => [printKey(row), row.id]))
  return new Map([...series.keys()].map((key) => [key, found.get(key) ?? '']))
}

/** A series may be seen by whoever may see one of its figures. */
function leastAccess(...levels: (string | undefined)[]): string {
  return Object.keys(AccessLevel).find((level) => levels.includes(level)) ?? AccessLevel.RESTRICTED
}

function toSeriesRow(entry: ObservationEntry, { zoneId, subjectIds, indicatorIds }: Context): Row {
  return {
    reporting_park_id: zoneId,
    subject_id: subjectIds.get(entry.subject),
    indicator_id: indicatorIds.get(entry.indicator),
    measure: entry.measure,
    accumulation: entry.accumulation,
    price_basis: entry.priceBasis,
    scope: entry.scope,
    breakdown: entry.breakdown ?? '',
    dimension: getUnit(entry.unit).dimension,
  }
}

function printKey(row: Row): string {
  return JSON.stringify(KEY_COLUMNS.map((column) => String(row[column])))
}

/** Records the proposed corrections. */
export async function loadCorrections(
  client: pg.ClientBase,
  { corrections }: DataSet,
  observationIds: ReadonlyMap<string, string>,
  { zoneId }: Context,
): Promise<void> {
  const rows = corrections.map(({ value }) => ({
    reporting_park_id: zoneId,
    observation_id: observationIds.get(value.observation),
    changes: value.changes,
    evidence_zh: value.evidence.zh,
    evidence_en: value.evidence.en,
    confidence: value.confidence,
    proposed_by: value.proposedBy,
    proposed_on: value.proposedOn,
    access_level: value.access,
  }))
  await insertRows(client, 'correction', rows)
}
