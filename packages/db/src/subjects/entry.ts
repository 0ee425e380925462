import { explainIssue } from '../load/explain-issue.ts'
import { type SubjectEntry, subject as shape } from '../load/shapes.ts'
import type { Issue } from '../refusal.ts'
import type { AccessLevel } from '../viewer.ts'

/** A subject as requests tell it. */
export interface ToldSubject {
  readonly kind: SubjectEntry['kind']
  readonly slug: string
  /** Its other properties, as in data sets. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly accessLevel: AccessLevel
}

/** The same as data sets tell it, or everything that is wrong with it by their rules. */
export function readEntry({ kind, slug, fields, accessLevel }: ToldSubject): {
  readonly entry?: SubjectEntry
  readonly issues: Issue[]
} {
  const isProject = kind === 'PARK' ? { isProject: fields['projectKind'] !== undefined } : {}
  const { data, error } = shape.safeParse(
    { ...fields, ...isProject, kind, slug, access: accessLevel },
    { error: explainIssue },
  )
  const issues = (error?.issues ?? []).map(
    ({ path, message }): Issue => ({
      path: path.map(String),
      code: codes.has(String(path[0])) ? 'INVALID_CODE' : 'INVALID_TEXT',
      message,
    }),
  )
  return { ...(data ? { entry: data } : {}), issues }
}

const codes = new Set(['unifiedSocialCreditCode', 'regionCode', 'regionSystem', 'industryCode', 'industrySystem'])
