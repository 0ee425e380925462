import { raw, type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute, read, value } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { isVisibleNow } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'

/**
 * Place of the change `e` that recorded what an event tells: what was visible then. Conditions of visibility have rows `h`, `l` and `v`
 * of their own.
 */
export const changePlace = raw('e.position')

/** A query of the rows of a table that the change `e` published, and whose level had hidden them from the viewer. */
export const releasedHere = (table: string, view: View): Sql =>
  sql`SELECT l.row_id FROM level_change l CROSS JOIN LATERAL (SELECT l.reporting_park_id, l.from_level AS access_level) b
    WHERE l.reporting_park_id = e.reporting_park_id AND l.change_id = e.id AND l.relation = ${table} AND NOT ${isVisibleNow('b', view)}`

/** A type of events, with what all have. */
export const defineEvent = (name: string, description: string) =>
  builder.objectRef<object>(name).implement({
    description,
    fields: (t) => ({
      cursor: t.field({
        type: 'String',
        description: 'Where the event lies: pass it as `after` to go on after it.',
        ...compute<{ cursor: string }>([], ({ cursor }) => cursor),
      }),
      recordedAt: t.field({
        type: 'DateTime',
        description: 'When it was committed. As `asOf.recorded` it reads what was known right after it.',
        ...value((row) => column(row, 'recordedAt')),
      }),
    }),
  })

/** The field of events of rows that are published. */
export const isPublicationField = {
  type: 'Boolean',
  description: 'Whether it had been recorded before, and became visible to the viewer by a publication.',
  ...read('isPublication'),
} as const
