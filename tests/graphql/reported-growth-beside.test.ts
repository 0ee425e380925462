import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))
beforeAll(async () => {
  await addSource(server.database, 'yearbook', 10)
  await addSource(server.database, 'bulletin', 50)
})

const rate = { measure: 'GROWTH', unit: 'PERCENT' }
const add = (...figures: NewFigure[]) => addFigures(server.database, figures)
const addPark = (slug: string) => addSubjects(server.database, [{ kind: 'PARK', slug }])

/** What a time series tells of one bucket. */
async function tell(slug: string, bucket: string, at: string, more = '') {
  const { data, errors } = await server.send(
    `{ clock timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: ${bucket} from: "${at}" to: "${at}" ${more}
      measures: [REPORTED_GROWTH, GROWTH_DIVERGENCE]) { series { accumulations priceBasis columns { values reasons } } } }`,
  )
  expect(errors).toBeUndefined()
  const [reported, divergence] = pick(data, 'timeSeries.series.0.columns') as { values: string[]; reasons: string[] }[]
  return {
    clock: pick(data, 'clock') as string,
    told: [reported, divergence].map((column) => column?.values[0] ?? column?.reasons[0]),
    accumulation: pick(data, 'timeSeries.series.0.accumulations.0'),
    priceBasis: pick(data, 'timeSeries.series.0.priceBasis'),
  }
}

/** The growth that stands with the level of a period, and its divergence. */
async function tellOfLevel(slug: string, period: string, accumulation: string) {
  const { data, errors } = await server.send(
    `{ observations(where: { subject: { slug: { eq: "${slug}" } }, measure: { eq: LEVEL }, period: { within: "${period}" },
      accumulation: { eq: ${accumulation} } }) { nodes { growth { reported { value } divergence } } } }`,
  )
  expect(errors).toBeUndefined()
  const growth = pick(data, 'observations.nodes.0.growth')
  return [pick(growth, 'reported.value'), Number(pick(growth, 'divergence')).toFixed(2)]
}

describe('growth beside a level', () => {
  it.each(['UNSPECIFIED', 'PERIOD_TOTAL', 'MONTH'])(
    'to date is not that of the month alone, called %s',
    async (accumulation) => {
      const slug = `month-alone-${accumulation.toLowerCase().replace('_', '-')}`
      await addPark(slug)
      await add(tax(slug, '2014-01/2014-03', '90'))
      const [level = ''] = await add(tax(slug, '2015-01/2015-03', '100'))
      await add(tax(slug, '2015-01/2015-03', '10', { ...rate, growthOf: level }))
      await add(
        tax(slug, '2015-03', '40', { accumulation }),
        tax(slug, '2015-03', '5', { ...rate, accumulation, publishedOn: '2020-01-01' }),
      )
      const { told } = await tell(slug, 'MONTH', '2015-03')
      expect([told[0], Number(told[1]).toFixed(2)]).toEqual(['10', '-1.11'])
      expect(await tellOfLevel(slug, '2015-01/2015-03', 'YEAR_TO_DATE')).toEqual(['10', '-1.11'])
    },
  )

  it('to date is not that of the full year, which is published later', async () => {
    const slug = 'full-year-later'
    await addPark(slug)
    const [january, full] = ['2015-01/2015-12', '2015']
    await add(tax(slug, '2014-01/2014-12', '90'), tax(slug, january, '100', { publishedOn: '2019-01-01' }))
    await add(tax(slug, january, '7', rate), tax(slug, full, '110', { publishedOn: '2018-01-01' }))
    await add(tax(slug, full, '8', { ...rate, publishedOn: '2020-01-01' }))
    const { told } = await tell(slug, 'MONTH', '2015-12')
    expect([told[0], Number(told[1]).toFixed(2)]).toEqual(['7', '-4.11'])
    expect(await tellOfLevel(slug, january, 'YEAR_TO_DATE')).toEqual(['7', '-4.11'])
  })

  it('is of the park that reports the level', async () => {
    await addSubjects(server.database, [
      ...['one', 'other'].map((slug) => ({ kind: 'PARK' as const, slug, reportedBy: slug })),
      { kind: 'ENTERPRISE', slug: 'of-both' },
    ])
    const of = (reportedBy: string, month: string) => ({
      reportedBy,
      source: 'yearbook',
      publishedOn: `2019-${month}-01`,
    })
    await add(
      tax('of-both', '2018', '50', of('other', '01')),
      tax('of-both', '2018', '30', { ...rate, ...of('other', '03') }),
      tax('of-both', '2018', '110', of('one', '02')),
      tax('of-both', '2018', '10', { ...rate, ...of('one', '02') }),
      tax('of-both', '2017', '100', of('one', '01')),
    )
    expect((await tell('of-both', 'YEAR', '2018')).told).toEqual(['10', '0'])
  })

  it('of a quarter that is a difference is what its source tells of the quarter, whatever totals of other years there are', async () => {
    const slug = 'difference'
    await addPark(slug)
    const total = { accumulation: 'PERIOD_TOTAL' }
    await add(tax(slug, '2015-01/2015-03', '10'), tax(slug, '2015-01/2015-06', '30'))
    await add(tax(slug, '2015-04/2015-06', '7', { ...rate, ...total }))
    expect((await tell(slug, 'QUARTER', '2015-Q2')).told[0]).toBe('7')
    await add(tax(slug, '2012-04/2012-06', '5', total))
    expect((await tell(slug, 'QUARTER', '2015-Q2')).told[0]).toBe('7')
  })

  it('is none of January on where that is all there is to subtract from', async () => {
    const slug = 'no-base'
    await addPark(slug)
    await add(tax(slug, '2015-01/2015-06', '30'), tax(slug, '2015-01/2015-06', '7', rate))
    expect((await tell(slug, 'QUARTER', '2015-Q2')).told[0]).toBe('MISSING_VALUE')
    expect((await tell(slug, 'HALF_YEAR', '2015-H1')).told[0]).toBe('7')
  })
})

describe.each(['PUBLIC', 'INTERNAL'] as const)('growth, after figures of other years that are %s', (accessLevel) => {
  const name = (slug: string) => `${slug}-${accessLevel.toLowerCase()}`
  const current = { priceBasis: 'CURRENT' }
  const constant = { priceBasis: 'CONSTANT' }

  /** Asks before and after the figure is written, now and as of before. */
  async function expectSame(slug: string, bucket: string, at: string, later: NewFigure, more = '') {
    const { clock, ...before } = await tell(slug, bucket, at, more)
    await add({ ...later, accessLevel, publishedOn: '2024-01-01' })
    for (const asOf of ['', `asOf: { recorded: "${clock}" }`, 'asOf: { published: "2021-01-01" }'])
      expect(await tell(slug, bucket, at, `${more} ${asOf}`)).toMatchObject(before)
    return before
  }

  it('of the full year stays with its level', async () => {
    const slug = name('forecast')
    await addPark(slug)
    await add(tax(slug, '2014-01/2014-12', '90'), tax(slug, '2015-01/2015-12', '100'), tax(slug, '2015', '8', rate))
    await add(tax(slug, '2016', '120', { nature: 'FORECAST' }))
    const { told } = await expectSame(slug, 'MONTH', '2015-12', tax(slug, '2012', '80'))
    expect(told[0]).toBe('MISSING_VALUE')
  })

  it('is called as it is', async () => {
    const slug = name('label')
    await addPark(slug)
    const plain = { accumulation: 'UNSPECIFIED' }
    await add(tax(slug, '2015-03', '7', { ...rate, ...plain }), tax(slug, '2014-01/2014-03', '9'))
    const { told, accumulation } = await expectSame(slug, 'MONTH', '2015-03', tax(slug, '2013-01/2013-03', '1', plain))
    expect([told[0], accumulation]).toEqual(['7', 'UNSPECIFIED'])
  })

  it('is in the prices that are asked for', async () => {
    const slug = name('basis')
    await addPark(slug)
    await add(
      tax(slug, '2018', '21', { ...rate, ...constant }),
      tax(slug, '2019', '5', { ...current, nature: 'FORECAST' }),
    )
    const later = tax(slug, '2015', '7', current)
    const { told } = await expectSame(slug, 'YEAR', '2018', later, 'priceBasis: CURRENT')
    expect(told[0]).toBe('MISSING_VALUE')
    expect((await tell(slug, 'YEAR', '2018')).told[0]).toBe('21')
  })

  it('that is missing hides none in other prices', async () => {
    const slug = name('missing')
    await addPark(slug)
    await add(tax(slug, '2018', null, { ...rate, ...current }), tax(slug, '2018', '8', { ...rate, ...constant }))
    const { told, priceBasis } = await expectSame(slug, 'YEAR', '2018', tax(slug, '2015', '7', current))
    expect([told[0], priceBasis]).toEqual(['8', 'CONSTANT'])
  })

  it.each([
    ['YEAR', '2015', '2018', '2015', '2017'],
    ['QUARTER', '2015-01/2015-03', '2018-01/2018-03', '2015-Q1', '2015-Q4'],
    ['MONTH', '2015-01/2015-02', '2018-01/2018-02', '2015-01', '2015-06'],
  ])('and all else of a bucket without a level rests on none: %s', async (bucket, first, later, from, to) => {
    const slug = name(`empty-${bucket.toLowerCase().replace('_', '-')}`)
    await addPark(slug)
    await add(tax(slug, first, '14', { source: 'bulletin' }))
    const ask = async (more = '') => {
      const { data, errors } = await server.send(
        `{ clock timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: ${bucket} from: "${from}" to: "${to}" ${more}
          measures: [LEVEL, YEAR_ON_YEAR, PERIOD_ON_PERIOD, INDEX, MOVING_AVERAGE, CUMULATIVE, RANK, GROWTH_DIVERGENCE]) {
          series { columns { values reasons } points { inputs { id } } } } }`,
      )
      expect(errors).toBeUndefined()
      return { clock: pick(data, 'clock'), series: pick(data, 'timeSeries.series') }
    }
    const { clock, series } = await ask()
    await add(tax(slug, later, '20', { source: 'yearbook', accessLevel }))
    expect((await ask()).series).toEqual(series)
    expect((await ask(`asOf: { recorded: "${clock}" }`)).series).toEqual(series)
  })
})
