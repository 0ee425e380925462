import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure } from './data.ts'
import { day, land, out, park, rank, short, tax, year } from './rankings.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('by tax per mu', () => {
  const perMu = 'by: { derived: { derivation: PER_MU, indicator: "tax_revenue" } }'

  beforeAll(async () => {
    await addSubjects(
      server.database,
      [...'abcdef'].map((name) => park(`mu-${name}`)),
    )
    await addSubjects(server.database, [park('mu-inner', 'mu-a')])
    const figures: NewFigure[] = [
      { subject: 'mu-a', ...land, ...day('2015-12-31', '2016-01-01'), value: '100' },
      { subject: 'mu-a', ...land, ...day('2016-12-31', '2017-01-01'), value: '200' },
      { subject: 'mu-a', ...land, ...day('2016-12-31', '2017-01-01'), value: '250', publishedOn: '2020-06-01' },
      { subject: 'mu-a', ...land, ...day('2018-12-31', '2019-01-01'), value: '1' },
      { subject: 'mu-b', ...land, unit: 'HECTARE', ...day('2017-01-01', '2018-01-01'), value: '20' },
      { subject: 'mu-c', ...land, ...day('2018-01-01', '2019-01-01'), value: '5' },
      { subject: 'mu-d', ...land, ...day('2017-01-01', '2018-01-01'), value: '0' },
      { subject: 'mu-e', ...land, ...day('2017-01-01', '2018-01-01'), value: '10', nature: 'PLAN' },
      { subject: 'mu-inner', ...land, ...day('2017-01-01', '2018-01-01'), value: '1' },
    ]
    await addFigures(server.database, figures)
    await addFigures(
      server.database,
      [...'abcde', 'inner'].map((name) => ({ subject: `mu-${name}`, ...tax, ...year(2017), value: '1000' })),
    )
  })

  it('divides by the land that was valid in that year, and counts parks within parks once', async () => {
    const answer = await rank(
      server,
      'mu-',
      `${perMu} period: "2017"`,
      'rank subject { slug } value unit { code } observation { period } base { period value }',
    )
    expect(answer.rows).toEqual([
      {
        rank: 1,
        subject: { slug: 'mu-a' },
        value: '4',
        unit: { code: 'CNY_10K_PER_MU' },
        observation: { period: '2017' },
        base: { period: '2016-12-31', value: '250' },
      },
      {
        rank: 2,
        subject: { slug: 'mu-b' },
        value: '3.333333333333333333333333333333333',
        unit: { code: 'CNY_10K_PER_MU' },
        observation: { period: '2017' },
        base: { period: '2017', value: '20' },
      },
    ])
    expect(out(answer)).toEqual([
      ['c', 'MISSING_BASE'],
      ['d', 'ZERO_BASE'],
      ['e', 'MISSING_BASE'],
      ['f', 'MISSING_VALUE'],
      ['inner', 'SUB_PARK'],
    ])
  })

  it('takes the vintage of the land that was known then', async () => {
    const answer = await rank(server, 'mu-', `${perMu} period: "2017" asOf: { published: "2020-05-31" }`)
    expect(short(answer)[0]).toEqual([1, 'a', '5'])
  })

  it('takes land of another nature where that is asked for', async () => {
    const planned = 'by: { derived: { derivation: PER_MU, indicator: "tax_revenue", divisorNature: PLAN } }'
    expect(short(await rank(server, 'mu-', `${planned} period: "2017"`))).toEqual([[1, 'e', '100']])
  })

  it.each([
    ['CNY_PER_MU', '40000'],
    ['CNY_PER_SQUARE_METRE', '60'],
    ['CNY_100M_PER_SQUARE_KILOMETRE', '0.6'],
  ])('converts into %s', async (unit, value) => {
    expect(short(await rank(server, 'mu-', `${perMu} period: "2017" unit: ${unit}`))[0]).toEqual([1, 'a', value])
  })
})

describe('by year on year', () => {
  const growth = 'by: { derived: { derivation: YEAR_ON_YEAR, indicator: "tax_revenue" } }'

  beforeAll(async () => {
    await addSubjects(
      server.database,
      [...'abcdefgh'].map((name) => park(`yoy-${name}`)),
    )
    const pairs: Record<string, [string | null, string | null]> = {
      a: ['100', '125'],
      b: ['0', '5'],
      c: ['-1', '5'],
      d: [null, '5'],
      e: ['4', null],
      f: ['3', '2'],
    }
    const figures = Object.entries(pairs).flatMap(([name, [before, value]]): NewFigure[] => [
      ...(before === null ? [] : [{ subject: `yoy-${name}`, ...tax, ...year(2018), value: before }]),
      ...(value === null ? [] : [{ subject: `yoy-${name}`, ...tax, ...year(2019), value }]),
    ])
    await addFigures(server.database, [
      ...figures,
      { subject: 'yoy-a', ...tax, ...year(2018), value: '50', publishedOn: '2020-03-01' },
      { subject: 'yoy-a', ...tax, ...year(2018), value: '1', nature: 'FORECAST' },
      { subject: 'yoy-g', ...tax, ...year(2018), value: '10' },
      { subject: 'yoy-g', ...tax, ...year(2019), value: null, qualifier: 'OVER', lower: '40' },
    ])
  })

  it('holds each against the newest vintage of the year before, and says where it cannot', async () => {
    const answer = await rank(
      server,
      'yoy-',
      `${growth} period: "2019"`,
      'rank subject { slug } value lower base { value }',
    )
    expect(answer.rows).toEqual([
      { rank: 1, subject: { slug: 'yoy-g' }, value: null, lower: '300', base: { value: '10' } },
      { rank: 2, subject: { slug: 'yoy-a' }, value: '150', lower: null, base: { value: '50' } },
      {
        rank: 3,
        subject: { slug: 'yoy-f' },
        value: '-33.33333333333333333333333333333333',
        lower: null,
        base: { value: '3' },
      },
    ])
    expect(out(answer)).toEqual([
      ['b', 'ZERO_BASE'],
      ['c', 'NEGATIVE_BASE'],
      ['d', 'MISSING_BASE'],
      ['e', 'MISSING_VALUE'],
      ['h', 'MISSING_VALUE'],
    ])
  })

  it('holds the latest figure of each against that of a year before', async () => {
    const answer = await rank(server, 'yoy-', growth)
    expect(short(answer).map(([, name]) => name)).toEqual(['g', 'a', 'f'])
    expect(out(answer)).toContainEqual(['e', 'MISSING_BASE'])
  })

  it('holds it against what was known then', async () => {
    const answer = await rank(server, 'yoy-', `${growth} period: "2019" asOf: { published: "2020-02-28" }`)
    expect(short(answer)[1]).toEqual([2, 'a', '25'])
  })
})

describe('by year on year of a span', () => {
  it.each([
    ['2016-01/2016-02', '2016-01-01', '2016-03-01', '2015-01-01', '2015-03-01'],
    ['2016-02-29', '2016-02-29', '2016-03-01', '2015-02-28', '2015-03-01'],
    ['2017-02', '2017-02-01', '2017-03-01', '2016-02-01', '2016-03-01'],
    ['2017-02-28', '2017-02-28', '2017-03-01', '2016-02-28', '2016-02-29'],
    ['2017-03-15/2017-04-14', '2017-03-15', '2017-04-15', '2016-03-15', '2016-04-15'],
  ])('%s finds the same span a year before', async (period, start, end, baseStart, baseEnd) => {
    const slug = `span-${period.replaceAll(/[^0-9]/g, '')}`
    await addSubjects(server.database, [park(slug)])
    await addFigures(server.database, [
      { subject: slug, ...tax, start: baseStart, end: baseEnd, value: '4' },
      { subject: slug, ...tax, start, end, value: '5' },
    ])
    const by = 'by: { derived: { derivation: YEAR_ON_YEAR, indicator: "tax_revenue" } }'
    expect((await rank(server, slug, `${by} period: "${period}"`)).rows).toMatchObject([{ value: '25' }])
    expect((await rank(server, slug, by)).rows).toMatchObject([{ value: '25' }])
  })
})

describe('a vague base', () => {
  const perHead = 'by: { derived: { derivation: PER_EMPLOYEE, indicator: "tax_revenue" } } unit: CNY_PER_PERSON'
  const people = { indicator: 'employment', unit: 'PERSON', accumulation: 'STOCK', ...day('2019-12-31', '2020-01-01') }

  it('gives bounds, and a rank where they make it certain', async () => {
    await addSubjects(
      server.database,
      [...'abcdef'].map((name) => park(`heads-${name}`)),
    )
    await addFigures(server.database, [
      ...[...'abcdef'].map((name) => ({ subject: `heads-${name}`, ...tax, ...year(2019), unit: 'CNY', value: '1000' })),
      { subject: 'heads-a', ...people, value: '100' },
      { subject: 'heads-b', ...people, value: null, qualifier: 'OVER', lower: '200' },
      { subject: 'heads-c', ...people, value: null, qualifier: 'ABOUT', lower: '20', upper: '50' },
      { subject: 'heads-d', ...people, value: null, qualifier: 'NEARLY', upper: '10' },
      { subject: 'heads-e', ...people, value: null, qualifier: 'AT_MOST', upper: '-1' },
      { subject: 'heads-f', ...people, value: null, qualifier: 'AT_LEAST', lower: '62.5' },
    ])
    const answer = await rank(server, 'heads-', perHead, 'rank subject { slug } value lower upper')
    expect(answer.rows).toEqual([
      { rank: 1, subject: { slug: 'heads-d' }, value: null, lower: '100', upper: null },
      { rank: 2, subject: { slug: 'heads-c' }, value: null, lower: '20', upper: '50' },
      { rank: 3, subject: { slug: 'heads-a' }, value: '10', lower: null, upper: null },
    ])
    expect(out(answer)).toEqual([
      ['b', 'VAGUE'],
      ['e', 'NEGATIVE_BASE'],
      ['f', 'VAGUE'],
    ])
  })
})
