import { explainIssue } from '../load/explain-issue.ts'
import { source as shape } from '../load/shapes.ts'
import type { Issue } from '../refusal.ts'

/** A document as requests tell it. */
export interface ToldSource {
  readonly code: string
  readonly title: string
  readonly kind: string
  readonly publisher: string | null
  readonly authors: readonly string[]
  readonly language: string
  readonly publishedFrom: string
  readonly publishedTo: string
  readonly priority: number
  readonly accessLevel: string
}

/** Everything that is wrong with a document by the rules of data sets, which call the level otherwise. */
export function checkSource({ accessLevel, publisher, ...given }: ToldSource): Issue[] {
  const { error } = shape.safeParse(
    { ...given, access: accessLevel, ...(publisher === null ? {} : { publisher }) },
    { error: explainIssue },
  )
  const issues = (error?.issues ?? []).filter(({ path }) => path.length > 0)
  return [
    ...issues.map(
      ({ path, message }): Issue => ({
        path: path.map(String),
        code: numbers.has(String(path[0])) ? 'OUT_OF_RANGE' : 'INVALID_TEXT',
        message,
      }),
    ),
    // Data sets look at the order of the days only where all else is right.
    ...(given.publishedFrom > given.publishedTo ? [reversed] : []),
  ]
}

const numbers = new Set(['priority', 'publishedFrom', 'publishedTo'])

const reversed: Issue = { path: ['publishedFrom'], code: 'OUT_OF_RANGE', message: 'lies after publishedTo' }
