import { afterEach, expect, test } from 'vitest'
import { dayFromNow } from '../kit/days.ts'
import { useServer } from '../kit/server.ts'
import { addFact, pick } from './data.ts'
import { fact, idOf, type Told, useTellers } from './telling.ts'
import { leaveNothing } from './writing.ts'

const server = useServer()
const { keys, record, revise, withdraw, addFirm } = useTellers(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const clock = async () => String((await server.send('{ clock }')).data?.['clock'])

test('facts of every kind are recorded together, and read where they belong', async () => {
  const firm = await addFirm()
  const answer = await record([
    fact(firm, { name: { name: '小厂', kind: 'SHORT' } }),
    fact(firm, { membership: { park: 'own', role: 'LOCATED_IN', validFrom: '2018-03' } }),
    fact('own-works', { stage: { stage: 'PRODUCTION', state: 'PROMISED', date: '2027', printed: '明年投产' } }),
    fact(firm, { honour: { title: '优秀企业', awardedBy: '省政府', date: '2025' } }),
    fact(firm, { relationship: { kind: 'PARTNER', to: 'firm-own' } }),
    fact(firm, { relationship: { kind: 'PARENT', toName: '总公司' } }),
    fact(firm, { statement: { topic: 'ENTERPRISES', summary: { zh: '扩产', en: 'It grows' }, date: '2026-09' } }),
    fact(firm, { assignment: { person: '王', role: '联系人', organisation: '管委会', programme: 'own-service' } }),
    fact(
      firm,
      { panelMembership: { scope: 'ABOVE_SCALE', validFrom: '2026', validTo: '2026' } },
      { note: { zh: '据名录', en: 'By the list' }, section: 'table-2', paragraph: 3, publishedOn: '2026-10-05' },
    ),
  ])
  const plain = { publishedOn: '2026-10-10', note: null }
  const place = { section: 'whole', paragraph: 1, source: { code: 'form' } }
  expect(answer['facts']).toMatchObject([
    { __typename: 'SubjectName', name: '小厂', kind: 'SHORT', ...plain, citation: place },
    { __typename: 'Membership', subject: { slug: firm }, park: { slug: 'own' }, period: '2018-03/..' },
    { __typename: 'ProjectStage', stage: 'PRODUCTION', state: 'PROMISED', period: '2027', printed: '明年投产' },
    { __typename: 'Honour', title: '优秀企业', awardedBy: '省政府', period: '2025' },
    { __typename: 'Relationship', from: { slug: firm }, relationship: 'PARTNER', to: { slug: 'firm-own' } },
    { __typename: 'Relationship', to: null, toName: '总公司' },
    { __typename: 'Statement', topic: 'ENTERPRISES', summary: '扩产', period: '2026-09' },
    { __typename: 'Assignment', person: '王', assignedRole: '联系人', programme: { slug: 'own-service' } },
    {
      ...{ __typename: 'PanelMembership', scope: 'ABOVE_SCALE', period: '2026', note: '据名录' },
      ...{ publishedOn: '2026-10-05', citation: { section: 'table-2', paragraph: 3 } },
    },
  ])
  const query = `{ enterprise(slug: "${firm}") { names { name } park { slug } honours { id title } assignments { person } } }`
  const read = { names: [{ name: '小厂' }], park: { slug: 'own' }, assignments: [{ person: '王' }] }
  expect((await server.send(query, {}, keys.reader)).data).toMatchObject({ enterprise: read })
  expect((await server.send(query)).data).toEqual({
    enterprise: { names: [], park: null, honours: [], assignments: [] },
  })
})

test('a fact is asked for again by its id', async () => {
  const id = idOf(await record([fact(await addFirm(), { name: { name: '再问', kind: 'ALIAS' } })]))
  const query = 'query ($id: ID!) { node(id: $id) { __typename id ... on SubjectName { name } } }'
  const { data } = await server.send(query, { id }, keys.reader)
  expect(data).toEqual({ node: { __typename: 'SubjectName', id, name: '再问' } })
  expect((await server.send(query, { id })).data).toEqual({ node: null })
})

test('a revision holds from then on, a withdrawal ends it, and what was known before stays', async () => {
  const firm = await addFirm()
  const first = idOf(await record([fact(firm, { honour: { title: '旧', date: '2025' } }, { section: 'lead' })]))
  const query = `query ($recorded: DateTime, $published: Date) { enterprise(slug: "${firm}") {
    honours(asOf: { recorded: $recorded, published: $published }) { title } } }`
  const read = async (asOf: Told = {}) =>
    pick((await server.send(query, asOf, keys.reader)).data, 'enterprise.honours') as { title: string }[]
  const before = await clock()
  const revised = await revise(first, { honour: { title: '新' } })
  expect(revised).toMatchObject({
    fact: { title: '新', period: null, publishedOn: dayFromNow(), citation: { section: 'lead' } },
  })
  const between = await clock()
  const gone = await withdraw(first, idOf(revised))
  expect(gone).toMatchObject({ __typename: 'WithdrawFactSuccess', subject: { slug: firm } })
  expect(await read()).toEqual([])
  expect(await read({ recorded: before })).toEqual([{ title: '旧' }])
  expect(await read({ recorded: between })).toEqual([{ title: '新' }])
  expect(await read({ published: '2026-10-10' })).toEqual([{ title: '旧' }])
  const version = String(gone['version'])
  const again = await leaveNothing(server, () => withdraw(first, version))
  expect(again).toMatchObject({ code: 'ALREADY_WITHDRAWN', conflicts: [{ path: ['fact'], version, fact: null }] })
  const back = await revise(first, { honour: { title: '又' } }, { expectedVersion: version })
  expect(back).toMatchObject({ fact: { title: '又' } })
  expect(await read()).toEqual([{ title: '又' }])
})

test('the public reads the version before', async () => {
  const id = await addFact(server.database, 'honour', 'firm-own', { title: '公开' }, 'own')
  const global = Buffer.from(`Honour:${id}`).toString('base64')
  expect(await revise(global, { honour: { title: '内部' } })).toMatchObject({ fact: { title: '内部' } })
  const query = '{ enterprise(slug: "firm-own") { honours { title } } }'
  expect((await server.send(query)).data).toEqual({ enterprise: { honours: [{ title: '公开' }] } })
  expect((await server.send(query, {}, keys.reader)).data).toEqual({ enterprise: { honours: [{ title: '内部' }] } })
})

test('a version that is not the newest is a conflict that tells the current one', async () => {
  const first = idOf(await record([fact(await addFirm(), { honour: { title: 'a' } })]))
  const second = idOf(await revise(first, { honour: { title: 'b' } }))
  for (const attempt of [
    () => revise(first, { honour: { title: 'c' } }),
    () => revise(second, { honour: { title: 'c' } }, { expectedVersion: first }),
    () => withdraw(second, first),
  ]) {
    const answer = await leaveNothing(server, attempt)
    expect(answer).toMatchObject({ __typename: 'Conflict', code: 'VERSION_OUTDATED' })
    expect(answer.conflicts).toMatchObject([{ path: ['expectedVersion'], version: second, fact: { id: second } }])
  }
})
