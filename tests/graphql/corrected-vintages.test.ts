import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, decide, pick, propose } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const correct = async (figure: string, changes: object) =>
  decide(server.database, await propose(server.database, figure, changes))

/** Two figures that were revised once each: of 2017 from 10 to 12, and of 2018 from 100 to 120. */
async function addRevised(slug: string): Promise<[string, string]> {
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  const [, first = '', , second = ''] = await addFigures(server.database, [
    tax(slug, '2017', '10', { publishedOn: '2018-02-01' }),
    tax(slug, '2017', '12', { publishedOn: '2019-02-01' }),
    tax(slug, '2018', '100', { publishedOn: '2019-02-01' }),
    tax(slug, '2018', '120', { publishedOn: '2020-02-01' }),
  ])
  return [first, second]
}

async function readRevisions(slug: string) {
  const { data, errors } = await server.send(
    `query ($slug: String!) { observations(reading: CORRECTED, where: { subject: { slug: { eq: $slug } } }, orderBy: [{ period: ASC }]) {
      nodes { period value corrects { period } revisions { difference observation { period value } } } } }`,
    { slug },
  )
  expect(errors).toBeUndefined()
  const nodes = pick(data, 'observations.nodes') as { period: string; value: string; revisions: unknown[] }[]
  return nodes.map(({ revisions, ...figure }) => ({
    ...figure,
    revisions: revisions.map((revision) => [
      pick(revision, 'observation.period'),
      pick(revision, 'observation.value'),
      pick(revision, 'difference'),
    ]),
  }))
}

const ofFirst = [
  ['2017', '10', null],
  ['2017', '12', '2'],
]
const ofSecond = [
  ['2018', '100', null],
  ['2018', '120', '20'],
]

test('a figure that was moved into the place of another tells its own vintages', async () => {
  const [first, second] = await addRevised('moved-vintages')
  await correct(second, { period: '2019' })
  await correct(first, { period: '2018' })
  expect(await readRevisions('moved-vintages')).toEqual([
    { period: '2018', value: '12', corrects: { period: '2017' }, revisions: ofFirst },
    { period: '2019', value: '120', corrects: { period: '2018' }, revisions: ofSecond },
  ])
})

test('a figure of which the currency was corrected tells its vintages as printed', async () => {
  const [first] = await addRevised('moved-currency')
  await correct(first, { unit: 'USD_10K' })
  expect(await readRevisions('moved-currency')).toEqual([
    { period: '2017', value: '12', corrects: { period: '2017' }, revisions: ofFirst },
    { period: '2018', value: '120', corrects: null, revisions: ofSecond },
  ])
})

test('the vintages of a figure that was moved to be the base of a growth explain it, and those of another do not', async () => {
  const [first, second] = await addRevised('moved-base')
  const [level = ''] = await addFigures(server.database, [tax('moved-base', '2019', '15')])
  await addFigures(server.database, [
    tax('moved-base', '2019', '50', { measure: 'GROWTH', unit: 'PERCENT', growthOf: level }),
  ])
  await correct(second, { period: '2016' })
  await correct(first, { period: '2018' })
  const read = async () => {
    const { data, errors } = await server.send(
      `{ observations(reading: CORRECTED, where: { subject: { slug: { eq: "moved-base" } }, period: { eq: "2019" }, measure: { eq: LEVEL } }) {
        nodes { growth { base { value } computed causes } } } }`,
    )
    expect(errors).toBeUndefined()
    return pick(data, 'observations.nodes.0.growth')
  }
  expect(await read()).toEqual({ base: { value: '12' }, computed: '25', causes: ['BASE_REVISED'] })
})

test('a month is negative after a revision of its own figures, and not of one that was in their place', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'moved-month' }])
  const [, earlier = '', , november = ''] = await addFigures(server.database, [
    tax('moved-month', '2017-01/2017-10', '100'),
    tax('moved-month', '2016-01/2016-11', '95'),
    tax('moved-month', '2017-01/2017-11', '110'),
    tax('moved-month', '2017-01/2017-11', '120', { publishedOn: '2020-02-01' }),
  ])
  await correct(november, { period: '2018-01/2018-11' })
  await correct(earlier, { period: '2017-01/2017-11' })
  const { data, errors } = await server.send(
    `{ timeSeries(reading: CORRECTED, subjects: ["moved-month"], indicators: ["tax_revenue"], bucket: MONTH, from: "2017-11", to: "2017-11",
      measures: [SINGLE_MONTH], unit: CNY_10K) { series { isNegativeAfterRevision columns { values } } } }`,
  )
  expect(errors).toBeUndefined()
  expect(pick(data, 'timeSeries.series.0')).toEqual({ isNegativeAfterRevision: [false], columns: [{ values: ['-5'] }] })
})

test('a doubt about a figure is told with it as corrected too', async () => {
  const [first] = await addRevised('doubted')
  await server.database.pool.query(
    `WITH d AS (INSERT INTO doubt (question_zh, question_en, candidates, state, citation_id, reporting_park_id)
       SELECT '问', 'which year', '{}', 'OPEN', o.citation_id, o.reporting_park_id FROM observation o WHERE o.id = $1 RETURNING id, reporting_park_id)
     INSERT INTO doubt_about (doubt_id, subject_id, reporting_park_id, observation_id) SELECT d.id, s.id, d.reporting_park_id, $1
       FROM d, subject s WHERE s.slug = 'doubted'`,
    [Buffer.from(first, 'base64').toString().split(':')[2]],
  )
  await correct(first, { value: '13' })
  const { data, errors } = await server.send(
    `{ observations(reading: CORRECTED, where: { subject: { slug: { eq: "doubted" } }, period: { eq: "2017" } }) {
      nodes { value doubts { question(locale: EN) } } } }`,
  )
  expect(errors).toBeUndefined()
  expect(pick(data, 'observations.nodes')).toEqual([{ value: '13', doubts: [{ question: 'which year' }] }])
})
