import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { checksOf, fullYear, revenue, rolesOf } from './checking.ts'
import { addFact, addSubjects, pick } from './data.ts'

const server = useServer()
const { add, addFirm, addTotal, check, listRules } = checksOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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
  beforeAll(addTotal)

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
