import type pg from 'pg'
import { Confidence } from '../generated/client/enums.ts'
import { type Issue, RefusalError, refuseTogether } from '../refusal.ts'
import { printKey, type RowKey } from '../row-key.ts'
import { explainText, LONGEST, requireText } from '../texts.ts'
import { today } from '../today.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { drawIds } from '../write/rows.ts'
import { checkChange, checkFigure, checkIndicator, getPrinted, parseChanges } from './figure.ts'

export interface Proposal {
  /** The printed figure. */
  readonly figure: RowKey
  /** Corrected values by property, such as `{ "value": "542.28" }`; null empties one. */
  readonly changes: unknown
  readonly evidence: { readonly zh: string; readonly en: string }
  readonly confidence: string
  /** Identifier of who proposes it, never personal data; the viewer's where it is left out. */
  readonly proposedBy?: string | undefined
  readonly idempotencyKey?: string | undefined
}

/**
 * Proposes a correction of a printed figure, which stays as printed. It is as restricted as the figure, and internal at
 * least: what it is accepted as becomes public by publishing. It takes the role EDITOR.
 *
 * @throws RefusalError `NOT_FOUND`, `FORBIDDEN`, `BAD_USER_INPUT`, `INVALID_CORRECTION`, `UNKNOWN_INDICATOR`, `ARCHIVED_INDICATOR`, `UNKNOWN_UNIT`,
 *   `INCOMPATIBLE_UNITS`, `KEY_USED`, `CONTENTION`
 */
export function proposeCorrection(pool: pg.Pool, viewer: Viewer, proposal: Proposal): Promise<RowKey> {
  const { idempotencyKey, ...input } = proposal
  const { figure: key, evidence, confidence } = input
  const reason = `propose a correction of figure ${printKey(key)}`
  if (proposal.proposedBy !== undefined) requireText(proposal.proposedBy, 'name', 'Who proposes it')
  return mutate(
    pool,
    viewer,
    { operation: 'proposeCorrection', input, idempotencyKey, reason },
    async (client, viewer) => {
      const printed = await getPrinted(client, viewer, key, 'EDITOR')
      const changes = await refuseTogether(
        async () => {
          const found = parseChanges(proposal.changes)
          checkChange(printed, found)
          await checkFigure(client, printed, found)
          await checkIndicator(client, found)
          return found
        },
        () => checkEvidence(proposal),
      )
      const [id = ''] = await drawIds(client, 'correction', 1)
      await client.query(
        `/* propose correction */ INSERT INTO correction (reporting_park_id, id, observation_id, changes, evidence_zh, evidence_en,
         confidence, proposed_by, proposed_on, access_level)
       SELECT o.reporting_park_id, $3, o.id, $4, $5, $6, $7::"Confidence", $8, ${today.sql}, greatest(o.access_level, s.access_level, 'INTERNAL')
       FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
       WHERE o.reporting_park_id = $1 AND o.id = $2`,
        [
          ...[key.reportingParkId, key.id, id, changes, evidence.zh.trim(), evidence.en.trim()],
          ...[confidence, proposal.proposedBy ?? viewer.actor],
        ],
      )
      return { reportingParkId: key.reportingParkId, id }
    },
  )
}

async function checkEvidence({ confidence, evidence }: Proposal): Promise<void> {
  const all = Object.keys(Confidence).join(', ')
  const unknown = Object.hasOwn(Confidence, confidence) ? [] : [`Confidence "${confidence}" is none of ${all}.`]
  const missing = `Evidence is missing: say in Chinese and in English why the figure is wrong, each in at most ${LONGEST.prose} characters.`
  const toIssue = (path: string[], message: string): Issue => ({ path, code: 'INVALID_TEXT', message })
  const issues = [
    ...unknown.map((message) => toIssue(['confidence'], message)),
    ...(['zh', 'en'] as const).flatMap((language) => {
      const text = evidence[language].trim()
      const message = text ? explainText(text, 'prose') : missing
      return message ? [toIssue(['evidence', language], message)] : []
    }),
  ]
  if (issues.length > 0) throw new RefusalError('BAD_USER_INPUT', issues[0]?.message ?? '', { issues })
}
