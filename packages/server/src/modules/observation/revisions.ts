import { type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { decimalField } from '../derivation/fields.ts'
import { Observation } from '../refs.ts'
import { observationRows, printedOf } from './rows.ts'

const Revision = builder.objectRef<object>('Revision').implement({
  description: 'A vintage of a figure, and what it changed in the one before. Differences are null for the first one.',
  fields: (t) => ({
    observation: t.field({
      type: Observation,
      description: 'The vintage.',
      ...one(
        (row, vintage) => sql`${column(vintage, 'reportingParkId')} = ${column(row, 'reportingParkId')}
          AND ${column(vintage, 'id')} = ${column(row, 'id')}`,
      ),
    }),
    publishedOn: t.field({ type: 'Date', description: 'The day by which it was published.', ...read('publishedOn') }),
    difference: t.field(
      decimalField(
        'difference',
        'Its value less the one before, in the unit asked for. Null where either has bounds only.',
      ),
    ),
    differencePercent: t.field(
      decimalField('differencePercent', 'The difference in percent of the value before. Null too where that is zero.'),
    ),
    isValueChanged: t.boolean({
      nullable: true,
      description: 'Whether value or bounds differ from the one before.',
      ...read('isValueChanged'),
    }),
  }),
})

/** Values of vintages are compared in atoms: one may be printed in another unit. */
const atoms = (name: string): Sql => sql`${column('v', name)} * ${column('u', 'atoms')}`

builder.objectField(Observation, 'revisions', (t) =>
  t.field({
    type: [Revision],
    description:
      'All vintages of the figure as printed, in the order of publication: of its series, period, nature and source. Of a corrected figure those of the one that it corrects.',
    args: { unit: t.arg({ type: 'UnitCode', description: 'Unit of the differences; else the printed one.' }) },
    ...made(
      'many',
      (row, { unit }, view) => {
        const target = sql`(SELECT CASE WHEN x.dimension = p.dimension THEN x.atoms ELSE refuse('PG002',
            format('%s measures %s, and the figure, in %s, %s.', x.code, x.dimension, p.code, p.dimension), 'unit',
            format('Use a unit of %s.', p.dimension)) END
          FROM unit x, unit p WHERE x.code = ${unit ?? column(row, 'unitCode')} AND p.code = ${column(row, 'unitCode')})`
        const before = (name: string) => sql`lag(${atoms(name)}) OVER w`
        const changed = sql`(${atoms('value')}, ${atoms('lower')}, ${atoms('upper')}) IS DISTINCT FROM
          (${before('value')}, ${before('lower')}, ${before('upper')})`
        return sql`(SELECT v.reporting_park_id, v.id, v.published_on,
            quotient(${atoms('value')} - ${before('value')}, ${target}) AS difference,
            quotient((${atoms('value')} - ${before('value')}) * 100, ${before('value')}) AS difference_percent,
            CASE WHEN lag(v.id) OVER w IS NOT NULL THEN ${changed} END AS is_value_changed
          FROM observation p JOIN ${observationRows.from(view)} v ON v.reporting_park_id = p.reporting_park_id
            AND v.series_id = p.series_id AND v.nature = p.nature AND v.source_id = p.source_id AND v.reading = 'AS_PRINTED'
            AND v.period_end IS NOT DISTINCT FROM p.period_end AND v.period_start IS NOT DISTINCT FROM p.period_start
            JOIN unit u ON u.code = v.unit_code
          WHERE p.reporting_park_id = ${column(row, 'reportingParkId')} AND p.id = ${printedOf(row)}
          WINDOW w AS (ORDER BY v.published_on, v.id))`
      },
      { orderBy: (revision) => sql`${column(revision, 'publishedOn')}, ${column(revision, 'id')}` },
    ),
  }),
)
