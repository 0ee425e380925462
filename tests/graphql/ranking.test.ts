import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addCorrection, addFact, addFigures, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const park = (slug: string, within?: string) => ({ kind: 'PARK', slug, ...(within ? { park: within } : {}) }) as const
const year = (number: number) => ({ start: `${number}-01-01`, end: `${number + 1}-01-01`, accumulation: 'FULL_YEAR' })
const tax = { indicator: 'tax_revenue', unit: 'CNY_10K' }
const land = { indicator: 'land_area', unit: 'MU', accumulation: 'STOCK' }
const day = (date: string, end: string) => ({ start: date, end })

interface Answer {
  readonly count: number
  readonly isOnePeriod: boolean
  readonly rows: readonly Record<string, unknown>[]
  readonly excluded: readonly { subject: { slug: string }; reason: string }[]
}

async function rank(prefix: string, options: string, rows = 'rank subject { slug } value'): Promise<Answer> {
  server.forget()
  const { data, errors } = await server.send(
    `query ($prefix: String!) { ranking(among: { where: { slug: { startsWith: $prefix } } } ${options}) {
      count isOnePeriod rows { ${rows} } excluded(reasons: [MISSING_VALUE, OTHER_DIMENSION, MISSING_BASE, ZERO_BASE, NEGATIVE_BASE, NO_PARENT, VAGUE,
        SUB_PARK]) { reason subject { slug } } } }`,
    { prefix },
  )
  expect(errors).toBeUndefined()
  expect(server.statements).toHaveLength(1)
  return pick(data, 'ranking') as Answer
}

const short = ({ rows }: Answer) =>
  rows.map((row) => [row.rank, (row.subject as { slug: string }).slug.split('-').at(-1), row.value])
const out = ({ excluded }: Answer) => excluded.map(({ subject, reason }) => [subject.slug.split('-').at(-1), reason])

const byTax = 'by: { indicator: { indicator: "tax_revenue" } }'

describe('by an indicator', () => {
  beforeAll(async () => {
    await addSubjects(
      server.database,
      ['plain-a', 'plain-b', 'plain-c', 'plain-d', 'plain-e', 'plain-f'].map((slug) => park(slug)),
    )
    const levels: [string, string][] = [
      ['a', '90'],
      ['b', '70'],
      ['c', '70'],
      ['d', '50'],
    ]
    await addFigures(
      server.database,
      levels.flatMap(([name, value]) => [
        { subject: `plain-${name}`, ...tax, ...year(2018), value: '1' },
        { subject: `plain-${name}`, ...tax, ...year(2019), value },
      ]),
    )
    await addFigures(server.database, [
      { subject: 'plain-b', ...tax, unit: 'CNY_100M', ...year(2019), value: '0.007', publishedOn: '2020-02-01' },
      { subject: 'plain-e', ...tax, ...year(2019), value: null, qualifier: 'AT_LEAST', lower: '60' },
    ])
  })

  it.each([
    ['STANDARD', [1, 2, 2, 4]],
    ['MODIFIED', [1, 3, 3, 4]],
    ['DENSE', [1, 2, 2, 3]],
  ])('ties go on by %s, in whatever unit they were printed', async (ties, ranks) => {
    const answer = await rank('plain-', `${byTax} ties: ${ties}`, 'rank tied subject { slug } value unit { code }')
    expect(answer.rows.map((row) => row.rank)).toEqual(ranks)
    expect(answer.rows.map((row) => row.tied)).toEqual([1, 2, 2, 1])
    expect(answer.rows[1]).toMatchObject({ subject: { slug: 'plain-b' }, value: '0.007', unit: { code: 'CNY_100M' } })
  })

  it('tells what is missing, and what is too vague, from what is small', async () => {
    const answer = await rank('plain-', `${byTax} unit: "万元" direction: ASC`)
    expect(short(answer)).toEqual([
      [1, 'd', '50'],
      [2, 'b', '70'],
      [2, 'c', '70'],
      [4, 'a', '90'],
    ])
    expect(out(answer)).toEqual([
      ['e', 'VAGUE'],
      ['f', 'MISSING_VALUE'],
    ])
    expect(answer).toMatchObject({ count: 4, isOnePeriod: true })
  })

  it('lists as many as asked for, and counts all', async () => {
    const answer = await rank('plain-', `${byTax} first: 2`)
    expect([answer.count, answer.rows.length]).toEqual([4, 2])
  })

  it('reads the period that is asked for', async () => {
    const answer = await rank('plain-', `${byTax} period: "2018" unit: "万元"`)
    expect(short(answer)).toEqual(['a', 'b', 'c', 'd'].map((name) => [1, name, '1']))
    expect(out(answer)).toEqual([
      ['e', 'MISSING_VALUE'],
      ['f', 'MISSING_VALUE'],
    ])
  })

  it('reads what was published by then', async () => {
    const then = await rank(
      'plain-',
      `${byTax} unit: "万元" asOf: { published: "2020-01-31" }`,
      'rank subject { slug } value observation { publishedOn }',
    )
    expect(then.rows[1]).toMatchObject({ value: '70', observation: { publishedOn: '2020-01-01' } })
    const before = await rank('plain-', `${byTax} asOf: { published: "2019-12-31" }`)
    expect([before.count, before.excluded.length]).toEqual([0, 6])
  })

  it('lists 5,000 parks and 5,000 that are left out in one answer, with what is read of each', async () => {
    const { data, errors } = await server.send(
      `{ ranking(${byTax} first: 5000 among: { where: { slug: { startsWith: "plain-" } } }) {
        rows { rank value subject { slug name } observation { period } }
        exclusions { reason count } excluded(first: 5000) { reason subject { slug name } observation { period } }
        few: excluded(reasons: [VAGUE]) { reason subject { slug } } } }`,
    )
    expect(errors).toBeUndefined()
    expect(pick(data, 'ranking.rows')).toHaveLength(4)
    const counts = pick(data, 'ranking.exclusions') as { count: number }[]
    expect(pick(data, 'ranking.excluded')).toHaveLength(counts.reduce((sum, { count }) => sum + count, 0))
    expect(pick(data, 'ranking.few')).toEqual([{ reason: 'VAGUE', subject: { slug: 'plain-e' } }])
  })

  it('lists those that were meant before those outside the cohort, each by slug', async () => {
    const { data } = await server.send(
      `{ ranking(${byTax} among: { where: { slug: { in: ["plain-e", "plain-f"] } } }) {
        two: excluded(first: 2) { subject { slug } reason } all: excluded(first: 5000) { subject { slug } reason } } }`,
    )
    const [two, all] = ['two', 'all'].map((name) => pick(data, `ranking.${name}`) as Answer['excluded']) as [
      Answer['excluded'],
      Answer['excluded'],
    ]
    expect(two).toEqual([{ subject: { slug: 'plain-f' }, reason: 'MISSING_VALUE' }, all[1]])
    const slugs = all.slice(1).map(({ subject }) => subject.slug)
    expect(slugs).toEqual(slugs.toSorted())
    expect(slugs).toContain('plain-a')
    expect(new Set(all.slice(1).map(({ reason }) => reason))).toEqual(new Set(['NOT_IN_COHORT']))
  })

  it('counts the reasons, those outside the cohort included', async () => {
    const { data } = await server.send(
      `{ ranking(${byTax} among: { where: { slug: { startsWith: "plain-" } } }) { exclusions { reason count } } }`,
    )
    const parks = await server.database.pool.query(
      "SELECT count(*)::int AS n FROM subject JOIN park USING (id) WHERE slug NOT LIKE 'plain-%'",
    )
    expect(pick(data, 'ranking.exclusions')).toEqual([
      { reason: 'MISSING_VALUE', count: 1 },
      { reason: 'NOT_IN_COHORT', count: parks.rows[0].n },
      { reason: 'VAGUE', count: 1 },
    ])
  })

  test('figures of different periods are ranked, and it is said', async () => {
    await addSubjects(server.database, [park('mixed-a'), park('mixed-b')])
    await addFigures(server.database, [
      { subject: 'mixed-a', ...tax, ...year(2018), value: '5' },
      { subject: 'mixed-b', ...tax, ...year(2019), value: '7' },
    ])
    expect(await rank('mixed-', byTax, 'rank period')).toMatchObject({
      isOnePeriod: false,
      rows: [{ period: '2019' }, { period: '2018' }],
    })
  })

  test('a vague figure whose bounds make it certain is ranked with them', async () => {
    await addSubjects(server.database, [park('vague-a'), park('vague-b'), park('vague-c')])
    await addFigures(server.database, [
      { subject: 'vague-a', ...tax, ...year(2019), value: null, qualifier: 'OVER', lower: '8' },
      { subject: 'vague-b', ...tax, ...year(2019), value: '8' },
      { subject: 'vague-c', ...tax, ...year(2019), value: null, qualifier: 'NEARLY', upper: '8' },
    ])
    const { rows } = await rank('vague-', `${byTax} unit: "万元"`, 'rank value lower upper')
    expect(rows).toEqual([
      { rank: 1, value: null, lower: '8', upper: null },
      { rank: 2, value: '8', lower: null, upper: null },
      { rank: 3, value: null, lower: null, upper: '8' },
    ])
  })

  test('a stock is its last figure in the period', async () => {
    await addSubjects(server.database, [park('stock-a'), park('stock-b'), park('stock-c')])
    await addFigures(server.database, [
      { subject: 'stock-a', ...land, ...day('2017-06-30', '2017-07-01'), value: '10' },
      { subject: 'stock-a', ...land, ...day('2017-12-31', '2018-01-01'), value: '20' },
      { subject: 'stock-a', ...land, ...day('2018-12-31', '2019-01-01'), value: '30' },
      { subject: 'stock-b', ...land, ...day('2010-01-01', 'infinity'), value: '15' },
      { subject: 'stock-c', ...land, ...day('2016-12-31', '2017-01-01'), value: '40' },
    ])
    const answer = await rank('stock-', 'by: { indicator: { indicator: "land_area" } } period: "2017" unit: MU')
    expect(short(answer)).toEqual([
      [1, 'a', '20'],
      [2, 'b', '15'],
    ])
    expect(out(answer)).toEqual([['c', 'MISSING_VALUE']])
  })
})

describe('a park within a park', () => {
  beforeAll(async () => {
    await addSubjects(server.database, [
      park('deep-zone'),
      park('deep-inner', 'deep-zone'),
      park('deep-innermost', 'deep-inner'),
      park('deep-other'),
    ])
    await addSubjects(server.database, [park('deep-late')])
    await addFact(server.database, 'membership', 'deep-late', {
      park: 'deep-zone',
      role: 'PART_OF',
      period_start: '2020-01-01',
      period_end: 'infinity',
    })
    const values = { zone: '10', inner: '6', innermost: '4', other: '5', late: '3' }
    await addFigures(
      server.database,
      Object.entries(values).map(([name, value]) => ({ subject: `deep-${name}`, ...tax, ...year(2019), value })),
    )
  })

  const names = (answer: Answer) => short(answer).map(([, name]) => name)

  it('is counted once, at any depth', async () => {
    const answer = await rank('deep-', byTax)
    expect(names(answer)).toEqual(['zone', 'other'])
    expect(out(answer)).toEqual(['inner', 'innermost', 'late'].map((name) => [name, 'SUB_PARK']))
  })

  it('is ranked for a period in which it did not belong to the other', async () => {
    expect(names(await rank('deep-', `${byTax} period: "2019"`))).toEqual(['zone', 'other', 'late'])
  })

  it('is ranked where the other one is not of the cohort', async () => {
    expect(names(await rank('deep-inner', byTax))).toEqual(['inner'])
  })

  it.each([
    ['INCLUDE', ['zone', 'inner', 'other', 'innermost', 'late']],
    ['ONLY', ['inner', 'innermost', 'late']],
  ])('is ranked with %s', async (subParks, expected) => {
    const { data } = await server.send(
      `{ ranking(${byTax} among: { where: { slug: { startsWith: "deep-" } }, subParks: ${subParks} }) { rows { subject { slug } } } }`,
    )
    const rows = pick(data, 'ranking.rows') as { subject: { slug: string } }[]
    expect(rows.map(({ subject }) => subject.slug)).toEqual(expected.map((name) => `deep-${name}`))
  })

  it('has a share of the park around it', async () => {
    const { data } = await server.send(
      `{ ranking(by: { derived: { derivation: SHARE_OF_PARENT, indicator: "tax_revenue" } }
        among: { where: { slug: { startsWith: "deep-" } }, subParks: INCLUDE }) {
        rows { subject { slug } value unit { code } base { subject { slug } } } excluded(reasons: [NO_PARENT]) { subject { slug } } } }`,
    )
    expect(pick(data, 'ranking.rows')).toEqual([
      {
        subject: { slug: 'deep-innermost' },
        value: '66.66666666666666666666666666666667',
        unit: { code: 'PERCENT' },
        base: { subject: { slug: 'deep-inner' } },
      },
      {
        subject: { slug: 'deep-inner' },
        value: '60',
        unit: { code: 'PERCENT' },
        base: { subject: { slug: 'deep-zone' } },
      },
      {
        subject: { slug: 'deep-late' },
        value: '30',
        unit: { code: 'PERCENT' },
        base: { subject: { slug: 'deep-zone' } },
      },
    ])
    expect(pick(data, 'ranking.excluded')).toEqual([
      { subject: { slug: 'deep-other' } },
      { subject: { slug: 'deep-zone' } },
    ])
  })
})

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
    const answer = await rank('mu-', `${perMu} period: "2017" asOf: { published: "2020-05-31" }`)
    expect(short(answer)[0]).toEqual([1, 'a', '5'])
  })

  it('takes land of another nature where that is asked for', async () => {
    const planned = 'by: { derived: { derivation: PER_MU, indicator: "tax_revenue", divisorNature: PLAN } }'
    expect(short(await rank('mu-', `${planned} period: "2017"`))).toEqual([[1, 'e', '100']])
  })

  it.each([
    ['CNY_PER_MU', '40000'],
    ['CNY_PER_SQUARE_METRE', '60'],
    ['CNY_100M_PER_SQUARE_KILOMETRE', '0.6'],
  ])('converts into %s', async (unit, value) => {
    expect(short(await rank('mu-', `${perMu} period: "2017" unit: ${unit}`))[0]).toEqual([1, 'a', value])
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
    const answer = await rank('yoy-', `${growth} period: "2019"`, 'rank subject { slug } value lower base { value }')
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
    const answer = await rank('yoy-', growth)
    expect(short(answer).map(([, name]) => name)).toEqual(['g', 'a', 'f'])
    expect(out(answer)).toContainEqual(['e', 'MISSING_BASE'])
  })

  it('holds it against what was known then', async () => {
    const answer = await rank('yoy-', `${growth} period: "2019" asOf: { published: "2020-02-28" }`)
    expect(short(answer)[1]).toEqual([2, 'a', '25'])
  })
})

describe('by reported growth', () => {
  it('ranks what was printed, in percent', async () => {
    await addSubjects(server.database, [park('printed-a'), park('printed-b'), park('printed-c')])
    const printed = { indicator: 'tax_revenue', measure: 'GROWTH', ...year(2019) }
    await addFigures(server.database, [
      { subject: 'printed-a', ...printed, unit: 'PERCENT', value: '5' },
      { subject: 'printed-b', ...printed, unit: 'PER_MILLE', value: '70' },
      { subject: 'printed-c', ...printed, unit: 'PERCENTAGE_POINT', value: '9' },
    ])
    const answer = await rank('printed-', 'by: { indicator: { indicator: "tax_revenue", measure: GROWTH } }')
    expect(short(answer)).toEqual([
      [1, 'b', '7'],
      [2, 'a', '5'],
    ])
    expect(out(answer)).toEqual([['c', 'OTHER_DIMENSION']])
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
    const answer = await rank('heads-', perHead, 'rank subject { slug } value lower upper')
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
    expect((await rank(slug, `${by} period: "${period}"`)).rows).toMatchObject([{ value: '25' }])
    expect((await rank(slug, by)).rows).toMatchObject([{ value: '25' }])
  })
})

describe('an accepted correction', () => {
  it('is ranked where figures are read as corrected, and nowhere else', async () => {
    await addSubjects(server.database, [park('mended-a'), park('mended-b')])
    const [printed = ''] = await addFigures(server.database, [
      { subject: 'mended-a', ...tax, ...year(2019), value: '1' },
      { subject: 'mended-b', ...tax, ...year(2019), value: '5' },
      { subject: 'mended-a', ...tax, ...year(2018), value: '4' },
    ])
    const [mended = ''] = await addFigures(server.database, [
      { subject: 'mended-a', ...tax, ...year(2019), value: '10', corrects: printed },
    ])
    const correction = await addCorrection(server.database, printed, 'PUBLIC')
    const idOf = (id: string) => Buffer.from(id, 'base64').toString().split(':')
    const [, reportingPark, correctionId] = idOf(correction)
    await server.database.pool.query(
      `INSERT INTO correction_decision (reporting_park_id, correction_id, state, observation_id, decided_by, reason, decided_on)
       VALUES ($1, $2, 'ACCEPTED', $3, 'x', 'y', '2020-03-01')`,
      [reportingPark, correctionId, idOf(mended)[2]],
    )
    for (const period of ['', 'period: "2019"']) {
      const options = `${byTax} unit: "万元" ${period}`
      expect(short(await rank('mended-', options))[0]).toEqual([1, 'b', '5'])
      expect(short(await rank('mended-', `${options} reading: CORRECTED`))[0]).toEqual([1, 'a', '10'])
      const before = `${options} reading: CORRECTED asOf: { published: "2020-02-28" }`
      expect(short(await rank('mended-', before))[0]).toEqual([1, 'b', '5'])
    }
    const growth = 'by: { derived: { derivation: YEAR_ON_YEAR, indicator: "tax_revenue" } } reading: CORRECTED'
    expect(short(await rank('mended-', growth))).toEqual([[1, 'a', '150']])
  })
})

describe('what nobody may see', () => {
  it('is not ranked, nor told of', async () => {
    await addSubjects(server.database, [
      park('hush-open'),
      { ...park('hush-hidden'), accessLevel: 'RESTRICTED' },
      park('hush-secret'),
    ])
    await addFigures(server.database, [
      { subject: 'hush-open', ...tax, ...year(2019), value: '1' },
      { subject: 'hush-hidden', ...tax, ...year(2019), value: '3' },
      { subject: 'hush-secret', ...tax, ...year(2019), value: '2', accessLevel: 'RESTRICTED' },
    ])
    for (const period of ['', 'period: "2019"']) {
      const { rows, excluded } = await rank('hush-', `${byTax} ${period}`)
      expect(rows).toMatchObject([{ rank: 1, subject: { slug: 'hush-open' } }])
      expect(excluded).toEqual([{ subject: { slug: 'hush-secret' }, reason: 'MISSING_VALUE' }])
    }
  })
})

describe('refuses', () => {
  it.each([
    [
      'an unknown indicator',
      'by: { indicator: { indicator: "no_such" } }',
      'UNKNOWN_INDICATOR',
      'by.indicator.indicator',
    ],
    [
      'an unknown indicator to derive from',
      'by: { derived: { derivation: PER_MU, indicator: "no_such" } }',
      'UNKNOWN_INDICATOR',
      'by.derived.indicator',
    ],
    [
      'an unknown framework',
      'by: { framework: { framework: "no_such", edition: "1" } }',
      'UNKNOWN_FRAMEWORK',
      'by.framework.framework',
    ],
    [
      'an unknown edition',
      'by: { framework: { framework: "national_etdz_assessment", edition: "1999" } }',
      'UNKNOWN_FRAMEWORK',
      'by.framework.edition',
    ],
    [
      'growth of a rank',
      'by: { derived: { derivation: YEAR_ON_YEAR, indicator: "provincial_park_rank" } }',
      'BAD_USER_INPUT',
      'by.derived.indicator',
    ],
    [
      'a share of a share',
      'by: { derived: { derivation: SHARE_OF_PARENT, indicator: "moderate_prosperity_share" } }',
      'BAD_USER_INPUT',
      'by.derived.indicator',
    ],
    ['a unit of something else', `${byTax} unit: MU`, 'INCOMPATIBLE_UNITS', 'unit'],
    [
      'a unit of something else for growth',
      'by: { indicator: { indicator: "tax_revenue", measure: GROWTH } } unit: MU',
      'INCOMPATIBLE_UNITS',
      'unit',
    ],
    [
      'a unit of something else per mu',
      'by: { derived: { derivation: PER_MU, indicator: "tax_revenue" } } unit: CNY_PER_PERSON',
      'INCOMPATIBLE_UNITS',
      'unit',
    ],
    [
      'people per mu, for which there is no unit',
      'by: { derived: { derivation: PER_MU, indicator: "employment" } }',
      'INCOMPATIBLE_UNITS',
      'by.derived.indicator',
    ],
    [
      'land per mu, for which there is no unit',
      'by: { derived: { derivation: PER_MU, indicator: "land_area" } }',
      'INCOMPATIBLE_UNITS',
      'by.derived.indicator',
    ],
    [
      'land per mu in a unit of something else',
      'by: { derived: { derivation: PER_MU, indicator: "land_area" } } unit: MU',
      'INCOMPATIBLE_UNITS',
      'unit',
    ],
    ...['101', '-1', '1000000', '100.00000000000000000001'].map((share) => [
      `a score that rests on ${share} percent`,
      `by: { framework: { framework: "national_etdz_assessment", edition: "2021", leastWeight: "${share}" } }`,
      'BAD_USER_INPUT',
      'by.framework.leastWeight',
    ]),
    ['a period without an end', `${byTax} period: "2024/.."`, 'BAD_USER_INPUT', 'period'],
    ['a period without a start', `${byTax} period: "../2024"`, 'BAD_USER_INPUT', 'period'],
    ['no row', `${byTax} first: 0`, 'BAD_USER_INPUT', 'first'],
    ['more rows than 5,000', `${byTax} first: 5001`, 'BAD_USER_INPUT', 'first'],
  ])('%s', async (_, options, code, argument) => {
    const { errors } = await server.send(`{ ranking(${options}) { count } }`)
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code, argument }])
  })

  it('more points than one answer may hold, and says how many would pass', async () => {
    const { errors } = await server.send(
      `{ ranking(${byTax} first: 5000) { rows { subject { parks(first: 100) { nodes { slug } } } } } }`,
    )
    expect(errors?.map(({ message, extensions }) => [message, extensions])).toEqual([
      [
        'The operation asks for 505000 rows or more, sizes of nested lists multiplied. At most 100000 pass: split it, or ask for smaller pages.',
        { code: 'OPERATION_TOO_COMPLEX' },
      ],
    ])
  })

  it.each([
    ['first: 5001', 'excluded { reason }', 'first is 5001: it takes 1 to 5000.'],
    ['first: 5000', 'excluded(first: 5001) { reason }', 'first is 5001: it takes 1 to 5000.'],
    ['first: 5001', 'rows { rank } excluded(first: 5000) { reason }', 'first is 5001: it takes 1 to 5000.'],
  ])('more rows than 5,000 by their own error: %s, %s', async (first, selection, message) => {
    const { errors } = await server.send(`{ ranking(${byTax} ${first}) { count ${selection} } }`)
    expect(errors?.map((error) => [error.message, error.extensions])).toEqual([
      [message, { code: 'BAD_USER_INPUT', argument: 'first' }],
    ])
  })

  it('to rank by two things', async () => {
    const { errors } = await server.send(
      '{ ranking(by: { indicator: { indicator: "a" }, framework: { framework: "b", edition: "c" } }) { count } }',
    )
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' })
  })
})
