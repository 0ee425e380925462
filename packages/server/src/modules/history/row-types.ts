import { sql } from '@parkgraph/db'
import type { ObjectRef } from '@pothos/core'
import { builder, type Types } from '../../builder.ts'
import { compute, lookFrom, made, one, read, untimed } from '../../compiler/fields.ts'
import { column, type Row, type Source } from '../../compiler/plan.ts'
import { isKnown, isThere } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { FactVersion } from '../fact/version.ts'
import { selectRead } from '../observation/rows.ts'
import * as refs from '../refs.ts'
import { selectChangedValues } from '../source/versions.ts'
import { Subject } from '../subject/interface.ts'
import { enums } from '../vocabulary/schema.ts'
import { changedRows, type factsOf, lookAfter, lookBefore, rowsOf } from './rows.ts'

/** Kinds of rows by the type that tells of each. */
const types = {
  OBSERVATION: 'ObservationChange',
  LEVEL: 'LevelChange',
  CORRECTION: 'CorrectionChange',
  CORRECTION_DECISION: 'CorrectionDecisionChange',
  PUBLICATION_STEP: 'PublicationStepChange',
  MEMBERSHIP: 'MembershipChange',
  PANEL_MEMBERSHIP: 'PanelMembershipChange',
  PROJECT_STAGE: 'ProjectStageChange',
  HONOUR: 'HonourChange',
  SUBJECT_NAME: 'SubjectNameChange',
  RELATIONSHIP: 'RelationshipChange',
  STATEMENT: 'StatementChange',
  ASSIGNMENT: 'AssignmentChange',
  SUBJECT: 'SubjectChange',
  AMENDMENT: 'AmendmentChange',
  SOURCE: 'SourceChange',
  SOURCE_AMENDMENT: 'SourceAmendmentChange',
  DOUBT: 'DoubtChange',
  INDICATOR: 'IndicatorChange',
} as const

type Kind = keyof typeof types

export const ChangedRow = builder.interfaceRef<object>('ChangedRow').implement({
  description: 'A row that a change recorded, or changed.',
  extensions: { source: changedRows(types) },
  fields: (t) => ({
    kind: t.field({ type: enums.ChangedRowKind, description: 'What kind of row it is.', ...read('rowKind') }),
    subject: t.field({
      type: Subject,
      nullable: true,
      description:
        'What it is about; null for documents and indicators, and for publications and doubts, which may be about several.',
      ...one((row, subject) => sql`${column(subject, 'id')} = ${column(row, 'aboutId')}`),
    }),
  }),
})

function define(kind: Kind, description: string): ObjectRef<Types, object> {
  const source: Source = rowsOf(kind)
  return builder
    .objectRef<object>(types[kind])
    .implement({ description, interfaces: [ChangedRow], extensions: { source } }) as ObjectRef<Types, object>
}

type Where = (row: Row, target: Row, view: View) => ReturnType<typeof sql>

/** What was read right before the change and right after it: as `asOf` tells it, with all beneath. */
function addSides(
  type: ObjectRef<Types, object>,
  target: ObjectRef<Types, object>,
  what: string,
  where: Where,
  reading?: View['reading'],
) {
  const side = (description: string, look: typeof lookBefore) => ({
    type: target,
    nullable: true as const,
    description,
    ...lookFrom(
      (row, view) => ({ ...look(row, view), ...(reading ? { reading } : {}) }),
      one((row, found, _, view) => where(row, found, view)),
    ),
  })
  builder.objectFields(type, (t) => ({
    before: t.field(side(`${what} as it was read right before; null where there was none.`, lookBefore)),
    after: t.field(side(`${what} as it was read right after; null where there was none any more.`, lookAfter)),
  }))
}

const same = (target: Row, row: Row, id: string) =>
  sql`${column(target, 'reportingParkId')} = ${column(row, 'reportingParkId')} AND ${column(target, 'id')} = ${column(row, id)}`

/** The newest vintage, of those that the view knows, of the figure that the row is a vintage of. */
const selectVintage = (row: Row, view: View) => sql`(SELECT p.id FROM observation p
  WHERE p.reporting_park_id = ${column(row, 'reportingParkId')} AND p.series_id = ${column(row, 'seriesId')}
    AND p.nature = ${column(row, 'nature')} AND p.reading = 'AS_PRINTED' AND p.source_id = ${column(row, 'sourceId')}
    AND p.period_end IS NOT DISTINCT FROM ${column(row, 'periodEnd')} AND p.period_start IS NOT DISTINCT FROM ${column(row, 'periodStart')}
    AND ${isKnown('p', view)} ORDER BY p.published_on DESC, p.id DESC LIMIT 1)`

const isReadFor = (row: Row, found: Row, printed: ReturnType<typeof sql>, view: View) => {
  const park = column(row, 'reportingParkId')
  return sql`${column(found, 'reportingParkId')} = ${park} AND ${column(found, 'id')} = ${selectRead(park, printed, view)}`
}

addSides(
  define('OBSERVATION', 'A figure that was recorded, revised or withdrawn: a vintage of it.'),
  refs.Observation,
  'The figure',
  (row, found, view) => isReadFor(row, found, selectVintage(row, view), view),
)

const Decision = define('CORRECTION_DECISION', 'A correction of a figure that was accepted or rejected.')

addSides(
  Decision,
  refs.Observation,
  'The figure, with all its corrections,',
  (row, found, view) => isReadFor(row, found, column(row, 'figureId'), view),
  'CORRECTED',
)

for (const [kind, what] of Object.entries({
  MEMBERSHIP: ['A membership', refs.Membership],
  PANEL_MEMBERSHIP: ['A membership in a panel', refs.PanelMembership],
  PROJECT_STAGE: ['A stage of a work', refs.ProjectStage],
  HONOUR: ['A title', refs.Honour],
  SUBJECT_NAME: ['A further name', refs.SubjectName],
  RELATIONSHIP: ['A relationship', refs.Relationship],
  STATEMENT: ['A statement', refs.Statement],
  ASSIGNMENT: ['A person in a role', refs.Assignment],
} as const satisfies Record<keyof typeof factsOf, readonly [string, ObjectRef<Types, object>]>))
  addSides(
    define(kind as Kind, `${what[0]} that was recorded, told anew or withdrawn.`),
    what[1],
    'The fact',
    (row, found) => {
      const first = sql`coalesce(${column(row, 'supersedesId')}, ${column(row, 'id')})`
      return sql`(${column(found, 'id')} = ${first} OR ${column(found, 'supersedesId')} = ${first})`
    },
  )

const Level = define('LEVEL', 'A figure, fact, subject or document whose access level a publication changed.')

builder.objectFields(Level, (t) => ({
  observation: t.field({
    type: refs.Observation,
    nullable: true,
    description: 'The figure; null where it is none.',
    ...one((row, found) => sql`${column(row, 'relation')} = 'observation' AND ${same(found, row, 'rowId')}`),
  }),
  fact: t.field({
    type: FactVersion,
    nullable: true,
    description: 'The version of a fact; null where it is none. Where nothing is told, it is the subject itself.',
    ...one(
      (row, found) =>
        sql`${column(found, 'kind')} = ${column(row, 'factKind')} AND ${column(found, 'id')} = ${column(row, 'rowId')}`,
    ),
  }),
  source: t.field({
    type: refs.Source,
    nullable: true,
    description: 'The document; null where it is none.',
    ...one((row, found) => sql`${column(row, 'relation')} = 'source' AND ${same(found, row, 'rowId')}`),
  }),
  from: t.field({ type: enums.AccessLevel, description: 'What it was before.', ...read('fromLevel') }),
  to: t.field({ type: enums.AccessLevel, description: 'What it is since.', ...read('toLevel') }),
  publication: t.field({
    type: refs.Publication,
    description: 'The publication that released it.',
    ...one((row, found) => same(found, row, 'publicationId')),
  }),
}))

builder.objectFields(define('CORRECTION', 'A correction that was proposed.'), (t) => ({
  correction: t.field({
    type: refs.Correction,
    description: 'The correction.',
    ...one((row, found) => same(found, row, 'id')),
  }),
}))

builder.objectFields(Decision, (t) => ({
  decision: t.field({
    type: refs.CorrectionDecision,
    description: 'The decision.',
    ...one((row, found) => same(found, row, 'id')),
  }),
}))

builder.objectFields(define('PUBLICATION_STEP', 'A step of a publication.'), (t) => ({
  publication: t.field({
    type: refs.Publication,
    description: 'The publication.',
    ...one((row, found) => same(found, row, 'publicationId')),
  }),
  step: t.field({
    type: refs.PublicationStep,
    description: 'The step that was taken.',
    ...one((row, found) => same(found, row, 'id')),
  }),
}))

define('SUBJECT', 'A subject that became known.')

const ChangedValue = builder.objectRef<object>('ChangedValue').implement({
  description: 'A property that an amendment changed, as text.',
  fields: (t) => ({
    property: t.field({
      type: 'String',
      description: 'Name of the property.',
      ...compute<{ key: string }>(['key'], ({ key }) => key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())),
    }),
    before: t.field({ type: 'String', nullable: true, description: 'What it was.', ...read('before') }),
    after: t.field({ type: 'String', nullable: true, description: 'What it is since.', ...read('after') }),
  }),
})

builder.objectFields(define('AMENDMENT', 'Properties of a subject that were changed in place.'), (t) => ({
  values: t.field({
    type: [ChangedValue],
    description: 'What was changed, by property.',
    ...untimed(
      made(
        'many',
        (row) =>
          sql`(SELECT key, ${column(row, 'before')} ->> key AS before, value AS after FROM jsonb_each_text(${column(row, 'after')}))`,
        { orderBy: (value) => sql`${column(value, 'key')} COLLATE "C"` },
      ),
    ),
  }),
}))

// Never null, and nullable all the same: a query that asks for it beside that of LevelChange takes one type of both.
const sourceField = (id: string) => ({
  type: refs.Source,
  nullable: true as const,
  description: 'The document.',
  ...one((row, found) => same(found, row, id)),
})

builder.objectFields(define('SOURCE', 'A document that became known.'), (t) => ({
  source: t.field(sourceField('id')),
}))

builder.objectFields(define('SOURCE_AMENDMENT', 'Properties of a document that were changed in place.'), (t) => ({
  source: t.field(sourceField('sourceId')),
  values: t.field({
    type: [ChangedValue],
    description: 'What was changed, by property.',
    ...untimed(made('many', selectChangedValues, { orderBy: (value) => sql`${column(value, 'key')} COLLATE "C"` })),
  }),
}))

builder.objectFields(define('DOUBT', 'Something that a source leaves open.'), (t) => ({
  doubt: t.field({
    type: refs.Doubt,
    description: 'The doubt.',
    ...one((row, found) => sql`${column(found, 'id')} = ${column(row, 'id')}`),
  }),
}))

addSides(
  define('INDICATOR', 'An indicator that became known, or was changed.'),
  refs.Indicator,
  'The indicator',
  (row, found, view) => sql`${column(found, 'id')} = ${column(row, 'indicatorId')} AND ${isThere(found, view)}`,
)
