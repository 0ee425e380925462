import type { Database, Sql } from '@parkgraph/db'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { useServer } from '../kit/server.ts'
import { ZONE } from './data.ts'

vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })
const server = useServer()

const parks = 1_000
const firms = 2_000
const years = 10

interface Plan {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Actual Loops': number
  readonly 'Heap Fetches'?: number
  readonly Plans?: readonly Plan[]
}

/** Fills the database with parks, and firms beside them, that have tax of every year and land. */
async function fill({ pool }: Database): Promise<void> {
  await pool.query(
    `WITH zone AS (SELECT id FROM subject WHERE slug = '${ZONE}')
     INSERT INTO subject (kind, slug, name, name_pinyin, reporting_park_id)
     SELECT CASE WHEN n <= ${parks} THEN 'PARK' ELSE 'ENTERPRISE' END::"SubjectKind", 'plan-' || n, n, n, zone.id
     FROM zone, generate_series(1, ${parks + firms}) n ORDER BY n`,
  )
  await pool.query(
    `INSERT INTO park (id, kind, region_code) SELECT id, 'INDUSTRIAL_PARK', '430000' FROM subject WHERE slug LIKE 'plan-%' AND kind = 'PARK'`,
  )
  await pool.query(
    `INSERT INTO enterprise (id) SELECT id FROM subject WHERE slug LIKE 'plan-%' AND kind = 'ENTERPRISE'`,
  )
  await pool.query(
    `INSERT INTO membership (subject_id, park_id, role, period_start, period_end, published_on, citation_id, reporting_park_id)
     SELECT e.id, p.id, 'LOCATED_IN', '2000-01-01', 'infinity', '2020-01-01', (SELECT min(id) FROM citation), e.reporting_park_id
     FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM subject WHERE slug LIKE 'plan-%' AND kind = 'ENTERPRISE') e
       JOIN (SELECT *, row_number() OVER (ORDER BY id) AS n FROM subject WHERE slug LIKE 'plan-%' AND kind = 'PARK') p
       ON p.n = (e.n - 1) % 1000 + 1`,
  )
  await pool.query(
    `INSERT INTO series (reporting_park_id, subject_id, indicator_id, measure, accumulation, price_basis, scope, dimension)
     SELECT s.reporting_park_id, s.id, i.id, 'LEVEL', CASE i.code WHEN 'land_area' THEN 'STOCK' ELSE 'FULL_YEAR' END::"Accumulation",
       'UNSPECIFIED', 'UNSPECIFIED', i.dimension
     FROM subject s, indicator i WHERE s.slug LIKE 'plan-%' AND i.code IN ('tax_revenue', 'land_area')`,
  )
  await pool.query(
    `INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, qualifier, unit_code, nature, stage,
       status, printed_label, printed_text, source_id, citation_id, published_on)
     SELECT r.reporting_park_id, r.id, make_date(2010 + y, 1, 1), make_date(2011 + y, 1, 1), 1 + (r.id * 7919 + y * 104729) % 99991,
       'EXACT', CASE i.code WHEN 'land_area' THEN 'MU' ELSE 'CNY_10K' END, 'ACTUAL', 'UNSPECIFIED', '{}', 'l', 't', c.source_id, c.id,
       make_date(2011 + y, 2, 1)
     FROM series r JOIN subject s ON s.id = r.subject_id JOIN indicator i ON i.id = r.indicator_id,
       generate_series(1, ${years}) y, (SELECT * FROM citation ORDER BY id LIMIT 1) c
     WHERE s.slug LIKE 'plan-%'`,
  )
  await pool.query(`
    WITH f AS (INSERT INTO framework (code, label_zh, label_en) VALUES ('plan', '甲', 'A') RETURNING id),
      e AS (INSERT INTO framework_edition (framework_id, edition, status, scoring_method, total_weight)
        SELECT id, '1', 'COMPLETE', 'MIN_MAX', 100 FROM f RETURNING id),
      c AS (INSERT INTO framework_cohort (edition_id, code, label_zh, label_en, region_prefixes, position) SELECT id, 'a', '甲', 'A', '{43}', 1 FROM e),
      g AS (INSERT INTO framework_group (edition_id, code, label_zh, label_en, position) SELECT id, 'a', '甲', 'A', 1 FROM e RETURNING id)
    INSERT INTO framework_indicator (group_id, code, indicator_id, measure, nature, weight, direction, position)
      SELECT g.id, i.code || n, i.id, 'LEVEL', 'ACTUAL', 10, 'MORE_IS_BETTER', n FROM g, indicator i, generate_series(1, 5) n
      WHERE i.code IN ('tax_revenue', 'land_area')`)
  await pool.query(`
    WITH e AS (INSERT INTO framework_edition (framework_id, edition, status, scoring_method, total_weight)
        SELECT id, 'derived', 'COMPLETE', 'MIN_MAX', 100 FROM framework WHERE code = 'plan' RETURNING id),
      g AS (INSERT INTO framework_group (edition_id, code, label_zh, label_en, position) SELECT id, 'a', '甲', 'A', 1 FROM e RETURNING id)
    INSERT INTO framework_indicator (group_id, code, indicator_id, measure, derivation, nature, weight, direction, position)
      SELECT g.id, lower(d::text), i.id, 'LEVEL', d, 'ACTUAL', 50, 'MORE_IS_BETTER', place
      FROM g, indicator i, unnest('{YEAR_ON_YEAR,PER_MU}'::"RankingDerivation"[]) WITH ORDINALITY AS t(d, place) WHERE i.code = 'tax_revenue'`)
  await pool.query('VACUUM ANALYZE')
}

let statement: Sql | undefined

beforeAll(async () => {
  await fill(server.database)
  const { database } = server
  const query = database.query.bind(database)
  Object.assign(database, {
    query: (sent: Sql, signal?: AbortSignal) => {
      statement = sent
      return query(sent, signal)
    },
  })
})

/** The plan of the statement that answers a ranking, as it ran. */
async function explain(by: string, selection: string, options = ''): Promise<Plan[]> {
  const { data, errors } = await server.send(
    `{ ranking(by: ${by} first: 5000 among: { where: { slug: { startsWith: "plan-" } } } ${options}) { count ${selection} } }`,
  )
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({ ranking: { count: parks } })
  const { text, values } = statement as Sql
  const { rows } = await server.database.pool.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values as unknown[])
  const flatten = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flatten)]
  return flatten(rows[0]['QUERY PLAN'][0].Plan)
}

const scans = (plan: Plan[], relation: string) =>
  plan
    .filter((node) => node['Relation Name'] === relation && node['Actual Loops'] > 0)
    .map((node) => [node['Node Type'], node['Index Name'], node['Actual Loops']])

const byTax = '{ indicator: { indicator: "tax_revenue" } }'
const byGrowth = '{ derived: { derivation: YEAR_ON_YEAR, indicator: "tax_revenue" } }'
const byLand = '{ derived: { derivation: PER_MU, indicator: "tax_revenue" } }'
const byScore = '{ framework: { framework: "plan", edition: "1" } }'
const byCohort = '{ framework: { framework: "plan", edition: "1", cohort: "a" } }'
const byDerivedScore = '{ framework: { framework: "plan", edition: "derived" } }'
const rows = 'rows { rank value }'

describe('a ranking of a thousand parks', () => {
  it('by a latest figure reads one covering index, once and nothing else', async () => {
    const plan = await explain(byTax, rows)
    expect(scans(plan, 'latest')).toEqual([['Index Only Scan', 'latest_ranking', 1]])
    expect(plan.filter((node) => node['Relation Name'] === 'latest').map((node) => node['Heap Fetches'])).toEqual([0])
    expect(scans(plan, 'observation')).toEqual([])
  })

  it('by year on year descends once more into the index of vintages for each park', async () => {
    const plan = await explain(byGrowth, rows)
    expect(scans(plan, 'latest')).toEqual([['Index Only Scan', 'latest_ranking', 1]])
    expect(scans(plan, 'observation')).toEqual([['Index Scan', 'observation_vintage', parks]])
  })

  it('as of a day goes from latest figures to near that day, once for each park', async () => {
    const plan = await explain(byTax, rows, 'asOf: { published: "2012-06-30" }')
    expect(scans(plan, 'series')).toEqual([])
    expect(scans(plan, 'observation')).toEqual([['Index Scan', 'observation_vintage', parks]])
    const descents = plan.filter((node) => node['Index Name'] === 'observation_vintage' && node['Actual Loops'] > 0)
    expect(descents[0]?.['Index Cond']).toContain('lead_days')
  })

  it.each([
    ['by a period', byTax, 'period: "2018"'],
    ['by year on year of a period', byGrowth, 'period: "2018"'],
    ['by land', byLand, ''],
    ['by land in a period', byLand, 'period: "2018"'],
    ['as of a day', byTax, 'asOf: { published: "2018-06-30" }'],
    ['by a score', byScore, ''],
    ['by a score within one cohort', byCohort, ''],
    ['by a score of what is derived', byDerivedScore, ''],
    ['by a score of what is derived in a period', byDerivedScore, 'period: "2018"'],
    ['as corrected', byTax, 'reading: CORRECTED'],
  ])('%s never reads the figures from end to end', async (_, by, options) => {
    const plan = await explain(by, rows, options)
    const figures = scans(plan, 'observation')
    expect([...figures, ...scans(plan, 'latest')].length).toBeGreaterThan(0)
    expect(figures.filter(([kind]) => String(kind).startsWith('Seq'))).toEqual([])
  })

  it.each([
    ['as of a day', 'asOf: { published: "2018-06-30" }', /^observation_vintage$/],
    ['as corrected', 'reading: CORRECTED', /^observation_(id_idx|pkey|vintage)$/],
  ])('%s reads each latest figure once, and of each series the newest figure alone', async (_, options, index) => {
    const plan = await explain(byTax, rows, options)
    expect(scans(plan, 'latest').map(([, , loops]) => loops)).toEqual([1])
    for (const [, used, loops] of scans(plan, 'observation'))
      expect([used, loops]).toEqual([expect.stringMatching(index), parks])
  })
})
