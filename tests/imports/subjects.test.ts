import { afterEach, beforeAll, expect, test } from 'vitest'
import { addOpenRows } from '../graphql/access-rows.ts'
import { addSubjects, pick } from '../graphql/data.ts'
import { leaveNothing, makeKey, write } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { makeCreditCode } from './credit-codes.ts'
import { post, send, tell, toCsv } from './send.ts'

const server = useServer()
let editor = ''
let everywhere = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  await addSubjects(server.database, [
    { kind: 'ENTERPRISE', slug: 'hidden-firm', reportedBy: 'sibling', accessLevel: 'RESTRICTED', creditCode: HIDDEN },
  ])
  editor = await makeKey(server, 'EDITOR', { park: 'own' })
  everywhere = await makeKey(server, 'EDITOR', { isAll: true })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const [FIRST, SECOND, HIDDEN] = [makeCreditCode(1), makeCreditCode(2), makeCreditCode(3)] as const

const header = ['代号', '名称', '拼音', '统一社会信用代码', '行业代码', '行业分类标准', '填报园区代号']

const into = (list: string, parameters: Record<string, string> = {}, token = editor) => ({
  token,
  parameters: { into: list, ...parameters },
})

const UPDATE = { existing: 'UPDATE' }

const firms = (rows: string[][], parameters: Record<string, string> = {}, token = editor) =>
  send(server, toCsv([header, ...rows]), into('enterprises', parameters, token))

const row = (
  slug: string,
  ...[name = '甲', pinyin = 'jia', code = '', industry = '', system = '', park = 'own']: string[]
) => [...[slug, name, pinyin, code, industry, system, park]]

const read = async (
  slug: string,
  kind = 'enterprise',
  fields = 'name unifiedSocialCreditCode industryCode version',
) => {
  const answer = await server.send(`{ ${kind}(slug: "${slug}") { ${fields} } }`, {}, editor)
  return pick(answer.data, kind)
}

const counts = (created: number, updated: number, unchanged: number) => ({ subjects: { created, updated, unchanged } })

test('enterprises are made known, once, and told with who did it', async () => {
  const rows = [row('known-a', '甲', 'jia', FIRST, 'C3042', 'GB/T 4754-2017'), row('known-b')]
  expect(await firms(rows, { dryRun: 'true' })).toMatchObject({ outcome: 'CHECKED', figures: 0, ...counts(2, 0, 0) })
  expect(await read('known-a')).toBeNull()
  expect(await firms(rows)).toMatchObject({ outcome: 'RECORDED', rows: 2, isRepeated: false, ...counts(2, 0, 0) })
  const told = { name: '甲', unifiedSocialCreditCode: FIRST, industryCode: 'C3042', version: '1' }
  expect(await read('known-a')).toEqual(told)
  expect((await server.send('{ enterprise(slug: "known-a") { name } }')).data).toEqual({ enterprise: null })
  expect(await firms(rows)).toMatchObject({ outcome: 'RECORDED', isRepeated: true, ...counts(2, 0, 0) })
  const { rows: log } = await server.database.pool.query(
    'SELECT actor, reason FROM change ORDER BY position DESC LIMIT 1',
  )
  expect(log[0]).toEqual({
    actor: `key:${editor.split('_')[1]}`,
    reason: expect.stringMatching(/^import enterprises [0-9a-f]{12}$/),
  })
})

test('projects are made known by headers in English', async () => {
  const file = toCsv([
    ['Slug', 'Name', 'Pinyin', 'Kind', 'Reporting park', 'Access level'],
    ['own-road', '园区道路', 'yuan qu dao lu', '基础设施项目', 'own', 'RESTRICTED'],
    ['own-hall', '标准厂房', 'biao zhun chang fang', 'industrial project', 'own', ''],
  ])
  expect(await send(server, file, into('projects'))).toMatchObject({ outcome: 'RECORDED', ...counts(2, 0, 0) })
  expect(await read('own-hall', 'project', 'name kind')).toEqual({ name: '标准厂房', kind: 'INDUSTRIAL' })
})

test('everything that is wrong is told with its column, value and hint, and nothing is made known', async () => {
  const rows = [
    row('wrong-a', '', ''),
    row('Wrong B'),
    row('wrong-c', '甲', 'jia', '91430381MA4L16JQ93'),
    row('wrong-d', '甲', 'jia', '', 'C3042'),
    row('wrong-e', '甲', 'jia', '', '', '', 'nowhere'),
    row('wrong-f', '甲', 'jia', '', '', '', 'sibling'),
    row('wrong-g', '甲', 'jia', '', '', '', 'firm-own'),
    row(''),
    row('wrong-h'),
    row('wrong-h', '乙', 'yi'),
    row('hidden-firm'),
    row('wrong-i', '甲', 'jia', HIDDEN),
    row('own'),
    row('wrong-j', '甲', 'jia', '', 'A3042', 'GB/T 4754-2017'),
    row('wrong-k', '甲', 'jia', '', 'C3042', 'GB/T 4754-2099'),
  ]
  const answer = await leaveNothing(server, () => firms(rows))
  expect(tell(answer).sort()).toEqual(
    [
      '2 name MISSING_VALUE',
      '2 pinyin MISSING_VALUE',
      '3 slug INVALID_TEXT',
      '4 unifiedSocialCreditCode INVALID_CODE',
      '5 industrySystem INVALID_CODE',
      '6 reportingPark NOT_FOUND',
      '7 reportingPark FORBIDDEN',
      '8 reportingPark FORBIDDEN',
      '9 slug MISSING_VALUE',
      '11 slug DOUBLED_ITEM',
      '12 slug CODE_TAKEN',
      '13 unifiedSocialCreditCode CODE_TAKEN',
      '14 slug CODE_TAKEN',
      '15 industryCode INVALID_CODE',
      '16 industrySystem INVALID_CODE',
    ].sort(),
  )
  expect(answer.problems?.find(({ row: at }) => at === 4)).toMatchObject({
    ...{ column: '统一社会信用代码', value: '91430381MA4L16JQ93', reason: expect.stringContaining('check') },
    hint: expect.stringMatching(/./),
  })
  expect(answer).toMatchObject({ status: 422, outcome: 'REFUSED', problemCount: 15, ...counts(0, 0, 0) })
  const dry = await firms(rows, { dryRun: 'true' })
  expect(dry.problems).toEqual(answer.problems)
})

test('a corrected list changes what is there only where it says so, and leaves alone what it leaves empty', async () => {
  const first = [row('list-a', '甲', 'jia', SECOND, 'C3042', 'GB/T 4754-2017'), row('list-b'), row('list-c')]
  await firms(first)
  const corrected = [
    ['list-a', '', '', '', '3041', 'GB/T 4754-2017', ''],
    row('list-b', '乙', 'yi'),
    row('list-c'),
    row('list-d'),
  ]
  const answer = await leaveNothing(server, () => firms(corrected))
  expect(tell(answer)).toEqual(['2 slug CODE_TAKEN', '3 slug CODE_TAKEN'])
  expect(answer.problems?.map(({ reason }) => reason)).toEqual([
    'is there already, and the row says another industryCode',
    'is there already, and the row says another name, pinyin',
  ])
  expect(await firms(corrected, UPDATE)).toMatchObject({ outcome: 'RECORDED', ...counts(1, 2, 1) })
  const told = { name: '甲', unifiedSocialCreditCode: SECOND, industryCode: '3041', version: '2' }
  expect(await read('list-a')).toEqual(told)
  expect(await read('list-b')).toMatchObject({ name: '乙', version: '2' })
  expect(await read('list-c')).toMatchObject({ version: '1' })
  expect(await firms(corrected, UPDATE)).toMatchObject({ isRepeated: true, ...counts(1, 2, 1) })
  expect(await firms([['list-a', '', '', '清空', '', '', '']], UPDATE)).toMatchObject(counts(0, 1, 0))
  expect(await read('list-a')).toEqual({ ...told, unifiedSocialCreditCode: null, version: '3' })
})

test('a list that is sent again after another changed what it says is recorded again, or refused', async () => {
  const [first, second] = [[row('turned-a', '甲')], [row('turned-a', '乙')]]
  expect(await firms(first, UPDATE)).toMatchObject(counts(1, 0, 0))
  expect(await firms(second, UPDATE)).toMatchObject(counts(0, 1, 0))
  for (const isRepeated of [false, true]) {
    expect(await firms(first, UPDATE)).toMatchObject({
      outcome: 'RECORDED',
      ...(isRepeated ? { isRepeated } : counts(0, 1, 0)),
    })
    expect(await read('turned-a')).toMatchObject({ name: '甲', version: '3' })
  }
  await firms([row('turned-b', '甲')])
  await firms([row('turned-b', '乙')], UPDATE)
  expect(tell(await firms([row('turned-b', '甲')]))).toEqual(['2 slug CODE_TAKEN'])
})

test('a row may say itself that it changes what is there, name it by its credit code, and the version it was written for', async () => {
  const NAMED = makeCreditCode(4)
  await firms([row('named-a', '甲', 'jia', NAMED), row('named-b')])
  const columns = ['代号', '统一社会信用代码', '名称', '已有时', '版本']
  const change = (...rows: string[][]) => send(server, toCsv([columns, ...rows]), into('enterprises'))
  expect(await change(['', NAMED, '新名', '更新', '1'], ['named-b', '', '甲', '', ''])).toMatchObject(counts(0, 1, 1))
  expect(await read('named-a')).toMatchObject({ name: '新名', version: '2' })
  const outdated = await leaveNothing(server, () => change(['named-a', '', '再', 'UPDATE', '1']))
  expect(outdated.problems).toMatchObject([
    {
      field: 'expectedVersion',
      column: '版本',
      value: '1',
      code: 'VERSION_OUTDATED',
      reason: '"named-a" is of version 2, and not 1',
    },
  ])
  expect(tell(await change(['named-z', '', '再', 'UPDATE', '1']))).toContain('2 expectedVersion NOT_FOUND')
  expect(tell(await change(['', HIDDEN, '再', 'UPDATE', '']))).toEqual(
    tell(await change(['', makeCreditCode(5), '再', 'UPDATE', ''])),
  )
})

test('what a file does not change is refused, and so is what is of others', async () => {
  await firms([row('fixed-a')])
  const columns = ['slug', 'name', 'reportingPark', 'accessLevel']
  const change = (cells: string[], more: Record<string, string> = UPDATE) =>
    leaveNothing(server, () => send(server, toCsv([columns, cells]), into('enterprises', more)))
  expect(tell(await change(['fixed-a', '乙', 'firm-own', 'RESTRICTED']))).toEqual([
    '2 reportingPark FIXED_VALUE',
    '2 accessLevel FIXED_VALUE',
  ])
  expect(tell(await change(['firm-sibling', '乙', '', '']))).toEqual(['2 slug FORBIDDEN'])
  expect(tell(await change(['hidden-firm', '乙', 'own', '']))).toEqual(['2 pinyin MISSING_VALUE'])
  expect(tell(await change(['fixed-a', '乙', '', ''], { ...UPDATE, park: 'sibling' }))).toEqual(['2 slug OTHER_PARK'])
})

test('an enterprise that is archived is changed as by a mutation, and told', async () => {
  await firms([row('gone-a'), row('gone-b'), row('gone-c')])
  for (const slug of ['gone-a', 'gone-b']) {
    const input = { subject: slug, expectedVersion: '1', reason: '注销' }
    expect((await write(server, 'archiveSubject', input, editor)).__typename).toBe('ArchiveSubjectSuccess')
  }
  const list = [row('gone-a', '乙', 'yi'), row('gone-b'), row('gone-c', '丙', 'bing')]
  for (const dryRun of ['true', 'false']) {
    const answer = await firms(list, { ...UPDATE, dryRun })
    expect(answer).toMatchObject({ ...counts(0, 2, 1), problems: [], noteCount: 2 })
    expect(answer.notes).toMatchObject([
      { row: 2, column: '代号', field: 'slug', value: 'gone-a', code: 'ARCHIVED_SUBJECT' },
      { row: 3, value: 'gone-b', code: 'ARCHIVED_SUBJECT' },
    ])
  }
  const version = { name: '乙', isArchived: true, version: '3' }
  expect(await read('gone-a', 'enterprise', 'name isArchived version')).toEqual(version)
  const changes = { slug: 'gone-b', expectedVersion: '2', name: '丁' }
  expect((await write(server, 'updateEnterprise', changes, editor)).__typename).toBe('UpdateEnterpriseSuccess')
  expect(await read('gone-b', 'enterprise', 'name isArchived version')).toEqual({ ...version, name: '丁' })
})

test('two enterprises may exchange their credit codes, which one after the other could not', async () => {
  const [one, other] = [makeCreditCode(6), makeCreditCode(7)] as const
  const before = await firms([row('swap-a', '甲', 'jia', one), row('swap-b', '乙', 'yi', other)])
  expect(tell(before)).toEqual([])
  const taken = await leaveNothing(server, () => firms([['swap-a', '', '', other, '', '', '']], UPDATE))
  expect(tell(taken)).toEqual(['2 unifiedSocialCreditCode CODE_TAKEN'])
  const kept = await leaveNothing(server, () =>
    firms(
      [
        ['swap-a', '', '', other, '', '', ''],
        ['swap-b', '', '', other, '', '', ''],
      ],
      UPDATE,
    ),
  )
  expect(tell(kept)).toEqual(['3 unifiedSocialCreditCode DOUBLED_ITEM'])
  const swapped = [
    ['swap-a', '', '', other, '', '', ''],
    ['swap-b', '', '', one, '', '', ''],
  ]
  expect(await firms(swapped, UPDATE)).toMatchObject(counts(0, 2, 0))
  expect(await read('swap-a')).toMatchObject({ unifiedSocialCreditCode: other, version: '2' })
})

test('an export imports again and changes nothing', async () => {
  for (const list of ['enterprises', 'projects']) {
    const response = await fetch(new URL(`/exports/${list}.csv`, server.url), {
      headers: { authorization: `Bearer ${everywhere}` },
    })
    const file = Buffer.from(await response.arrayBuffer())
    const rows = file.toString().trim().split('\r\n').length - 1
    expect(rows).toBeGreaterThan(1)
    expect(await send(server, file, into(list, {}, everywhere))).toMatchObject({
      ...{ outcome: 'RECORDED', problems: [] },
      ...counts(0, 0, rows),
    })
  }
})

test('two that send the same list at once make each known once', async () => {
  const rows = Array.from({ length: 50 }, (_, at) => row(`raced-${at}`))
  const answers = await Promise.all([firms(rows), firms(rows), firms(rows, {}, everywhere)])
  expect(answers.map(({ outcome }) => outcome)).toEqual(['RECORDED', 'RECORDED', 'RECORDED'])
  const { rows: found } = await server.database.pool.query(`SELECT FROM subject WHERE slug LIKE 'raced-%'`)
  expect(found).toHaveLength(50)
})

test('templates have all headers, and other lists are refused', async () => {
  for (const list of ['enterprises', 'projects']) {
    const response = await fetch(new URL(`/imports/${list}/template.csv`, server.url))
    const answer = await send(server, await response.text(), into(list))
    expect(answer).toMatchObject({ outcome: 'RECORDED', rows: 0, noteCount: 0, ...counts(0, 0, 0) })
  }
  const other = await post(server, 'x', into('parks'))
  expect(await other.json()).toMatchObject({
    errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'into' } }],
  })
  expect(tell(await send(server, toCsv([['名称', '拼音']]), into('enterprises')))).toEqual(['1 null MISSING_COLUMN'])
})

test('a project is written by a mutation and changed by a file', async () => {
  const input = { slug: 'own-mixed', name: '旧', pinyin: 'jiu', kind: 'INDUSTRIAL', reportingPark: 'own' }
  expect((await write(server, 'createProject', input, editor)).__typename).toBe('CreateProjectSuccess')
  const file = toCsv([
    ['代号', '类别'],
    ['own-mixed', '民生项目'],
  ])
  expect(await send(server, file, into('projects', UPDATE))).toMatchObject(counts(0, 1, 0))
  expect(await read('own-mixed', 'project', 'name kind')).toEqual({ name: '旧', kind: 'LIVELIHOOD' })
})
