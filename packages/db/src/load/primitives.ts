import { keepDigits, parsePeriod } from '@parkgraph/statistics'
import { z } from 'zod'
import { AccessLevel } from '../generated/client/enums.ts'

export const text = z
  .string()
  .regex(/^\S(?:.*\S)?$/s, 'must be text that is not empty and has no blanks at its ends')
  .regex(/^[^\0]*$/, 'holds a NUL character')
  .regex(/^[^\uFFFD]*$/, 'holds U+FFFD, which stands for bytes that were lost')
  .regex(/^\P{Cs}*$/u, 'holds half of a character: a lone surrogate')

export const kebab = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be kebab-case: a-z, 0-9 and single hyphens')
  .max(120)

export const snake = z.string().regex(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/, 'must be snake_case: a-z, 0-9 and single _')

export const labels = z.strictObject({ zh: text, en: text })

export const access = z.enum(AccessLevel).default('PUBLIC')

/** Text that `parse` accepts; its refusal becomes the reason. */
function readable(parse: (text: string) => unknown) {
  return z.string().superRefine((value, context) => {
    try {
      parse(value)
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message })
    }
  })
}

/** Kept with its digits: the zeros at the end of 643.20 count, more than a figure may have do not. */
export const decimal = readable(keepDigits).transform((value) => keepDigits(value))

export const period = readable(parsePeriod)

export const date = period.refine((value) => /^\d{4}-\d\d-\d\d$/.test(value), 'must be a day such as 2017-12-22')

const LARGEST_INTEGER = 2_147_483_647

export const ordinal = z.int().min(1).max(LARGEST_INTEGER)

/** A place in a source; without `source`, in the only source of the data set. */
export const place = z.strictObject({ source: kebab.optional(), section: kebab, paragraph: ordinal })

export type Place = z.infer<typeof place>
