import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigure, addFigures, addSubjects, decide, type NewFigure, pick, propose } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const period = { indicator: 'revenue', start: '2018-01-01', end: '2019-01-01', publishedOn: '2019-02-01' }
const growth = { ...period, measure: 'GROWTH', unit: 'PERCENT' }
const later = { publishedOn: '2019-03-01' }

const add = (figure: NewFigure) => addFigure(server.database, figure)

async function addFirm(subject: string) {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: subject }])
  const level = await add({ subject, ...period, value: '100' })
  const printed = await add({ subject, ...growth, value: '5', growthOf: level })
  return { level, printed }
}

async function correct(figure: string, changes: object): Promise<void> {
  await decide(server.database, await propose(server.database, figure, changes))
}

async function read(slug: string, reading = 'AS_PRINTED') {
  const { data, errors } = await server.send(
    `query ($slug: String!, $reading: Reading!) { observations(reading: $reading, where: { subject: { slug: { eq: $slug } }, measure: { eq: LEVEL } }) {
      nodes { value reportedGrowth { value measure reading } corrects { value reading corrects { value } } } } }`,
    { slug, reading },
  )
  expect(errors).toBeUndefined()
  return pick(data, 'observations.nodes')
}

const printedGrowth = { value: '5', measure: 'GROWTH', reading: 'AS_PRINTED' }

test('a corrected growth never stands in for the printed one', async () => {
  const { level, printed } = await addFirm('corrected-growth')
  await add({ subject: 'corrected-growth', ...growth, ...later, value: '6', growthOf: level, corrects: printed })
  expect(await read('corrected-growth')).toEqual([{ value: '100', reportedGrowth: printedGrowth, corrects: null }])
})

test('a change that names the level never stands in for its growth', async () => {
  const { level } = await addFirm('change-growth')
  await add({ subject: 'change-growth', ...period, ...later, measure: 'CHANGE', value: '7', growthOf: level })
  expect(await read('change-growth')).toEqual([{ value: '100', reportedGrowth: printedGrowth, corrects: null }])
})

test('a share that names the level never stands in for its growth', async () => {
  const { level } = await addFirm('share-growth')
  await add({ subject: 'share-growth', ...growth, ...later, measure: 'SHARE', value: '8', growthOf: level })
  expect(await read('share-growth')).toEqual([{ value: '100', reportedGrowth: printedGrowth, corrects: null }])
})

test('of vintages of a growth the newest stands with the level, whichever was recorded first', async () => {
  const { level } = await addFirm('vintage-growth')
  await add({ subject: 'vintage-growth', ...growth, ...later, value: '6', growthOf: level })
  await add({ subject: 'vintage-growth', ...growth, publishedOn: '2019-01-15', value: '4', growthOf: level })
  expect(await read('vintage-growth')).toMatchObject([{ value: '100', reportedGrowth: { value: '6' } }])
})

test('a growth that was revised without naming its level stays with it', async () => {
  await addFirm('replaced-growth')
  await add({ subject: 'replaced-growth', ...growth, ...later, value: '6' })
  const revised = { ...printedGrowth, value: '6' }
  expect(await read('replaced-growth')).toEqual([{ value: '100', reportedGrowth: revised, corrects: null }])
})

test('a hidden vintage of a growth replaces none', async () => {
  await addFirm('hidden-growth')
  await add({ subject: 'hidden-growth', ...growth, ...later, value: '6', accessLevel: 'RESTRICTED' })
  expect(await read('hidden-growth')).toMatchObject([{ reportedGrowth: { value: '5' } }])
})

test('a corrected level has the corrected growth, and leads to the printed level', async () => {
  const { level, printed } = await addFirm('corrected-level')
  const subject = 'corrected-level'
  await correct(level, { value: '110' })
  await correct(printed, { value: '9' })
  await add({ subject, ...period, ...later, measure: 'CHANGE', value: '7', growthOf: level })
  expect(await read(subject, 'CORRECTED')).toEqual([
    {
      value: '110',
      reportedGrowth: { value: '9', measure: 'GROWTH', reading: 'CORRECTED' },
      corrects: { value: '100', reading: 'AS_PRINTED', corrects: null },
    },
  ])
  expect(await read(subject)).toEqual([{ value: '100', reportedGrowth: printedGrowth, corrects: null }])
})

test('the correction of a hidden figure is hidden with it', async () => {
  const subject = 'hidden-printed'
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: subject }])
  await correct(await add({ subject, ...period, value: '100', accessLevel: 'RESTRICTED' }), { value: '110' })
  expect(await read(subject, 'CORRECTED')).toEqual([])
})

test('stays with a level that is revised without another growth', async () => {
  const { level } = await addFirm('revised-level')
  const before = { start: '2017-01-01', end: '2018-01-01' }
  await add({ subject: 'revised-level', ...period, ...before, value: '80' })
  await add({ subject: 'revised-level', ...period, ...later, value: '120' })
  expect(await read('revised-level')).toEqual([
    { value: '80', reportedGrowth: null, corrects: null },
    { value: '120', reportedGrowth: printedGrowth, corrects: null },
  ])
  const select = `nodes { value growth { reported { value } computed divergence } }`
  const { data } = await server.send(`{ observations(where: { subject: { slug: { eq: "revised-level" } },
    growthAgreement: { eq: DIFFERS } }) { ${select} } }`)
  const growthOfTwenty = { reported: { value: '5' }, computed: '50', divergence: '-45' }
  expect(pick(data, 'observations.nodes')).toEqual([{ value: '120', growth: growthOfTwenty }])
  await add({ subject: 'revised-level', ...growth, publishedOn: '2019-04-01', value: '50', growthOf: level })
  expect(await read('revised-level')).toMatchObject([{}, { reportedGrowth: { value: '50' } }])
})

test('stands with the level of its source, series and period where nothing says with which it was printed', async () => {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'unlinked-growth' }])
  await add({ subject: 'unlinked-growth', ...period, value: '100' })
  await add({ subject: 'unlinked-growth', ...period, accumulation: 'YEAR_TO_DATE', value: '90' })
  await add({ subject: 'unlinked-growth', ...growth, value: '5' })
  const found = (await read('unlinked-growth')) as { value: string; reportedGrowth: unknown }[]
  expect(found.map(({ value, reportedGrowth }) => [value, reportedGrowth])).toEqual(
    expect.arrayContaining([
      ['100', printedGrowth],
      ['90', null],
    ]),
  )
})

test('is previewed with the level that was revised since', async () => {
  const { printed } = await addFirm('previewed-growth')
  await add({ subject: 'previewed-growth', ...period, ...later, value: '120' })
  const id = await propose(server.database, printed, { value: '7' })
  const { data, errors } = await server.send(
    `query ($id: ID!) { node(id: $id) { ... on Correction { preview { growths { beforeReported afterReported } } } } }`,
    { id },
  )
  expect(errors).toBeUndefined()
  expect(pick(data, 'node.preview.growths')).toEqual([{ beforeReported: '5', afterReported: '7' }])
})

test('a growth that is missing is no vague one', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'unsaid' }])
  const [, level = ''] = await addFigures(server.database, [tax('unsaid', '2016', '100'), tax('unsaid', '2017', '150')])
  await add(tax('unsaid', '2017', null, { measure: 'GROWTH', unit: 'PERCENT', growthOf: level }))
  const { data } = await server.send('{ park(slug: "unsaid") { taxRevenue { growth { computed reason } } } }')
  expect(pick(data, 'park.taxRevenue.growth')).toEqual({ computed: '50', reason: 'MISSING_VALUE' })
})

test('is told of levels alone', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'levels' }])
  const change = { measure: 'CHANGE' }
  await addFigures(server.database, [
    tax('levels', '2016', '1000'),
    tax('levels', '2017', '1200'),
    tax('levels', '2017', '20', { measure: 'GROWTH', unit: 'PERCENT' }),
    tax('levels', '2016', '150', change),
    tax('levels', '2017', '200', change),
  ])
  const { data, errors } = await server.send(`{
    observations(where: { subject: { slug: { eq: "levels" } } period: { eq: "2017" } }) {
      nodes { measure growth { computed agreement } reportedGrowth { value } reportedChange { value } } }
    differing: observations(where: { subject: { slug: { eq: "levels" } } growthAgreement: { eq: DIFFERS } }) { totalCount } }`)
  expect(errors).toBeUndefined()
  expect(pick(data, 'differing.totalCount')).toBe(0)
  const none = { growth: null, reportedGrowth: null, reportedChange: null }
  expect(pick(data, 'observations.nodes')).toEqual([
    {
      measure: 'LEVEL',
      growth: { computed: '20', agreement: 'AGREES' },
      reportedGrowth: { value: '20' },
      reportedChange: { value: '200' },
    },
    { measure: 'GROWTH', ...none },
    { measure: 'CHANGE', ...none },
  ])
})
