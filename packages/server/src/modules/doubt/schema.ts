import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { many } from '../../compiler/fields.ts'
import { column, type Source } from '../../compiler/plan.ts'
import { isRecorded, isVisible } from '../../compiler/sources.ts'
import { reportingParkField, rowLevelField } from '../access/fields.ts'
import { idField, Node } from '../node/schema.ts'
import { observationRows } from '../observation/rows.ts'
import { citationField } from '../source/schema.ts'
import { Subject } from '../subject/interface.ts'
import { enums, localised } from '../vocabulary/schema.ts'

/** Doubts about nothing that the viewer may not see. */
export const doubtRows: Source = {
  key: ['id'],
  isTimed: true,
  from: (
    view,
  ) => sql`(SELECT x.* FROM doubt x WHERE ${isVisible('x', view)} AND ${isRecorded('x', view)} AND NOT EXISTS (
    SELECT 1 FROM doubt_about a JOIN subject s ON s.id = a.subject_id
      LEFT JOIN ${observationRows.from(view)} o ON o.reporting_park_id = a.reporting_park_id AND o.id = a.observation_id
    WHERE a.doubt_id = x.id AND (NOT ${isVisible('s', view)} OR (a.observation_id IS NOT NULL AND o.id IS NULL))))`,
}

builder.prismaObject('Doubt', {
  interfaces: [Node],
  extensions: { source: doubtRows },
  fields: (t) => ({
    id: t.field(idField('Doubt')),
    accessLevel: t.field(rowLevelField),
    reportingPark: t.field(reportingParkField),
    question: t.string({
      description: 'What is left open.',
      ...localised('question'),
    }),
    candidates: t.exposeStringList('candidates'),
    state: t.expose('state', { type: enums.DoubtState, description: 'Whether a person has settled it.' }),
    subjects: t.field({
      type: [Subject],
      description: 'What it is about.',
      ...many(
        (doubt, subject) => sql`${column(subject, 'id')} IN
          (SELECT a.subject_id FROM doubt_about a WHERE a.doubt_id = ${column(doubt, 'id')})`,
        (subject) => column(subject, 'id'),
      ),
    }),
    citation: t.field(citationField),
  }),
})
