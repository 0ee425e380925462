import { releaseDuePublications } from '@parkgraph/db'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { decideCorrection, findCorrected, proposeCorrection } from './correcting.ts'
import { addFact, addFigures, addSubjects, pick } from './data.ts'
import { draftPublication, type Publication, readPublication, takeStep } from './publication-steps.ts'
import { approve as approveUntil } from './publishing.ts'
import { type Answer, leaveNothing, makeKey, openForm, write } from './writing.ts'

const server = useServer()
let editor = ''
let steward = ''

beforeAll(async () => {
  editor = await openForm(server, '2026-11')
  steward = await makeKey(server, 'STEWARD', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const draft = async (input: Record<string, unknown>) => readPublication(await draftPublication(server, input, editor))

const ask = (action: string, publication: Publication, token: string, more?: Record<string, unknown>) =>
  takeStep(server, action, publication, token, more)

const submit = async (input: Record<string, unknown>) =>
  readPublication(await ask('submit', await draft(input), editor))
const approve = (publication: Publication) => ask('approve', publication, steward)

let year = 2026

const addFigure = async () =>
  (
    await addFigures(server.database, [
      {
        ...{ subject: 'own', indicator: 'tax_revenue', value: '1.5', reportedBy: 'own', accessLevel: 'INTERNAL' },
        ...{ start: `${++year}-01-01`, end: `${year + 1}-01-01` },
      },
    ])
  )[0] ?? ''

async function addFacility(): Promise<string> {
  const slug = `changed-facility-${++year}`
  await addSubjects(server.database, [{ kind: 'FACILITY', slug, accessLevel: 'INTERNAL', reportedBy: 'own' }])
  return slug
}

async function addHonour(): Promise<string> {
  const values = { title: `honour ${++year}`, access_level: 'INTERNAL' }
  return Buffer.from(`Honour:${await addFact(server.database, 'honour', 'firm-own', values, 'own')}`).toString('base64')
}

const reason = { reason: '误' }
const expectSuccess = async (answer: Promise<Answer>) => {
  const { __typename, ...told } = await answer
  expect(__typename).toMatch(/Success$/)
  return told
}
const withdraw = async (id: string) =>
  String(
    pick(
      await expectSuccess(
        write(server, 'withdrawObservation', { observation: id, expectedVersion: id, ...reason }, editor),
      ),
      'observation.id',
    ),
  )
const revise = async (id: string) =>
  String(
    pick(
      await expectSuccess(
        write(server, 'reviseObservation', { observation: id, expectedVersion: id, value: '1.1', ...reason }, editor),
      ),
      'observation.id',
    ),
  )
const rename = (slug: string, expectedVersion = '1') =>
  expectSuccess(write(server, 'updateFacility', { slug, expectedVersion, name: `新名 ${expectedVersion}` }, editor))

const see = async (id: string) =>
  pick((await server.send('query ($id: ID!) { node(id: $id) { id } }', { id })).data, 'node')
const seeFacility = async (slug: string) =>
  pick((await server.send('query ($slug: String!) { facility(slug: $slug) { name } }', { slug })).data, 'facility')

const expectRefused = async (work: () => Promise<Answer>, conflict: Record<string, unknown>) =>
  expect(await leaveNothing(server, work)).toMatchObject({
    ...{ __typename: 'Conflict', code: 'ITEMS_CHANGED' },
    conflicts: [{ path: ['publication'], ...conflict }],
  })

describe('an approval is refused where since the submission', () => {
  test('a figure was withdrawn', async () => {
    const [figure, other] = [await addFigure(), await addFigure()]
    const ready = await submit({ observations: [figure, other] })
    const withdrawal = await withdraw(figure)
    await expectRefused(() => approve(ready), { observation: { id: withdrawal }, version: withdrawal })
    expect([await see(figure), await see(other)]).toEqual([null, null])
  })

  test('a figure was revised, also where the newer one is public by now', async () => {
    const figure = await addFigure()
    const ready = await submit({ observations: [figure] })
    const newer = await revise(figure)
    await expectRefused(() => approve(ready), { observation: { id: newer }, version: newer })
    expect(readPublication(await approve(await submit({ observations: [newer] }))).state).toBe('RELEASED')
    await expectRefused(() => approve(ready), { observation: { id: newer } })
    expect(readPublication(await approve(await submit({ observations: [figure] }))).state).toBe('RELEASED')
  })

  test('a fact was revised or withdrawn', async () => {
    const fact = await addHonour()
    const ready = await submit({ facts: [fact] })
    const content = { honour: { title: `revised ${year}` } }
    const revision = { fact, expectedVersion: fact, content, ...reason }
    const newer = String(pick(await expectSuccess(write(server, 'reviseFact', revision, editor)), 'fact.id'))
    await expectRefused(() => approve(ready), { fact: { id: newer }, version: newer })
    const withdrawal = { fact, expectedVersion: newer, ...reason }
    const last = pick(await expectSuccess(write(server, 'withdrawFact', withdrawal, editor)), 'version')
    await expectRefused(() => approve(ready), { fact: null, version: last })
    expect(await see(fact)).toBeNull()
  })

  test('a subject was changed: returned and submitted again, it is released as it is then', async () => {
    const slug = await addFacility()
    const ready = await submit({ subjects: [slug] })
    await rename(slug)
    await expectRefused(() => approve(ready), { subject: { slug }, version: '2' })
    expect(await seeFacility(slug)).toBeNull()
    const returned = readPublication(await ask('return', ready, steward, reason))
    const again = readPublication(await ask('submit', returned, editor))
    expect(readPublication(await approve(again)).state).toBe('RELEASED')
    expect(await seeFacility(slug)).toEqual({ name: '新名 1' })
  })

  test('a further name of a subject was withdrawn', async () => {
    const slug = await addFacility()
    const values = { name: `alias of ${slug}`, kind: 'SHORT', access_level: 'INTERNAL' }
    const id = await addFact(server.database, 'subject_name', slug, values, 'own')
    const fact = Buffer.from(`SubjectName:${id}`).toString('base64')
    const ready = await submit({ subjects: [slug] })
    const withdrawal = { fact, expectedVersion: fact, ...reason }
    const last = pick(await expectSuccess(write(server, 'withdrawFact', withdrawal, editor)), 'version')
    await expectRefused(() => approve(ready), { fact: null, version: last })
  })
})

test('everything that was changed is told at once', async () => {
  const [figure, other, fact, slug] = [await addFigure(), await addFigure(), await addHonour(), await addFacility()]
  const ready = await submit({ observations: [figure, other], facts: [fact], subjects: [slug] })
  await withdraw(figure)
  await revise(other)
  await expectSuccess(write(server, 'withdrawFact', { fact, expectedVersion: fact, ...reason }, editor))
  await rename(slug)
  const refused = await leaveNothing(server, () => approve(ready))
  expect(refused).toMatchObject({ code: 'ITEMS_CHANGED', message: expect.stringContaining('And 1 more.') })
  expect(refused.conflicts).toHaveLength(4)
})

test('what is overtaken already is not submitted, unless what overtook it is named too', async () => {
  const figure = await addFigure()
  const drafted = await draft({ observations: [figure] })
  const withdrawal = await withdraw(figure)
  await expectRefused(() => ask('submit', drafted, editor), { observation: { id: withdrawal } })
  expect(readPublication(await approve(await submit({ observations: [figure, withdrawal] }))).state).toBe('RELEASED')
})

test('a corrected figure is published while its correction holds', async () => {
  const figure = await addFigure()
  const proposed = await expectSuccess(proposeCorrection(server, figure, { value: '1.7' }, editor))
  const correction = pick(proposed, 'correction.id')
  await expectSuccess(decideCorrection(server, 'accept', correction, steward))
  const ready = await submit({ observations: [figure, await findCorrected(server, correction, steward)] })
  await expectSuccess(decideCorrection(server, 'reject', correction, steward, { expectedVersion: '2' }))
  await expectRefused(() => approve(ready), { observation: null })
})

test('at the end of an embargo nothing of it is released, and it is returned and says why', async () => {
  const { pool } = server.database
  const [figure, other, slug] = [await addFigure(), await addFigure(), await addFacility()]
  const { data } = await server.send('query ($slug: String!) { facility(slug: $slug) { id } }', { slug }, editor)
  const past = '2020-01-01T00:00:00Z'
  const named = [
    await approveUntil(server.database, [figure, other], past),
    await approveUntil(server.database, [String(pick(data, 'facility.id'))], past),
  ] as const
  await withdraw(figure)
  await rename(slug)
  expect(await releaseDuePublications(pool)).toMatchObject({
    released: [],
    returned: [{}, {}],
    faults: [],
    nextIn: null,
  })
  expect(await releaseDuePublications(pool)).toMatchObject({ released: [], returned: [], faults: [] })
  expect([await see(figure), await see(other), await seeFacility(slug)]).toEqual([null, null, null])
  const query = `query ($id: ID!) { node(id: $id) { ... on Publication { id state lastStep { id } steps { state doneBy reason } } } }`
  const look = async (id: string) => pick((await server.send(query, { id }, editor)).data, 'node') as Publication
  const [figures, facility] = [await look(named[0]), await look(named[1])]
  expect(figures.steps.at(-1)).toEqual({
    ...{ state: 'RETURNED', doneBy: 'publisher', reason: expect.stringMatching(/^Figure \S+ is newer than figure/) },
  })
  const again = readPublication(await ask('submit', facility, editor))
  expect(readPublication(await approve(again)).state).toBe('RELEASED')
  expect(await seeFacility(slug)).toEqual({ name: '新名 1' })
})

test('of an approval and a withdrawal at once, nothing is released that was withdrawn before', async () => {
  const outcomes = []
  for (let round = 0; round < 4; round += 1) {
    const figure = await addFigure()
    const ready = await submit({ observations: [figure] })
    const withdrawal = { observation: figure, expectedVersion: figure, ...reason }
    const [approved] = await Promise.all([
      approve(ready),
      expectSuccess(write(server, 'withdrawObservation', withdrawal, editor)),
    ])
    const { rows } = await server.database.pool.query<{ first: string }>(
      `SELECT split_part(reason, ' ', 1) AS first FROM change WHERE reason LIKE 'approve publication%' OR reason LIKE 'withdraw figure%'
       ORDER BY position DESC LIMIT 2`,
    )
    const isFirst = rows[1]?.first === 'approve' && rows[0]?.first === 'withdraw'
    outcomes.push([approved.__typename === 'Conflict' ? approved.code : isFirst, (await see(figure)) === null])
  }
  for (const [outcome, isHidden] of outcomes)
    expect([outcome, isHidden]).toEqual([isHidden ? 'ITEMS_CHANGED' : true, isHidden])
})
