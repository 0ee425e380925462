import { describe, expect, it } from 'vitest'
import { type NewFigure, pick } from './data.ts'
import { tax } from './one-answer.ts'
import { rate, useReportedGrowth } from './reported-growth.ts'

const { server, add, addPark, tell } = useReportedGrowth()

const current = { priceBasis: 'CURRENT' }
const constant = { priceBasis: 'CONSTANT' }

/** The same of the levels themselves, in the order of their years. */
async function tellOfLevels(slug: string) {
  const { data, errors } =
    await server.send(`{ observations(where: { subject: { slug: { eq: "${slug}" } } measure: { eq: LEVEL } }
    orderBy: [{ period: ASC }]) { nodes { growth { reported { value } } } } }`)
  expect(errors).toBeUndefined()
  const nodes = pick(data, 'observations.nodes') as object[]
  return nodes.map((node) => pick(node, 'growth.reported.value') ?? null)
}

describe('growth in other prices than the level', () => {
  it('is that of its bucket, whatever prices the growth of others is in', async () => {
    const slug = 'two-bases'
    const [first, second] = await addPark(slug, tax(slug, '2013', '1', current), tax(slug, '2014', '2', current))
    await add(tax(slug, '2013', '7', { ...rate, ...constant, growthOf: first as string }))
    expect(await tell(slug, '2013', '2014')).toEqual(['7', null])
    await add(tax(slug, '2014', '9', { ...rate, ...current, growthOf: second as string }))
    expect(await tell(slug, '2013', '2014')).toEqual(['7', '9'])
    expect(await tellOfLevels(slug)).toEqual(['7', '9'])
  })

  it('is no other as of a day before the growth of another bucket was published', async () => {
    const slug = 'bases-by-then'
    const early = { publishedOn: '2020-01-01' }
    const level = (year: string) => tax(slug, year, '1', { ...current, ...early })
    await addPark(
      slug,
      ...['2016', '2017', '2018'].map(level),
      tax(slug, '2016', '7', { ...rate, ...constant, ...early }),
      tax(slug, '2017', '8', { ...rate, ...constant, ...early }),
      tax(slug, '2018', '9', { ...rate, ...current, publishedOn: '2025-01-01' }),
    )
    expect(await tell(slug, '2016', '2018', 'asOf: { published: "2021-01-01" }')).toEqual(['7', '8', null])
    expect(await tell(slug, '2016', '2018')).toEqual(['7', '8', '9'])
  })

  it('is no other where that of another bucket is hidden', async () => {
    const slug = 'hidden-basis'
    await addPark(
      slug,
      tax(slug, '2015', '5', { ...rate, ...current }),
      ...['2016', '2017'].map((year) => tax(slug, year, '1', current)),
      tax(slug, '2016', '7', { ...rate, ...constant }),
    )
    expect(await tell(slug, '2016', '2017')).toEqual(['7', null])
    await add(tax(slug, '2017', '9', { ...rate, ...current, accessLevel: 'INTERNAL' }))
    expect(await tell(slug, '2016', '2017')).toEqual(['7', null])
  })

  it('is told where it was published last, of what belongs to the level', async () => {
    const slug = 'last-published'
    const [level, , other] = await addPark(
      slug,
      tax(slug, '2016', '1', current),
      tax(slug, '2017', '2', current),
      tax(slug, '2017', '3', { ...constant, publishedOn: '2018-01-01' }),
    )
    await add(
      tax(slug, '2016', '7', { ...rate, ...current }),
      tax(slug, '2016', '8', { ...rate, ...constant, growthOf: level as string, publishedOn: '2021-01-01' }),
      tax(slug, '2017', '9', { ...rate, ...current, growthOf: other as string }),
      tax(slug, '2017', '10', { ...rate, ...constant }),
    )
    expect(await tell(slug, '2016', '2017', 'priceBasis: CURRENT')).toEqual(['8', '10'])
    expect(await tellOfLevels(slug)).toEqual(['8', '10', '10'])
  })
})

describe('growth of a level', () => {
  it('is missing where the one published last says so, and vague where it has bounds', async () => {
    const slug = 'unsaid'
    await addPark(
      slug,
      ...['2016', '2017'].map((year) => tax(slug, year, '1', current)),
      tax(slug, '2016', null, { ...rate, ...current, publishedOn: '2021-01-01' }),
      tax(slug, '2016', '8', { ...rate, ...constant }),
      { ...tax(slug, '2017', '7', { ...rate, ...constant, lower: '7', upper: '8', qualifier: 'ABOUT' }), value: null },
    )
    const { data, errors } = await server.send(
      `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: YEAR from: "2016" to: "2018"
        measures: [REPORTED_GROWTH]) { series { columns { values lower upper reasons } } } }`,
    )
    expect(errors).toBeUndefined()
    expect(pick(data, 'timeSeries.series.0.columns.0')).toEqual({
      values: [null, null, null],
      lower: [null, '7', null],
      upper: [null, '8', null],
      reasons: ['MISSING_VALUE', 'VAGUE_VALUE', 'MISSING_VALUE'],
    })
  })

  it('is that of its own source, though another of the same priority tells one later', async () => {
    const slug = 'two-issues'
    await addPark(
      slug,
      tax(slug, '2016', '1', { source: 'issue-1' }),
      tax(slug, '2016', '7', { ...rate, source: 'issue-1' }),
      tax(slug, '2016', '8', { ...rate, source: 'issue-2', publishedOn: '2021-01-01' }),
    )
    expect(await tell(slug, '2016', '2016')).toEqual(['7'])
    expect(await tellOfLevels(slug)).toEqual(['7'])
  })

  it('is that of the year to date that is read, though that of the full year is told later', async () => {
    const slug = 'two-accumulations'
    const toDate = { accumulation: 'YEAR_TO_DATE' }
    const [, full] = await addPark(
      slug,
      tax(slug, '2016-01/2016-12', '2', { ...toDate, publishedOn: '2018-01-01' }),
      tax(slug, '2016', '1', { publishedOn: '2017-01-01' }),
    )
    await add(
      tax(slug, '2016-01/2016-12', '7', { ...rate, ...toDate }),
      tax(slug, '2016', '8', { ...rate, growthOf: full as string, publishedOn: '2021-01-01' }),
    )
    expect(await tell(slug, '2016-12', '2016-12', '', 'MONTH')).toEqual(['7'])
  })
})

describe('growth that is reported without a level', () => {
  const tellMonth = (slug: string, more = '') => tell(slug, '2018-11', '2018-11', more, 'MONTH')
  const grown = (slug: string, more: Partial<NewFigure> = {}) =>
    tax(slug, '2018-01/2018-11', '21', { ...rate, ...more })

  it('stays where levels of other years are accumulated otherwise', async () => {
    const slug = 'full-year-before'
    await addPark(slug, grown(slug))
    expect(await tellMonth(slug)).toEqual(['21'])
    await add(tax(slug, '2015', '7'))
    expect(await tellMonth(slug)).toEqual(['21'])
    await add(tax(slug, '2018-10', '3', { accumulation: 'MONTH' }))
    expect(await tellMonth(slug)).toEqual(['21'])
    await add(tax(slug, '2018-11', '3', { accumulation: 'MONTH' }))
    expect(await tellMonth(slug)).toEqual([null])
  })

  it('stays where levels of other years are of another source', async () => {
    const slug = 'yearbook-before'
    await addPark(slug, grown(slug, { source: 'bulletin' }))
    await add(tax(slug, '2015-01/2015-11', '7', { source: 'yearbook' }))
    expect(await tellMonth(slug)).toEqual(['21'])
    await add(tax(slug, '2015-01/2015-11', '8', { source: 'bulletin' }))
    expect(await tellMonth(slug)).toEqual(['21'])
  })

  it('stays where levels of other years are accumulated alike, hidden or not', async () => {
    const slug = 'alike-before'
    await addPark(slug, grown(slug, constant))
    await add(tax(slug, '2015-01/2015-11', '7', { ...current, accessLevel: 'INTERNAL' }))
    expect(await tellMonth(slug)).toEqual(['21'])
    await add(tax(slug, '2016-01/2016-11', '7', current))
    expect(await tellMonth(slug)).toEqual(['21'])
  })

  it('is told in its own prices, whatever those of levels of other years are', async () => {
    const slug = 'own-words'
    await addPark(slug, grown(slug, constant))
    const ask = async () => {
      const { data, errors } = await server.send(
        `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: MONTH from: "2018-11" to: "2018-11"
          measures: [REPORTED_GROWTH]) { series { of priceBasis accumulation columns { values } } } }`,
      )
      expect(errors).toBeUndefined()
      return pick(data, 'timeSeries.series.0')
    }
    const alone = await ask()
    expect(alone).toMatchObject({ priceBasis: 'CONSTANT', accumulation: 'YEAR_TO_DATE', columns: [{ values: ['21'] }] })
    await add(tax(slug, '2015-01/2015-11', '7', current))
    expect(await ask()).toEqual(alone)
  })

  it('is the same whichever prices levels of other years are in', async () => {
    const slug = 'either-basis'
    await addPark(slug, grown(slug, current), grown(slug, { ...constant, value: '22' }))
    const [before] = (await tellMonth(slug)) as string[]
    for (const basis of [constant, current]) {
      await add(tax(slug, '2015-01/2015-11', '7', basis))
      expect(await tellMonth(slug)).toEqual([before])
    }
  })
})
