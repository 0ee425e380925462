import type pg from 'pg'
import { withoutReferenceChecks } from '../write/references.ts'
import { NO_ROW, SERIES_KEY, SEVERAL_ROWS, type Staged } from './stage.ts'

/** From how many figures on it is worth to keep other loads of figures off, instead of asking of each what it refers to. */
const MANY = 10_000

/** Finds the row of the level that each growth names, by what it is called or its number: one row, or it says nothing. */
export async function findLevels(client: pg.ClientBase, { namesLevels, isRising }: Staged): Promise<void> {
  if (namesLevels)
    await client.query(`/* import: levels */ UPDATE import_row r SET growth_row = coalesce(l.row, ${NO_ROW})
      FROM import_row g LEFT JOIN (SELECT own_id, CASE count(*) WHEN 1 THEN min(row) ELSE ${SEVERAL_ROWS} END AS row
        FROM import_row GROUP BY own_id) l ON l.own_id = g.growth_of
      WHERE r.ctid = g.ctid AND g.growth_of IS NOT NULL AND g.growth_row IS NULL`)
  if (!isRising)
    await client.query(`/* import: numbers */ UPDATE import_row SET growth_row = ${SEVERAL_ROWS}
      WHERE growth_row IN (SELECT row FROM import_row GROUP BY row HAVING count(*) > 1)`)
}

/** Finds the series of staged rows, and draws ids for those that are not there. */
export async function findSeries(client: pg.ClientBase, isDryRun: boolean): Promise<void> {
  const id = isDryRun ? '-row_number() OVER ()' : `nextval(pg_get_serial_sequence('series', 'id'))`
  await client.query(`/* import: series */ CREATE TEMP TABLE import_series ON COMMIT DROP AS
    SELECT k.*, coalesce(s.id, ${id}) AS id, s.id IS NULL AS is_new, s.access_level AS least
    FROM (SELECT ${SERIES_KEY}, min(access_level) AS access_level FROM import_row GROUP BY ${SERIES_KEY}) k
      LEFT JOIN series s USING (${SERIES_KEY})`)
  await client.query('ANALYZE import_series')
}

/** Records all staged rows. What may be wrong with them has been looked for. */
export async function insertStaged(client: pg.ClientBase, staged: Staged): Promise<void> {
  await client.query(`/* import: new series */ INSERT INTO series (${SERIES_KEY}, id, access_level)
    SELECT ${SERIES_KEY}, id, access_level FROM import_series WHERE is_new`)
  await client.query(`/* import: citations */ INSERT INTO citation (source_id, section, paragraph)
    SELECT DISTINCT source_id, section, paragraph FROM import_row ON CONFLICT DO NOTHING`)
  const insert = () => insertFigures(client, staged)
  await (staged.count < MANY ? insert() : withoutReferenceChecks(client, insert))
}

/** Pages of the stage that are recorded by one statement: some 100,000 figures, which what follows an insert keeps in memory. */
const PAGES = 3_000

async function insertFigures(client: pg.ClientBase, { hasGrowth }: Staged): Promise<void> {
  const { rows } = await client.query<{ pages: number }>(
    `SELECT (pg_relation_size('import_row') / current_setting('block_size')::int)::int AS pages`,
  )
  const pages = rows[0]?.pages ?? 0
  // Nine columns of a key look like few matches, and every pair of rows would be looked at.
  await client.query('SET LOCAL enable_nestloop = off')
  for (let from = 0; from < pages; from += PAGES)
    await client.query(
      insertWhere(`r.growth_row IS NULL AND r.ctid >= '(${from},0)' AND r.ctid < '(${from + PAGES},0)'`),
    )
  // Levels have to be there before the growth that names them.
  if (hasGrowth)
    await client.query(insertWhere('r.growth_row IS NOT NULL', 'LEFT JOIN import_row l ON l.row = r.growth_row'))
}

const taken = ['period_start', 'period_end', 'value', 'lower', 'upper', 'qualifier', 'unit_code', 'nature', 'stage']
  .concat(['missing_reason', 'printed_label', 'printed_text', 'published_on', 'source_id', 'reporting_park_id', 'id'])
  .concat('access_level')

// The change is asked for once: row by row, as the default would, takes longer than the row itself.
const insertWhere = (
  condition: string,
  levels = '',
) => `/* import: figures */ INSERT INTO observation (change_id, series_id,
    growth_of_id, citation_id, status, ${taken.join(', ')})
  SELECT (SELECT current_change_id()), s.id, ${levels === '' ? 'NULL::bigint' : 'l.id'}, c.id, '{}', ${taken.map((name) => `r.${name}`).join(', ')}
  FROM import_row r JOIN import_series s USING (${SERIES_KEY})
    JOIN citation c ON c.source_id = r.source_id AND c.section = r.section AND c.paragraph = r.paragraph ${levels}
  WHERE ${condition}`
