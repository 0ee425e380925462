import type pg from 'pg'
import { type Issue, RefusalError, refuseIssues } from '../refusal.ts'
import { printKey, type RowKey } from '../row-key.ts'
import { join, sql } from '../sql.ts'
import { type AccessLevel, accessLevels, type Viewer } from '../viewer.ts'
import { isVisible } from '../visible.ts'
import { mutate } from '../write/mutate.ts'
import { requireRole } from '../write/rights.ts'
import { drawIds, insertRows } from '../write/rows.ts'
import { addStep } from './add-step.ts'

/** Most figures of one publication. */
const mostFigures = 500

export interface PublicationDraft {
  /** What people call it, of 1 to 200 characters. */
  readonly title: string
  /** What the figures are after the release, where they are more restricted now: PUBLIC or INTERNAL. */
  readonly level: AccessLevel
  /** Figures that one park reports: vintages, printed or corrected. */
  readonly figures: readonly RowKey[]
  /** An instant before which nothing is released, in ISO 8601; null where it is released as soon as it is approved. */
  readonly embargoUntil: string | null
  readonly idempotencyKey: string
}

interface Figure extends RowKey {
  readonly level: AccessLevel
}

/**
 * Drafts a publication, whose figures stay as they are until its release. It takes the role EDITOR. Yields its key.
 *
 * @throws RefusalError `NOT_FOUND`, `FORBIDDEN`, `BAD_USER_INPUT` with all issues, `KEY_USED`, `CONTENTION`
 */
export function draftPublication(pool: pg.Pool, viewer: Viewer, draft: PublicationDraft): Promise<RowKey> {
  const { idempotencyKey, ...input } = draft
  const request = { operation: 'draftPublication', input, idempotencyKey, reason: `draft publication: ${draft.title}` }
  return mutate(pool, viewer, request, async (client) => {
    const figures = await getFigures(client, viewer, draft.figures)
    for (const { reportingParkId } of figures) requireRole(viewer, reportingParkId, 'EDITOR', 'Drafting a publication')
    refuseIssues(findIssues(draft, figures))
    const park = figures[0]?.reportingParkId ?? 0
    const [id = ''] = await drawIds(client, 'publication', 1)
    const { title, level, embargoUntil } = draft
    const own = { reporting_park_id: park, id, title, level, embargo_until: embargoUntil, access_level: 'RESTRICTED' }
    await insertRows(client, 'publication', [own])
    const items = figures.map((figure) => ({ reporting_park_id: park, publication_id: id, observation_id: figure.id }))
    await insertRows(client, 'publication_item', items)
    const key = { reportingParkId: park, id }
    await addStep(client, key, 'DRAFTED', { doneBy: viewer.actor, reason: '' })
    return key
  })
}

/** The figures, in the order given, each with how restricted it is. */
async function getFigures(client: pg.ClientBase, viewer: Viewer, keys: readonly RowKey[]): Promise<Figure[]> {
  const { text, values } = sql`/* draft: figures */ SELECT o.reporting_park_id AS "reportingParkId", o.id::text,
      greatest(o.access_level, s.access_level) AS level
    FROM unnest(${keys.map(({ reportingParkId }) => reportingParkId)}::bigint[], ${keys.map(({ id }) => id)}::bigint[])
        WITH ORDINALITY AS k(park, id, place)
      JOIN observation o ON o.reporting_park_id = k.park AND o.id = k.id
      JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id JOIN subject u ON u.id = s.subject_id
    WHERE ${join(
      ['o', 's', 'u'].map((row) => isVisible(row, viewer)),
      ' AND ',
    )} ORDER BY k.place`
  const { rows } = await client.query<Figure>({ text, values })
  const found = new Set(rows.map(printKey))
  const missing = keys.find((key) => !found.has(printKey(key)))
  if (missing) throw new RefusalError('NOT_FOUND', `There is no figure ${printKey(missing)}.`)
  return rows
}

function findIssues({ title, level }: PublicationDraft, figures: readonly Figure[]): Issue[] {
  const issues: Issue[] = []
  if (title.trim() !== title || title.length === 0 || title.length > 200)
    issues.push({
      path: ['title'],
      code: 'INVALID_TEXT',
      message: 'takes 1 to 200 characters without blanks at the ends',
    })
  if (level === 'RESTRICTED')
    issues.push({
      path: ['level'],
      code: 'OUT_OF_RANGE',
      message: 'is PUBLIC or INTERNAL: nothing becomes more restricted',
    })
  if (figures.length === 0 || figures.length > mostFigures)
    issues.push({ path: ['observations'], code: 'OUT_OF_RANGE', message: `takes 1 to ${mostFigures} figures` })
  const seen = new Set<string>()
  for (const [at, figure] of figures.entries()) {
    const path = ['observations', String(at)]
    if (figure.reportingParkId !== figures[0]?.reportingParkId)
      issues.push({
        path,
        code: 'OTHER_PARK',
        message: 'is reported by another park than the first: publish it by itself',
      })
    else if (seen.has(figure.id)) issues.push({ path, code: 'DOUBLED_ITEM', message: 'is in the list already' })
    else if (accessLevels.indexOf(figure.level) <= accessLevels.indexOf(level))
      issues.push({ path, code: 'ALREADY_PUBLISHED', message: `is ${figure.level} already: it needs no publication` })
    seen.add(figure.id)
  }
  return issues
}
