import type { IssueCode } from '../refusal.ts'
import type { FactKind } from './fact-kinds.ts'

/** What a subject is: one may be a park and the project that builds it. */
export interface SubjectRoles {
  readonly isPark: boolean
  readonly isProject: boolean
  readonly isEnterprise: boolean
  readonly isProgramme: boolean
}

interface FactFault {
  readonly at: string
  readonly code: IssueCode
  readonly message: string
}

type Entry = Readonly<Record<string, unknown>>

/** What is wrong with a fact that has the right shape: it is about subjects that can be so, and its parts fit each other. */
export function findFactFaults(
  kind: FactKind,
  entry: Entry,
  rolesOf: (slug: string) => SubjectRoles | undefined,
): FactFault[] {
  return (rules[kind] ?? []).flatMap((rule) => rule(entry, rolesOf) ?? [])
}

type Rule = (entry: Entry, rolesOf: (slug: string) => SubjectRoles | undefined) => FactFault | null

/** Subjects that nobody knows are told of elsewhere. */
const is =
  (at: string, what: string, role: keyof SubjectRoles): Rule =>
  (entry, rolesOf) => {
    const slug = entry[at]
    const roles = typeof slug === 'string' ? rolesOf(slug) : undefined
    return roles && !roles[role] ? { at, code: 'WRONG_KIND', message: `${slug} is no ${what}` } : null
  }

const contradiction =
  (at: string, message: string, isWrong: (entry: Entry) => boolean): Rule =>
  (entry) =>
    isWrong(entry) ? { at, code: 'INVALID_FACT', message } : null

const rules: Readonly<Partial<Record<FactKind, readonly Rule[]>>> = {
  membership: [
    is('park', 'park', 'isPark'),
    contradiction('park', 'nothing belongs to itself', ({ subject, park }) => subject === park),
  ],
  stage: [
    is('project', 'project', 'isProject'),
    contradiction(
      'date',
      'what is promised has a date; without one it is PLANNED',
      ({ state, date }) => state === 'PROMISED' && date === undefined,
    ),
  ],
  relationship: [contradiction('to', 'a subject has no relationship with itself', ({ from, to }) => from === to)],
  assignment: [is('programme', 'programme', 'isProgramme')],
  panelMembership: [is('subject', 'enterprise', 'isEnterprise')],
}
