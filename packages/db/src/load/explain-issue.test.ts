import { expect, test } from 'vitest'
import type { z } from 'zod'
import { explainIssue } from './explain-issue.ts'
import { ASSIGNMENT_SHAPE, FACT_SHAPES, PANEL_MEMBERSHIP_SHAPE } from './fact-shapes.ts'
import { framework } from './framework-shapes.ts'
import * as shapes from './shapes.ts'

const { explainSlug: _, ...entries } = shapes
const all: [string, z.ZodType][] = Object.entries({
  ...{ ...entries, ...FACT_SHAPES, framework },
  ...{ assignment: ASSIGNMENT_SHAPE, panelMembership: PANEL_MEMBERSHIP_SHAPE },
})

const names = ['code', 'title', 'kind', 'priority', 'authors', 'period', 'labels', 'editions', 'at', 'subject', 'zh']
const values = [undefined, null, 5, 0, -1, 1.5, 1e300, true, '', 'a', [], {}, ['x'], Array(101).fill('x')]
const entriesOf = (value: unknown) => ({
  ...Object.fromEntries(names.map((name) => [name, value])),
  at: { paragraph: value, section: value },
})

test.each(all)('what is wrong with a %s is told in words of ours', (_, shape) => {
  const kinds = ['PARK', 'PROJECT', 'ENTERPRISE', 'FACILITY', 'PROGRAMME']
  const wrong = values.flatMap((value) => [
    ...[value, { nothing: value }, entriesOf(value)],
    ...kinds.map((kind) => ({ ...entriesOf(value), kind })),
  ])
  const issues = wrong.flatMap((value) => shape.safeParse(value, { error: explainIssue }).error?.issues ?? [])
  expect(issues.length).toBeGreaterThan(0)
  for (const { message } of issues) expect(message).not.toMatch(/Invalid|expected|received|Too |Unrecognized|NaN/)
})
