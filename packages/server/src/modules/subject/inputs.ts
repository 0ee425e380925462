import type { InputFieldBuilder } from '@pothos/core'
import type { Types } from '../../builder.ts'
import { enums } from '../vocabulary/schema.ts'

type Fields = InputFieldBuilder<Types, 'InputObject'>

/** What subjects of all kinds are called. */
export const nameFields = (t: Fields, required: boolean) => ({
  name: t.string({ required, description: 'Name as printed, of at most 200 characters.' }),
  pinyin: t.string({
    required,
    description:
      'The name in lower-case syllables of pinyin with single spaces between, for alphabetical order: at most 1,400 characters.',
  }),
})

const codeFields = (t: Fields) => ({
  regionCode: t.string({
    description: 'Administrative division that it belongs to: six digits in a province that there is, such as 430381.',
  }),
  regionSystem: t.string({
    description: 'Edition of the codes that regionCode is of, such as "GB/T 2260-2007": the two go together.',
  }),
})

/** What each kind of subjects has beside, in requests that make one known and in those that change one. */
export const kindFields = {
  PARK: (t: Fields, required: boolean) => ({
    kind: t.field({ type: enums.ParkKind, required, description: 'What kind of park it is.' }),
    level: t.field({ type: enums.ParkLevel, description: 'Level of government that approved or runs it.' }),
    ...codeFields(t),
    projectKind: t.field({
      type: enums.ProjectKind,
      description: 'What kind of work builds it, where it is a project too: the same subject in another role.',
    }),
  }),
  PROJECT: (t: Fields, required: boolean) => ({
    kind: t.field({ type: enums.ProjectKind, required, description: 'What kind of work it is.' }),
  }),
  ENTERPRISE: (t: Fields) => ({
    unifiedSocialCreditCode: t.string({
      description: 'Its unified social credit code (GB 32100), of which all check characters have to fit.',
    }),
    industryCode: t.string({
      description:
        'Industry class, as a code of industrySystem, such as C3031: its division has to be one of its section.',
    }),
    industrySystem: t.string({
      description:
        'Edition of the classification, of 1984, 1994, 2002, 2011 or 2017, such as "GB/T 4754-2017": the two go together.',
    }),
  }),
  FACILITY: () => ({}),
  PROGRAMME: () => ({}),
} as const

/** The properties that data sets call otherwise. */
const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PARK: { kind: 'parkKind' },
  PROJECT: { kind: 'projectKind' },
}

export const toFieldName = (kind: string, name: string): string => names[kind]?.[name] ?? name
