import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, read } from '../../compiler/fields.ts'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { projectRows } from '../project/list.ts'
import { Indicator, Park } from '../refs.ts'
import { type DuplicateHandling, selectRepresentatives } from '../subject/identity.ts'
import { selectMembers } from '../subject/membership.ts'
import { enums } from '../vocabulary/schema.ts'
import { amountField, decimalField, rowBy } from './fields.ts'
import { fulfilmentArgs, selectFulfilment } from './fulfilment.ts'

/** A FROM item with the works of a park together, indicator by indicator: of works that are one, the first in production. */
function selectTotals(park: Row, args: Arguments, view: View) {
  const duplicates = args.duplicates as DuplicateHandling
  return sql`(SELECT w.place, w.indicator_id, w.unit_code, count(*)::int AS count, (sum(w.merged))::int AS merged_count,
      (count(*) FILTER (WHERE w.reason = 'NOT_IN_PRODUCTION'))::int AS waiting_count, count(w.achieved)::int AS achieved_count,
      sum(w.promised) FILTER (WHERE w.achieved IS NOT NULL) AS promised, sum(w.achieved) AS achieved,
      sum(w.promised) AS promised_in_all, sum(w.achieved) - sum(w.promised) FILTER (WHERE w.achieved IS NOT NULL) AS difference,
      CASE WHEN sum(w.promised) FILTER (WHERE w.achieved IS NOT NULL) > 0
        THEN quotient(sum(w.achieved) * 100, sum(w.promised) FILTER (WHERE w.achieved IS NOT NULL)) END AS share
    FROM (SELECT f.*, row_number() OVER same_work AS nth, count(*) OVER (PARTITION BY f.place, f.work_id) - 1 AS merged
      FROM (SELECT x.*, coalesce(q.representative_id, work.id) AS work_id, work.id AS project_id
        FROM ${projectRows.from(view)} work LEFT JOIN ${selectRepresentatives(view, duplicates)} q ON q.subject_id = work.id,
          LATERAL ${selectFulfilment('work', args, view)} x
        WHERE work.id IN ${selectMembers(park, view, true)}) f
      WINDOW same_work AS (PARTITION BY f.place, f.work_id ORDER BY f.achieved IS NULL, f.project_id)) w
    WHERE w.nth = 1 GROUP BY w.place, w.indicator_id, w.unit_code)`
}

const FulfilmentTotal = builder.objectRef<object>('FulfilmentTotal').implement({
  description:
    'What the works of a park promised together, against what came of it. Bounds count where promises are vague.',
  fields: (t) => ({
    indicator: t.field({ type: Indicator, description: 'What was promised.', ...rowBy('indicatorId') }),
    count: t.int({ description: 'How many works promise it.', ...read('count') }),
    mergedCount: t.int({
      description: 'How many more were merged into these, as the same told twice.',
      ...read('mergedCount'),
    }),
    waitingCount: t.int({ description: 'How many of them are not in production.', ...read('waitingCount') }),
    achievedCount: t.int({ description: 'Of how many of them it is known what came of it.', ...read('achievedCount') }),
    promisedInAll: t.field(amountField('promisedInAll', 'What all of them promise.')),
    promised: t.field(amountField('promised', 'What those promise of which it is known what came of it.')),
    achieved: t.field(amountField('achieved', 'What came of these.')),
    difference: t.field(amountField('difference', 'What came of these less what they promised.')),
    share: t.field(decimalField('share', 'What came of these in percent of what they promised.')),
  }),
})

builder.objectField(Park, 'fulfilment', (t) =>
  t.field({
    type: [FulfilmentTotal],
    description: 'Promised against actual figures of the works within it after production began, together.',
    args: {
      ...fulfilmentArgs(),
      duplicates: t.arg({
        type: enums.DuplicateHandling,
        required: true,
        defaultValue: 'COUNT_ALL',
        description: 'What to do about works that are, or may be, one told twice.',
      }),
    },
    ...made('many', selectTotals, { orderBy: (row) => column(row, 'place') }),
  }),
)
