import type pg from 'pg'
import type { RowKey } from '../row-key.ts'
import { join, sql } from '../sql.ts'
import type { Viewer } from '../viewer.ts'
import { isVisible } from '../visible.ts'
import { isCorrectionVisible, isDecisionVisible } from './sight.ts'

/** A correction, as lists for people tell it. */
export interface CorrectionItem {
  readonly reportingParkId: number
  readonly id: string
  readonly figureId: string
  readonly state: 'PROPOSED' | 'ACCEPTED' | 'REJECTED'
  /** Counts up with each decision, from 1. */
  readonly version: string
  readonly subject: string
  readonly indicator: string
  readonly printedLabel: string
  readonly printedText: string
  readonly changes: Readonly<Record<string, string | null>>
  readonly confidence: string
  readonly evidenceZh: string
  readonly evidenceEn: string
  readonly proposedBy: string
  readonly proposedOn: string
  readonly decisions: readonly { state: string; decidedBy: string; decidedOn: string; reason: string }[]
}

/** The corrections that the viewer may see, in the order of proposal: all, those of one state, or the one with the key. */
export async function listCorrections(
  pool: pg.Pool,
  viewer: Viewer,
  { state, key }: { state?: CorrectionItem['state'] | undefined; key?: RowKey | undefined } = {},
): Promise<CorrectionItem[]> {
  const { text, values } = sql`/* list corrections */ SELECT * FROM (
       SELECT c.reporting_park_id AS "reportingParkId", c.id::text, o.id::text AS "figureId",
         coalesce(d.list->-1->>'state', 'PROPOSED') AS state, u.slug AS subject, i.code AS indicator, o.printed_label AS "printedLabel",
         o.printed_text AS "printedText", c.changes, c.confidence, c.evidence_zh AS "evidenceZh", c.evidence_en AS "evidenceEn",
         c.proposed_by AS "proposedBy", c.proposed_on::text AS "proposedOn", coalesce(d.list, '[]') AS decisions,
         (1 + coalesce(json_array_length(d.list), 0))::text AS version
       FROM correction c JOIN observation o ON o.reporting_park_id = c.reporting_park_id AND o.id = c.observation_id
         JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
         JOIN subject u ON u.id = s.subject_id JOIN indicator i ON i.id = s.indicator_id
         LEFT JOIN LATERAL (SELECT json_agg(json_build_object('state', d.state, 'decidedBy', d.decided_by, 'decidedOn', d.decided_on,
           'reason', d.reason) ORDER BY d.id) AS list FROM correction_decision d WHERE d.reporting_park_id = c.reporting_park_id
           AND d.correction_id = c.id AND ${isDecisionVisible('d', viewer)}) d ON TRUE
       WHERE ${join(
         [isCorrectionVisible('c', viewer), ...['o', 's', 'u'].map((row) => isVisible(row, viewer))],
         ' AND ',
       )}
         AND ${key ? sql`c.reporting_park_id = ${key.reportingParkId}::bigint AND c.id = ${key.id}::bigint` : sql`TRUE`}) list
     WHERE state = coalesce(${state ?? null}, state) ORDER BY id::bigint`
  return (await pool.query<CorrectionItem>({ text, values })).rows
}
