import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const toDate = { accumulation: 'YEAR_TO_DATE', start: '2017-01-01', end: '2017-12-01' }
const november = { accumulation: 'MONTH', start: '2017-11-01', end: '2017-12-01', publishedOn: '2020-02-01' }
const december = { accumulation: 'MONTH', start: '2017-12-01', end: '2018-01-01', publishedOn: '2020-02-01' }
const day = { accumulation: 'DAY', start: '2018-01-30', end: '2018-01-31', publishedOn: '2020-02-01' }
const year = { accumulation: 'FULL_YEAR', start: '2017-01-01', end: '2018-01-01' }
const half = { accumulation: 'PERIOD_TOTAL', start: '2017-07-01', end: '2018-01-01', publishedOn: '2020-02-01' }
const next = { start: '2018-01-01', end: '2019-01-01', publishedOn: '2020-02-01' }

const tax = (subject: string, value: string, rest: Partial<NewFigure>): NewFigure => ({
  subject,
  indicator: 'tax_revenue',
  value,
  ...rest,
})

beforeAll(async () => {
  const slugs = ['month-small', 'month-large', 'scope-small', 'scope-large', 'period-small', 'period-large']
  await addSubjects(
    server.database,
    slugs.map((slug) => ({ kind: 'PARK', slug })),
  )
  await addFigures(server.database, [
    tax('month-small', '20', toDate),
    tax('month-small', '6', november),
    tax('month-small', '5', december),
    tax('month-small', '2', day),
    tax('month-large', '30', toDate),
    tax('month-large', '2', november),
    tax('month-large', '3', december),
    tax('month-large', '1', day),
    tax('scope-small', '20', { ...year, scope: 'ALL' }),
    tax('scope-small', '19', { ...next, scope: 'ABOVE_SCALE' }),
    tax('scope-small', '18', { ...next, scope: 'LOCAL' }),
    tax('scope-large', '30', { ...year, scope: 'UNSPECIFIED' }),
    tax('scope-large', '9', { ...next, scope: 'ABOVE_SCALE' }),
    tax('scope-large', '8', { ...next, scope: 'LOCAL' }),
    tax('period-small', '20', year),
    tax('period-small', '12', half),
    tax('period-large', '30', year),
    tax('period-large', '11', half),
  ])
})

/** What the typed field and `latest` answer alike: figures by slug, the subjects that meet it, and both in its order. */
async function read(prefix: string, choice: string, value: string) {
  const within = `slug: { startsWith: "${prefix}" }`
  const met = `eq: "${value}", unit: CNY_10K`
  const general = `indicator: "tax_revenue", ${choice}`
  const { data, errors } = await server.send(`{
    figures: parks(where: { ${within} }) { nodes { slug typed: taxRevenue${choice && `(${choice})`} { value }
      general: latest(${general}) { value } } }
    typedMet: parks(where: { ${within}, taxRevenue: { ${met} ${choice} } }) { nodes { slug } }
    generalMet: parks(where: { ${within}, latest: [{ ${met} ${general} }] }) { nodes { slug } }
    typedOrder: parks(where: { ${within} }, orderBy: [{ taxRevenue: { ${choice} } }]) { nodes { slug } }
    generalOrder: parks(where: { ${within} }, orderBy: [{ latest: { ${general} } }]) { nodes { slug } } }`)
  expect(errors).toBeUndefined()
  const slugs = (list: string) => (pick(data, `${list}.nodes`) as { slug: string }[]).map(({ slug }) => slug)
  type Park = { slug: string; typed: { value: string } | null; general: { value: string } | null }
  const parks = pick(data, 'figures.nodes') as Park[]
  expect(parks.map(({ general: found }) => found)).toEqual(parks.map(({ typed }) => typed))
  expect(slugs('generalMet')).toEqual(slugs('typedMet'))
  expect(slugs('generalOrder')).toEqual(slugs('typedOrder'))
  const figures = Object.fromEntries(parks.map(({ slug, typed }) => [slug, typed?.value]))
  return { figures, met: slugs('typedMet'), order: slugs('typedOrder') }
}

describe('a latest figure', () => {
  it.each([
    ['of no stated span is none of a later month or day', '', '20', '30', ['month-small', 'month-large']],
    ['of a month is the month asked for', 'accumulation: MONTH', '5', '3', ['month-large', 'month-small']],
    ['of a day is the day asked for', 'accumulation: DAY', '2', '1', ['month-large', 'month-small']],
    ['of the year to date is that', 'accumulation: YEAR_TO_DATE', '20', '30', ['month-small', 'month-large']],
  ])('%s, in field, filter and order alike', async (_, choice, small, large, order) => {
    const figures = { 'month-large': large, 'month-small': small }
    expect(await read('month-', choice, small)).toEqual({ figures, met: ['month-small'], order })
  })

  it.each([
    ['of no stated scope is none of a part of the whole', '', '20', '30', ['scope-small', 'scope-large']],
    ['of above-scale industry is asked for', 'scope: ABOVE_SCALE', '19', '9', ['scope-large', 'scope-small']],
    ['of a place is asked for', 'scope: LOCAL', '18', '8', ['scope-large', 'scope-small']],
  ])('%s, in field, filter and order alike', async (_, choice, small, large, order) => {
    const figures = { 'scope-large': large, 'scope-small': small }
    expect(await read('scope-', choice, small)).toEqual({ figures, met: ['scope-small'], order })
  })

  it('is of the longer of two periods that end on one day', async () => {
    const figures = { 'period-large': '30', 'period-small': '20' }
    const order = ['period-small', 'period-large']
    expect(await read('period-', '', '20')).toEqual({ figures, met: ['period-small'], order })
    expect(await read('period-', 'accumulation: PERIOD_TOTAL', '11')).toEqual({
      figures: { 'period-large': '11', 'period-small': '12' },
      met: ['period-large'],
      order: order.toReversed(),
    })
  })
})

test('accumulation and scope narrow together', async () => {
  const figures = { 'scope-large': undefined, 'scope-small': '20' }
  expect(await read('scope-', 'accumulation: FULL_YEAR, scope: ALL', '20')).toEqual({
    figures,
    met: ['scope-small'],
    order: ['scope-small', 'scope-large'],
  })
})

test('a subject whose only figure is of a month has no latest one, but for that month', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'lone-month' }])
  await addFigures(server.database, [tax('lone-month', '4', november)])
  const { data } =
    await server.send(`{ park(slug: "lone-month") { taxRevenue { value } month: taxRevenue(accumulation: MONTH) { value } }
    unknown: parks(where: { slug: { eq: "lone-month" }, taxRevenue: { isKnown: false } }) { totalCount }
    known: parks(where: { slug: { eq: "lone-month" }, taxRevenue: { isKnown: true, accumulation: MONTH } }) { totalCount } }`)
  expect(data).toEqual({
    park: { taxRevenue: null, month: { value: '4' } },
    unknown: { totalCount: 1 },
    known: { totalCount: 1 },
  })
})

test('the land of a park is what it occupies, as read, filtered and ordered; its plan has to be asked for', async () => {
  await addSubjects(
    server.database,
    ['land-built', 'land-planned', 'land-both'].map((slug) => ({ kind: 'PARK', slug })),
  )
  const land = { indicator: 'land_area', unit: 'MU', accumulation: 'STOCK' }
  await addFigures(server.database, [
    { subject: 'land-built', ...land, nature: 'ACTUAL', value: '30' },
    { subject: 'land-planned', ...land, nature: 'PLAN', value: '10' },
    { subject: 'land-both', ...land, nature: 'ACTUAL', value: '20' },
    { subject: 'land-both', ...land, nature: 'PLAN', value: '50' },
  ])
  const within = 'slug: { startsWith: "land-" }'
  const { data, errors } = await server.send(`{
    figures: parks(where: { ${within} }) { nodes { slug landArea { value nature } planned: landArea(nature: PLAN) { value } } }
    met: parks(where: { ${within}, landArea: { lte: "20", unit: MU } }) { nodes { slug } }
    planned: parks(where: { ${within}, landArea: { nature: PLAN, isKnown: true } }) { nodes { slug } }
    order: parks(where: { ${within}, landArea: { isKnown: true } }, orderBy: [{ landArea: { direction: DESC } }]) { nodes { slug } } }`)
  expect(errors).toBeUndefined()
  expect(pick(data, 'figures.nodes')).toEqual([
    { slug: 'land-both', landArea: { value: '20', nature: 'ACTUAL' }, planned: { value: '50' } },
    { slug: 'land-built', landArea: { value: '30', nature: 'ACTUAL' }, planned: null },
    { slug: 'land-planned', landArea: null, planned: { value: '10' } },
  ])
  expect(pick(data, 'met.nodes')).toEqual([{ slug: 'land-both' }])
  expect(pick(data, 'planned.nodes')).toEqual([{ slug: 'land-both' }, { slug: 'land-planned' }])
  expect(pick(data, 'order.nodes')).toEqual([{ slug: 'land-built' }, { slug: 'land-both' }])
})
