import { afterEach, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addSubjects } from './data.ts'
import { fact, idOf, type Told, useTellers } from './telling.ts'
import { type Answer, leaveNothing } from './writing.ts'

const server = useServer()
const { keys, record, revise, withdraw, addFirm } = useTellers(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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
  expect((await revise(possibly, same, {}, keys.steward)).__typename).toBe('ReviseFactSuccess')
})

test('sent again with the same key, a request is carried out once', async () => {
  const firm = await addFirm()
  const told = [fact(firm, { honour: { title: '一' } }), fact(firm, { name: { name: '一', kind: 'SHORT' } })]
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => record(told, keys.editor, { idempotencyKey: firm })),
  )
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]?.__typename).toBe('RecordFactsSuccess')
  const other = await record([told[0] as Told], keys.editor, { idempotencyKey: firm })
  expect(other).toMatchObject({ __typename: 'Conflict', code: 'KEY_USED' })
})

describe('at once', () => {
  const twenty = <Result>(work: (index: number) => Promise<Result>) =>
    Promise.all(Array.from({ length: 20 }, (_, index) => work(index)))

  test('of 20 that tell the same fact, one records it', async () => {
    const firm = await addFirm()
    const answers = await twenty((index) =>
      record([fact(firm, { honour: { title: '同' } })], index % 2 ? keys.editor : keys.steward),
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
            index % 2 ? keys.editor : keys.steward,
          ),
        ),
      )
      expect(answers.map(({ __typename, code }) => code ?? __typename).sort()).toEqual([
        ...['CIRCLE_OF_PARKS', 'RecordFactsSuccess', 'RecordFactsSuccess'],
      ])
    }
  })
})
