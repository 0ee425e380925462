import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { value } from '../../compiler/fields.ts'

/** An argument of every field whose rows come and go with time: `add-clocks.ts` adds it. */
builder.inputType('AsOf', {
  description:
    'What was known then. Fields beneath follow it unless they say otherwise: of a clock that is null, from now; of one that is left out, and where asOf itself is null, from where the field around looks. Units, frameworks and the order of sources are those of now.',
  fields: (t) => ({
    published: t.field({
      type: 'Date',
      description: 'Only what was published by the end of this day. Memberships are those that hold on it.',
    }),
    recorded: t.field({
      type: 'DateTime',
      description:
        'Only what was recorded here by this moment, in commit order. The answer is the same for ever: a moment that has not come is refused.',
    }),
  }),
})

builder.queryField('clock', (t) =>
  t.field({
    type: 'DateTime',
    nullable: true,
    description:
      'The recording clock: when the last change was committed. All that was committed by then is visible, so that it serves as asOf.recorded, and as the next updatedAfter. Null before the first change.',
    ...value(
      () =>
        sql`(SELECT to_json(max(c.recorded_at)) FROM change c WHERE c.position = (SELECT max(position) FROM change))`,
    ),
  }),
)
