import type pg from 'pg'
import { type Issue, RefusalError, refuseIssues } from '../refusal.ts'
import { checkReporting, explainPark, findReportingParks, type ReportingPark } from '../subjects/reporting-park.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { checkSource, type ToldSource } from './entry.ts'

export interface NewSource extends ToldSource {
  /** Slug of the park that reports it. */
  readonly reportingPark: string
  readonly idempotencyKey: string
}

/**
 * Makes a document known, which figures and facts then cite. It takes the role EDITOR for the park that reports it. Yields its id.
 *
 * @throws RefusalError `BAD_USER_INPUT` with all issues, `NOT_FOUND`, `FORBIDDEN`, `CODE_TAKEN`, `KEY_USED`, `CONTENTION`
 */
export function createSource(pool: pg.Pool, viewer: Viewer, source: NewSource): Promise<{ id: number }> {
  const { idempotencyKey, ...input } = source
  const { reportingPark, ...told } = input
  const { code } = told
  const request = { operation: 'createSource', input, idempotencyKey, reason: `create ${code}` }
  return mutate(pool, viewer, request, async (client, viewer) => {
    const park = await getPark(client, viewer, reportingPark)
    refuseIssues([...checkSource(told), ...checkReporting(park), ...checkAccess(told)])
    const { rows } = await client.query<{ id: number }>('/* find source */ SELECT id FROM source WHERE code = $1', [
      code,
    ])
    if (rows[0]) {
      const message = `There is a document with the code "${code}" already: give this one a code of its own.`
      throw new RefusalError('CODE_TAKEN', message, { clashes: [{ path: ['code'], message, source: rows[0].id }] })
    }
    return insert(client, source, park)
  })
}

async function getPark(client: pg.ClientBase, viewer: Viewer, slug: string): Promise<ReportingPark> {
  const park = (await findReportingParks(client, viewer, [slug])).get(slug)
  const refusal = explainPark(viewer, slug, park)
  if (refusal) throw new RefusalError(refusal.code, refusal.message)
  if (!park) throw new Error('A park that nothing is wrong with is there')
  return park
}

const checkAccess = ({ accessLevel }: ToldSource): Issue[] =>
  accessLevel === 'PUBLIC'
    ? [
        {
          path: ['accessLevel'],
          code: 'NOT_PUBLIC',
          message: 'documents become public by publishing: give INTERNAL first',
        },
      ]
    : []

async function insert(client: pg.ClientBase, source: NewSource, park: ReportingPark): Promise<{ id: number }> {
  const { rows } = await client.query<{ id: number }>(
    `/* create source */ INSERT INTO source (code, title, kind, publisher, authors, language, published_from, published_to, priority,
       access_level, reporting_park_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
    [
      ...[source.code, source.title, source.kind, source.publisher, source.authors, source.language],
      ...[source.publishedFrom, source.publishedTo, source.priority, source.accessLevel, park.id],
    ],
  )
  return { id: rows[0]?.id ?? 0 }
}
