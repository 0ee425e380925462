import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'
import { land, tellLevel } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const [first, later] = [{ source: 'yearbook' }, { source: 'bulletin' }]

beforeAll(async () => {
  await addSource(server.database, 'yearbook', 10)
  await addSource(server.database, 'bulletin', 50)
})

async function addPark(slug: string, ...figures: NewFigure[]): Promise<void> {
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  await addFigures(
    server.database,
    figures.map((figure) => ({ ...figure, subject: slug, end: figure.end ?? 'infinity' })),
  )
}

interface Series {
  readonly accumulation: string
  readonly source: { readonly code: string } | null
  readonly columns: { measure: string; values: (string | null)[]; reasons: string[] }[]
}

async function ask(subjects: string[], bucket: string, from: string, to: string, measures: string, more = '') {
  const { data, errors } = await server.send(
    `query ($subjects: [String!]!) { timeSeries(subjects: $subjects indicators: ["land_area"] unit: MU bucket: ${bucket} from: "${from}" to: "${to}"
      measures: [${measures}] ${more}) { series { accumulation source { code } columns { measure values reasons } } } }`,
    { subjects },
  )
  expect(errors).toBeUndefined()
  return pick(data, 'timeSeries.series') as Series[]
}

/** Values of the measures of a series, an absent one as its reason. */
const tell = (series: Series | undefined) =>
  Object.fromEntries(
    series?.columns.map(({ measure, values, reasons }) => [measure, values.map((value, at) => value ?? reasons[at])]) ??
      [],
  )

describe('of a stock, the figure read last in a span is one for all that tell it', () => {
  const own = { accumulation: 'UNSPECIFIED' }
  it.each([
    [
      'the very span before a source of the first priority',
      [land('', '2016-01-01/..', '1050', first), land('', '2017', '840', later)],
    ],
    [
      'the last day before a source of the first priority',
      [land('', '2016/2017-06', '1050', first), land('', '2017-12-31', '840', later)],
    ],
    [
      'the last day before what was missing in January',
      [land('', '2017-01', null, first), land('', '2017-12-31', '840', later)],
    ],
    [
      'the last day before what is said to be a stock',
      [land('', '2017-01/2017-06', '400'), land('', '2017-12-31', '840', own)],
    ],
    [
      'what was missing on the last day before all of the year',
      [land('', '2017-06-30', '840', first), land('', '2017-12-31', null, later)],
      'MISSING_VALUE',
    ],
    ['the first priority of one day', [land('', '2017-12-31', '840', first), land('', '2017-12-31', '900', later)]],
    [
      'a figure of exactly the year, however it accumulates',
      [land('', '2017-12-31', '400'), land('', '2017', '840', { accumulation: 'FULL_YEAR' })],
    ],
  ])('%s', async (name, figures, expected = '840') => {
    const slug = `one-${name.toLowerCase().replaceAll(/\W+/g, '-')}`
    await addPark(slug, ...figures)
    const [series] = await ask([slug], 'YEAR', '2017', '2017', 'LEVEL')
    expect(tell(series)).toEqual({ LEVEL: [expected] })
    // `latest` goes by the newest period, whatever span is asked for.
    if (!name.startsWith('the very span')) await tellLevel(server, slug, 'land_area')
    const { data } = await server.send(
      `{ ranking(by: { indicator: { indicator: "land_area" } } unit: MU period: "2017" among: { where: { slug: { eq: "${slug}" } } }) {
        rows { value } excluded(reasons: [MISSING_VALUE]) { reason } } }`,
    )
    expect(pick(data, 'ranking.rows.0.value') ?? pick(data, 'ranking.excluded.0.reason')).toBe(expected)
  })
})

describe('of what is told by the day and over spans, one figure is that of a span for all that tell it', () => {
  const day = (period: string, value: string | null, rest = {}) =>
    land('', period, value, { accumulation: 'DAY', ...rest })
  const elevenMonths = land('', '2017/2017-11', '50', { accumulation: 'YEAR_TO_DATE' })
  it.each<[string, NewFigure[], string, (string | null)?]>([
    ['the day before eleven months', [day('2017-12-31', '40'), elevenMonths], '40'],
    ['the day, also in June', [day('2017-06-30', '40'), elevenMonths], '40'],
    [
      'the first priority of the day',
      [day('2017-12-31', '40', first), day('2017-12-31', '60', later), elevenMonths],
      '40',
    ],
    ['a day that is missing', [day('2017-12-31', null), elevenMonths], 'MISSING_VALUE'],
    [
      'exactly the year before the day',
      [day('2017-12-31', '40'), elevenMonths, land('', '2017', '60', { accumulation: 'FULL_YEAR' })],
      '60',
    ],
    ['a stock before the day', [day('2017-12-31', '40'), elevenMonths, land('', '2017-06-30', '70')], '70'],
    // Nothing is of the year: time series show what the months brought up to then.
    ['the last span in time series alone', [elevenMonths, day('2016-12-31', '40')], '50', 'MISSING_VALUE'],
  ])('%s', async (name, figures, expected, otherwise = expected) => {
    const slug = `days-${name.toLowerCase().replaceAll(/\W+/g, '-')}`
    await addPark(slug, ...figures)
    await addSubjects(server.database, [{ kind: 'PROJECT', slug: `${slug}-works` }])
    await addFigures(
      server.database,
      figures.map((figure) => ({ ...figure, subject: `${slug}-works` })),
    )
    const [series] = await ask([slug], 'YEAR', '2017', '2017', 'LEVEL')
    const { data, errors } = await server.send(
      `query ($slug: String!, $works: String!) { ranking(by: { indicator: { indicator: "land_area" } } unit: MU period: "2017" among: { where: { slug: { eq: $slug } } }) {
          rows { value } excluded(reasons: [MISSING_VALUE]) { reason } }
        park(slug: $slug) { reconciliation(indicator: "land_area", period: "2017") { total { value } } }
        projects(where: { slug: { eq: $works } }) { groupBy(by: [], figure: { indicator: "land_area", period: "2017" }) { nodes { sum(unit: MU) } } } }`,
      { slug, works: `${slug}-works` },
    )
    expect(errors).toBeUndefined()
    const told = {
      ranking: pick(data, 'ranking.rows.0.value') ?? pick(data, 'ranking.excluded.0.reason'),
      reconciliation: pick(data, 'park.reconciliation.total.value') ?? 'MISSING_VALUE',
      group: pick(data, 'projects.groupBy.nodes.0.sum') ?? 'MISSING_VALUE',
    }
    expect(tell(series)).toEqual({ LEVEL: [expected] })
    expect(told).toEqual({ ranking: otherwise, reconciliation: otherwise, group: otherwise })
  })
})

describe('a stock that two offices tell of several years', () => {
  const slug = 'two-offices'
  beforeAll(() =>
    addPark(
      slug,
      land('', '2014-12-31', '100', first),
      land('', '2015-12-31', '120', first),
      land('', '2015-06-30', '80', later),
      land('', '2016-12-31', '88', later),
      land('', '2017-12-31', '110', later),
      land('', '2017-12-31', '150', first),
    ),
  )

  it('is read bucket by bucket, and held against what the same office told', async () => {
    const measures = 'LEVEL, YEAR_ON_YEAR, PERIOD_ON_PERIOD, INDEX, MOVING_AVERAGE'
    const [series] = await ask([slug], 'YEAR', '2014', '2018', measures, 'window: 2')
    expect(tell(series)).toEqual({
      LEVEL: ['100', '120', '88', '150', 'MISSING_VALUE'],
      YEAR_ON_YEAR: ['MISSING_BASE', '20', '10', 'MISSING_BASE', 'MISSING_VALUE'],
      PERIOD_ON_PERIOD: ['MISSING_BASE', '20', '10', 'MISSING_BASE', 'MISSING_VALUE'],
      INDEX: ['100', '120', 'MISSING_BASE', '150', 'MISSING_VALUE'],
      MOVING_AVERAGE: ['MISSING_BASE', '110', '84', 'MISSING_BASE', 'MISSING_VALUE'],
    })
    expect(series).toMatchObject({ accumulation: 'STOCK', source: null })
  })

  it('fills a bucket with the last one read, whoever told it', async () => {
    const [series] = await ask([slug], 'QUARTER', '2015-Q2', '2016-Q1', 'LEVEL', 'fill: LAST')
    expect(tell(series)).toEqual({ LEVEL: ['80', '80', '120', '120'] })
  })

  it('has one rank', async () => {
    await addPark('ranked-beside', land('', '2017-12-31', '120', first))
    const series = await ask([slug, 'ranked-beside'], 'YEAR', '2017', '2017', 'RANK')
    expect(series.map((one) => tell(one))).toEqual([{ RANK: ['1'] }, { RANK: ['2'] }])
  })

  it('names its document where there is one', async () => {
    const [series] = await ask([slug], 'YEAR', '2016', '2016', 'LEVEL')
    expect(series?.source).toEqual({ code: 'bulletin' })
    const [asked] = await ask([slug], 'YEAR', '2017', '2017', 'LEVEL', 'source: "bulletin"')
    expect(tell(asked)).toEqual({ LEVEL: ['110'] })
  })
})
