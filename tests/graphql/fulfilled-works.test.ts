import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, pick } from './data.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const refuse = refuseBy(server)
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const production = { stage: 'PRODUCTION', state: 'IN_PROGRESS', period_start: '2018-03-01', period_end: 'infinity' }

const ask = async (query: string) => {
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  return data
}

test.each(['UNSPECIFIED', 'DAY', 'STOCK'])(
  'people on a day came of a promise, accumulated as %s',
  async (accumulation) => {
    const slug = `work-${accumulation.toLowerCase()}`
    await addSubjects(server.database, [{ kind: 'PROJECT', slug }])
    await addFact(server.database, 'project_stage', slug, production)
    const people = { subject: slug, indicator: 'employment', unit: 'PERSON' }
    await addFigures(server.database, [
      { ...people, value: '100', nature: 'EXPECTED' },
      { ...people, value: '90', accumulation, start: '2019-12-31', end: '2020-01-01' },
    ])
    expect(
      pick(await ask(`{ project(slug: "${slug}") { fulfilment { achieved { value } share reason } } }`), 'project'),
    ).toEqual({
      fulfilment: [{ achieved: { value: '90' }, share: '90', reason: null }],
    })
  },
)

test('an amount of a day is not what came of a promise', async () => {
  await addSubjects(server.database, [{ kind: 'PROJECT', slug: 'dull' }])
  await addFact(server.database, 'project_stage', 'dull', production)
  const tax = { subject: 'dull', indicator: 'tax_revenue' }
  await addFigures(server.database, [
    { ...tax, value: '100', nature: 'EXPECTED' },
    { ...tax, value: '90', start: '2019-12-31', end: '2020-01-01' },
  ])
  expect(pick(await ask('{ project(slug: "dull") { fulfilment { achieved { value } reason } } }'), 'project')).toEqual({
    fulfilment: [{ achieved: null, reason: 'MISSING_VALUE' }],
  })
})

test('of works that are one, one in production has both in production, also without a figure', async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'merged' },
    { kind: 'PROJECT', slug: 'first-told', park: 'merged' },
    { kind: 'PROJECT', slug: 'told-again', park: 'merged' },
  ])
  await addFact(server.database, 'relationship', 'first-told', { to: 'told-again', kind: 'SAME_AS' })
  await addFact(server.database, 'project_stage', 'told-again', production)
  await addFigures(
    server.database,
    ['first-told', 'told-again'].map((subject) => ({
      subject,
      indicator: 'tax_revenue',
      value: '100',
      nature: 'EXPECTED',
    })),
  )
  expect(
    pick(
      await ask(
        '{ park(slug: "merged") { fulfilment(duplicates: MERGE_CONFIRMED) { count mergedCount waitingCount achievedCount reason } } }',
      ),
      'park.fulfilment',
    ),
  ).toEqual([{ count: 1, mergedCount: 1, waitingCount: 0, achievedCount: 0, reason: 'MISSING_VALUE' }])
})

test('merged or not, works together promise what the group of them sums up to', async () => {
  const promises = { a: '10', b: '11', c: '12', d: '10', e: '4', g: '3' }
  const works = Object.entries(promises).map(([name, value]) => ({ slug: `sum-${name}`, value }))
  const subjects = works.map(({ slug }) => ({ kind: 'PROJECT' as const, slug, park: 'summed' }))
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'summed' }, ...subjects])
  await addFact(server.database, 'relationship', 'sum-b', { to: 'sum-a', kind: 'SAME_AS' })
  await addFact(server.database, 'relationship', 'sum-c', { to: 'sum-b', kind: 'POSSIBLY_SAME_AS' })
  await addFact(server.database, 'project_stage', 'sum-b', production)
  const output = { indicator: 'output_value' }
  await addFigures(server.database, [
    ...works.map(({ slug, value }) => ({ ...output, subject: slug, value, nature: 'EXPECTED' })),
    { ...output, subject: 'sum-b', value: '5', accumulation: 'FULL_YEAR', start: '2019-01-01', end: '2020-01-01' },
  ])
  const sums = async (duplicates: string) => {
    const data = await ask(`{ park(slug: "summed") {
      fulfilment(indicators: ["output_value"], duplicates: ${duplicates}) { promisedInAll(unit: CNY_10K) promised(unit: CNY_10K) achieved(unit: CNY_10K) }
      projects { groupBy(by: [], figure: { indicator: "output_value", nature: EXPECTED }, duplicates: ${duplicates}) { nodes { sum(unit: CNY_10K) } } } } }`)
    return [pick(data, 'park.fulfilment'), pick(data, 'park.projects.groupBy.nodes')]
  }
  const outcome = (promisedInAll: string, promised: string) => [
    [{ promisedInAll, promised, achieved: '5' }],
    [{ sum: promisedInAll }],
  ]
  expect(await sums('COUNT_ALL')).toEqual(outcome('50', '11'))
  expect(await sums('MERGE_CONFIRMED')).toEqual(outcome('39', '10'))
  expect(await sums('MERGE_POSSIBLE')).toEqual(outcome('27', '10'))
})

test('an indicator that nobody knows is refused, also where there are no works', async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'empty' },
    { kind: 'PROJECT', slug: 'lone' },
  ])
  const fields = 'fulfilment(indicators: ["tax_revenue", "nope"]) { reason }'
  for (const query of [`{ park(slug: "empty") { ${fields} } }`, `{ project(slug: "lone") { ${fields} } }`])
    await refuse(query, undefined, 'UNKNOWN_INDICATOR', 'indicators[1]')
})
