import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute, lookFrom, made, one, read } from '../../compiler/fields.ts'
import { related } from '../../compiler/filters.ts'
import { defineList } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { reportingParkField, rowLevelField } from '../access/fields.ts'
import { defineConnection } from '../connection.ts'
import { lookAfter } from '../history/rows.ts'
import { Subject, subjectRows } from '../subject/interface.ts'
import { subjectList } from '../subject/list.ts'
import { Fact } from './interface.ts'
import { encodeFactId, selectFacts, versionRows } from './sources.ts'

export const FactVersion = builder.objectRef<object>('FactVersion').implement({
  description: 'A version of a fact, whether or not it holds.',
  extensions: { source: versionRows },
  fields: (t) => ({
    version: t.id({
      description: 'Its id: what `facts` of a publication names.',
      ...compute<{ kind: string; id: string }>(['kind', 'id'], encodeFactId),
    }),
    subject: t.field({
      type: Subject,
      description: 'What it is told of.',
      ...one((version, subject) => sql`${column(subject, 'id')} = ${column(version, 'subjectId')}`),
    }),
    accessLevel: t.field(rowLevelField),
    reportingPark: t.field(reportingParkField),
    isWithdrawal: t.boolean({ description: 'Whether it withdraws the fact.', ...read('isWithdrawal') }),
    fact: t.field({
      type: Fact,
      nullable: true,
      description: 'The fact, as it was read right after the version was recorded; null where it did not hold then.',
      ...lookFrom(
        lookAfter,
        made('one', (version, _, view) =>
          selectFacts(
            view,
            (kind, row) =>
              sql`${column(version, 'kind')} = ${kind} AND ${column(row, 'id')} = ${column(version, 'id')}`,
          ),
        ),
      ),
    }),
  }),
})

export const FactVersionConnection = defineConnection(FactVersion, 'FactVersion', 'versions of facts')

export const factVersionList = defineList('FactVersion', {
  filters: {
    subject: related(
      'What it is told of.',
      () => subjectList,
      subjectRows,
      (row, subject) => sql`${column(subject, 'id')} = ${column(row, 'subjectId')}`,
    ),
  },
  orders: { kind: { description: 'By kind of fact.', key: 'integer', sql: (row) => column(row, 'place') } },
  defaultOrder: [{ kind: 'ASC' }],
})
