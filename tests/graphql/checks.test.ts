import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addCorrection, addDoubt, addFact, addFigures, addSource, addSubjects, type NewFigure, pick } from './data.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const toDate = (year: number, month: number) => ({
  accumulation: 'YEAR_TO_DATE',
  start: `${year}-01-01`,
  end: month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`,
})
const fullYear = (year: number) => ({ accumulation: 'FULL_YEAR', start: `${year}-01-01`, end: `${year + 1}-01-01` })
const growth = { measure: 'GROWTH', unit: 'PERCENT' }
const revenue = (subject: string) => ({ subject, indicator: 'revenue' })

const add = (figures: readonly NewFigure[]) => addFigures(server.database, figures)
const addFirm = (slug: string, park?: string) =>
  addSubjects(server.database, [{ kind: 'ENTERPRISE', slug, ...(park ? { park } : {}) }])

const fields = `rule severity expected actual deviation tolerance unit { code } period subject { slug }
  inputs { role observation { value lower upper period } }`

/** Findings by one rule, which is all that there are unless `all` is given. */
async function check(subject: string, args = '', selection = fields): Promise<Record<string, unknown>[]> {
  const { data, errors } = await server.send(
    `query ($subject: String!) { checks(subject: $subject ${args}) { nodes { ${selection} } } }`,
    { subject },
  )
  expect(errors).toBeUndefined()
  return pick(data, 'checks.nodes') as Record<string, unknown>[]
}

const listRules = async (subject: string, args = '') => (await check(subject, args)).map(({ rule }) => rule)
const rolesOf = (finding: Record<string, unknown> | undefined) =>
  ((finding?.['inputs'] ?? []) as { role: string; observation: { value: string } }[]).map(
    ({ role, observation }) => `${role} ${observation.value}`,
  )

describe('GROWTH_AGAINST_LEVELS', () => {
  const addLevels = async (subject: string, printed: string, parts: Partial<NewFigure> = {}) => {
    await addFirm(subject)
    await add([
      { ...revenue(subject), ...toDate(2016, 11), value: '100.0', publishedOn: '2016-12-20' },
      { ...revenue(subject), ...toDate(2017, 11), value: '120.0', publishedOn: '2017-12-20' },
      { ...revenue(subject), ...toDate(2017, 11), ...growth, value: printed, publishedOn: '2017-12-20', ...parts },
    ])
  }

  it('finds 25 % printed where 120 over 100 is 20 %', async () => {
    await addLevels('growth-found', '25')
    const [finding, ...others] = await check('growth-found')
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      ...{ rule: 'GROWTH_AGAINST_LEVELS', severity: 'WARNING', unit: { code: 'PERCENT' }, period: '2017-01/2017-11' },
      ...{ actual: '25', expected: '20', deviation: '5' },
    })
    // Levels of 120.05 over 99.95 make 20.110055…, half a printed point of growth 0.5.
    expect(String(finding?.['tolerance'])).toMatch(/^0\.61005502/)
    expect(rolesOf(finding)).toEqual(['GROWTH 25', 'LEVEL 120', 'BASE 100'])
  })

  it('is worth knowing only, within a point', async () => {
    await addLevels('growth-near', '20.90')
    expect(await check('growth-near')).toMatchObject([{ severity: 'INFO', deviation: '0.9' }])
  })

  it.each(['20', '20.1', '20.11', '19.89'])('grants %s % as rounded', async (printed) => {
    await addLevels(`growth-rounded-${printed.replace('.', '-')}`, printed)
    expect(await check(`growth-rounded-${printed.replace('.', '-')}`)).toEqual([])
  })

  it('finds growth that no base which rounds to zero makes', async () => {
    await addFirm('growth-zero')
    await add([
      { ...revenue('growth-zero'), ...toDate(2016, 11), value: '0.0' },
      { ...revenue('growth-zero'), ...toDate(2017, 11), value: '120.0' },
      { ...revenue('growth-zero'), ...toDate(2017, 11), ...growth, value: '25' },
    ])
    // At least 119.95 over at most 0.05.
    expect(await check('growth-zero', '', 'rule severity actual expected message(locale: EN)')).toEqual([
      {
        ...{ rule: 'GROWTH_AGAINST_LEVELS', severity: 'WARNING', actual: '25', expected: '239800' },
        message: expect.stringContaining('the year before is 0: with rounding, growth over it is at least 239800 %'),
      },
    ])
  })

  it('compares neither natures nor prices', async () => {
    await addLevels('growth-apart', '25', { priceBasis: 'COMPARABLE' })
    await addLevels('growth-forecast', '25', { nature: 'FORECAST' })
    expect([...(await check('growth-apart')), ...(await check('growth-forecast'))]).toEqual([])
  })

  it('compares with the base that was known then', async () => {
    await addLevels('growth-revised', '20')
    await add([{ ...revenue('growth-revised'), ...toDate(2016, 11), value: '96.0', publishedOn: '2018-03-01' }])
    expect(await check('growth-revised')).toMatchObject([{ actual: '20', expected: '25' }])
    expect(await check('growth-revised', ', asOf: { published: "2018-02-28" }')).toEqual([])
  })

  it('knows nothing of a hidden base', async () => {
    await addFirm('growth-hidden')
    await add([
      { ...revenue('growth-hidden'), ...toDate(2016, 11), value: '100.0', accessLevel: 'RESTRICTED' },
      { ...revenue('growth-hidden'), ...toDate(2017, 11), value: '120.0' },
      { ...revenue('growth-hidden'), ...toDate(2017, 11), ...growth, value: '25' },
    ])
    expect(await check('growth-hidden')).toEqual([])
  })
})

describe('FORECAST_REMAINDER', () => {
  const addYear = (subject: string, forecast: Partial<NewFigure>) =>
    add([
      { ...revenue(subject), ...toDate(2017, 9), value: '90', publishedOn: '2017-10-20' },
      { ...revenue(subject), ...toDate(2017, 10), value: '95', publishedOn: '2017-12-20' },
      { ...revenue(subject), ...fullYear(2017), nature: 'FORECAST', publishedOn: '2017-11-01', ...forecast },
    ])

  it('finds 70 required of three months at a mean of 10, by the year to date known when it was forecast', async () => {
    await addFirm('forecast-high')
    await addYear('forecast-high', { value: '160' })
    const [finding] = await check('forecast-high')
    expect(finding).toMatchObject({ rule: 'FORECAST_REMAINDER', severity: 'WARNING', actual: '70', expected: '30' })
    expect(rolesOf(finding)).toEqual(['FORECAST 160', 'TO_DATE 90'])
  })

  it('cannot be so below what is there already', async () => {
    await addFirm('forecast-below')
    await addYear('forecast-below', { value: '80' })
    expect(await check('forecast-below')).toMatchObject([{ severity: 'ERROR', actual: '-10' }])
  })

  it('is plausible where a past year brought as much in its last months', async () => {
    await addFirm('forecast-past')
    await addYear('forecast-past', { value: '160' })
    await add([
      { ...revenue('forecast-past'), ...toDate(2016, 9), value: '45' },
      { ...revenue('forecast-past'), ...fullYear(2016), value: '85' },
    ])
    expect(await check('forecast-past')).toEqual([])
  })

  it('tells past years that brought less', async () => {
    await addFirm('forecast-less')
    await addYear('forecast-less', { value: '160' })
    await add([
      { ...revenue('forecast-less'), ...toDate(2016, 9), value: '45' },
      { ...revenue('forecast-less'), ...fullYear(2016), value: '60' },
    ])
    const [finding] = await check('forecast-less', '', `${fields} message message_en: message(locale: EN)`)
    expect(rolesOf(finding)).toEqual(['FORECAST 160', 'TO_DATE 90', 'HISTORY 45', 'HISTORY 60'])
    expect(finding?.['message']).toContain(
      '余下3个月完成70万元,而按前9个月的月均水平应为30万元(2.3333倍),往年同期后为月均的1至1倍',
    )
    expect(finding?.['message_en']).toContain('requires 70 ten thousand CNY of the months left (3)')
  })

  it.each([
    ['at-least-160', { lower: '160', qualifier: 'AT_LEAST' }, ['70']],
    ['at-least-140', { lower: '140', qualifier: 'AT_LEAST' }, []],
    ['nearly-100', { upper: '100', qualifier: 'NEARLY' }, ['10']],
    ['nearly-160', { upper: '160', qualifier: 'NEARLY' }, []],
  ])('of a vague forecast, %s, finds what is certain', async (slug, forecast, found) => {
    await addFirm(`forecast-${slug}`)
    await addYear(`forecast-${slug}`, forecast)
    expect((await check(`forecast-${slug}`)).map(({ actual }) => actual)).toEqual(found)
  })
})

describe('SUBSET_LARGER', () => {
  it('finds above-scale industry larger than all', async () => {
    await addFirm('subset-scale')
    await add([
      { ...revenue('subset-scale'), ...fullYear(2017), scope: 'ABOVE_SCALE', value: '11.0' },
      { ...revenue('subset-scale'), ...fullYear(2017), scope: 'ALL', value: '10.0' },
      { ...revenue('subset-scale'), ...fullYear(2016), scope: 'ALL', value: '9.0' },
      { ...revenue('subset-scale'), ...fullYear(2018), scope: 'ABOVE_SCALE', value: '10.0' },
      { ...revenue('subset-scale'), ...fullYear(2018), scope: 'ALL', value: '10.0' },
    ])
    const [finding, ...others] = await check('subset-scale')
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      rule: 'SUBSET_LARGER',
      severity: 'ERROR',
      actual: '11',
      expected: '10',
      period: '2017',
    })
    expect(rolesOf(finding)).toEqual(['PART 11', 'WHOLE 10'])
  })

  it('finds an indicator larger than the one that it is part of, in whatever units', async () => {
    await addFirm('subset-part')
    await server.database.pool.query(`INSERT INTO indicator_relation (part_id, whole_id)
      SELECT p.id, w.id FROM indicator p, indicator w WHERE p.code = 'tax_revenue' AND w.code = 'revenue'`)
    await add([
      { subject: 'subset-part', indicator: 'tax_revenue', ...fullYear(2017), value: '30000.5' },
      { subject: 'subset-part', indicator: 'revenue', ...fullYear(2017), value: '2.90', unit: 'CNY_100M' },
    ])
    expect(await check('subset-part')).toMatchObject([
      { rule: 'SUBSET_LARGER', actual: '30000.5', expected: '29000', unit: { code: 'CNY_10K' } },
    ])
  })
})

describe('PARTS_AGAINST_TOTAL', () => {
  beforeAll(async () => {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'total' },
      { kind: 'PARK', slug: 'total-a', park: 'total' },
      { kind: 'PARK', slug: 'total-b', park: 'total' },
      { kind: 'ENTERPRISE', slug: 'total-firm', park: 'total-a' },
    ])
    const tax = (subject: string, year: number, value: string, parts: Partial<NewFigure> = {}) => ({
      ...{ subject, indicator: 'tax_revenue', ...fullYear(year), value },
      ...parts,
    })
    await add([
      ...[tax('total', 2015, '10.0'), tax('total-a', 2015, '6.0'), tax('total-b', 2015, '5.0')],
      ...[tax('total', 2016, '10.0'), tax('total-a', 2016, '6.0'), tax('total-b', 2016, '3.0')],
      ...[tax('total', 2017, '10.0'), tax('total-a', 2017, '6.0'), tax('total-b', 2017, '4.1')],
      ...[tax('total', 2018, '10.0'), tax('total-a', 2018, '6.0'), tax('total-firm', 2018, '10.5')],
      ...[
        tax('total', 2019, '10.0'),
        tax('total', 2019, '7.0', { breakdown: '国税' }),
        tax('total', 2019, '4.0', { breakdown: '地税' }),
      ],
    ])
  })

  it('finds parks that add up to more, or all together to less, and firms that pay more than their park', async () => {
    const found = await check(
      'total',
      ', where: { rule: { eq: PARTS_AGAINST_TOTAL } }, orderBy: [{ period: ASC }, { severity: DESC }, { subject: ASC }]',
    )
    expect(
      found.map(({ period, severity, subject, actual, expected }) => [
        period,
        severity,
        pick(subject, 'slug'),
        actual,
        expected,
      ]),
    ).toEqual([
      ['2015', 'WARNING', 'total', '11', '10'],
      ['2016', 'INFO', 'total', '9', '10'],
      ['2018', 'WARNING', 'total', '10.5', '10'],
      ['2018', 'WARNING', 'total-a', '10.5', '6'],
      ['2019', 'ERROR', 'total', '11', '10'],
    ])
    expect(rolesOf(found[0])).toEqual(['WHOLE 10', 'PART 6', 'PART 5'])
  })

  it('takes parks that are confirmed to be one for one, when they fall short too', async () => {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'renamed' },
      ...['a', 'b', 'c'].map((name) => ({ kind: 'PARK' as const, slug: `renamed-${name}`, park: 'renamed' })),
    ])
    await addFact(server.database, 'relationship', 'renamed-b', { kind: 'SAME_AS', to: 'renamed-a' })
    await add(
      ['10.0', '6.0', '5.0'].map((value, index) => ({
        ...{ subject: ['renamed', 'renamed-b', 'renamed-c'][index] ?? '', indicator: 'tax_revenue', value },
        ...fullYear(2017),
      })),
    )
    expect(await check('renamed')).toMatchObject([{ severity: 'WARNING', actual: '11', expected: '10' }])
    await add([{ subject: 'renamed-a', indicator: 'tax_revenue', ...fullYear(2017), value: '4.0' }])
    expect(await check('renamed')).toMatchObject([{ severity: 'INFO', actual: '9', expected: '10' }])
  })

  it('checks the park alone without isDeep, by its direct members', async () => {
    const found = await check(
      'total',
      ', isDeep: false, where: { rule: { eq: PARTS_AGAINST_TOTAL } }, orderBy: [{ period: ASC }]',
    )
    expect(found.map(({ period, subject }) => [period, pick(subject, 'slug')])).toEqual([
      ['2015', 'total'],
      ['2016', 'total'],
      ['2019', 'total'],
    ])
  })

  it('follows memberships as they were known', async () => {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'late' },
      { kind: 'PARK', slug: 'late-a' },
    ])
    await add(
      ['late', 'late-a'].map((subject, index) => ({
        subject,
        indicator: 'tax_revenue',
        ...fullYear(2017),
        publishedOn: '2018-01-01',
        value: `${index + 1}0`,
      })),
    )
    await addFact(server.database, 'membership', 'late-a', { park: 'late', role: 'PART_OF' })
    expect(await check('late', '', 'rule message(locale: EN)')).toEqual([
      { rule: 'PARTS_AGAINST_TOTAL', message: expect.stringContaining('1 park within the park adds up to 20') },
    ])
    expect(await listRules('late', ', asOf: { published: "2019-12-31" }')).toEqual([])
  })

  it('counts who belonged to the park on the last day of the period', async () => {
    await addSubjects(server.database, [
      ...['then', 'since', 'moved-park'].map((slug) => ({ kind: 'PARK' as const, slug })),
      { kind: 'ENTERPRISE', slug: 'moved-firm' },
    ])
    for (const [slug, role] of [
      ['moved-park', 'PART_OF'],
      ['moved-firm', 'LOCATED_IN'],
    ] as const) {
      const move = (park: string, start: string, end: string) =>
        addFact(server.database, 'membership', slug, { park, role, period_start: start, period_end: end })
      await move('then', '-infinity', '2018-07-01')
      await move('since', '2018-07-01', 'infinity')
    }
    await add([
      ...['then', 'since'].map((subject) => ({ subject, indicator: 'tax_revenue', ...fullYear(2017), value: '50' })),
      ...['moved-park', 'moved-firm'].map((subject) => ({
        ...{ subject, indicator: 'tax_revenue', value: '100' },
        ...fullYear(2017),
      })),
    ])
    const found = await check('then')
    expect(found.map(({ rule, subject }) => [rule, pick(subject, 'slug')])).toEqual([
      ['PARTS_AGAINST_TOTAL', 'then'],
      ['PARTS_AGAINST_TOTAL', 'then'],
    ])
    expect(await check('since')).toEqual([])
  })
})

describe('UNIT_SLIP', () => {
  it('finds a year off by 10^4 against the others', async () => {
    await addFirm('slip-own')
    await add(
      ['100', '110', '1200000', '130'].map((value, year) => ({
        ...revenue('slip-own'),
        ...fullYear(2014 + year),
        value,
      })),
    )
    const [finding, ...others] = await check('slip-own')
    expect(others).toEqual([])
    // Of 100, 110, 130 and 1,200,000 the two in the middle are 110 and 130.
    expect(finding).toMatchObject({
      rule: 'UNIT_SLIP',
      severity: 'ERROR',
      actual: '1200000',
      expected: '120',
      period: '2016',
    })
    expect(rolesOf(finding)).toEqual(['FIGURE 1200000', 'HISTORY 130', 'HISTORY 110', 'HISTORY 100'])
  })

  it('finds a firm off by 10^4 against the others in its park', async () => {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'slip' },
      ...['a', 'b', 'c', 'd'].map((name) => ({ kind: 'ENTERPRISE' as const, slug: `slip-${name}`, park: 'slip' })),
    ])
    await add(
      ['100', '200', '300', '0.02'].map((value, index) => ({
        ...revenue(`slip-${'abcd'[index]}`),
        ...fullYear(2017),
        value,
      })),
    )
    const [finding, ...others] = await check('slip')
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      rule: 'UNIT_SLIP',
      severity: 'WARNING',
      actual: '0.02',
      expected: '150',
      subject: { slug: 'slip-d' },
    })
  })
})

describe('UNIT_SLIP against members', () => {
  it('counts what is confirmed to be one once, and a figure that two sources tell too', async () => {
    await addSource(server.database, 'slip-again', 1000)
    const firms = ['a', 'b', 'c', 'd', 'e'].map((name) => `once-${name}`)
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'once' },
      ...firms.map((slug) => ({ kind: 'ENTERPRISE' as const, slug, park: 'once' })),
    ])
    await addFact(server.database, 'relationship', 'once-b', { kind: 'SAME_AS', to: 'once-a' })
    const addOne = (subject: string, value: string, parts: Partial<NewFigure> = {}) =>
      add([{ ...revenue(subject), ...fullYear(2017), value, ...parts }])
    await addOne('once-a', '100')
    await addOne('once-b', '100')
    await addOne('once-c', '300', { source: 'slip-again' })
    await addOne('once-c', '300')
    await addOne('once-d', '0.02')
    expect(await check('once')).toEqual([])
    await addOne('once-e', '500')
    const [finding] = await check('once')
    expect(finding).toMatchObject({ rule: 'UNIT_SLIP', actual: '0.02', expected: '200', subject: { slug: 'once-d' } })
    expect(rolesOf(finding)).toEqual(['FIGURE 0.02', 'SIBLING 100', 'SIBLING 300', 'SIBLING 500'])
  })

  it('compares with who was in the park then, and tells of who is there now', async () => {
    const firms = ['a', 'b', 'c', 'd', 'e'].map((name) => `left-${name}`)
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'left' },
      ...firms.map((slug) => ({ kind: 'ENTERPRISE' as const, slug })),
    ])
    for (const slug of firms) {
      const end = slug === 'left-e' ? 'infinity' : '2018-06-01'
      await addFact(server.database, 'membership', slug, {
        ...{ park: 'left', role: 'LOCATED_IN', period_start: '-infinity', period_end: end },
      })
    }
    await add(
      ['10', '11', '12', '0.0001', '120000'].map((value, index) => ({
        ...revenue(firms[index] ?? ''),
        ...fullYear(2017),
        value,
      })),
    )
    expect(await check('left')).toMatchObject([{ rule: 'UNIT_SLIP', subject: { slug: 'left-e' }, expected: '11' }])
  })
})

describe('HISTORY_JUMP', () => {
  it('finds a year at more than three times the median of the three before, and not the year after', async () => {
    await addFirm('jump')
    await add(
      ['100', '105', '110', '400', '120'].map((value, year) => ({
        ...revenue('jump'),
        ...toDate(2012 + year, 6),
        value,
      })),
    )
    const found = await check('jump')
    expect(found.map(({ rule, period, actual, expected }) => [rule, period, actual, expected])).toEqual([
      ['HISTORY_JUMP', '2015-H1', '400', '105'],
    ])
    expect(rolesOf(found[0])).toEqual(['FIGURE 400', 'HISTORY 100', 'HISTORY 105', 'HISTORY 110'])
  })

  it('looks at the same months only', async () => {
    await addFirm('jump-months')
    await add(
      [1, 3, 6, 9, 11].map((month) => ({ ...revenue('jump-months'), ...toDate(2017, month), value: `${month}0` })),
    )
    expect(await check('jump-months')).toEqual([])
  })

  it.each([
    ['growth-900', { ...growth, value: '900' }, ['10']],
    ['growth-300', { ...growth, value: '300' }, []],
    ['change', { measure: 'CHANGE', value: '95' }, ['5']],
    ['vague', { measure: 'CHANGE', lower: '95', qualifier: 'OVER' }, []],
  ])('is implied by what was printed with the figure: %s', async (slug, printed, bases) => {
    await addFirm(`jump-${slug}`)
    await add([
      { ...revenue(`jump-${slug}`), ...toDate(2017, 11), value: '100' },
      { ...revenue(`jump-${slug}`), ...toDate(2017, 11), ...printed },
    ])
    expect((await check(`jump-${slug}`)).map(({ expected }) => expected)).toEqual(bases)
  })
})

describe('NEGATIVE_MONTH', () => {
  it('finds a year to date that falls', async () => {
    await addFirm('negative')
    await add(
      ['10.0', '20.0', '19.0', '25.0'].map((value, month) => ({
        ...revenue('negative'),
        ...toDate(2017, month + 2),
        value,
      })),
    )
    const [finding, ...others] = await check('negative')
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      rule: 'NEGATIVE_MONTH',
      period: '2017-01/2017-04',
      actual: '19',
      expected: '20',
      deviation: '-1',
    })
    expect(rolesOf(finding)).toEqual(['FIGURE 19', 'EARLIER 20'])
  })

  it('is not found across years, nor within rounding', async () => {
    await addFirm('negative-not')
    await add([
      { ...revenue('negative-not'), ...toDate(2017, 11), value: '20' },
      { ...revenue('negative-not'), ...toDate(2018, 2), value: '19.8' },
      { ...revenue('negative-not'), ...toDate(2018, 3), value: '19.75' },
    ])
    expect(await check('negative-not')).toEqual([])
  })
})

describe('BOUNDS_DISAGREE', () => {
  it('finds two sources that exclude each other', async () => {
    await addSource(server.database, 'bureau', 1)
    await addFirm('bounds')
    await add([
      { ...revenue('bounds'), ...fullYear(2017), upper: '3', qualifier: 'NEARLY' },
      { ...revenue('bounds'), ...fullYear(2017), value: '3.12', source: 'bureau' },
      { ...revenue('bounds'), ...fullYear(2018), upper: '4', qualifier: 'NEARLY' },
      { ...revenue('bounds'), ...fullYear(2018), value: '3.12', source: 'bureau' },
    ])
    const [finding, ...others] = await check('bounds')
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      rule: 'BOUNDS_DISAGREE',
      severity: 'WARNING',
      period: '2017',
      actual: '3',
      expected: '3.12',
    })
    expect(rolesOf(finding)).toEqual(['FIGURE null', 'OTHER 3.12'])
  })

  it.each([
    [{ upper: '3', qualifier: 'NEARLY' }, { value: '3.12' }, '一处不足3万元,另一处为3.12万元', 'under 3', '3.12'],
    [{ upper: '3', qualifier: 'AT_MOST' }, { value: '4' }, '一处至多3万元,另一处为4万元', 'at most 3', '4'],
    [{ lower: '5', qualifier: 'OVER' }, { value: '4' }, '一处超过5万元,另一处为4万元', 'over 5', '4'],
    [
      { lower: '5', upper: '6', qualifier: 'ABOUT' },
      { upper: '4', qualifier: 'AT_MOST' },
      '一处至少5万元,另一处至多4万元',
      'at least 5',
      'at most 4',
    ],
    [{ value: '5' }, { value: '3.12' }, '一处为5万元,另一处为3.12万元', '5', '3.12'],
  ])('tells exact figures from bounds: %j against %j', async (one, other, zh, own, against) => {
    const slug = `words-${own}-${against}`.replaceAll(/[ .]/g, '-')
    await addFirm(slug)
    await add([
      { ...revenue(slug), ...fullYear(2017), ...one },
      { ...revenue(slug), ...fullYear(2017), ...other, source: 'bureau' },
    ])
    const [finding] = await check(slug, '', 'rule message inEnglish: message(locale: EN)')
    expect(finding?.['message']).toContain(zh)
    expect(finding?.['inEnglish']).toMatch(new RegExp(` is ${own} .* in one place and ${against} .* in another`))
  })
})

describe('IMPOSSIBLE_RATE', () => {
  it.each([
    [
      'share',
      { measure: 'SHARE', value: '100.1' },
      '100',
      '占比为100.1%,不可能高于100%',
      'Share of .* cannot be above 100 %',
    ],
    ['growth', { measure: 'GROWTH', value: '-101' }, '-100', '增速为-101%,不可能低于-100%', 'cannot be below -100 %'],
    ['loss', { measure: 'SHARE', value: '-3' }, '0', '占比为-3%', 'cannot be below 0 %'],
  ])('finds a %s that cannot be, recorded as it is', async (name, rate, expected, zh, en) => {
    const slug = `impossible-${name}`
    await addFirm(slug)
    await add([{ ...revenue(slug), ...fullYear(2017), unit: 'PERCENT', ...rate }])
    const [finding, ...others] = await check(slug, '', `${fields} message inEnglish: message(locale: EN)`)
    expect(others).toEqual([])
    expect(finding).toMatchObject({ rule: 'IMPOSSIBLE_RATE', severity: 'ERROR', actual: rate.value, expected })
    expect(rolesOf(finding)).toEqual([`FIGURE ${rate.value}`])
    expect([finding?.['message'], finding?.['inEnglish']]).toEqual([
      expect.stringContaining(zh),
      expect.stringMatching(en),
    ])
    await add([{ ...revenue(slug), ...fullYear(2015), value: '-4' }])
    expect(await check(slug)).toEqual([])
  })
})

describe('what is read', () => {
  it('is the reading: an accepted correction ends what it corrects', async () => {
    await addFirm('corrected')
    const [level] = await add([{ ...revenue('corrected'), ...toDate(2017, 5), value: '10' }])
    const [fallen] = await add([{ ...revenue('corrected'), ...toDate(2017, 6), value: '5' }])
    expect(level).toBeDefined()
    const [right] = await add([
      { ...revenue('corrected'), ...toDate(2017, 6), value: '15', corrects: fallen as string },
    ])
    const correction = await addCorrection(server.database, fallen as string, 'PUBLIC')
    const [printed] = await check('corrected', '', 'rule corrections { id } doubts { id }')
    expect(printed).toEqual({ rule: 'NEGATIVE_MONTH', corrections: [{ id: correction }], doubts: [] })
    const keys = [correction, right as string].map((id) => Buffer.from(id, 'base64').toString().split(':'))
    await server.database.pool.query(
      `INSERT INTO correction_decision (reporting_park_id, correction_id, state, observation_id, decided_by, reason, decided_on)
       VALUES ($1, $2, 'ACCEPTED', $3, 'x', 'x', '2020-01-01')`,
      [keys[0]?.[1], keys[0]?.[2], keys[1]?.[2]],
    )
    expect(await listRules('corrected')).toEqual(['NEGATIVE_MONTH'])
    expect(await listRules('corrected', ', reading: CORRECTED')).toEqual([])
    await add([{ ...revenue('corrected'), ...toDate(2017, 7), value: '12' }])
    await add([{ ...revenue('corrected'), ...toDate(2017, 8), value: '9' }])
    expect(
      await check(
        'corrected',
        ', reading: CORRECTED, orderBy: [{ period: ASC }]',
        'actual expected corrections { id }',
      ),
    ).toEqual([
      { actual: '12', expected: '15', corrections: [{ id: correction }] },
      { actual: '9', expected: '12', corrections: [] },
    ])
  })

  it('is the same for ever as of a recorded moment', async () => {
    await addFirm('recorded')
    await add([{ ...revenue('recorded'), ...toDate(2017, 5), value: '10' }])
    const { rows } = await server.database.pool.query(`SELECT to_json(max(recorded_at)) #>> '{}' AS clock FROM change`)
    await add([{ ...revenue('recorded'), ...toDate(2017, 6), value: '5' }])
    expect(await listRules('recorded')).toEqual(['NEGATIVE_MONTH'])
    expect(await listRules('recorded', `, asOf: { recorded: "${rows[0].clock}" }`)).toEqual([])
  })

  it('has no doubt that the viewer may not see', async () => {
    await addFirm('doubtful')
    await addDoubt(server.database, 'doubtful', 'RESTRICTED')
    expect(await check('doubtful')).toEqual([])
    const id = await addDoubt(server.database, 'doubtful', 'PUBLIC')
    expect(await check('doubtful', '', 'rule severity inputs { role } doubts { id }')).toEqual([
      { rule: 'OPEN_DOUBT', severity: 'INFO', inputs: [], doubts: [{ id }] },
    ])
  })

  it('has no duplicate that the viewer may not see', async () => {
    await addSubjects(server.database, [
      { kind: 'PROJECT', slug: 'twin-a' },
      { kind: 'PROJECT', slug: 'twin-b' },
      { kind: 'PROJECT', slug: 'twin-hidden', accessLevel: 'RESTRICTED' },
    ])
    await addFact(server.database, 'relationship', 'twin-a', { kind: 'POSSIBLY_SAME_AS', to: 'twin-hidden' })
    expect(await check('twin-a')).toEqual([])
    await addFact(server.database, 'relationship', 'twin-a', { kind: 'POSSIBLY_SAME_AS', to: 'twin-b' })
    for (const slug of ['twin-a', 'twin-b']) expect(await listRules(slug)).toEqual(['POSSIBLE_DUPLICATE'])
  })
})

describe('the list', () => {
  it('is narrowed by rule, severity, indicator and period', async () => {
    const total = (where: string) => listRules('total', `, where: { ${where} }`)
    expect(await total('rule: { in: [UNIT_SLIP, NEGATIVE_MONTH] }')).toEqual([])
    expect(await total('severity: { eq: ERROR }')).toEqual(['PARTS_AGAINST_TOTAL'])
    expect(await total('indicator: { code: { eq: "revenue" } }')).toEqual([])
    expect(await total('period: { within: "2016" }')).toEqual(['PARTS_AGAINST_TOTAL'])
  })

  it('is paged, the weightiest first, each finding once', async () => {
    const seen: unknown[] = []
    let after: string | null = null
    do {
      const { data } = await server.send(
        `query ($after: String) { checks(subject: "total", first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor }
          nodes { severity period subject { slug } } } }`,
        { after },
      )
      seen.push(...(pick(data, 'checks.nodes') as unknown[]))
      after = pick(data, 'checks.pageInfo.hasNextPage') ? (pick(data, 'checks.pageInfo.endCursor') as string) : null
    } while (after !== null)
    expect(seen.map((node) => pick(node, 'severity'))).toEqual(['ERROR', 'WARNING', 'WARNING', 'WARNING', 'INFO'])
    expect(new Set(seen.map((node) => JSON.stringify(node))).size).toBe(5)
  })

  it('is a field of every subject too, in the one statement', async () => {
    server.forget()
    const { data } = await server.send(
      `{ parks(where: { slug: { in: ["total", "slip"] } }, orderBy: [{ slug: ASC }]) { nodes { slug checks { totalCount } } } }`,
    )
    expect(pick(data, 'parks.nodes')).toEqual([
      { slug: 'slip', checks: { totalCount: 1 } },
      { slug: 'total', checks: { totalCount: 5 } },
    ])
    expect(server.statements).toHaveLength(1)
  })

  it('of an unknown or hidden subject is refused, rather than empty', async () => {
    for (const slug of ['nowhere', 'twin-hidden'])
      await refuseBy(server)(`{ checks(subject: "${slug}") { totalCount } }`, undefined, 'UNKNOWN_SUBJECT', 'subject')
  })
})
