import { join, raw, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, read } from '../../compiler/fields.ts'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { projectRows } from '../project/list.ts'
import { Indicator, Park } from '../refs.ts'
import { type DuplicateHandling, orderOfOne, selectRepresentatives } from '../subject/identity.ts'
import { selectMembers } from '../subject/membership.ts'
import { enums } from '../vocabulary/schema.ts'
import { selectFacts, whyNotAdded } from './additive.ts'
import { boundedFields, selectAgainst, selectSums } from './bounded.ts'
import { amountField, decimalField, duplicatesArgs, rowBy, unitField } from './fields.ts'
import { fulfilmentArgs } from './fulfilment.ts'
import { selectAsked, selectOutcomes, selectPromises } from './select-fulfilment.ts'

/** Amounts of a total, each with its bounds. */
const amounts = ['promised_in_all', 'promised', 'achieved']

/**
 * A FROM item with the promises of a park's works, each of works that are one once: that of the work which stands for all. What came
 * of it may be told of any of them.
 */
const selectTogether = (park: Row, args: Arguments, view: View) => sql`SELECT o.* FROM (
    SELECT y.*, w.ids AS work_ids, row_number() OVER (same_work ORDER BY ${orderOfOne('y', 'w.id')}) AS nth, count(*) OVER same_work - 1 AS merged
    FROM (SELECT work.id, q.representative_id, array_agg(work.id) OVER (PARTITION BY coalesce(q.representative_id, work.id)) AS ids
      FROM ${projectRows.from(view)} work
        LEFT JOIN ${selectRepresentatives(view, args.duplicates as DuplicateHandling)} q ON q.subject_id = work.id
      WHERE work.id IN ${selectMembers(park, view, true)}) w, LATERAL ${selectPromises('w', args, view)} y
    WINDOW same_work AS (PARTITION BY y.place, coalesce(w.representative_id, w.id))) o
  WHERE o.nth = 1`

/** A FROM item with the works of a park together, by indicator and currency. What must not be added is not. */
function selectTotals(park: Row, args: Arguments, view: View) {
  const isKnown = (name: string) => raw(`coalesce(f.${name}, f.${name}_lower, f.${name}_upper) IS NOT NULL`)
  const isHeld = sql`${isKnown('promised')} AND ${isKnown('achieved')}`
  const columns = amounts.flatMap((name) => ['', '_lower', '_upper'].map((bound) => raw(`z.${name}${bound}`)))
  // Sums of which works are known, and that have not even a bound, lack one that holds for all.
  const unbound = sql`CASE WHEN z.achieved_count > 0 THEN 'VAGUE_VALUE' END`
  const missing = sql`CASE WHEN z.achieved_count > 0 THEN 'VAGUE_VALUE' WHEN z.waiting_count = z.count THEN 'NOT_IN_PRODUCTION'
    ELSE coalesce(z.mixed, 'MISSING_VALUE') END`
  return sql`(WITH asked AS MATERIALIZED (${selectAsked(args)})
    SELECT z.place, z.indicator_id, z.dimension, z.unit_code, z.count, z.merged_count, z.waiting_count, z.achieved_count, v.*,
      coalesce(z.why_not, v.why, CASE WHEN v.promised_in_all IS NULL THEN 'VAGUE_VALUE' END) AS reason
    FROM asked CROSS JOIN LATERAL (SELECT x.*, ${whyNotAdded} AS why_not
      FROM (SELECT f.place, f.indicator_id, f.dimension, min(f.usual_unit_code) AS unit_code, count(*)::int AS count, (sum(f.merged))::int AS merged_count,
          (count(*) FILTER (WHERE f.is_started IS NULL))::int AS waiting_count, (count(*) FILTER (WHERE ${isHeld}))::int AS achieved_count,
          min(f.mixed) AS mixed, ${selectSums('promised_in_all', 'promised', sql`TRUE`)}, ${selectSums('promised', 'promised', isHeld)},
          ${selectSums('achieved', 'achieved', isHeld)}, ${selectFacts(isKnown('promised'))}
        FROM ${selectOutcomes(selectTogether(park, args, view), view)} f JOIN indicator i ON i.id = f.indicator_id
        WHERE f.indicator_id = ANY (asked.ids) GROUP BY f.place, f.indicator_id, f.dimension) x) z
      LEFT JOIN LATERAL (SELECT ${join(columns)}, ${selectAgainst(missing, unbound)}) v ON z.why_not IS NULL)`
}

const FulfilmentTotal = builder.objectRef<object>('FulfilmentTotal').implement({
  description:
    'What the works of a park that the viewer may see promised together in one currency, against what came of it. What is vague has bounds.',
  fields: (t) => ({
    indicator: t.field({ type: Indicator, description: 'What was promised.', ...rowBy('indicatorId') }),
    count: t.int({ description: 'How many works promise it.', ...read('count') }),
    mergedCount: t.int({
      description: 'How many more were merged into these, as the same told twice.',
      ...read('mergedCount'),
    }),
    waitingCount: t.int({ description: 'How many of them are not in production.', ...read('waitingCount') }),
    achievedCount: t.int({
      description: 'Of how many of them it is known what came of it, in the currency and prices of the promise.',
      ...read('achievedCount'),
    }),
    unit: t.field(unitField),
    ...boundedFields((...of) => t.field(amountField(...of)), 'promisedInAll', 'What all of them promise.'),
    ...boundedFields(
      (...of) => t.field(amountField(...of)),
      'promised',
      'What those promise of which it is known what came of it.',
    ),
    ...boundedFields((...of) => t.field(amountField(...of)), 'achieved', 'What came of these.'),
    ...boundedFields(
      (...of) => t.field(amountField(...of)),
      'difference',
      'What came of these less what they promised.',
    ),
    ...boundedFields(
      (...of) => t.field(decimalField(...of)),
      'share',
      'What came of these in percent of what they promised.',
    ),
    reason: t.field({
      type: enums.DerivationReason,
      nullable: true,
      description: 'Why something of it is null.',
      ...read('reason'),
    }),
  }),
})

builder.objectField(Park, 'fulfilment', (t) =>
  t.field({
    type: [FulfilmentTotal],
    description:
      'Promised against actual figures of the works within it that the viewer may see after production began, together: by indicator, and apart by currency. Of works that are one, the first that promises stands for all, as in groups; what came of it is what any of them tells.',
    args: {
      ...fulfilmentArgs(),
      ...duplicatesArgs('works'),
    },
    ...made('many', selectTotals, { orderBy: (row) => sql`${column(row, 'place')}, ${column(row, 'dimension')}` }),
  }),
)
