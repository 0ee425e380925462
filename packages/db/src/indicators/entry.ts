import { findUnit } from '@parkgraph/statistics'
import { explainCandidates, explainDefaultUnit } from '../load/check-figures.ts'
import { explainIssue } from '../load/explain-issue.ts'
import { type IndicatorEntry, indicator as shape } from '../load/shapes.ts'
import type { Issue } from '../refusal.ts'
import { explainBeginning } from '../today.ts'

/** A text in both languages. */
export interface Texts {
  readonly zh: string
  readonly en: string
}

/** An edition of the definition of an indicator, without its text. */
export interface Edition {
  /** Unique within the indicator. */
  readonly edition: string
  /** First day of the periods that it holds for, as an ISO date; null where it holds from the beginning. */
  readonly validFrom: string | null
  /** Title of the document that lays it down. */
  readonly source: string | null
}

/** An indicator as data sets tell it, or everything that is wrong with it by their rules. */
export function readEntry(told: Readonly<Record<string, unknown>>): {
  readonly entry?: IndicatorEntry
  readonly issues: Issue[]
} {
  const { data, error } = shape.safeParse(told, { error: explainIssue })
  const issues = (error?.issues ?? []).map(
    ({ path, message }): Issue => ({ path: path.map(String), code: 'INVALID_TEXT', message }),
  )
  return { ...(data ? { entry: data } : {}), issues: [...issues, ...checkLists(told)] }
}

/** Lists name each indicator once, and candidates are of what nobody could map. */
function checkLists(told: Readonly<Record<string, unknown>>): Issue[] {
  const lists = (['candidates', 'partOf'] as const).flatMap((name) => {
    const seen = new Set<string>()
    return (told[name] as readonly string[]).flatMap((code, at): Issue[] => {
      const isNew = !seen.has(code)
      seen.add(code)
      return isNew ? [] : [{ path: [name, String(at)], code: 'DOUBLED_ITEM', message: 'is in the list already' }]
    })
  })
  const message = explainCandidates(told as Pick<IndicatorEntry, 'candidates' | 'status'>)
  return message ? [...lists, { path: ['candidates'], code: 'INVALID_INDICATOR', message }] : lists
}

/** What is wrong with the unit of a new indicator, and with its dimension where that was given. */
export function checkUnit(defaultUnit: string, dimension: string | null): Issue[] {
  const unit = findUnit(defaultUnit)
  if (!unit) return [{ path: ['defaultUnit'], code: 'UNKNOWN_UNIT', message: 'no unit has that code or name' }]
  const entry = { defaultUnit: unit.code, dimension: dimension ?? unit.dimension }
  const message = explainDefaultUnit(entry)
  return message ? [{ path: ['dimension'], code: 'INCOMPATIBLE_UNITS', message }] : []
}

/** What is wrong with the day from which on an edition is to hold. */
export function checkBeginning(validFrom: string | null): Issue[] {
  const message = validFrom === null ? null : explainBeginning(validFrom)
  return message ? [{ path: ['edition', 'validFrom'], code: 'OUT_OF_RANGE', message }] : []
}
