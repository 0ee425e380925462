import { type Sql, sql } from '@parkgraph/db'
import { printDecimal } from '@parkgraph/statistics'
import { builder, type Types } from '../../builder.ts'
import { compute, made, one, read, value } from '../../compiler/fields.ts'
import { column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { AppError } from '../../errors.ts'
import { convertInto, figure } from '../observation/figure.ts'
import { periodField } from '../observation/period.ts'
import { Indicator, Series, Unit } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { enums } from '../vocabulary/schema.ts'
import { selectGrowths, selectPerMu, selectShares } from './derived.ts'
import { selectRanks } from './ranks.ts'
import { selectPreview } from './rows.ts'
import { sideFigure } from './world.ts'

type Fields<Shape extends object> = PothosSchemaTypes.ObjectFieldBuilder<Types, Shape>

/** Names and types of what keeps figures comparable, for every row of a preview. */
const keyFields = (t: Fields<object>) => ({
  indicator: t.field({
    type: Indicator,
    description: 'What is measured.',
    ...one((row, indicator) => sql`${column(indicator, 'id')} = ${column(row, 'indicatorId')}`),
  }),
  measure: t.field({ type: enums.Measure, description: 'What it says about the indicator.', ...read('measure') }),
  accumulation: t.field({
    type: enums.Accumulation,
    description: 'Over which span it accumulates.',
    ...read('accumulation'),
  }),
  priceBasis: t.field({ type: enums.PriceBasis, description: 'Prices it is measured in.', ...read('priceBasis') }),
  scope: t.field({ type: enums.Scope, description: 'Which units of the population it covers.', ...read('scope') }),
  breakdown: t.string({ description: 'Item of a breakdown; empty for the whole.', ...read('breakdown') }),
  nature: t.field({
    type: enums.Nature,
    description: 'Whether it happened, is expected or is aimed at.',
    ...read('nature'),
  }),
  period: t.field({ ...periodField, description: 'The days it covers; null where the source gives none.' }),
})

const unitArg = (t: Fields<object>, otherwise: string) => ({
  unit: t.arg({ type: 'UnitCode', description: `Unit to convert into; else ${otherwise}.` }),
})

const PreviewFigure = builder.objectRef<object>('PreviewFigure').implement({
  description: 'A figure as a preview reads it.',
  fields: (t) => ({
    ...keyFields(t),
    series: t.field({
      type: Series,
      nullable: true,
      description: 'The series that it belongs to; null where accepting would make it.',
      ...one(
        (row, series) => sql`${column(series, 'reportingParkId')} = ${column(row, 'reportingParkId')}
          AND ${column(series, 'id')} = ${column(row, 'seriesId')}`,
      ),
    }),
    qualifier: t.field({
      type: enums.Qualifier,
      description: 'How the numeral is to be read.',
      ...read('qualifier'),
    }),
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The value; null where there are bounds only.',
      args: unitArg(t, 'its own'),
      ...figure('value'),
    }),
    lower: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Lower bound, where the numeral is vague.',
      args: unitArg(t, 'its own'),
      ...figure('lower'),
    }),
    upper: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Upper bound, where the numeral is vague.',
      args: unitArg(t, 'its own'),
      ...figure('upper'),
    }),
    unit: t.field({
      type: Unit,
      description: 'Its unit.',
      ...one((row, unit) => sql`${column(unit, 'code')} = ${column(row, 'unitCode')}`),
    }),
    label: t.string({ description: 'What it is called: as printed, or as corrected.', ...read('label') }),
  }),
})

const decimal = (t: Fields<object>, name: string, description: string) =>
  t.field({
    type: 'Decimal',
    nullable: true,
    description,
    ...compute<Record<string, string | null>>([`${name}::text`], (row) => {
      const found = row[name]
      return found == null ? null : printDecimal(found)
    }),
  })

const difference = (t: Fields<object>, side: string) =>
  t.field({
    type: 'Decimal',
    nullable: true,
    description: `The reported growth less the computed one, in percentage points, ${side}.`,
    ...compute<Record<string, string | null>>([`${side}Divergence::text`], (row) => {
      const found = row[`${side}Divergence`]
      return found == null ? null : printDecimal(found)
    }),
  })

const reasons = (t: Fields<object>) => ({
  beforeReason: t.field({
    type: enums.DerivationReason,
    nullable: true,
    description: 'Why there is none without the correction.',
    ...read('beforeReason'),
  }),
  afterReason: t.field({
    type: enums.DerivationReason,
    nullable: true,
    description: 'Why there is none with the correction.',
    ...read('afterReason'),
  }),
})

const PreviewGrowth = builder.objectRef<object>('PreviewGrowth').implement({
  description:
    'Growth of a level over that of the year before, both of one nature and as precise values, in percent, without the correction and with it.',
  fields: (t) => ({
    ...keyFields(t),
    beforeComputed: decimal(
      t,
      'beforeComputed',
      'Growth over what is read of the year before, without the correction.',
    ),
    afterComputed: decimal(t, 'afterComputed', 'Growth over what is read of the year before, with the correction.'),
    ...reasons(t),
    beforeReported: decimal(
      t,
      'beforeReported',
      'Growth that the source reports with the level, without the correction.',
    ),
    afterReported: decimal(t, 'afterReported', 'Growth that the source reports with the level, with the correction.'),
    beforeDivergence: difference(t, 'before'),
    afterDivergence: difference(t, 'after'),
  }),
})

const PreviewShare = builder.objectRef<object>('PreviewShare').implement({
  description: 'Share of a level in that of a park around the subject, in percent, without the correction and with it.',
  fields: (t) => ({
    ...keyFields(t),
    park: t.field({
      type: Subject,
      description: 'The park around it.',
      ...one((row, subject) => sql`${column(subject, 'id')} = ${column(row, 'parkId')}`),
    }),
    before: decimal(t, 'beforeValue', 'The share without the correction.'),
    after: decimal(t, 'afterValue', 'The share with the correction.'),
    ...reasons(t),
  }),
})

/** A number of a side, computed in one unit and converted into another. */
const converted = (name: string, from: string) =>
  compute<Record<string, string | null>>([`${name}::text`, ...(from === 'unitCode' ? [from] : [])], (row, { unit }) => {
    const found = row[name]
    if (found == null) return null
    const own = from === 'unitCode' ? (row[from] as string) : from
    return convertInto(found, own, (unit as string | null) ?? own, (quotient) => printDecimal(quotient.value))
  })

const PreviewPerMu = builder.objectRef<object>('PreviewPerMu').implement({
  description:
    'Money by mu of the subject’s land, without the correction and with it: of its actual land area of the whole that is valid when the period of the level ends.',
  fields: (t) => ({
    ...keyFields(t),
    before: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'By mu without the correction.',
      args: unitArg(t, 'CNY_10K_PER_MU'),
      ...converted('beforeValue', 'CNY_10K_PER_MU'),
    }),
    after: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'By mu with the correction.',
      args: unitArg(t, 'CNY_10K_PER_MU'),
      ...converted('afterValue', 'CNY_10K_PER_MU'),
    }),
    ...reasons(t),
  }),
})

const place = (t: Fields<object>, name: string, description: string) =>
  t.field({ type: 'Int', nullable: true, description, ...read(name) })

const PreviewRank = builder.objectRef<object>('PreviewRank').implement({
  description:
    'Place of a park among those of its kind, the largest value first, without the correction and with it: what `ranking` says, corrected, of figures of this indicator, measure, accumulation, scope, nature and period. So a park within another of its kind has none, and a vague figure one only where its bounds make it certain.',
  fields: (t) => ({
    ...keyFields(t),
    park: t.field({
      type: Subject,
      description: 'The park.',
      ...one((row, subject) => sql`${column(subject, 'id')} = ${column(row, 'subjectId')}`),
    }),
    before: place(t, 'beforePlace', 'Its place without the correction.'),
    after: place(t, 'afterPlace', 'Its place with the correction.'),
    beforeSize: place(t, 'beforeSize', 'How many parks have a place without the correction; null where it has none.'),
    afterSize: place(t, 'afterSize', 'How many parks have a place with the correction; null where it has none.'),
    beforeValue: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Its value without the correction; null where it is vague, or has no place.',
      args: unitArg(t, 'unit'),
      ...converted('beforeValue', 'unitCode'),
    }),
    afterValue: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'Its value with the correction; null where it is vague, or has no place.',
      args: unitArg(t, 'unit'),
      ...converted('afterValue', 'unitCode'),
    }),
    unit: t.field({
      type: Unit,
      description: 'Unit of the values: the indicator’s default one.',
      ...one((row, unit) => sql`${column(unit, 'code')} = ${column(row, 'unitCode')}`),
    }),
  }),
})

/** Rows of a preview compare what is read as corrected, whatever the reading around it. */
const asCorrected =
  (select: (preview: Row, view: View) => Sql) =>
  (preview: Row, _: unknown, view: View): Sql =>
    select(preview, { ...view, reading: 'CORRECTED' })

const inOrder = (row: Row) => sql`${column(row, 'periodStart')}, ${column(row, 'indicatorId')}, ${column(row, 'scope')}`

const CorrectionPreview = builder.objectRef<object>('CorrectionPreview').implement({
  description:
    'What accepting a correction changes, against all else as it is read when corrected: the figure, what is derived of the levels of the same subject, and places among parks. Lists hold what differs only. Nothing is recorded.',
  fields: (t) => ({
    isRead: t.boolean({
      description:
        'Whether the figure is the vintage that is read; where a newer one was published, nothing else changes.',
      ...read('isRead'),
    }),
    before: t.field({
      type: PreviewFigure,
      description: 'The figure by the other corrections of it that are accepted; as printed where there are none.',
      ...made('one', (preview) => sideFigure(preview, 'before')),
    }),
    after: t.field({
      type: PreviewFigure,
      description: 'The figure with this correction too.',
      ...made('one', (preview) => sideFigure(preview, 'after')),
    }),
    growths: t.field({
      type: [PreviewGrowth],
      description:
        'Growth over the year before, of the period of the figure and of the year after, computed and reported, where one of them differs.',
      ...made('many', asCorrected(selectGrowths), { orderBy: inOrder }),
    }),
    shares: t.field({
      type: [PreviewShare],
      description: 'Shares in the parks that the subject is part of or lies in on the last day of the period.',
      ...made('many', asCorrected(selectShares), {
        orderBy: (row) => sql`${inOrder(row)}, ${column(row, 'parkId')}`,
      }),
    }),
    perMu: t.field({
      type: [PreviewPerMu],
      description: 'Money by mu of land.',
      ...made('many', asCorrected(selectPerMu), { orderBy: inOrder }),
    }),
    rankCount: t.int({
      description: 'How many places or figures differ, those past `first` included.',
      ...value(
        (preview, _, view) =>
          sql`(SELECT count(*)::int FROM ${selectRanks(preview, { ...view, reading: 'CORRECTED' })} r)`,
      ),
    }),
    ranks: t.field({
      type: [PreviewRank],
      description:
        'Places among parks of one kind for the figure’s indicator and period on either side: the subject’s own first, then by the place with the correction. Figures of a breakdown, and those without a first and a last day, have none.',
      args: {
        first: t.arg.int({
          required: true,
          defaultValue: 20,
          description: 'How many rows, 1 to 1000; rankCount tells how many there are.',
        }),
      },
      ...made(
        'many',
        (preview, { first }, view) => {
          const count = first as number
          if (count < 1 || count > 1000)
            throw new AppError('BAD_USER_INPUT', `first is ${count}: it takes 1 to 1000.`, { argument: 'first' })
          return sql`(SELECT r.*, r.subject_id = ${column(preview, 'subjectId')} AS is_own
            FROM ${selectRanks(preview, { ...view, reading: 'CORRECTED' })} r
            ORDER BY is_own DESC, r.after_place, r.before_place, r.subject_id, r.indicator_id LIMIT ${count}::integer)`
        },
        {
          orderBy: (
            row,
          ) => sql`${column(row, 'isOwn')} DESC, ${column(row, 'afterPlace')}, ${column(row, 'beforePlace')},
            ${column(row, 'subjectId')}, ${column(row, 'indicatorId')}`,
          size: ({ first }) => first as number,
        },
      ),
    }),
  }),
})

export const previewField = {
  type: CorrectionPreview,
  description:
    'What accepting it changes; of an accepted one, what it has changed. Always in the reading CORRECTED, for accepting changes no other.',
  ...made('one', (correction: Row, _: unknown, view: View) => selectPreview(correction, view)),
} as const
