import {
  explainIndustryCode,
  explainIndustrySystem,
  explainRegionCode,
  explainRegionSystem,
  explainSocialCreditCode,
  parsePeriod,
  printPeriod,
} from '@parkgraph/statistics'
import { z } from 'zod'
import * as enums from '../generated/client/enums.ts'
import { explainPublished, getToday } from '../today.ts'
import {
  access,
  date,
  decimal,
  explained,
  form,
  kebab,
  labels,
  ordinal,
  period,
  place,
  sentences,
  snake,
  text,
} from './primitives.ts'

export const manifest = z.strictObject({
  code: kebab,
  title: text('title'),
  edition: text('name'),
  description: text('prose'),
  reportingPark: kebab,
})

/** A day on which a document was published. */
const published = date.superRefine((day, context) => {
  const message = explainPublished(day)
  if (message) context.addIssue({ code: 'custom', message })
})

export const source = z
  .strictObject({
    code: kebab,
    title: text('title'),
    kind: z.enum(enums.SourceKind),
    publisher: text('name').optional(),
    authors: z.array(text('name')).max(100),
    publishedFrom: published,
    publishedTo: published,
    language: form(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 tag such as zh-CN', 'language'),
    priority: ordinal,
    sections: z.record(kebab, ordinal).optional(),
    access,
  })
  .refine((value) => value.publishedFrom <= value.publishedTo, 'publishedFrom lies after publishedTo')

const subjectBase = {
  slug: kebab,
  name: text('name'),
  pinyin: form(/^[a-z0-9()]+(?: [a-z0-9()]+)*$/, 'must be lower-case syllables with single spaces between', 'pinyin'),
  access,
}

const regionCode = explained(explainRegionCode)

/** Codes are of an edition: the same digits meant something else before. */
const regionSystem = explained((system) => explainRegionSystem(system, Number(getToday().slice(0, 4))))

const industrySystem = explained(explainIndustrySystem)

const creditCode = explained((code) => explainSocialCreditCode(code)?.message ?? null)

export const subject = z.discriminatedUnion('kind', [
  z
    .strictObject({
      ...subjectBase,
      kind: z.literal('PARK'),
      parkKind: z.enum(enums.ParkKind),
      level: z.enum(enums.ParkLevel).optional(),
      regionCode: regionCode.optional(),
      regionSystem: regionSystem.optional(),
      isProject: z.boolean().default(false),
      projectKind: z.enum(enums.ProjectKind).optional(),
    })
    .refine((park) => park.isProject === (park.projectKind !== undefined), 'isProject and projectKind go together')
    .refine((park) => !park.regionCode === !park.regionSystem, {
      message: 'regionCode and regionSystem go together',
      path: ['regionSystem'],
    }),
  z.strictObject({ ...subjectBase, kind: z.literal('PROJECT'), projectKind: z.enum(enums.ProjectKind) }),
  z
    .strictObject({
      ...subjectBase,
      kind: z.literal('ENTERPRISE'),
      unifiedSocialCreditCode: creditCode.optional(),
      industryCode: z.string().optional(),
      industrySystem: industrySystem.optional(),
    })
    .refine((firm) => !firm.industryCode === !firm.industrySystem, {
      message: 'industryCode and industrySystem go together',
      path: ['industrySystem'],
    })
    .superRefine(({ industryCode, industrySystem: system }, context) => {
      const message = industryCode === undefined ? null : explainIndustryCode(industryCode, system ?? '')
      if (message) context.addIssue({ code: 'custom', message, path: ['industryCode'] })
    }),
  z.strictObject({ ...subjectBase, kind: z.literal('FACILITY') }),
  z.strictObject({ ...subjectBase, kind: z.literal('PROGRAMME') }),
])

/** Why a subject that a park reports cannot have its slug, or null. */
export function explainSlug(
  subject: { kind: string; slug: string; isProject?: boolean; parkKind?: unknown },
  reportingPark: string,
): string | null {
  const isWithin =
    subject.kind === 'PROJECT' ||
    (subject.kind === 'PARK' && (subject.isProject === true || subject.parkKind === 'PARK_IN_PARK'))
  if (!isWithin || subject.slug === reportingPark || subject.slug.startsWith(`${reportingPark}-`)) return null
  const what = subject.kind === 'PROJECT' ? 'a project' : 'a park within another'
  return `the slug of ${what} starts with its park's: ${reportingPark}-…`
}

export const indicator = z.strictObject({
  code: snake,
  name: text('name'),
  labels,
  definition: sentences,
  dimension: text('name'),
  defaultUnit: text('name'),
  status: z.enum(enums.IndicatorStatus),
  candidates: z.array(snake).max(100).default([]),
  // Indicators whose figures its own are part of: no larger than theirs.
  partOf: z.array(snake).max(100).default([]),
  // Every edition of the definition, where there were several; else `definition` is the first.
  editions: z
    .array(
      z.strictObject({
        edition: text('name'),
        validFrom: date.optional(),
        definition: sentences,
        source: text('title').optional(),
      }),
    )
    .min(1)
    .optional(),
  aggregation: z.strictObject({
    overTime: z.enum(enums.AggregationOverTime),
    overParks: z.enum(enums.AggregationOverParks),
  }),
})

const seriesKey = {
  indicator: snake,
  measure: z.enum(enums.Measure),
  accumulation: z.enum(enums.Accumulation),
  priceBasis: z.enum(enums.PriceBasis),
  scope: z.enum(enums.Scope),
  breakdown: text('name').optional(),
}

const figure = {
  period: period.optional(),
  value: decimal.optional(),
  lower: decimal.optional(),
  upper: decimal.optional(),
  qualifier: z.enum(enums.Qualifier),
  unit: text('name'),
  nature: z.enum(enums.Nature),
  stage: z.enum(enums.PublicationStage),
}

export const observation = z.strictObject({
  id: kebab,
  subject: kebab,
  ...seriesKey,
  ...figure,
  printed: z.strictObject({ label: text('name'), text: text('numeral') }),
  at: place,
  growthOf: kebab.optional(),
  access,
})

/** Corrected values by property; null empties one. Periods are kept in the spelling that the database reads. */
export const changes = z
  .strictObject({
    ...seriesKey,
    ...figure,
    breakdown: text('name').nullable(),
    period: period.transform((value) => printPeriod(parsePeriod(value))).nullable(),
    value: decimal.nullable(),
    lower: decimal.nullable(),
    upper: decimal.nullable(),
    label: text('name'),
  })
  .partial()
  .refine((given) => Object.keys(given).length > 0, 'must change something')

export const correction = z.strictObject({
  id: kebab,
  observation: kebab,
  changes,
  evidence: sentences,
  confidence: z.enum(enums.Confidence),
  // A data set proposes; a decision is a person's and comes with a reason of its own.
  state: z.literal('PROPOSED', 'a data set can only propose: state must be PROPOSED'),
  proposedBy: text('name'),
  proposedOn: date,
  access,
})

export const doubt = z.strictObject({
  id: kebab,
  about: z.array(kebab).min(1),
  at: place,
  question: sentences,
  candidates: z.array(text('title')).default([]),
  state: z.literal('OPEN', 'a data set can only ask: state must be OPEN'),
  access,
})

export const number = z.strictObject({
  section: kebab,
  paragraph: ordinal,
  text: text('title'),
  facts: z.array(kebab).min(1).optional(),
  not: text('prose').optional(),
})

export type Manifest = z.infer<typeof manifest>
export type Source = z.infer<typeof source>
export type SubjectEntry = z.infer<typeof subject>
export type IndicatorEntry = z.infer<typeof indicator>
export type ObservationEntry = z.infer<typeof observation>
export type CorrectionEntry = z.infer<typeof correction>
export type Changes = z.infer<typeof changes>
export type DoubtEntry = z.infer<typeof doubt>
export type NumberEntry = z.infer<typeof number>
