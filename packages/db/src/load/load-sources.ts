import type pg from 'pg'
import { findOrMakeCitations } from '../figures/citations.ts'
import { insertRows } from '../write/rows.ts'
import type { DataSet } from './data-set.ts'
import { FACT_LISTS } from './fact-shapes.ts'
import type { Place } from './primitives.ts'
import { findSource } from './report.ts'

/** Where a figure or fact comes from, as columns of its row. */
export interface Provenance {
  readonly sourceId: number
  readonly citationId: number
  readonly publishedOn: string
}

/** Finds the sources, or makes them as those that a park reports, and the places that are cited in them. */
export async function loadSources(
  client: pg.ClientBase,
  dataSet: DataSet,
  zoneId: string,
): Promise<(at: Place) => Provenance> {
  const sourceIds = await insertSources(client, dataSet, zoneId)
  const locate = (at: Place) => {
    const source = findSource(dataSet, at)?.value
    const sourceId = source && sourceIds.get(source.code)
    if (!source || sourceId === undefined) throw new Error(`No source for ${JSON.stringify(at)}`)
    return { sourceId, publishedOn: source.publishedTo, key: `${sourceId} ${at.section} ${at.paragraph}` }
  }
  const places = new Map(listPlaces(dataSet).map((at) => [locate(at).key, { ...at, sourceId: locate(at).sourceId }]))
  const ids = await findOrMakeCitations(client, [...places.values()])
  const citationIds = new Map([...places.keys()].map((key, index) => [key, ids[index]]))
  return (at) => {
    const { sourceId, publishedOn, key } = locate(at)
    const citationId = citationIds.get(key)
    if (citationId === undefined) throw new Error(`No citation for ${JSON.stringify(at)}`)
    return { sourceId, citationId, publishedOn }
  }
}

async function insertSources(client: pg.ClientBase, dataSet: DataSet, zoneId: string): Promise<Map<string, number>> {
  const rows = toSourceRows(dataSet).map((row) => ({ ...row, reporting_park_id: zoneId }))
  await insertRows(client, 'source', rows, 'ON CONFLICT (code) DO NOTHING')
  const found = await client.query<{ code: string; id: number }>(
    '/* load source: ids */ SELECT code, id FROM source WHERE code = ANY ($1)',
    [rows.map(({ code }) => code)],
  )
  return new Map(found.rows.map(({ code, id }) => [code, id]))
}

export const toSourceRows = ({ sources }: DataSet) =>
  sources.map(({ value }) => ({
    code: value.code,
    title: value.title,
    kind: value.kind,
    publisher: value.publisher ?? null,
    authors: value.authors,
    language: value.language,
    published_from: value.publishedFrom,
    published_to: value.publishedTo,
    priority: value.priority,
    // What is archived is not cited anew.
    is_archived: false,
    access_level: value.access,
  }))

function listPlaces({ observations, facts, doubts }: DataSet): Place[] {
  const entries = [...observations, ...doubts, ...FACT_LISTS.flatMap((list): { value: { at: Place } }[] => facts[list])]
  return entries.map(({ value }) => value.at)
}
