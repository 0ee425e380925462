import { grantRole, localOwner } from '@parkgraph/db'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addOpenRows } from './access-rows.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { type Answer, issuesOf, leaveNothing, makeKey, write } from './writing.ts'

const server = useServer()
let editor = ''
let other = ''
let reader = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  editor = await makeKey(server, 'EDITOR', { park: 'own' })
  other = await makeKey(server, 'EDITOR', { park: 'own' })
  reader = await makeKey(server, 'READER', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

let count = 0

const own = { name: '旧名', pinyin: 'jiu ming', reportingPark: 'own' }

async function create(kind: string, more: Record<string, unknown> = {}): Promise<string> {
  const slug = `own-changed-${++count}`
  const answer = await write(server, `create${kind}`, { slug, ...own, ...more }, editor)
  expect(answer.__typename).toBe(`Create${kind}Success`)
  return slug
}

const update = (kind: string, slug: string, changes: object, expectedVersion = '1', token = editor): Promise<Answer> =>
  write(server, `update${kind}`, { slug, expectedVersion, ...changes }, token)

const archive = (subject: string, expectedVersion = '1', token = editor, verb = 'archive') =>
  write(server, `${verb}Subject`, { subject, expectedVersion, reason: '注销' }, token)

const clock = async () => String((await server.send('{ clock }')).data?.['clock'])

const ask = async (query: string, token: string | null = reader) => {
  const { data, errors } = await server.send(query, {}, token)
  expect(errors).toBeUndefined()
  return data as Record<string, unknown>
}

const park = {
  before: { kind: 'INDUSTRIAL_PARK', level: 'COUNTY', regionCode: '430381', regionSystem: 'GB/T 2260-2007' },
  changes: { kind: 'LOGISTICS_PARK', level: null, regionCode: '430382' },
  after: { kind: 'LOGISTICS_PARK', level: null, regionCode: '430382', regionSystem: 'GB/T 2260-2007' },
}
const firm = {
  before: { industryCode: '3031', industrySystem: 'GB/T 4754-2011' },
  changes: { industryCode: 'C3041', industrySystem: 'GB/T 4754-2017' },
  after: { industryCode: 'C3041', industrySystem: 'GB/T 4754-2017' },
}
const works = { before: { kind: 'INDUSTRIAL' }, changes: { kind: 'LIVELIHOOD' }, after: { kind: 'LIVELIHOOD' } }
const plain = { before: {}, changes: {}, after: {} }

const cases = [
  ['Park', 'parks', park],
  ['Project', 'projects', works],
  ['Enterprise', 'enterprises', firm],
  ['Facility', 'facilities', plain],
  ['Programme', 'programmes', plain],
] as const

describe.each(cases)('a %s', (kind, list, { before, changes, after }) => {
  const field = kind.toLowerCase()

  test('is changed in what is named, and readings of before stay as they were, byte for byte', async () => {
    const slug = await create(kind, before)
    const names = ['slug', 'name', 'version', ...Object.keys(before)].join(' ')
    const read = (recorded?: string) => {
      const asOf = recorded ? `asOf: { recorded: "${recorded}" }` : ''
      const conditions = (name: string) =>
        `(where: { name: { eq: "${name}" }, slug: { eq: "${slug}" } }${asOf && `, ${asOf}`})`
      return ask(`{ one: ${field}(slug: "${slug}"${asOf && `, ${asOf}`}) { ${names} }
        old: ${list}${conditions('旧名')} { totalCount } new: ${list}${conditions('新名')} { totalCount } }`)
    }
    const [at, was] = [await clock(), await read()]
    expect(was).toMatchObject({ one: { name: '旧名', version: '1', ...before }, old: { totalCount: 1 } })
    const answer = await update(kind, slug, { name: '新名', pinyin: 'xin ming', ...changes })
    expect(answer).toMatchObject({ [field]: { slug, name: '新名', version: '2', ...after } })
    const [between, is] = [await clock(), await read()]
    expect(is).toMatchObject({ one: { name: '新名', ...after }, old: { totalCount: 0 }, new: { totalCount: 1 } })
    await update(kind, slug, { name: '再改' }, '2')
    expect(JSON.stringify(await read(at))).toBe(JSON.stringify(was))
    expect(JSON.stringify(await read(between))).toBe(JSON.stringify(is))
  })

  test('is changed by whoever knows its version, and once by a key', async () => {
    const slug = await create(kind, before)
    const input = { name: '一', idempotencyKey: `once-${field}` }
    const first = await update(kind, slug, input)
    expect(await update(kind, slug, input)).toEqual(first)
    expect(await update(kind, slug, { ...input, name: '二' })).toMatchObject({ code: 'KEY_USED' })
    const late = await leaveNothing(server, () => update(kind, slug, { name: '二' }))
    expect(late).toMatchObject({ code: 'VERSION_OUTDATED' })
    expect(late.conflicts).toMatchObject([{ path: ['expectedVersion'], version: '2', subject: { slug } }])
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => update(kind, slug, { name: `第${n}` }, '2', n % 2 ? editor : other)),
    )
    expect(answers.filter(({ __typename }) => __typename === `Update${kind}Success`)).toHaveLength(1)
    expect(answers.filter(({ code }) => code === 'VERSION_OUTDATED')).toHaveLength(19)
  })

  test('is refused with all that is wrong, or where nothing changes', async () => {
    const slug = await create(kind, before)
    const wrong = await leaveNothing(server, () => update(kind, slug, { name: ' ', pinyin: 'X' }))
    expect(issuesOf(wrong)).toEqual(['name INVALID_TEXT', 'pinyin INVALID_TEXT'])
    for (const same of [{}, { name: '旧名', ...before }])
      expect(issuesOf(await leaveNothing(server, () => update(kind, slug, same)))).toEqual([' NO_CHANGE'])
    expect(issuesOf(await leaveNothing(server, () => update(kind, slug, { name: null })))).toEqual([
      'name INVALID_TEXT',
    ])
    const nobody = await leaveNothing(server, () => update(kind, 'nobody', { name: 'x' }))
    expect(nobody).toEqual({ __typename: 'NotFound', message: `There is no ${field} "nobody".` })
  })

  test('is out of lists once it is archived, and found by its slug, its id, on asking and in readings of before', async () => {
    const slug = await create(kind, before)
    const query = (args = '') =>
      `{ ${list}(where: { slug: { eq: "${slug}" } } ${args}) { totalCount nodes { slug isArchived } } }`
    const at = await clock()
    const was = await ask(query())
    expect(was).toEqual({ [list]: { totalCount: 1, nodes: [{ slug, isArchived: false }] } })
    expect(await archive(slug)).toMatchObject({ subject: { slug, isArchived: true, version: '2' } })
    expect(await ask(query())).toEqual({ [list]: { totalCount: 0, nodes: [] } })
    const kept = { [list]: { totalCount: 1, nodes: [{ slug, isArchived: true }] } }
    expect(await ask(query('includeArchived: true'))).toEqual(kept)
    expect(JSON.stringify(await ask(query(`asOf: { recorded: "${at}" }`)))).toBe(JSON.stringify(was))
    expect(await ask(query(`includeArchived: true, updatedAfter: "${at}"`))).toEqual(kept)
    const one = await ask(`{ ${field}(slug: "${slug}") { id isArchived } }`)
    expect(one).toMatchObject({ [field]: { isArchived: true } })
    expect(await ask(`{ node(id: "${pick(one, `${field}.id`)}") { id } }`)).toMatchObject({
      node: { id: pick(one, `${field}.id`) },
    })
    const again = await leaveNothing(server, () => archive(slug, '2'))
    expect(again).toMatchObject({ code: 'WRONG_STATE', conflicts: [{ path: ['subject'], version: '2' }] })
    expect(await archive(slug, '2', editor, 'restore')).toMatchObject({ subject: { isArchived: false, version: '3' } })
    expect(await ask(query())).toEqual(was)
  })
})

test('a credit code of another one is taken, and a slug keeps what it promises', async () => {
  const unifiedSocialCreditCode = '91430381MA4L16JQ92'
  const first = await create('Enterprise', { unifiedSocialCreditCode })
  const second = await create('Enterprise')
  const answer = await leaveNothing(server, () => update('Enterprise', second, { unifiedSocialCreditCode }))
  expect(answer).toMatchObject({ code: 'CODE_TAKEN', conflicts: [{ subject: { slug: first } }] })
  expect((await update('Enterprise', first, { unifiedSocialCreditCode, name: '同码' })).__typename).toBe(
    'UpdateEnterpriseSuccess',
  )
  const at = await clock()
  expect(await update('Enterprise', first, { unifiedSocialCreditCode: null }, '2')).toMatchObject({
    enterprise: { unifiedSocialCreditCode: null, name: '同码' },
  })
  expect((await update('Enterprise', second, { unifiedSocialCreditCode })).__typename).toBe('UpdateEnterpriseSuccess')
  const query = `{ enterprises(where: { unifiedSocialCreditCode: { eq: "${unifiedSocialCreditCode}" } }, asOf: { recorded: "${at}" }) {
    nodes { slug } } }`
  expect(await ask(query)).toEqual({ enterprises: { nodes: [{ slug: first }] } })
  const free = { slug: `elsewhere-${++count}`, ...own, kind: 'INDUSTRIAL_PARK' }
  await write(server, 'createPark', free, editor)
  expect(issuesOf(await update('Park', free.slug, { kind: 'PARK_IN_PARK' }))).toEqual(['kind INVALID_TEXT'])
})

test('one that is a park and a project has one version, and is changed in either role', async () => {
  const slug = await create('Park', { kind: 'INDUSTRIAL_PARK', projectKind: 'INDUSTRIAL' })
  expect(await update('Project', slug, { kind: 'LIVELIHOOD' })).toMatchObject({
    project: { kind: 'LIVELIHOOD', version: '2' },
  })
  expect(await update('Park', slug, { level: 'COUNTY' }, '2')).toMatchObject({
    park: { level: 'COUNTY', version: '3', project: { kind: 'LIVELIHOOD' } },
  })
})

test('an edition fits the code that stays', async () => {
  const slug = await create('Enterprise', { industryCode: 'T97', industrySystem: 'GB/T 4754-2017' })
  const answer = await leaveNothing(server, () =>
    update('Enterprise', slug, { industrySystem: 'GB/T 4754-2011' }, '1', editor),
  )
  expect(issuesOf(answer)).toEqual(['industryCode INVALID_CODE'])
})

test('nobody gets a role by saying in which region a park lies', async () => {
  const slug = `region-${++count}`
  await addSubjects(server.database, [{ kind: 'PARK', slug, reportedBy: slug, regionCode: '110101' }])
  const make = async (role: string) => {
    const token = await makeKey(server, 'STEWARD', { region: '5201' })
    const to = { prefix: token.split('_')[1] ?? '' }
    await grantRole(server.database.pool, localOwner, { to, role, scope: { park: slug } })
    return token
  }
  const region = { regionCode: '520102', regionSystem: 'GB/T 2260-2007', pinyin: 'qu' }
  const schemer = await make('EDITOR')
  expect((await leaveNothing(server, () => update('Park', slug, region, '1', schemer))).__typename).toBe('Forbidden')
  expect((await update('Park', slug, region, '1', await make('ADMIN'))).__typename).toBe('UpdateParkSuccess')
})

test('groups and rankings leave out what is archived', async () => {
  const slugs = ['one', 'two', 'three'].map((name) => `rank-${name}`)
  await addSubjects(
    server.database,
    slugs.map((slug) => ({ kind: 'PARK', slug, reportedBy: 'own', parkKind: 'LOGISTICS_PARK' })),
  )
  const year = { start: '2019-01-01', end: '2020-01-01', accumulation: 'FULL_YEAR' }
  await addFigures(
    server.database,
    slugs.map((subject, index) => ({
      ...year,
      subject,
      indicator: 'tax_revenue',
      value: `${index + 1}`,
      reportedBy: 'own',
    })),
  )
  const where = 'where: { slug: { in: ["rank-one", "rank-two", "rank-three"] } }'
  const query = (args = '') =>
    `{ ranking(by: { indicator: { indicator: "tax_revenue" } }, period: "2019", among: { ${where} } ${args}) {
      rows { subject { slug ... on Park { isArchived } } rank } } }`
  const at = await clock()
  const was = await ask(query())
  expect(pick(was, 'ranking.rows')).toHaveLength(3)
  await archive('rank-two')
  const ranked = pick(await ask(query()), 'ranking.rows') as { subject: { slug: string } }[]
  expect(ranked.map(({ subject: { slug } }) => slug)).toEqual(['rank-three', 'rank-one'])
  expect(JSON.stringify(await ask(query(`, asOf: { recorded: "${at}" }`)))).toBe(JSON.stringify(was))
  const project = async () => create('Project', { kind: 'LIVELIHOOD', name: '成组', pinyin: 'cheng zu' })
  const [kept, gone] = [await project(), await project()]
  await archive(gone)
  const group = (args = '') =>
    `{ projects(where: { name: { eq: "成组" } } ${args}) { groupBy(by: [KIND]) { nodes { count } } } }`
  expect([kept, pick(await ask(group()), 'projects.groupBy.nodes.0.count')]).toEqual([kept, 1])
  expect(pick(await ask(group('includeArchived: true')), 'projects.groupBy.nodes.0.count')).toBe(2)
})
