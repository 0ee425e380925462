import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { checksOf, fields, fullYear, growth, revenue, rolesOf, toDate } from './checking.ts'
import type { NewFigure } from './data.ts'

const server = useServer()
const { add, addFirm, check } = checksOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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
