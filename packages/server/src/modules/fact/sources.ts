import { type FactKey, type FactKind, join, raw, type Sql, sql } from '@parkgraph/db'
import type { Row, Source } from '../../compiler/plan.ts'
import { fact, isKnown, namesNoHidden } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { decodeId, encodeId, refuseId } from '../node/id.ts'

const of = (type: string, table: string, subjects: readonly string[] = ['subject_id']) => ({
  type,
  table,
  /** Columns of the subjects that it names, the one first that it is told of. */
  subjects,
  source: fact(table, subjects),
})

/** The type of each kind of facts, and where its rows come from. */
export const factKinds: Readonly<Record<FactKind, ReturnType<typeof of>>> = {
  assignment: of('Assignment', 'assignment'),
  honour: of('Honour', 'honour'),
  membership: of('Membership', 'membership', ['subject_id', 'park_id']),
  name: of('SubjectName', 'subject_name'),
  panelMembership: of('PanelMembership', 'panel_membership'),
  relationship: of('Relationship', 'relationship', ['from_id', 'to_id']),
  stage: of('ProjectStage', 'project_stage'),
  statement: of('Statement', 'statement'),
}

export const factKindNames = Object.keys(factKinds) as FactKind[]

/** Facts of all kinds that meet a condition each, as a FROM item; `place` puts them in order. */
export function selectFacts(view: View, condition: (kind: FactKind, row: Row) => Sql, place = sql`1`): Sql {
  const kinds = factKindNames.map(
    (kind) => sql`SELECT ${raw(`'${kind}'::text`)} AS kind, x.id, x.citation_id, x.published_on, x.note_zh, x.note_en,
        x.access_level, x.reporting_park_id, ${place} AS place
      FROM ${factKinds[kind].source.from(view)} x WHERE ${condition(kind, 'x')}`,
  )
  return sql`(${kinds.reduce((all, one) => sql`${all} UNION ALL ${one}`)})`
}

export const factRows: Source = {
  key: ['kind', 'id'],
  isTimed: true,
  from: (view) => selectFacts(view, () => sql`TRUE`),
  kinds: {
    column: 'kind',
    types: Object.fromEntries(factKindNames.map((kind) => [kind, factKinds[kind].type])),
  },
}

/** The versions of facts of a kind that the view knows, also those that hold no more. */
export function selectVersions(kind: FactKind, view: View): Sql {
  const { table, subjects } = factKinds[kind]
  return sql`(SELECT x.* FROM ${raw(table)} x WHERE ${isKnown('x', view)} AND ${namesNoHidden('x', subjects, view)})`
}

/** Versions of facts of all kinds, each with the place in commit order at which it was recorded. */
export const versionRows: Source = {
  key: ['kind', 'id'],
  isTimed: true,
  from: (view) => {
    const kinds = factKindNames.map((kind, place) => {
      const { table, subjects } = factKinds[kind]
      return sql`SELECT ${raw(`'${kind}'::text`)} AS kind, ${raw(`'${table}'::text`)} AS relation, ${place}::int AS place, x.id::bigint AS id,
        x.reporting_park_id, x.access_level, x.change_id, x.is_withdrawal, x.${raw(subjects[0] ?? '')} AS subject_id FROM ${selectVersions(kind, view)} x`
    })
    return sql`(SELECT x.*, h.position FROM (${join(kinds, ' UNION ALL ')}) x
      JOIN change h ON h.reporting_park_id = x.reporting_park_id AND h.id = x.change_id)`
  },
}

/** The version that withdraws a fact, which no list of facts has, as a FROM item. */
export function selectWithdrawal({ kind, id }: FactKey<FactKind>, view: View): Sql {
  const [owner = ''] = factKinds[kind].subjects
  return sql`(SELECT ${encodeFactId({ kind, id })}::text AS version, x.${raw(owner)} AS subject_id
    FROM ${selectVersions(kind, view)} x WHERE x.id = ${id}::bigint)`
}

export const encodeFactId = ({ kind, id }: FactKey): string => encodeId(factKinds[kind as FactKind].type, [id])

/** @throws AppError `BAD_NODE_ID` for what is no id of a fact */
export function decodeFactId(id: string, argument: string): FactKey<FactKind> {
  const { typename, key } = decodeId(id, argument)
  const kind = factKindNames.find((name) => factKinds[name].type === typename)
  const [row = ''] = key
  if (!kind || key.length !== 1) throw refuseId(argument)
  return { kind, id: row }
}
