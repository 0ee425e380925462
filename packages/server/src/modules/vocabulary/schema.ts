import type { EnumRef } from '@pothos/core'
import { builder, type Types } from '../../builder.ts'
import { compute } from '../../compiler/fields.ts'
import { type Term, type TermName, terms } from './terms.ts'

export const Locale = builder.enumType('Locale', {
  description: 'Language of labels.',
  values: { ZH: { description: 'Chinese.' }, EN: { description: 'English.' } },
})

/** The arguments of every `label` field. */
export const localeArg = {
  description: 'Language of the label.',
  type: Locale,
  required: true,
  defaultValue: 'ZH',
} as const

type Value<Name extends TermName> = keyof (typeof terms)[Name]['values'] & string
type Enums = { [Name in TermName]: EnumRef<Types, Value<Name>, Value<Name>> }

/** A text that a row holds in both languages, as `nameZh` and `nameEn`: its argument and how it is read. */
export function localised(name: string) {
  return {
    args: builder.args((t) => ({ locale: t.field(localeArg) })),
    ...compute<Record<string, string | null>>([`${name}Zh`, `${name}En`], (row, { locale }) =>
      locale === 'EN' ? row[`${name}En`] : row[`${name}Zh`],
    ),
  }
}

function defineEnum(name: TermName): unknown {
  const { description, values } = terms[name]
  const described = Object.entries<Term>(values).map(([value, { en, zh, description: own = en }]) => [
    value,
    { description: `${own} (${zh}).` },
  ])
  return builder.enumType(name as string, { description, values: Object.fromEntries(described) })
}

/** The GraphQL enums, by name. */
export const enums = Object.fromEntries(Object.keys(terms).map((name) => [name, defineEnum(name as TermName)])) as Enums

const VocabularyTerm = builder.objectRef<{ code: string; term: Term }>('VocabularyTerm').implement({
  description: 'A value of an enum, with its labels.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'The enum value.' }),
    label: t.string({
      description: 'What people call it.',
      args: { locale: t.arg(localeArg) },
      resolve: ({ term }, { locale }) => (locale === 'EN' ? term.en : term.zh),
    }),
  }),
})

const Vocabulary = builder.objectRef<TermName>('Vocabulary').implement({
  description: 'An enum of this schema, with labels for people.',
  fields: (t) => ({
    name: t.string({ description: 'Name of the enum.', resolve: (name) => name }),
    terms: t.field({
      description: 'Its values, in their order.',
      type: [VocabularyTerm],
      resolve: (name) => Object.entries<Term>(terms[name].values).map(([code, term]) => ({ code, term })),
    }),
  }),
})

builder.queryField('vocabularies', (t) =>
  t.field({
    description: 'The enums of this schema with labels in Chinese and English.',
    type: [Vocabulary],
    resolve: () => Object.keys(terms) as TermName[],
  }),
)
