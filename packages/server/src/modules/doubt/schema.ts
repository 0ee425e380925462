import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute, many } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { visible } from '../../compiler/sources.ts'
import { idField, Node } from '../node/schema.ts'
import { citationField } from '../source/schema.ts'
import { Subject } from '../subject/interface.ts'
import { enums, localeArg } from '../vocabulary/schema.ts'

builder.prismaObject('Doubt', {
  interfaces: [Node],
  extensions: { source: visible('doubt') },
  fields: (t) => ({
    id: t.field(idField('Doubt')),
    question: t.string({
      description: 'What is left open.',
      args: { locale: t.arg(localeArg) },
      ...compute<{ questionZh: string; questionEn: string }>(['questionZh', 'questionEn'], (row, { locale }) =>
        locale === 'EN' ? row.questionEn : row.questionZh,
      ),
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
