import { z } from 'zod'
import { explainIssue } from '../load/explain-issue.ts'
import { kebab, ordinal, text } from '../load/primitives.ts'
import type { Issue } from '../refusal.ts'

/** Texts and places that people type, by the rules of data sets. */
const shapes = {
  breakdown: text('name').nullish(),
  missingReason: text('reason').nullish(),
  printed: z.object({ label: text('name'), text: text('numeral') }).nullish(),
  section: kebab.nullish(),
  paragraph: ordinal.nullish(),
  reason: text('reason'),
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
    const { error } = (shapes[name] as z.ZodType).safeParse(input[name], { error: explainIssue })
    for (const issue of error?.issues ?? [])
      issues.push({
        path: [...path, name, ...issue.path.map(String)],
        code: name === 'paragraph' ? 'OUT_OF_RANGE' : 'INVALID_TEXT',
        message: issue.message,
      })
  }
  return issues
}
