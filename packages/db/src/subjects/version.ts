import type pg from 'pg'
import { cut, explainOutdated, RefusalError } from '../refusal.ts'
import { sql } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import { isVisible } from '../visible.ts'
import { requireRole } from '../write/rights.ts'
import type { ToldSubject } from './entry.ts'

/** A subject that is there, with its own fields. */
export interface Found extends ToldSubject {
  readonly id: number
  readonly reportingParkId: number
  /** Slug. */
  readonly reportingPark: string
  readonly isArchived: boolean
  /** Counts up with each change of its own fields, from 1. */
  readonly version: string
  /** The facets that it has. */
  readonly facets: readonly ToldSubject['kind'][]
}

/** A subject as the writer knows it. */
export interface Expectation {
  readonly slug: string
  readonly expectedVersion: string
}

/**
 * Finds a subject whose own fields are to change. It takes the role EDITOR for the park that reports it.
 *
 * @throws RefusalError `NOT_FOUND` for what is not there, hidden, or no `kind`; `FORBIDDEN`, `VERSION_OUTDATED`
 */
export async function getSubject(
  client: pg.ClientBase,
  viewer: Viewer,
  { slug, expectedVersion }: Expectation,
  kind: ToldSubject['kind'] | null,
): Promise<Found> {
  const [found] = await findOwnFields(client, viewer, { slugs: [slug], creditCodes: [] })
  const what = kind?.toLowerCase() ?? 'subject'
  if (!found || (kind && !found.facets.includes(kind)))
    throw new RefusalError('NOT_FOUND', `There is no ${what} "${cut(slug)}".`)
  requireRole(viewer, found.reportingParkId, 'EDITOR', `Changing a ${what}`)
  if (found.version === expectedVersion) return found
  const message = `${explainOutdated(`"${slug}"`, found.version, expectedVersion)}. Look at it, and decide anew.`
  const clashes = [{ path: ['expectedVersion'], message, subject: found.id, version: found.version }]
  throw new RefusalError('VERSION_OUTDATED', message, { clashes })
}

/** The subjects with these slugs, and the enterprises with these credit codes, that the viewer sees. */
export async function findOwnFields(
  client: pg.ClientBase,
  viewer: Viewer,
  { slugs, creditCodes }: { readonly slugs: readonly string[]; readonly creditCodes: readonly string[] },
): Promise<Found[]> {
  const { text, values } =
    sql`/* read subjects */ SELECT s.id, s.kind, s.slug, s.reporting_park_id AS "reportingParkId",
      (SELECT r.slug FROM subject r WHERE r.id = s.reporting_park_id) AS "reportingPark", s.is_archived AS "isArchived",
      s.access_level AS "accessLevel",
      (SELECT 1 + count(*) FROM subject_version v WHERE v.reporting_park_id = s.reporting_park_id AND v.subject_id = s.id)::text AS version,
      jsonb_strip_nulls(jsonb_build_object('name', s.name, 'pinyin', s.name_pinyin, 'parkKind', p.kind, 'level', p.level,
        'regionCode', p.region_code, 'regionSystem', p.region_system, 'projectKind', w.kind,
        'unifiedSocialCreditCode', e.unified_social_credit_code, 'industryCode', e.industry_code,
        'industrySystem', e.industry_system)) AS fields,
      array_remove(ARRAY[CASE WHEN p.id IS NOT NULL THEN 'PARK' END, CASE WHEN w.id IS NOT NULL THEN 'PROJECT' END,
        CASE WHEN e.id IS NOT NULL THEN 'ENTERPRISE' END,
        CASE WHEN EXISTS (SELECT FROM facility f WHERE f.id = s.id) THEN 'FACILITY' END,
        CASE WHEN EXISTS (SELECT FROM programme f WHERE f.id = s.id) THEN 'PROGRAMME' END], NULL) AS facets
    FROM subject s LEFT JOIN park p ON p.id = s.id LEFT JOIN project w ON w.id = s.id LEFT JOIN enterprise e ON e.id = s.id
    WHERE s.slug = ANY (${slugs}::text[]) AND ${isVisible('s', viewer)}`
  const bySlug = slugs.length > 0 ? (await client.query<Found>({ text, values })).rows : []
  if (creditCodes.length === 0) return bySlug
  const { rows } = await client.query<{ slug: string }>(
    '/* slugs of codes */ SELECT s.slug FROM enterprise e JOIN subject s ON s.id = e.id WHERE e.unified_social_credit_code = ANY ($1)',
    [creditCodes],
  )
  const further = rows.map(({ slug }) => slug).filter((slug) => !slugs.includes(slug))
  return [...bySlug, ...(await findOwnFields(client, viewer, { slugs: further, creditCodes: [] }))]
}
