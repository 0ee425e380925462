import { raw } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute, value } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'

/**
 * Place of the change `e` that recorded what an event tells: what was visible then. Conditions of visibility have rows `h`, `l` and `v`
 * of their own.
 */
export const changePlace = raw('e.position')

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
