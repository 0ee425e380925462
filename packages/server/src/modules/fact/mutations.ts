import {
  type FactKey,
  type FactKind,
  type NewFact,
  raw,
  recordFacts,
  reviseFact,
  sql,
  withdrawFact,
} from '@parkgraph/db'
import { type Period, printPeriod } from '@parkgraph/statistics'
import type { InputFieldBuilder } from '@pothos/core'
import { builder, type Types } from '../../builder.ts'
import { compute, made, one, untimed } from '../../compiler/fields.ts'
import { column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { defineMutation, type Written } from '../mutation/define.ts'
import {
  accessLevelField,
  idempotencyKeyField,
  publishedOnField,
  reasonField,
  revisedOnField,
} from '../mutation/inputs.ts'
import { Subject } from '../subject/interface.ts'
import { FactContentInput, LocalisedInput } from './inputs.ts'
import { Fact } from './interface.ts'
import { decodeFactId, factKindNames, selectFacts, selectWithdrawal } from './sources.ts'

type Fields = InputFieldBuilder<Types, 'InputObject'>

const commonFields = (t: Fields) => ({
  content: t.field({ type: FactContentInput, required: true, description: 'What it tells.' }),
  note: t.field({ type: LocalisedInput, description: 'What a reader should know about it.' }),
  section: t.string({ description: 'Section of the document, in kebab-case.' }),
  paragraph: t.int({ description: 'Paragraph within the section, counted from 1.' }),
})

const FactInput = builder.inputType('FactInput', {
  description: 'A fact about a subject. The park that reports the subject reports the fact.',
  fields: (t) => ({
    subject: t.string({ required: true, description: 'Slug of what it is told of.' }),
    ...commonFields(t),
    source: t.string({ required: true, description: 'Code of the document that tells it.' }),
    publishedOn: t.field(publishedOnField),
    accessLevel: t.field(accessLevelField),
  }),
})

const RecordFactsInput = builder.inputType('RecordFactsInput', {
  description: 'Facts to record together.',
  fields: (t) => ({
    facts: t.field({ type: [FactInput], required: true, description: '1 to 500 facts.' }),
    idempotencyKey: t.field(idempotencyKeyField),
  }),
})

const versionFields = (t: Fields) => ({
  fact: t.id({ required: true, description: 'Id of the fact, of any of its versions.' }),
  expectedVersion: t.id({
    required: true,
    description:
      'Id of the newest version that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it.',
  }),
})

const ReviseFactInput = builder.inputType('ReviseFactInput', {
  description: 'A further version of a fact, as a whole: what is left out is empty, but where it says otherwise.',
  fields: (t) => ({
    ...versionFields(t),
    ...commonFields(t),
    source: t.string({
      description: 'Code of the document that tells it; else that of the version before, at the same place.',
    }),
    publishedOn: t.field(revisedOnField),
    reason: t.field(reasonField),
    idempotencyKey: t.field(idempotencyKeyField),
  }),
})

const WithdrawFactInput = builder.inputType('WithdrawFactInput', {
  description: 'A fact to withdraw.',
  fields: (t) => ({
    ...versionFields(t),
    reason: t.field(reasonField),
    idempotencyKey: t.field(idempotencyKeyField),
  }),
})

/** Facts that were written, by their keys: none where the viewer may not see all of them. */
function selectWritten(keys: readonly FactKey<FactKind>[]): Written {
  const idsOf = (kind: FactKind) => keys.filter((key) => key.kind === kind).map(({ id }) => id)
  const names = sql`${keys.map(({ kind, id }) => `${kind}:${id}`)}::text[]`
  const ids = factKindNames.map((kind) => sql`${idsOf(kind)}::bigint[] AS ${raw(idsName(kind))}`)
  return (view) => sql`(SELECT w.* FROM (SELECT ${names} AS names, ${ids.reduce((all, item) => sql`${all}, ${item}`)}) w
    WHERE ${keys.length} = (SELECT count(*) FROM ${selectFacts(view, (kind, row) => sql`${raw(row)}.id = ANY (w.${raw(idsName(kind))})`)} f))`
}

const idsName = (kind: FactKind) => `${kind.toLowerCase()}_ids`

const isWritten = (written: Row) => (kind: FactKind, row: Row) =>
  sql`${raw(row)}.id = ANY (${raw(`${written}.${idsName(kind)}`)})`

const countFacts = ({ input }: Record<string, unknown>) => (input as { facts: unknown[] }).facts.length

/** The facts that were written; `names` says in which order. */
const selectAll = (written: Row, view: View) =>
  sql`(SELECT x.*, array_position(${column(written, 'names')}, x.kind || ':' || x.id) AS n FROM ${selectFacts(view, isWritten(written))} x)`

interface Told {
  readonly content: Readonly<Partial<Record<FactKind, object | null>>>
  readonly note?: { readonly zh: string; readonly en: string } | null | undefined
  readonly section?: string | null | undefined
  readonly paragraph?: number | null | undefined
  readonly publishedOn?: string | null | undefined
}

/** What is left out is not there, as in data sets; periods are text. */
function readTold({
  content,
  note,
  section,
  paragraph,
  publishedOn,
}: Told): Omit<NewFact, 'subject' | 'source' | 'accessLevel'> {
  const [kind = 'name', own] = Object.entries(content).find(([, value]) => value != null) ?? []
  const given = Object.entries(own ?? {}).filter(([, value]) => value != null)
  return {
    kind: kind as FactKind,
    content: Object.fromEntries(
      given.map(([name, value]) => [name, periods.has(name) ? printPeriod(value as Period) : plain(value)]),
    ),
    note: note ? { zh: note.zh, en: note.en } : null,
    section: section ?? null,
    paragraph: paragraph ?? null,
    publishedOn: publishedOn ?? null,
  }
}

const periods = new Set(['date', 'validFrom', 'validTo'])

/** GraphQL's objects have no prototype. */
const plain = (value: unknown) => (typeof value === 'object' ? { ...value } : value)

defineMutation('recordFacts', {
  description:
    'Records facts, all or none. It takes the role EDITOR for the parks that report their subjects; of a membership, also for the one that reports the park, and ADMIN for a member that is a park which reports rows, or holds one.',
  input: RecordFactsInput,
  success: builder.objectRef<object>('RecordFactsSuccess').implement({
    description: 'The facts are recorded.',
    fields: (t) => ({
      facts: t.field({
        type: [Fact],
        description: 'The facts, in the order of the input.',
        ...untimed(
          made('many', (written, _, view) => selectAll(written, view), {
            orderBy: (row) => column(row, 'n'),
            size: (_, around) => countFacts(around),
          }),
        ),
      }),
    }),
  }),
  write: async ({ facts, idempotencyKey }, { database, viewer }) => {
    const recorded = facts.map(({ subject, source, accessLevel, ...told }) => ({
      ...readTold(told),
      subject,
      source,
      accessLevel,
    }))
    return selectWritten(await recordFacts(database.pool, viewer, { facts: recorded, idempotencyKey }))
  },
})

const readVersion = (input: { fact: string; expectedVersion: string }) => ({
  fact: decodeFactId(input.fact, 'input.fact'),
  expectedVersion: decodeFactId(input.expectedVersion, 'input.expectedVersion'),
})

defineMutation('reviseFact', {
  description:
    'Records a further version of a fact, which holds from then on; the ones before stay. It is internal, or as restricted as the one before. It takes the same roles as recording it.',
  input: ReviseFactInput,
  success: builder.objectRef<object>('ReviseFactSuccess').implement({
    description: 'The fact is revised.',
    fields: (t) => ({
      fact: t.field({
        type: Fact,
        description: 'The new version.',
        ...untimed(made('one', (written, _, view) => selectAll(written, view))),
      }),
    }),
  }),
  write: async (input, { database, viewer }) => {
    const { source, reason, idempotencyKey } = input
    const revision = { ...readVersion(input), ...readTold(input), source: source ?? null, reason, idempotencyKey }
    return selectWritten([await reviseFact(database.pool, viewer, revision)])
  },
})

defineMutation('withdrawFact', {
  description:
    'Withdraws a fact: from then on it does not hold. Its versions stay, and a revision brings it back. It takes the same roles as recording it.',
  input: WithdrawFactInput,
  success: builder.objectRef<object>('WithdrawFactSuccess').implement({
    description: 'The fact is withdrawn.',
    fields: (t) => ({
      version: t.id({
        description:
          'Id of the version that withdraws it, which a revision takes as `expectedVersion`: it is in no list.',
        ...compute<{ version: string }>(['version'], ({ version }) => version),
      }),
      subject: t.field({
        type: Subject,
        description: 'What it was told of.',
        ...untimed(one((written, subject) => sql`${column(subject, 'id')} = ${column(written, 'subjectId')}`)),
      }),
    }),
  }),
  write: async (input, { database, viewer }) => {
    const { reason, idempotencyKey } = input
    const key = await withdrawFact(database.pool, viewer, { ...readVersion(input), reason, idempotencyKey })
    return (view) => selectWithdrawal(key, view)
  },
})
