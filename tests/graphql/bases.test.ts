import { convert, findValid, parsePeriod, perUnit, printDecimal } from '@parkgraph/statistics'
import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, decide, type NewFigure, pick, propose } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

beforeAll(async () => {
  await addSource(server.database, 'yearbook', 10)
  await addSource(server.database, 'second-yearbook', 10)
  await addSource(server.database, 'bulletin', 50)
})

type Derivation = 'YEAR_ON_YEAR' | 'SHARE_OF_PARENT' | 'PER_MU'

const span = (period: string) => {
  const { start, end } = parsePeriod(period)
  return { start: start ?? '-infinity', end: end ?? 'infinity' }
}

/** A figure of tax in 万元 of a year, or from January to a month. */
const tax = (subject: string, period: string, value: string, rest: Partial<NewFigure> = {}): NewFigure => ({
  subject,
  indicator: 'tax_revenue',
  accumulation: period.length === 4 ? 'FULL_YEAR' : 'YEAR_TO_DATE',
  ...span(period),
  value,
  ...rest,
})

const land = (subject: string, period: string | null, value: string | null, rest: Partial<NewFigure> = {}) => ({
  ...{ subject, indicator: 'land_area', accumulation: 'STOCK', unit: 'MU', value },
  ...(period === null ? {} : span(period)),
  ...rest,
})

const add = (...figures: NewFigure[]) => addFigures(server.database, figures)
const parks = (...slugs: string[]) =>
  addSubjects(
    server.database,
    slugs.map((slug) => ({ kind: 'PARK', slug })),
  )

const toSlug = (...words: string[]) =>
  words
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')

/** Adds `prefix-whole` and, in it, `prefix-part`. */
async function addPair(prefix: string): Promise<readonly [part: string, whole: string]> {
  const [part, whole] = [`${prefix}-part`, `${prefix}-whole`]
  await addSubjects(server.database, [
    { kind: 'PARK', slug: whole },
    { kind: 'PARK', slug: part, park: whole },
  ])
  return [part, whole]
}

interface Told {
  /** The value, or why there is none. */
  readonly value: string
  readonly unit: string
}

/** What a ranking of one park tells of it for a year, or from January to a month. */
async function askRanking(slug: string, derivation: Derivation, period: string, more: string): Promise<Told> {
  const { data, errors } = await server.send(
    `query ($slug: String!) { ranking(by: { derived: { derivation: ${derivation}, indicator: "tax_revenue" } } period: "${period}"
      among: { where: { slug: { eq: $slug } }, subParks: INCLUDE } ${more}) {
      unit { code } rows { value } excluded(reasons: [MISSING_VALUE, MISSING_BASE, NO_PARENT, ZERO_BASE, NEGATIVE_BASE]) { reason } } }`,
    { slug },
  )
  expect(errors).toBeUndefined()
  const value = pick(data, 'ranking.rows.0.value') ?? pick(data, 'ranking.excluded.0.reason')
  return { value: value as string, unit: pick(data, 'ranking.unit.code') as string }
}

/** What a time series of one bucket tells of it. */
async function askTimeSeries(slug: string, derivation: Derivation, period: string, more: string): Promise<Told> {
  const [bucket, last] = period.length === 4 ? ['YEAR', period] : ['MONTH', period.split('/')[1]]
  const { data, errors } = await server.send(
    `query ($slugs: [String!]!) { timeSeries(subjects: $slugs indicators: ["tax_revenue"] bucket: ${bucket}
      from: "${last}" to: "${last}" measures: [${derivation}] ${more}) { series { columns { unit { code } values reasons } } } }`,
    { slugs: [slug] },
  )
  expect(errors).toBeUndefined()
  const column = pick(data, 'timeSeries.series.0.columns.0')
  return {
    value: (pick(column, 'values.0') ?? pick(column, 'reasons.0')) as string,
    unit: pick(column, 'unit.code') as string,
  }
}

/** What both say, which has to be the same. */
async function tell(slug: string, derivation: Derivation, period: string, more = ''): Promise<string> {
  const [ranked, told] = [
    await askRanking(slug, derivation, period, more),
    await askTimeSeries(slug, derivation, period, more),
  ]
  expect({ timeSeries: told }).toEqual({ timeSeries: ranked })
  return ranked.value
}

describe('tax per mu', () => {
  it.each([
    ['begun in the year, after the period ended, is not taken', '2017-01/2017-11', ['2016-12-31', '2017-12-31'], '20'],
    ['begun on the last day of the period is taken', '2017-01/2017-11', ['2016-12-31', '2017-11-30'], '10'],
    ['begun in December is taken for the year', '2017', ['2016-12-31', '2017-12-31'], '10'],
    ['begun after the year is not taken', '2017', ['2018-01-01'], 'MISSING_BASE'],
    ['that begins last comes before one that has no end', '2017', ['2010/..', '2016-12-31'], '10'],
    ['of a month comes before that of its year', '2017-01/2017-01', ['2017', '2017-01'], '10'],
    ['of the year comes before that of its January', '2017', ['2017-01', '2017'], '10'],
    ['with a period comes before one without', '2017', [null, '2015'], '10'],
    ['without a period is taken where there is no other', '2017', [null], '20'],
  ])('land %s', async (name, period, periods, expected) => {
    const slug = toSlug('mu', name)
    await parks(slug)
    await add(tax(slug, period, '1000'), ...periods.map((one, index) => land(slug, one, index === 0 ? '50' : '100')))
    expect(await tell(slug, 'PER_MU', period)).toBe(expected)
  })

  it('takes the land before one that was withdrawn, and the vintages of the day', async () => {
    await parks('mu-withdrawn')
    await add(
      tax('mu-withdrawn', '2017', '1000', { publishedOn: '2018-01-01' }),
      land('mu-withdrawn', '2015', '50', { publishedOn: '2018-01-01' }),
      land('mu-withdrawn', '2016', '100', { publishedOn: '2018-01-01' }),
      land('mu-withdrawn', '2016', null, { publishedOn: '2019-01-01', missingReason: 'withdrawn' }),
      land('mu-withdrawn', '2015', '40', { publishedOn: '2020-01-01' }),
    )
    const asOf = (day: string) => tell('mu-withdrawn', 'PER_MU', '2017', `asOf: { published: "${day}" }`)
    expect(await asOf('2018-06-30')).toBe('10')
    expect(await asOf('2019-06-30')).toBe('20')
    expect(await asOf('2020-06-30')).toBe('25')
  })

  it('takes land of whatever source, of one period that of the first', async () => {
    await parks('mu-sources')
    await add(
      tax('mu-sources', '2017', '1000', { source: 'bulletin' }),
      land('mu-sources', '2016', '50', { source: 'bulletin' }),
      land('mu-sources', '2016', '100', { source: 'yearbook' }),
    )
    expect(await tell('mu-sources', 'PER_MU', '2017')).toBe('10')
  })

  it('takes corrected land where that is read, and a preview tells the same', async () => {
    await parks('mu-corrected')
    const [level = '', , printed = ''] = await add(
      tax('mu-corrected', '2017', '1000'),
      land('mu-corrected', '2010/..', '10'),
      land('mu-corrected', '2016-12-31', '100'),
    )
    await decide(server.database, await propose(server.database, printed, { value: '50' }))
    expect(await tell('mu-corrected', 'PER_MU', '2017')).toBe('10')
    expect(await tell('mu-corrected', 'PER_MU', '2017', 'reading: CORRECTED')).toBe('20')
    const id = await propose(server.database, level, { value: '1500' })
    const { data } = await server.send(
      'query ($id: ID!) { node(id: $id) { ... on Correction { preview { perMu { before after } } } } }',
      { id },
    )
    expect(pick(data, 'node.preview.perMu')).toEqual([{ before: '20', after: '30' }])
  })

  it('of random land is what packages/statistics tells', async () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => String(number).padStart(2, '0'))
    const month = fc.integer({ min: 1, max: 12 }).map((number) => String(number).padStart(2, '0'))
    const year = fc.integer({ min: 2016, max: 2018 }).map(String)
    const period = fc.oneof(
      year,
      fc.tuple(year, month).map((parts) => parts.join('-')),
      fc.tuple(year, month, day).map((parts) => parts.join('-')),
      fc.tuple(year, month).map((parts) => `${parts.join('-')}/..`),
      fc.constant(null),
    )
    const cases = fc.sample(fc.uniqueArray(period, { minLength: 1, maxLength: 8 }), { numRuns: 40, seed: 7 })
    for (const [index, periods] of cases.entries()) {
      const slug = `mu-random-${index}`
      const asked = index % 2 === 0 ? '2017' : `2017-01/2017-${String((index % 12) + 1).padStart(2, '0')}`
      const stocks = periods.map((one, at) => ({
        period: one === null ? null : parsePeriod(one),
        value: String(at + 1),
      }))
      await parks(slug)
      await add(tax(slug, asked, '1000'), ...stocks.map(({ value }, at) => land(slug, periods[at] as string, value)))
      const valid = findValid(stocks, parsePeriod(asked))
      const expected = perUnit('1000', valid && convert(valid.value, 'MU', 'MU').value)
      expect(await tell(slug, 'PER_MU', asked)).toBe(
        expected.value === null ? expected.reason : printDecimal(expected.value.toSignificantDigits(34)),
      )
    }
  })
})

describe('year on year', () => {
  it('has no base where only a source of another priority tells of the year before', async () => {
    await parks('yoy-mixed')
    await add(
      tax('yoy-mixed', '2016', '80', { source: 'bulletin' }),
      tax('yoy-mixed', '2017', '100', { source: 'yearbook' }),
    )
    expect(await tell('yoy-mixed', 'YEAR_ON_YEAR', '2017')).toBe('MISSING_BASE')
  })

  it('takes the year before from the source of the figure, whichever comes first', async () => {
    await parks('yoy-later')
    await add(
      tax('yoy-later', '2016', '50', { source: 'yearbook' }),
      tax('yoy-later', '2016', '80', { source: 'bulletin' }),
      tax('yoy-later', '2017', '100', { source: 'bulletin' }),
    )
    expect(await tell('yoy-later', 'YEAR_ON_YEAR', '2017')).toBe('25')
  })

  it('takes it from another source of the same priority', async () => {
    await parks('yoy-issues')
    await add(
      tax('yoy-issues', '2016-01/2016-11', '80', { source: 'second-yearbook' }),
      tax('yoy-issues', '2017-01/2017-11', '100', { source: 'yearbook' }),
    )
    expect(await tell('yoy-issues', 'YEAR_ON_YEAR', '2017-01/2017-11')).toBe('25')
  })

  it('of the latest figure keeps to its source too', async () => {
    const { data } = await server.send(
      `{ ranking(by: { derived: { derivation: YEAR_ON_YEAR, indicator: "tax_revenue" } }
        among: { where: { slug: { startsWith: "yoy-" } } }) { rows { value subject { slug } } excluded(reasons: [MISSING_BASE]) { subject { slug } } } }`,
    )
    expect(pick(data, 'ranking')).toEqual({
      rows: ['yoy-issues', 'yoy-later'].map((slug) => ({ value: '25', subject: { slug } })),
      excluded: [{ subject: { slug: 'yoy-mixed' } }],
    })
  })
})

describe('the share of the park around', () => {
  it('has no base where only a source of another priority tells of that park', async () => {
    const [part, whole] = await addPair('share-mixed')
    await add(
      tax(part, '2017', '20', { source: 'bulletin' }),
      tax(whole, '2017', '80', { source: 'yearbook' }),
      tax(whole, '2017', '40'),
    )
    expect(await tell(part, 'SHARE_OF_PARENT', '2017')).toBe('MISSING_BASE')
  })

  it('takes that park from the source of the part, whichever comes first', async () => {
    const [part, whole] = await addPair('share-later')
    await add(
      tax(part, '2017-01/2017-11', '20', { source: 'bulletin' }),
      tax(whole, '2017-01/2017-11', '40', { source: 'yearbook' }),
      tax(whole, '2017-01/2017-11', '80', { source: 'bulletin' }),
    )
    expect(await tell(part, 'SHARE_OF_PARENT', '2017-01/2017-11')).toBe('25')
  })

  it('takes it from another source of the same priority', async () => {
    const [part, whole] = await addPair('share-issues')
    await add(tax(part, '2017', '20', { source: 'second-yearbook' }), tax(whole, '2017', '80', { source: 'yearbook' }))
    expect(await tell(part, 'SHARE_OF_PARENT', '2017')).toBe('25')
  })

  it.each([
    ['scope', { scope: 'ALL' }, { scope: 'UNSPECIFIED' }],
    ['scope', { scope: 'UNSPECIFIED' }, { scope: 'ALL' }],
    ['price basis', { priceBasis: 'CURRENT' }, { priceBasis: 'CONSTANT' }],
    ['accumulation', { accumulation: 'FULL_YEAR' }, { accumulation: 'AT_CAPACITY' }],
  ])('never crosses the %s: %j in %j', async (name, own, other) => {
    const [part, whole] = await addPair(toSlug('share', name, ...Object.values(own)))
    await add(tax(part, '2017', '20', own), tax(whole, '2017', '40', other))
    expect(await tell(part, 'SHARE_OF_PARENT', '2017')).toBe('MISSING_BASE')
    await add(tax(whole, '2017', '80', own))
    expect(await tell(part, 'SHARE_OF_PARENT', '2017')).toBe('25')
  })

  it('is not there without such a park, nor without a figure', async () => {
    const [part, whole] = await addPair('share-none')
    await add(tax(whole, '2017', '80'))
    expect(await tell(part, 'SHARE_OF_PARENT', '2017')).toBe('MISSING_VALUE')
    expect(await tell(whole, 'SHARE_OF_PARENT', '2017')).toBe('NO_PARENT')
  })

  it('of many parks and buckets, each in the source that it is read from, costs one statement', async () => {
    const [part, whole] = await addPair('share-many')
    const [other, around] = await addPair('share-more')
    await add(
      ...['2016', '2017'].flatMap((year) => [
        tax(part, year, '20', { source: 'bulletin' }),
        tax(whole, year, year === '2016' ? '40' : '80', { source: 'bulletin' }),
        tax(whole, year, '1', { source: 'yearbook' }),
        tax(other, year, '10', { source: 'yearbook' }),
      ]),
      tax(around, '2017', '20', { source: 'yearbook' }),
      tax(around, '2016', '40', { source: 'bulletin' }),
    )
    server.forget()
    const { data, errors } = await server.send(
      `{ timeSeries(subjects: ["${part}", "${other}"] indicators: ["tax_revenue"] bucket: YEAR from: "2016" to: "2017"
        measures: [SHARE_OF_PARENT, YEAR_ON_YEAR, PER_MU, LEVEL] unit: CNY_10K) { series { columns { values reasons } } } }`,
    )
    expect(errors).toBeUndefined()
    expect(server.statements).toHaveLength(1)
    const shares = (pick(data, 'timeSeries.series') as object[]).map((one) => pick(one, 'columns.0'))
    expect(shares).toEqual([
      { values: ['50', '25'], reasons: [null, null] },
      { values: [null, '50'], reasons: ['MISSING_BASE', null] },
    ])
  })
})
