import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { days, fullYear, november, toDate, total, year, zonesOf } from './checks-one-answer.ts'
import { addSource, type NewFigure, pick } from './data.ts'

const server = useServer()
const { addZone, check } = zonesOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const require = async (slug: string) => {
  const { data, errors } =
    await server.send(`{ park(slug: "${slug}") { observations(where: { nature: { in: [FORECAST, TARGET, PLAN] } }) { nodes {
    requirement { required pace } } } } }`)
  expect(errors).toBeUndefined()
  return pick(data, 'park.observations.nodes.0.requirement')
}

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
