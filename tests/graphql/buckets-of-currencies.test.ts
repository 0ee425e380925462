import { afterEach, beforeAll, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, decide, pick, propose } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const dollars = { unit: 'USD_10K' }

beforeAll(async () => {
  await addSource(server.database, 'yearbook', 10)
  await addSource(server.database, 'bulletin', 50)
})

/** Values, or why there are none, of 2017 to 2019 in 万元. */
async function tell(subject: string, more = '', token: string | null = null) {
  const { data, errors } = await server.send(
    `{ timeSeries(subjects: ["${subject}"] indicators: ["tax_revenue"] unit: CNY_10K bucket: YEAR from: "2017" to: "2019"
      measures: [LEVEL, REPORTED_GROWTH] ${more}) { series { columns { values reasons } } } }`,
    {},
    token,
  )
  expect(errors).toBeUndefined()
  const columns = pick(data, 'timeSeries.series.0.columns') as { values: string[]; reasons: string[] }[]
  const [levels, growths] = columns.map(({ values, reasons }) => values.map((value, at) => value ?? reasons[at]))
  return { levels, growths }
}

it('a figure in another currency that cannot be seen, or was not published or recorded by then, changes no bucket', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'unseen' }])
  await addFigures(server.database, [tax('unseen', '2017', '10'), tax('unseen', '2017', '2', dollars)])
  const then = pick((await server.send('{ clock }')).data, 'clock')
  const readings = ['AS_PRINTED', 'CORRECTED'].map((reading) => `reading: ${reading}`)
  const ask = (more = '') => Promise.all(readings.map((reading) => tell('unseen', `${reading} ${more}`)))
  const before = await ask()
  expect(before.map(({ levels }) => levels)).toEqual(readings.map(() => ['10', 'MISSING_VALUE', 'MISSING_VALUE']))
  await addFigures(server.database, [tax('unseen', '2018', '3', { ...dollars, accessLevel: 'INTERNAL' })])
  expect(await ask()).toEqual(before)
  await addFigures(server.database, [tax('unseen', '2019', '3', { ...dollars, publishedOn: '2025-01-01' })])
  expect(await ask('asOf: { published: "2021-01-01" }')).toEqual(before)
  expect(await ask(`asOf: { recorded: "${then}" }`)).toEqual(before)
  expect((await tell('unseen')).levels).toEqual(['10', 'MISSING_VALUE', 'OTHER_DIMENSION'])
})

it('a bucket of one source is not told by what another one says', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'by-source' }])
  await addFigures(server.database, [
    tax('by-source', '2017', '10', { source: 'yearbook' }),
    tax('by-source', '2018', '3', { ...dollars, source: 'bulletin' }),
  ])
  expect((await tell('by-source', 'source: "yearbook"')).levels?.[1]).toBe('MISSING_VALUE')
  expect((await tell('by-source', 'source: "bulletin"')).levels?.[1]).toBe('OTHER_DIMENSION')
})

it('what is recorded as missing is missing, though another currency has a figure', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'unreported' }])
  await addFigures(server.database, [
    tax('unreported', '2017', '10'),
    tax('unreported', '2018', null),
    tax('unreported', '2018', '4', dollars),
    tax('unreported', '2019', '5', dollars),
  ])
  expect((await tell('unreported')).levels).toEqual(['10', 'MISSING_VALUE', 'OTHER_DIMENSION'])
})

it('growth that stands with a level in another currency is not told beside a level that is not there', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'grown' }])
  const growth = { measure: 'GROWTH', unit: 'PERCENT' }
  const [level] = await addFigures(server.database, [
    tax('grown', '2017', '4', dollars),
    tax('grown', '2017', '20', growth),
    tax('grown', '2018', null, dollars),
    tax('grown', '2018', '21', growth),
    tax('grown', '2019', '22', growth),
  ])
  const told = ['MISSING_VALUE', '21', '22']
  expect((await tell('grown')).growths).toEqual(told)
  await decide(server.database, await propose(server.database, level as string, { value: '5' }))
  expect((await tell('grown', 'reading: CORRECTED')).growths).toEqual(told)
})
