import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { coverageOf, day, fullYear, revenue, toDate } from './coverage.ts'

const server = useServer()
const { add, addFirm, cover } = coverageOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const month = (year: number, at: number) => ({ accumulation: 'MONTH', start: day(year, at), end: day(year, at + 1) })
const gapsOf = (row: Record<string, unknown> | undefined) =>
  (row?.['gaps'] as { period: string }[] | undefined)?.map(({ period }) => period)

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
