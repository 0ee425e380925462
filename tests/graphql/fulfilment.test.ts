import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, type NewFigure, pick } from './data.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

type Amount = Partial<NewFigure>

const cny = { unit: 'CNY_100M' }
const promise = { ...cny, indicator: 'output_value', nature: 'EXPECTED', accumulation: 'AT_CAPACITY' }
const made = {
  ...cny,
  indicator: 'output_value',
  start: '2017-01-01',
  end: '2018-01-01',
  accumulation: 'FULL_YEAR',
}
const atLeast = (lower: string) => ({ lower, qualifier: 'AT_LEAST' })
const nearly = (upper: string) => ({ upper, qualifier: 'NEARLY' })
const between = (lower: string, upper: string) => ({ lower, upper, qualifier: 'ABOUT' })

/** A park with works in production, each of a promise and what came of it. */
async function addPark(park: string, works: readonly (readonly [Amount, Amount?])[]): Promise<void> {
  const { database } = server
  const slugs = works.map((_, index) => `${park}-${index}`)
  await addSubjects(database, [
    { kind: 'PARK', slug: park },
    ...slugs.map((slug) => ({ kind: 'PROJECT' as const, slug, park })),
  ])
  for (const slug of slugs) await addFact(database, 'project_stage', slug, { stage: 'PRODUCTION', state: 'DONE' })
  await addFigures(
    database,
    works.flatMap(([promised, achieved], index) => [
      { ...promise, ...promised, subject: slugs[index] ?? '' },
      ...(achieved ? [{ ...made, ...achieved, subject: slugs[index] ?? '' }] : []),
    ]),
  )
}

beforeAll(async () => {
  await addPark('vague', [
    [atLeast('5'), { value: '4' }],
    [nearly('3'), { value: '2' }],
    [{ value: '1' }, { value: '1' }],
  ])
  await addPark('bounded', [
    [between('4', '5'), { value: '2' }],
    [{ value: '5' }, between('2', '3')],
  ])
  await addPark('dollars', [
    [
      { value: '2', unit: 'USD_100M' },
      { value: '1', unit: 'USD_100M' },
    ],
    [{ value: '3', unit: 'USD_100M' }, { value: '9' }],
    [{ value: '4' }, { value: '3' }],
  ])
  await addPark('priced', [
    [
      { value: '2', priceBasis: 'CURRENT' },
      { value: '1', priceBasis: 'CURRENT' },
    ],
    [
      { value: '4', priceBasis: 'CONSTANT' },
      { value: '3', priceBasis: 'CURRENT' },
    ],
  ])
  const rank = { indicator: 'provincial_park_rank', unit: 'RANK' }
  await addPark('ranked', [
    [
      { ...rank, value: '4' },
      { ...rank, value: '3' },
    ],
    [
      { ...rank, value: '2' },
      { ...rank, value: '6' },
    ],
  ])
  await addPark('waiting', [[{ value: '4' }], [nearly('2')]])
})

const amounts = (name: string) => `${name} ${name}Lower ${name}Upper`
const fields = `unit { code } count achievedCount reason ${['promisedInAll', 'promised', 'achieved', 'difference', 'share'].map(amounts).join(' ')}`

async function read(park: string, indicator = 'output_value') {
  const { data, errors } = await server.send(
    `{ park(slug: "${park}") { fulfilment(indicators: ["${indicator}"]) { ${fields} }
      projects(orderBy: { slug: ASC }) { nodes { fulfilment(indicators: ["${indicator}"]) {
        achieved { value } ${amounts('difference')} ${amounts('share')} reason } } } } }`,
  )
  expect(errors).toBeUndefined()
  const nodes = pick(data, 'park.projects.nodes') as object[]
  return { totals: pick(data, 'park.fulfilment'), works: nodes.flatMap((node) => pick(node, 'fulfilment')) }
}

const three = (name: string, value: string | null, lower = value, upper = value) => ({
  [name]: value,
  [`${name}Lower`]: lower,
  [`${name}Upper`]: upper,
})

test('vague promises have no sum, and a bound where every one has it', async () => {
  const { totals, works } = await read('vague')
  expect(totals).toEqual([
    {
      unit: { code: 'CNY_100M' },
      count: 3,
      achievedCount: 3,
      reason: 'VAGUE_VALUE',
      ...three('promisedInAll', null),
      ...three('promised', null),
      ...three('achieved', '7'),
      ...three('difference', null),
      ...three('share', null),
    },
  ])
  expect(works).toMatchObject([
    { ...three('difference', null, null, '-1'), ...three('share', null, null, '80'), reason: 'VAGUE_VALUE' },
    { ...three('difference', null, '-1', null), ...three('share', null), reason: 'VAGUE_VALUE' },
    { ...three('difference', '0'), ...three('share', '100'), reason: null },
  ])
})

test('bounds on either side bound the difference and the share', async () => {
  const { totals } = await read('bounded')
  expect(totals).toMatchObject([
    {
      ...three('promised', null, '9', '10'),
      ...three('achieved', null, '4', '5'),
      ...three('difference', null, '-6', '-4'),
      ...three('share', null, '40', '55.55555555555555555555555555555556'),
      reason: 'VAGUE_VALUE',
    },
  ])
})

test('currencies are apart, and what came in another than promised is not held against the promise', async () => {
  const { totals, works } = await read('dollars')
  expect(totals).toMatchObject([
    { unit: { code: 'CNY_100M' }, count: 1, achievedCount: 1, promisedInAll: '4', share: '75', reason: null },
    { unit: { code: 'USD_100M' }, count: 2, achievedCount: 1, promisedInAll: '5', promised: '2', share: '50' },
  ])
  expect(works).toMatchObject([
    { difference: '-1', share: '50', reason: null },
    { achieved: { value: '9' }, difference: null, share: null, reason: 'MIXED_DIMENSIONS' },
    { difference: '-1', share: '75', reason: null },
  ])
})

test('promises in two kinds of prices, and ranks, are not added', async () => {
  const none = { promisedInAll: null, promised: null, achieved: null, difference: null, share: null, shareUpper: null }
  const priced = await read('priced')
  expect(priced.totals).toMatchObject([{ count: 2, achievedCount: 1, ...none, reason: 'MIXED_PRICES' }])
  expect(priced.works).toMatchObject([{ share: '50' }, { share: null, shareUpper: null, reason: 'MIXED_PRICES' }])
  expect((await read('ranked', 'provincial_park_rank')).totals).toMatchObject([
    { count: 2, ...none, reason: 'NOT_ADDITIVE_OVER_SUBJECTS' },
  ])
})

test('nothing is held against promises of which nothing came', async () => {
  expect((await read('waiting')).totals).toMatchObject([
    {
      achievedCount: 0,
      ...three('promisedInAll', null, null, '6'),
      ...three('promised', null),
      ...three('share', null),
      reason: 'MISSING_VALUE',
    },
  ])
})
