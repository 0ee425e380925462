import { correctionDecided, projectStageRecorded, publicationAdvanced } from '@parkgraph/sdk'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, pick } from './data.ts'
import { limits, useRecorder } from './live.ts'
import { publish } from './publishing.ts'
import { clientOf, collect, findEnd, isText, mark, textsOf } from './streams.ts'
import { idOf, makeKey, write } from './writing.ts'

const server = useServer({ limits })
const { keys, record } = useRecorder(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

let steward = ''

beforeAll(async () => {
  await addSubjects(server.database, [{ kind: 'PROJECT', slug: 'work', park: 'own', reportedBy: 'own' }])
  steward = await makeKey(server, 'STEWARD', { park: 'own' })
})

describe('figures', () => {
  test('arrive as they are recorded, decoded, and in commit order', async () => {
    const after = await findEnd(server, keys.editor)
    const coming = collect(clientOf(server, keys.editor), ({ observation }) => observation.value?.toFixed() === '3', {
      after,
    })
    const id = idOf(await record(['1', '2']))
    await write(
      server,
      'reviseObservation',
      { observation: id, expectedVersion: id, value: '1.5', reason: '核' },
      keys.editor,
    )
    await record(['3'])
    const events = await coming
    expect(events.map(({ observation }) => observation.value?.toFixed())).toEqual(['1', '2', '1.5', '3'])
    expect(new Set(events.map(({ recordedAt }) => recordedAt)).size).toBe(3)
    const rest = await collect(
      clientOf(server, keys.editor),
      ({ observation }) => observation.value?.toFixed() === '3',
      {
        after: events[0]?.cursor ?? '',
      },
    )
    expect(rest).toEqual(events.slice(1))
  })

  test('are narrowed by park, and by what a list of figures is narrowed by', async () => {
    const after = await findEnd(server, keys.editor)
    const year = { start: '2100-01-01', end: '2101-01-01' }
    await addFigures(server.database, [
      { ...year, subject: 'sibling', indicator: 'tax_revenue', value: '1', reportedBy: 'sibling', text: 'other park' },
      {
        ...year,
        subject: 'own',
        indicator: 'fixed_asset_investment',
        value: '1',
        reportedBy: 'own',
        text: 'other indicator',
      },
    ])
    const last = await mark(server)
    const where = { indicator: { code: { eq: 'tax_revenue' } } }
    const read = async (variables: object) =>
      textsOf(await collect(clientOf(server), isText(last), { after, ...variables }))
    // Of one change, the figures of one park come after those of another.
    expect((await read({})).toSorted()).toEqual([last, 'other indicator', 'other park'])
    expect(await read({ park: 'own' })).toEqual(['other indicator', last])
    expect(await read({ where })).toEqual(['other park', last])
    expect(await read({ park: 'own', where })).toEqual([last])
  })

  test('that are not public are told to the public once they are published, and to others once, when they are recorded', async () => {
    const after = await findEnd(server, keys.editor)
    const id = idOf(await record(['7']))
    const before = await mark(server)
    await publish(server.database, [id])
    const last = await mark(server)
    const read = async (token: string | null) =>
      (await collect(clientOf(server, token), isText(last), { after })).map(({ isPublication, observation }) => [
        isPublication,
        observation.printed.text,
      ])
    const text = '7亿元'
    expect(await read(null)).toEqual([
      [false, before],
      [true, text],
      [false, last],
    ])
    expect(await read(keys.editor)).toEqual([
      [false, text],
      [false, before],
      [false, last],
    ])
  })
})

test('decisions on corrections, steps of publications and stages of works are told', async () => {
  const client = clientOf(server, keys.editor)
  const next = async <Data>(events: AsyncGenerator<Data>, work: () => Promise<unknown>) => {
    const coming = events.next()
    // The stream has begun when the server knows it: what comes earlier is not told.
    await expect
      .poll(() => server.statements.filter((text) => text.startsWith('/* Subscription.')).length)
      .toBeGreaterThan(0)
    await work()
    const { value } = await coming
    await events.return(undefined)
    server.forget()
    return value as Data
  }
  const id = idOf(await record(['9']))
  const proposal = { observation: id, changes: { value: '90' }, confidence: 'HIGH', evidence: { zh: '错', en: 'x' } }
  const correction = pick(await write(server, 'proposeCorrection', proposal, keys.editor), 'correction.id')
  server.forget()
  expect(
    await next(client.subscribe(correctionDecided, { park: 'own' }), () =>
      write(server, 'acceptCorrection', { correction, expectedVersion: '1', reason: '是' }, steward),
    ),
  ).toMatchObject({
    correctionDecided: { correction: { id: correction }, decision: { state: 'ACCEPTED', reason: '是' } },
  })
  const draft = { title: '十月', level: 'PUBLIC', observations: [id] }
  expect(
    await next(client.subscribe(publicationAdvanced, { where: { title: { eq: '十月' } } }), () =>
      write(server, 'draftPublication', draft, keys.editor),
    ),
  ).toMatchObject({ publicationAdvanced: { publication: { title: '十月' }, step: { state: 'DRAFTED' } } })
  expect(
    await next(client.subscribe(projectStageRecorded, { where: { slug: { eq: 'work' } } }), () =>
      addFact(server.database, 'project_stage', 'work', { stage: 'FOUNDATION', state: 'DONE' }, 'own'),
    ),
  ).toMatchObject({
    projectStageRecorded: { project: { slug: 'work' }, stage: { stage: 'FOUNDATION', state: 'DONE' } },
  })
})
