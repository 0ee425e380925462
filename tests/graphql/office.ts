import { beforeAll, expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { type AccessLevel, addFact, addSubjects, pick } from './data.ts'
import { draftPublication, type Publication, readPublication, takeStep } from './publication-steps.ts'
import { makeKey, openForm, roles } from './writing.ts'

export const toId = (type: string, id: string | number) => Buffer.from(`${type}:${id}`).toString('base64')

const types = {
  ...{ honour: 'Honour', membership: 'Membership', subject_name: 'SubjectName', statement: 'Statement' },
  ...{ project_stage: 'ProjectStage', relationship: 'Relationship', assignment: 'Assignment' },
  panel_membership: 'PanelMembership',
} as const

const facts = `slug name names { name } honours { title } memberships { park { slug } role } statements { summary } relationships { toName }
  assignments { person } panels { scope } version`

/** All that is to be seen of a firm, now or as of a moment. */
const firm = `query ($slug: String!, $asOf: AsOf) {
  enterprise(slug: $slug, asOf: $asOf) { ${facts} }
  enterprises(where: { anyName: { contains: $slug } }, asOf: $asOf) { totalCount nodes { slug } }
  park(slug: "own", asOf: $asOf) { enterprises(first: 100, orderBy: [{ slug: ASC }]) { totalCount nodes { slug } } }
  observations(where: { subject: { slug: { eq: $slug } } }, asOf: $asOf) { totalCount nodes { id value } }
}`

/** The office of the park `own`, which publishes facts and subjects: its keys, and what it does with them. */
export function useOffice(server: TestServer) {
  /** Keys of the office, and of all who ask, from nobody to those who see all. */
  const keys = { editor: '', steward: '', viewers: [null] as (string | null)[] }

  beforeAll(async () => {
    keys.editor = await openForm(server, '2026-11')
    keys.steward = await makeKey(server, 'STEWARD', { park: 'own' })
    keys.viewers.push(await makeKey(server, 'ADMIN', { park: 'sibling' }))
    for (const role of roles) keys.viewers.push(await makeKey(server, role, { park: 'own' }))
  })

  /** A fact that `own` reports; yields its id. */
  const tell = async (
    table: keyof typeof types,
    subject: string,
    values: Record<string, string | boolean>,
    level: AccessLevel = 'INTERNAL',
    park = 'own',
  ) => toId(types[table], await addFact(server.database, table, subject, { ...values, access_level: level }, park))

  let count = 0

  /** A firm that a park reports, in no park yet. */
  async function addFirm(accessLevel: AccessLevel = 'INTERNAL', reportedBy = 'own'): Promise<string> {
    const slug = `new-firm-${++count}`
    await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug, accessLevel, reportedBy }])
    return slug
  }

  const propose = (input: Record<string, unknown>, token = keys.editor) => draftPublication(server, input, token)

  const take = async (action: string, publication: Publication, token: string) =>
    readPublication(await takeStep(server, action, publication, token))

  const submit = async (input: Record<string, unknown>, token = keys.editor) =>
    take('submit', readPublication(await propose(input, token)), token)

  /** From a draft to its approval, which releases what has no embargo. */
  const publish = async (input: Record<string, unknown>) => take('approve', await submit(input), keys.steward)

  async function ask(query: string, token: string | null = null, variables: Record<string, unknown> = {}) {
    const { data, errors } = await server.send(query, variables, token)
    expect(errors).toBeUndefined()
    return data as Record<string, unknown>
  }

  const readClock = async () => pick(await ask('{ clock }'), 'clock') as string

  const look = (slug: string, token: string | null, asOf = '') =>
    ask(firm, token, { slug, asOf: asOf ? { recorded: asOf } : null })

  /** The same by each who asks. */
  const everybody = (slug: string, asOf = '') => Promise.all(keys.viewers.map((token) => look(slug, token, asOf)))

  return { keys, tell, addFirm, propose, take, submit, publish, ask, readClock, look, everybody }
}
