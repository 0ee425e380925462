import { type Sql, STREAM_SETTINGS } from '@parkgraph/db'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { pick, propose } from '../graphql/data.ts'
import { countVain, explain, type PlanNode } from './explain.ts'
import { ARTICLE_PARKS, explainOperation, PARKS, park, useFigures, views, withArguments } from './figures.ts'

const server = useFigures()

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
      server,
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
      server,
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
      server,
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
    const { data, vain } = await explainOperation(server, `{ checks(subject: "${around}") { totalCount } }`)
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
      const plan = await explain(server, stream.mock.lastCall?.[0] as Sql, { settings: STREAM_SETTINGS })
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
      server,
      `{ node${withArguments(`id: "${correction}"`, clock())} { ... on Correction { preview { ${part} } } } }`,
    )
    expect(data).toMatchObject({ node: { preview: expect.anything() } })
    // The series of a park fill a few pages here, of which PostgreSQL reads all as soon as it looks for one.
    expect(sequential.filter(({ table }) => table !== 'series')).toEqual([])
    expect(read).toBeLessThanOrEqual(most[0])
    expect(vain).toBeLessThanOrEqual(most[1])
  })
})
