import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, decide, type NewFigure, pick, propose } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const period = { indicator: 'revenue', start: '2018-01-01', end: '2019-01-01', publishedOn: '2019-02-01' }
const growth = { ...period, measure: 'GROWTH', unit: 'PERCENT' }
const later = { publishedOn: '2019-03-01' }

async function add(figure: NewFigure): Promise<string> {
  const [id] = await addFigures(server.database, [figure])
  return id as string
}

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

test('a growth that a later vintage without a level replaced stands with none', async () => {
  await addFirm('replaced-growth')
  await add({ subject: 'replaced-growth', ...growth, ...later, value: '6' })
  expect(await read('replaced-growth')).toEqual([{ value: '100', reportedGrowth: null, corrects: null }])
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
