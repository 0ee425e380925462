import { afterEach, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { checksOf, fullYear, revenue, rolesOf } from './checking.ts'
import { addFact, addSource, addSubjects, type NewFigure } from './data.ts'

const server = useServer()
const { add, addFirm, addSlip, check } = checksOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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
    await addSlip()
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
