import { type Database, localOwner } from '@parkgraph/db'
import {
  type AccessLevel,
  addCorrection,
  addDoubt,
  addFact,
  addFigures,
  addSource,
  addSubjects,
  type NewFigure,
} from './data.ts'

/** Parks that each report their own rows: `own` lies in `outer` beside `sibling`, and `inner` in `own`. */
export const parks = ['outer', 'own', 'sibling', 'inner'] as const
export type TestPark = (typeof parks)[number]

export const levels = ['PUBLIC', 'INTERNAL', 'RESTRICTED'] as const

const regions = { outer: '330100', own: '330102', sibling: '330203', inner: '440102' } as const

/** What everybody sees: the parks, a firm in each, and a series of each without a figure that counts. */
export async function addOpenRows(database: Database): Promise<void> {
  const around = { outer: {}, own: { park: 'outer' }, sibling: { park: 'outer' }, inner: { park: 'own' } }
  await addSubjects(
    database,
    parks.map((slug) => ({ kind: 'PARK', slug, reportedBy: slug, regionCode: regions[slug], ...around[slug] })),
  )
  await addSubjects(
    database,
    parks.map((park) => ({ kind: 'ENTERPRISE', slug: `firm-${park}`, park, reportedBy: park })),
  )
  await addFigures(
    database,
    parks.flatMap((park) => [
      { ...yearOf(2010), subject: `firm-${park}`, indicator: 'revenue', value: '1', reportedBy: park },
      { ...yearOf(2010), subject: park, indicator: 'tax_revenue', value: '10', reportedBy: park },
    ]),
  )
}

const yearOf = (year: number) => ({ start: `${year}-01-01`, end: `${year + 1}-01-01` })

/** Ids of what `addRows` added, by what it is. */
export type Ids = Readonly<Record<string, string>>

/** Rows of each kind that a park reports at a level: on a subject of their own, and beside open rows of open subjects. */
export async function addRows(database: Database, park: TestPark, accessLevel: AccessLevel): Promise<Ids> {
  const name = `${park}-${accessLevel.toLowerCase()}`
  const rank = levels.indexOf(accessLevel)
  const year = 2011 + rank
  const own = { accessLevel, reportedBy: park }
  await addSubjects(database, [
    { kind: 'ENTERPRISE', slug: `e-${name}`, park, ...own },
    { kind: 'PROJECT', slug: `p-${name}`, park, ...own },
    { kind: 'PARK', slug: `k-${name}`, park, regionCode: regions[park], ...own },
  ])
  const figure = (subject: string, indicator: string, value: string, more: Partial<NewFigure> = {}) => ({
    ...{ ...own, ...yearOf(year), subject, indicator, value, seriesAccessLevel: accessLevel, ...more },
  })
  const open = { seriesAccessLevel: 'PUBLIC' } as const
  const [figureId = '', , newest = ''] = await addFigures(database, [
    figure(`e-${name}`, 'revenue', `1${rank}1`),
    figure(`k-${name}`, 'tax_revenue', `1${rank}2`),
    figure(`firm-${park}`, 'revenue', `1${rank}3`, open),
    figure(park, 'tax_revenue', `1${rank}4`, open),
    figure(park, 'tax_revenue', '99', { ...open, ...yearOf(2010), publishedOn: `202${rank + 1}-01-01` }),
    figure(park, 'fixed_asset_investment', `1${rank}5`, { nature: 'FORECAST' }),
    figure(`p-${name}`, 'total_investment', `1${rank}6`, { nature: 'PLAN' }),
    // An implausible jump after two years, for the checks.
    figure(`e-${name}`, 'revenue', `1${rank}0`, yearOf(year - 1)),
    figure(`e-${name}`, 'revenue', `1${rank}1000000`, yearOf(year + 1)),
  ])
  const about = `firm-${park}`
  const honour = await addFact(database, 'honour', about, { title: `h-${name}`, access_level: accessLevel }, park)
  await addFact(database, 'relationship', about, { kind: 'PARTNER', to: `e-${name}` }, park)
  const doubt = await addDoubt(database, about, accessLevel, park)
  const correction = await addCorrection(database, newest, accessLevel)
  // There are none of another level.
  if (accessLevel === 'RESTRICTED')
    await database.pool.query(
      `WITH made AS (INSERT INTO publication (reporting_park_id, title, level)
         SELECT o.reporting_park_id, $1, 'PUBLIC' FROM observation o WHERE o.id = $2 RETURNING reporting_park_id, id),
       named AS (INSERT INTO publication_item (reporting_park_id, publication_id, relation, row_id) SELECT m.*, r.* FROM made m,
         (VALUES ('observation', $2::bigint), ('honour', $3), ('subject', (SELECT s.id FROM subject s WHERE s.slug = $4))) r)
       INSERT INTO publication_step (reporting_park_id, publication_id, state, done_by) SELECT m.*, 'DRAFTED', 'x' FROM made m`,
      [`pub-${name}`, Buffer.from(newest, 'base64').toString().split(':')[2], honour, `e-${name}`],
    )
  await addSource(database, `s-${name}`, 50 + 3 * parks.indexOf(park) + rank, accessLevel, null, park)
  const series = await database.pool.query(
    `SELECT reporting_park_id || ':' || series_id AS key FROM observation WHERE id = $1`,
    [Buffer.from(figureId, 'base64').toString().split(':')[2]],
  )
  return { figure: figureId, newest, doubt, correction, series: toId(`Series:${series.rows[0].key}`) }
}

const toId = (text: string) => Buffer.from(text).toString('base64')

/**
 * Does the work in a transaction, and keeps what it wrote or takes it back. Ids are drawn in either case: rows of later work have
 * the same ones in a database that has these rows and in one that does not.
 */
export async function tryOut<Result>(
  database: Database,
  isKept: boolean,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const client = await database.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query("SELECT set_config('parkgraph.actor', $1, true)", [localOwner.actor])
    const result = await work({ ...database, pool: client as never })
    await client.query(isKept ? 'COMMIT' : 'ROLLBACK')
    return result
  } finally {
    client.release()
  }
}
