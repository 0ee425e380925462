import type { z } from 'zod'
import { toPeriodColumns, toValidityColumns } from '../write/columns.ts'
import type { Row } from '../write/rows.ts'
import { ASSIGNMENT_SHAPE, FACT_SHAPES, PANEL_MEMBERSHIP_SHAPE } from './fact-shapes.ts'

export type IdOf = (slug: string | undefined) => unknown

/** A kind of dated facts, whose entries read the same in data sets and in requests. */
export interface FactKindOf<Entry> {
  readonly table: string
  /** Properties that name subjects, each with its column. The first is what the fact is told of: that never changes. */
  readonly subjects: Readonly<Record<string, string>>
  readonly shape: z.ZodType
  /** Its own columns. */
  readonly toRow: (entry: Entry, idOf: IdOf) => Row
}

const define = <Entry>(kind: FactKindOf<Entry> & { readonly shape: z.ZodType<Entry> }): FactKindOf<Entry> => kind

export const FACT_KINDS = {
  name: define({
    ...{ table: 'subject_name', subjects: { subject: 'subject_id' }, shape: FACT_SHAPES.names },
    toRow: (fact, idOf) => ({
      ...{ subject_id: idOf(fact.subject), name: fact.name, kind: fact.kind },
      ...toValidityColumns(fact),
    }),
  }),
  membership: define({
    ...{ table: 'membership', subjects: { subject: 'subject_id', park: 'park_id' } },
    shape: FACT_SHAPES.memberships,
    toRow: (fact, idOf) => ({
      ...{ subject_id: idOf(fact.subject), park_id: idOf(fact.park), role: fact.role },
      ...toValidityColumns(fact),
    }),
  }),
  stage: define({
    ...{ table: 'project_stage', subjects: { project: 'subject_id' }, shape: FACT_SHAPES.stages },
    toRow: (fact, idOf) => ({
      ...{ subject_id: idOf(fact.project), stage: fact.stage, state: fact.state, printed: fact.printed ?? null },
      ...toPeriodColumns(fact.date),
    }),
  }),
  honour: define({
    ...{ table: 'honour', subjects: { subject: 'subject_id' }, shape: FACT_SHAPES.honours },
    toRow: (fact, idOf) => ({
      ...{ subject_id: idOf(fact.subject), title: fact.title, awarded_by: fact.awardedBy ?? null },
      ...toPeriodColumns(fact.date),
    }),
  }),
  relationship: define({
    ...{ table: 'relationship', subjects: { from: 'from_id', to: 'to_id' } },
    shape: FACT_SHAPES.relationships,
    toRow: (fact, idOf) => ({
      ...{ from_id: idOf(fact.from), kind: fact.kind, to_id: idOf(fact.to), to_name: fact.toName ?? null },
      ...toValidityColumns(fact),
    }),
  }),
  statement: define({
    ...{ table: 'statement', subjects: { subject: 'subject_id' }, shape: FACT_SHAPES.statements },
    toRow: (fact, idOf) => ({
      ...{ subject_id: idOf(fact.subject), topic: fact.topic },
      ...{ summary_zh: fact.summary.zh, summary_en: fact.summary.en },
      ...toPeriodColumns(fact.date),
    }),
  }),
  assignment: define({
    ...{ table: 'assignment', subjects: { subject: 'subject_id', programme: 'programme_id' } },
    shape: ASSIGNMENT_SHAPE,
    toRow: (fact, idOf) => ({
      ...{ subject_id: idOf(fact.subject), person: fact.person, role: fact.role, organisation: fact.organisation },
      ...{ programme_id: idOf(fact.programme) },
      ...toPeriodColumns(fact.date),
    }),
  }),
  panelMembership: define({
    ...{ table: 'panel_membership', subjects: { subject: 'subject_id' } },
    shape: PANEL_MEMBERSHIP_SHAPE,
    toRow: (fact, idOf) => ({
      ...{ subject_id: idOf(fact.subject), scope: fact.scope },
      ...toValidityColumns(fact),
    }),
  }),
} as const

export type FactKind = keyof typeof FACT_KINDS

/** The property that names what facts of a kind are told of. */
export const getOwnerName = (kind: FactKind): string => Object.keys(FACT_KINDS[kind].subjects)[0] ?? ''

/** Any kind: its shape has to accept an entry before it makes a row of it. */
export const getFactKind = (kind: FactKind): FactKindOf<never> => FACT_KINDS[kind]
