import { keepDigits, parsePeriod } from '@parkgraph/statistics'
import { z } from 'zod'
import { AccessLevel } from '../generated/client/enums.ts'
import { explainLength, explainText, LONGEST, type TextKind } from '../texts.ts'

/** A text of which `explain` says what is wrong with it. */
export const explained = (explain: (value: string) => string | null) =>
  z.string().superRefine((value, context) => {
    const message = explain(value)
    if (message) context.addIssue({ code: 'custom', message })
  })

/** A text of a kind, by the rules of all texts. */
export const text = (kind: TextKind) => explained((value) => explainText(value, kind))

/** A text of a form of its own, which says of what characters it is. */
export const form = (pattern: RegExp, message: string, kind: TextKind) =>
  explained((value) => explainLength(value, LONGEST[kind]) ?? (pattern.test(value) ? null : message))

export const kebab = form(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be kebab-case: a-z, 0-9 and single hyphens', 'code')

export const snake = form(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/, 'must be snake_case: a-z, 0-9 and single _', 'code')

/** A name in both languages. */
export const labels = z.strictObject({ zh: text('name'), en: text('name') })

/** Sentences in both languages. */
export const sentences = z.strictObject({ zh: text('prose'), en: text('prose') })

export const access = z.enum(AccessLevel).default('PUBLIC')

/** Text that `parse` accepts; its refusal becomes the reason. */
const readable = (parse: (text: string) => unknown) =>
  explained((value) => {
    try {
      parse(value)
      return null
    } catch (error) {
      return (error as Error).message
    }
  })

/** Kept with its digits: the zeros at the end of 643.20 count, more than a figure may have do not. */
export const decimal = readable(keepDigits).transform((value) => keepDigits(value))

export const period = readable(parsePeriod)

export const date = period.refine((value) => /^\d{4}-\d\d-\d\d$/.test(value), 'must be a day such as 2017-12-22')

const LARGEST_INTEGER = 2_147_483_647

export const ordinal = z.int().min(1).max(LARGEST_INTEGER)

/** A place in a source; without `source`, in the only source of the data set. */
export const place = z.strictObject({ source: kebab.optional(), section: kebab, paragraph: ordinal })

export type Place = z.infer<typeof place>
