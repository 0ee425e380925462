import type { NewObservation, Numbers } from '@parkgraph/db'
import type { InputFieldBuilder } from '@pothos/core'
import type { Types } from '../../builder.ts'
import { PrintedInput } from '../mutation/inputs.ts'
import { enums } from '../vocabulary/schema.ts'

type Fields = InputFieldBuilder<Types, 'InputObject'>

/** The fields of inputs for the number of a figure, and where it stands in its document. */
export const numberFields = (t: Fields) => ({
  value: t.field({
    type: 'Decimal',
    description: 'The value, in the unit; left out where the source gives bounds, or nothing.',
  }),
  lower: t.field({ type: 'Decimal', description: 'Lower bound of a vague figure, for OVER, AT_LEAST and ABOUT.' }),
  upper: t.field({ type: 'Decimal', description: 'Upper bound of a vague figure, for NEARLY, AT_MOST and ABOUT.' }),
  qualifier: t.field({
    type: enums.Qualifier,
    required: true,
    defaultValue: 'EXACT',
    description: 'How the numeral is to be read.',
  }),
  missingReason: t.string({ description: 'Why there is no number: in place of one.' }),
  printed: t.field({
    type: PrintedInput,
    description: 'As it stands in the source; without it, what it is called and the number with its unit as typed.',
  }),
  section: t.string({ description: 'Section of the document, in kebab-case.' }),
  paragraph: t.int({ description: 'Paragraph within the section, counted from 1.' }),
})

interface NumberInput {
  readonly value?: string | null | undefined
  readonly lower?: string | null | undefined
  readonly upper?: string | null | undefined
  readonly qualifier: Numbers['qualifier']
  readonly missingReason?: string | null | undefined
  readonly printed?: { readonly label: string; readonly text: string } | null | undefined
  readonly section?: string | null | undefined
  readonly paragraph?: number | null | undefined
}

export const readNumbers = (
  input: NumberInput,
): Omit<Numbers, 'unit'> & Pick<NewObservation, 'section' | 'paragraph'> => ({
  value: input.value ?? null,
  lower: input.lower ?? null,
  upper: input.upper ?? null,
  qualifier: input.qualifier,
  missingReason: input.missingReason ?? null,
  printed: input.printed ? { label: input.printed.label, text: input.printed.text } : null,
  section: input.section ?? null,
  paragraph: input.paragraph ?? null,
})
