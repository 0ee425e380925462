import { projectStageRecorded } from '@parkgraph/sdk'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects } from './data.ts'
import { publish } from './publishing.ts'
import { clientOf, collect, findEnd, isText, mark } from './streams.ts'
import { openForm } from './writing.ts'

// So long that only notifications of the database wake a stream.
const server = useServer({ limits: { patience: 3_600_000 } })
let editor = ''

beforeAll(async () => {
  editor = await openForm(server, '2026-11')
  await addSubjects(server.database, [{ kind: 'PROJECT', slug: 'work', park: 'own', reportedBy: 'own' }])
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('a subject that is published', () => {
  const toId = (type: string, key: string) => Buffer.from(`${type}:${key}`).toString('base64')
  const findSubject = async (slug: string) => {
    const { rows } = await server.database.pool.query('SELECT id FROM subject WHERE slug = $1', [slug])
    return toId('Project', rows[0].id)
  }

  /** The cursor of a stage of the open work: from there on, nothing has happened yet. */
  const findStage = async () => {
    let open = () => {}
    const opened = new Promise<void>((resolve) => {
      open = resolve
    })
    const events = clientOf(server).subscribe(projectStageRecorded, {}, { onOpen: open })
    const coming = events.next()
    await opened
    await addFact(server.database, 'project_stage', 'work', { stage: 'PAVING', state: 'DONE' }, 'own')
    const { value } = await coming
    await events.return(undefined)
    return value?.projectStageRecorded.cursor ?? ''
  }

  test('brings its figures and stages, each once, to those who had not seen it', async () => {
    await addSubjects(server.database, [
      { kind: 'PROJECT', slug: 'secret-work', accessLevel: 'INTERNAL', reportedBy: 'own' },
    ])
    const [after, begin] = [await findEnd(server, editor), await findStage()]
    const figure = {
      subject: 'secret-work',
      indicator: 'total_investment',
      nature: 'PLAN',
      value: '1',
      reportedBy: 'own',
    }
    const [hidden = ''] = await addFigures(server.database, [
      { ...figure, text: 'hidden twice', accessLevel: 'INTERNAL' },
      { ...figure, text: 'hidden with it', breakdown: 'part' },
      { ...figure, text: 'still hidden', breakdown: 'other', accessLevel: 'RESTRICTED' },
    ])
    const stage = (name: string, more: Record<string, string | boolean> = {}) =>
      addFact(server.database, 'project_stage', 'secret-work', { stage: name, state: 'DONE', ...more }, 'own')
    const first = await stage('FOUNDATION')
    await stage('FOUNDATION', { supersedes_id: first, printed: 'told anew' })
    await stage('PREPARATION', { access_level: 'INTERNAL' })
    const withdrawn = await stage('STRUCTURE')
    await stage('STRUCTURE', { supersedes_id: withdrawn, is_withdrawal: true })
    const secret = await stage('COMPLETION', { access_level: 'INTERNAL' })
    await publish(server.database, [hidden, await findSubject('secret-work'), toId('ProjectStage', secret)])
    await addFact(server.database, 'project_stage', 'work', { stage: 'COMPLETION', state: 'DONE' }, 'own')
    const last = await mark(server)
    const figures = async (token: string | null) =>
      (await collect(clientOf(server, token), isText(last), { after })).map((event) => [
        event.isPublication,
        event.observation.printed.text,
      ])
    const stages = async (token: string | null) => {
      const found: unknown[] = []
      for await (const { projectStageRecorded: event } of clientOf(server, token).subscribe(projectStageRecorded, {
        after: begin,
      })) {
        if (event.project.slug === 'work') break
        found.push([event.isPublication, event.stage?.stage, event.stage?.printed])
      }
      return found
    }
    expect(await figures(null)).toEqual([
      [true, 'hidden twice'],
      [true, 'hidden with it'],
      [false, last],
    ])
    expect(await figures(editor)).toEqual([
      ...['hidden twice', 'hidden with it', 'still hidden', last].map((text) => [false, text]),
    ])
    expect(await stages(null)).toEqual([
      [true, 'FOUNDATION', 'told anew'],
      [true, 'COMPLETION', null],
    ])
    expect((await stages(editor)).map((event) => (event as unknown[])[0])).toEqual(Array(6).fill(false))
  })

  test('tells of a stage that is published, or of its withdrawal', async () => {
    const after = await findStage()
    const add = (more: Record<string, string | boolean>) =>
      addFact(server.database, 'project_stage', 'work', { stage: 'PREPARATION', state: 'DONE', ...more }, 'own')
    const first = await add({})
    const second = await add({ supersedes_id: first, is_withdrawal: true, access_level: 'INTERNAL' })
    const events = clientOf(server).subscribe(projectStageRecorded, { after, where: { slug: { eq: 'work' } } })
    const next = async () => (await events.next()).value?.projectStageRecorded
    expect(await next()).toMatchObject({ isPublication: false, stage: { stage: 'PREPARATION' } })
    await publish(server.database, [toId('ProjectStage', second)])
    expect(await next()).toMatchObject({ isPublication: true, stage: null })
    await events.return(undefined)
  })
})
