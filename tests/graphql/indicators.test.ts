import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { idOf, issuesOf, leaveNothing, makeKey, openForm, write } from './writing.ts'

const server = useServer()
let admin = ''
let editor = ''

beforeAll(async () => {
  editor = await openForm(server)
  admin = await makeKey(server, 'ADMIN', { isAll: true })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

let count = 0

const plain = {
  ...{
    name: '用电量',
    labels: { zh: '用电量', en: 'Electricity used' },
    definition: { zh: '全部用电。', en: 'All of it.' },
  },
  ...{ defaultUnit: 'PERSON', aggregationOverTime: 'SUM', aggregationOverParks: 'SUM' },
}

/** Measures what taxes and revenue do. */
const money = { defaultUnit: 'CNY_100M' }

const create = (input: Record<string, unknown> = {}, token = admin) =>
  write(server, 'createIndicator', { code: `made_${++count}`, ...plain, ...input }, token)

const make = async (input: Record<string, unknown> = {}) => String(pick(await create(input), 'indicator.code'))

const update = (code: string, changes: object, expectedVersion = '1', token = admin) =>
  write(server, 'updateIndicator', { code, expectedVersion, ...changes }, token)

const archive = (code: string, expectedVersion = '1', verb = 'archive') =>
  write(server, `${verb}Indicator`, { indicator: code, expectedVersion, reason: '停用' }, admin)

const ask = async (query: string, token: string | null = null) => {
  const { data, errors } = await server.send(query, {}, token)
  expect(errors).toBeUndefined()
  return data as Record<string, unknown>
}

const clock = async () => String((await ask('{ clock }'))['clock'])

test('an indicator is known to everybody by the rules of data sets, with the dimension of its unit', async () => {
  const made = await create({ code: 'electricity' })
  expect(made).toMatchObject({
    indicator: {
      ...{
        code: 'electricity',
        name: '用电量',
        zh: '用电量',
        en: 'Electricity used',
        text: '全部用电。',
        english: 'All of it.',
      },
      ...{
        dimension: 'count:person',
        defaultUnit: { code: 'PERSON' },
        status: 'ESTABLISHED',
        candidates: [],
        partOf: [],
      },
      ...{ aggregationOverTime: 'SUM', aggregationOverParks: 'SUM', isArchived: false, version: '1' },
      definitions: [{ edition: '1', validFrom: null, source: null, definition: '全部用电。' }],
    },
  })
  expect(await ask('{ indicator(code: "electricity") { name } }')).toEqual({ indicator: { name: '用电量' } })
  const more = {
    ...{
      defaultUnit: '亿元',
      dimension: 'money:CNY',
      status: 'PROVISIONAL',
      candidates: ['revenue'],
      partOf: ['tax_revenue'],
    },
    edition: { edition: '2017', validFrom: '2017-01-01', source: '制度' },
  }
  expect(await create(more)).toMatchObject({
    indicator: {
      ...{ dimension: 'money:CNY', defaultUnit: { code: 'CNY_100M' }, status: 'PROVISIONAL', candidates: ['revenue'] },
      ...{ partOf: [{ code: 'tax_revenue' }] },
      definitions: [{ edition: '2017', validFrom: '2017-01-01', source: '制度', definition: '全部用电。' }],
    },
  })
})

test('all that is wrong with it is told', async () => {
  const wrong = async (input: object) => issuesOf(await leaveNothing(server, () => create({ ...input })))
  expect(
    await wrong({ code: 'Not-snake', name: ' ', labels: { zh: '', en: 'x' }, definition: { zh: 'x', en: ' ' } }),
  ).toEqual([...['code INVALID_TEXT', 'name INVALID_TEXT', 'labels.zh INVALID_TEXT', 'definition.en INVALID_TEXT']])
  expect(await wrong({ defaultUnit: 'nothing' })).toEqual(['defaultUnit UNKNOWN_UNIT'])
  expect(await wrong({ dimension: 'area' })).toEqual(['dimension INCOMPATIBLE_UNITS'])
  expect(await wrong({ candidates: ['revenue'] })).toEqual(['candidates INVALID_INDICATOR'])
  expect(await wrong({ partOf: ['revenue', 'nothing', 'revenue'] })).toEqual([
    ...[
      'partOf.2 DOUBLED_ITEM',
      'partOf.1 UNKNOWN_INDICATOR',
      'partOf.0 INVALID_INDICATOR',
      'partOf.2 INVALID_INDICATOR',
    ],
  ])
  expect(await wrong({ edition: { edition: 'x', validFrom: '9999-01-01' } })).toEqual([
    'edition.validFrom OUT_OF_RANGE',
  ])
  expect(await wrong({ edition: { edition: '', source: ' ' } })).toEqual([
    ...['edition.edition INVALID_TEXT', 'edition.source INVALID_TEXT'],
  ])
})

test('a code stands for one indicator, also of 20 that come at once', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => create({ code: 'race' })))
  expect(answers.filter(({ __typename }) => __typename === 'CreateIndicatorSuccess')).toHaveLength(1)
  expect(answers.filter(({ code }) => code === 'CODE_TAKEN')).toHaveLength(19)
  const taken = await leaveNothing(server, () => create({ code: 'tax_revenue' }))
  expect(taken).toMatchObject({
    code: 'CODE_TAKEN',
    conflicts: [{ path: ['code'], indicator: { code: 'tax_revenue' } }],
  })
  const once = { code: 'once', idempotencyKey: 'once' }
  expect(await create(once)).toEqual(await create(once))
  expect(await create({ ...once, name: '另' })).toMatchObject({ code: 'KEY_USED' })
})

test('it is changed in what is named, by whoever knows its version', async () => {
  const code = await make({ ...money, status: 'PROVISIONAL', candidates: ['revenue'] })
  const labels = { zh: '用电', en: 'Power' }
  expect(await update(code, { labels, partOf: ['revenue', 'tax_revenue'] })).toMatchObject({
    indicator: {
      zh: '用电',
      en: 'Power',
      name: '用电量',
      partOf: [{ code: 'revenue' }, { code: 'tax_revenue' }],
      version: '2',
    },
  })
  const late = await leaveNothing(server, () => update(code, { name: '晚' }))
  expect(late).toMatchObject({ code: 'VERSION_OUTDATED', conflicts: [{ version: '2', indicator: { code } }] })
  expect(await update(code, { status: 'ESTABLISHED', partOf: ['tax_revenue'] }, '2')).toMatchObject({
    indicator: { status: 'ESTABLISHED', candidates: [], partOf: [{ code: 'tax_revenue' }], version: '3' },
  })
  const back = await leaveNothing(server, () => update(code, { status: 'PROVISIONAL' }, '3'))
  expect(back).toMatchObject({ code: 'WRONG_STATE', conflicts: [{ path: ['status'], version: '3' }] })
  for (const same of [{}, { labels, name: '用电量', status: 'ESTABLISHED', partOf: ['tax_revenue'] }, { name: null }])
    expect(issuesOf(await leaveNothing(server, () => update(code, same, '3')))).toEqual([' NO_CHANGE'])
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => update(code, { name: `第${n}` }, '3')))
  expect(answers.filter(({ __typename }) => __typename === 'UpdateIndicatorSuccess')).toHaveLength(1)
  expect(answers.filter((answer) => answer.code === 'VERSION_OUTDATED')).toHaveLength(19)
  const nobody = await leaveNothing(server, () => update('nobody', { name: 'x' }))
  expect(nobody).toEqual({ __typename: 'NotFound', message: 'There is no indicator "nobody".' })
})

test('what contradicts itself is refused: candidates of what is settled, and a part of itself', async () => {
  const [whole, part] = [await make(money), await make(money)]
  await update(part, { partOf: [whole] })
  const wrong = async (changes: object) => issuesOf(await leaveNothing(server, () => update(whole, changes)))
  expect(await wrong({ candidates: ['revenue'] })).toEqual(['candidates INVALID_INDICATOR'])
  expect(await wrong({ partOf: ['revenue', part] })).toEqual(['partOf.1 INVALID_INDICATOR'])
  expect(await wrong({ partOf: [whole] })).toEqual(['partOf.0 INVALID_INDICATOR'])
  expect(await wrong({ partOf: ['revenue', 'land_area'] })).toEqual(['partOf.1 INVALID_INDICATOR'])
})

test('a further edition holds after those before, which stay as they are', async () => {
  const code = await make()
  const edition = {
    edition: '2025',
    validFrom: '2025-01-01',
    definition: { zh: '新定义。', en: 'New.' },
    source: '新制度',
  }
  expect(await update(code, { edition })).toMatchObject({
    indicator: {
      ...{ text: '新定义。', english: 'New.', version: '2' },
      definitions: [
        { edition: '1', validFrom: null, source: null, definition: '全部用电。' },
        { edition: '2025', validFrom: '2025-01-01', source: '新制度', definition: '新定义。' },
      ],
    },
  })
  const wrong = async (more: object) =>
    issuesOf(await leaveNothing(server, () => update(code, { edition: { ...edition, ...more } }, '2')))
  expect(await wrong({ edition: 'x', validFrom: '9999-01-01' })).toEqual(['edition.validFrom OUT_OF_RANGE'])
  expect(await wrong({ validFrom: '2026-01-01' })).toEqual(['edition.edition INVALID_INDICATOR'])
  expect(await wrong({ edition: '2024', validFrom: '2024-12-31' })).toEqual(['edition.validFrom OUT_OF_RANGE'])
  expect(await wrong({ edition: 'x', validFrom: '2026-01-01', definition: { zh: ' ', en: 'x' } })).toEqual([
    'edition.definition.zh INVALID_TEXT',
  ])
})

const fields = `code name label definition status candidates isArchived version definitions { edition definition } partOf { code }`

test('readings of before stay as they were, to the letter, and it was not there before it was made', async () => {
  const code = `made_${++count}`
  const read = (recorded?: string) => {
    const at = recorded ? `, asOf: { recorded: "${recorded}" }` : ''
    return ask(`{ one: indicator(code: "${code}"${at}) { ${fields} }
      all: indicators(where: { code: { eq: "${code}" } }${at}) { totalCount nodes { ${fields} } } }`)
  }
  const moments: { at: string; was: unknown }[] = []
  const remember = async () => moments.push({ at: await clock(), was: await read() })
  await remember()
  await create({ ...money, code, status: 'PROVISIONAL', candidates: ['revenue'] })
  await remember()
  await update(code, { partOf: ['revenue'], labels: { zh: '二', en: 'Two' } })
  await remember()
  await update(code, { partOf: ['tax_revenue'], name: '三', status: 'ESTABLISHED' }, '2')
  await remember()
  const edition = { edition: '2', validFrom: '2025-01-01', definition: { zh: '四', en: 'Four' } }
  await update(code, { edition }, '3')
  await remember()
  await archive(code, '4')
  await remember()
  await archive(code, '5', 'restore')
  expect(moments[0]?.was).toEqual({ one: null, all: { totalCount: 0, nodes: [] } })
  expect(moments[5]?.was).toMatchObject({ one: { isArchived: true, version: '5' }, all: { totalCount: 0 } })
  for (const { at, was } of moments) expect(JSON.stringify(await read(at))).toBe(JSON.stringify(was))
})

const figure = (indicator: string, more: object = {}) => ({
  ...{
    subject: 'own',
    indicator,
    accumulation: 'YEAR_TO_DATE',
    nature: 'ACTUAL',
    period: '2026-01/2026-09',
    value: '7',
  },
  ...{ unit: 'PERSON', source: 'form', ...more },
})

const record = (...observations: object[]) => write(server, 'recordObservations', { observations }, editor)

test('one that is archived is out of the list, takes no new figures, and its figures stay', async () => {
  const code = await make()
  const recorded = await record(figure(code))
  const id = idOf(recorded)
  const list = (args = '') => ask(`{ indicators(where: { code: { eq: "${code}" } }${args}) { nodes { isArchived } } }`)
  expect(await archive(code)).toMatchObject({ indicator: { code, isArchived: true, version: '2' } })
  expect(await list()).toEqual({ indicators: { nodes: [] } })
  expect(await list(', includeArchived: true')).toEqual({ indicators: { nodes: [{ isArchived: true }] } })
  const figures = `{ observations(where: { indicator: { code: { eq: "${code}" } } }) { nodes { value indicator { code } } } }`
  expect(await ask(figures, editor)).toEqual({ observations: { nodes: [{ value: '7', indicator: { code } }] } })
  const refused = await leaveNothing(server, () =>
    record(figure('employment'), figure(code, { period: '2026-01/2026-08' })),
  )
  expect(issuesOf(refused)).toEqual(['observations.1.indicator ARCHIVED_INDICATOR'])
  const proposal = { evidence: { zh: '据', en: 'x' }, confidence: 'LOW', changes: { indicator: code } }
  const other = idOf(await record(figure('employment')))
  const moved = await leaveNothing(server, () =>
    write(server, 'proposeCorrection', { ...proposal, observation: other }, editor),
  )
  expect(issuesOf(moved)).toEqual(['changes.indicator ARCHIVED_INDICATOR'])
  const revision = { observation: id, expectedVersion: id, value: '8', reason: '核定' }
  expect(await write(server, 'reviseObservation', revision, editor)).toMatchObject({ observation: { value: '8' } })
  const again = await leaveNothing(server, () => archive(code, '2'))
  expect(again).toMatchObject({
    code: 'WRONG_STATE',
    conflicts: [{ path: ['indicator'], version: '2', indicator: { code } }],
  })
  expect(await archive(code, '2', 'restore')).toMatchObject({ indicator: { isArchived: false, version: '3' } })
  expect((await record(figure(code, { period: '2026-01/2026-08' }))).__typename).toBe('RecordObservationsSuccess')
})

test('checks and coverage read as of before what it was then', async () => {
  const code = await make({
    status: 'PROVISIONAL',
    candidates: ['revenue'],
    name: '旧标签',
    labels: { zh: '旧标签', en: 'Old' },
  })
  for (const [period, value] of [
    ['2024', '5'],
    ['2025', '6'],
  ])
    await record(figure(code, { accumulation: 'FULL_YEAR', period, value }))
  const read = (at = '') =>
    ask(
      `{ checks(subject: "own", where: { rule: { in: [UNDEFINED_INDICATOR] } }${at}) { nodes { message(locale: EN) indicator { label } } }
        coverage(subjects: ["own"], indicators: ["${code}"]${at}) { nodes { breaks { kind before after } } } }`,
      editor,
    )
  const at = `, asOf: { recorded: "${await clock()}" }`
  const was = await read()
  expect(was).toMatchObject({
    checks: { nodes: [{ message: expect.stringContaining('“Old of own”'), indicator: { label: '旧标签' } }] },
    coverage: { nodes: [{ breaks: [] }] },
  })
  const edition = { edition: '2', validFrom: '2025-01-01', definition: { zh: '新', en: 'New' } }
  await update(code, { status: 'ESTABLISHED', labels: { zh: '新标签', en: 'New' }, edition })
  expect(await read()).toEqual({
    checks: { nodes: [] },
    coverage: { nodes: [{ breaks: [{ kind: 'DEFINITION', before: '1', after: '2' }] }] },
  })
  expect(JSON.stringify(await read(at))).toBe(JSON.stringify(was))
})

test('the log tells who changed which, through which key and request, before and after, to whoever has EDITOR for everything', async () => {
  const code = await make()
  await update(code, { labels: { zh: '改', en: 'Changed' } })
  await archive(code, '2')
  const query = `{ changes(first: 3, where: { rows: { kind: { eq: INDICATOR } } }) { nodes { actor keyPrefix requestId reason park { slug }
    rows { nodes { kind subject { slug } ... on IndicatorChange {
      before { code label isArchived version } after { code label isArchived version } } } } } } }`
  const [first, second, third] = [
    { code, label: '用电量', isArchived: false, version: '1' },
    { code, label: '改', isArchived: false, version: '2' },
    { code, label: '改', isArchived: true, version: '3' },
  ]
  const prefix = admin.split('_')[1]
  const told = (reason: string, before: object | null, after: object) => ({
    ...{ actor: `key:${prefix}`, keyPrefix: prefix, requestId: expect.stringMatching(/./), reason, park: null },
    rows: { nodes: [{ kind: 'INDICATOR', subject: null, before, after }] },
  })
  const log = {
    changes: {
      nodes: [
        told(`archive indicator ${code}: 停用`, second as object, third as object),
        told(`update indicator ${code}`, first as object, second as object),
        told(`create indicator ${code}`, null, first as object),
      ],
    },
  }
  expect(await ask(query, admin)).toEqual(log)
  const ids = pick(
    await ask('{ changes(where: { rows: { kind: { eq: INDICATOR } } }) { nodes { id } } }', admin),
    'changes.nodes.0',
  )
  const again = `{ node(id: "${(ids as { id: string }).id}") { ... on Change { reason } } }`
  expect(await ask(again, admin)).toEqual({ node: { reason: expect.stringContaining('indicator') } })
  expect(await ask(again)).toEqual({ node: null })
  expect(await ask(query, await makeKey(server, 'EDITOR', { isAll: true }))).toEqual(log)
  for (const token of [
    await makeKey(server, 'ADMIN', { park: 'own' }),
    await makeKey(server, 'READER', { isAll: true }),
    null,
  ])
    expect(await ask(query, token)).toEqual({ changes: { nodes: [] } })
})
