import { beginsWithProvince, toDecimal } from '@parkgraph/statistics'
import { z } from 'zod'
import * as enums from '../generated/client/enums.ts'
import { date, decimal, explained, labels, ordinal, sentences, snake, text } from './primitives.ts'

const positive = decimal.refine((value) => toDecimal(value).gt('0'), 'must be greater than 0')

const scored = z
  .strictObject({
    code: snake,
    indicator: snake,
    measure: z.enum(enums.Measure).default('LEVEL'),
    derivation: z.enum(enums.RankingDerivation).optional(),
    nature: z.enum(enums.Nature).default('ACTUAL'),
    accumulation: z.enum(enums.Accumulation).optional(),
    scope: z.enum(enums.Scope).optional(),
    weight: positive,
    direction: z.enum(enums.ScoringDirection),
    target: positive.optional(),
    targetUnit: text('name').optional(),
  })
  .refine((item) => !item.target === !item.targetUnit, 'target and targetUnit go together')
  .refine(
    ({ derivation, measure }) => !derivation || measure === 'LEVEL',
    'derivation is of levels: leave measure out, or derivation',
  )

const group = z.strictObject({
  code: snake,
  labels,
  weight: positive.optional(),
  indicators: z.array(scored).default([]),
})

const explainPrefix = (digits: string) =>
  /^\d{2,6}$/.test(digits) && beginsWithProvince(digits) ? null : 'must be 2 to 6 digits, those of a province first'

const cohort = z.strictObject({
  code: snake,
  labels,
  regionPrefixes: z.array(explained(explainPrefix)).min(1),
})

const edition = z
  .strictObject({
    edition: text('name'),
    publishedOn: date.optional(),
    status: z.enum(enums.FrameworkStatus),
    scoringMethod: z.enum(enums.ScoringMethod).optional(),
    totalWeight: positive.default('100'),
    groupCount: ordinal.optional(),
    indicatorCount: ordinal.optional(),
    note: sentences.optional(),
    groups: z.array(group).default([]),
    cohorts: z.array(cohort).default([]),
  })
  .superRefine((value, context) => {
    for (const message of explainEdition(value)) context.addIssue({ code: 'custom', message })
  })

export const framework = z.strictObject({ code: snake, labels, editions: z.array(edition).min(1) })

export type FrameworkEntry = z.infer<typeof framework>
export type ScoredEntry = z.infer<typeof scored>
export type EditionEntry = z.infer<typeof edition>

/** What an edition says against itself. */
function explainEdition({ status, scoringMethod, totalWeight, groups, cohorts }: EditionEntry): string[] {
  const indicators = groups.flatMap((item) => item.indicators)
  const faults = [
    ...listTwice(
      'group',
      groups.map(({ code }) => code),
    ),
    ...groups.flatMap((item) =>
      listTwice(
        'indicator',
        item.indicators.map(({ code }) => code),
      ),
    ),
    ...listTwice(
      'cohort',
      cohorts.map(({ code }) => code),
    ),
    ...listTwice(
      'region',
      cohorts.flatMap(({ regionPrefixes }) => regionPrefixes),
    ),
  ]
  const known = addUp(indicators.map(({ weight }) => weight))
  if (known.gt(totalWeight)) faults.push(`its indicators weigh ${known}, more than all: ${totalWeight}`)
  for (const { code, weight, indicators: own } of groups)
    if (weight && addUp(own.map((item) => item.weight)).gt(weight))
      faults.push(`group ${code} weighs less than its indicators`)
  if (status === 'COMPLETE' && !scoringMethod) faults.push('is COMPLETE and says no scoringMethod')
  if (status === 'COMPLETE' && known.lt(totalWeight))
    faults.push(`is COMPLETE and its indicators weigh ${known} of ${totalWeight}`)
  if (scoringMethod === 'DISTANCE_TO_TARGET' && indicators.some(({ target }) => !target))
    faults.push('scores by the distance to a target, which an indicator lacks')
  // Such a share has only a park within a park, and those are in no cohort's range.
  if (scoringMethod === 'MIN_MAX' && indicators.some(({ derivation }) => derivation === 'SHARE_OF_PARENT'))
    faults.push('scores by MIN_MAX, where parks within parks do not count, and so cannot derive SHARE_OF_PARENT')
  return faults
}

const addUp = (weights: readonly string[]) => weights.reduce((sum, weight) => sum.plus(weight), toDecimal('0'))

function listTwice(what: string, codes: readonly string[]): string[] {
  return [...new Set(codes.filter((code, index) => codes.indexOf(code) < index))].map(
    (code) => `${what} ${code} is not unique`,
  )
}
