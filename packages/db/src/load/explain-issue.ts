import type { z } from 'zod'

const types: Readonly<Record<string, string>> = {
  ...{ string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false' },
  ...{ array: 'a list', object: 'an entry with names', record: 'an entry with names' },
}

/** What is wrong with a value, in words of ours: rules that have a message of their own say it. Undefined for what no shape asks. */
export function explainIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined && issue.code !== 'custom') return 'is missing'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${types[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `is none of ${issue.values.map(String).join(', ')}`
    case 'invalid_union':
      return 'is none of those that there are'
    case 'unrecognized_keys':
      return `takes no ${issue.keys.join(', ')}`
    case 'too_big':
      return issue.origin === 'array' ? `has more than ${issue.maximum} entries` : `is more than ${issue.maximum}`
    case 'too_small':
      return issue.origin === 'array' ? `has less than ${issue.minimum} entries` : `is less than ${issue.minimum}`
    default:
      return undefined
  }
}
