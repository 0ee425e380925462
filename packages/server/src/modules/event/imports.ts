import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { importList } from '../import/list.ts'
import { importRows } from '../import/rows.ts'
import { Import } from '../refs.ts'
import { defineSubscription } from './define.ts'
import { defineEvent } from './fields.ts'

const ImportEvent = defineEvent('ImportEvent', 'A step of an import.')

builder.objectFields(ImportEvent, (t) => ({
  import: t.field({
    type: Import,
    description: 'The import, as far as it is.',
    ...one((event, run) => sql`${column(run, 'id')} = ${column(event, 'id')}`),
  }),
}))

defineSubscription({
  name: 'importAdvanced',
  description:
    'How far imports are that the viewer sent, about once a second, and how they end; with the role ADMIN for everything, those of all. Of steps that were not told in time, the last is.',
  type: ImportEvent,
  list: importList,
  // No park reports an import: steps lie in a log of their own. When others import is nobody's business.
  log: (view) =>
    sql`(SELECT i.step AS position, 0 AS reporting_park_id, i.told_at AS recorded_at FROM ${importRows.from(view)} i)`,
  source: (view, { isWanted, limit }) =>
    sql`(SELECT ev.*, ev.id AS event_id FROM ${importRows.from(view)} ev WHERE ev.step = e.position
      AND ${isWanted('ev', sql`ev.id`)} LIMIT ${limit})`,
})
