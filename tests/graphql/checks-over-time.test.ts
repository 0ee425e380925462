import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { checksOf, fields, fullYear, growth, revenue, rolesOf, toDate } from './checking.ts'
import type { NewFigure } from './data.ts'

const server = useServer()
const { add, addFirm, check } = checksOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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
