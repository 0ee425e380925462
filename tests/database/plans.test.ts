import { generateData, type Sql, STREAM_SETTINGS, sql } from '@parkgraph/db'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { pick, propose } from '../graphql/data.ts'
import { useServer } from '../kit/server.ts'
import { countVain, explain, listScans, type PlanNode } from './explain.ts'

const server = useServer()

const PARKS = 60
/** Those of the data set that every test database begins with. */
const ARTICLE_PARKS = 7
/** Tables that grow with the figures: none is ever read from end to end. (The log has a row for each park here, on one page.) */
const grown = ['observation', 'latest', 'series']

/** Rows that were read of what the statement had made before: all of them for each row, where a join or a condition looks for them so. */
function countRead(node: PlanNode): number {
  const own = node['CTE Name']
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    : 0
  return (node.Plans ?? []).reduce((sum, child) => sum + countRead(child), own)
}

/** Parts of the plan that work out what was recorded by a moment more than once. */
function* listRepeated({ Plans = [], ...node }: PlanNode): Generator<object> {
  const isOnce = node['Parent Relationship'] === 'InitPlan' && node['Actual Loops'] <= 1
  if (JSON.stringify(node).includes('recorded_by(') && !isOnce) yield node
  for (const child of Plans) yield* listRepeated(child)
}

/** Sends the operation, and explains the statement that answered it: how many observations it reads, and what it runs through. */
async function explainOperation(operation: string) {
  const query = vi.spyOn(server.database, 'query')
  try {
    const { errors, data } = await server.send(operation)
    expect(errors).toBeUndefined()
    // A recording clock is waited for with a statement of its own.
    expect(query).toHaveBeenCalledTimes(operation.includes('recorded:') ? 2 : 1)
    const plan = await explain(server, query.mock.lastCall?.[0] as Sql)
    const scans = [...listScans(plan)]
    const read = scans.filter(({ table }) => table === 'observation').reduce((sum, { rows }) => sum + rows, 0)
    const sequential = scans.filter(({ table, isSequential }) => isSequential && grown.includes(table))
    // What was recorded by a moment is found once: nothing is looked up in the log for a row.
    expect(scans.filter(({ table }) => table === 'change')).toEqual([])
    expect([...listRepeated(plan)]).toEqual([])
    return { data, scans, read, sequential, vain: countVain(plan), reread: countRead(plan) }
  } finally {
    query.mockRestore()
  }
}

beforeAll(async () => {
  const { pool } = server.database
  await generateData({ pool, parks: PARKS, enterprises: 200, years: 10, seed: 1 })
})

// Any moment that is over will do: every row was recorded after it, or before it, and either is looked up.
const published = 'published: "2020-06-30"'
const recorded = () => `recorded: "${new Date().toISOString()}"`
const clocks: Readonly<Record<string, () => string>> = {
  'as known now': () => '',
  'as published by a day': () => `asOf: { ${published} }`,
  'as recorded by a moment': () => `asOf: { ${recorded()} }`,
  'by both clocks': () => `asOf: { ${published}, ${recorded()} }`,
  'as corrected': () => 'reading: CORRECTED',
}
const views = Object.entries(clocks)

const park = 'generated-1-park-9'
const withArguments = (...parts: string[]) => {
  const given = parts.filter(Boolean).join(', ')
  return given ? `(${given})` : ''
}

describe('what is asserted here', () => {
  it('sees a sequential scan and counts what it reads', async () => {
    const scans = [...listScans(await explain(server, sql`SELECT FROM observation WHERE value = ${'-1'}::numeric`))]
    const all = await server.database.pool.query('SELECT count(*)::int AS n FROM observation')
    expect(scans).toEqual([{ table: 'observation', isSequential: true, rows: all.rows[0].n, condition: '' }])
    expect(all.rows[0].n).toBeGreaterThan(80_000)
  })

  it('sees what is worked out for each row', async () => {
    const perRow = await explain(server, sql`SELECT FROM subject x WHERE x.change_id <@ recorded_by(${'1'}::bigint)`)
    expect([...listRepeated(perRow)]).toHaveLength(1)
    const once = await explain(
      server,
      sql`SELECT FROM subject x WHERE x.change_id <@ (SELECT recorded_by(${'1'}::bigint))`,
    )
    expect([...listRepeated(once)]).toEqual([])
  })
})

describe('one latest figure', () => {
  it.each(views)('%s is found by indexes', async (_, clock) => {
    const { data, read, sequential } = await explainOperation(
      `{ park(slug: "${park}") { taxRevenue${withArguments(clock())} { value } } }`,
    )
    expect(data).toMatchObject({ park: { taxRevenue: { value: expect.anything() } } })
    expect(sequential).toEqual([])
    expect(read).toBeLessThanOrEqual(8)
  })
})

describe('latest figures of every park', () => {
  const listing = (clock: string, more = '') =>
    `{ parks${withArguments('first: 100', clock, more)} { totalCount nodes { slug taxRevenue { value } } } }`

  it.each(views)('%s are found by indexes, each on its own', async (_, clock) => {
    const { data, read, sequential } = await explainOperation(listing(clock()))
    expect(data).toMatchObject({ parks: { totalCount: PARKS + ARTICLE_PARKS } })
    expect(sequential).toEqual([])
    expect(read).toBeLessThanOrEqual(8 * (PARKS + ARTICLE_PARKS))
  })

  it.each(views)('%s order the parks', async (_, clock) => {
    const { read, sequential } = await explainOperation(
      listing(clock(), 'orderBy: { taxRevenue: { direction: DESC } }'),
    )
    expect(sequential).toEqual([])
    expect(read).toBeLessThanOrEqual(16 * (PARKS + ARTICLE_PARKS))
  })

  it.each(views)('%s filter the parks', async (_, clock) => {
    const where = 'where: { taxRevenue: { gte: "1", unit: CNY_100M } }'
    const { read, sequential } = await explainOperation(listing(clock(), where))
    expect(sequential).toEqual([])
    expect(read).toBeLessThanOrEqual(24 * (PARKS + ARTICLE_PARKS))
  })
})

describe('enterprises by the parks that they lie in', () => {
  it.each(views)('%s are told their parks once each', async (_, clock) => {
    const { data, scans } = await explainOperation(
      `{ enterprises${withArguments('where: { park: { slug: { startsWith: "generated" } } }', clock().replace('reading: CORRECTED', ''))} { totalCount } }`,
    )
    const looked = scans.filter(({ table }) => table === 'membership').reduce((sum, { rows }) => sum + rows, 0)
    const count = pick(data, 'enterprises.totalCount') as number
    expect(count).toBeGreaterThan(20)
    // All memberships are on a few pages here, and may be read whole for an enterprise: not for each pair with a park.
    expect(looked).toBeLessThanOrEqual(200_000)
  })
})

describe('observations', () => {
  it.each(views)('%s are listed in their order, and no more are read than are answered', async (_, clock) => {
    const { read, sequential } = await explainOperation(
      `{ observations${withArguments('first: 20', clock())} { nodes { value period } } }`,
    )
    expect(sequential).toEqual([])
    expect(read).toBeLessThan(1_000)
  })

  it.each(views)('%s of one subject and indicator are read alone', async (_, clock) => {
    const where = 'where: { indicator: { code: { eq: "tax_revenue" } } }, orderBy: { period: DESC }'
    const { read, sequential } = await explainOperation(
      `{ park(slug: "${park}") { observations${withArguments('first: 50', clock(), where)} { totalCount nodes { value } } } }`,
    )
    expect(sequential).toEqual([])
    expect(read).toBeLessThan(800)
  })

  it('that a source printed with others are found from these', async () => {
    const { data, read, sequential } = await explainOperation(
      `{ park(slug: "${park}") { taxRevenue { value reportedGrowth { value } } } }`,
    )
    expect(data).toMatchObject({ park: { taxRevenue: { reportedGrowth: { value: expect.anything() } } } })
    expect(sequential).toEqual([])
    expect(read).toBeLessThanOrEqual(8)
  })
})

describe('time series', () => {
  const count = 40
  const subjects = Array.from({ length: count }, (_, index) => `"generated-1-park-${index + 1}"`).join(' ')
  // Ten years, and the year before that growth is held against.
  const buckets = 11 * 12
  const asked = (bucket: string) =>
    `subjects: [${subjects}], indicators: "tax_revenue", bucket: ${bucket}, from: "2016-01", to: "2025-12"`
  /** How many figures are read for a bucket at most: of land that of each year, and of a growth those that it may stand with. */
  const measures = {
    'LEVEL YEAR_ON_YEAR': 1,
    'SINGLE_MONTH PERIOD_ON_PERIOD': 1,
    SHARE_OF_PARENT: 1,
    GROWTH_DIVERGENCE: 9,
    PER_MU: 11,
    'MOVING_AVERAGE PER_MU INDEX': 11,
  }
  const cases = Object.entries(measures).flatMap((measure) => views.map((view) => [...measure, ...view] as const))

  it.each(cases)('of %s read no figure twice (%i a bucket) %s', async (measure, most, _, clock) => {
    const { data, read, sequential, vain } = await explainOperation(
      `{ timeSeries${withArguments(asked('MONTH'), `measures: [${measure}]`, clock())} { series { columns { values } } } }`,
    )
    expect(data).toMatchObject({ timeSeries: { series: { length: count } } })
    expect(sequential).toEqual([])
    expect(read).toBeLessThanOrEqual(most * count * buckets)
    // A join by the item alone looks at all of its buckets for each one.
    expect(vain).toBeLessThanOrEqual(5 * count * buckets)
  })

  const longer = ['QUARTER', 'HALF_YEAR', 'YEAR'].flatMap((bucket) => views.map((view) => [bucket, ...view] as const))

  it.each(longer)('by %s join figures with their own buckets alone, %s', async (bucket, _, clock) => {
    const { data, read, sequential, vain } = await explainOperation(
      `{ timeSeries${withArguments(asked(bucket), 'measures: [LEVEL, YEAR_ON_YEAR, RANK]', clock())} { series { columns { values } } } }`,
    )
    expect(data).toMatchObject({ timeSeries: { series: { length: count } } })
    expect(sequential).toEqual([])
    expect(read).toBeLessThanOrEqual(count * buckets)
    expect(vain).toBeLessThanOrEqual(5 * count * buckets)
  })
})

/** In passing, each row may be held against every indicator, of which there are few, for groups, totals and the rest. */
const perRow = 120

describe('groups of figures', () => {
  // Each condition has the planner expect fewer: of these, one figure.
  const where = `where: { indicator: { code: { eq: "tax_revenue" } }, subject: { kind: { eq: ENTERPRISE } }, nature: { eq: ACTUAL }, measure: { eq: LEVEL } }`
  const groups = {
    'a sum by industry and year': 'by: [INDUSTRY_DIVISION, PERIOD]) { nodes { sum }',
    'the mean over all subjects':
      'by: [SUBJECT], top: 9, having: { count: { gte: 2 } }) { nodes { count } totals { average } other { count }',
    'what lies within no other':
      'by: [PERIOD], contained: EXCLUDE, top: 9) { nodes { sum } totals { count } other { count }',
  }
  const cases = Object.entries(groups).flatMap((group) => views.map((view) => [...group, ...view] as const))

  it.each(cases)('%s: no row is held against all others (%s) %s', async (_, group, __, clock) => {
    const { data, vain, reread } = await explainOperation(
      `{ observations${withArguments(where, clock())} { totalCount groupBy(${group} } } }`,
    )
    const count = pick(data, 'observations.totalCount') as number
    expect(count).toBeGreaterThan(400)
    expect(vain).toBeLessThanOrEqual(perRow * count)
    expect(reread).toBeLessThanOrEqual(25 * count)
  })
})

describe('coverage', () => {
  it.each(views)('%s holds no row against all others', async (_, clock) => {
    const { data, vain, reread } = await explainOperation(
      `{ coverage${withArguments('first: 5, where: { hasBreaks: false }', clock())} { totalCount nodes { gapCount sources { code } breaks { kind } } } }`,
    )
    const count = pick(data, 'coverage.totalCount') as number
    expect(count).toBeGreaterThan(1_000)
    expect(vain).toBeLessThanOrEqual(perRow * count)
    expect(reread).toBeLessThanOrEqual(25 * count)
  })
})

describe('checks', () => {
  const around = 'generated-1-park-1'
  // Rules read what the statement made of the figures: with a simple one, reading these is most of the work.
  const where = 'where: { rule: { eq: UNDEFINED_INDICATOR } }'
  const cases = [
    ...views.map((view) => ['isDeep: false', ...view] as const),
    ...views.map((view) => ['isDeep: true', ...view] as const),
  ]

  it.each(cases)('of one park (%s) read no figures from end to end, %s', async (isDeep, _, clock) => {
    const { data, scans } = await explainOperation(
      `{ checks${withArguments(`subject: "${park}"`, isDeep, where, clock())} { totalCount } }`,
    )
    expect(data).toMatchObject({ checks: { totalCount: expect.any(Number) } })
    const ofFigures = scans.filter(({ table }) => table === 'observation')
    expect(ofFigures).not.toEqual([])
    expect(ofFigures.filter(({ isSequential }) => isSequential)).toEqual([])
  })

  it('of a park and all in it hold no figure against all others', async () => {
    const { rows } =
      await server.database.pool.query(`WITH RECURSIVE held AS (SELECT id FROM subject WHERE slug = '${around}' UNION
        SELECT m.subject_id FROM held JOIN membership m ON m.park_id = held.id)
      SELECT count(*)::int AS figures FROM held JOIN series s ON s.subject_id = held.id
        JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id`)
    const { data, vain } = await explainOperation(`{ checks(subject: "${around}") { totalCount } }`)
    expect(pick(data, 'checks.totalCount')).toBeGreaterThan(100)
    expect(rows[0].figures).toBeGreaterThan(4_000)
    expect(vain).toBeLessThanOrEqual(40 * rows[0].figures)
  })
})

describe('exports', () => {
  const all = 'first=1000000'

  async function explainExport(parameters: string): Promise<PlanNode> {
    const stream = vi.spyOn(server.database, 'stream')
    try {
      const address = new URL(`/exports/observations.csv?${parameters}`, server.url)
      expect((await fetch(address, { method: 'HEAD' })).status).toBe(200)
      const plan = await explain(server, stream.mock.lastCall?.[0] as Sql, STREAM_SETTINGS)
      expect(plan['Actual Rows']).toBeGreaterThan(60_000)
      return plan
    } finally {
      stream.mockRestore()
    }
  }

  /** Sorts of all that is found: those that go on from what an index has in order take a few rows at a time. */
  const countSorts = ({ Plans = [], ...node }: PlanNode): number =>
    Number(node['Node Type'] === 'Sort') + Plans.reduce((sum, child) => sum + countSorts(child), 0)

  it('of all figures come in the order of an index, and hold none against all others of its series', async () => {
    const plan = await explainExport(all)
    expect(countSorts(plan)).toBe(0)
    expect(countVain(plan)).toBeLessThan(100_000)
  }, 60_000)

  it('in another order sort once, and hold none against all others of its series', async () => {
    const plan = await explainExport(`${all}&orderBy=${encodeURIComponent('[{"period":"DESC"}]')}`)
    expect(countVain(plan)).toBeLessThan(100_000)
  }, 60_000)
})

describe('previews of corrections', () => {
  /** How many figures are read at most, and how many pairs joins look at in vain. */
  const parts = {
    'growths { beforeComputed }': [120, 1_000],
    'shares { before }': [120, 1_000],
    'perMu { before }': [120, 1_000],
    'requirements { beforeRequired }': [6_000, 10_000],
    'ranks(first: 1000) { before }': [8 * (PARKS + ARTICLE_PARKS), 8_000],
  } as const
  let correction = ''

  beforeAll(async () => {
    const { data } = await server.send(
      `{ park(slug: "${park}") { observations(first: 1, where: { indicator: { code: { eq: "tax_revenue" } }, nature: { eq: ACTUAL },
        measure: { eq: LEVEL }, period: { within: "2022" } }, orderBy: { period: DESC }) { nodes { id } } } }`,
    )
    correction = await propose(server.database, pick(data, 'park.observations.nodes.0.id') as string, { value: '1' })
  })

  // It is proposed today, and read as corrected in any case.
  const known = views.filter(([name]) => name === 'as known now' || name === 'as recorded by a moment')
  const cases = Object.entries(parts).flatMap(([part, most]) =>
    known.map(([name, clock]) => [part, name, most, clock] as const),
  )

  it.each(cases)('ask of few figures what stands with them: %s %s', async (part, _, most, clock) => {
    const { data, read, sequential, vain } = await explainOperation(
      `{ node${withArguments(`id: "${correction}"`, clock())} { ... on Correction { preview { ${part} } } } }`,
    )
    expect(data).toMatchObject({ node: { preview: expect.anything() } })
    // The series of a park fill a few pages here, of which PostgreSQL reads all as soon as it looks for one.
    expect(sequential.filter(({ table }) => table !== 'series')).toEqual([])
    expect(read).toBeLessThanOrEqual(most[0])
    expect(vain).toBeLessThanOrEqual(most[1])
  })
})

describe('the day by which figures were published', () => {
  const selections = {
    'a latest figure': `park(slug: "${park}") { taxRevenue(asOf: { ${published} }) { value } }`,
    observations: `park(slug: "${park}") { observations(asOf: { ${published} }) { nodes { value } } }`,
    'a time series': `timeSeries(subjects: "${park}", indicators: "tax_revenue", bucket: YEAR, from: "2016", to: "2019", asOf: { ${published} }) { series { columns { values } } }`,
  }

  it.each(Object.entries(selections))('is asked of no index that has it behind others, by %s', async (_, selection) => {
    const { scans } = await explainOperation(`{ ${selection} }`)
    expect(scans.filter(({ table }) => table === 'observation')).not.toEqual([])
    expect(scans.filter(({ condition }) => condition.includes('published_on <='))).toEqual([])
  })
})
