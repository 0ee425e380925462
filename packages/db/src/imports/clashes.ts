import type pg from 'pg'
import { printAlike } from '../figures/alike.ts'
import { findCrowding, findVintages, type Place } from '../figures/place.ts'
import { ARCHIVED_INDICATOR, explainGrowth } from '../figures/rules.ts'
import { describeCrowded, describeDoubled, describeHiding, describeTaken } from '../observations/clashes.ts'
import { printKey } from '../row-key.ts'
import type { AccessLevel } from '../viewer.ts'
import { ARCHIVED_SOURCE } from '../write/ground.ts'
import { readBatches } from './batches.ts'
import { MOST_TOLD, type RowProblem } from './problems.ts'
import { NO_ROW, SERIES_KEY, SEVERAL_ROWS, type Staged } from './stage.ts'

/** How many rows are looked at together. */
const BATCH = 500

/**
 * Finds what is wrong with staged rows beside each other and beside what is recorded, by the rules of `recordObservations`. For
 * each rule one statement looks at all rows at once; only those that it finds are looked at one by one, as many as are told.
 */
export async function findClashes(
  client: pg.ClientBase,
  { hasGrowth, sources }: Staged,
  onProblem: (problem: RowProblem) => void,
): Promise<void> {
  let told = 0
  const tell = (problem: RowProblem) => {
    told += 1
    onProblem(problem)
  }
  const each = <Row extends object>(statement: string, take: (rows: Row[]) => Promise<void>) =>
    readBatches(client, statement, BATCH, take, () => told < MOST_TOLD)
  // A file may have taken long.
  if ((await client.query(archivedAtAll)).rowCount)
    await each<{ row: number }>(archived, async (rows) => {
      for (const { row } of rows)
        tell({ row, at: 'indicator', code: 'ARCHIVED_INDICATOR', message: ARCHIVED_INDICATOR })
    })
  if ((await client.query(archivedSource, [[...sources]])).rowCount)
    await each<{ row: number }>(citing, async (rows) => {
      for (const { row } of rows) tell({ row, at: 'source', ...ARCHIVED_SOURCE })
    })
  await each<{ row: number; least: AccessLevel }>(hidden, async (rows) => {
    for (const { row, least } of rows)
      tell({ row, at: 'accessLevel', code: 'SERIES_RESTRICTED', message: describeHiding(least) })
  })
  if (hasGrowth)
    await each<GrowthRow>(growths, async (rows) => {
      for (const one of rows) tell({ row: one.row, at: 'growthOf', code: 'INVALID_GROWTH', message: explain(one) })
    })
  if ((await client.query(doubledAtAll)).rowCount)
    await each<{ row: number; first: number }>(doubled, async (rows) => {
      for (const { row, first } of rows)
        tell({ row, at: null, code: 'DOUBLED_FIGURE', message: describeDoubled(`row ${first}`) })
    })
  await client.query(selectPlaces)
  await each<Place & { row: number }>(candidates, async (rows) => {
    const places = rows.map(({ row: _, ...place }) => place)
    const taken = await findVintages(client, places)
    const none = (park: number) => ({ reportingParkId: park, id: '-1' })
    const readings = places.map((place) => ({ figure: none(place.reportingParkId), place }))
    const crowding = await findCrowding(client, readings)
    for (const [index, { row }] of rows.entries()) {
      const [there, crowded] = [taken[index], crowding[index]]
      if (there) tell({ row, at: null, code: 'FIGURE_EXISTS', message: describeTaken(printKey(there)) })
      else if (crowded) tell({ row, at: null, code: 'FIGURE_EXISTS', message: describeCrowded(printKey(crowded)) })
    }
  })
}

const placed = `import_row r JOIN import_series s USING (${SERIES_KEY})`

const archivedAtAll = `/* import: archived */ SELECT FROM import_series s JOIN indicator i ON i.id = s.indicator_id AND i.is_archived LIMIT 1`

const archived = `SELECT r.row FROM import_row r JOIN indicator i ON i.id = r.indicator_id AND i.is_archived ORDER BY r.row`

const archivedSource = '/* import: archived documents */ SELECT FROM source WHERE is_archived AND id = ANY ($1) LIMIT 1'

const citing = `SELECT r.row FROM import_row r JOIN source d ON d.id = r.source_id AND d.is_archived ORDER BY r.row`

const hidden = `SELECT r.row, s.least FROM ${placed} WHERE NOT s.is_new AND r.access_level < s.least ORDER BY r.row`

const place = 's.id, r.nature, r.source_id, r.period_start, r.period_end'

const doubledAtAll = `/* import: doubled */ SELECT FROM ${placed} GROUP BY ${place} HAVING count(*) > 1 LIMIT 1`

// Which of them is the first is told by their places in the table, whatever the numbers of the rows.
const doubled = `SELECT row, first FROM (
    SELECT r.row, first_value(r.row) OVER w AS first, row_number() OVER w AS nth FROM ${placed}
      WINDOW w AS (PARTITION BY ${place} ORDER BY r.row, r.ctid)) x
  WHERE nth > 1 ORDER BY row`

/** Rows of series that were there before, with their places: apart, so that PostgreSQL knows how many there are. */
const selectPlaces = `/* import: places */ CREATE TEMP TABLE import_place ON COMMIT DROP AS
  SELECT r.row, r.reporting_park_id, s.id AS series_id, r.nature, r.source_id, r.period_start, r.period_end
  FROM ${placed} WHERE NOT s.is_new; ANALYZE import_place`

/**
 * Rows in whose place there is any figure, as printed or corrected. Those without a period are looked for apart, since PostgreSQL
 * joins by equality alone.
 */
const candidates = `SELECT row, reporting_park_id AS "reportingParkId", series_id::text AS "seriesId", nature, source_id AS "sourceId",
    period_start::text AS "periodStart", period_end::text AS "periodEnd"
  FROM (${inPlace('o.period_end = p.period_end AND o.period_start = p.period_start')}
    UNION ALL ${inPlace('o.period_end IS NULL AND p.period_end IS NULL')}) x ORDER BY row`

function inPlace(isOfPeriod: string): string {
  return `SELECT p.* FROM import_place p WHERE EXISTS (SELECT FROM observation o WHERE o.reporting_park_id = p.reporting_park_id
    AND o.series_id = p.series_id AND o.nature = p.nature AND o.reading IN ('AS_PRINTED', 'CORRECTED') AND o.source_id = p.source_id
    AND ${isOfPeriod})`
}

interface GrowthRow {
  readonly row: number
  readonly level: number
  readonly measure: string
  /** Null where the level is no row of its own that is right by itself, or several. */
  readonly levelMeasure: string | null
  readonly isOfSubject: boolean
  readonly isOfIndicator: boolean
  readonly isOfPeriod: boolean
  readonly isOfSource: boolean
  readonly accumulation: string
  readonly levelAccumulation: string
  readonly hasPeriod: boolean
  /** What a level measures of which it is the growth or change, and what the level does. */
  readonly measured: string
  readonly levelMeasured: string
}

const growths = `SELECT * FROM (SELECT r.row, r.growth_row AS level, r.measure::text, l.measure::text AS "levelMeasure",
      r.subject_id = l.subject_id AS "isOfSubject", r.indicator_id = l.indicator_id AS "isOfIndicator",
      (r.period_start, r.period_end) IS NOT DISTINCT FROM (l.period_start, l.period_end) AS "isOfPeriod",
      (r.nature, r.source_id) = (l.nature, l.source_id) AS "isOfSource", r.accumulation::text, l.accumulation::text AS "levelAccumulation",
      ${printAlike('r', 'l')} AS "isAccumulatedAlike", r.period_end IS NOT NULL AS "hasPeriod", l.dimension AS "levelMeasured",
      CASE r.measure WHEN 'GROWTH' THEN i.dimension ELSE r.dimension END AS measured
    FROM import_row r JOIN indicator i ON i.id = r.indicator_id
      LEFT JOIN import_row l ON l.row = r.growth_row AND l.row <> r.row WHERE r.growth_row IS NOT NULL) g
  WHERE measure NOT IN ('GROWTH', 'CHANGE')
    OR NOT coalesce("levelMeasure" = 'LEVEL' AND "isOfSubject" AND "isOfIndicator" AND "isOfPeriod" AND "isOfSource" AND "isAccumulatedAlike"
      AND measured = "levelMeasured", false)
  ORDER BY row`

function explain({ level, measure, levelMeasure, accumulation, levelAccumulation, ...same }: GrowthRow): string {
  const name = level === NO_ROW ? 'the level that it names' : `row ${level}`
  if (level === SEVERAL_ROWS) return 'the level that it names is several rows of the file'
  if (levelMeasure === null) return `${name} is no other row of the file whose figure can be recorded`
  const told = (isSame: boolean) => (isSame ? 'same' : 'other')
  const period = same.hasPeriod ? '2000' : null
  const growth = { measure, subject: 'same', indicator: 'same', accumulation, period, dimension: same.measured }
  const reasons = explainGrowth(
    growth,
    {
      measure: levelMeasure,
      subject: told(same.isOfSubject),
      indicator: told(same.isOfIndicator),
      accumulation: levelAccumulation,
      period: same.isOfPeriod ? period : '2001',
      dimension: same.levelMeasured,
    },
    name,
  )
  return [...reasons, ...(same.isOfSource ? [] : [`${name} is of another nature or document`])].join('; ')
}
