import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { idOf, issuesOf, leaveNothing, makeKey, openForm, write } from './writing.ts'

const server = useServer()
let editor = ''
let sibling = ''

beforeAll(async () => {
  editor = await openForm(server)
  sibling = await makeKey(server, 'ADMIN', { park: 'sibling' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

let count = 0

async function addDocument(): Promise<string> {
  const code = `document-${++count}`
  const days = { publishedFrom: '2026-01-01', publishedTo: '2026-01-10' }
  const own = { title: '月报', kind: 'SURVEY', publisher: '局', authors: ['甲', '乙'], language: 'zh' }
  await write(server, 'createSource', { code, ...own, ...days, reportingPark: 'own' }, editor)
  return code
}

const update = (code: string, version: string, changes: object, token = editor) =>
  write(server, 'updateSource', { code, expectedVersion: version, ...changes }, token)

const archive = (verb: string, source: string, version: string) =>
  write(server, `${verb}Source`, { source, expectedVersion: version, reason: '作废' }, editor)

const cite = (source: string) => {
  const own = { subject: 'own', indicator: 'tax_revenue', accumulation: 'FULL_YEAR', nature: 'ACTUAL', source }
  const figure = { ...own, period: String(1950 + ++count), value: '2', unit: 'CNY_100M' }
  return write(server, 'recordObservations', { observations: [figure] }, editor)
}

async function ask(query: string, token: string | null = editor) {
  const { data, errors } = await server.send(query, {}, token)
  expect(errors).toBeUndefined()
  return data as Record<string, unknown>
}

const readClock = async () => pick(await ask('{ clock }'), 'clock') as string

const fields = 'code title kind publisher authors language publishedFrom publishedTo priority isArchived version'

/** All that is told of a document, as of a moment, to the letter. */
const readAll = async (code: string, figure: string, recorded: string) => {
  const asOf = `asOf: { recorded: "${recorded}" }`
  return JSON.stringify(
    await ask(`{ source(code: "${code}", ${asOf}) { ${fields} }
      sources(${asOf}, first: 100, where: { title: { contains: "月报" } }) { totalCount nodes { ${fields} } }
      node(id: "${figure}", ${asOf}) { ... on Observation { source { ${fields} } citation { source { ${fields} } } } } }`),
  )
}

test('own fields of a document change, and readings of before keep what they were, to the letter', async () => {
  const code = await addDocument()
  const figure = idOf(await cite(code))
  const start = await readClock()
  const before = await readAll(code, figure, start)
  expect(await update(code, '1', { title: '年报', authors: ['丙'] })).toMatchObject({
    source: { title: '年报', kind: 'SURVEY', publisher: '局', authors: ['丙'], language: 'zh', version: '2' },
  })
  const middle = await readClock()
  const between = await readAll(code, figure, middle)
  expect(await update(code, '2', { publisher: null, kind: 'NEWSPAPER', language: 'en' })).toMatchObject({
    source: { title: '年报', kind: 'NEWSPAPER', publisher: null, language: 'en', version: '3' },
  })
  expect(await archive('archive', code, '3')).toMatchObject({ source: { isArchived: true, version: '4' } })
  expect(await readAll(code, figure, start)).toBe(before)
  expect(await readAll(code, figure, middle)).toBe(between)
  expect(between).not.toBe(before)
})

test('as of a moment before it was recorded a document is not there', async () => {
  const start = await readClock()
  const code = await addDocument()
  expect(await ask(`{ source(code: "${code}", asOf: { recorded: "${start}" }) { code } }`)).toEqual({ source: null })
})

test('a change names the version that it knows, changes something, and is carried out once', async () => {
  const code = await addDocument()
  const wrong = await leaveNothing(server, () => update(code, '1', { title: ' ', language: '中' }))
  expect(issuesOf(wrong)).toEqual(['title INVALID_TEXT', 'language INVALID_TEXT'])
  expect(issuesOf(await leaveNothing(server, () => update(code, '1', { title: '月报' })))).toEqual([' NO_CHANGE'])
  const once = { title: '年报', idempotencyKey: `update ${code}` }
  const first = await update(code, '1', once)
  expect(await leaveNothing(server, () => update(code, '1', once))).toEqual(first)
  expect(await leaveNothing(server, () => update(code, '1', { title: '季报' }))).toMatchObject({
    ...{ code: 'VERSION_OUTDATED', conflicts: [{ path: ['expectedVersion'], version: '2', source: { code } }] },
  })
  expect(await leaveNothing(server, () => update(code, '2', { title: '季报' }, sibling))).toMatchObject({
    ...{ __typename: 'NotFound', message: `There is no document "${code}".` },
  })
})

test('what is archived is listed where it is asked for, cited no more, and comes back', async () => {
  const code = await addDocument()
  const figure = idOf(await cite(code))
  await archive('archive', code, '1')
  const where = `where: { code: { eq: "${code}" } }`
  const query = `{ listed: sources(${where}) { totalCount } all: sources(includeArchived: true, ${where}) { totalCount }
    source(code: "${code}") { isArchived } node(id: "${figure}") { ... on Observation { source { code } } } }`
  expect(await ask(query)).toEqual({
    ...{ listed: { totalCount: 0 }, all: { totalCount: 1 }, source: { isArchived: true }, node: { source: { code } } },
  })
  expect(issuesOf(await leaveNothing(server, () => cite(code)))).toEqual(['observations.0.source ARCHIVED_SOURCE'])
  const facts = [{ subject: 'firm-own', source: code, content: { honour: { title: 'x' } } }]
  const told = await leaveNothing(server, () => write(server, 'recordFacts', { facts }, editor))
  expect(issuesOf(told)).toEqual(['facts.0.source ARCHIVED_SOURCE'])
  const revised = { observation: figure, expectedVersion: figure, value: '3', reason: 'x' }
  expect(await write(server, 'reviseObservation', revised, editor)).toMatchObject({ observation: { value: '3' } })
  expect(await leaveNothing(server, () => archive('archive', code, '2'))).toMatchObject({ code: 'WRONG_STATE' })
  expect(await archive('restore', code, '2')).toMatchObject({ source: { isArchived: false, version: '3' } })
  expect(await cite(code)).toHaveProperty('observations')
})

test('a fact keeps the archived document that it cites, whether a revision names it or not, and its place there', async () => {
  const [code, other] = [await addDocument(), await addDocument()]
  const place = { section: 'table', paragraph: 3 }
  const facts = [{ subject: 'firm-own', source: code, ...place, content: { honour: { title: '甲' } } }]
  const fact = String(pick(await write(server, 'recordFacts', { facts }, editor), 'facts.0.id'))
  for (const source of [code, other]) await archive('archive', source, '1')
  const revise = (expectedVersion: string, more: object) =>
    write(
      server,
      'reviseFact',
      { fact, expectedVersion, content: { honour: { title: '乙' } }, reason: '核', ...more },
      editor,
    )
  const elsewhere = await leaveNothing(server, () => revise(fact, { source: other }))
  expect(issuesOf(elsewhere)).toEqual(['source ARCHIVED_SOURCE'])
  const named = await revise(fact, { source: code })
  expect(named).toMatchObject({ fact: { citation: { ...place, source: { code } } } })
  const unnamed = await revise(String(pick(named, 'fact.id')), {})
  expect(unnamed).toMatchObject({ fact: { citation: { ...place, source: { code } } } })
})

test('an archiving that comes again after the document was put back changes nothing, and tells what is', async () => {
  const code = await addDocument()
  const once = { source: code, expectedVersion: '1', reason: '作废', idempotencyKey: `archive ${code}` }
  const first = await write(server, 'archiveSource', once, editor)
  expect(first).toMatchObject({ source: { isArchived: true, version: '2' } })
  await archive('restore', code, '2')
  const again = await leaveNothing(server, () => write(server, 'archiveSource', once, editor))
  expect(again).toMatchObject({ __typename: 'ArchiveSourceSuccess', source: { isArchived: false, version: '3' } })
})

test('what is expected is told cut, however long it is', async () => {
  const code = await addDocument()
  for (const sent of ['9'.repeat(900), `${'9'.repeat(119)}😀`]) {
    const late = await leaveNothing(server, () => update(code, sent, { title: '年报' }))
    expect(late).toMatchObject({ __typename: 'Conflict', code: 'VERSION_OUTDATED' })
    expect(late.message?.length).toBeLessThan(250)
  }
})

test('history tells what became known, and what an amendment changed, by property', async () => {
  const newest = async (token: string | null = editor) =>
    pick(
      await ask(
        `{ changes(first: 1) { nodes { reason park { slug } rows { nodes { kind subject { slug } ... on SourceChange { source { code title } }
          ... on SourceAmendmentChange { source { code } values { property before after } } } } } } }`,
        token,
      ),
      'changes.nodes',
    )
  const code = await addDocument()
  const made = { kind: 'SOURCE', subject: null, source: { code, title: '月报' } }
  const first = { reason: `create ${code}`, park: { slug: 'own' }, rows: { nodes: [made] } }
  expect(await newest()).toEqual([first])
  expect(await newest(null)).toEqual([])
  expect(JSON.stringify(await newest(sibling))).not.toContain(code)
  const amendment = (values: object[]) => [
    { park: { slug: 'own' }, rows: { nodes: [{ kind: 'SOURCE_AMENDMENT', subject: null, source: { code }, values }] } },
  ]
  const changes = [
    { property: 'authors', before: '["甲", "乙"]', after: '[]' },
    { property: 'publisher', before: '局', after: null },
  ]
  await update(code, '1', { publisher: null, authors: [] })
  expect(await newest()).toMatchObject(amendment(changes))
  const then = await readClock()
  await archive('archive', code, '2')
  expect(await newest()).toMatchObject(amendment([{ property: 'isArchived', before: 'false', after: 'true' }]))
  const log = `{ changes(first: 1, asOf: { recorded: "${then}" }) { nodes { rows { nodes { ... on SourceAmendmentChange { values { property before after } } } } } } }`
  expect(pick(await ask(log), 'changes.nodes.0.rows.nodes.0.values')).toEqual(changes)
})
