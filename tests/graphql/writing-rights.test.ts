import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addOpenRows, levels } from './access-rows.ts'
import { addGrounds, type Ground, inputs, newIndicator } from './grounds.ts'
import { answerOf, askers, type MutationName, mutationRights, type Place, places } from './rights.ts'
import { type Answer, leaveNothing, makeKey, roles, write, writeEach } from './writing.ts'

const server = useServer()
/** Keys by who asks: each for the park `own`, or for nothing. */
const tokens = new Map<string, string | null>([['ANONYMOUS', null]])
let admin = ''
let source = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  admin = await makeKey(server, 'ADMIN', { isAll: true })
  tokens.set('NONE', await makeKey(server, 'ADMIN', { region: '82' }))
  for (const role of roles) tokens.set(role, await makeKey(server, role, { park: 'own' }))
  source = (await server.database.pool.query('SELECT code FROM source ORDER BY id LIMIT 1')).rows[0].code
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

/** Where a mutation is asked: of rows at every level; else the level says nothing, or there is nothing public to publish. */
function placesOf(name: MutationName): Place[] {
  const { of } = mutationRights[name]
  if (of === 'EVERYTHING') return places.filter(({ park, level }) => park === 'own' && level === 'INTERNAL')
  if (name === 'draftPublication') return places.filter(({ level }) => level !== 'PUBLIC')
  const isOfLevels = of === 'ROW' || of === 'CORRECTION' || of === 'ARCHIVED'
  return isOfLevels ? places : places.filter(({ level }) => level === 'INTERNAL')
}

/** One ground of each place, for what is refused: it stays as it is. */
const kept = new Map<string, Promise<Ground[]>>()

function keepGrounds(name: MutationName): Promise<Ground[]> {
  const [where, { of }] = [placesOf(name), mutationRights[name]]
  const key = `${of} ${where.length}`
  const grounds = kept.get(key) ?? addGrounds(server, admin, where, of)
  kept.set(key, grounds)
  return grounds
}

describe.each(Object.keys(mutationRights) as MutationName[])('%s', (name) => {
  const { of } = mutationRights[name]

  test.each(askers)('as %s of a park', async (asker) => {
    const where = placesOf(name)
    const grounds = await keepGrounds(name)
    const ask = async (some: readonly Place[], own: readonly Ground[]) => {
      const told = await writeEach(server, name, own.map(inputs[name]), tokens.get(asker) ?? null)
      const answers = told.map(({ __typename }) => __typename.replace(/^.*(Success)$/, '$1'))
      expect(some.map((place, at) => ({ ...place, answer: answers[at] }))).toEqual(
        some.map((place) => ({ ...place, answer: answerOf(asker, name, place) })),
      )
    }
    const isOpen = (place: Place) => answerOf(asker, name, place) === 'Success'
    const [open, refused] = [where.filter(isOpen), where.filter((place) => !isOpen(place))]
    const ofRefused = grounds.filter((_, at) => !isOpen(where[at] as Place))
    if (refused.length > 0) await leaveNothing(server, () => ask(refused, ofRefused))
    if (open.length > 0) await ask(open, await addGrounds(server, admin, open, of))
  })

  test.skipIf(of === 'PARK' || of === 'EVERYTHING')('what is hidden is like what is not there', async () => {
    const hidden = (await keepGrounds(name)).at(placesOf(name).findLastIndex(({ park }) => park === 'own')) as Ground
    const none = (type: string) => Buffer.from(`${type}:1:999999999`).toString('base64')
    const absent = {
      ...{ slug: 'nothing', park: 'own', version: hidden.version, figure: none('Observation') },
      ...{ fact: Buffer.from('Honour:999999999').toString('base64'), publication: none('Publication') },
      ...{ proposed: none('Correction'), accepted: none('Correction'), source },
    }
    const ask = (ground: Ground) => write(server, name, inputs[name](ground), tokens.get('READER') ?? null)
    const plain = (answer: Answer, { slug, figure, fact, publication, proposed, accepted }: Ground) =>
      [figure, fact, publication, proposed, accepted]
        .map((id) => Buffer.from(id, 'base64').toString().split(':').slice(1).join(':'))
        .filter(Boolean)
        // An id of one may end that of another.
        .sort((a, b) => b.length - a.length)
        .reduce((text, word) => text.replaceAll(word, 'X'), JSON.stringify(answer).replaceAll(slug, 'X'))
    const [first, second] = [await ask(hidden), await ask(absent)]
    expect(first.__typename).toBe('NotFound')
    expect(plain(first, hidden)).toBe(plain(second, absent))
  })
})

test('no role makes a document known that is public', async () => {
  for (const level of levels) {
    const days = { publishedFrom: '2026-01-01', publishedTo: '2026-01-01', accessLevel: level }
    const input = { code: `s-${level}`.toLowerCase(), title: 'x', kind: 'SURVEY', reportingPark: 'own', ...days }
    const work = () => write(server, 'createSource', input, tokens.get('ADMIN') ?? null)
    const answer = await (level === 'PUBLIC' ? leaveNothing(server, work) : work())
    expect([level, answer.issues?.map(({ code }) => code)]).toEqual([
      level,
      level === 'PUBLIC' ? ['NOT_PUBLIC'] : undefined,
    ])
  }
})

test('indicators take the role ADMIN for everything', async () => {
  for (const role of roles) {
    const token = await makeKey(server, role, { isAll: true })
    const code = `kept_by_${role.toLowerCase()}`
    const work = async (name: string, input: object) => {
      const ask = () => write(server, name, { ...input }, token)
      return (await (role === 'ADMIN' ? ask() : leaveNothing(server, ask))).__typename.replace(/^.*(Success)$/, '$1')
    }
    const known = { indicator: role === 'ADMIN' ? code : 'revenue', reason: 'x' }
    const answers = [
      await work('createIndicator', newIndicator(code)),
      await work('updateIndicator', { code: known.indicator, expectedVersion: '1', name: '改' }),
      await work('archiveIndicator', { ...known, expectedVersion: '2' }),
      await work('restoreIndicator', { ...known, expectedVersion: '3' }),
    ]
    expect([role, answers]).toEqual([role, Array(4).fill(role === 'ADMIN' ? 'Success' : 'Forbidden')])
  }
})

test('of a form for several parks nothing is recorded where one is not open', async () => {
  const figure = (subject: string) => ({
    ...{ subject, indicator: 'revenue', accumulation: 'MONTH', nature: 'ACTUAL', period: '2018-04', value: '1' },
    ...{ unit: 'CNY_10K', source, publishedOn: '2026-01-01' },
  })
  const observations = ['firm-own', 'firm-inner', 'firm-sibling'].map(figure)
  const editor = tokens.get('EDITOR') ?? null
  const refused = await leaveNothing(server, () => write(server, 'recordObservations', { observations }, editor))
  expect(refused).toMatchObject({ __typename: 'Forbidden', message: expect.stringContaining('"firm-sibling"') })
  const [first, second] = await Promise.all([
    write(server, 'recordObservations', { observations: observations.slice(0, 2) }, editor),
    write(server, 'recordObservations', { observations: observations.slice(2) }, admin),
  ])
  expect([first.__typename, second.__typename]).toEqual(Array(2).fill('RecordObservationsSuccess'))
  const { rows } = await server.database.pool.query(
    "SELECT s.slug FROM change c JOIN subject s ON s.id = c.reporting_park_id WHERE c.reason = 'record 2 figures' ORDER BY 1",
  )
  expect(rows).toEqual([{ slug: 'inner' }, { slug: 'own' }])
})

test('what was written under a role that is gone is not told again', async () => {
  const key = await makeKey(server, 'EDITOR', { park: 'own' })
  const id = { prefix: key.split('_')[1] }
  const [ground] = await addGrounds(server, admin, [{ park: 'own', level: 'INTERNAL' }], 'ROW')
  const input = { ...inputs.reviseObservation(ground as Ground), idempotencyKey: 'once' }
  expect((await write(server, 'reviseObservation', input, key)).__typename).toBe('ReviseObservationSuccess')
  await server.database.pool.query(
    `UPDATE access_grant g SET role = 'READER' FROM api_key k WHERE k.principal_id = g.principal_id AND k.prefix = $1`,
    [id.prefix],
  )
  expect((await write(server, 'reviseObservation', input, key)).__typename).toBe('ReviseObservationSuccess')
  await server.database.pool.query(
    `UPDATE access_grant g SET park_id = (SELECT id FROM subject WHERE slug = 'sibling') FROM api_key k
     WHERE k.principal_id = g.principal_id AND k.prefix = $1`,
    [id.prefix],
  )
  expect((await write(server, 'reviseObservation', input, key)).__typename).toBe('NotFound')
})
