import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { money, useVocabulary } from './indicators.ts'
import { idOf, issuesOf, leaveNothing, makeKey, write } from './writing.ts'

const server = useServer()
const { keys, nextCode, create, make, update, archive, ask, clock } = useVocabulary(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const fields = `code name label definition status candidates isArchived version definitions { edition definition } partOf { code }`

test('readings of before stay as they were, to the letter, and it was not there before it was made', async () => {
  const code = nextCode()
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

const record = (...observations: object[]) => write(server, 'recordObservations', { observations }, keys.editor)

test('one that is archived is out of the list, takes no new figures, and its figures stay', async () => {
  const code = await make()
  const recorded = await record(figure(code))
  const id = idOf(recorded)
  const list = (args = '') => ask(`{ indicators(where: { code: { eq: "${code}" } }${args}) { nodes { isArchived } } }`)
  expect(await archive(code)).toMatchObject({ indicator: { code, isArchived: true, version: '2' } })
  expect(await list()).toEqual({ indicators: { nodes: [] } })
  expect(await list(', includeArchived: true')).toEqual({ indicators: { nodes: [{ isArchived: true }] } })
  const figures = `{ observations(where: { indicator: { code: { eq: "${code}" } } }) { nodes { value indicator { code } } } }`
  expect(await ask(figures, keys.editor)).toEqual({ observations: { nodes: [{ value: '7', indicator: { code } }] } })
  const refused = await leaveNothing(server, () =>
    record(figure('employment'), figure(code, { period: '2026-01/2026-08' })),
  )
  expect(issuesOf(refused)).toEqual(['observations.1.indicator ARCHIVED_INDICATOR'])
  const proposal = { evidence: { zh: '据', en: 'x' }, confidence: 'LOW', changes: { indicator: code } }
  const other = idOf(await record(figure('employment')))
  const moved = await leaveNothing(server, () =>
    write(server, 'proposeCorrection', { ...proposal, observation: other }, keys.editor),
  )
  expect(issuesOf(moved)).toEqual(['changes.indicator ARCHIVED_INDICATOR'])
  const revision = { observation: id, expectedVersion: id, value: '8', reason: '核定' }
  expect(await write(server, 'reviseObservation', revision, keys.editor)).toMatchObject({ observation: { value: '8' } })
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
      keys.editor,
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
  const prefix = keys.admin.split('_')[1]
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
  expect(await ask(query, keys.admin)).toEqual(log)
  const ids = pick(
    await ask('{ changes(where: { rows: { kind: { eq: INDICATOR } } }) { nodes { id } } }', keys.admin),
    'changes.nodes.0',
  )
  const again = `{ node(id: "${(ids as { id: string }).id}") { ... on Change { reason } } }`
  expect(await ask(again, keys.admin)).toEqual({ node: { reason: expect.stringContaining('indicator') } })
  expect(await ask(again)).toEqual({ node: null })
  expect(await ask(query, await makeKey(server, 'EDITOR', { isAll: true }))).toEqual(log)
  for (const token of [
    await makeKey(server, 'ADMIN', { park: 'own' }),
    await makeKey(server, 'READER', { isAll: true }),
    null,
  ])
    expect(await ask(query, token)).toEqual({ changes: { nodes: [] } })
})
