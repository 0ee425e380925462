import type pg from 'pg'
import { requireAdmin } from '../facts/rights.ts'
import { explainSlug } from '../load/shapes.ts'
import { type Issue, refuseIssues } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { readEntry, type ToldSubject } from './entry.ts'
import { refuseTaken } from './taken.ts'
import { type Expectation, type Found, getSubject } from './version.ts'

export interface Update extends Expectation {
  /** What is changed of it: the facet that it has the fields in. */
  readonly kind: ToldSubject['kind']
  /** Names of data sets with their new values; null empties one. */
  readonly changes: Readonly<Record<string, unknown>>
  readonly idempotencyKey: string
}

/**
 * Changes own fields of a subject; what is not named stays. What they were stays for readings of before. It takes the role EDITOR; to
 * put a park that reports rows into another region takes ADMIN, since roles for a region are roles there. Yields its id.
 *
 * @throws RefusalError `BAD_USER_INPUT` with all issues, `NOT_FOUND`, `FORBIDDEN`, `VERSION_OUTDATED`, `CODE_TAKEN`, `KEY_USED`,
 *   `CONTENTION`
 */
export function updateSubject(pool: pg.Pool, viewer: Viewer, update: Update): Promise<{ id: number }> {
  const { idempotencyKey, ...input } = update
  const { kind, slug, changes } = input
  const operation = `update${kind.charAt(0)}${kind.slice(1).toLowerCase()}`
  return mutate(
    pool,
    viewer,
    { operation, input, idempotencyKey, reason: `update ${slug}` },
    async (client, viewer) => {
      const found = await getSubject(client, viewer, update, kind)
      const region = changes['regionCode']
      if (region !== undefined && region !== (found.fields['regionCode'] ?? null))
        await requireAdmin(client, viewer, found.id, `Saying in which region "${slug}" lies`)
      const { fields, issues } = checkChanges(found, changes)
      refuseIssues([...(isChange(found, changes) ? [] : [noChange]), ...issues])
      const fault = 'parkKind' in changes ? explainSlug({ ...fields, ...found }, found.reportingPark) : null
      if (fault) refuseIssues([{ path: ['kind'], code: 'INVALID_TEXT', message: fault }])
      await refuseTaken(client, { ...fields, slug }, found.id)
      await writeChanges(client, [{ id: found.id, before: found.fields, after: fields }])
      return { id: found.id }
    },
  )
}

/** The fields with their changes, and what is wrong with those: null empties a field, and what is not named stays. */
export function checkChanges(
  found: Found,
  changes: Update['changes'],
): { readonly fields: Found['fields']; readonly issues: Issue[] } {
  const all = Object.entries({ ...found.fields, ...changes })
  const fields = Object.fromEntries(all.filter(([, value]) => value !== null))
  const { issues } = readEntry({ ...found, fields })
  return { fields, issues: issues.filter((issue) => isOfChange(issue, changes)) }
}

/** What was recorded by other rules before stays, where it is left alone; a code and its system go together. */
const isOfChange = ({ path: [name = ''] }: Issue, changes: Update['changes']) =>
  [name, name.replace('System', 'Code'), name.replace('Code', 'System')].some((one) => one in changes)

/** Whether something is to be otherwise than it is. */
export const isChange = ({ fields }: Pick<Found, 'fields'>, changes: Update['changes']): boolean =>
  Object.entries(changes).some(([name, value]) => (fields[name] ?? null) !== value)

const noChange: Issue = { path: [], code: 'NO_CHANGE', message: 'changes nothing: it has all of this already' }

const columns: readonly (readonly [table: string, Readonly<Record<string, string>>])[] = [
  ['subject', { name: 'name', pinyin: 'name_pinyin' }],
  ['park', { parkKind: 'kind', level: 'level', regionCode: 'region_code', regionSystem: 'region_system' }],
  ['project', { projectKind: 'kind' }],
  [
    'enterprise',
    {
      unifiedSocialCreditCode: 'unified_social_credit_code',
      industryCode: 'industry_code',
      industrySystem: 'industry_system',
    },
  ],
]

/** Fields of a subject that is there, as they are and are to be. */
export interface ChangedFields {
  readonly id: number
  readonly before: Found['fields']
  readonly after: Found['fields']
}

/** Only tables of which something changes are written: what they were is kept by a trigger. */
export async function writeChanges(client: pg.ClientBase, changed: readonly ChangedFields[]): Promise<void> {
  for (const [table, names] of columns) {
    const fields = Object.entries(names)
    const rows = changed.filter(({ before, after }) => fields.some(([name]) => before[name] !== after[name]))
    if (rows.length === 0) continue
    const values = rows.map(({ id, after }) => ({
      ...Object.fromEntries(fields.map(([name, column]) => [column, after[name] ?? null])),
      id,
    }))
    const list = fields.map(([, column]) => `"${column}" = n."${column}"`).join(', ')
    await client.query(
      `/* update ${table} */ UPDATE "${table}" t SET ${list} FROM jsonb_populate_recordset(NULL::"${table}", $2) n
        WHERE t.id = ANY ($1) AND t.id = n.id`,
      [rows.map(({ id }) => id), JSON.stringify(values)],
    )
  }
}
