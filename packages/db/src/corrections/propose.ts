import type pg from 'pg'
import { Confidence } from '../generated/client/enums.ts'
import { drawIds, writeAs } from '../load/write.ts'
import { RefusalError } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { checkChange, checkFigure, getPrinted, parseChanges, printKey, type RowKey } from './figure.ts'

export interface Proposal {
  /** The printed figure. */
  readonly figure: RowKey
  /** Corrected values by property, such as `{ "value": "542.28" }`; null empties one. */
  readonly changes: unknown
  readonly evidence: { readonly zh: string; readonly en: string }
  readonly confidence: string
  /** Identifier of who proposes it, never personal data; the viewer's where it is left out. */
  readonly proposedBy?: string | undefined
}

/**
 * Proposes a correction of a printed figure, which stays as printed. It is as restricted as the figure.
 *
 * @throws RefusalError `NOT_FOUND`, `BAD_USER_INPUT`, `INVALID_CORRECTION`, `UNKNOWN_INDICATOR`, `UNKNOWN_UNIT`,
 *   `INCOMPATIBLE_UNITS`
 */
export async function proposeCorrection(pool: pg.Pool, viewer: Viewer, proposal: Proposal): Promise<RowKey> {
  const { figure: key, evidence, confidence } = proposal
  const changes = parseChanges(proposal.changes)
  if (!Object.hasOwn(Confidence, confidence)) {
    const all = Object.keys(Confidence).join(', ')
    throw new RefusalError('BAD_USER_INPUT', `Confidence "${confidence}" is none of ${all}.`)
  }
  if (!evidence.zh.trim() || !evidence.en.trim()) {
    throw new RefusalError(
      'BAD_USER_INPUT',
      'Evidence is missing: say in Chinese and in English why the figure is wrong.',
    )
  }
  return writeAs(pool, viewer, `propose a correction of figure ${printKey(key)}`, async (client) => {
    const printed = await getPrinted(client, viewer, key)
    checkChange(printed, changes)
    await checkFigure(client, printed, changes)
    const [id = ''] = await drawIds(client, 'correction', 1)
    await client.query(
      `/* propose correction */ INSERT INTO correction (reporting_park_id, id, observation_id, changes, evidence_zh, evidence_en,
         confidence, proposed_by, proposed_on, access_level)
       SELECT o.reporting_park_id, $3, o.id, $4, $5, $6, $7::"Confidence", $8, current_date, greatest(o.access_level, s.access_level)
       FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
       WHERE o.reporting_park_id = $1 AND o.id = $2`,
      [
        ...[key.reportingParkId, key.id, id, changes, evidence.zh.trim(), evidence.en.trim()],
        ...[confidence, proposal.proposedBy ?? viewer.actor],
      ],
    )
    return { reportingParkId: key.reportingParkId, id }
  })
}
