import { ARCHIVED_INDICATOR, explainGrowth, type Fault, findFaults, findMeasured } from '../figures/rules.ts'
import { explainFuture } from '../figures/span.ts'
import type { Issue } from '../refusal.ts'
import { explainPublished, getLastPublished } from '../today.ts'
import { explainUncited } from '../write/ground.ts'
import type { Ground } from './ground.ts'
import type { NewObservation } from './input.ts'
import { findTextIssues } from './texts.ts'

/** Most figures of one request. */
const mostFigures = 500

/** What is wrong with the length of the list. */
export function checkLength({ length }: readonly unknown[]): Issue[] {
  if (length >= 1 && length <= mostFigures) return []
  const message = `takes 1 to ${mostFigures} figures, and has ${length}`
  return [{ path: ['observations'], code: 'OUT_OF_RANGE', message }]
}

const texts = ['breakdown', 'missingReason', 'printed', 'section', 'paragraph'] as const

/** Everything that is wrong with the figures, each with its path. */
export function checkFigures(figures: readonly NewObservation[], ground: Ground): Issue[] {
  const issues: Issue[] = []
  const lastPublished = getLastPublished()
  for (const [index, figure] of figures.entries()) {
    const faults = [
      ...checkReferences(figure, ground, lastPublished),
      ...findFaults(figure, ground.indicators.get(figure.indicator)),
      ...checkGrowth(figure, index, figures, ground),
      ...checkAccess(figure),
    ]
    const path = ['observations', String(index)]
    for (const issue of findTextIssues(figure, texts, path)) issues.push(issue)
    for (const { at, code, message } of faults) issues.push({ path: [...path, ...at.split('.')], code, message })
  }
  return issues
}

function checkReferences(figure: NewObservation, { indicators, sources }: Ground, lastPublished: string): Fault[] {
  const source = sources.get(figure.source)
  const faults: Fault[] = []
  const indicator = indicators.get(figure.indicator)
  if (!indicator) faults.push({ at: 'indicator', code: 'UNKNOWN_INDICATOR', message: 'no indicator has that code' })
  if (indicator?.isArchived) faults.push({ at: 'indicator', code: 'ARCHIVED_INDICATOR', message: ARCHIVED_INDICATOR })
  const uncited = explainUncited(source)
  if (uncited) faults.push({ at: 'source', ...uncited })
  if (source && figure.publishedOn !== null && figure.publishedOn < source.publishedFrom) {
    const message = `lies before ${source.publishedFrom}, the first day on which the document can have been published`
    faults.push({ at: 'publishedOn', code: 'OUT_OF_RANGE', message })
  }
  const published = figure.publishedOn ?? source?.publishedTo
  if (published === undefined) return faults
  const unpublished = explainPublished(published, lastPublished)
  if (unpublished) faults.push({ at: 'publishedOn', code: 'OUT_OF_RANGE', message: unpublished })
  const future = source && explainFuture(figure.nature, figure.period, published)
  if (future) faults.push({ at: 'period', code: 'OUT_OF_RANGE', message: future })
  return faults
}

function checkGrowth(
  figure: NewObservation,
  index: number,
  figures: readonly NewObservation[],
  { indicators }: Ground,
): Fault[] {
  const at = figure.growthOf
  if (at === null) return []
  const level = at === index ? undefined : figures[at]
  const measuredBy = (one: NewObservation) => findMeasured(one.measure, one.unit, indicators.get(one.indicator))
  const reasons = level
    ? [
        ...explainGrowth(
          { ...figure, dimension: measuredBy(figure) },
          { ...level, dimension: measuredBy(level) },
          `figure ${at}`,
        ),
        ...(level.nature === figure.nature && level.source === figure.source
          ? []
          : [`figure ${at} is of another nature or document`]),
      ]
    : [`there is no other figure ${at} in the list`]
  return reasons.map((message): Fault => ({ at: 'growthOf', code: 'INVALID_GROWTH', message }))
}

function checkAccess({ accessLevel }: NewObservation): Fault[] {
  if (accessLevel !== 'PUBLIC') return []
  return [
    { at: 'accessLevel', code: 'NOT_PUBLIC', message: 'figures become public by publishing: give INTERNAL first' },
  ]
}
