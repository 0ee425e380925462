import type pg from 'pg'
import { findOrMakeSeries, type SeriesParts } from '../figures/series.ts'
import { toPeriodColumns } from '../write/columns.ts'
import { drawIds, insertRows, type Row } from '../write/rows.ts'
import type { DataSet } from './data-set.ts'
import type { Provenance } from './load-sources.ts'
import type { Place } from './primitives.ts'
import type { ObservationEntry } from './shapes.ts'

/** What rows refer to: ids by slug, code or place. */
export interface Context {
  readonly zoneId: string
  readonly subjectIds: ReadonlyMap<string, string>
  readonly indicatorIds: ReadonlyMap<string, number>
  readonly findProvenance: (at: Place) => Provenance
}

/** Records the observations, in series found or made by their key; returns the id of each and how many series they are in. */
export async function loadObservations(
  client: pg.ClientBase,
  { observations }: DataSet,
  context: Context,
): Promise<{ ids: Map<string, string>; seriesCount: number }> {
  const entries = observations.map(({ value }) => value)
  const series = await findOrMakeSeries(client, entries.map(toSeriesParts(context)))
  const drawn = await drawIds(client, 'observation', entries.length)
  const ids = new Map(entries.map(({ id }, index) => [id, drawn[index] ?? '']))
  const rows = entries.map((entry, index) => toObservationRow(entry, ids, series[index]?.id, context))
  await insertRows(client, 'observation', rows)
  return { ids, seriesCount: new Set(series.map(({ id }) => id)).size }
}

const toSeriesParts =
  ({ zoneId, subjectIds, indicatorIds }: Context) =>
  (entry: ObservationEntry): SeriesParts => ({
    ...entry,
    reportingParkId: zoneId,
    subjectId: subjectIds.get(entry.subject),
    indicatorId: indicatorIds.get(entry.indicator),
  })

function toObservationRow(
  entry: ObservationEntry,
  ids: ReadonlyMap<string, string>,
  seriesId: string | undefined,
  context: Context,
): Row {
  const { sourceId, citationId, publishedOn } = context.findProvenance(entry.at)
  return {
    reporting_park_id: context.zoneId,
    id: ids.get(entry.id),
    series_id: seriesId,
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
