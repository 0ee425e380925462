import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addSubjects, pick } from './data.ts'
import { type Answer, issuesOf, leaveNothing, makeKey, openForm, write } from './writing.ts'

const server = useServer()
let editor = ''
let steward = ''
let reader = ''

beforeAll(async () => {
  editor = await openForm(server)
  steward = await makeKey(server, 'STEWARD', { park: 'own' })
  reader = await makeKey(server, 'READER', { park: 'own' })
  await addSubjects(server.database, [
    { kind: 'PROJECT', slug: 'own-works', park: 'own', reportedBy: 'own' },
    { kind: 'PARK', slug: 'own-small', reportedBy: 'own' },
    { kind: 'PROGRAMME', slug: 'own-service', park: 'own', reportedBy: 'own' },
  ])
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const today = new Date().toISOString().slice(0, 10)

type Told = Record<string, unknown>

const fact = (subject: string, content: Told, more: Told = {}) => ({ subject, content, source: 'form', ...more })

const record = (facts: Told[], token = editor, more: Told = {}) =>
  write(server, 'recordFacts', { facts, ...more }, token)

const idOf = (answer: Answer) => String(pick(answer, answer['facts'] ? 'facts.0.id' : 'fact.id'))

const revise = (id: string, content: Told, more: Told = {}, token = editor) =>
  write(server, 'reviseFact', { fact: id, expectedVersion: id, content, reason: '核实', ...more }, token)

const withdraw = (id: string, expectedVersion = id, more: Told = {}, token = editor) =>
  write(server, 'withdrawFact', { fact: id, expectedVersion, reason: '误录', ...more }, token)

const clock = async () => String((await server.send('{ clock }')).data?.['clock'])

let count = 0

/** A firm of its own, so that nothing told of it before is in the way. */
async function addFirm(more: object = {}): Promise<string> {
  const slug = `told-${++count}`
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug, reportedBy: 'own', ...more }])
  return slug
}

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
  expect((await server.send(query, {}, reader)).data).toMatchObject({ enterprise: read })
  expect((await server.send(query)).data).toEqual({
    enterprise: { names: [], park: null, honours: [], assignments: [] },
  })
})

test('a fact is asked for again by its id', async () => {
  const id = idOf(await record([fact(await addFirm(), { name: { name: '再问', kind: 'ALIAS' } })]))
  const query = 'query ($id: ID!) { node(id: $id) { __typename id ... on SubjectName { name } } }'
  const { data } = await server.send(query, { id }, reader)
  expect(data).toEqual({ node: { __typename: 'SubjectName', id, name: '再问' } })
  expect((await server.send(query, { id })).data).toEqual({ node: null })
})

test('a revision holds from then on, a withdrawal ends it, and what was known before stays', async () => {
  const firm = await addFirm()
  const first = idOf(await record([fact(firm, { honour: { title: '旧', date: '2025' } }, { section: 'lead' })]))
  const query = `query ($recorded: DateTime, $published: Date) { enterprise(slug: "${firm}") {
    honours(asOf: { recorded: $recorded, published: $published }) { title } } }`
  const read = async (asOf: Told = {}) =>
    pick((await server.send(query, asOf, reader)).data, 'enterprise.honours') as { title: string }[]
  const before = await clock()
  const revised = await revise(first, { honour: { title: '新' } })
  expect(revised).toMatchObject({
    fact: { title: '新', period: null, publishedOn: today, citation: { section: 'lead' } },
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
  expect((await server.send(query, {}, reader)).data).toEqual({ enterprise: { honours: [{ title: '内部' }] } })
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

test('everything that is wrong is told at once, and nothing is recorded', async () => {
  const answer = await leaveNothing(server, () =>
    record([
      fact('firm-own', { name: { name: ' ', kind: 'SHORT' } }, { source: 'nowhere', accessLevel: 'PUBLIC' }),
      fact('firm-own', {
        membership: { park: 'firm-inner', role: 'PART_OF', validFrom: '2018-03', validTo: '2018-02' },
      }),
      fact('firm-own', { stage: { stage: 'PAVING', state: 'PROMISED' } }, { publishedOn: '2026-09-30' }),
      fact('firm-own', { relationship: { kind: 'PARTNER' } }, { section: 'X', paragraph: 0 }),
      fact('firm-own', { relationship: { kind: 'PARTNER', to: 'firm-own' } }, { note: { zh: '', en: 'x' } }),
      fact('firm-own', { assignment: { person: 'x', role: 'x', organisation: 'x', programme: 'own' } }),
      fact('own', { panelMembership: { scope: 'ABOVE_SCALE' } }),
      fact('own-small', { membership: { park: 'own-small', role: 'PART_OF' } }),
    ]),
  )
  expect(issuesOf(answer)).toEqual([
    'facts.0.content.name.name INVALID_TEXT',
    'facts.0.source UNKNOWN_SOURCE',
    'facts.0.accessLevel NOT_PUBLIC',
    'facts.1.content.membership INVALID_FACT',
    'facts.1.content.membership.park WRONG_KIND',
    'facts.2.subject WRONG_KIND',
    'facts.2.content.stage.date INVALID_FACT',
    'facts.2.publishedOn OUT_OF_RANGE',
    'facts.3.section INVALID_TEXT',
    'facts.3.paragraph OUT_OF_RANGE',
    'facts.3.content.relationship INVALID_FACT',
    'facts.4.note.zh INVALID_TEXT',
    'facts.4.content.relationship.to INVALID_FACT',
    'facts.5.content.assignment.programme WRONG_KIND',
    'facts.6.subject WRONG_KIND',
    'facts.7.content.membership.park INVALID_FACT',
  ])
  for (const length of [0, 501])
    expect(
      issuesOf(await record(Array.from({ length }, () => fact('own', { name: { name: 'x', kind: 'SHORT' } })))),
    ).toEqual(['facts OUT_OF_RANGE'])
})

test('everything that is wrong with a revision is told at once', async () => {
  const id = idOf(await record([fact('firm-own', { membership: { park: 'own', role: 'ATTRACTED_TO' } })]))
  const wrong = { publishedOn: '2026-10-01', reason: ' ', source: 'nowhere' }
  const other = { membership: { park: 'inner', role: 'ATTRACTED_TO' } }
  expect(issuesOf(await leaveNothing(server, () => revise(id, other, wrong)))).toEqual([
    ...[
      'source UNKNOWN_SOURCE',
      'publishedOn OUT_OF_RANGE',
      'content.membership.park INVALID_FACT',
      'reason INVALID_TEXT',
    ],
  ])
  expect(issuesOf(await leaveNothing(server, () => revise(id, { name: { name: 'x', kind: 'SHORT' } })))).toEqual([
    'content.name WRONG_KIND',
  ])
  expect(issuesOf(await leaveNothing(server, () => withdraw(id, id, { reason: '' })))).toEqual(['reason INVALID_TEXT'])
})

test('a subject that is not there is told by its name, a hidden one in the same words', async () => {
  await addSubjects(server.database, [
    { kind: 'ENTERPRISE', slug: 'hidden-one', reportedBy: 'sibling', accessLevel: 'RESTRICTED' },
  ])
  const ask = (to: string) =>
    leaveNothing(server, () => record([fact('firm-own', { relationship: { kind: 'PARTNER', to } })]))
  const [hidden, absent] = [await ask('hidden-one'), await ask('absent-one')]
  expect(hidden).toMatchObject({ __typename: 'NotFound', message: 'There is no subject "hidden-one".' })
  expect(absent.message).toBe(hidden.message?.replace('hidden', 'absent'))
})

describe('a fact is told once', () => {
  const honour = { honour: { title: '一次', date: '2025' } }

  test('by a place in a document, whatever its note', async () => {
    const firm = await addFirm()
    const first = idOf(await record([fact(firm, honour)]))
    const note = { note: { zh: '注', en: 'note' }, accessLevel: 'RESTRICTED' }
    const again = await leaveNothing(server, () => record([fact(firm, honour, note)]))
    expect(again).toMatchObject({ code: 'FACT_EXISTS', conflicts: [{ path: ['facts', '0'], fact: { id: first } }] })
    const twice = { honour: { title: '两次' } }
    const doubled = await leaveNothing(server, () => record([fact(firm, twice), fact(firm, twice)]))
    expect(doubled).toMatchObject({ code: 'FACT_EXISTS', conflicts: [{ path: ['facts', '1'], fact: null }] })
    expect((await record([fact(firm, honour, { section: 'elsewhere' })])).__typename).toBe('RecordFactsSuccess')
  })

  test('a membership at a time, by a document', async () => {
    const firm = await addFirm()
    const within = (validFrom?: string, validTo?: string, more: Told = {}) =>
      fact(
        firm,
        { membership: { park: 'own', role: 'LOCATED_IN', validFrom, validTo, ...more } },
        { section: validFrom ?? 's' },
      )
    const first = idOf(await record([within('2015', '2019')]))
    const again = await leaveNothing(server, () => record([within('2017')]))
    expect(again).toMatchObject({ code: 'FACT_EXISTS', conflicts: [{ fact: { id: first } }] })
    for (const other of [within('2019'), within('2010', '2014'), within('2016', '2018', { role: 'ATTRACTED_TO' })])
      expect((await record([other])).__typename).toBe('RecordFactsSuccess')
  })

  test('and again once it was withdrawn, and not by a revision', async () => {
    const firm = await addFirm()
    const first = idOf(await record([fact(firm, honour)]))
    await withdraw(first)
    const second = idOf(await record([fact(firm, honour)]))
    const other = idOf(await record([fact(firm, { honour: { title: '其他' } })]))
    const answer = await leaveNothing(server, () => revise(other, honour))
    expect(answer).toMatchObject({ code: 'FACT_EXISTS', conflicts: [{ path: [], fact: { id: second } }] })
  })
})

test('no park lies in what lies in it', async () => {
  await addSubjects(
    server.database,
    ['a', 'b', 'c'].map((name) => ({ kind: 'PARK', slug: `own-${name}`, reportedBy: 'own' })),
  )
  const lies = (inner: string, outer: string, more: Told = {}) =>
    fact(`own-${inner}`, { membership: { park: `own-${outer}`, role: 'PART_OF', ...more } })
  expect((await record([lies('a', 'b'), lies('b', 'c', { validFrom: '2020' })])).__typename).toBe('RecordFactsSuccess')
  const circle = await leaveNothing(server, () => record([lies('c', 'a')]))
  expect(circle).toMatchObject({
    code: 'CIRCLE_OF_PARKS',
    conflicts: [{ path: ['facts', '0', 'content', 'membership', 'park'], fact: null }],
  })
  const earlier = idOf(await record([lies('c', 'a', { validTo: '2010' })]))
  const longer = { membership: { park: 'own-a', role: 'PART_OF' } }
  expect(await leaveNothing(server, () => revise(earlier, longer))).toMatchObject({ code: 'CIRCLE_OF_PARKS' })
})

test('saying that subjects are the same, or taking it back, is for a STEWARD', async () => {
  const firm = await addFirm()
  const tie = (kind: string) => fact(firm, { relationship: { kind, to: 'firm-own' } })
  const possibly = idOf(await record([tie('POSSIBLY_SAME_AS')]))
  const same = { relationship: { kind: 'SAME_AS', to: 'firm-own' } }
  for (const attempt of [() => record([tie('SAME_AS')]), () => revise(possibly, same), () => withdraw(possibly)])
    expect((await leaveNothing(server, attempt)).__typename).toBe('Forbidden')
  const partner = idOf(await record([tie('PARTNER')]))
  expect((await leaveNothing(server, () => revise(partner, same))).__typename).toBe('Forbidden')
  expect((await revise(possibly, same, {}, steward)).__typename).toBe('ReviseFactSuccess')
})

test('sent again with the same key, a request is carried out once', async () => {
  const firm = await addFirm()
  const told = [fact(firm, { honour: { title: '一' } }), fact(firm, { name: { name: '一', kind: 'SHORT' } })]
  const answers = await Promise.all(Array.from({ length: 5 }, () => record(told, editor, { idempotencyKey: firm })))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]?.__typename).toBe('RecordFactsSuccess')
  const other = await record([told[0] as Told], editor, { idempotencyKey: firm })
  expect(other).toMatchObject({ __typename: 'Conflict', code: 'KEY_USED' })
})

test('an id that is none, or of something else, keeps its error', async () => {
  const query = 'mutation ($input: WithdrawFactInput!) { withdrawFact(input: $input) { __typename } }'
  for (const fact of [
    'nonsense',
    Buffer.from('Park:1').toString('base64'),
    Buffer.from('Honour:1:1').toString('base64'),
  ]) {
    const input = { fact, expectedVersion: fact, reason: 'x', idempotencyKey: 'x' }
    const { errors } = await server.send(query, { input }, editor)
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_NODE_ID', argument: 'input.fact' }])
  }
})

describe('at once', () => {
  const twenty = <Result>(work: (index: number) => Promise<Result>) =>
    Promise.all(Array.from({ length: 20 }, (_, index) => work(index)))

  test('of 20 that tell the same fact, one records it', async () => {
    const firm = await addFirm()
    const answers = await twenty((index) =>
      record([fact(firm, { honour: { title: '同' } })], index % 2 ? editor : steward),
    )
    expect(answers.filter(({ __typename }) => __typename === 'RecordFactsSuccess')).toHaveLength(1)
    expect(answers.filter(({ code }) => code === 'FACT_EXISTS')).toHaveLength(19)
  })

  test('of 20 that revise the same version, one wins', async () => {
    const id = idOf(await record([fact(await addFirm(), { honour: { title: '初' } })]))
    const answers = await twenty((index) => revise(id, { honour: { title: `第${index}` } }))
    const won = answers.filter(({ __typename }) => __typename === 'ReviseFactSuccess')
    expect(won).toHaveLength(1)
    for (const { code, conflicts } of answers.filter((answer) => answer.code))
      expect([code, conflicts?.[0]?.version]).toEqual(['VERSION_OUTDATED', idOf(won[0] as Answer)])
  })

  test('of memberships that close a circle together, one is refused', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ring = [1, 2, 3].map((place) => `own-ring-${round}-${place}`)
      await addSubjects(
        server.database,
        ring.map((slug) => ({ kind: 'PARK', slug, reportedBy: 'own' })),
      )
      const answers = await Promise.all(
        ring.map((slug, index) =>
          record(
            [fact(slug, { membership: { park: ring[(index + 1) % 3], role: 'PART_OF' } })],
            index % 2 ? editor : steward,
          ),
        ),
      )
      expect(answers.map(({ __typename, code }) => code ?? __typename).sort()).toEqual([
        ...['CIRCLE_OF_PARKS', 'RecordFactsSuccess', 'RecordFactsSuccess'],
      ])
    }
  })
})
