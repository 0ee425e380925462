import { randomUUID } from 'node:crypto'
import { createKey, localOwner, type Scope } from '@parkgraph/db'
import { expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { addOpenRows } from './access-rows.ts'
import { pick } from './data.ts'

export const roles = ['READER', 'EDITOR', 'STEWARD', 'ADMIN'] as const

export const makeKey = ({ database }: TestServer, role: string, scope: Scope) =>
  createKey(database.pool, localOwner, { label: role, role, scope, expires: null })

const figure = `{ id value lower upper qualifier missingReason status period nature stage publishedOn unit { code } printed { label text }
  source { code } citation { section paragraph } subject { slug } }`

const subjects = {
  Park: 'park { id slug name version kind level regionCode regionSystem project { kind } }',
  Project: 'project { id slug name version kind }',
  Enterprise: 'enterprise { id slug name version unifiedSocialCreditCode industryCode industrySystem }',
  Facility: 'facility { id slug name version }',
  Programme: 'programme { id slug name version }',
}

const fact = `{ __typename id publishedOn note citation { section paragraph source { code } }
  ... on Assignment { person assignedRole: role organisation programme { slug } period } ... on Honour { title awardedBy period }
  ... on Membership { subject { slug } park { slug } role period } ... on PanelMembership { subject { slug } scope period }
  ... on ProjectStage { stage state printed period } ... on Relationship { from { slug } relationship: kind to { slug } toName period }
  ... on Statement { topic summary period } ... on SubjectName { name kind } }`

const indicator = `{ code name zh: label en: label(locale: EN) text: definition english: definition(locale: EN) dimension defaultUnit { code }
  status candidates aggregationOverTime aggregationOverParks definitions { edition validFrom source definition } partOf { code }
  isArchived version }`

/** What each mutation tells where it succeeds. */
const selections: Record<string, string> = {
  recordObservations: `observations ${figure}`,
  reviseObservation: `observation ${figure}`,
  withdrawObservation: `observation ${figure}`,
  proposeCorrection: 'correction { id state changes }',
  acceptCorrection: 'correction { id state decisions { reason observation { value } } }',
  rejectCorrection: 'correction { id state }',
  ...Object.fromEntries(
    ['draft', 'submit', 'approve', 'return', 'cancel'].map((action) => [
      `${action}Publication`,
      'publication { id state lastStep { id } steps { state doneBy reason } }',
    ]),
  ),
  recordFacts: `facts ${fact}`,
  reviseFact: `fact ${fact}`,
  withdrawFact: 'version subject { slug }',
  ...Object.fromEntries(
    Object.entries(subjects).flatMap(([kind, fields]) => [
      [`create${kind}`, fields],
      [`update${kind}`, fields],
    ]),
  ),
  archiveSubject: 'subject { slug isArchived version }',
  restoreSubject: 'subject { slug isArchived version }',
  ...Object.fromEntries(
    ['createSource', 'updateSource', 'archiveSource', 'restoreSource'].map((name) => [
      name,
      'source { id code title kind publisher authors language publishedFrom publishedTo priority accessLevel isArchived version }',
    ]),
  ),
  ...Object.fromEntries(
    ['create', 'update', 'archive', 'restore'].map((verb) => [`${verb}Indicator`, `indicator ${indicator}`]),
  ),
}

export interface Answer {
  readonly __typename: string
  readonly message?: string
  readonly code?: string
  readonly issues?: { path: string[]; code: string; message: string }[]
  readonly conflicts?: {
    path: string[]
    message: string
    version: string | null
    observation: { id: string } | null
    fact: { id: string } | null
    subject: { slug: string } | null
    indicator: { code: string } | null
  }[]
  readonly [key: string]: unknown
}

/** Sends a mutation, with a key of its own where the input names none, and yields what it answers. */
export async function write(
  server: TestServer,
  name: string,
  input: Record<string, unknown>,
  token: string | null,
): Promise<Answer> {
  const [answer] = await writeEach(server, name, [input], token)
  return answer as Answer
}

/** Sends a mutation for each of the inputs, one after the other, in one request. */
export async function writeEach(
  server: TestServer,
  name: string,
  inputs: readonly Record<string, unknown>[],
  token: string | null,
): Promise<Answer[]> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const select = `__typename ... on ${type}Success { ${selections[name]} }
    ... on MutationRefusal { message } ... on ValidationError { issues { path code message } }
    ... on Conflict { code conflicts { path message version observation { id value } fact { id } subject { slug } source { code } indicator { code } } }`
  const fields = inputs.map((_, at) => `m${at}: ${name}(input: $i${at}) { ${select} }`)
  const query = `mutation (${inputs.map((_, at) => `$i${at}: ${type}Input!`).join(', ')}) { ${fields.join(' ')} }`
  const given = inputs.map((input, at) => [`i${at}`, { idempotencyKey: randomUUID(), ...input }])
  const answer = await server.send(query, Object.fromEntries(given), token)
  expect(answer.errors).toBeUndefined()
  return inputs.map((_, at) => answer.data?.[`m${at}`] as Answer)
}

/** Adds the rows of access tests, and a form of some days of a month to take figures and facts from. Answers the key of the editor who did. */
export async function openForm(server: TestServer, month = '2026-10'): Promise<string> {
  await addOpenRows(server.database)
  const editor = await makeKey(server, 'EDITOR', { park: 'own' })
  const days = { publishedFrom: `${month}-01`, publishedTo: `${month}-10`, reportingPark: 'own' }
  await write(server, 'createSource', { code: 'form', title: '表', kind: 'SURVEY', ...days }, editor)
  return editor
}

/** The issues of an answer, each as its path and code. */
export const issuesOf = ({ issues }: Answer) => issues?.map(({ path, code }) => `${path.join('.')} ${code}`)

/** The id of the first figure, or the one figure, that an answer tells of. */
export const idOf = (answer: Answer): string =>
  String(pick(answer, answer['observations'] ? 'observations.0.id' : 'observation.id'))

/** How many rows each table has, but for what was told of imports: also refused ones leave that. */
export async function countRows({ database }: TestServer): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ name: string; count: number }>(
    `SELECT c.relname AS name, (xpath('/row/n/text()', query_to_xml('SELECT count(*) AS n FROM ' || c.oid::regclass, true, true, '')))[1]::text::int
       AS count FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
         AND c.relname <> 'import' ORDER BY 1`,
  )
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}

/** Does what is to be refused, and sees that nothing is left of it. */
export async function leaveNothing<Result>(server: TestServer, work: () => Promise<Result>): Promise<Result> {
  const before = await countRows(server)
  const result = await work()
  expect(await countRows(server)).toEqual(before)
  return result
}
