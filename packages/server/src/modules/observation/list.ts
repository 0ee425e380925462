import { join, raw, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { all, aside, flag, ofOne, oneOf, related, text } from '../../compiler/filters.ts'
import { defineList, type Filter } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { correctionRows } from '../correction/rows.ts'
import { compareGrowth } from '../derivation/compare-growth.ts'
import { ofIndicator } from '../indicator/list.ts'
import { accessFilters } from '../park/list.ts'
import { sourceRows } from '../source/rows.ts'
import { subjectRows } from '../subject/interface.ts'
import { subjectList } from '../subject/list.ts'
import { enums } from '../vocabulary/schema.ts'
import { type Bounds, boundFields, compileBounds, vagueness } from './bounds.ts'
import { period } from './period-filter.ts'
import { printedOf } from './rows.ts'

const UnitFilter = builder.inputType('UnitFilter', {
  description:
    'Conditions on a unit, by code or printed name; all given ones have to hold, and null counts as not given.',
  fields: (t) => ({
    eq: t.field({ type: 'UnitCode', description: 'Is this unit.' }),
    in: t.field({ type: ['UnitCode'], description: 'Is one of these units.' }),
  }),
})

const printedUnit: Filter = {
  description: 'The printed unit.',
  type: () => UnitFilter as never,
  compile: (row, input: { eq?: string | null; in?: string[] | null }) =>
    all([
      input.eq != null && sql`${column(row, 'unitCode')} = ${input.eq}`,
      input.in != null && sql`${column(row, 'unitCode')} = ANY (${input.in}::text[])`,
    ]),
}

const ValueFilter = builder.inputType('ValueFilter', {
  description: `Conditions on the value of a figure; all given ones have to hold, and null counts as not given. ${vagueness} Figures in units that measure something else meet none.`,
  fields: boundFields,
})

const value: Filter = {
  description: 'The value, in any unit.',
  type: () => ValueFilter as never,
  compile: (row, input: Bounds, _viewer, path) => {
    const { met, dimension } = compileBounds(input, null, path)
    const atoms = (name: string) => sql`${column(row, name)} * u.atoms AS ${raw(name)}`
    return met.length === 0
      ? sql`TRUE`
      : sql`EXISTS (SELECT 1 FROM unit u, LATERAL (SELECT ${atoms('value')}, ${atoms('lower')}, ${atoms('upper')},
          ${column(row, 'qualifier')} AS qualifier) l
          WHERE u.code = ${column(row, 'unitCode')} AND u.dimension = ${dimension} AND ${join(met, ' AND ')})`
  },
}

const codeOfSource = text('Code of the document that it is taken from.', (row) => column(row, 'code'))

/** Documents are found once, and not for each figure. */
const source = ofOne({
  ...codeOfSource,
  compile: (
    row,
    input,
    view,
    path,
  ) => sql`${column(row, 'sourceId')} = ANY (ARRAY(SELECT d.id FROM ${sourceRows.from(view)} d
    WHERE ${codeOfSource.compile('d', input, view, path)}))`,
})

export const observationList = defineList('Observation', {
  filters: {
    subject: related(
      'What it is about.',
      () => subjectList,
      subjectRows,
      (row, subject) => sql`${column(subject, 'id')} = ${column(row, 'subjectId')}`,
    ),
    ...accessFilters,
    accessLevel: aside(accessFilters.accessLevel),
    indicator: ofIndicator,
    measure: oneOf('What it says about the indicator.', enums.Measure, (row) => column(row, 'measure')),
    accumulation: oneOf('Over which span it accumulates.', enums.Accumulation, (row) => column(row, 'accumulation')),
    scope: oneOf('Which units of the population it covers.', enums.Scope, (row) => column(row, 'scope')),
    priceBasis: oneOf('Prices that it is measured in.', enums.PriceBasis, (row) => column(row, 'priceBasis')),
    nature: aside(
      oneOf('Whether it happened, is expected or is aimed at.', enums.Nature, (row) => column(row, 'nature')),
    ),
    qualifier: aside(
      oneOf('How the printed numeral is to be read.', enums.Qualifier, (row) => column(row, 'qualifier')),
    ),
    stage: aside(oneOf('How final it was when published.', enums.PublicationStage, (row) => column(row, 'stage'))),
    unit: aside(printedUnit),
    source: aside(source),
    breakdown: text('Item of a breakdown; empty for the whole.', (row) => column(row, 'breakdown')),
    value: aside(value),
    printedLabel: aside(text('What the source calls it.', (row) => column(row, 'printedLabel'))),
    printedText: aside(text('The numeral as printed.', (row) => column(row, 'printedText'))),
    period,
    growthAgreement: aside(
      oneOf(
        'Whether the growth reported with it agrees with the one over last year’s published level.',
        enums.GrowthAgreement,
        (row, view) => sql`(SELECT g.agreement FROM ${compareGrowth(row, view)} g)`,
      ),
    ),
    hasCorrections: aside(
      flag(
        'Whether corrections were proposed for it.',
        (row, view) => sql`EXISTS (SELECT 1 FROM ${correctionRows.from(view)} c
        WHERE c.reporting_park_id = ${column(row, 'reportingParkId')} AND c.observation_id = ${printedOf(row)})`,
      ),
    ),
  },
  orders: {
    id: { description: 'In the order in which they were recorded.', key: 'integer', sql: (row) => column(row, 'id') },
    period: { description: 'By the day after the period.', key: 'date', sql: (row) => column(row, 'periodEnd') },
    subject: {
      description: 'By the slug of what it is about.',
      key: 'text',
      sql: (row) => sql`(SELECT s.slug FROM subject s WHERE s.id = ${column(row, 'subjectId')}) COLLATE "C"`,
    },
    indicator: {
      description: 'By the code of what is measured.',
      key: 'text',
      sql: (row) => sql`(SELECT i.code FROM indicator i WHERE i.id = ${column(row, 'indicatorId')}) COLLATE "C"`,
    },
    growthDivergence: {
      description: 'By how far its reported growth lies above the one over last year’s published level.',
      key: 'numeric',
      sql: (row, _, view) => sql`(SELECT g.divergence FROM ${compareGrowth(row, view)} g)`,
    },
    growthDivergenceSize: {
      description: 'By how far its reported growth lies from the one over last year’s published level, either way.',
      key: 'numeric',
      sql: (row, _, view) => sql`(SELECT abs(g.divergence) FROM ${compareGrowth(row, view)} g)`,
    },
    publishedOn: { description: 'By publication.', key: 'date', sql: (row) => column(row, 'publishedOn') },
  },
  defaultOrder: [{ id: 'ASC' }],
  tieBreak: ['reportingParkId', 'id'],
})
