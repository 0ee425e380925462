import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick, ZONE } from './data.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const year = (of: number) => ({ start: `${of}-01-01`, end: `${of + 1}-01-01`, accumulation: 'FULL_YEAR' })
const november = (of: number) => ({ start: `${of}-01-01`, end: `${of}-12-01`, accumulation: 'YEAR_TO_DATE' })

async function require(slug: string, fields: string) {
  const { data, errors } = await server.send(
    `{ park(slug: "${slug}") { observations(where: { nature: { eq: FORECAST } }) { nodes { requirement { ${fields} } } } } }`,
  )
  expect(errors).toBeUndefined()
  return pick(data, 'park.observations.nodes.0.requirement')
}

async function addPark(slug: string, figures: readonly Partial<NewFigure>[]) {
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  await addFigures(
    server.database,
    figures.map((figure) => ({ subject: slug, indicator: 'tax_revenue', ...figure })),
  )
}

const bounds = (name: string) => `${name} ${name}Lower ${name}Upper`

// Ten in eleven months are 10/11 a month, which 2 are 2.2 times, and 4 are 4.4 times.
test.each([
  ['exact', { value: '12' }, ['2', '2', '2'], ['2.2', '2.2', '2.2'], null],
  ['about', { lower: '12', upper: '14', qualifier: 'ABOUT' }, [null, '2', '4'], [null, '2.2', '4.4'], 'VAGUE_VALUE'],
  ['at-least', { lower: '12', qualifier: 'AT_LEAST' }, [null, '2', null], [null, '2.2', null], 'VAGUE_VALUE'],
  ['nearly', { upper: '12', qualifier: 'NEARLY' }, [null, null, '2'], [null, null, '2.2'], 'VAGUE_VALUE'],
])('a forecast that is %s leaves what lies between its bounds', async (name, forecast, required, pace, reason) => {
  await addPark(name, [
    { ...year(2017), ...forecast, nature: 'FORECAST' },
    { ...november(2017), value: '10' },
  ])
  const fields = `${bounds('required')} ${bounds('requiredMonth')} ${bounds('pace')} reason`
  expect(Object.values((await require(name, fields)) as object)).toEqual([...required, ...required, ...pace, reason])
})

test('after a vague year to date too, and of past years', async () => {
  await addPark('vague-so-far', [
    { ...year(2017), value: '12', nature: 'FORECAST' },
    { ...november(2017), lower: '10', upper: '11', qualifier: 'ABOUT' },
    { ...year(2016), lower: '12', qualifier: 'AT_LEAST' },
    { ...november(2016), value: '11' },
  ])
  expect(
    await require('vague-so-far', `${bounds('required')} ${bounds('meanMonth')} ${bounds('pace')} reason past { ${bounds('amount')} ${bounds('pace')} reason }`),
  ).toEqual({
    ...{ required: null, requiredLower: '1', requiredUpper: '2' },
    ...{ meanMonth: null, meanMonthLower: '0.9090909090909090909090909090909091', meanMonthUpper: '1' },
    ...{ pace: null, paceLower: '1', paceUpper: '2.2', reason: 'VAGUE_VALUE' },
    past: [
      {
        ...{ amount: null, amountLower: '1', amountUpper: null, pace: null, paceLower: '1', paceUpper: null },
        reason: 'VAGUE_VALUE',
      },
    ],
  })
})

test('at least 715 after 643.20 leave at least 71.8', async () => {
  const { data } =
    await server.send(`{ park(slug: "${ZONE}") { observations(where: { nature: { eq: FORECAST } }) { nodes {
    printed { text } requirement { required requiredLower requiredUpper reason } } } } }`)
  const nodes = pick(data, 'park.observations.nodes') as { printed: { text: string }; requirement: object }[]
  expect(nodes.find(({ printed }) => printed.text === '715亿元以上')?.requirement).toEqual({
    ...{ required: null, requiredLower: '71.8', requiredUpper: null },
    reason: 'VAGUE_VALUE',
  })
})

test('past years are the twenty before', async () => {
  const pasts = [1, 20, 21].flatMap((back) => [
    { ...year(2017 - back), value: '12' },
    { ...november(2017 - back), value: '10' },
  ])
  await addPark('long', [
    { ...year(2017), value: '12', nature: 'FORECAST' },
    { ...november(2017), value: '10' },
    ...pasts,
  ])
  expect(await require('long', 'past { period }')).toEqual({ past: [{ period: '2016-12' }, { period: '1997-12' }] })
})

test.each(['STOCK', 'AT_CAPACITY'])('nothing is required of months for a forecast %s', async (accumulation) => {
  const slug = accumulation.toLowerCase().replace('_', '-')
  await addPark(slug, [
    { ...year(2017), accumulation, value: '12', nature: 'FORECAST' },
    { ...november(2017), value: '10' },
  ])
  expect(await require(slug, 'required')).toBeNull()
})
