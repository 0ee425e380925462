import type pg from 'pg'
import { explainIssue } from '../load/explain-issue.ts'
import { source as shape } from '../load/shapes.ts'
import { type Issue, RefusalError, refuseIssues } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { mayWriteAnywhere } from '../write/rights.ts'

export interface NewSource {
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
  readonly idempotencyKey: string
}

/** Why a document may not be made public here. */
const PUBLIC = 'Whoever makes a document public has to have the role STEWARD for some park.'

/**
 * Makes a document known, which figures then cite. It takes the role EDITOR for any park. Yields its id.
 *
 * @throws RefusalError `BAD_USER_INPUT` with all issues, `FORBIDDEN`, `CODE_TAKEN`, `KEY_USED`, `CONTENTION`
 */
export function createSource(pool: pg.Pool, viewer: Viewer, source: NewSource): Promise<{ id: number }> {
  const { idempotencyKey, ...input } = source
  return mutate(pool, viewer, { operation: 'createSource', input, idempotencyKey }, async (client) => {
    if (!mayWriteAnywhere(viewer))
      throw new RefusalError('FORBIDDEN', 'Making a document known takes the role EDITOR for some park.')
    if (source.accessLevel === 'PUBLIC' && !mayWriteAnywhere(viewer, 'STEWARD'))
      throw new RefusalError('FORBIDDEN', PUBLIC)
    checkShape(input)
    const { code } = source
    const found = await client.query('/* find source */ SELECT FROM source WHERE code = $1', [code])
    if (found.rowCount) {
      const message = `There is a document with the code "${code}" already: give this one a code of its own.`
      throw new RefusalError('CODE_TAKEN', message, { clashes: [{ path: ['code'], message, figure: null }] })
    }
    return insert(client, source)
  })
}

/** The rules of data sets, which call the level otherwise. */
function checkShape({ accessLevel, publisher, ...given }: Omit<NewSource, 'idempotencyKey'>): void {
  const { error } = shape.safeParse(
    { ...given, access: accessLevel, ...(publisher === null ? {} : { publisher }) },
    { error: explainIssue },
  )
  const issues = (error?.issues ?? []).filter(({ path }) => path.length > 0)
  refuseIssues([
    ...issues.map(
      ({ path, message }): Issue => ({
        path: path.map(String),
        code: numbers.has(String(path[0])) ? 'OUT_OF_RANGE' : 'INVALID_TEXT',
        message,
      }),
    ),
    // Data sets look at the order of the days only where all else is right.
    ...(given.publishedFrom > given.publishedTo ? [reversed] : []),
  ])
}

const numbers = new Set(['priority', 'publishedFrom', 'publishedTo'])

const reversed: Issue = { path: ['publishedFrom'], code: 'OUT_OF_RANGE', message: 'lies after publishedTo' }

async function insert(client: pg.ClientBase, source: NewSource): Promise<{ id: number }> {
  const { rows } = await client.query<{ id: number }>(
    `/* create source */ INSERT INTO source (code, title, kind, publisher, authors, language, published_from, published_to, priority,
       access_level) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      ...[source.code, source.title, source.kind, source.publisher, source.authors, source.language],
      ...[source.publishedFrom, source.publishedTo, source.priority, source.accessLevel],
    ],
  )
  return { id: rows[0]?.id ?? 0 }
}
