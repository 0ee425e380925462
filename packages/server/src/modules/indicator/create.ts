import { createIndicator, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one, untimed } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { defineMutation, type Written } from '../mutation/define.ts'
import { idempotencyKeyField } from '../mutation/inputs.ts'
import { Indicator } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { indicatorRows } from './list.ts'

export const TranslatedTextInput = builder.inputType('TranslatedTextInput', {
  description: 'A text in both languages.',
  fields: (t) => ({
    zh: t.string({ required: true, description: 'In Chinese.' }),
    en: t.string({ required: true, description: 'In English.' }),
  }),
})

const FirstEditionInput = builder.inputType('FirstEditionInput', {
  description:
    'What the first edition of a definition is called, and from when on it holds. Its text is the definition.',
  fields: (t) => ({
    edition: t.string({ required: true, defaultValue: '1', description: 'Name of the edition, such as 2017年制度.' }),
    validFrom: t.field({
      type: 'Date',
      description: 'First day of the periods that it holds for; left out where it holds from the beginning.',
    }),
    source: t.string({ description: 'Title of the document that lays it down.' }),
  }),
})

const CreateIndicatorInput = builder.inputType('CreateIndicatorInput', {
  description:
    'What is measured. Growth, shares, ranks, spans and breakdowns are told by series, and are no indicators.',
  fields: (t) => ({
    code: t.string({ required: true, description: 'Its code, in snake_case: unique, and it never changes.' }),
    name: t.string({ required: true, description: 'Its name in Chinese; of a provisional one the label as printed.' }),
    labels: t.field({ type: TranslatedTextInput, required: true, description: 'What people call it.' }),
    definition: t.field({ type: TranslatedTextInput, required: true, description: 'What it measures.' }),
    edition: t.field({ type: FirstEditionInput, description: 'The edition of that definition; without it, "1".' }),
    defaultUnit: t.string({
      required: true,
      description: 'Code or name of the unit that it is usually printed in. It never changes.',
    }),
    dimension: t.string({
      description: 'What it measures, such as `area`: that of the unit, which follows where it is left out.',
    }),
    status: t.field({
      type: enums.IndicatorStatus,
      required: true,
      defaultValue: 'ESTABLISHED',
      description: 'Whether its meaning is settled.',
    }),
    candidates: t.stringList({
      required: true,
      defaultValue: [],
      description: 'Codes of the indicators that a provisional one may turn out to be.',
    }),
    partOf: t.stringList({
      required: true,
      defaultValue: [],
      description: 'Codes of the indicators whose figures its own are part of, so that they can be no larger.',
    }),
    aggregationOverTime: t.field({
      type: enums.AggregationOverTime,
      required: true,
      description: 'How its levels combine over consecutive periods. It never changes.',
    }),
    aggregationOverParks: t.field({
      type: enums.AggregationOverParks,
      required: true,
      description: 'How its levels combine over parks. It never changes.',
    }),
    idempotencyKey: t.field(idempotencyKeyField),
  }),
})

/** An indicator that was written: everybody sees it. */
export const selectIndicator =
  (id: number): Written =>
  (view) =>
    sql`(SELECT x.id FROM ${indicatorRows.from(view)} x WHERE x.id = ${id}::int)`

/** The type of what a mutation of an indicator leaves. */
export const defineIndicatorSuccess = (name: string, description: string) =>
  builder.objectRef<object>(name).implement({
    description,
    fields: (t) => ({
      indicator: t.field({
        type: Indicator,
        description: 'The indicator.',
        ...untimed(one((written, indicator) => sql`${column(indicator, 'id')} = ${column(written, 'id')}`)),
      }),
    }),
  })

defineMutation('createIndicator', {
  description: 'Makes known what is measured, for all parks. It takes the role ADMIN for everything.',
  input: CreateIndicatorInput,
  success: defineIndicatorSuccess('CreateIndicatorSuccess', 'The indicator is known.'),
  write: async ({ aggregationOverTime, aggregationOverParks, edition, dimension, ...own }, { database, viewer }) => {
    const { edition: name = '1', validFrom = null, source = null } = edition ?? {}
    const { id } = await createIndicator(database.pool, viewer, {
      ...own,
      dimension: dimension ?? null,
      edition: { edition: name, validFrom, source },
      aggregation: { overTime: aggregationOverTime, overParks: aggregationOverParks },
    })
    return selectIndicator(id)
  },
})
