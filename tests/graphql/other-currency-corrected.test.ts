import { afterEach, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { dollars, other, tellYears } from './currencies.ts'
import { addFigures, addSubjects, decide, pick, propose } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const tell = (subject: string, from: string, to: string, measures: string, more = '') =>
  tellYears(server, subject, [from, to], measures, more)

it('a figure that is corrected to another currency keeps none of its growth, and its place among others is told in that', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'corrected' }])
  const [, level = ''] = await addFigures(server.database, [
    tax('corrected', '2016', '12', dollars),
    tax('corrected', '2017', '15'),
  ])
  await addFigures(server.database, [
    tax('corrected', '2017', '10', { measure: 'GROWTH', unit: 'PERCENT', growthOf: level }),
  ])
  const correction = await propose(server.database, level, { unit: 'USD_10K' })
  const { data, errors } = await server.send(
    `query ($id: ID!) { node(id: $id) { ... on Correction { preview {
      growths { dimension period beforeReported afterReported afterComputed }
      ranks(first: 50) { dimension park { slug } beforeValue afterValue unit { code } } } } } }`,
    { id: correction },
  )
  expect(errors).toBeUndefined()
  const ofYear = (pick(data, 'node.preview.growths') as { period: string }[]).filter(({ period }) => period === '2017')
  expect(ofYear).toEqual([
    { dimension: 'money:CNY', period: '2017', beforeReported: '10', afterReported: null, afterComputed: null },
    { dimension: 'money:USD', period: '2017', beforeReported: null, afterReported: null, afterComputed: '25' },
  ])
  const ranks = pick(data, 'node.preview.ranks') as { park: { slug: string } }[]
  const own = ranks.filter(({ park }) => park.slug === 'corrected')
  expect(own).toHaveLength(2)
  expect(own).toEqual(
    expect.arrayContaining([
      {
        dimension: 'money:CNY',
        park: { slug: 'corrected' },
        beforeValue: '0.0015',
        afterValue: null,
        unit: { code: 'CNY_100M' },
      },
      {
        dimension: 'money:USD',
        park: { slug: 'corrected' },
        beforeValue: null,
        afterValue: '15',
        unit: { code: 'USD_10K' },
      },
    ]),
  )
  await decide(server.database, correction)
  const told = await tell(
    'corrected',
    '2017',
    '2017',
    'LEVEL, YEAR_ON_YEAR, REPORTED_GROWTH',
    'unit: USD_10K reading: CORRECTED',
  )
  expect(told).toEqual({ LEVEL: ['15'], YEAR_ON_YEAR: ['25'], REPORTED_GROWTH: ['MISSING_VALUE'] })
  const read = await server.send(`{ park(slug: "corrected") { latest(indicator: "tax_revenue", reading: CORRECTED) {
    value unit { code } reportedGrowth { value } growth { reported { value } } } checks(reading: CORRECTED) { nodes { rule } } } }`)
  expect(read.errors).toBeUndefined()
  expect(read.data).toMatchObject({
    park: { latest: { value: '15', unit: { code: 'USD_10K' }, reportedGrowth: null, growth: null } },
  })
  expect(JSON.stringify(read.data)).not.toContain('GROWTH_AGAINST_LEVELS')
})

it('what a forecast requires is told in each currency by itself where it is corrected to another one', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'required' }])
  const [forecast = ''] = await addFigures(server.database, [
    tax('required', '2017', '13', { nature: 'FORECAST' }),
    tax('required', '2017-01/2017-11', '11'),
    tax('required', '2017-01/2017-11', '2', dollars),
  ])
  const { data, errors } = await server.send(
    `query ($id: ID!) { node(id: $id) { ... on Correction { preview {
      requirements { dimension unit { code } beforeRequired afterRequired } } } } }`,
    { id: await propose(server.database, forecast, { unit: 'USD_10K' }) },
  )
  expect(errors).toBeUndefined()
  const rows = pick(data, 'node.preview.requirements')
  expect(rows).toHaveLength(2)
  expect(rows).toEqual(
    expect.arrayContaining([
      { dimension: 'money:CNY', unit: { code: 'CNY_10K' }, beforeRequired: '2', afterRequired: null },
      { dimension: 'money:USD', unit: { code: 'USD_10K' }, beforeRequired: null, afterRequired: '11' },
    ]),
  )
})

it('a growth whose level is corrected to another currency is told in no series', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'left' }])
  const [level = ''] = await addFigures(server.database, [tax('left', '2017', '15')])
  await addFigures(server.database, [
    tax('left', '2017', '20', { measure: 'GROWTH', unit: 'PERCENT', growthOf: level }),
  ])
  await decide(server.database, await propose(server.database, level, { unit: 'USD_10K' }))
  const told = (reading: string) =>
    tell('left', '2017', '2017', 'LEVEL, REPORTED_GROWTH', `unit: CNY_10K reading: ${reading}`)
  expect(await told('AS_PRINTED')).toEqual({ LEVEL: ['15'], REPORTED_GROWTH: ['20'] })
  expect(await told('CORRECTED')).toMatchObject({
    LEVEL: [other],
    REPORTED_GROWTH: [expect.stringMatching(/^[A-Z_]+$/)],
  })
})

it('nor is one that is told by itself', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'alone' }])
  const [level = ''] = await addFigures(server.database, [tax('alone', '2017', '15')])
  await addFigures(server.database, [tax('alone', '2017', '50', { measure: 'GROWTH', unit: 'PERCENT' })])
  await decide(server.database, await propose(server.database, level, { unit: 'USD_10K' }))
  const told = (reading: string) =>
    tell('alone', '2017', '2017', 'REPORTED_GROWTH', `unit: CNY_10K reading: ${reading}`)
  expect(await told('AS_PRINTED')).toEqual({ REPORTED_GROWTH: ['50'] })
  expect(await told('CORRECTED')).toMatchObject({ REPORTED_GROWTH: [expect.stringMatching(/^[A-Z_]+$/)] })
})
