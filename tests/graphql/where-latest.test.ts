import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick, ZONE } from './data.ts'
import { findIn } from './where.ts'

const server = useServer()
const find = findIn(server)

beforeAll(async () => {
  const { database } = server
  const bounds = [
    { slug: 'bound-exact', value: '3' },
    { slug: 'bound-about', value: '3', qualifier: 'ABOUT' },
    { slug: 'bound-about-between', lower: '2', upper: '4', qualifier: 'ABOUT' },
    { slug: 'bound-nearly', upper: '3', qualifier: 'NEARLY' },
    { slug: 'bound-at-most', upper: '3', qualifier: 'AT_MOST' },
    { slug: 'bound-over', lower: '3', qualifier: 'OVER' },
    { slug: 'bound-at-least', lower: '3', qualifier: 'AT_LEAST' },
    { slug: 'bound-missing', missingReason: 'not collected' },
  ]
  await addSubjects(
    database,
    [...bounds, { slug: 'bound-none' }].map(({ slug }) => ({ kind: 'PROGRAMME', slug }) as const),
  )
  await addFigures(
    database,
    bounds.map(({ slug, ...rest }) => ({ subject: slug, indicator: 'supported_amount', unit: 'CNY_100M', ...rest })),
  )
  await addSubjects(
    database,
    ['unit-yuan', 'unit-wan', 'unit-yi'].map((slug) => ({ kind: 'PROJECT', slug }) as const),
  )
  await addFigures(database, [
    { subject: 'unit-yuan', indicator: 'total_investment', nature: 'PLAN', value: '400000000', unit: 'CNY' },
    { subject: 'unit-wan', indicator: 'total_investment', nature: 'PLAN', value: '40000', unit: 'CNY_10K' },
    { subject: 'unit-yi', indicator: 'total_investment', nature: 'PLAN', value: '4.0', unit: 'CNY_100M' },
  ])
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('latest figures', () => {
  const meet = async (condition: object) =>
    (
      await find('programmes', { supportedAmount: { unit: 'CNY_100M', ...condition }, slug: { startsWith: 'bound-' } })
    ).map((slug) => slug.slice(6))

  it.each([
    [{ eq: '3' }, ['about', 'exact']],
    [{ gte: '3' }, ['about', 'at-least', 'exact', 'over']],
    [{ gt: '3' }, ['over']],
    [{ gt: '2.999' }, ['about', 'at-least', 'exact', 'over']],
    [{ gte: '2' }, ['about', 'about-between', 'at-least', 'exact', 'over']],
    [{ gt: '2' }, ['about', 'at-least', 'exact', 'over']],
    [{ lte: '3' }, ['about', 'at-most', 'exact', 'nearly']],
    [{ lt: '3' }, ['nearly']],
    [{ lt: '3.001' }, ['about', 'at-most', 'exact', 'nearly']],
    [{ lte: '4' }, ['about', 'about-between', 'at-most', 'exact', 'nearly']],
    [{ lt: '4' }, ['about', 'at-most', 'exact', 'nearly']],
    [{ gte: '1', lte: '3' }, ['about', 'exact']],
    [{ gt: '3', lt: '3' }, []],
    [{ isKnown: false }, ['none']],
    [{ isKnown: true }, ['about', 'about-between', 'at-least', 'at-most', 'exact', 'missing', 'nearly', 'over']],
    [{ isKnown: true, lte: '3' }, ['about', 'at-most', 'exact', 'nearly']],
    [{ isKnown: false, gte: '0' }, []],
  ])('%j are certain of %j', async (condition, expected) => {
    expect(await meet(condition)).toEqual(expected)
  })

  it('what no condition makes certain, not makes true', async () => {
    const where = { not: { supportedAmount: { gte: '3', unit: '亿元' } }, slug: { startsWith: 'bound-' } }
    expect(await find('programmes', where)).toEqual([
      'bound-about-between',
      'bound-at-most',
      'bound-missing',
      'bound-nearly',
      'bound-none',
    ])
  })

  it.each([
    ['4', 'CNY_100M'],
    ['4', '亿元'],
    ['40000', '万元'],
    ['400000000', 'CNY'],
    ['4.000', 'CNY_100M'],
  ])('%s %s is 4亿元 in whatever unit it was printed', async (eq, unit) => {
    const where = { totalInvestment: { eq, unit }, slug: { startsWith: 'unit-' } }
    expect(await find('projects', where)).toEqual(['unit-wan', 'unit-yi', 'unit-yuan'])
    for (const [name, value] of [
      ['gt', eq],
      ['lt', eq],
    ])
      expect(await find('projects', { ...where, totalInvestment: { [name as string]: value, unit } })).toEqual([])
  })

  it('the general filter says the same as the typed one', async () => {
    for (const condition of [
      { gte: '3' },
      { gt: '3' },
      { lt: '3' },
      { eq: '3' },
      { isKnown: true },
      { isKnown: false },
    ]) {
      const typed = { supportedAmount: { ...condition, unit: 'CNY_100M' } }
      const general = { latest: [{ indicator: 'supported_amount', ...condition, unit: 'CNY_100M' }] }
      expect(await find('programmes', general)).toEqual(await find('programmes', typed))
    }
  })

  it('projects of at least 4 亿元 planned investment, largest first', async () => {
    const query = `{ projects(where: { totalInvestment: { gte: "4", unit: "亿元" }, slug: { startsWith: "xiangxiang-" } },
      orderBy: [{ totalInvestment: { direction: DESC } }, { slug: ASC }]) { nodes { slug totalInvestment { value(unit: CNY_100M) nature } } } }`
    const { data } = await server.send(query)
    const nodes = pick(data, 'projects.nodes') as { slug: string; totalInvestment: { value: string } }[]
    expect(
      nodes.map(({ slug, totalInvestment }) => [slug.replace('xiangxiang-etdz-', ''), totalInvestment.value]),
    ).toEqual([
      ['electrical-testing-institute', '5'],
      ['recycled-glass-park', '5'],
      ['electroplating-park', '4'],
      ['innovation-startup-park', '4'],
      ['power-park', '4'],
    ])
  })

  it('a nature that is null is the default one, or refused, and never an empty answer', async () => {
    expect(await find('parks', { taxRevenue: { gte: '1', unit: 'CNY', nature: null } })).toEqual([ZONE])
    const query = 'query ($where: ParkWhere) { parks(where: $where) { totalCount } }'
    for (const name of ['nature', 'measure']) {
      const { errors } = await server.send(query, { where: { latest: [{ indicator: 'tax_revenue', [name]: null }] } })
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: `where.latest[0].${name}` })
    }
  })
})
