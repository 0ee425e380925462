import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one, untimed } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import type { Written } from '../mutation/define.ts'
import { Source } from '../refs.ts'
import { sourceRows } from './rows.ts'

/** A document that was written: none where the viewer may not see it. */
export const selectSource =
  (id: number): Written =>
  (view) =>
    sql`(SELECT x.id FROM ${sourceRows.from(view)} x WHERE x.id = ${id}::int)`

/** The type of what a mutation of one document leaves. */
export const defineSourceSuccess = (name: string, description: string) =>
  builder.objectRef<object>(name).implement({
    description,
    fields: (t) => ({
      source: t.field({
        type: Source,
        description: 'The document.',
        ...untimed(one((written, source) => sql`${column(source, 'id')} = ${column(written, 'id')}`)),
      }),
    }),
  })
