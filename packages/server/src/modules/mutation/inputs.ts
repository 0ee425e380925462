import { builder } from '../../builder.ts'
import { enums } from '../vocabulary/schema.ts'

/** The field of every input that tells one request from the next. */
export const idempotencyKeyField = {
  type: 'String',
  required: true,
  description:
    'A key of your own for this request, of 1 to 200 printable characters: a UUID, say. Sent again with the same input, it is carried out once and answers the same.',
} as const

/** The field of inputs that change what is there. */
export const expectedVersionField = {
  type: 'ID',
  required: true,
  description:
    'The `version` that whoever asks knows. Where there is a newer one, nothing is written and the conflict tells it.',
} as const

/** The field of inputs that have to say why. */
export const reasonField = {
  type: 'String',
  required: true,
  description: 'Why, for those who come later: at most 1,000 characters, without blanks at the ends.',
} as const

/** The field of inputs that record something: when its document was published. */
export const publishedOnField = {
  type: 'Date',
  description:
    'The day by which it was published for certain, not after tomorrow by the calendar of China; without it, the last one on which the document can have been.',
} as const

/** The same of inputs that revise something. */
export const revisedOnField = {
  type: 'Date',
  description:
    'The day by which it was published for certain: not before that of what it revises, and not after tomorrow. Without it, today by the calendar of China, or that day where it is later.',
} as const

/** The field of inputs that record something: who may see it. */
export const accessLevelField = {
  type: enums.AccessLevel,
  required: true,
  defaultValue: 'INTERNAL',
  description: 'Who may see it: INTERNAL or RESTRICTED. Nothing becomes public by writing.',
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
