import { createHash } from 'node:crypto'
import { projectStageRecorded } from '@parkgraph/sdk'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects } from './data.ts'
import { clientOf, collect, findBegin, findEnd, isText } from './streams.ts'
import { openForm } from './writing.ts'

const server = useServer()
let editor = ''

beforeAll(async () => {
  editor = await openForm(server, '2026-11')
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'hidden', reportedBy: 'hidden', accessLevel: 'INTERNAL' },
    { kind: 'PROJECT', slug: 'hidden-work', reportedBy: 'hidden' },
  ])
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

/** What a cursor holds, without what marks its list and its checksum. */
const read = (cursor = ''): string[] => JSON.parse(Buffer.from(cursor, 'base64url').toString()).slice(1, -1)

const findPark = async (slug: string): Promise<number> =>
  (await server.database.pool.query('SELECT id FROM subject WHERE slug = $1', [slug])).rows[0].id

describe('the cursor of an event', () => {
  test('does not tell a hidden park', async () => {
    const after = await findBegin(server, 'subscription { projectStageRecorded { cursor } }', null)
    await addFact(server.database, 'project_stage', 'hidden-work', { stage: 'PAVING', state: 'DONE' }, 'hidden')
    const events = clientOf(server).subscribe(projectStageRecorded, { after })
    const { value } = await events.next()
    await events.return(undefined)
    expect(value?.projectStageRecorded.project?.slug).toBe('hidden-work')
    const [place, rank, id] = read(value?.projectStageRecorded.cursor)
    expect(await findPark('hidden')).toBeGreaterThan(1)
    expect([place, rank, id]).toEqual([expect.any(String), '1', expect.any(String)])
  })

  test('is where a stream goes on among the rows of many parks that were recorded at once', async () => {
    const after = await findEnd(server, editor)
    const parks = ['hidden', 'inner', 'outer', 'own', 'sibling']
    const subjects = parks.map((park) => (park === 'hidden' ? 'hidden-work' : park))
    await addFigures(
      server.database,
      parks.flatMap((reportedBy, at) =>
        ['1', '2'].map((value) => ({
          ...{
            subject: subjects[at] ?? '',
            indicator: 'total_investment',
            reportedBy,
            value,
            text: reportedBy + value,
          },
          ...{ start: `210${value}-01-01`, end: `210${value}-12-31` },
        })),
      ),
    )
    const last = isText('hidden2')
    const events = await collect(clientOf(server, editor), last, { after })
    expect(events).toHaveLength(10)
    expect(new Set(events.map(({ cursor }) => read(cursor)[0])).size).toBe(1)
    for (const [at, { cursor }] of events.slice(0, -1).entries())
      expect(await collect(clientOf(server, editor), last, { after: cursor })).toEqual(events.slice(at + 1))
  })

  test('of a server that told the park is refused', async () => {
    const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 8)
    const parts = [hash(['observationRecorded', []]), '1', '1', '1']
    const old = Buffer.from(JSON.stringify([...parts, hash(parts)])).toString('base64url')
    await expect(collect(clientOf(server, editor), () => true, { after: old })).rejects.toMatchObject({
      code: 'BAD_CURSOR',
    })
  })
})
