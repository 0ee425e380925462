import { levels, type TestPark } from './access-rows.ts'
import type { AccessLevel } from './data.ts'

/** Who asks: somebody who does not say who they are, or has no role that is for the park `own`, or has one for it. */
export const askers = ['ANONYMOUS', 'NONE', 'READER', 'EDITOR', 'STEWARD', 'ADMIN'] as const
export type Asker = (typeof askers)[number]

/** Each line of the table of rights in docs/access.md, as it reads there, with the least role that has the right, and what a cell adds. */
export const rights = {
  seePublic: { line: 'sees PUBLIC rows', least: 'NONE' },
  seeInternal: { line: 'sees INTERNAL rows', least: 'READER' },
  seeRestricted: { line: 'sees RESTRICTED rows', least: 'EDITOR' },
  write: {
    line: 'may make subjects and documents known, change and archive them, record, import, revise and withdraw figures and facts, and propose corrections',
    least: 'EDITOR',
  },
  decide: {
    line: 'may reject corrections, accept those that somebody else proposed, and say which subjects are the same',
    least: 'STEWARD',
    notes: { ADMIN: ', their own too' },
  },
  draft: { line: 'may draft, submit and cancel publications, and see them', least: 'EDITOR' },
  approve: {
    line: 'may approve and return publications of what somebody else wrote, drafted and submitted',
    least: 'STEWARD',
    notes: { ADMIN: ', their own too' },
  },
  seeHistory: { line: 'sees the history of the rows: who changed what', least: 'EDITOR' },
  keep: {
    line: 'may make indicators known, change and archive them',
    least: 'ADMIN',
    notes: { ADMIN: ', of everything' },
  },
  grant: { line: 'may say who may do what', least: 'ADMIN' },
} as const satisfies Record<string, { line: string; least: Asker; notes?: Partial<Record<Asker, string>> }>
export type Right = keyof typeof rights

/** For what a role for `own` holds, by the park that reports a row, with what docs/access.md calls that. */
export const reach = {
  own: { column: 'role for the park itself', isHeld: true },
  inner: { column: 'for the park around it', isHeld: true },
  outer: { column: 'for a park inside it', isHeld: false },
  sibling: { column: 'for a park beside it', isHeld: false },
} as const satisfies Record<TestPark, { column: string; isHeld: boolean }>

/** Whether whoever asks has the right in a park. */
export function hasRight(asker: Asker, right: Right, park: TestPark): boolean {
  const held = reach[park].isHeld ? asker : 'NONE'
  return right === 'seePublic' || askers.indexOf(held) >= askers.indexOf(rights[right].least)
}

const seeing = { PUBLIC: 'seePublic', INTERNAL: 'seeInternal', RESTRICTED: 'seeRestricted' } as const

/** Whether whoever asks sees the rows that a park reports at a level. */
export const seesRow = (asker: Asker, park: TestPark, level: AccessLevel) => hasRight(asker, seeing[level], park)

/** Every park at every level. */
export const places = (Object.keys(reach) as TestPark[]).flatMap((park) => levels.map((level) => ({ park, level })))
export type Place = (typeof places)[number]

/**
 * Who is told by a root field: ROWS by their level and park; SENDERS of what they sent, as
 * administrators of everything are; EVERYBODY the same; PERMISSIONS which of the rights are the asker's; or who has the right in the park.
 */
type Told = 'ROWS' | 'SENDERS' | 'EVERYBODY' | 'PERMISSIONS' | Right

export const queryRights = {
  changes: 'seeHistory',
  checks: 'ROWS',
  clock: 'EVERYBODY',
  corrections: 'ROWS',
  coverage: 'ROWS',
  enterprise: 'ROWS',
  enterprises: 'ROWS',
  facilities: 'ROWS',
  facility: 'ROWS',
  forecastErrors: 'ROWS',
  framework: 'EVERYBODY',
  frameworks: 'EVERYBODY',
  imports: 'SENDERS',
  indicator: 'EVERYBODY',
  indicators: 'EVERYBODY',
  node: 'ROWS',
  nodes: 'ROWS',
  observations: 'ROWS',
  park: 'ROWS',
  parks: 'ROWS',
  programme: 'ROWS',
  programmes: 'ROWS',
  project: 'ROWS',
  projects: 'ROWS',
  publications: 'draft',
  ranking: 'ROWS',
  source: 'ROWS',
  sources: 'ROWS',
  timeSeries: 'ROWS',
  units: 'EVERYBODY',
  viewer: 'PERMISSIONS',
  vocabularies: 'EVERYBODY',
} as const satisfies Record<string, Told>
export type QueryName = keyof typeof queryRights

export const subscriptionRights = {
  correctionDecided: 'ROWS',
  importAdvanced: 'SENDERS',
  observationRecorded: 'ROWS',
  projectStageRecorded: 'ROWS',
  publicationAdvanced: 'draft',
} as const satisfies Record<string, Told>
export type SubscriptionName = keyof typeof subscriptionRights

/**
 * What a mutation takes, and of what: a ROW, a CORRECTION of one, a subject that is ARCHIVED, a publication that is a DRAFT or SUBMITTED, a
 * PARK that is to report what is made; or of EVERYTHING, which none of those who ask here has a role for.
 */
export const mutationRights = {
  acceptCorrection: { right: 'decide', of: 'CORRECTION' },
  approvePublication: { right: 'approve', of: 'SUBMITTED' },
  archiveIndicator: { right: 'keep', of: 'EVERYTHING' },
  archiveSource: { right: 'write', of: 'ROW' },
  archiveSubject: { right: 'write', of: 'ROW' },
  cancelPublication: { right: 'draft', of: 'SUBMITTED' },
  createEnterprise: { right: 'write', of: 'PARK' },
  createFacility: { right: 'write', of: 'PARK' },
  createIndicator: { right: 'keep', of: 'EVERYTHING' },
  createPark: { right: 'write', of: 'PARK' },
  createProgramme: { right: 'write', of: 'PARK' },
  createProject: { right: 'write', of: 'PARK' },
  createSource: { right: 'write', of: 'PARK' },
  draftPublication: { right: 'draft', of: 'ROW' },
  proposeCorrection: { right: 'write', of: 'ROW' },
  recordFacts: { right: 'write', of: 'ROW' },
  recordObservations: { right: 'write', of: 'ROW' },
  rejectCorrection: { right: 'decide', of: 'CORRECTION' },
  restoreIndicator: { right: 'keep', of: 'EVERYTHING' },
  restoreSource: { right: 'write', of: 'ARCHIVED' },
  restoreSubject: { right: 'write', of: 'ARCHIVED' },
  returnPublication: { right: 'approve', of: 'SUBMITTED' },
  reviseFact: { right: 'write', of: 'ROW' },
  reviseObservation: { right: 'write', of: 'ROW' },
  submitPublication: { right: 'draft', of: 'DRAFT' },
  updateEnterprise: { right: 'write', of: 'ROW' },
  updateFacility: { right: 'write', of: 'ROW' },
  updateIndicator: { right: 'keep', of: 'EVERYTHING' },
  updatePark: { right: 'write', of: 'ROW' },
  updateProgramme: { right: 'write', of: 'ROW' },
  updateProject: { right: 'write', of: 'ROW' },
  updateSource: { right: 'write', of: 'ROW' },
  withdrawFact: { right: 'write', of: 'ROW' },
  withdrawObservation: { right: 'write', of: 'ROW' },
} as const satisfies Record<string, { right: Right; of: Target }>
export type MutationName = keyof typeof mutationRights
export type Target = 'ROW' | 'CORRECTION' | 'ARCHIVED' | 'DRAFT' | 'SUBMITTED' | 'PARK' | 'EVERYTHING'

/** What whoever asks a mutation of what lies in a place is answered. */
export function answerOf(asker: Asker, name: MutationName, { park, level }: Place) {
  const { right, of } = mutationRights[name]
  if (of === 'EVERYTHING') return 'Forbidden'
  const isPublication = of === 'DRAFT' || of === 'SUBMITTED'
  const isOpen = of === 'PARK'
  const isSeen = isOpen || (isPublication ? hasRight(asker, 'draft', park) : seesRow(asker, park, level))
  if (!isSeen) return 'NotFound'
  return hasRight(asker, right, park) ? 'Success' : 'Forbidden'
}
