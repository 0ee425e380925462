import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const days = (start: string, end: string) => ({ start, end })
const year = (of: number) => days(`${of}-01-01`, `${of + 1}-01-01`)
const november = (of: number) => days(`${of}-01-01`, `${of}-12-01`)
const toDate = { accumulation: 'YEAR_TO_DATE' }
const fullYear = { accumulation: 'FULL_YEAR' }
const total = { accumulation: 'PERIOD_TOTAL' }
const unit = 'CNY_100M'

/** A zone with one enterprise or more, and tax of theirs. */
async function addZone(
  slug: string,
  own: readonly Partial<NewFigure>[],
  ...firms: readonly (readonly Partial<NewFigure>[])[]
) {
  const names = firms.map((_, index) => `${slug}-firm-${index}`)
  await addSubjects(server.database, [
    { kind: 'PARK', slug },
    ...names.map((name) => ({ kind: 'ENTERPRISE' as const, slug: name, park: slug })),
  ])
  const of = (subject: string, figures: readonly Partial<NewFigure>[]) =>
    figures.map((figure): NewFigure => ({ subject, indicator: 'tax_revenue', unit, ...figure }))
  return addFigures(server.database, [
    ...of(slug, own),
    ...firms.flatMap((figures, index) => of(names[index] ?? '', figures)),
  ])
}

async function check(slug: string, fields = 'rule severity actual expected') {
  const { data, errors } = await server.send(`{ checks(subject: "${slug}") { nodes { ${fields} } } }`)
  expect(errors).toBeUndefined()
  return pick(data, 'checks.nodes') as Record<string, string>[]
}

const require = async (slug: string) => {
  const { data, errors } =
    await server.send(`{ park(slug: "${slug}") { observations(where: { nature: { in: [FORECAST, TARGET, PLAN] } }) { nodes {
    requirement { required pace } } } } }`)
  expect(errors).toBeUndefined()
  return pick(data, 'park.observations.nodes.0.requirement')
}

describe('a sum of parts is that of a reconciliation', () => {
  const reconcile = async (slug: string, duplicates = 'COUNT_ALL') => {
    const { data, errors } = await server.send(
      `{ park(slug: "${slug}") { reconciliation(indicator: "tax_revenue", period: "2017", duplicates: ${duplicates}) { total { value } sum } } }`,
    )
    expect(errors).toBeUndefined()
    return pick(data, 'park.reconciliation')
  }
  const excess = (actual: string, expected = '10') => ({
    rule: 'PARTS_AGAINST_TOTAL',
    severity: 'WARNING',
    actual,
    expected,
  })

  it('whatever the levels of one span are called', async () => {
    await addZone(
      'called',
      [{ ...toDate, ...year(2017), value: '10.00' }],
      [{ ...fullYear, ...year(2017), value: '20.00' }],
    )
    expect(await reconcile('called')).toEqual({ total: { value: '10' }, sum: '20' })
    expect(await check('called', 'rule severity actual expected message(locale: EN)')).toEqual([
      { ...excess('20'), message: expect.stringContaining('1 enterprise in the park adds up to 20') },
    ])
  })

  it('whether the whole says that it is all or not', async () => {
    const firm = (value: string) => [{ ...fullYear, ...year(2017), value }]
    await addZone('scope', [{ ...fullYear, ...year(2017), scope: 'ALL', value: '10' }], firm('8'), firm('7'))
    expect(await reconcile('scope')).toEqual({ total: { value: '10' }, sum: '15' })
    expect(await check('scope', 'rule severity actual expected message(locale: EN)')).toEqual([
      { ...excess('15'), message: expect.stringContaining('2 enterprises in the park add up to 15') },
    ])
  })

  it('whether prices are told or not, but never of two kinds', async () => {
    const firm = (value: string, priceBasis = 'UNSPECIFIED') => [{ ...fullYear, ...year(2017), value, priceBasis }]
    await addZone('prices', firm('10', 'CURRENT'), firm('8'), firm('7', 'CURRENT'))
    expect(await check('prices')).toEqual([excess('15')])
    await addZone('mixed-prices', firm('10'), firm('8', 'CONSTANT'), firm('7', 'CURRENT'))
    expect(await reconcile('mixed-prices')).toEqual({ total: { value: '10' }, sum: null })
    expect(await check('mixed-prices')).toEqual([])
  })

  it('and is told once where a figure is told twice', async () => {
    const twice = (value: string) => [
      { ...toDate, ...year(2017), value },
      { ...fullYear, ...year(2017), value },
      { ...fullYear, ...year(2017), value, scope: 'ALL' },
    ]
    await addZone('twice', twice('10'), twice('8'), twice('7'))
    expect(await check('twice')).toEqual([excess('15')])
  })

  it('where the source of the total has no number of a firm and another has', async () => {
    await addSource(server.database, 'registry', 1000)
    const own = { ...fullYear, ...year(2017), source: 'registry' }
    const firm = (value: string) => ({ ...fullYear, ...year(2017), value })
    const missing = { ...own, value: null, missingReason: 'not collected' }
    await addZone('lacking', [{ ...own, value: '29' }], [missing, firm('25')], [firm('20')])
    expect(await reconcile('lacking')).toEqual({ total: { value: '29' }, sum: '45' })
    expect(await check('lacking')).toEqual([excess('45', '29')])
    await addZone('lacking-item', [
      { ...own, value: '29' },
      { ...own, value: '10', breakdown: '国税' },
      { ...own, value: '9', breakdown: '地税' },
      { ...missing, breakdown: '其他' },
    ])
    expect(await check('lacking-item')).toEqual([])
  })

  it('but the parts that the source of the total tells are held against it', async () => {
    await addSource(server.database, 'ledger', 1000)
    const firm = (value: string) => ({ ...fullYear, ...year(2017), value })
    const own = (value: string) => ({ ...firm(value), source: 'ledger' })
    await addZone('own-parts', [own('29')], [own('9'), firm('25')], [firm('20')])
    expect(await reconcile('own-parts')).toEqual({ total: { value: '29' }, sum: '45' })
    expect((await check('own-parts')).map(({ rule }) => rule)).toEqual(['BOUNDS_DISAGREE'])
  })

  it('and of two totals of one source the one of an unstated scope', async () => {
    const firm = (value: string) => [{ ...fullYear, ...year(2017), value }]
    await addZone('two-totals', [...firm('30'), { ...firm('10')[0], scope: 'ALL' }], firm('12'), firm('8'))
    expect(await reconcile('two-totals')).toEqual({ total: { value: '30' }, sum: '20' })
    expect(await check('two-totals')).toEqual([])
  })

  it('and of what is confirmed to be one the first that has the figure is added, whatever it says', async () => {
    const firm = (value: string) => ({ ...fullYear, ...year(2017), value })
    const missing = { ...fullYear, ...year(2017), value: null, missingReason: 'not collected' }
    const tie = (slug: string, one: number, other: number, kind = 'SAME_AS') =>
      addFact(server.database, 'relationship', `${slug}-firm-${one}`, { kind, to: `${slug}-firm-${other}` })
    await addZone('merged', [firm('15')], [firm('9')], [], [firm('9.5')], [firm('4')])
    await tie('merged', 2, 0)
    await tie('merged', 1, 2)
    expect(await reconcile('merged', 'MERGE_CONFIRMED')).toEqual({ total: { value: '15' }, sum: '13' })
    expect(await check('merged')).toEqual([])
    await addZone('merged-more', [firm('11')], [firm('9')], [], [firm('8')], [firm('4')])
    await tie('merged-more', 1, 2)
    await tie('merged-more', 3, 2, 'POSSIBLY_SAME_AS')
    await tie('merged-more', 2, 0)
    expect(await reconcile('merged-more', 'MERGE_CONFIRMED')).toEqual({ total: { value: '11' }, sum: '13' })
    expect((await check('merged-more', 'rule severity actual expected message(locale: EN)'))[0]).toEqual({
      ...excess('13', '11'),
      message: expect.stringContaining('2 enterprises in the park add up to 13'),
    })
    await addZone('merged-missing', [firm('5')], [missing], [firm('8')])
    await tie('merged-missing', 1, 0)
    expect(await reconcile('merged-missing', 'MERGE_CONFIRMED')).toEqual({ total: { value: '5' }, sum: null })
    expect(await check('merged-missing')).toEqual([])
  })

  it('and items of a breakdown are added once each', async () => {
    const item = (breakdown: string, value: string, parts: object) => ({ ...parts, ...year(2017), breakdown, value })
    await addZone('items', [
      { ...toDate, ...year(2017), value: '10' },
      ...[item('国税', '6', fullYear), item('国税', '6', toDate), item('地税', '4', fullYear)],
    ])
    expect(await check('items')).toEqual([])
    await addZone('large-items', [
      { ...toDate, ...year(2017), value: '10' },
      ...[item('国税', '8', fullYear), item('地税', '4', fullYear)],
    ])
    expect(await check('large-items')).toEqual([{ ...excess('12'), severity: 'ERROR' }])
  })
})

describe('what a forecast leaves is that of a requirement', () => {
  const forecast = { ...year(2017), nature: 'FORECAST', value: '60' }
  const soFar = { ...november(2017), value: '40' }
  const found = { rule: 'FORECAST_REMAINDER', severity: 'WARNING', actual: '20' }

  it.each([
    ['of which nobody says how they accumulate', 'unstated', forecast, soFar, '5.5'],
    ['of a forecast to date', 'to-date', { ...forecast, ...toDate }, { ...soFar, ...toDate }, '5.5'],
    ['of a target', 'target', { ...forecast, ...fullYear, nature: 'TARGET' }, { ...soFar, ...toDate }, '5.5'],
    ['of a plan', 'plan', { ...forecast, ...fullYear, nature: 'PLAN' }, { ...soFar, ...toDate }, '5.5'],
  ])('%s', async (_, name, whole, part, pace) => {
    await addZone(`ahead-${name}`, [whole, part])
    expect(await require(`ahead-${name}`)).toEqual({ required: '20', pace })
    expect(await check(`ahead-${name}`)).toMatchObject([found])
  })

  it('after the total of a period', async () => {
    await addZone('ahead-total', [
      { ...forecast, ...fullYear, value: '20' },
      { ...soFar, ...total, value: '10' },
    ])
    expect(await require('ahead-total')).toEqual({ required: '10', pace: '11' })
    expect(await check('ahead-total')).toMatchObject([{ ...found, actual: '10' }])
  })

  it('and a message says what it is', async () => {
    await addZone('ahead-words', [
      { ...forecast, ...fullYear, nature: 'TARGET', value: '30' },
      { ...soFar, ...toDate },
    ])
    expect(await check('ahead-words', 'severity zh: message en: message(locale: EN)')).toEqual([
      {
        severity: 'WARNING',
        zh: expect.stringContaining('全年目标要求余下1个月完成-10亿元'),
        en: expect.stringContaining('The full-year target of'),
      },
    ])
  })

  it('and is told once where a forecast is told twice', async () => {
    await addZone('ahead-twice', [forecast, { ...forecast, ...fullYear }, soFar, { ...soFar, ...toDate }])
    expect(await check('ahead-twice')).toMatchObject([found])
  })

  it.each([
    ['nothing that an older month alone would say', 'open', '112', { lower: '100', qualifier: 'AT_LEAST' }, []],
    [
      'a year that is surely less than its months',
      'below',
      '90',
      { lower: '100', qualifier: 'AT_LEAST' },
      [{ severity: 'ERROR', actual: '-10', expected: '9.090909090909090909090909090909091' }],
    ],
    [
      'a year that surely leaves too much',
      'above',
      '300',
      { lower: '90', upper: '110', qualifier: 'ABOUT' },
      [{ severity: 'WARNING', actual: '190', expected: '10' }],
    ],
    ['nothing where no month is known', 'missing', '300', { value: null, missingReason: 'not collected' }, []],
    ['nothing after what may be nothing', 'zero', '300', { upper: '100', qualifier: 'AT_MOST' }, []],
  ])('and of a newest year to date that is vague finds %s', async (_, name, value, newest, expected) => {
    const october = { ...toDate, ...days('2017-01-01', '2017-11-01'), value: name === 'missing' ? '100' : '50' }
    await addZone(`vague-${name}`, [{ ...forecast, value }, october, { ...toDate, ...november(2017), ...newest }])
    const of = expected.map((finding) => ({ rule: 'FORECAST_REMAINDER', ...finding }))
    expect(await check(`vague-${name}`)).toEqual(of)
  })

  it('of months that are told one by one as far as they follow January, and of no January where others are told', async () => {
    const month = (at: number, value: string | null, more: Partial<NewFigure> = {}) => ({
      ...{ accumulation: 'MONTH', publishedOn: '2017-06-01', value, ...more },
      ...days(`2017-0${at}-01`, `2017-0${at + 1}-01`),
    })
    const year160 = { ...forecast, ...fullYear, value: '160', publishedOn: '2017-07-01' }
    const ask = async (slug: string) => {
      const { data, errors } =
        await server.send(`{ park(slug: "${slug}") { observations(where: { nature: { eq: FORECAST } }) { nodes {
        requirement { required pace meanMonth reason yearToDate { period } } } } } }`)
      expect(errors).toBeUndefined()
      return [pick(data, 'park.observations.nodes.0.requirement'), (await check(slug, 'rule actual')).slice(0, 1)]
    }
    const ofJanuary = { required: '150', pace: '1.363636363636363636363636363636364', meanMonth: '10', reason: null }
    const yearToDate = { period: '2017-01' }
    const nothing = { required: null, pace: null, meanMonth: null, reason: 'MONTHS_APART', yearToDate: null }
    await addZone('january-alone', [year160, month(1, '10')])
    expect(await ask('january-alone')).toEqual([{ ...ofJanuary, yearToDate }, []])
    await addZone('january-missing', [year160, month(1, '10'), month(2, null, { missingReason: '未上报' })])
    expect(await ask('january-missing')).toEqual([{ ...ofJanuary, yearToDate }, []])
    await addZone('months-apart', [year160, month(1, '10'), month(2, '10'), month(5, '10')])
    expect(await ask('months-apart')).toEqual([nothing, []])
    // 160 of which January brought 1 is beyond all that is plausible, where February was not known yet; with 70 it leaves too little.
    const january = month(1, '1')
    await addZone('months-high', [year160, january, month(2, '70')])
    const added = { required: '89', pace: '0.2507042253521126760563380281690141', meanMonth: '35.5', reason: null }
    expect(await ask('months-high')).toEqual([
      { ...added, yearToDate: null },
      [{ rule: 'FORECAST_REMAINDER', actual: '89' }],
    ])
    await addZone('months-later', [year160, january, month(2, '70', { publishedOn: '2017-07-02' })])
    expect((await ask('months-later'))[1]).toEqual([{ rule: 'FORECAST_REMAINDER', actual: '159' }])
    await addZone('months-many', [year160, january, month(2, '2'), month(3, '3')])
    const many = { rule: 'FORECAST_REMAINDER', actual: '154' }
    expect((await ask('months-many'))[1]).toEqual([many])
    expect(await check('months-many', 'rule actual inputs { role observation { period } }')).toEqual([
      {
        ...many,
        inputs: [
          { role: 'FORECAST', observation: { period: '2017' } },
          ...['2017-01', '2017-02', '2017-03'].map((period) => ({ role: 'TO_DATE', observation: { period } })),
        ],
      },
    ])
    await addZone('months-to-date', [
      year160,
      january,
      month(2, '70'),
      { ...toDate, ...days('2017-01-01', '2017-03-01'), value: '71' },
    ])
    expect((await ask('months-to-date'))[0]).toMatchObject({ required: '89', reason: null })
  })

  it('from the source that comes first, whoever forecasts', async () => {
    await addSource(server.database, 'office', 1000)
    await addZone('ahead-office', [
      { ...forecast, source: 'office' },
      { ...soFar, ...toDate },
      { ...soFar, ...toDate, value: '55', source: 'office' },
    ])
    expect(await require('ahead-office')).toEqual({ required: '20', pace: '5.5' })
    expect(await check('ahead-office', 'rule actual')).toContainEqual({ rule: 'FORECAST_REMAINDER', actual: '20' })
  })

  it('but nothing is left of what does not add up over time', async () => {
    await addZone(
      'ahead-rate',
      [forecast, soFar].map((figure) => ({ ...figure, indicator: 'campaign_count', unit: 'PIECE' })),
    )
    expect(await check('ahead-rate')).toEqual([])
  })

  it('and past years are those of one office', async () => {
    await addSource(server.database, 'bureau', 2)
    const past = [
      { ...fullYear, ...year(2016), value: '60' },
      { ...total, ...november(2016), value: '40' },
    ]
    await addZone('past-one', [{ ...forecast, ...fullYear }, { ...soFar, ...toDate }, ...past])
    expect(await check('past-one')).toEqual([])
    const [whole, part] = past
    await addZone('past-two', [
      { ...forecast, ...fullYear },
      { ...soFar, ...toDate },
      { ...whole, source: 'bureau' },
      part ?? {},
    ])
    expect(await check('past-two')).toMatchObject([found])
  })
})

describe('a printed growth', () => {
  const levels = [
    { ...toDate, ...november(2016), value: '10' },
    { ...toDate, ...november(2017), value: '12' },
  ]
  const growth = { ...november(2017), measure: 'GROWTH', unit: 'PERCENT', value: '40' }

  it('is held against the level that it stands with', async () => {
    const [, level = ''] = await addZone('linked', levels)
    const add = (figure: object) =>
      addFigures(server.database, [{ subject: 'linked', indicator: 'tax_revenue', ...growth, ...figure }])
    await add({ growthOf: level })
    const found = { rule: 'GROWTH_AGAINST_LEVELS', severity: 'WARNING', actual: '40', expected: '20' }
    expect(await check('linked')).toEqual([found])
    await add(toDate)
    expect(await check('linked')).toEqual([found])
  })

  it('is held against no level of another kind', async () => {
    await addZone('unlinked', [...levels, growth])
    expect(await check('unlinked')).toEqual([])
  })

  it('implies a base of the level that it stands with', async () => {
    const [level = ''] = await addZone('implied', [{ ...toDate, ...november(2017), value: '60' }])
    await addFigures(server.database, [
      { subject: 'implied', indicator: 'tax_revenue', ...growth, value: '900', growthOf: level },
    ])
    expect(await check('implied')).toMatchObject([{ rule: 'HISTORY_JUMP', expected: '6', actual: '60' }])
  })
})

describe('what a source records as missing hides nothing that the next one tells', () => {
  const missing = { value: null, missingReason: 'not collected' }
  const scale = { scope: 'ABOVE_SCALE' }

  it('of a whole that a part exceeds', async () => {
    await addSource(server.database, 'whole-office', 1000)
    const part = { ...fullYear, ...year(2017), ...scale, value: '12', source: 'whole-office' }
    const whole = { ...fullYear, ...year(2017) }
    await addZone('lacking-whole', [part, { ...whole, ...missing, source: 'whole-office' }, { ...whole, value: '10' }])
    expect(await check('lacking-whole')).toEqual([
      { rule: 'SUBSET_LARGER', severity: 'ERROR', actual: '12', expected: '10' },
    ])
  })

  it('of years before', async () => {
    await addSource(server.database, 'year-office', 1000)
    const years = [10, 11, 12].map((value, index) => ({ ...fullYear, ...year(2014 + index), value: String(value) }))
    await addZone('lacking-years', [
      { ...fullYear, ...year(2017), value: '60', source: 'year-office' },
      ...years,
      ...years.map((figure) => ({ ...figure, ...missing, source: 'year-office' })),
    ])
    expect(await check('lacking-years')).toEqual([
      { rule: 'HISTORY_JUMP', severity: 'WARNING', actual: '60', expected: '11' },
    ])
  })

  it('of a growth that implies a base', async () => {
    await addSource(server.database, 'growth-office', 1000)
    const growth = { ...toDate, ...november(2017), measure: 'GROWTH', unit: 'PERCENT' }
    await addZone('lacking-growth', [
      { ...toDate, ...november(2017), value: '60', source: 'growth-office' },
      { ...growth, ...missing, source: 'growth-office' },
      { ...growth, value: '900' },
    ])
    expect(await check('lacking-growth')).toEqual([
      { rule: 'HISTORY_JUMP', severity: 'WARNING', actual: '60', expected: '6' },
    ])
  })

  it.each([
    ['of the level that a growth stands with', 'level', missing, { value: '10' }],
    ['of the level of the year before', 'base', { value: '12' }, missing],
  ])('%s', async (_, slug, level, base) => {
    await addSource(server.database, `${slug}-office`, 1000)
    const source = `${slug}-office`
    await addZone(`lacking-${slug}`, [
      { ...toDate, ...november(2017), measure: 'GROWTH', unit: 'PERCENT', value: '40', source },
      { ...toDate, ...november(2017), ...level, source },
      { ...toDate, ...november(2016), ...base, source },
      { ...toDate, ...november(2017), value: '12' },
      { ...toDate, ...november(2016), value: '10' },
    ])
    expect(await check(`lacking-${slug}`)).toEqual([
      { rule: 'GROWTH_AGAINST_LEVELS', severity: 'WARNING', actual: '40', expected: '20' },
    ])
  })

  it('but of sources of one priority the base is that of growth, which is missing', async () => {
    await addSource(server.database, 'one-office', 1000)
    await addSource(server.database, 'same-office', 1000)
    const later = { publishedOn: '2020-02-01' }
    await addZone('lacking-both', [
      { ...toDate, ...november(2017), measure: 'GROWTH', unit: 'PERCENT', value: '40', source: 'one-office' },
      { ...toDate, ...november(2017), value: '12', source: 'one-office' },
      { ...toDate, ...november(2016), value: '10', source: 'one-office' },
      { ...toDate, ...november(2016), ...missing, ...later, source: 'same-office' },
    ])
    const { data } =
      await server.send(`{ park(slug: "lacking-both") { observations(where: { measure: { eq: LEVEL } }, orderBy: { period: DESC }, first: 1) {
      nodes { growth { computed reason } } } } }`)
    expect(pick(data, 'park.observations.nodes.0.growth')).toEqual({ computed: null, reason: 'MISSING_BASE' })
    expect(await check('lacking-both')).toEqual([])
  })
})

describe('levels of one span say the same', () => {
  const scale = { scope: 'ABOVE_SCALE' }
  const all = { scope: 'ALL' }

  it('of a part and its whole', async () => {
    await addZone('subset', [
      { ...toDate, ...year(2017), ...scale, value: '12.00' },
      { ...fullYear, ...year(2017), ...all, value: '10.00' },
    ])
    const found = { rule: 'SUBSET_LARGER', severity: 'ERROR', actual: '12', expected: '10' }
    expect(await check('subset')).toEqual([found])
    await addZone('subset-twice', [
      ...[toDate, fullYear].map((parts) => ({ ...parts, ...year(2017), ...scale, value: '12' })),
      ...[{}, all].map((parts) => ({ ...fullYear, ...year(2017), ...parts, value: '10' })),
    ])
    expect(await check('subset-twice')).toEqual([found])
  })

  it.each([
    ['once', [fullYear]],
    ['twice', [fullYear, toDate]],
  ])('of a year that is less than its first months, told %s', async (slug, told) => {
    await addZone(`falling-${slug}`, [
      { ...toDate, ...november(2017), value: '10.00' },
      ...told.map((parts) => ({ ...parts, ...year(2017), value: '8.00' })),
    ])
    expect(await check(`falling-${slug}`)).toEqual([
      { rule: 'NEGATIVE_MONTH', severity: 'WARNING', actual: '8', expected: '10' },
    ])
  })

  it.each([
    ['recorded as missing', 'missing', { value: null, missingReason: 'not collected' }, '100', '2017'],
    ['too vague to tell', 'vague', { lower: '80', qualifier: 'AT_LEAST' }, '100', '2017'],
    ['only about a number', 'about', { value: '90', qualifier: 'ABOUT' }, '100', '2017'],
    ['surely more', 'more', { lower: '96', qualifier: 'AT_LEAST' }, '96', '2017'],
    [
      'surely less, of which the fall is told alone',
      'less',
      { upper: '95', qualifier: 'AT_MOST' },
      '100',
      '2017-01/2017-11',
    ],
  ])('of a year after a month that is %s', async (_, slug, between, expected, period) => {
    await addZone(`between-${slug}`, [
      { ...toDate, ...days('2017-01-01', '2017-11-01'), value: '100' },
      { ...toDate, ...november(2017), ...between },
      { ...toDate, ...year(2017), value: '95' },
    ])
    expect(await check(`between-${slug}`, 'rule expected period')).toEqual([
      { rule: 'NEGATIVE_MONTH', expected, period },
    ])
  })

  it('but not of several years, nor of what does not add up over time', async () => {
    await addZone('rates', [
      { ...total, ...days('2016-01-01', '2018-01-01'), value: '8' },
      { ...fullYear, ...year(2016), value: '10' },
      { indicator: 'campaign_count', unit: 'PIECE', ...november(2017), value: '10' },
      { indicator: 'campaign_count', unit: 'PIECE', ...year(2017), value: '8' },
    ])
    expect(await check('rates')).toEqual([])
  })

  it('of two figures of one source', async () => {
    await addZone('apart', [
      { ...toDate, ...year(2017), value: '5.00' },
      { ...fullYear, ...year(2017), value: '6.00' },
    ])
    expect(await check('apart')).toEqual([{ rule: 'BOUNDS_DISAGREE', severity: 'WARNING', actual: '6', expected: '5' }])
  })

  it.each([
    ['once', [fullYear]],
    ['twice', [fullYear, toDate]],
  ])('of years before one that is told %s', async (slug, told) => {
    await addZone(`jump-${slug}`, [
      ...['10', '11', '12'].map((value, index) => ({ ...toDate, ...year(2014 + index), value })),
      ...told.map((parts) => ({ ...parts, ...year(2017), value: '60' })),
    ])
    expect(await check(`jump-${slug}`)).toEqual([
      { rule: 'HISTORY_JUMP', severity: 'WARNING', actual: '60', expected: '11' },
    ])
  })

  it('of the other members of a park', async () => {
    const firm = (value: string, parts: object) => [{ ...parts, ...year(2017), value, unit: 'CNY_10K' }]
    await addZone('members', [], ...['100', '200', '300'].map((value) => firm(value, fullYear)), firm('0.02', toDate))
    expect(await check('members')).toEqual([
      { rule: 'UNIT_SLIP', severity: 'WARNING', actual: '0.02', expected: '150' },
    ])
  })
})
