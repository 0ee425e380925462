import { grantRole, localOwner } from '@parkgraph/db'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addSource, addSubjects, pick } from './data.ts'
import { type Answer, leaveNothing, makeKey, openForm, write } from './writing.ts'

const server = useServer()

beforeAll(async () => {
  await openForm(server)
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const content = (park: string) => ({ membership: { park, role: 'PART_OF' } })

const put = (subject: string, park: string, token: string): Promise<Answer> =>
  write(server, 'recordFacts', { facts: [{ subject, content: content(park), source: 'form' }] }, token)

const idOf = (answer: Answer) => String(pick(answer, 'facts.0.id'))

let count = 0

/** A park of its own, which reports a firm where it reports for itself. */
async function addPark(reportedBy?: string): Promise<string> {
  const slug = `park-${++count}`
  await addSubjects(server.database, [
    { kind: 'PARK', slug, reportedBy: reportedBy ?? slug },
    { kind: 'ENTERPRISE', slug: `firm-of-${slug}`, reportedBy: reportedBy ?? slug },
  ])
  return slug
}

/** A key with several roles. */
async function makeRoles(roles: readonly (readonly [string, string])[]): Promise<string> {
  const [[role, park], ...more] = roles as [readonly [string, string], ...(readonly [string, string])[]]
  const token = await makeKey(server, role, { park })
  const to = { prefix: token.split('_')[1] ?? '' }
  for (const [further, scope] of more)
    await grantRole(server.database.pool, localOwner, { to, role: further, scope: { park: scope } })
  return token
}

const may = async (park: string, token: string) =>
  pick((await server.send(`{ viewer { may(park: "${park}") } }`, {}, token)).data, 'viewer.may') as string[]

test('nobody puts a park of others inside their own', async () => {
  const foreign = await addPark()
  const admin = await makeKey(server, 'ADMIN', { park: 'own' })
  expect((await leaveNothing(server, () => put(foreign, 'own', admin))).__typename).toBe('Forbidden')
  expect((await leaveNothing(server, () => put(`firm-of-${foreign}`, 'own', admin))).__typename).toBe('Forbidden')
  expect(await may(foreign, admin)).toEqual(['READ'])
})

test('nobody puts their own park inside one of others', async () => {
  const own = await addPark()
  const admin = await makeKey(server, 'ADMIN', { park: own })
  expect((await leaveNothing(server, () => put(own, 'sibling', admin))).__typename).toBe('Forbidden')
  expect((await leaveNothing(server, () => put(`firm-of-${own}`, 'sibling', admin))).__typename).toBe('Forbidden')
})

test('an EDITOR of a park does not become more there by putting it where they are more', async () => {
  const target = await addPark()
  for (const role of ['EDITOR', 'STEWARD'] as const) {
    const token = await makeRoles([
      ['ADMIN', 'own'],
      [role, target],
    ])
    const before = await may(target, token)
    const answer = await leaveNothing(server, () => put(target, 'own', token))
    expect(answer).toMatchObject({ __typename: 'Forbidden', message: expect.stringContaining('ADMIN') })
    expect(await may(target, token)).toEqual(before)
  }
})

test('and not by putting it into an empty park first, or by putting the park around it elsewhere', async () => {
  const target = await addPark()
  const shell = await addPark('own')
  const token = await makeRoles([
    ['ADMIN', 'own'],
    ['EDITOR', target],
  ])
  expect((await put(shell, 'own', token)).__typename).toBe('RecordFactsSuccess')
  expect((await leaveNothing(server, () => put(target, shell, token))).__typename).toBe('Forbidden')
  const around = await addPark('own')
  await addFact(server.database, 'membership', target, { park: around, role: 'PART_OF' }, target)
  expect((await leaveNothing(server, () => put(around, 'own', token))).__typename).toBe('Forbidden')
  expect(await may(target, token)).not.toContain('ADMINISTER')
})

test('a park that reports nothing is put into the one that reports it by its EDITOR', async () => {
  const part = await addPark('own')
  const editor = await makeKey(server, 'EDITOR', { park: 'own' })
  const outside = await makeKey(server, 'ADMIN', { park: 'sibling' })
  expect((await leaveNothing(server, () => put(part, 'own', outside))).__typename).toBe('Forbidden')
  expect((await put(part, 'own', editor)).__typename).toBe('RecordFactsSuccess')
})

test('a park that reports a document and nothing else has rows of its own too: also they are given to nobody, nor taken away', async () => {
  const part = await addPark('own')
  const region = await makeRoles([['EDITOR', 'own']])
  await grantRole(server.database.pool, localOwner, {
    ...{ to: { prefix: region.split('_')[1] ?? '' }, role: 'STEWARD', scope: { region: '5201' } },
  })
  const inside = idOf(await put(part, 'own', await makeKey(server, 'EDITOR', { park: 'own' })))
  const around = await addPark('own')
  const isWithin = idOf(await put(part, around, region))
  await addSource(server.database, `document-of-${part}`, 5, 'RESTRICTED', null, part)
  const before = await may(part, region)
  const move = { slug: part, expectedVersion: '1', regionCode: '520102', regionSystem: 'GB/T 2260-2007' }
  const withdrawal = { fact: inside, expectedVersion: inside, reason: 'x' }
  const attempts = [
    () => write(server, 'updatePark', move, region),
    () => write(server, 'updatePark', { ...move, slug: around }, region),
    () => put(part, 'own', region),
    () => put(around, 'own', region),
    () => write(server, 'withdrawFact', withdrawal, region),
    () => write(server, 'reviseFact', { ...withdrawal, content: content('own') }, region),
    () => write(server, 'draftPublication', { title: 'x', level: 'PUBLIC', facts: [isWithin] }, region),
  ]
  for (const attempt of attempts)
    expect(await leaveNothing(server, attempt)).toMatchObject({
      __typename: 'Forbidden',
      message: expect.stringContaining('ADMIN'),
    })
  expect(await may(part, region)).toEqual(before)
  const admin = await makeKey(server, 'ADMIN', { park: 'own' })
  expect((await write(server, 'updatePark', move, admin)).__typename).toBe('UpdateParkSuccess')
})

test('the ADMIN of both puts one into the other, which is a role there for those of the outer one, until it is withdrawn', async () => {
  const target = await addPark()
  const outer = await makeKey(server, 'STEWARD', { park: 'own' })
  const both = await makeRoles([
    ['EDITOR', 'own'],
    ['ADMIN', target],
  ])
  expect(await may(target, outer)).toEqual(['READ'])
  const id = idOf(await put(target, 'own', both))
  expect(await may(target, outer)).toContain('PUBLISH')
  const version = { fact: id, expectedVersion: id, reason: 'x' }
  const editor = await makeRoles([
    ['EDITOR', 'own'],
    ['EDITOR', target],
  ])
  for (const token of [outer, editor]) {
    const withdraw = () => write(server, 'withdrawFact', version, token)
    expect((await leaveNothing(server, withdraw)).__typename).toBe('Forbidden')
    const revise = () => write(server, 'reviseFact', { ...version, content: content('own') }, token)
    expect((await leaveNothing(server, revise)).__typename).toBe('Forbidden')
  }
  expect((await write(server, 'withdrawFact', version, both)).__typename).toBe('WithdrawFactSuccess')
  expect(await may(target, outer)).toEqual(['READ'])
})

test('a firm of two zones takes the role EDITOR in both', async () => {
  const other = await addPark()
  const one = await makeKey(server, 'ADMIN', { park: 'own' })
  const both = await makeRoles([
    ['EDITOR', 'own'],
    ['EDITOR', other],
  ])
  expect((await leaveNothing(server, () => put('firm-own', other, one))).__typename).toBe('Forbidden')
  const answer = await put('firm-own', other, both)
  expect(answer.__typename).toBe('RecordFactsSuccess')
  const version = { fact: idOf(answer), expectedVersion: idOf(answer), reason: 'x' }
  const withdraw = (token: string) => write(server, 'withdrawFact', version, token)
  expect((await leaveNothing(server, () => withdraw(one))).__typename).toBe('Forbidden')
  expect((await withdraw(both)).__typename).toBe('WithdrawFactSuccess')
})

test('a hidden park is like one that is not there', async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'hidden-park', accessLevel: 'RESTRICTED', reportedBy: 'sibling' },
  ])
  const admin = await makeKey(server, 'ADMIN', { park: 'own' })
  const [hidden, absent] = [await put('firm-own', 'hidden-park', admin), await put('firm-own', 'absent-park', admin)]
  expect(hidden).toEqual({ __typename: 'NotFound', message: 'There is no subject "hidden-park".' })
  expect(absent.message).toBe(hidden.message?.replace('hidden', 'absent'))
})

test('publishing where a park lies takes what recording it takes, and so gives READERs around it nothing that an ADMIN did not', async () => {
  const [inside, around] = [await addPark(), await addPark()]
  const fact = { park: around, role: 'PART_OF', access_level: 'RESTRICTED' }
  const id = await addFact(server.database, 'membership', inside, fact, inside)
  const reader = await makeKey(server, 'READER', { park: around })
  const input = {
    ...{ title: 'x', level: 'INTERNAL', facts: [Buffer.from(`Membership:${id}`).toString('base64')] },
  }
  const publish = async (action: string, publication: unknown, token: string) => {
    const [key, step] = [pick(publication, 'id'), pick(publication, 'lastStep.id')]
    return write(server, `${action}Publication`, { publication: key, expectedVersion: step }, token)
  }
  for (const grants of [
    [['ADMIN', inside]],
    [
      ['STEWARD', inside],
      ['EDITOR', around],
    ],
  ] as const) {
    const token = await makeRoles(grants)
    expect((await leaveNothing(server, () => write(server, 'draftPublication', input, token))).__typename).toBe(
      'Forbidden',
    )
  }
  const admin = await makeRoles([
    ['ADMIN', inside],
    ['EDITOR', around],
  ])
  const { publication } = await write(server, 'draftPublication', input, admin)
  expect(await may(inside, reader)).toEqual(['READ'])
  const submitted = await publish('submit', publication, admin)
  expect(await publish('approve', submitted['publication'], admin)).toMatchObject({
    publication: { state: 'RELEASED' },
  })
  expect(await may(inside, reader)).toEqual(['READ', 'READ_INTERNAL'])
})
