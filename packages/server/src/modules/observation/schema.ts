import { type raw, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute, connection, embed, many, one, read, value } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { reportingParkField, rowLevelField } from '../access/fields.ts'
import { isUpdated, updatedAfterArgs } from '../clock/updated-after.ts'
import { connectionArgs, defineConnection } from '../connection.ts'
import { idField, Node } from '../node/schema.ts'
import { Correction, Doubt, Indicator, Observation, Series, Source, Unit } from '../refs.ts'
import { citationField } from '../source/schema.ts'
import { Subject } from '../subject/interface.ts'
import { enums } from '../vocabulary/schema.ts'
import { convertInto, figure, Printed, reportedWith } from './figure.ts'
import { observationList } from './list.ts'
import { periodField } from './period.ts'
import {
  isCurrent,
  isDecidedAfter,
  isPublishedAfter,
  observationKey,
  observationRows,
  printedOf,
  selectRead,
} from './rows.ts'

builder.prismaObject('Observation', {
  interfaces: [Node],
  extensions: { source: observationRows },
  fields: (t) => {
    const unitArg = { unit: t.arg({ type: 'UnitCode', description: 'Unit to convert into; else the printed one.' }) }
    return {
      id: t.field(idField('Observation', observationKey)),
      accessLevel: t.field(rowLevelField),
      reportingPark: t.field(reportingParkField),
      subject: t.field({
        type: Subject,
        description: 'What it is about.',
        ...one((row, subject) => sql`${column(subject, 'id')} = ${column(row, 'subjectId')}`),
      }),
      indicator: t.field({
        type: Indicator,
        description: 'What is measured.',
        ...one((row, indicator) => sql`${column(indicator, 'id')} = ${column(row, 'indicatorId')}`),
      }),
      series: t.field({
        type: Series,
        description: 'The series of comparable figures that it belongs to.',
        ...one(
          (row, series) => sql`${column(series, 'reportingParkId')} = ${column(row, 'reportingParkId')}
            AND ${column(series, 'id')} = ${column(row, 'seriesId')}`,
        ),
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
      period: t.field({ ...periodField, description: 'The days it covers; null where the source gives none.' }),
      nature: t.expose('nature', {
        type: enums.Nature,
        description: 'Whether it happened, is expected or is aimed at.',
      }),
      stage: t.expose('stage', { type: enums.PublicationStage, description: 'How final it was when published.' }),
      status: t.exposeStringList('status', { description: 'Status codes that its source gives.' }),
      qualifier: t.expose('qualifier', {
        type: enums.Qualifier,
        description: 'How the printed numeral is to be read.',
      }),
      value: t.field({
        type: 'Decimal',
        nullable: true,
        description:
          'The value. Null where the source gives bounds only. Exact, unless isExactIn says otherwise of the unit.',
        args: unitArg,
        ...figure('value'),
      }),
      lower: t.field({
        type: 'Decimal',
        nullable: true,
        description: 'Lower bound, where the numeral is vague: excluded for OVER, included for AT_LEAST.',
        args: unitArg,
        ...figure('lower'),
      }),
      upper: t.field({
        type: 'Decimal',
        nullable: true,
        description: 'Upper bound, where the numeral is vague: excluded for NEARLY, included for AT_MOST.',
        args: unitArg,
        ...figure('upper'),
      }),
      isExactIn: t.boolean({
        description:
          'Whether value, lower and upper convert into this unit exactly. Where not, they are rounded half-even at 34 significant digits.',
        args: { unit: t.arg({ type: 'UnitCode', required: true, description: 'Unit to convert into.' }) },
        ...compute<Record<string, string | null> & { unitCode: string }>(
          ['value::text', 'lower::text', 'upper::text', 'unitCode'],
          (row, { unit }) =>
            [row.value, row.lower, row.upper].every(
              (item) => item == null || convertInto(item, row.unitCode, unit as string, ({ isExact }) => isExact),
            ),
        ),
      }),
      unit: t.field({
        type: Unit,
        description: 'Unit as printed.',
        ...one((row, unit) => sql`${column(unit, 'code')} = ${column(row, 'unitCode')}`),
      }),
      missingReason: t.exposeString('missingReason', {
        nullable: true,
        description: 'Why there is neither a value nor a bound.',
      }),
      label: t.string({
        description: 'What it is called: the label of the source, or where it was corrected the corrected one.',
        ...compute<{ correctedLabel: string | null; printedLabel: string }>(
          ['correctedLabel', 'printedLabel'],
          (row) => row.correctedLabel ?? row.printedLabel,
        ),
      }),
      printed: t.field({ type: Printed, description: 'As it stands in the source.', ...embed() }),
      reading: t.expose('reading', { type: enums.Reading, description: 'Whether it is as printed or a correction.' }),
      reportedGrowth: t.field({
        type: Observation,
        nullable: true,
        description:
          'The growth rate that the source reports with this level, a figure of its own: against last year’s comparable base, so that it need not be the growth over what was published then.',
        ...reportedWith('GROWTH'),
      }),
      reportedChange: t.field({
        type: Observation,
        nullable: true,
        description: 'The increase or decrease that the source reports with this level, a figure of its own.',
        ...reportedWith('CHANGE'),
      }),
      corrects: t.field({
        type: Observation,
        nullable: true,
        description: 'The printed figure that this one corrects; null where it is one itself.',
        ...one(
          (row, printed) => sql`${column(printed, 'reportingParkId')} = ${column(row, 'reportingParkId')}
            AND ${column(printed, 'id')} = ${column(row, 'correctsId')}`,
        ),
      }),
      growthOf: t.field({
        type: Observation,
        nullable: true,
        description: 'The level that this growth or change was printed with.',
        ...one(
          (row, level, _, view) => sql`${column(level, 'reportingParkId')} = ${column(row, 'reportingParkId')}
            AND ${column(level, 'id')} = ${selectRead(column(row, 'reportingParkId'), column(row, 'growthOfId'), view)}`,
        ),
      }),
      source: t.field({
        type: Source,
        nullable: true,
        description: 'The document that it is taken from; null where the viewer may not see that.',
        ...one((row, source) => sql`${column(source, 'id')} = ${column(row, 'sourceId')}`),
      }),
      citation: t.field(citationField),
      publishedOn: t.field({
        type: 'Date',
        description: 'The day by which it was published for certain.',
        ...read('publishedOn'),
      }),
      recordedAt: t.field({
        type: 'DateTime',
        description: 'When it was recorded here: the time of the commit.',
        ...value(
          (row) => sql`(SELECT c.recorded_at FROM change c WHERE c.reporting_park_id = ${column(row, 'reportingParkId')}
            AND c.id = ${column(row, 'changeId')})`,
        ),
      }),
      corrections: t.field({
        type: [Correction],
        description: 'Corrections that were proposed for it. The figure itself stays as printed.',
        ...many(
          (row, correction) => sql`${column(correction, 'reportingParkId')} = ${column(row, 'reportingParkId')}
            AND ${column(correction, 'observationId')} = ${printedOf(row)}`,
          (correction) => column(correction, 'id'),
        ),
      }),
      doubts: t.field({
        type: [Doubt],
        description: 'What its source leaves open about it.',
        ...many(
          (row, doubt) => sql`${column(doubt, 'id')} IN (SELECT a.doubt_id FROM doubt_about a
            WHERE a.reporting_park_id = ${column(row, 'reportingParkId')} AND a.observation_id = ${printedOf(row)})`,
          (doubt) => column(doubt, 'id'),
        ),
      }),
    }
  },
})

export const ObservationConnection = defineConnection(Observation, 'Observation', 'observations')

/** Arguments of every connection of observations. */
export const observationArgs = () => ({
  ...connectionArgs(observationList),
  ...updatedAfterArgs(
    'Only figures recorded or published, by themselves or with their subject,',
    ' In the reading CORRECTED, decisions on corrections count too: also where one is taken back, so that the printed figure is read again.',
  ),
})

/** Holds for figures that came to be read after a place in commit order, otherwise than by being recorded. */
const isReadAfter = (row: string, position: bigint, view: View) =>
  view.reading === 'CORRECTED'
    ? sql`(${isPublishedAfter(row, position, view)} OR ${isDecidedAfter(row, position, view)})`
    : isPublishedAfter(row, position, view)

/** A connection of the current vintage of figures, narrowed by `where`. */
export const observationConnection = (where?: (parent: string, row: string) => ReturnType<typeof raw>) =>
  connection(
    observationList,
    (parent, row, args, view) => sql`${where?.(parent, row) ?? sql`TRUE`}
      AND ${isUpdated(row, args, (position) => isReadAfter(row, position, view))}`,
    // As a case it is asked of each figure by an index. Of a join, PostgreSQL would make one with all figures where it expects few.
    (row, view) => sql`CASE WHEN ${isCurrent(row, view)} THEN TRUE END`,
  )

builder.objectField(Series, 'observations', (t) =>
  t.field({
    type: ObservationConnection,
    description: 'Its figures: one for each period, nature, source and reading.',
    args: observationArgs(),
    ...observationConnection(
      (series, row) => sql`${column(row, 'reportingParkId')} = ${column(series, 'reportingParkId')}
        AND ${column(row, 'seriesId')} = ${column(series, 'id')}`,
    ),
  }),
)

builder.queryField('observations', (t) =>
  t.field({
    description: 'Figures: one for each series, period, nature, source and reading.',
    type: ObservationConnection,
    args: observationArgs(),
    ...observationConnection(),
  }),
)
