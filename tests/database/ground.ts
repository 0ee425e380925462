import { randomBytes } from 'node:crypto'
import type pg from 'pg'

export type Queryable = Pick<pg.ClientBase, 'query'>
export type Row = Record<string, unknown>

/** A reporting park with a source, a citation and an indicator: what figures and facts stand on. */
export interface Ground {
  readonly parkId: number
  readonly sourceId: number
  readonly citationId: number
  readonly indicatorId: number
}

export async function query<Result extends object = Record<string, unknown>>(
  on: Queryable,
  text: string,
  values: unknown[] = [],
): Promise<Result[]> {
  return (await on.query(text, values)).rows as Result[]
}

export async function get<Result extends object = Record<string, unknown>>(
  on: Queryable,
  text: string,
  values: unknown[] = [],
): Promise<Result> {
  const [row, ...others] = await query<Result>(on, text, values)
  if (!row || others.length > 0) throw new Error(`One row was expected of: ${text}`)
  return row
}

export function randomCode(): string {
  return `test-${randomBytes(6).toString('hex')}`
}

export async function makeGround(on: Queryable): Promise<Ground> {
  const parkId = await makeSubject(on)
  const sourceId = await makeSource(on, 1, parkId)
  const citationId = await makeCitation(on, sourceId)
  const indicatorId = await makeIndicator(on)
  return { parkId, sourceId, citationId, indicatorId }
}

/** A subject of the reporting park, or one that is its own. */
export async function makeSubject(on: Queryable, parkId?: number, values: Row = {}): Promise<number> {
  const { id } = await get<{ id: number }>(on, "SELECT nextval('subject_id_seq')::int AS id")
  const row = { id, kind: 'PARK', slug: randomCode(), name: '园', name_pinyin: 'yuan', reporting_park_id: parkId ?? id }
  await insert(on, 'subject', [{ ...row, ...values }])
  return id
}

/** A document of the park, or of the first one that there is. */
export async function makeSource(on: Queryable, priority = 1, parkId?: number): Promise<number> {
  const { id } = await get<{ id: number }>(
    on,
    `INSERT INTO source (code, title, kind, authors, language, published_from, published_to, priority, reporting_park_id)
      VALUES ($1, 'Report', 'SURVEY', '{}', 'zh', '2017-01-01', '2017-12-31', $2,
        coalesce($3::int, (SELECT min(id) FROM subject WHERE reporting_park_id = id))) RETURNING id`,
    [randomCode(), priority, parkId],
  )
  return id
}

export async function makeCitation(on: Queryable, sourceId: number): Promise<number> {
  const text = "INSERT INTO citation (source_id, section, paragraph) VALUES ($1, 'section', 1) RETURNING id"
  return (await get<{ id: number }>(on, text, [sourceId])).id
}

async function makeIndicator(on: Queryable): Promise<number> {
  const { id } = await get<{ id: number }>(
    on,
    `INSERT INTO indicator (code, name, label_zh, label_en, definition_zh, definition_en, dimension, default_unit_code,
        status, candidates, over_time, over_parks)
      VALUES ($1, '地', '地', 'Land', '地', 'Land', 'area', 'MU', 'ESTABLISHED', '{}', 'LAST', 'SUM') RETURNING id`,
    [randomCode()],
  )
  return id
}

export async function makeSeries(on: Queryable, ground: Ground, values: Row = {}): Promise<string> {
  const { id } = await get<{ id: string }>(on, "SELECT nextval('series_id_seq') AS id")
  const row = {
    reporting_park_id: ground.parkId,
    id,
    subject_id: ground.parkId,
    indicator_id: ground.indicatorId,
    measure: 'LEVEL',
    accumulation: 'STOCK',
    price_basis: 'UNSPECIFIED',
    scope: 'ALL',
    breakdown: randomCode(),
    dimension: 'area',
  }
  await insert(on, 'series', [{ ...row, ...values }])
  return id
}

export function describeFigure(ground: Ground, seriesId: string, values: Row = {}): Row {
  return {
    reporting_park_id: ground.parkId,
    series_id: seriesId,
    period_start: '2017-01-01',
    period_end: '2018-01-01',
    value: '1',
    lower: null,
    upper: null,
    qualifier: 'EXACT',
    unit_code: 'MU',
    nature: 'ACTUAL',
    stage: 'FINAL',
    status: [],
    missing_reason: null,
    printed_label: '用地',
    printed_text: '1亩',
    reading: 'AS_PRINTED',
    source_id: ground.sourceId,
    citation_id: ground.citationId,
    published_on: '2017-12-31',
    corrects_id: null,
    access_level: 'PUBLIC',
    ...values,
  }
}

/** Records all figures with one statement; returns their ids in order. */
export async function record(on: Queryable, figures: readonly Row[]): Promise<string[]> {
  const ids = await query<{ id: string }>(
    on,
    "SELECT nextval('observation_id_seq') AS id FROM generate_series(1, $1::int)",
    [figures.length],
  )
  await insert(
    on,
    'observation',
    figures.map((figure, index) => ({ id: ids[index]?.id, ...figure })),
  )
  return ids.map(({ id }) => id)
}

export async function insert(on: Queryable, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ')
  const text = `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`
  await on.query(text, [JSON.stringify(rows)])
}

/** One statement per table that no longer takes changes, each with a row in it. */
export async function fillTables(on: Queryable, ground: Ground): Promise<void> {
  const { parkId: park, citationId: citation } = ground
  const seriesId = await makeSeries(on, ground)
  const [observation] = await record(on, [describeFigure(ground, seriesId)])
  const fact = { reporting_park_id: park, citation_id: citation, published_on: '2017-12-31' }
  const project = await makeSubject(on, park, { kind: 'PROJECT' })
  const correction = {
    reporting_park_id: park,
    id: (await get(on, "SELECT nextval('correction_id_seq') AS id")).id,
    observation_id: observation,
    changes: {},
    evidence_zh: '据',
    evidence_en: 'Evidence',
    confidence: 'LOW',
    proposed_by: 'test',
    proposed_on: '2018-01-01',
    access_level: 'PUBLIC',
  }
  await insert(on, 'correction', [correction])
  const decision = { state: 'ACCEPTED', decided_by: 'test', decided_on: '2018-01-02', reason: 'evidence' }
  await insert(on, 'correction_decision', [{ reporting_park_id: park, correction_id: correction.id, ...decision }])
  await insert(on, 'membership', [{ ...fact, subject_id: project, park_id: park, role: 'PART_OF' }])
  await insert(on, 'project_stage', [{ ...fact, subject_id: project, stage: 'STRUCTURE', state: 'DONE' }])
  await insert(on, 'honour', [{ ...fact, subject_id: park, title: '先进' }])
  await insert(on, 'subject_name', [{ ...fact, subject_id: park, name: '别名', kind: 'ALIAS' }])
  await insert(on, 'relationship', [{ ...fact, from_id: project, kind: 'PARTNER', to_name: '某公司' }])
  const summary = { summary_zh: '述', summary_en: 'Summary' }
  await insert(on, 'statement', [{ ...fact, subject_id: park, topic: 'GOALS', ...summary }])
  await insert(on, 'assignment', [{ ...fact, subject_id: park, person: '某', role: '联系人', organisation: '局' }])
  const { id: doubt } = await get(
    on,
    `INSERT INTO doubt (question_zh, question_en, candidates, state, citation_id, reporting_park_id)
      VALUES ('问', 'Question', '{}', 'OPEN', $1, $2) RETURNING id`,
    [citation, park],
  )
  await insert(on, 'doubt_about', [{ doubt_id: doubt, subject_id: park, reporting_park_id: park }])
}
