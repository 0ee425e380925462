import {
  createViewer,
  listCorrections,
  listIdentities,
  proposeCorrection,
  type RefusalError,
  resolveIdentity,
  type Viewer,
} from '@parkgraph/db'
import { beforeAll, expect, test } from 'vitest'
import { addFact, addFigures, addSubjects, propose } from '../graphql/data.ts'
import { useDatabase } from '../kit/database.ts'

const home = useDatabase()
let park = 0
let link = ''

/** Somebody who has a role for one park. */
const holder = (role: Viewer['grants'][number]['role'], of: number): Viewer =>
  createViewer({
    ...{ actor: `key:${role.toLowerCase()}`, kind: 'KEY', label: role },
    grants: [{ id: 1, role, parkId: of, regionPrefix: null, isAll: false, parks: [of] }],
  })

beforeAll(async () => {
  const { database } = home
  await addSubjects(database, [{ kind: 'PARK', slug: 'own', reportedBy: 'own' }])
  await addSubjects(
    database,
    ['one', 'two'].map((slug) => ({ kind: 'ENTERPRISE', slug, reportedBy: 'own' })),
  )
  const values = { kind: 'POSSIBLY_SAME_AS', to: 'two', access_level: 'INTERNAL' }
  link = String(await addFact(database, 'relationship', 'one', values, 'own'))
  const figure = { subject: 'one', indicator: 'revenue', value: '5', start: '2018-01-01', end: '2019-01-01' }
  const own = { reportedBy: 'own', accessLevel: 'INTERNAL', seriesAccessLevel: 'INTERNAL' } as const
  await propose(database, (await addFigures(database, [{ ...figure, ...own }]))[0] ?? '', { value: '6' })
  park = (await database.pool.query("SELECT id FROM subject WHERE slug = 'own'")).rows[0].id
})

const resolve = (viewer: Viewer, isSame = true) =>
  resolveIdentity(home.database.pool, viewer, { id: link, isSame, reason: 'x' }).then(
    () => 'DONE',
    ({ code }: RefusalError) => code,
  )

test('lists show what a role for the park shows', async () => {
  const { pool } = home.database
  const own = (viewer: Viewer) =>
    Promise.all([listCorrections(pool, viewer), listIdentities(pool, viewer)]).then(([corrections, links]) => [
      corrections.filter(({ subject }) => subject === 'one').length,
      links.filter(({ from }) => from === 'one').length,
    ])
  expect(await own(holder('READER', park))).toEqual([1, 1])
  expect(await own(holder('ADMIN', park + 1))).toEqual([0, 0])
})

test('whether subjects are the same is for a steward of the park to say', async () => {
  expect(await resolve(holder('ADMIN', park + 1))).toBe('NOT_FOUND')
  expect(await resolve(holder('READER', park))).toBe('FORBIDDEN')
  expect(await resolve(holder('EDITOR', park))).toBe('FORBIDDEN')
  expect(await resolve(holder('STEWARD', park))).toBe('DONE')
  expect(await resolve(holder('STEWARD', park))).toBe('ALREADY_DECIDED')
  const both = await Promise.all([resolve(holder('STEWARD', park), false), resolve(holder('ADMIN', park), false)])
  expect(both.sort()).toEqual(['ALREADY_DECIDED', 'DONE'])
})

test('a figure that is hidden by its subject alone is not there to be corrected', async () => {
  const { database } = home
  await addSubjects(database, [{ kind: 'ENTERPRISE', slug: 'secret', reportedBy: 'own', accessLevel: 'RESTRICTED' }])
  const figure = { subject: 'secret', indicator: 'revenue', value: '5', start: '2018-01-01', end: '2019-01-01' }
  const [id = ''] = await addFigures(database, [{ ...figure, reportedBy: 'own' }])
  const key = { reportingParkId: park, id: Buffer.from(id, 'base64').toString().split(':')[2] ?? '' }
  const proposal = { figure: key, changes: { value: '6' }, evidence: { zh: '据', en: 'x' }, confidence: 'LOW' }
  const ask = (viewer: Viewer) => proposeCorrection(database.pool, viewer, proposal)
  await expect(ask(holder('READER', park))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(ask(holder('EDITOR', park))).resolves.toMatchObject({ reportingParkId: park })
})
