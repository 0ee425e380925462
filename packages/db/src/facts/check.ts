import type { z } from 'zod'
import { explainIssue } from '../load/explain-issue.ts'
import { type FactKind, getFactKind, getOwnerName } from '../load/fact-kinds.ts'
import { findFactFaults } from '../load/fact-rules.ts'
import type { Issue, IssueCode } from '../refusal.ts'
import { explainPublished } from '../today.ts'
import type { AccessLevel } from '../viewer.ts'
import { explainUncited } from '../write/ground.ts'
import type { Ground, Told } from './ground.ts'
import type { NewFact } from './input.ts'

/** Most facts of one request. */
const mostFacts = 500

/** What is wrong with the length of the list. */
export function checkLength({ length }: readonly unknown[]): Issue[] {
  if (length >= 1 && length <= mostFacts) return []
  return [{ path: ['facts'], code: 'OUT_OF_RANGE', message: `takes 1 to ${mostFacts} facts, and has ${length}` }]
}

/** A fact that is told, and where: of a further version, the place of the one before where it is left out. */
export type Placed = Told &
  Pick<NewFact, 'note' | 'publishedOn'> & {
    readonly section: string
    readonly paragraph: number
    readonly accessLevel: AccessLevel
    /** The first day on which it can have been published, and why. */
    readonly notBefore?: { readonly day: string; readonly why: string } | undefined
  }

/** An entry as of data sets, which its shape accepts. */
export const toEntry = ({ kind, subject, content, note, section, paragraph, accessLevel }: Placed) => ({
  ...{ ...content, [getOwnerName(kind)]: subject },
  ...{ id: 'fact', at: { section, paragraph }, access: accessLevel },
  ...(note ? { note } : {}),
})

/** Everything that is wrong with a fact, by the rules of data sets, each with its path below `path`. */
export function checkFact(fact: Placed, ground: Ground, path: readonly string[]): Issue[] {
  const { kind, source, publishedOn, accessLevel, notBefore } = fact
  const { error } = getFactKind(kind).shape.safeParse(toEntry(fact), { error: explainIssue })
  const faults = findFactFaults(kind, toEntry(fact), (slug) => ground.subjects.get(slug))
  const unpublished = publishedOn === null ? null : explainPublished(publishedOn)
  const uncited = source === null ? null : explainUncited(ground.sources.get(source))
  const at = (name: string, code: IssueCode, message: string): Issue => ({ path: [...path, name], code, message })
  return [
    ...(error?.issues ?? []).map((issue) => toIssue(issue, kind, path)),
    ...faults.map(({ at: name, code, message }) => ({ path: [...path, ...findPlace(kind, [name])], code, message })),
    ...(uncited ? [at('source', uncited.code, uncited.message)] : []),
    ...(publishedOn !== null && notBefore && publishedOn < notBefore.day
      ? [at('publishedOn', 'OUT_OF_RANGE', `lies before ${notBefore.day}, ${notBefore.why}`)]
      : []),
    ...(unpublished ? [at('publishedOn', 'OUT_OF_RANGE', unpublished)] : []),
    ...(accessLevel === 'PUBLIC'
      ? [at('accessLevel', 'NOT_PUBLIC', 'facts become public by publishing: give INTERNAL first')]
      : []),
  ]
}

function toIssue({ path, code, message }: z.core.$ZodIssue, kind: FactKind, base: readonly string[]): Issue {
  const names = path.map(String)
  const own = names.at(-1) === 'paragraph' ? 'OUT_OF_RANGE' : 'INVALID_TEXT'
  const isOfAll = names.length === 0 && code === 'custom'
  return { path: [...base, ...findPlace(kind, names)], code: isOfAll ? 'INVALID_FACT' : own, message }
}

/** Where a property of an entry stands in the input. */
function findPlace(kind: FactKind, [first, ...rest]: readonly string[]): string[] {
  if (first === getOwnerName(kind)) return ['subject']
  if (first === 'at') return rest
  if (first === 'note') return ['note', ...rest]
  return ['content', kind, ...(first === undefined ? [] : [first, ...rest])]
}
