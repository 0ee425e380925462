import { join, raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { selectToday } from '../subject/membership.ts'
import { type Side, selectSupposedDay, sideFigure, supposed } from './world.ts'

/**
 * A query of what a side of a preview reads: `select` itself, over tables that hold what the decision would record, or did. They go
 * by the names of the real ones, which it hides, so that every rule for what is read, and every derivation, is the very same. What is
 * supposed is decided on the day of the view, and as restricted as the printed figure. The table of latest figures is as recorded:
 * `select` reads figures themselves.
 */
export function asAccepted(preview: Row, side: Side, view: View, select: Sql): Sql {
  const isChanged = raw(`${preview}.changes_${side} <> '{}'`)
  const observation = {
    id: supposed,
    series_id: sql`coalesce(f.series_id, ${supposed})`,
    reading: sql`'CORRECTED'::"Reading"`,
  }
  const correctedLabel = sql`nullif(f.label, f.printed_label)`
  const decision = {
    id: supposed,
    correction_id: column(preview, 'correctionId'),
    state: sql`'ACCEPTED'::"CorrectionState"`,
  }
  const read = sql`CASE WHEN ${isChanged} THEN ${supposed} END`
  return sql`(WITH supposed AS MATERIALIZED (SELECT f.*, ${selectSupposedDay('o', view)} AS published_on, o.status, o.printed_label, o.printed_text, o.citation_id, o.growth_of_id, o.access_level, o.change_id
      FROM ${sideFigure(preview, side)} f JOIN observation o ON o.reporting_park_id = f.reporting_park_id AND o.id = f.printed_id),
    ${addSupposed(
      'observation',
      sql`${isChanged}`,
      [
        ...[
          'reporting_park_id',
          'period_start',
          'period_end',
          'value',
          'lower',
          'upper',
          'qualifier',
          'unit_code',
          'nature',
          'stage',
        ],
        ...[
          'status',
          'missing_reason',
          'printed_label',
          'printed_text',
          'source_id',
          'citation_id',
          'growth_of_id',
          'access_level',
        ],
        'change_id',
      ],
      {
        ...observation,
        corrected_label: correctedLabel,
        published_on: sql`f.published_on`,
        corrects_id: sql`f.printed_id`,
      },
    )},
    ${addSupposed(
      'series',
      sql`f.series_id IS NULL`,
      [
        ...[
          'reporting_park_id',
          'subject_id',
          'indicator_id',
          'measure',
          'accumulation',
          'price_basis',
          'scope',
          'breakdown',
        ],
        ...['dimension', 'access_level', 'change_id'],
      ],
      { id: supposed },
    )},
    ${addSupposed('correction_decision', sql`TRUE`, ['reporting_park_id', 'access_level', 'change_id'], {
      ...{ ...decision, observation_id: read, decided_on: selectToday(view) },
    })}
    ${select})`
}

/** A common table expression in the place of a table: its rows, and where the condition holds the supposed one. */
function addSupposed(table: string, condition: Sql, same: readonly string[], own: Readonly<Record<string, Sql>>): Sql {
  const names = [...same, ...Object.keys(own)]
  const supposes = [...same.map((name) => raw(`f.${name}`)), ...Object.values(own)]
  return sql`${raw(table)} AS NOT MATERIALIZED (SELECT x.tableoid, ${raw(names.map((name) => `x.${name}`).join(', '))} FROM ${raw(table)} x
    UNION ALL SELECT '${raw(table)}'::regclass::oid, ${join(supposes)} FROM supposed f WHERE ${condition})`
}
