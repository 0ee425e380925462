import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addOpenRows } from './access-rows.ts'
import { addSource, addSubjects } from './data.ts'
import { leaveNothing, makeKey, write } from './writing.ts'

const server = useServer()
let editor = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  editor = await makeKey(server, 'EDITOR', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const days = { publishedFrom: '2026-11-01', publishedTo: '2026-11-10' }
const plain = { title: '月报', kind: 'STATISTICAL_REPORT', ...days }
const create = (input: Record<string, unknown>, token = editor) =>
  write(server, 'createSource', { ...plain, reportingPark: 'own', ...input }, token)

test('a document is known by its code, to those who have a role', async () => {
  const more = { publisher: '统计局', authors: ['甲', '乙'], language: 'zh', priority: 7 }
  expect(await create({ code: 'monthly', ...more })).toMatchObject({ source: { code: 'monthly', ...plain, ...more } })
  expect(await create({ code: 'plain' })).toMatchObject({
    source: { publisher: null, authors: [], language: 'zh-CN', priority: 100 },
  })
  const query = '{ source(code: "monthly") { title } }'
  expect((await server.send(query, {}, editor)).data).toEqual({ source: { title: '月报' } })
  expect((await server.send(query)).data).toEqual({ source: null })
})

test('a code stands for one document, also of 20 that come at once', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => create({ code: 'race' })))
  expect(answers.filter(({ __typename }) => __typename === 'CreateSourceSuccess')).toHaveLength(1)
  const again = await leaveNothing(server, () => create({ code: 'race', title: 'another' }))
  expect(again).toMatchObject({ __typename: 'Conflict', code: 'CODE_TAKEN', conflicts: [{ path: ['code'] }] })
})

test('that a hidden document has a code is told, and nothing more of it', async () => {
  await addSource(server.database, 'hidden-form', 50, 'RESTRICTED', null, 'sibling')
  const answer = await leaveNothing(server, () => create({ code: 'hidden-form' }))
  expect(answer).toMatchObject({ code: 'CODE_TAKEN', conflicts: [{ path: ['code'], source: null, version: null }] })
  expect(JSON.stringify(answer)).not.toContain('sibling')
})

test('everything that is wrong with a document is told at once', async () => {
  const wrong = { code: 'No Code', title: ' ', authors: ['x '], language: '中文', priority: 0 }
  const answer = await leaveNothing(server, () => create({ ...wrong, publishedFrom: '2026-11-11' }))
  expect(answer.issues?.map(({ path, code }) => `${path.join('.')} ${code}`)).toEqual([
    ...['code INVALID_TEXT', 'title INVALID_TEXT', 'authors.0 INVALID_TEXT', 'language INVALID_TEXT'],
    ...['priority OUT_OF_RANGE', 'publishedFrom OUT_OF_RANGE'],
  ])
})

test('a document is reported by a park that reports for itself', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'own-small', park: 'own', reportedBy: 'own' }])
  const admin = await makeKey(server, 'ADMIN', { isAll: true })
  for (const token of [editor, admin]) {
    const answer = await leaveNothing(server, () => create({ code: 'small', reportingPark: 'own-small' }, token))
    expect(answer.issues).toMatchObject([{ path: ['reportingPark'], code: 'WRONG_KIND' }])
  }
})
