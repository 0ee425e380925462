import { raw, type Sql, sql } from '@parkgraph/db'
import { printDecimal, toDecimal } from '@parkgraph/statistics'
import { builder } from '../../builder.ts'
import { compute, made, madeConnection, many, one, read } from '../../compiler/fields.ts'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { connectionArgs, defineConnection } from '../connection.ts'
import { periodField } from '../observation/period.ts'
import { Correction, Doubt, Indicator, Observation, Unit } from '../refs.ts'
import { Subject, subjectRows } from '../subject/interface.ts'
import { enums, localeArg } from '../vocabulary/schema.ts'
import { checkList } from './list.ts'
import { explain, messageColumns } from './message.ts'
import { inputRows, selectChecks } from './rows.ts'

/** An exact decimal that a finding holds, without trailing zeros. */
const decimal = (name: string) =>
  ({
    type: 'Decimal',
    nullable: true,
    ...compute<Record<string, string | null>>([`${name}::text`], (row) =>
      row[name] == null ? null : printDecimal(toDecimal(row[name])),
    ),
  }) as const

const CheckInput = builder.objectRef<object>('CheckInput').implement({
  description: 'A figure that a finding rests on.',
  fields: (t) => ({
    role: t.field({ type: enums.CheckRole, description: 'What it is to the finding.', ...read('role') }),
    observation: t.field({
      type: Observation,
      description: 'The figure.',
      ...one(
        (row, observation) => sql`${column(observation, 'reportingParkId')} = ${column(row, 'park')}
          AND ${column(observation, 'id')} = ${column(row, 'id')}`,
      ),
    }),
  }),
})

export const Check = builder.objectRef<object>('Check').implement({
  description:
    'Something implausible or inconsistent that a rule found. It changes nothing: a person looks, and may propose a correction.',
  fields: (t) => ({
    rule: t.field({ type: enums.CheckRule, description: 'The rule that found it.', ...read('rule') }),
    severity: t.field({ type: enums.CheckSeverity, description: 'How much it weighs.', ...read('severity') }),
    message: t.string({
      description: 'What was found, in a sentence for people. Its numbers are rounded; the fields have them in full.',
      args: { locale: t.arg(localeArg) },
      ...compute<never>(messageColumns, (row, { locale }) => explain(row)[locale === 'EN' ? 'en' : 'zh']),
    }),
    subject: t.field({
      type: Subject,
      description: 'What it is about.',
      ...one((row, subject) => sql`${column(subject, 'id')} = ${column(row, 'subjectId')}`),
    }),
    otherSubjects: t.field({
      type: [Subject],
      description: 'What else it is about: whose figures are the parts, or what may be the same.',
      ...many(
        (row, subject) => sql`${column(subject, 'id')} = ANY (${column(row, 'otherIds')})`,
        (subject) => column(subject, 'id'),
      ),
    }),
    indicator: t.field({
      type: Indicator,
      nullable: true,
      description: 'What is measured, where it is about figures.',
      ...one((row, indicator) => sql`${column(indicator, 'id')} = ${column(row, 'indicatorId')}`),
    }),
    period: t.field({ ...periodField, description: 'The days covered, where it is about figures of one period.' }),
    unit: t.field({
      type: Unit,
      nullable: true,
      description: 'Unit of expected, actual, deviation and tolerance: the printed one of the figure in question.',
      ...one((row, unit) => sql`${column(unit, 'code')} = ${column(row, 'unitCode')}`),
    }),
    expected: t.field({ description: 'The number that was to be expected, by its rule.', ...decimal('expectedValue') }),
    actual: t.field({
      description: 'The number that is there instead. Of a vague figure its bound that is nearest to the expected one.',
      ...decimal('actualValue'),
    }),
    deviation: t.field({ description: 'The actual number minus the expected one.', ...decimal('deviationValue') }),
    ratio: t.field({
      description: 'The actual number by the expected one, at 34 significant digits.',
      ...decimal('ratioValue'),
    }),
    tolerance: t.field({
      description: 'How far the rounding of the printed digits may set the two apart, where the rule grants it.',
      ...decimal('toleranceValue'),
    }),
    inputs: t.field({
      type: [CheckInput],
      description: 'The figures that it rests on; of a long history the ten nearest.',
      ...made(
        'many',
        (row) => sql`(SELECT e.* FROM ROWS FROM (jsonb_to_recordset(${column(row, 'inputs')})
          AS (${raw('role text, park int, id bigint')})) WITH ORDINALITY AS e(role, park, id, n))`,
        { orderBy: (row) => column(row, 'n') },
      ),
    }),
    doubts: t.field({
      type: [Doubt],
      description: 'Doubts about the same figures or subjects.',
      ...many(
        (row, doubt) => sql`(${column(doubt, 'id')} = ANY (${column(row, 'doubtIds')}) OR ${column(doubt, 'id')} IN (
          SELECT a.doubt_id FROM doubt_about a
          WHERE (a.reporting_park_id, a.observation_id) IN ${inputRows(column(row, 'inputs'))}))`,
        (doubt) => column(doubt, 'id'),
      ),
    }),
    corrections: t.field({
      type: [Correction],
      description: 'Corrections that were proposed for the same figures.',
      ...many(
        (row, correction) => sql`(${column(correction, 'reportingParkId')}, ${column(correction, 'observationId')})
          IN ${inputRows(column(row, 'inputs'))}`,
        (correction) => column(correction, 'id'),
      ),
    }),
  }),
})

export const CheckConnection = defineConnection(Check, 'Check', 'findings')

const checkArgs = () => ({
  ...connectionArgs(checkList),
  ...builder.args((t) => ({
    isDeep: t.boolean({
      required: true,
      defaultValue: true,
      description:
        'Whether to check all that a park holds too, at any depth. Without, its direct members serve to check the park only.',
    }),
  })),
})

const checks = (asked: (row: Row, args: Arguments, view: View) => Sql) =>
  madeConnection(checkList, (row, args, view) => selectChecks(asked(row, args, view), args, view))

const description =
  'Implausible and inconsistent figures, found by rules over what the viewer may see, the weightiest first. docs/checks.md has each rule.'

builder.interfaceField(Subject, 'checks', (t) =>
  t.field({ type: CheckConnection, description, args: checkArgs(), ...checks((row) => column(row, 'id')) }),
)

builder.queryField('checks', (t) =>
  t.field({
    type: CheckConnection,
    description,
    args: {
      ...checkArgs(),
      subject: t.arg.string({ required: true, description: 'Slug of what is checked.' }),
    },
    ...checks(
      (_, { subject }, view) => sql`require_subject_id((SELECT x.id FROM ${subjectRows.from(view)} x
        WHERE x.slug = ${subject}), ${subject}, 'subject')`,
    ),
  }),
)
