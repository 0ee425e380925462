import { parsePeriod } from '@parkgraph/statistics'
import { z } from 'zod'
import * as enums from '../generated/client/enums.ts'
import { access, kebab, period, place, sentences, text } from './primitives.ts'

const base = { id: kebab, at: place, note: sentences.optional(), access }

const validity = { validFrom: period.optional(), validTo: period.optional() }

function isOrdered({ validFrom, validTo }: { validFrom?: string | undefined; validTo?: string | undefined }): boolean {
  if (!validFrom || !validTo) return true
  const [start, end] = [parsePeriod(validFrom).start, parsePeriod(validTo).end]
  return start === null || end === null || start < end
}

const DISORDER = 'validTo ends before validFrom begins'

/** The lists of facts.yaml, each with the shape of its entries. */
export const FACT_SHAPES = {
  names: z
    .strictObject({ ...base, ...validity, subject: kebab, name: text('name'), kind: z.enum(enums.NameKind) })
    .refine(isOrdered, DISORDER),
  memberships: z
    .strictObject({ ...base, ...validity, subject: kebab, park: kebab, role: z.enum(enums.MembershipRole) })
    .refine(isOrdered, DISORDER),
  stages: z.strictObject({
    ...base,
    project: kebab,
    stage: z.enum(enums.ProjectStageName),
    state: z.enum(enums.StageState),
    date: period.optional(),
    printed: text('title').optional(),
  }),
  honours: z.strictObject({
    ...base,
    subject: kebab,
    title: text('title'),
    awardedBy: text('name').optional(),
    date: period.optional(),
  }),
  relationships: z
    .strictObject({
      ...base,
      ...validity,
      from: kebab,
      kind: z.enum(enums.RelationshipKind),
      to: kebab.optional(),
      toName: text('name').optional(),
    })
    .refine((tie) => (tie.to === undefined) !== (tie.toName === undefined), 'takes either to or toName')
    .refine(isOrdered, DISORDER),
  statements: z.strictObject({
    ...base,
    subject: kebab,
    topic: z.enum(enums.StatementTopic),
    date: period.optional(),
    summary: sentences,
    assignment: z
      .strictObject({ person: text('name'), role: text('name'), at: text('name'), programme: kebab.optional() })
      .optional(),
  }),
} as const

/** Persons in roles: data sets tell them with a statement. */
export const ASSIGNMENT_SHAPE = z.strictObject({
  ...base,
  subject: kebab,
  person: text('name'),
  role: text('name'),
  organisation: text('name'),
  programme: kebab.optional(),
  date: period.optional(),
})

/** Enterprises in statistical panels, of which data sets tell nothing yet. */
export const PANEL_MEMBERSHIP_SHAPE = z
  .strictObject({ ...base, ...validity, subject: kebab, scope: z.enum(enums.Scope) })
  .refine(isOrdered, DISORDER)

export type FactList = keyof typeof FACT_SHAPES
export type FactEntry<List extends FactList> = z.infer<(typeof FACT_SHAPES)[List]>
export const FACT_LISTS = Object.keys(FACT_SHAPES) as FactList[]
