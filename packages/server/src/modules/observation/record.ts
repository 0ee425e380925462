import { type NewObservation, recordObservations } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { defineMutation } from '../mutation/define.ts'
import { accessLevelField, idempotencyKeyField, publishedOnField } from '../mutation/inputs.ts'
import { allWritten, selectWritten } from '../mutation/keys.ts'
import { Observation } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { numberFields, readNumbers } from './figure-input.ts'
import { observationRows } from './rows.ts'

const unsaid = { required: true, defaultValue: 'UNSPECIFIED' } as const

const ObservationInput = builder.inputType('ObservationInput', {
  description: 'A figure to record. The park that reports its subject reports it.',
  fields: (t) => ({
    subject: t.string({ required: true, description: 'Slug of what it is about.' }),
    indicator: t.string({ required: true, description: 'Code of what is measured.' }),
    measure: t.field({
      type: enums.Measure,
      required: true,
      defaultValue: 'LEVEL',
      description: 'What it says about the indicator.',
    }),
    accumulation: t.field({
      type: enums.Accumulation,
      required: true,
      description: 'Over which span it accumulates: never guessed, since it tells a month from the year to date.',
    }),
    priceBasis: t.field({ type: enums.PriceBasis, ...unsaid, description: 'Prices it is measured in.' }),
    scope: t.field({ type: enums.Scope, ...unsaid, description: 'Which units of the population it covers.' }),
    breakdown: t.string({ description: 'Item of a breakdown; left out for the whole.' }),
    period: t.field({ type: 'Period', description: 'The days it covers; left out where the source gives none.' }),
    unit: t.field({ type: 'UnitCode', required: true, description: 'Unit of the value and the bounds.' }),
    nature: t.field({
      type: enums.Nature,
      required: true,
      description: 'Whether it happened, is expected or is aimed at.',
    }),
    stage: t.field({ type: enums.PublicationStage, ...unsaid, description: 'How final it was when published.' }),
    growthOf: t.int({
      description:
        'Place in the list, from 0, of the level that this growth or change was printed with: of the same period, and accumulated alike where both say how, as a month, a year to date, a full year and a total of one period are.',
    }),
    source: t.string({ required: true, description: 'Code of the document that it is taken from.' }),
    publishedOn: t.field(publishedOnField),
    accessLevel: t.field(accessLevelField),
    ...numberFields(t),
  }),
})

const RecordObservationsInput = builder.inputType('RecordObservationsInput', {
  description: 'Figures to record, all or none: a month’s form, say.',
  fields: (t) => ({
    observations: t.field({ type: [ObservationInput], required: true, description: 'The figures: 1 to 500.' }),
    idempotencyKey: t.field(idempotencyKeyField),
  }),
})

type Given = (typeof RecordObservationsInput.$inferInput)['observations'][number]

const toNewObservation = (input: Given): NewObservation => ({
  ...readNumbers(input),
  subject: input.subject,
  indicator: input.indicator,
  measure: input.measure,
  accumulation: input.accumulation,
  priceBasis: input.priceBasis,
  scope: input.scope,
  breakdown: input.breakdown ?? null,
  period: input.period ? String(input.period) : null,
  unit: input.unit,
  nature: input.nature,
  stage: input.stage,
  growthOf: input.growthOf ?? null,
  source: input.source,
  publishedOn: input.publishedOn ?? null,
  accessLevel: input.accessLevel,
})

const countFigures = ({ input }: Record<string, unknown>) => (input as { observations: unknown[] }).observations.length

defineMutation('recordObservations', {
  description:
    'Records figures, all or none. It takes the role EDITOR for the parks that report their subjects. Of one series, period, nature and source there is one figure: a further one is a revision of it.',
  input: RecordObservationsInput,
  success: builder.objectRef<object>('RecordObservationsSuccess').implement({
    description: 'The figures are recorded.',
    fields: (t) => ({
      observations: t.field({
        type: [Observation],
        description: 'The figures, in the order of the input.',
        ...allWritten(observationRows, countFigures),
      }),
    }),
  }),
  write: async ({ observations, idempotencyKey }, { database, viewer }) => {
    const recording = { observations: observations.map(toNewObservation), idempotencyKey }
    return selectWritten(await recordObservations(database.pool, viewer, recording), observationRows)
  },
})
