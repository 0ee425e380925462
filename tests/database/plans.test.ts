import { sql } from '@parkgraph/db'
import { describe, expect, it } from 'vitest'
import { pick } from '../graphql/data.ts'
import { explain, listScans } from './explain.ts'
import {
  ARTICLE_PARKS,
  explainOperation,
  listRepeated,
  PARKS,
  park,
  published,
  useFigures,
  views,
  withArguments,
} from './figures.ts'

const server = useFigures()

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
      server,
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
    const { data, read, sequential } = await explainOperation(server, listing(clock()))
    expect(data).toMatchObject({ parks: { totalCount: PARKS + ARTICLE_PARKS } })
    expect(sequential).toEqual([])
    expect(read).toBeLessThanOrEqual(8 * (PARKS + ARTICLE_PARKS))
  })

  it.each(views)('%s order the parks', async (_, clock) => {
    const { read, sequential } = await explainOperation(
      server,
      listing(clock(), 'orderBy: { taxRevenue: { direction: DESC } }'),
    )
    expect(sequential).toEqual([])
    expect(read).toBeLessThanOrEqual(16 * (PARKS + ARTICLE_PARKS))
  })

  it.each(views)('%s filter the parks', async (_, clock) => {
    const where = 'where: { taxRevenue: { gte: "1", unit: CNY_100M } }'
    const { read, sequential } = await explainOperation(server, listing(clock(), where))
    expect(sequential).toEqual([])
    expect(read).toBeLessThanOrEqual(24 * (PARKS + ARTICLE_PARKS))
  })
})

describe('enterprises by the parks that they lie in', () => {
  it.each(views)('%s are told their parks once each', async (_, clock) => {
    const { data, scans } = await explainOperation(
      server,
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
      server,
      `{ observations${withArguments('first: 20', clock())} { nodes { value period } } }`,
    )
    expect(sequential).toEqual([])
    expect(read).toBeLessThan(1_000)
  })

  it.each(views)('%s of one subject and indicator are read alone', async (_, clock) => {
    const where = 'where: { indicator: { code: { eq: "tax_revenue" } } }, orderBy: { period: DESC }'
    const { read, sequential } = await explainOperation(
      server,
      `{ park(slug: "${park}") { observations${withArguments('first: 50', clock(), where)} { totalCount nodes { value } } } }`,
    )
    expect(sequential).toEqual([])
    expect(read).toBeLessThan(800)
  })

  it('that a source printed with others are found from these', async () => {
    const { data, read, sequential } = await explainOperation(
      server,
      `{ park(slug: "${park}") { taxRevenue { value reportedGrowth { value } } } }`,
    )
    expect(data).toMatchObject({ park: { taxRevenue: { reportedGrowth: { value: expect.anything() } } } })
    expect(sequential).toEqual([])
    expect(read).toBeLessThanOrEqual(8)
  })
})

describe('the day by which figures were published', () => {
  const selections = {
    'a latest figure': `park(slug: "${park}") { taxRevenue(asOf: { ${published} }) { value } }`,
    observations: `park(slug: "${park}") { observations(asOf: { ${published} }) { nodes { value } } }`,
    'a time series': `timeSeries(subjects: "${park}", indicators: "tax_revenue", bucket: YEAR, from: "2016", to: "2019", asOf: { ${published} }) { series { columns { values } } }`,
  }

  it.each(Object.entries(selections))('is asked of no index that has it behind others, by %s', async (_, selection) => {
    const { scans } = await explainOperation(server, `{ ${selection} }`)
    expect(scans.filter(({ table }) => table === 'observation')).not.toEqual([])
    expect(scans.filter(({ condition }) => condition.includes('published_on <='))).toEqual([])
  })
})
