import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const refuse = refuseBy(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const add = (figures: readonly NewFigure[]) => addFigures(server.database, figures)
const addFirm = (slug: string) => addSubjects(server.database, [{ kind: 'ENTERPRISE', slug }])
const day = (year: number, month: number) =>
  `${year + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-01`
const month = (year: number, at: number) => ({ accumulation: 'MONTH', start: day(year, at), end: day(year, at + 1) })
const toDate = (year: number, at: number) => ({
  accumulation: 'YEAR_TO_DATE',
  start: `${year}-01-01`,
  end: day(year, at + 1),
})
const fullYear = (year: number) => ({ accumulation: 'FULL_YEAR', start: `${year}-01-01`, end: `${year + 1}-01-01` })

const selection = `nature source { code } count firstPeriod lastPeriod frequency lastPublishedOn daysSincePeriod daysSincePublication
  gapCount gaps { period } breaks { kind period before after }`

async function cover(subject: string, args = '', fields = selection): Promise<Record<string, unknown>[]> {
  const { data, errors } = await server.send(
    `query ($subjects: [String!]) { coverage(subjects: $subjects ${args}) { nodes { ${fields} } } }`,
    { subjects: [subject] },
  )
  expect(errors).toBeUndefined()
  return pick(data, 'coverage.nodes') as Record<string, unknown>[]
}

const revenue = (subject: string) => ({ subject, indicator: 'revenue', value: '1' })
const gapsOf = (row: Record<string, unknown> | undefined) =>
  (row?.['gaps'] as { period: string }[] | undefined)?.map(({ period }) => period)

beforeAll(() => addSource(server.database, 'bureau', 1))

describe('periods', () => {
  it('that lack are gaps: years to date without a January are not, where it is never collected', async () => {
    await addFirm('to-date')
    await add(
      [2, 3, 4, 6, 14, 15].map((at) => ({
        ...revenue('to-date'),
        ...toDate(2017 + Math.floor(at / 13), at > 12 ? at - 12 : at),
        publishedOn: '2018-04-10',
      })),
    )
    const [row, ...others] = await cover('to-date', ', asOf: { published: "2018-04-30" }')
    expect(others).toEqual([])
    expect(row).toMatchObject({
      ...{ nature: 'ACTUAL', source: { code: 'xiangxiang-2017-review' }, count: 6, frequency: 'MONTH', breaks: [] },
      ...{ firstPeriod: '2017-01/2017-02', lastPeriod: '2018-Q1', lastPublishedOn: '2018-04-10' },
      ...{ daysSincePeriod: 30, daysSincePublication: 20, gapCount: 7 },
    })
    expect(gapsOf(row)).toEqual([
      '2017-01/2017-05',
      '2017-01/2017-07',
      '2017-01/2017-08',
      '2017-01/2017-09',
      '2017-01/2017-10',
      '2017-01/2017-11',
      '2017',
    ])
  })

  it('of January lack where another year has it', async () => {
    await addFirm('january')
    await add(
      [
        [2017, 11],
        [2017, 12],
        [2018, 2],
        [2019, 1],
      ].map(([year = 0, at = 0]) => ({ ...revenue('january'), ...toDate(year, at) })),
    )
    const [row] = await cover('january', ', asOf: { published: "2020-01-01" }')
    expect(gapsOf(row)).toContain('2018-01')
    expect(gapsOf(row)).toHaveLength(11)
  })

  it.each([
    ['months', [month(2017, 1), month(2017, 4)], 'MONTH', ['2017-02', '2017-03']],
    ['years', [fullYear(2013), fullYear(2017)], 'YEAR', ['2014', '2015', '2016']],
    ['quarters', [1, 4, 10].map((at) => ({ start: day(2017, at), end: day(2017, at + 3) })), 'QUARTER', ['2017-Q3']],
    [
      'halves',
      [1, 19].map((at) => ({ start: day(2017, at), end: day(2017, at + 6) })),
      'HALF_YEAR',
      ['2017-H2', '2018-H1'].slice(0, 2),
    ],
    [
      'stocks',
      [1, 2, 5].map((at) => ({
        accumulation: 'STOCK',
        start: new Date(Date.UTC(2017, at, 0)).toISOString().slice(0, 10),
        end: day(2017, at + 1),
      })),
      'MONTH',
      ['2017-03-31', '2017-04-30'],
    ],
    ['days', [1, 2, 4].map((at) => ({ start: `2017-05-0${at}`, end: `2017-05-0${at + 1}` })), 'DAY', ['2017-05-03']],
    [
      'spans',
      [
        { start: '2017-01-05', end: '2017-01-09' },
        { start: '2017-03-02', end: '2017-04-07' },
      ],
      'IRREGULAR',
      [],
    ],
    ['one-year-to-date', [toDate(2017, 11)], null, []],
    ['none', [{ start: null, end: null }], null, []],
  ])('of %s have their frequency and gaps', async (name, periods, frequency, gaps) => {
    await addFirm(`periods-${name}`)
    await add(periods.map((period) => ({ ...revenue(`periods-${name}`), ...period })))
    const [row] = await cover(`periods-${name}`)
    expect([row?.['count'], row?.['frequency'], gapsOf(row)]).toEqual([periods.length, frequency, gaps])
  })

  /** Months from the one to the other, both included. */
  const span = (year: number, from: number, to = from) => ({
    accumulation: 'PERIOD_TOTAL',
    start: day(year, from),
    end: day(year, to + 1),
  })
  const monthEnd = (year: number, at: number) => ({
    accumulation: 'STOCK',
    start: new Date(Date.UTC(year, at, 0)).toISOString().slice(0, 10),
    end: day(year, at + 1),
  })

  it.each([
    [
      'months that a quarter or a year covers',
      [...[1, 2, 4, 5].map((at) => span(2017, at)), span(2017, 7, 9), span(2018, 1, 12)],
      ['MONTH', ['2017-03', '2017-06', '2017-10', '2017-11', '2017-12']],
    ],
    [
      'quarters of which three months are told',
      [
        span(2017, 1, 3),
        span(2017, 4, 6),
        ...[7, 8, 9].map((at) => span(2017, at)),
        span(2017, 10, 12),
        span(2018, 1, 3),
      ],
      ['QUARTER', []],
    ],
    [
      'quarters of which the last month alone is told',
      [span(2017, 1, 3), span(2017, 4, 6), span(2017, 9), span(2017, 10, 12)],
      ['QUARTER', ['2017-Q3']],
    ],
    [
      'quarters after a month that is in step with none',
      [span(2017, 2), ...[4, 10, 13].map((at) => span(2017, at, at + 2))],
      ['QUARTER', ['2017-Q3']],
    ],
    [
      'years to date that a later one does not cover',
      [toDate(2017, 3), toDate(2017, 6), toDate(2017, 12)],
      ['QUARTER', ['2017-01/2017-09']],
    ],
    [
      'years to date by the quarter after one of another month',
      [...[2, 3, 6, 9, 12].map((at) => toDate(2017, at)), toDate(2018, 3), toDate(2018, 9)],
      ['QUARTER', ['2018-H1']],
    ],
    [
      'a stock that a month holds on its last day, and a year all through',
      [
        ...[1, 2, 3].map((at) => ({ ...span(2017, at), accumulation: 'STOCK' })),
        monthEnd(2017, 5),
        { ...span(2018, 1, 12), accumulation: 'STOCK' },
        { ...span(2019, 3), accumulation: 'STOCK' },
      ],
      [
        'MONTH',
        ['2017-04', ...[6, 7, 8, 9].map((at) => `2017-0${at}`), '2017-10', '2017-11', '2017-12', '2019-01', '2019-02'],
      ],
    ],
  ])('of %s are told of in full, by whichever figures', async (name, periods, [frequency, gaps]) => {
    const slug = name.replaceAll(' ', '-').replaceAll(',', '')
    await addFirm(slug)
    await add(periods.map((period) => ({ ...revenue(slug), ...period })))
    const [row] = await cover(slug)
    expect([row?.['frequency'], gapsOf(row), row?.['gapCount']]).toEqual([frequency, gaps, gaps?.length])
  })

  it('whose figure was withdrawn lack', async () => {
    await addFirm('withdrawn')
    const later = { value: null, missingReason: 'withdrawn', publishedOn: '2020-02-01' }
    await add([2016, 2017, 2018, 2019].map((year) => ({ ...revenue('withdrawn'), ...fullYear(year) })))
    await add([2017, 2019].map((year) => ({ ...revenue('withdrawn'), ...fullYear(year), ...later })))
    const [row] = await cover('withdrawn')
    expect(row).toMatchObject({ count: 2, firstPeriod: '2016', lastPeriod: '2018', gapCount: 1 })
    expect(gapsOf(row)).toEqual(['2017'])
    expect(await cover('withdrawn', ', asOf: { published: "2020-01-15" }')).toMatchObject([{ count: 4 }])
  })

  it('are counted as the view knows them: once each, and no hidden ones', async () => {
    await addFirm('known')
    await add([
      { ...revenue('known'), ...fullYear(2016), publishedOn: '2017-02-01' },
      { ...revenue('known'), ...fullYear(2016), publishedOn: '2018-02-01' },
      { ...revenue('known'), ...fullYear(2017), publishedOn: '2018-02-01' },
      { ...revenue('known'), ...fullYear(2018), accessLevel: 'RESTRICTED' },
    ])
    expect(await cover('known', '', 'count lastPeriod')).toEqual([{ count: 2, lastPeriod: '2017' }])
    expect(await cover('known', ', asOf: { published: "2017-12-31" }', 'count lastPeriod daysSincePeriod')).toEqual([
      { count: 1, lastPeriod: '2016', daysSincePeriod: 365 },
    ])
  })
})

describe('breaks', () => {
  const breaksOf = async (subject: string) =>
    (await cover(subject, '', 'breaks { kind period before after }')).map(({ breaks }) => breaks)

  it('are where the printed unit changes', async () => {
    await addFirm('units')
    await add(
      [2015, 2016, 2017].map((year) => ({
        ...revenue('units'),
        ...fullYear(year),
        unit: year > 2016 ? 'CNY_100M' : 'CNY_10K',
      })),
    )
    expect(await breaksOf('units')).toEqual([[{ kind: 'UNIT', period: '2017', before: 'CNY_10K', after: 'CNY_100M' }]])
  })

  it('are where another series or source takes over, and not where two run side by side', async () => {
    await addFirm('handover')
    await add([
      ...[2013, 2014].map((year) => ({ ...revenue('handover'), ...fullYear(year), scope: 'ALL' })),
      ...[2015, 2016].map((year) => ({
        ...revenue('handover'),
        ...fullYear(year),
        scope: 'ABOVE_SCALE',
        priceBasis: 'CURRENT',
        source: 'bureau',
      })),
      ...[2014, 2016].map((year) => ({ ...revenue('handover'), ...fullYear(year), nature: 'TARGET' })),
    ])
    expect((await breaksOf('handover')).sort((a, b) => String(a).length - String(b).length)).toEqual([
      [],
      [],
      [
        { kind: 'PRICE_BASIS', period: '2015', before: 'UNSPECIFIED', after: 'CURRENT' },
        { kind: 'SCOPE', period: '2015', before: 'ALL', after: 'ABOVE_SCALE' },
        { kind: 'SOURCE', period: '2015', before: 'xiangxiang-2017-review', after: 'bureau' },
      ],
    ])
  })

  it('are where another currency goes on', async () => {
    await addFirm('currency')
    await add([2015, 2016].map((year) => ({ ...revenue('currency'), ...fullYear(year) })))
    await add([2017, 2018].map((year) => ({ ...revenue('currency'), ...fullYear(year), unit: 'USD_10K' })))
    const rows = await cover('currency')
    expect(rows.flatMap(({ breaks }) => breaks)).toEqual([
      { kind: 'UNIT', period: '2017', before: 'CNY_10K', after: 'USD_10K' },
    ])
  })

  it('are where a new edition of the definition begins', async () => {
    await addFirm('editions')
    await server.database.pool.query(`INSERT INTO indicator_definition (indicator_id, edition, valid_from, definition_zh, definition_en, source)
      SELECT id, '2', '2016-01-01', '新口径', 'as of 2016', 'reform' FROM indicator WHERE code = 'floor_area'`)
    await add(
      [2014, 2015, 2016].map((year) => ({
        ...revenue('editions'),
        indicator: 'floor_area',
        unit: 'MU',
        ...fullYear(year),
      })),
    )
    expect(await breaksOf('editions')).toEqual([[{ kind: 'DEFINITION', period: '2016', before: '1', after: '2' }]])
    const { data } = await server.send(
      '{ indicator(code: "floor_area") { definition definitions { edition validFrom source definition definitionEn: definition(locale: EN) } } }',
    )
    expect(pick(data, 'indicator.definitions')).toEqual([
      {
        edition: '1',
        validFrom: null,
        source: null,
        definition: pick(data, 'indicator.definition'),
        definitionEn: expect.stringContaining('Floor area'),
      },
      { edition: '2', validFrom: '2016-01-01', source: 'reform', definition: '新口径', definitionEn: 'as of 2016' },
    ])
  })
})

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
