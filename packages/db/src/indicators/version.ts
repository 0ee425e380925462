import type pg from 'pg'
import { explainWhole } from '../load/check-figures.ts'
import { explainOutdated, type Issue, RefusalError } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { hasRole } from '../write/rights.ts'
import type { Texts } from './entry.ts'

/** An indicator that is there. */
export interface Found {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly labels: Texts
  readonly definition: Texts
  readonly dimension: string
  readonly defaultUnit: string
  readonly status: 'ESTABLISHED' | 'PROVISIONAL'
  readonly candidates: readonly string[]
  readonly partOf: readonly string[]
  readonly aggregation: { readonly overTime: string; readonly overParks: string }
  /** Names of the editions of its definition, each with the first day that it holds for. */
  readonly editions: readonly { readonly edition: string; readonly validFrom: string | null }[]
  readonly isArchived: boolean
  /** Counts up with each change, from 1. */
  readonly version: string
}

/** An indicator as the writer knows it. */
export interface Expectation {
  readonly code: string
  readonly expectedVersion: string
}

/**
 * Everybody sees indicators, and every park counts by them.
 *
 * @throws RefusalError `FORBIDDEN` for whoever has not the role ADMIN for everything
 */
export function requireKeeper(viewer: Viewer): void {
  if (hasRole(viewer, 'ADMIN', ({ isAll }) => isAll)) return
  throw new RefusalError(
    'FORBIDDEN',
    'Making indicators known, and changing them, takes the role ADMIN for everything.',
  )
}

/**
 * Finds an indicator that is to change. It takes the role ADMIN for everything.
 *
 * @throws RefusalError `FORBIDDEN`, `NOT_FOUND`, `VERSION_OUTDATED`
 */
export async function getIndicator(
  client: pg.ClientBase,
  viewer: Viewer,
  { code, expectedVersion }: Expectation,
): Promise<Found> {
  requireKeeper(viewer)
  const { rows } = await client.query<Found>(select, [code])
  const [found] = rows
  if (!found) throw new RefusalError('NOT_FOUND', `There is no indicator "${code.slice(0, 120)}".`)
  const { version } = found
  if (version === expectedVersion) return found
  const message = `${explainOutdated(`"${code}"`, version, expectedVersion)}. Look at it, and decide anew.`
  throw new RefusalError('VERSION_OUTDATED', message, {
    clashes: [{ path: ['expectedVersion'], message, indicator: found.id, version }],
  })
}

const select = `/* read indicator */ SELECT i.id, i.code, i.name, jsonb_build_object('zh', i.label_zh, 'en', i.label_en) AS labels,
    jsonb_build_object('zh', i.definition_zh, 'en', i.definition_en) AS definition, i.dimension, i.default_unit_code AS "defaultUnit",
    i.status, i.candidates, ARRAY(SELECT w.code FROM indicator_relation r JOIN indicator w ON w.id = r.whole_id
      WHERE r.part_id = i.id ORDER BY w.code) AS "partOf",
    jsonb_build_object('overTime', i.over_time, 'overParks', i.over_parks) AS aggregation,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('edition', d.edition, 'validFrom', d.valid_from)), '[]')
      FROM indicator_definition d WHERE d.indicator_id = i.id) AS editions, i.is_archived AS "isArchived",
    (SELECT 1 + count(*) FROM indicator_version v WHERE v.indicator_id = i.id AND NOT v.is_creation)::text AS version
  FROM indicator i WHERE i.code = $1`

/** Codes of the lists that no indicator has, each with its place. */
export async function findUnknown(
  client: pg.ClientBase,
  lists: Readonly<Record<string, readonly string[]>>,
): Promise<Issue[]> {
  const codes = Object.values(lists).flat()
  if (codes.length === 0) return []
  const { rows } = await client.query<{ code: string }>(
    '/* find indicators */ SELECT code FROM indicator WHERE code = ANY ($1)',
    [codes],
  )
  const known = new Set(rows.map(({ code }) => code))
  return Object.entries(lists).flatMap(([name, list]) =>
    list.flatMap((code, at): Issue[] =>
      known.has(code)
        ? []
        : [{ path: [name, String(at)], code: 'UNKNOWN_INDICATOR', message: 'no indicator has that code' }],
    ),
  )
}

/** Wholes that measure something else than what is to be part of them, each with its place in the list. */
export async function findApart(
  client: pg.ClientBase,
  dimension: string,
  partOf: readonly string[],
  before: readonly string[] = [],
): Promise<Issue[]> {
  const added = partOf.filter((code) => !before.includes(code))
  if (added.length === 0) return []
  const { rows } = await client.query<{ code: string; dimension: string }>(
    '/* find wholes */ SELECT code, dimension FROM indicator WHERE code = ANY ($1)',
    [added],
  )
  const wholes = new Map(rows.map((row) => [row.code, row]))
  return partOf.flatMap((code, at): Issue[] => {
    const message = explainWhole({ dimension }, wholes.get(code))
    return message ? [{ path: ['partOf', String(at)], code: 'INVALID_INDICATOR', message }] : []
  })
}
