import { buildClientSchema, type GraphQLInputObjectType, getIntrospectionQuery } from 'graphql'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addOpenRows } from './access-rows.ts'
import { addGrounds, type Ground, inputs, newIndicator } from './grounds.ts'
import { type MutationName, mutationRights } from './rights.ts'
import { listGiven, listOthers, listTypes } from './same-key.ts'
import { type Answer, makeKey, write, writeEach } from './writing.ts'

const server = useServer()
let admin = ''
const types = new Map<string, GraphQLInputObjectType>()

beforeAll(async () => {
  await addOpenRows(server.database)
  admin = await makeKey(server, 'ADMIN', { isAll: true })
  const { data } = await server.send(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }))
  const fields =
    buildClientSchema(data as never)
      .getMutationType()
      ?.getFields() ?? {}
  for (const [name, { args }] of Object.entries(fields)) {
    const type = args[0]?.type as { ofType: GraphQLInputObjectType } | undefined
    if (type) types.set(name, type.ofType)
  }
  for (const code of ['gone', 'kept', 'spare']) await write(server, 'createIndicator', newIndicator(code), admin)
  await write(server, 'archiveIndicator', { indicator: 'gone', expectedVersion: '1', reason: 'x' }, admin)
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

/** Mutations of which null empties a field that is left out of what stays as it is. Of all others null is what leaving out is. */
const emptying = new Set<string>([
  ...['updateEnterprise', 'updateFacility', 'updatePark', 'updateProgramme', 'updateProject', 'updateSource'],
])

const both = { zh: '文', en: 'Text' }

const listFacts = ({ slug, source }: Ground) =>
  [
    { assignment: { person: '王', role: '联系人', organisation: '管委会' } },
    { honour: { title: '优秀企业' } },
    { membership: { park: 'own', role: 'LOCATED_IN' } },
    { name: { name: '小厂', kind: 'SHORT' } },
    { panelMembership: { scope: 'ABOVE_SCALE', validTo: '2026' } },
    { relationship: { kind: 'PARENT', toName: '总公司' } },
    { stage: { stage: 'PRODUCTION', state: 'DONE' } },
    { statement: { topic: 'ENTERPRISES', summary: both } },
  ].map((content) => ({ subject: 'stage' in content ? `${slug}-project` : slug, content, note: both, source }))

/** Inputs that give what holds further fields, and indicators that nothing else is of. */
const fuller: Partial<Record<MutationName, (ground: Ground) => Record<string, unknown>>> = {
  archiveIndicator: () => ({ indicator: 'spare', expectedVersion: '1', reason: 'x' }),
  createIndicator: () => ({ ...newIndicator('with_edition'), edition: { edition: '2' } }),
  recordFacts: (ground) => ({ facts: listFacts(ground) }),
  reviseObservation: (ground) => ({
    ...{ ...inputs.reviseObservation(ground), printed: { label: '收入', text: '9亿元' }, unit: 'CNY_100M' },
  }),
  restoreIndicator: () => ({ indicator: 'gone', expectedVersion: '2', reason: 'x' }),
  updateIndicator: () => ({
    ...{ code: 'kept', expectedVersion: '1' },
    edition: { edition: 'x', validFrom: '2026-01-01', definition: both },
  }),
}

const inputOf = (name: MutationName, ground: Ground) => (fuller[name] ?? inputs[name])(ground)

describe.each(Object.keys(mutationRights) as MutationName[])('%s', (name) => {
  test('answers again for the same input, and refuses another one under its key, wherever that is another', async () => {
    const type = types.get(name) as GraphQLInputObjectType
    const [ground] = await addGrounds(server, admin, [{ park: 'own', level: 'INTERNAL' }], mutationRights[name].of)
    const input = inputOf(name, ground as Ground)
    const idempotencyKey = `once ${name}`
    const first = await write(server, name, { ...input, idempotencyKey }, admin)
    expect(first.issues ?? first.message).toBeUndefined()
    const others = listOthers(type, input)
    const answers: Answer[] = []
    // A document has its limit.
    for (let at = 0; at < others.length; at += 20) {
      const sent = others.slice(at, at + 20).map((other) => ({ ...other.input, idempotencyKey }))
      answers.push(...(await writeEach(server, name, sent, admin)))
    }
    const told = others.map(({ place, is }, at) => ({
      place,
      is,
      answer: answers[at]?.code ?? answers[at]?.__typename,
    }))
    expect(told).toEqual(
      others.map(({ place, is }) => ({
        ...{ place, is, answer: is === 'null' && !emptying.has(name) ? first.__typename : 'KEY_USED' },
      })),
    )
  })
})

test('every type of inputs is given', async () => {
  const [ground] = await addGrounds(server, admin, [{ park: 'own', level: 'INTERNAL' }], 'ROW')
  const names = Object.keys(mutationRights) as MutationName[]
  const given = names.flatMap((name) => listGiven(types.get(name) as never, inputOf(name, ground as Ground)))
  const all = [...types.values()].flatMap((type) => [...listTypes(type)])
  expect([...new Set(given)].toSorted()).toEqual([...new Set(all)].toSorted())
})

test('names of corrected values may come in another order, and a number is no text', async () => {
  const [ground] = await addGrounds(server, admin, [{ park: 'own', level: 'INTERNAL' }], 'ROW')
  const input = inputs.proposeCorrection(ground as Ground)
  const ask = (changes: object) =>
    write(server, 'proposeCorrection', { ...input, changes, idempotencyKey: 'changes' }, admin)
  const first = await ask({ value: '8', breakdown: '分项' })
  expect(await ask({ breakdown: '分项', value: '8' })).toEqual(first)
  for (const changes of [{ value: 8, breakdown: '分项' }, { value: '8' }, { value: '8', breakdown: null }])
    expect(await ask(changes)).toMatchObject({ __typename: 'Conflict', code: 'KEY_USED' })
})
