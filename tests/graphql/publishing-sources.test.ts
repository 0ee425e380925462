import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { type Answer, idOf, issuesOf, leaveNothing, makeKey, openForm, write } from './writing.ts'

const server = useServer()
let editor = ''
let steward = ''
let sibling = ''

beforeAll(async () => {
  editor = await openForm(server)
  steward = await makeKey(server, 'STEWARD', { park: 'own' })
  sibling = await makeKey(server, 'ADMIN', { park: 'sibling' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

let count = 0

const days = { publishedFrom: '2026-01-01', publishedTo: '2026-01-10' }

/** A document that a park reports; yields its code. */
async function addDocument(more: object = {}, token = editor): Promise<string> {
  const code = `document-${++count}`
  const input = { code, title: '表', kind: 'SURVEY', reportingPark: 'own', ...days, ...more }
  expect(await write(server, 'createSource', input, token)).toHaveProperty('source')
  return code
}

/** A figure that `own` reports, of a document; yields its id. */
async function addFigure(source: string, token = editor, subject = 'own'): Promise<string> {
  const own = { subject, indicator: 'tax_revenue', accumulation: 'FULL_YEAR', nature: 'ACTUAL', source }
  const figure = { ...own, period: String(1950 + ++count), value: '2', unit: 'CNY_100M' }
  return idOf(await write(server, 'recordObservations', { observations: [figure] }, token))
}

interface Publication {
  readonly id: string
  readonly lastStep: { readonly id: string }
}

const read = (answer: Answer) => {
  expect(answer).toHaveProperty('publication')
  return answer['publication'] as Publication
}

const draft = (input: object, token = editor) =>
  write(server, 'draftPublication', { title: 'x', level: 'PUBLIC', ...input }, token)

const take = (action: string, { id, lastStep }: Publication, token: string) =>
  write(server, `${action}Publication`, { publication: id, expectedVersion: lastStep.id, reason: 'x' }, token)

const release = async (input: object) =>
  read(await take('approve', read(await take('submit', read(await draft(input)), editor)), steward))

async function ask(query: string, token: string | null = null) {
  const { data, errors } = await server.send(query, {}, token)
  expect(errors).toBeUndefined()
  return data as Record<string, unknown>
}

const readClock = async () => pick(await ask('{ clock }'), 'clock') as string

const namedIn = async ({ id }: Publication) =>
  pick(
    await ask(`{ node(id: "${id}") { ... on Publication { sources { nodes { code } } } } }`, editor),
    'node.sources.nodes',
  )

/** The document of a figure in each of the ways in which somebody reads it. */
const sourceOf = async (figure: string, token: string | null = null, asOf = '') => {
  const { node } = await ask(
    `{ node(id: "${figure}" ${asOf && `asOf: { recorded: "${asOf}" }`}) { ... on Observation { source { code } citation { source { code } } } } }`,
    token,
  )
  return node && [pick(node, 'source'), pick(node, 'citation.source')]
}

test('a figure is published with the document that it cites', async () => {
  const code = await addDocument()
  const figure = await addFigure(code)
  const drafted = read(await draft({ observations: [figure] }))
  expect(await namedIn(drafted)).toEqual([{ code }])
  const before = await readClock()
  await take('approve', read(await take('submit', drafted, editor)), steward)
  expect(await sourceOf(figure)).toEqual([{ code }, { code }])
  expect(await ask(`{ source(code: "${code}") { code accessLevel reportingPark { slug } } }`)).toEqual({
    source: { code, accessLevel: 'PUBLIC', reportingPark: { slug: 'own' } },
  })
  expect(await ask(`{ source(code: "${code}", asOf: { recorded: "${before}" }) { code } }`)).toEqual({ source: null })
  expect(await sourceOf(figure, editor, before)).toEqual([{ code }, { code }])
})

test('a fact brings its document, and so does a name that a subject brings', async () => {
  const [one, two] = [await addDocument(), await addDocument()]
  const slug = `firm-${++count}`
  await write(
    server,
    'createEnterprise',
    { slug, name: '新', pinyin: 'xin', reportingPark: 'own', idempotencyKey: slug },
    editor,
  )
  const facts = [
    { subject: slug, source: one, content: { honour: { title: 'x' } } },
    { subject: slug, source: two, content: { name: { name: 'y', kind: 'SHORT' } } },
  ]
  const told = (await write(server, 'recordFacts', { facts }, editor))['facts'] as { id: string }[]
  expect(await namedIn(read(await draft({ facts: [told[0]?.id] })))).toEqual([{ code: one }])
  expect(await namedIn(read(await draft({ subjects: [slug] })))).toEqual([{ code: two }])
  expect(await namedIn(read(await draft({ subjects: [slug], sources: [two] })))).toEqual([{ code: two }])
})

test('a restricted document, and one of another park, are left behind', async () => {
  const restricted = await addDocument({ accessLevel: 'RESTRICTED' })
  const other = await addDocument({ reportingPark: 'sibling' }, sibling)
  const both = await makeKey(server, 'EDITOR', { isAll: true })
  const figures = [await addFigure(restricted), await addFigure(other, both)]
  expect(await namedIn(await release({ observations: figures }))).toEqual([])
  expect(await Promise.all(figures.map((figure) => sourceOf(figure)))).toEqual([
    [null, null],
    [null, null],
  ])
  expect(await namedIn(await release({ sources: [restricted] }))).toEqual([{ code: restricted }])
  expect(await sourceOf(figures[0] as string)).toEqual([{ code: restricted }, { code: restricted }])
})

test('what cannot be published is told', async () => {
  const [own, other] = [await addDocument(), await addDocument({ reportingPark: 'sibling' }, sibling)]
  const all = await makeKey(server, 'EDITOR', { isAll: true })
  const wrong = await leaveNothing(server, () => draft({ sources: [own, own, other] }, all))
  expect(issuesOf(wrong)).toEqual(['sources.1 DOUBLED_ITEM', 'sources.2 OTHER_PARK'])
  expect(await leaveNothing(server, () => draft({ sources: [other] }))).toMatchObject({ __typename: 'NotFound' })
  await release({ sources: [own] })
  expect(issuesOf(await leaveNothing(server, () => draft({ sources: [own] })))).toEqual(['sources.0 ALREADY_PUBLISHED'])
})

test('a document that was amended since it was submitted is neither approved nor released', async () => {
  const code = await addDocument()
  const figure = await addFigure(code)
  const submitted = read(await take('submit', read(await draft({ observations: [figure] })), editor))
  await write(server, 'updateSource', { code, expectedVersion: '1', title: '新表' }, editor)
  const refused = await leaveNothing(server, () => take('approve', submitted, steward))
  expect(refused).toMatchObject({ code: 'ITEMS_CHANGED', conflicts: [{ source: { code }, version: '2' }] })
  const returned = read(await take('return', submitted, steward))
  await take('approve', read(await take('submit', returned, editor)), steward)
  expect(await ask(`{ source(code: "${code}") { title } }`)).toEqual({ source: { title: '新表' } })
})

test('whoever wrote a document does not approve its publication, and neither does who amended it', async () => {
  const other = await makeKey(server, 'STEWARD', { park: 'own' })
  const code = await addDocument({}, steward)
  await write(server, 'updateSource', { code, expectedVersion: '1', title: '新表' }, other)
  const submitted = read(await take('submit', read(await draft({ sources: [code] })), editor))
  for (const token of [steward, other])
    expect(await leaveNothing(server, () => take('approve', submitted, token))).toMatchObject({
      __typename: 'Forbidden',
    })
})

test('a copy of what is public is told what came into sight, was changed or archived', async () => {
  const code = await addDocument()
  const figure = await addFigure(code)
  const touched = async (after: string, token: string | null = null) =>
    pick(
      await ask(`{ sources(updatedAfter: "${after}", includeArchived: true) { nodes { code } } }`, token),
      'sources.nodes',
    )
  const start = await readClock()
  expect(await touched(start)).toEqual([])
  await release({ observations: [figure] })
  expect(await touched(start)).toEqual([{ code }])
  const later = await readClock()
  await write(server, 'updateSource', { code, expectedVersion: '1', publisher: '局' }, editor)
  expect(await touched(later)).toEqual([{ code }])
  const end = await readClock()
  expect(await touched(end)).toEqual([])
  await write(server, 'archiveSource', { source: code, expectedVersion: '2', reason: 'x' }, editor)
  expect(await touched(end)).toEqual([{ code }])
  const made = await addDocument()
  expect([await touched(end), await touched(end, editor)]).toEqual([[{ code }], [{ code }, { code: made }]])
})

test('a document is cited by whoever sees it', async () => {
  const code = await addDocument()
  const own = { subject: 'sibling', indicator: 'tax_revenue', accumulation: 'FULL_YEAR', nature: 'ACTUAL' }
  const observations = [{ ...own, source: code, period: '1949', value: '2', unit: 'CNY_100M' }]
  const cite = () => write(server, 'recordObservations', { observations }, sibling)
  expect(issuesOf(await leaveNothing(server, cite))).toEqual(['observations.0.source UNKNOWN_SOURCE'])
  await release({ sources: [code] })
  expect(await cite()).toMatchObject({ observations: [{ source: { code } }] })
})
