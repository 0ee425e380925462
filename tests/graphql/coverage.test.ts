import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { coverageOf, fullYear, revenue } from './coverage.ts'
import { addSource, pick } from './data.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const { add, addFirm, cover } = coverageOf(server)
const refuse = refuseBy(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

beforeAll(() => addSource(server.database, 'bureau', 1))

describe('the list', () => {
  beforeAll(async () => {
    await addFirm('list')
    await add([
      ...['revenue', 'tax_revenue', 'output_value'].map((indicator) => ({
        ...revenue('list'),
        indicator,
        ...fullYear(2017),
      })),
      { ...revenue('list'), ...fullYear(2018), nature: 'FORECAST' },
      { ...revenue('list'), ...fullYear(2015) },
    ])
  })

  it('is narrowed by indicators and conditions', async () => {
    const codes = async (args: string) =>
      (await cover('list', args, 'indicator { code } nature')).map((row) => [
        pick(row, 'indicator.code'),
        row['nature'],
      ])
    expect(await codes(', indicators: ["tax_revenue", "output_value"]')).toEqual([
      ['output_value', 'ACTUAL'],
      ['tax_revenue', 'ACTUAL'],
    ])
    expect(await codes(', where: { nature: { eq: FORECAST } }')).toEqual([['revenue', 'FORECAST']])
    expect(await codes(', where: { hasGaps: true, frequency: { eq: YEAR } }')).toEqual([['revenue', 'ACTUAL']])
    expect(await codes(', source: "bureau"')).toEqual([])
    expect(await codes(', orderBy: [{ lastPeriod: DESC }], first: 1')).toEqual([['revenue', 'FORECAST']])
  })

  it('is paged, each row once, in one statement a page', async () => {
    const seen: string[] = []
    let after: string | null = null
    do {
      server.forget()
      const { data } = await server.send(
        `query ($after: String) { coverage(subjects: ["list"], first: 3, after: $after) { totalCount pageInfo { hasNextPage endCursor }
          nodes { indicator { code } nature gaps { period } } } }`,
        { after },
      )
      expect(server.statements).toHaveLength(1)
      expect(pick(data, 'coverage.totalCount')).toBe(4)
      seen.push(...(pick(data, 'coverage.nodes') as object[]).map((node) => JSON.stringify(node)))
      after = pick(data, 'coverage.pageInfo.hasNextPage') ? (pick(data, 'coverage.pageInfo.endCursor') as string) : null
    } while (after !== null)
    expect([seen.length, new Set(seen).size]).toEqual([4, 4])
  })

  it('is refused for what is unknown, by its place', async () => {
    await refuse(
      '{ coverage(subjects: ["list", "r3a", "r3b", "r3c", "r3d", "r3e"]) { totalCount } }',
      undefined,
      'UNKNOWN_SUBJECT',
      'subjects[1]',
    )
    await refuse(
      '{ coverage(indicators: ["nothing"]) { totalCount } }',
      undefined,
      'UNKNOWN_INDICATOR',
      'indicators[0]',
    )
    await refuse('{ coverage { nodes { gaps(first: 0) { period } } } }', undefined, 'BAD_USER_INPUT', 'first')
  })

  it('is refused where it would read too much', async () => {
    await server.database.pool.query(
      `SET session_replication_role = replica; INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, qualifier, unit_code, nature, stage,
         status, printed_label, printed_text, source_id, citation_id, published_on)
       SELECT o.reporting_park_id, o.series_id, DATE '1000-01-01' + n, DATE '1000-01-02' + n, 1, 'EXACT', o.unit_code, o.nature, o.stage, '{}',
         'x', 'x', o.source_id, o.citation_id, o.published_on
       FROM observation o JOIN series s ON s.id = o.series_id JOIN subject j ON j.id = s.subject_id, generate_series(1, 200001) n
       WHERE j.slug = 'list' AND o.nature = 'FORECAST'; SET session_replication_role = DEFAULT`,
    )
    await refuse('{ coverage(subjects: ["list"]) { totalCount } }', undefined, 'OPERATION_TOO_COMPLEX', 'subjects')
    await refuse('{ checks(subject: "list") { totalCount } }', undefined, 'OPERATION_TOO_COMPLEX', 'subject')
    expect(await cover('list', ', indicators: ["tax_revenue"]', 'count')).toEqual([{ count: 1 }])
  }, 60_000)
})

it('a publication that lies ahead is told, and nothing counts the days since it', async () => {
  await addFirm('ahead')
  await add([{ ...revenue('ahead'), ...fullYear(2017), publishedOn: '2999-01-01' }])
  expect(await cover('ahead', '', 'lastPublishedOn daysSincePublication')).toEqual([
    { lastPublishedOn: '2999-01-01', daysSincePublication: null },
  ])
  expect(await cover('ahead', ', asOf: { published: "2018-04-30" }')).toEqual([])
})
