import { z } from 'zod'
import { kebab, ordinal, text } from '../load/primitives.ts'
import type { Issue } from '../refusal.ts'

const short = text.max(200).nullish()

/** Texts and places that people type, by the rules of data sets. */
const shapes = {
  breakdown: short,
  missingReason: text.max(1000).nullish(),
  printed: z.object({ label: text.max(200), text: text.max(80) }).nullish(),
  section: kebab.nullish(),
  paragraph: ordinal.nullish(),
  reason: text.max(1000),
}

/** What is wrong with the texts of an input, each with its path below `path`. */
export function findTextIssues(
  input: Partial<Record<keyof typeof shapes, unknown>>,
  names: readonly (keyof typeof shapes)[],
  path: readonly string[] = [],
): Issue[] {
  const issues: Issue[] = []
  for (const name of names) {
    // What is left out needs no look; a file has many rows.
    if (input[name] == null && name !== 'reason') continue
    const { error } = (shapes[name] as z.ZodType).safeParse(input[name])
    for (const issue of error?.issues ?? [])
      issues.push({
        path: [...path, name, ...issue.path.map(String)],
        code: name === 'paragraph' ? 'OUT_OF_RANGE' : 'INVALID_TEXT',
        message: issue.message,
      })
  }
  return issues
}
