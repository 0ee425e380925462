import { type FactKind, join, raw, type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { connection } from '../../compiler/fields.ts'
import type { List } from '../../compiler/list.ts'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import { isKnown, isRecorded, isRecordedAfter, namesNoHidden, released } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { readUpdatedAfter, updatedAfterArgs } from '../clock/updated-after.ts'
import { connectionArgs } from '../connection.ts'
import { factKindNames, factKinds } from '../fact/sources.ts'

/** Columns of the subjects that list a fact: of a relationship both, of others the one that it is told of. */
const listedBy = (kind: FactKind) => factKinds[kind].subjects.slice(0, kind === 'relationship' ? 2 : 1)

/** Ids of facts of a kind that were recorded, or came into sight by a publication, after a place in commit order. */
function selectTouched(kind: FactKind, position: bigint, view: View): Sql {
  const { table, subjects } = factKinds[kind]
  const ofPublished = subjects.map(
    (name) =>
      sql`SELECT y.id FROM ${raw(table)} y WHERE y.${raw(name)} IN (SELECT g.row_id ${released('subject', position, view)})`,
  )
  return join(
    [
      sql`SELECT y.id FROM ${raw(table)} y WHERE ${isRecordedAfter('y', position)}`,
      sql`SELECT g.row_id ${released(table, position, view)}`,
      ...ofPublished,
    ],
    ' UNION ALL ',
  )
}

/**
 * Holds for subjects that were recorded, changed or published after a place in commit order, or of which a fact was. Later versions and
 * withdrawals are facts here: whoever keeps a copy has to take them over.
 */
function isTouched(row: Row, position: bigint, view: View): Sql {
  const ids = factKindNames.flatMap((kind) =>
    listedBy(kind).map(
      (
        name,
      ) => sql`SELECT x.${raw(name)} FROM ${raw(factKinds[kind].table)} x WHERE x.id IN (${selectTouched(kind, position, view)})
        AND ${isKnown('x', view)} AND ${namesNoHidden('x', factKinds[kind].subjects, view)}`,
    ),
  )
  const own = sql`SELECT x.id FROM subject x WHERE ${isRecordedAfter('x', position)}`
  const changed = sql`SELECT v.subject_id FROM subject_version v WHERE ${isRecordedAfter('v', position)} AND ${isRecorded('v', view)}`
  const published = sql`SELECT g.row_id ${released('subject', position, view)}`
  return sql`${column(row, 'id')} IN (${join([own, changed, published, ...ids], ' UNION ALL ')})`
}

/** The argument of lists of subjects that asks for those that are archived too. */
export const archivedArgs = () =>
  builder.args((t) => ({
    includeArchived: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Whether to list those too that are archived.',
    }),
  }))

/** Leaves out the subjects that are archived, unless they are asked for. */
export const isListed = (row: Row, { includeArchived }: Arguments): Sql =>
  includeArchived === true ? sql`TRUE` : sql`NOT ${column(row, 'isArchived')}`

/** Arguments of the list of all subjects of a kind. */
export const subjectArgs = (list: List) => ({
  ...connectionArgs(list),
  ...archivedArgs(),
  ...updatedAfterArgs(
    'Only those that were recorded, changed or published, or had a fact recorded, withdrawn or published,',
    ' Read all facts of these anew, and ask for archived ones too. Figures do not count: observations has them.',
  ),
})

/** The list of all subjects of a kind. */
export const subjectConnection = (list: List) =>
  connection(list, (_, row, args, view) => {
    const position = readUpdatedAfter(args)
    const isAsked = position === null ? sql`TRUE` : isTouched(row, position, view)
    return sql`${isListed(row, args)} AND ${isAsked}`
  })
