import type pg from 'pg'
import { withoutReferenceChecks } from '../write/references.ts'
import { SERIES_KEY } from './stage.ts'

/** From how many figures on it is worth to keep other loads of figures off, instead of asking of each what it refers to. */
const MANY = 10_000

/** Finds the series of staged rows, and draws ids for those that are not there. Yields how many rows there are. */
export async function findSeries(client: pg.ClientBase, isDryRun: boolean): Promise<number> {
  const id = isDryRun ? '-row_number() OVER ()' : `nextval(pg_get_serial_sequence('series', 'id'))`
  await client.query(`/* import: series */ CREATE TEMP TABLE import_series ON COMMIT DROP AS
    SELECT k.*, coalesce(s.id, ${id}) AS id, s.id IS NULL AS is_new, s.access_level AS least
    FROM (SELECT ${SERIES_KEY}, min(access_level) AS access_level FROM import_row GROUP BY ${SERIES_KEY}) k
      LEFT JOIN series s USING (${SERIES_KEY})`)
  await client.query('ANALYZE import_series')
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM import_row')
  return rows[0]?.count ?? 0
}

/** Records all staged rows. What may be wrong with them has been looked for. */
export async function insertStaged(client: pg.ClientBase, count: number): Promise<void> {
  await client.query(`/* import: new series */ INSERT INTO series (${SERIES_KEY}, id, access_level)
    SELECT ${SERIES_KEY}, id, access_level FROM import_series WHERE is_new`)
  await client.query(`/* import: citations */ INSERT INTO citation (source_id, section, paragraph)
    SELECT DISTINCT source_id, section, paragraph FROM import_row ON CONFLICT DO NOTHING`)
  const insert = () => client.query(insertFigures)
  await (count < MANY ? insert() : withoutReferenceChecks(client, insert))
}

const taken = `period_start, period_end, value, lower, upper, qualifier, unit_code, nature, stage, missing_reason, printed_label,
  printed_text, published_on`

// The change is asked for once: row by row, as the default would, takes longer than the row itself.
const insertFigures = `/* import: figures */ INSERT INTO observation (reporting_park_id, id, change_id, series_id, growth_of_id,
    source_id, citation_id, status, access_level, ${taken})
  SELECT r.reporting_park_id, r.id, (SELECT current_change_id()), s.id, l.id, r.source_id, c.id, '{}', r.access_level, ${taken
    .split(/,\s*/)
    .map((name) => `r.${name}`)
    .join(', ')}
  FROM import_row r JOIN import_series s USING (${SERIES_KEY})
    JOIN citation c ON c.source_id = r.source_id AND c.section = r.section AND c.paragraph = r.paragraph
    LEFT JOIN import_row l ON l.row = r.growth_row`
