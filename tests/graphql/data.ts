import { type Database, decideCorrection, localOwner, type RowKey, today } from '@parkgraph/db'

export type AccessLevel = 'PUBLIC' | 'INTERNAL' | 'RESTRICTED'
export type SubjectKind = 'PARK' | 'PROJECT' | 'ENTERPRISE' | 'FACILITY' | 'PROGRAMME'

export interface NewSubject {
  readonly kind: SubjectKind
  readonly slug: string
  readonly name?: string
  readonly pinyin?: string
  readonly accessLevel?: AccessLevel
  /** Slug of a park that it is part of. */
  readonly park?: string
  /** Kind of a park; else INDUSTRIAL_PARK. */
  readonly parkKind?: string
  readonly level?: string | null
  readonly regionCode?: string
  readonly projectKind?: string
  readonly creditCode?: string
  /** Slug of the park that reports it, which may be itself; else the zone. */
  readonly reportedBy?: string
}

export interface NewFigure {
  readonly subject: string
  readonly indicator: string
  readonly value?: string | null
  readonly lower?: string | null
  readonly upper?: string | null
  readonly qualifier?: string
  readonly unit?: string
  readonly measure?: string
  readonly nature?: string
  readonly accumulation?: string
  readonly scope?: string
  readonly breakdown?: string
  readonly start?: string | null
  readonly end?: string | null
  readonly publishedOn?: string
  readonly label?: string
  readonly text?: string
  readonly accessLevel?: AccessLevel
  readonly seriesAccessLevel?: AccessLevel
  readonly missingReason?: string | null
  readonly growthOf?: string | null
  readonly priceBasis?: string
  /** Code of a source that was added; else the article. */
  readonly source?: string
  /** Global id of the figure that this one corrects. */
  readonly corrects?: string
  /** Slug of the park that reports it; else the zone. */
  readonly reportedBy?: string
}

export const ZONE = 'xiangxiang-etdz'

const keyOf = (name: string) => `split_part(convert_from(decode(j->>'${name}', 'base64'), 'UTF8'), ':', 3)::bigint`

const context = contextOf(ZONE)

function contextOf(park: string): string {
  return `(SELECT id FROM subject WHERE slug = '${park}') AS zone,
  (SELECT id FROM source ORDER BY id LIMIT 1) AS source, (SELECT id FROM citation ORDER BY id LIMIT 1) AS citation`
}

const reporter = `coalesce((SELECT r.id FROM subject r WHERE r.slug = j->>'reportedBy'), c.zone)`

/** Inserts subjects with their facets and, where a park is named, their membership in it, in the order given. */
export async function addSubjects(database: Database, subjects: readonly NewSubject[]): Promise<void> {
  const { pool } = database
  await pool.query(
    `INSERT INTO subject (id, kind, slug, name, name_pinyin, reporting_park_id, access_level)
     SELECT e.id, (j->>'kind')::"SubjectKind", j->>'slug', coalesce(j->>'name', j->>'slug'), coalesce(j->>'pinyin', j->>'name', j->>'slug'),
       CASE WHEN j->>'reportedBy' = j->>'slug' THEN e.id ELSE ${reporter} END, coalesce(j->>'accessLevel', 'PUBLIC')::"AccessLevel"
     FROM (SELECT j, n, nextval(pg_get_serial_sequence('subject', 'id'))::int AS id
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e(j, n)) e, (SELECT ${context}) c ORDER BY n`,
    [JSON.stringify(subjects)],
  )
  const facet = (table: string, columns: string, values: string) =>
    pool.query(
      `INSERT INTO ${table} (id${columns}) SELECT s.id${values} FROM jsonb_array_elements($1::jsonb) j
       JOIN subject s ON s.slug = j->>'slug' WHERE j->>'kind' = '${table.toUpperCase()}'`,
      [JSON.stringify(subjects)],
    )
  await facet(
    'park',
    ', kind, level, region_code',
    `, coalesce(j->>'parkKind', 'INDUSTRIAL_PARK')::"ParkKind", (j->>'level')::"ParkLevel", j->>'regionCode'`,
  )
  await facet('project', ', kind', `, coalesce(j->>'projectKind', 'INDUSTRIAL')::"ProjectKind"`)
  await facet('enterprise', ', unified_social_credit_code', `, j->>'creditCode'`)
  await facet('facility', '', '')
  await facet('programme', '', '')
  for (const { slug, park, reportedBy } of subjects)
    if (park) await addFact(database, 'membership', slug, { park, role: 'PART_OF' }, reportedBy)
}

/** Inserts figures, each in the series that its parts name, in the order given. Answers the global ids. */
export async function addFigures(database: Database, figures: readonly NewFigure[]): Promise<string[]> {
  const filled = figures.map((figure) => ({
    measure: 'LEVEL',
    nature: 'ACTUAL',
    accumulation: 'UNSPECIFIED',
    scope: 'UNSPECIFIED',
    priceBasis: 'UNSPECIFIED',
    breakdown: '',
    unit: 'CNY_10K',
    qualifier: 'EXACT',
    publishedOn: '2020-01-01',
    label: figure.indicator,
    text: figure.value ?? figure.lower ?? figure.upper ?? '',
    accessLevel: 'PUBLIC',
    seriesAccessLevel: 'PUBLIC',
    ...figure,
  }))
  const json = [JSON.stringify(filled)]
  const key = `j->>'measure', j->>'accumulation', j->>'priceBasis', j->>'scope', j->>'breakdown'`
  await database.pool.query(
    `INSERT INTO series (reporting_park_id, subject_id, indicator_id, measure, accumulation, price_basis, scope, breakdown, dimension, access_level)
     SELECT DISTINCT ON (${reporter}, s.id, i.id, u.dimension, ${key}) ${reporter}, s.id, i.id, (j->>'measure')::"Measure",
       (j->>'accumulation')::"Accumulation", (j->>'priceBasis')::"PriceBasis", (j->>'scope')::"Scope", j->>'breakdown', u.dimension,
       (j->>'seriesAccessLevel')::"AccessLevel"
     FROM jsonb_array_elements($1::jsonb) j JOIN subject s ON s.slug = j->>'subject' JOIN indicator i ON i.code = j->>'indicator'
       JOIN unit u ON u.code = j->>'unit', (SELECT ${context}) c
     ON CONFLICT DO NOTHING`,
    json,
  )
  const { rows } = await database.pool.query(
    `INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, lower, upper, qualifier, unit_code,
       nature, stage, status, missing_reason, printed_label, printed_text, source_id, citation_id, published_on, access_level, growth_of_id,
       corrects_id, reading)
     SELECT r.reporting_park_id, r.id, (j->>'start')::date, (j->>'end')::date, (j->>'value')::numeric, (j->>'lower')::numeric,
       (j->>'upper')::numeric, (j->>'qualifier')::"Qualifier", j->>'unit', (j->>'nature')::"Nature", 'UNSPECIFIED', '{}',
       j->>'missingReason', j->>'label', j->>'text',
       coalesce((SELECT d.id FROM source d WHERE d.code = j->>'source'), c.source),
       coalesce((SELECT t.id FROM citation t JOIN source d ON d.id = t.source_id WHERE d.code = j->>'source'), c.citation), (j->>'publishedOn')::date,
       (j->>'accessLevel')::"AccessLevel", ${keyOf('growthOf')}, ${keyOf('corrects')},
       CASE WHEN j ? 'corrects' THEN 'CORRECTED' ELSE 'AS_PRINTED' END::"Reading"
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e(j, n)
       JOIN subject s ON s.slug = j->>'subject' JOIN indicator i ON i.code = j->>'indicator' JOIN unit u ON u.code = j->>'unit',
       (SELECT ${context}) c, series r
     WHERE r.reporting_park_id = ${reporter} AND r.subject_id = s.id AND r.indicator_id = i.id AND r.measure::text = j->>'measure'
       AND r.accumulation::text = j->>'accumulation' AND r.scope::text = j->>'scope' AND r.breakdown = j->>'breakdown'
       AND r.price_basis::text = j->>'priceBasis' AND r.dimension = u.dimension
     ORDER BY n RETURNING 'Observation:' || reporting_park_id || ':' || id AS id`,
    json,
  )
  if (rows.length !== figures.length) throw new Error(`${rows.length} of ${figures.length} figures found their series`)
  return rows.map(({ id }: { id: string }) => Buffer.from(id).toString('base64'))
}

/** Inserts one figure. Answers its global id. */
export async function addFigure(database: Database, figure: NewFigure): Promise<string> {
  const [id = ''] = await addFigures(database, [figure])
  return id
}

type FactTable =
  | 'membership'
  | 'honour'
  | 'subject_name'
  | 'relationship'
  | 'statement'
  | 'assignment'
  | 'panel_membership'
  | 'project_stage'

/** Inserts a fact about a subject; `values` are its own columns, of which `park`, `to` and `programme` hold slugs. */
export async function addFact(
  database: Database,
  table: FactTable,
  subject: string,
  values: Readonly<Record<string, string | boolean>>,
  reportedBy = ZONE,
): Promise<string> {
  const slugs: Record<string, string> = { park: 'park_id', to: 'to_id', programme: 'programme_id' }
  const names = Object.keys(values)
  const columns = names.map((name) => slugs[name] ?? name)
  const markers = names.map((name, index) =>
    name in slugs ? `(SELECT id FROM subject WHERE slug = $${index + 2})` : `$${index + 2}`,
  )
  const owner = table === 'relationship' ? 'from_id' : 'subject_id'
  const { rows } = await database.pool.query(
    `INSERT INTO ${table} (${owner}, reporting_park_id, citation_id, published_on, ${columns.join(', ')})
     SELECT s.id, c.zone, c.citation, DATE '2020-01-01', ${markers.join(', ')}
     FROM subject s, (SELECT ${contextOf(reportedBy)}) c WHERE s.slug = $1 RETURNING id`,
    [subject, ...Object.values(values)],
  )
  return rows[0].id
}

/** Inserts a source with one place to cite, of the park with a slug or of the first one that there is. */
export async function addSource(
  database: Database,
  code: string,
  priority: number,
  accessLevel: AccessLevel = 'PUBLIC',
  publisher: string | null = null,
  reportedBy: string | null = null,
): Promise<void> {
  await database.pool.query(
    `WITH d AS (INSERT INTO source (code, title, kind, authors, language, published_from, published_to, priority, access_level, publisher,
         reporting_park_id)
       VALUES ($1, $1, 'STATISTICAL_REPORT', '{}', 'zh-CN', '2020-01-01', '2020-01-01', $2, $3, $4,
         (SELECT min(id) FROM subject WHERE slug = $5 OR $5 IS NULL AND reporting_park_id = id)) RETURNING id)
     INSERT INTO citation (source_id, section, paragraph) SELECT id, 'lead', 1 FROM d`,
    [code, priority, accessLevel, publisher, reportedBy],
  )
}

/** Inserts a correction of the observation with this global id. Answers its key. */
export async function addCorrection(
  database: Database,
  observation: string,
  accessLevel: AccessLevel,
): Promise<string> {
  const [, park, id] = Buffer.from(observation, 'base64').toString().split(':')
  const { rows } = await database.pool.query(
    `INSERT INTO correction (reporting_park_id, observation_id, changes, evidence_zh, evidence_en, confidence, proposed_by, proposed_on, access_level)
     VALUES ($1, $2, '{"value":"1"}', 'z', 'e', 'LOW', 'x', '2020-01-01', $3) RETURNING id`,
    [park, id, accessLevel],
  )
  return Buffer.from(`Correction:${park}:${rows[0].id}`).toString('base64')
}

/** Adds a proposed correction of the figure with this global id, as restricted as it, as data sets have them. Answers its global id. */
export async function propose(database: Database, figure: string, changes: object): Promise<string> {
  const { reportingParkId: park, id } = toKey(figure)
  const { rows } = await database.pool.query(
    `INSERT INTO correction (reporting_park_id, observation_id, changes, evidence_zh, evidence_en, confidence, proposed_by, proposed_on, access_level)
     SELECT o.reporting_park_id, o.id, $3, '证据', 'Evidence', 'HIGH', 'local-owner', ${today.sql}, greatest(o.access_level, s.access_level)
     FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
     WHERE o.reporting_park_id = $1 AND o.id = $2 RETURNING id`,
    [park, id, changes],
  )
  return Buffer.from(`Correction:${park}:${rows[0].id}`).toString('base64')
}

/** Decides on the correction with this global id. */
export async function decide(database: Database, correction: string, state: 'ACCEPTED' | 'REJECTED' = 'ACCEPTED') {
  await decideCorrection(database.pool, localOwner, { correction: toKey(correction), state, reason: 'checked' })
}

function toKey(id: string): RowKey {
  const [, park, row = ''] = Buffer.from(id, 'base64').toString().split(':')
  return { reportingParkId: Number(park), id: row }
}

/** Inserts a doubt about a subject. Answers its global id. */
export async function addDoubt(
  database: Database,
  subject: string,
  accessLevel: AccessLevel,
  reportedBy = ZONE,
): Promise<string> {
  const { rows } = await database.pool.query(
    `WITH d AS (INSERT INTO doubt (question_zh, question_en, candidates, state, citation_id, reporting_park_id, access_level)
       SELECT 'z', 'secret doubt', '{}', 'OPEN', c.citation, c.zone, $2 FROM (SELECT ${contextOf(reportedBy)}) c RETURNING id, reporting_park_id)
     INSERT INTO doubt_about (doubt_id, subject_id, reporting_park_id) SELECT d.id, s.id, d.reporting_park_id
       FROM d, subject s WHERE s.slug = $1 RETURNING doubt_id AS id`,
    [subject, accessLevel],
  )
  return Buffer.from(`Doubt:${rows[0].id}`).toString('base64')
}

/** Reads a value inside an answer by its path, such as `parks.nodes.0.name`. */
export function pick(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], value)
}
