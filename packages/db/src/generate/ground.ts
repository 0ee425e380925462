import type pg from 'pg'
import { drawIds, insertRows } from '../write/rows.ts'
import { printDay } from './days.ts'
import { UNIT_WORDS } from './quantities.ts'
import { findFirstYear, LAST_YEAR, type Size } from './settings.ts'

/** Where figures are taken from: source and citation, as their columns, of what is reported of a month. */
export type Cite = (year: number, month: number) => string

export interface Sources {
  /** The parks' monthly reports. */
  readonly monthly: Cite
  /** The yearly survey of enterprises. */
  readonly survey: Cite
  /** Citation of the facts that are no figures, as the register of a year has them. */
  readonly citeRegister: (year: number) => string
  /** Records them all, as those that a park reports which has been written by then. */
  readonly write: (client: pg.ClientBase, parkId: number) => Promise<void>
}

export interface Ground {
  readonly indicatorIds: ReadonlyMap<string, number>
  readonly sources: Sources
  /** The change that the transaction belongs to. */
  readonly changeId: string
}

/** Finds and drafts what all generated rows refer to. */
export async function prepareGround(client: pg.ClientBase, size: Size): Promise<Ground> {
  const { rows } = await client.query<{ id: string }>('SELECT current_change_id() AS id')
  return {
    indicatorIds: await findIndicatorIds(client),
    sources: await draftSources(client, size),
    changeId: rows[0]?.id ?? '',
  }
}

async function findIndicatorIds(client: pg.ClientBase): Promise<Map<string, number>> {
  const { rows } = await client.query<{ code: string; id: number }>('SELECT code, id FROM indicator')
  const units = await client.query('SELECT FROM unit WHERE code = ANY ($1)', [Object.keys(UNIT_WORDS)])
  if (rows.length === 0 || units.rowCount !== Object.keys(UNIT_WORDS).length)
    throw new Error('The database holds no units and indicators yet. Start the server on it once, which loads them.')
  return new Map(rows.map(({ code, id }) => [code, id]))
}

const documents = [
  ['monthly', '园区统计月报', 'STATISTICAL_REPORT', 200],
  ['survey', '企业年度调查', 'SURVEY', 210],
  ['register', '园区名录', 'ADMINISTRATIVE_RECORD', 220],
] as const

/** Drafts what everything generated is taken from: a citation for each month of each year. */
async function draftSources(client: pg.ClientBase, { seed, years }: Size): Promise<Sources> {
  const ids = await drawIds(client, 'source', documents.length)
  const first = findFirstYear({ years })
  const sources = documents.map(([code, title, kind, priority], index) => ({
    id: ids[index],
    code: `generated-${seed}-${code}`,
    title: `${title}(模拟数据)`,
    kind,
    authors: [],
    language: 'zh-CN',
    published_from: printDay(first, 1, 1),
    published_to: printDay(LAST_YEAR + 1, 12, 31),
    priority,
    access_level: 'PUBLIC',
  }))
  const citationIds = await drawIds(client, 'citation', documents.length * years * 12)
  const citations = citationIds.map((id, index) => ({
    id,
    source_id: ids[Math.floor(index / (years * 12))],
    section: String(first + (Math.floor(index / 12) % years)),
    paragraph: (index % 12) + 1,
  }))
  const citationAt = (document: number, year: number, month: number) =>
    citationIds[(document * years + year - first) * 12 + month - 1] as string
  const cite =
    (document: number): Cite =>
    (year, month) =>
      `${ids[document]}\t${citationAt(document, year, month)}`
  const write: Sources['write'] = async (writer, parkId) => {
    await insertRows(
      writer,
      'source',
      sources.map((source) => ({ ...source, reporting_park_id: parkId })),
    )
    await insertRows(writer, 'citation', citations)
  }
  return { monthly: cite(0), survey: cite(1), citeRegister: (year) => citationAt(2, year, 1), write }
}
