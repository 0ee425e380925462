import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addSubjects, pick } from './data.ts'
import { type Answer, issuesOf, leaveNothing, makeKey, openForm, roles, write } from './writing.ts'

const server = useServer()
let editor = ''
let reader = ''

beforeAll(async () => {
  editor = await openForm(server)
  reader = await makeKey(server, 'READER', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const kinds = ['Park', 'Project', 'Enterprise', 'Facility', 'Programme'] as const
type Kind = (typeof kinds)[number]

let count = 0

const inputs: Record<Kind, () => Record<string, unknown>> = {
  Park: () => ({ slug: `new-park-${++count}`, kind: 'INDUSTRIAL_PARK' }),
  Project: () => ({ slug: `own-project-${++count}`, kind: 'INDUSTRIAL' }),
  Enterprise: () => ({ slug: `new-firm-${++count}` }),
  Facility: () => ({ slug: `new-hall-${++count}` }),
  Programme: () => ({ slug: `new-service-${++count}` }),
}

const create = (kind: Kind, more: Record<string, unknown> = {}, token: string | null = editor): Promise<Answer> =>
  write(server, `create${kind}`, { name: '新', pinyin: 'xin', reportingPark: 'own', ...inputs[kind](), ...more }, token)

describe.each(kinds)('a %s', (kind) => {
  const field = kind.toLowerCase()

  test('is known, by its slug and id, and in its list, to those of its park', async () => {
    const slug = `own-listed-${field}`
    const answer = await create(kind, { slug })
    expect(answer).toMatchObject({ __typename: `Create${kind}Success`, [field]: { slug, name: '新' } })
    const list = { Park: 'parks', Enterprise: 'enterprises', Facility: 'facilities' }[kind as string] ?? `${field}s`
    const query = `query ($id: ID!) { one: ${field}(slug: "${slug}") { slug } node(id: $id) { id }
      list: ${list}(where: { slug: { eq: "${slug}" } }) { totalCount } }`
    const id = String(pick(answer, `${field}.id`))
    expect((await server.send(query, { id }, reader)).data).toEqual({
      ...{ one: { slug }, node: { id }, list: { totalCount: 1 } },
    })
    expect((await server.send(query, { id })).data).toEqual({ one: null, node: null, list: { totalCount: 0 } })
  })

  test('has a slug of its own, also among those that are hidden', async () => {
    await addSubjects(server.database, [
      { kind: 'ENTERPRISE', slug: `own-secret-${field}`, reportedBy: 'own', accessLevel: 'RESTRICTED' },
      { kind: 'ENTERPRISE', slug: `own-foreign-${field}`, reportedBy: 'sibling', accessLevel: 'RESTRICTED' },
    ])
    for (const [slug, seen] of [
      [`own-secret-${field}`, { slug: `own-secret-${field}` }],
      [`own-foreign-${field}`, null],
    ] as const) {
      const answer = await leaveNothing(server, () => create(kind, { slug }))
      expect(answer).toMatchObject({ code: 'CODE_TAKEN', conflicts: [{ path: ['slug'], subject: seen }] })
    }
  })

  test('is made once, of 20 that come at once', async () => {
    const slug = `own-raced-${field}`
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(kind, { slug })))
    expect(answers.filter(({ __typename }) => __typename === `Create${kind}Success`)).toHaveLength(1)
    expect(answers.filter(({ code }) => code === 'CODE_TAKEN')).toHaveLength(19)
  })

  test('is made once by a key, and answers the same', async () => {
    const input = { slug: `own-again-${field}`, idempotencyKey: `again-${field}` }
    const first = await create(kind, input)
    expect(first.__typename).toBe(`Create${kind}Success`)
    expect(await create(kind, input)).toEqual(first)
    expect(await create(kind, { ...input, name: '另' })).toMatchObject({ code: 'KEY_USED' })
  })

  test('takes the role EDITOR for the park that reports it', async () => {
    for (const role of [null, ...roles]) {
      const token = role && (await makeKey(server, role, { park: 'own' }))
      const isAllowed = role !== null && role !== 'READER'
      const work = () => create(kind, { slug: `own-by-${field}-${role?.toLowerCase()}` }, token)
      const answer = await (isAllowed ? work() : leaveNothing(server, work))
      expect([role, answer.__typename]).toEqual([role, isAllowed ? `Create${kind}Success` : 'Forbidden'])
    }
    for (const park of ['outer', 'sibling'])
      expect((await leaveNothing(server, () => create(kind, { reportingPark: park }))).__typename).toBe('Forbidden')
    const inner = await create(kind, { reportingPark: 'inner', slug: `inner-${field}` })
    expect(inner.__typename).toBe(`Create${kind}Success`)
  })

  test('is reported by what is there, and a park', async () => {
    const names = ['own-secret-place', 'nowhere']
    await addSubjects(
      server.database,
      kind === 'Park'
        ? [{ kind: 'PARK', slug: 'own-secret-place', reportedBy: 'sibling', accessLevel: 'RESTRICTED' }]
        : [],
    )
    const [hidden, absent] = await Promise.all(names.map((reportingPark) => create(kind, { reportingPark })))
    expect(hidden).toEqual({ __typename: 'NotFound', message: 'There is no subject "own-secret-place".' })
    expect(absent?.message).toBe('There is no subject "nowhere".')
    expect((await create(kind, { reportingPark: 'firm-own' })).__typename).toBe('Forbidden')
    const admin = await makeKey(server, 'ADMIN', { isAll: true })
    expect(issuesOf(await create(kind, { reportingPark: 'firm-own', slug: `firm-own-${field}` }, admin))).toEqual([
      'reportingPark WRONG_KIND',
    ])
    await addSubjects(
      server.database,
      kind === 'Park' ? [{ kind: 'PARK', slug: 'own-small', park: 'own', reportedBy: 'own' }] : [],
    )
    for (const token of [editor, admin]) {
      const inSmall = { reportingPark: 'own-small', slug: `own-small-${field}` }
      expect(issuesOf(await leaveNothing(server, () => create(kind, inSmall, token)))).toEqual([
        'reportingPark WRONG_KIND',
      ])
    }
  })

  test('keeps the rules of data sets, and all that is wrong is told at once', async () => {
    const wrong = { slug: 'Not Kebab', name: ' ', pinyin: 'Xin', accessLevel: 'PUBLIC' }
    const answer = await leaveNothing(server, () => create(kind, wrong))
    expect(issuesOf(answer)).toEqual([
      ...['slug INVALID_TEXT', 'name INVALID_TEXT', 'pinyin INVALID_TEXT', 'accessLevel NOT_PUBLIC'],
    ])
  })
})

test('a park within a park, and a project, start with its slug', async () => {
  for (const [kind, more] of [
    ['Project', {}],
    ['Park', { kind: 'PARK_IN_PARK' }],
    ['Park', { projectKind: 'INDUSTRIAL' }],
  ] as const) {
    expect(issuesOf(await create(kind, { ...more, slug: 'elsewhere' }))).toEqual(['slug INVALID_TEXT'])
    expect((await create(kind, { ...more, slug: `own-part-${++count}` })).__typename).toBe(`Create${kind}Success`)
  }
})

test('a park that is a project too is one subject in both roles', async () => {
  const answer = await create('Park', { slug: 'own-both', projectKind: 'INDUSTRIAL', level: 'COUNTY' })
  expect(answer).toMatchObject({ park: { kind: 'INDUSTRIAL_PARK', level: 'COUNTY', project: { kind: 'INDUSTRIAL' } } })
})

test('codes have their check characters, their form, their system and edition', async () => {
  const creditCode = '91350100M000100Y43'
  const industry = { industryCode: 'C3031', industrySystem: 'GB/T 4754-2017' }
  const answer = await create('Enterprise', { unifiedSocialCreditCode: creditCode, ...industry })
  expect(answer).toMatchObject({ enterprise: { unifiedSocialCreditCode: creditCode, ...industry } })
  const taken = await leaveNothing(server, () => create('Enterprise', { unifiedSocialCreditCode: creditCode }))
  const slug = pick(answer, 'enterprise.slug')
  expect(taken).toMatchObject({
    ...{ code: 'CODE_TAKEN', conflicts: [{ path: ['unifiedSocialCreditCode'], subject: { slug } }] },
  })
  for (const [more, issues] of [
    [{ unifiedSocialCreditCode: '91350100M000100Y44' }, ['unifiedSocialCreditCode INVALID_CODE']],
    [{ unifiedSocialCreditCode: '91350100M000100Y53' }, ['unifiedSocialCreditCode INVALID_CODE']],
    [{ industryCode: 'C3031' }, ['industrySystem INVALID_CODE']],
    [{ ...industry, industrySystem: 'GB/T 4754' }, ['industrySystem INVALID_CODE']],
    [{ ...industry, industryCode: '制造业' }, ['industryCode INVALID_CODE']],
    [{ unifiedSocialCreditCode: '000000000000000000' }, ['unifiedSocialCreditCode INVALID_CODE']],
    ...['C9999', 'Z3042', 'A3042'].map(
      (industryCode) => [{ ...industry, industryCode }, ['industryCode INVALID_CODE']] as const,
    ),
    ...['GB/T 4754-1900', 'GB/T 4754-2099', 'whatever'].map(
      (industrySystem) => [{ ...industry, industrySystem }, ['industrySystem INVALID_CODE']] as const,
    ),
  ] as const)
    expect([more, issuesOf(await leaveNothing(server, () => create('Enterprise', more)))]).toEqual([more, issues])
  const region = { regionCode: '430381', regionSystem: 'GB/T 2260-2007' }
  for (const [more, issues] of [
    [{ regionCode: '4303' }, ['regionCode INVALID_CODE']],
    [{ regionCode: '999999' }, ['regionCode INVALID_CODE']],
    [{ regionSystem: 'whatever' }, ['regionSystem INVALID_CODE']],
    [{ regionSystem: 'GB/T 2260' }, ['regionSystem INVALID_CODE']],
    [{ regionSystem: 'GB/T 2260-1899' }, ['regionSystem INVALID_CODE']],
  ] as const)
    expect(issuesOf(await leaveNothing(server, () => create('Park', { ...region, ...more })))).toEqual(issues)
})

test('a credit code stands for one of 20 that come at once', async () => {
  const unifiedSocialCreditCode = '91430381MA4L16JQ92'
  const answers = await Promise.all(Array.from({ length: 20 }, () => create('Enterprise', { unifiedSocialCreditCode })))
  expect(answers.map(({ __typename, code }) => code ?? __typename).sort()).toEqual([
    ...Array(19).fill('CODE_TAKEN'),
    'CreateEnterpriseSuccess',
  ])
})

test('a park that reports for itself takes the role EDITOR for its region, or for all', async () => {
  const self = { reportingPark: null, regionCode: '440305', regionSystem: 'GB/T 2260-2007' }
  for (const [role, scope, isAllowed] of [
    ['ADMIN', { park: 'own' }, false],
    ['READER', { isAll: true }, false],
    ['ADMIN', { region: '4404' }, false],
    ['EDITOR', { region: '4403' }, true],
    ['EDITOR', { isAll: true }, true],
  ] as const) {
    const token = await makeKey(server, role, scope)
    const work = () => create('Park', self, token)
    const answer = await (isAllowed ? work() : leaveNothing(server, work))
    expect([role, scope, answer.__typename]).toEqual([role, scope, isAllowed ? 'CreateParkSuccess' : 'Forbidden'])
    if (isAllowed) {
      const firm = { reportingPark: pick(answer, 'park.slug'), slug: `of-self-${++count}` }
      expect((await create('Enterprise', firm, token)).__typename).toBe('CreateEnterpriseSuccess')
    }
  }
})

test('figures and facts are told of what was made, and stay internal with it', async () => {
  const slug = String(pick(await create('Enterprise'), 'enterprise.slug'))
  const figure = {
    subject: slug,
    indicator: 'revenue',
    accumulation: 'YEAR_TO_DATE',
    nature: 'ACTUAL',
    period: '2026-01/2026-09',
  }
  const observations = [{ ...figure, value: '3', unit: 'CNY_10K', source: 'form' }]
  const recorded = await write(server, 'recordObservations', { observations }, editor)
  expect(recorded.__typename).toBe('RecordObservationsSuccess')
  const membership = { park: 'own', role: 'LOCATED_IN' }
  const facts = [{ subject: slug, content: { membership }, source: 'form' }]
  expect((await write(server, 'recordFacts', { facts }, editor)).__typename).toBe('RecordFactsSuccess')
  const query = `{ enterprise(slug: "${slug}") { park { slug } revenue { value } } }`
  expect((await server.send(query, {}, reader)).data).toEqual({
    enterprise: { park: { slug: 'own' }, revenue: { value: '3' } },
  })
  expect((await server.send(query)).data).toEqual({ enterprise: null })
})
