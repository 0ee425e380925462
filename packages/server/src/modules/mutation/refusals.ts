import { type Clash, type Issue, type RefusalError, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, one, read, untimed } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { Fact } from '../fact/interface.ts'
import { encodeFactId, selectFacts } from '../fact/sources.ts'
import { encodeId } from '../node/id.ts'
import { Indicator, Observation, Source } from '../refs.ts'
import { Subject } from '../subject/interface.ts'

const MutationRefusal = builder.interfaceRef<{ readonly message: string }>('MutationRefusal').implement({
  description: 'Why something was not written. Nothing of it was: it leaves nothing behind.',
  fields: (t) => ({ message: t.exposeString('message', { description: 'Why, for people.' }) }),
  resolveType: (value) => (value as unknown as Refused).__typename,
})

const ValidationIssue = builder.objectRef<Issue>('ValidationIssue').implement({
  description: 'What is wrong with one value of the input.',
  fields: (t) => ({
    path: t.exposeStringList('path', {
      description:
        'Where it stands in the input: names, and places in lists from 0, such as `["observations", "3", "unit"]`.',
    }),
    message: t.exposeString('message', { description: 'What is wrong, for people.' }),
    code: t.exposeString('code', { description: 'What is wrong, for programs: docs/errors.md lists the codes.' }),
  }),
})

type Invalid = { readonly message: string; readonly issues: readonly Issue[] }

export const ValidationError = builder.objectRef<Invalid>('ValidationError').implement({
  interfaces: [MutationRefusal],
  description: 'The input is wrong.',
  fields: (t) => ({
    issues: t.field({
      type: [ValidationIssue],
      description: 'Everything that is wrong with it.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
})

const ConflictItem = builder.objectRef<object>('ConflictItem').implement({
  description: 'What stands in the way of one part of the input.',
  fields: (t) => ({
    path: t.stringList({ description: 'Which part of the input.', ...read('path') }),
    message: t.string({ description: 'What is in its way, for people.', ...read('message') }),
    observation: t.field({
      type: Observation,
      nullable: true,
      description: 'The figure that is there: its newest vintage. Null where it is no figure.',
      ...untimed(
        one(
          (item, row) => sql`${column(row, 'reportingParkId')} = ${column(item, 'reportingParkId')}
            AND ${column(row, 'id')} = ${column(item, 'id')}`,
        ),
      ),
    }),
    fact: t.field({
      type: Fact,
      nullable: true,
      description: 'The fact that is there: its newest version. Null where it is none, or is withdrawn.',
      ...untimed(
        made('one', (item, _, view) =>
          selectFacts(
            view,
            (kind, row) =>
              sql`${column(item, 'factKind')} = ${kind} AND ${column(row, 'id')} = ${column(item, 'factId')}`,
          ),
        ),
      ),
    }),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'The subject that is there; null where it is none, or one that whoever asks may not see.',
      ...untimed(one((item, row) => sql`${column(row, 'id')} = ${column(item, 'subjectId')}`)),
    }),
    source: t.field({
      type: Source,
      nullable: true,
      description: 'The document that is there; null where it is none, or one that whoever asks may not see.',
      ...untimed(one((item, row) => sql`${column(row, 'id')} = ${column(item, 'sourceId')}`)),
    }),
    indicator: t.field({
      type: Indicator,
      nullable: true,
      description: 'The indicator that is there; null where it is none.',
      ...one((item, row) => sql`${column(row, 'id')} = ${column(item, 'indicatorId')}`),
    }),
    version: t.id({
      nullable: true,
      description:
        'What `expectedVersion` takes of what is there, also where that is withdrawn. Null where it has no versions.',
      ...read('version'),
    }),
  }),
})

export const Conflict = builder.objectRef<{ readonly message: string }>('Conflict').implement({
  interfaces: [MutationRefusal],
  description: 'The input is right by itself, and does not fit what is recorded already.',
  fields: (t) => ({
    code: t.string({ description: 'Why, for programs: docs/errors.md lists the codes.', ...read('code') }),
    conflicts: t.field({
      type: [ConflictItem],
      description: 'Everything that stands in the way.',
      ...untimed(
        made(
          'many',
          (row) => sql`(SELECT * FROM jsonb_to_recordset(${column(row, 'clashes')})
            AS c(place int, path text[], message text, reporting_park_id int, id bigint, fact_kind text, fact_id bigint, subject_id int, source_id int, indicator_id int, version text))`,
          { orderBy: (item) => column(item, 'place') },
        ),
      ),
    }),
  }),
})

export const NotFound = builder.objectRef<{ readonly message: string }>('NotFound').implement({
  interfaces: [MutationRefusal],
  description: 'What the input names is not there, or whoever asks may not see it.',
})

export const Forbidden = builder.objectRef<{ readonly message: string }>('Forbidden').implement({
  interfaces: [MutationRefusal],
  description: 'Whoever asks may see it, and not do this with it.',
})

export interface Refused {
  readonly __typename: 'ValidationError' | 'Conflict' | 'NotFound' | 'Forbidden'
}

const conflicts = new Set<RefusalError['code']>([
  ...(['ALREADY_DECIDED', 'ALREADY_WITHDRAWN', 'CODE_TAKEN', 'DOUBLED_FIGURE'] as const),
  ...(['CIRCLE_OF_PARKS', 'FACT_EXISTS', 'FIGURE_EXISTS', 'ITEMS_CHANGED', 'KEY_USED'] as const),
  ...(['VERSION_OUTDATED', 'WRONG_STATE'] as const),
])

/** Of which type a refusal is. */
export function typeOf({ code }: RefusalError): Refused['__typename'] {
  if (code === 'NOT_FOUND') return 'NotFound'
  if (code === 'FORBIDDEN') return 'Forbidden'
  return conflicts.has(code) ? 'Conflict' : 'ValidationError'
}

/** A conflict as a row, of which the compiler reads what is selected. */
export function selectConflict({ message, code, clashes }: RefusalError) {
  const items = clashes.map((clash: Clash, place) => ({
    ...{ place, path: clash.path, message: clash.message },
    ...{ reporting_park_id: clash.figure?.reportingParkId, id: clash.figure?.id },
    ...{ fact_kind: clash.fact?.kind, fact_id: clash.fact?.id, subject_id: clash.subject, source_id: clash.source },
    indicator_id: clash.indicator,
    version: findVersion(clash),
  }))
  return sql`(SELECT ${message}::text AS message, ${code}::text AS code, ${JSON.stringify(items)}::jsonb AS clashes)`
}

function findVersion({ figure, fact, version }: Clash): string | null | undefined {
  if (figure) return encodeId('Observation', [figure.reportingParkId, figure.id])
  return fact ? encodeFactId(fact) : version
}
