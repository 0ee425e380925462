import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addCorrection, addFigures, addSubjects, pick } from './data.ts'
import { type Answer, byTax, day, land, out, park, rank, short, tax, year } from './rankings.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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
    const answer = await rank(
      server,
      'plain-',
      `${byTax} ties: ${ties}`,
      'rank tied subject { slug } value unit { code }',
    )
    expect(answer.rows.map((row) => row.rank)).toEqual(ranks)
    expect(answer.rows.map((row) => row.tied)).toEqual([1, 2, 2, 1])
    expect(answer.rows[1]).toMatchObject({ subject: { slug: 'plain-b' }, value: '0.007', unit: { code: 'CNY_100M' } })
  })

  it('tells what is missing, and what is too vague, from what is small', async () => {
    const answer = await rank(server, 'plain-', `${byTax} unit: "万元" direction: ASC`)
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
    const answer = await rank(server, 'plain-', `${byTax} first: 2`)
    expect([answer.count, answer.rows.length]).toEqual([4, 2])
  })

  it('reads the period that is asked for', async () => {
    const answer = await rank(server, 'plain-', `${byTax} period: "2018" unit: "万元"`)
    expect(short(answer)).toEqual(['a', 'b', 'c', 'd'].map((name) => [1, name, '1']))
    expect(out(answer)).toEqual([
      ['e', 'MISSING_VALUE'],
      ['f', 'MISSING_VALUE'],
    ])
  })

  it('reads what was published by then', async () => {
    const then = await rank(
      server,
      'plain-',
      `${byTax} unit: "万元" asOf: { published: "2020-01-31" }`,
      'rank subject { slug } value observation { publishedOn }',
    )
    expect(then.rows[1]).toMatchObject({ value: '70', observation: { publishedOn: '2020-01-01' } })
    const before = await rank(server, 'plain-', `${byTax} asOf: { published: "2019-12-31" }`)
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
    expect(await rank(server, 'mixed-', byTax, 'rank period')).toMatchObject({
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
    const { rows } = await rank(server, 'vague-', `${byTax} unit: "万元"`, 'rank value lower upper')
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
    const answer = await rank(server, 'stock-', 'by: { indicator: { indicator: "land_area" } } period: "2017" unit: MU')
    expect(short(answer)).toEqual([
      [1, 'a', '20'],
      [2, 'b', '15'],
    ])
    expect(out(answer)).toEqual([['c', 'MISSING_VALUE']])
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
    const answer = await rank(server, 'printed-', 'by: { indicator: { indicator: "tax_revenue", measure: GROWTH } }')
    expect(short(answer)).toEqual([
      [1, 'b', '7'],
      [2, 'a', '5'],
    ])
    expect(out(answer)).toEqual([['c', 'OTHER_DIMENSION']])
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
      expect(short(await rank(server, 'mended-', options))[0]).toEqual([1, 'b', '5'])
      expect(short(await rank(server, 'mended-', `${options} reading: CORRECTED`))[0]).toEqual([1, 'a', '10'])
      const before = `${options} reading: CORRECTED asOf: { published: "2020-02-28" }`
      expect(short(await rank(server, 'mended-', before))[0]).toEqual([1, 'b', '5'])
    }
    const growth = 'by: { derived: { derivation: YEAR_ON_YEAR, indicator: "tax_revenue" } } reading: CORRECTED'
    expect(short(await rank(server, 'mended-', growth))).toEqual([[1, 'a', '150']])
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
      const { rows, excluded } = await rank(server, 'hush-', `${byTax} ${period}`)
      expect(rows).toMatchObject([{ rank: 1, subject: { slug: 'hush-open' } }])
      expect(excluded).toEqual([{ subject: { slug: 'hush-secret' }, reason: 'MISSING_VALUE' }])
    }
  })
})
