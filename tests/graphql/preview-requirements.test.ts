import { afterEach, expect, test } from 'vitest'
import { dayFromNow } from '../kit/days.ts'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, decide, type NewFigure, pick, propose } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const investment = { indicator: 'fixed_asset_investment', unit: 'CNY_100M' }
const toDate = { ...investment, accumulation: 'YEAR_TO_DATE', start: '2017-01-01', end: '2017-12-01' }
const whole = { ...investment, nature: 'FORECAST', accumulation: 'FULL_YEAR', start: '2017-01-01', end: '2018-01-01' }

let count = 0

/** A park with these figures. Answers its slug and their ids. */
async function addPark(...figures: Omit<NewFigure, 'subject'>[]): Promise<{ park: string; ids: string[] }> {
  const park = `required-${++count}`
  await addSubjects(server.database, [{ kind: 'PARK', slug: park }])
  const told = figures.map((figure) => ({ ...figure, subject: park }) as NewFigure)
  return { park, ids: await addFigures(server.database, told) }
}

async function ask(query: string, variables: Record<string, unknown>) {
  const { data, errors } = await server.send(query, variables)
  expect(errors).toBeUndefined()
  return data
}

interface Said {
  readonly forecast: { readonly id: string }
}

async function preview(id: string, asOf?: object): Promise<Said[]> {
  const query = `query ($id: ID!, $asOf: AsOf) { node(id: $id, asOf: $asOf) { ... on Correction { preview { requirements {
    forecast { id } unit { code } beforeRequired afterRequired beforePace afterPace beforeReason afterReason } } } } }`
  return pick(await ask(query, { id, asOf }), 'node.preview.requirements') as Said[]
}

interface Required {
  readonly required: string | null
  readonly pace: string | null
  readonly reason: string | null
}

/** What `Observation.requirement` says of each figure of a park that is read when corrected, by the printed one. */
async function require(park: string): Promise<Map<string, Required>> {
  const query = `query ($park: String!) { observations(reading: CORRECTED, where: { subject: { slug: { eq: $park } } }) {
    nodes { id corrects { id } requirement { required(unit: CNY_100M) pace reason } } } }`
  const nodes = pick(await ask(query, { park }), 'observations.nodes') as {
    id: string
    corrects: { id: string } | null
    requirement: Required | null
  }[]
  return new Map(
    nodes.flatMap(({ id, corrects, requirement }) => (requirement ? [[corrects?.id ?? id, requirement]] : [])),
  )
}

test('a corrected year to date changes what a forecast requires, and nothing is written', async () => {
  const { ids } = await addPark({ ...toDate, value: '60' }, { ...whole, value: '75' })
  const id = await propose(server.database, ids[0] ?? '', { value: '66' })
  server.forget()
  const expected = [
    {
      forecast: { id: ids[1] },
      unit: { code: 'CNY_100M' },
      ...{ beforeRequired: '15', afterRequired: '9', beforePace: '2.75', afterPace: '1.5' },
      ...{ beforeReason: null, afterReason: null },
    },
  ]
  expect(await preview(id)).toEqual(expected)
  expect(server.statements).toHaveLength(1)
  await decide(server.database, id)
  expect(await preview(id)).toEqual(expected)
  await decide(server.database, id, 'REJECTED')
  expect(await preview(id)).toEqual(expected)
  expect(await preview(id, { published: dayFromNow() })).toEqual(expected)
})

const office = { ...toDate, value: '60' }
const months = [1, 2, 3].map((at) => ({
  ...{ ...investment, accumulation: 'MONTH', value: `${at}0` },
  ...{ start: `2017-0${at}-01`, end: `2017-0${at + 1}-01` },
}))
const october = { ...toDate, end: '2017-11-01' }

test.each<[string, Omit<NewFigure, 'subject'>[], number, object]>([
  ['the forecast itself', [office, { ...whole, value: '75' }], 1, { value: '80' }],
  ['which year a forecast is about', [office, { ...whole, value: '75' }], 1, { period: '2018' }],
  ['what is a forecast', [office, { ...whole, value: '75' }], 1, { nature: 'ACTUAL' }],
  ['a year to date into another scope', [office, { ...whole, value: '75' }], 0, { scope: 'LOCAL' }],
  ['to the scope of a forecast', [office, { ...whole, scope: 'LOCAL', value: '75' }], 0, { scope: 'LOCAL' }],
  [
    'its months',
    [office, { ...october, value: '50' }, { ...whole, value: '75' }],
    0,
    { period: '2017-01/2017-09', value: '49' },
  ],
  ['a month that is added up', [...months, { ...whole, value: '75' }], 1, { value: '30' }],
  [
    'a month into another one, so that months are apart',
    [...months, { ...whole, value: '75' }],
    1,
    { period: '2017-04' },
  ],
  ['into a vague figure', [office, { ...whole, value: '75' }], 0, { value: null, lower: '60', qualifier: 'OVER' }],
  [
    'a figure with an earlier vintage',
    [{ ...office, publishedOn: '2017-12-20', value: '59' }, office, { ...whole, value: '75' }],
    1,
    { scope: 'LOCAL' },
  ],
  [
    'a figure of which a newer vintage is read',
    [{ ...office, publishedOn: '2017-12-20', value: '59' }, office, { ...whole, value: '75' }],
    0,
    { value: '1' },
  ],
  [
    'one with two forecasts',
    [office, { ...whole, value: '75' }, { ...whole, nature: 'TARGET', value: '90' }],
    0,
    { value: '0' },
  ],
])('the preview tells what requirements say before and after correcting %s', async (_, figures, at, changes) => {
  const { park, ids } = await addPark(...figures)
  const id = await propose(server.database, ids[at] ?? '', changes)
  const [said, before] = [await preview(id), await require(park)]
  await decide(server.database, id)
  const after = await require(park)
  const side = (of: Required | undefined) => [of?.required ?? null, of?.pace ?? null, of?.reason ?? null]
  const differing = ids.filter((one) => side(before.get(one)).join() !== side(after.get(one)).join())
  expect(said.map(({ forecast }) => forecast.id).sort()).toEqual([...differing].sort())
  for (const one of said) {
    const [old, now] = [before.get(one.forecast.id), after.get(one.forecast.id)]
    expect(one).toMatchObject({
      beforeRequired: old?.required ?? null,
      beforePace: old?.pace ?? null,
      beforeReason: old?.reason ?? null,
    })
    expect(one).toMatchObject({
      afterRequired: now?.required ?? null,
      afterPace: now?.pace ?? null,
      afterReason: now?.reason ?? null,
    })
  }
})
