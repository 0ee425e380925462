import { builder } from '../../builder.ts'

/** The field of every input that tells one request from the next. */
export const idempotencyKeyField = {
  type: 'String',
  required: true,
  description:
    'A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same.',
} as const

/** The field of inputs that have to say why. */
export const reasonField = {
  type: 'String',
  required: true,
  description: 'Why, for those who come later: at most 1,000 characters, without blanks at the ends.',
} as const

export const PrintedInput = builder.inputType('PrintedInput', {
  description: 'A figure as it stands in its source.',
  fields: (t) => ({
    label: t.string({ required: true, description: 'What the source calls it.' }),
    text: t.string({
      required: true,
      description: 'The numeral with its qualifier and unit, such as `近3亿元`: it has to say what is typed.',
    }),
  }),
})
