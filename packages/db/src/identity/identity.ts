import type pg from 'pg'
import { RefusalError } from '../refusal.ts'
import { type Sql, sql } from '../sql.ts'
import { requireText } from '../texts.ts'
import { today } from '../today.ts'
import type { Viewer } from '../viewer.ts'
import { isVisible } from '../visible.ts'
import { writeSerializably } from '../write/retry.ts'
import { requireRole } from '../write/rights.ts'

/** "Possibly the same as": two subjects of which a person has to say whether they are one. */
export interface IdentityLink {
  /** Id of the fact's first version, which its later ones supersede. */
  readonly id: string
  /** POSSIBLY_SAME_AS: open; SAME_AS: confirmed; NOT_SAME_AS: rejected. */
  readonly state: 'POSSIBLY_SAME_AS' | 'SAME_AS' | 'NOT_SAME_AS'
  readonly from: string
  readonly to: string
  readonly noteZh: string | null
  readonly noteEn: string | null
}

type Row = IdentityLink & { readonly reportingParkId: number }

const select = (viewer: Viewer, condition: Sql) => {
  const { text, values } =
    sql`/* find identities */ SELECT f.id::text, CASE WHEN v.is_withdrawal THEN 'NOT_SAME_AS' ELSE v.kind::text END AS state,
      a.slug AS "from", coalesce(b.slug, f.to_name) AS "to", v.note_zh AS "noteZh", v.note_en AS "noteEn",
      f.reporting_park_id AS "reportingParkId"
    FROM relationship f JOIN subject a ON a.id = f.from_id LEFT JOIN subject b ON b.id = f.to_id
      CROSS JOIN LATERAL (SELECT v.* FROM relationship v WHERE (v.id = f.id OR v.supersedes_id = f.id) AND ${isVisible('v', viewer)}
        ORDER BY v.published_on DESC, v.id DESC LIMIT 1) v
    WHERE f.kind = 'POSSIBLY_SAME_AS' AND f.supersedes_id IS NULL AND ${isVisible('f', viewer)} AND ${isVisible('a', viewer)}
      AND (b.id IS NULL OR ${isVisible('b', viewer)}) AND ${condition} ORDER BY f.id`
  return { text, values }
}

/** The links between subjects that are possibly the same, with what was decided about each. */
export async function listIdentities(pool: pg.Pool, viewer: Viewer): Promise<IdentityLink[]> {
  const { rows } = await pool.query<Row>(select(viewer, sql`TRUE`))
  return rows.map(({ reportingParkId: _, ...link }) => link)
}

/**
 * Confirms that two subjects are the same, which records a version of kind SAME_AS, or rejects it, which withdraws the link.
 * The opposite decision later takes it back. The reason becomes the note of the version. It takes the role STEWARD.
 *
 * @throws RefusalError `NOT_FOUND`, `FORBIDDEN`, `BAD_USER_INPUT`, `ALREADY_DECIDED`, `CONTENTION`
 */
export async function resolveIdentity(
  pool: pg.Pool,
  viewer: Viewer,
  decision: { readonly id: string; readonly isSame: boolean; readonly reason: string },
): Promise<void> {
  const { id, isSame } = decision
  const reason = decision.reason.trim()
  if (!reason) throw new RefusalError('BAD_USER_INPUT', 'A decision needs a reason: say why.')
  requireText(reason, 'reason', 'The reason')
  const change = `${isSame ? 'confirm' : 'reject'} identity ${id}: ${reason}`
  await writeSerializably(pool, viewer, change, async (client, viewer) => {
    const { rows } = await client.query<Row>(select(viewer, sql`f.id = ${id}::bigint`))
    const [link] = rows
    if (!link) throw new RefusalError('NOT_FOUND', `There is no link "possibly the same as" with the id ${id}.`)
    requireRole(viewer, link.reportingParkId, 'STEWARD', 'Saying whether subjects are the same')
    if (link.state === (isSame ? 'SAME_AS' : 'NOT_SAME_AS')) {
      throw new RefusalError(
        'ALREADY_DECIDED',
        `${link.from} and ${link.to} are ${isSame ? '' : 'not '}the same already.`,
      )
    }
    await client.query(
      `/* resolve identity */ INSERT INTO relationship (from_id, kind, to_id, to_name, period_start, period_end, note_zh, note_en,
         published_on, citation_id, reporting_park_id, access_level, supersedes_id, is_withdrawal)
       SELECT from_id, $2::"RelationshipKind", to_id, to_name, period_start, period_end, $3, $3,
         greatest(${today.sql}, (SELECT max(v.published_on) FROM relationship v WHERE v.id = f.id OR v.supersedes_id = f.id)),
         citation_id, reporting_park_id, access_level, id, $4
       FROM relationship f WHERE id = $1`,
      [id, isSame ? 'SAME_AS' : 'POSSIBLY_SAME_AS', reason, !isSame],
    )
  })
}
