import type pg from 'pg'
import { findCrowding, findVintages, getPlaces } from '../figures/place.ts'
import type { Changes } from '../load/shapes.ts'
import { explainOutdated, type RefusalCode, RefusalError, refuseIssues } from '../refusal.ts'
import { printKey, type RowKey } from '../row-key.ts'
import { sql } from '../sql.ts'
import { explainText, LONGEST, requireText } from '../texts.ts'
import { today } from '../today.ts'
import type { Viewer } from '../viewer.ts'
import { isVisible } from '../visible.ts'
import { mutate } from '../write/mutate.ts'
import { mayWrite, requireRole } from '../write/rights.ts'
import { explainCrowded, explainDecided, explainRevised, type Fault } from './explain.ts'
import { checkFigure, getPrinted } from './figure.ts'
import { isCorrectionVisible } from './sight.ts'

export interface Decision {
  readonly correction: RowKey
  readonly state: 'ACCEPTED' | 'REJECTED'
  /** The version of the correction that whoever decides knows; whatever it is where it is left out. */
  readonly expectedVersion?: string | undefined
  readonly reason: string
  /** Identifier of who decides, never personal data; the viewer's where it is left out. */
  readonly decidedBy?: string | undefined
  readonly idempotencyKey?: string | undefined
}

/** What a decision did: the observation that is read for the printed figure from now on, null for the printed one. */
export interface Decided {
  readonly observation: RowKey | null
}

/** A correction of the figure at hand, with its newest decision. */
interface Entry {
  readonly id: string
  readonly changes: Changes
  readonly state: string | null
  readonly decision: string | null
  readonly observation: string | null
  /** Counts up with each decision on it, from 1. */
  readonly version: string
}

/**
 * Accepts or rejects a correction, or takes an earlier decision back by the opposite one. What the figure reads as from then
 * on, by all its corrections that are accepted then, in the order in which they were accepted, is recorded as an
 * observation beside the printed one.
 * The decision is as restricted as the most restricted of what it tells. It takes the role STEWARD, and to accept somebody else than who
 * proposed it, or ADMIN.
 *
 * @throws RefusalError `NOT_FOUND`, `FORBIDDEN`, `BAD_USER_INPUT`, `VERSION_OUTDATED`, `ALREADY_DECIDED`, `FIGURE_EXISTS`, `KEY_USED`, `CONTENTION`, and what
 *   makes a correction invalid, for corrections that are sound alone need not be so together
 */
export function decideCorrection(pool: pg.Pool, viewer: Viewer, decision: Decision): Promise<Decided> {
  const { idempotencyKey, ...input } = decision
  const { correction: key, state } = input
  const park = key.reportingParkId
  const reason = decision.reason.trim()
  const verb = state === 'ACCEPTED' ? 'accept' : 'reject'
  const request = { operation: `${verb}Correction`, input, idempotencyKey }
  if (decision.decidedBy !== undefined) requireText(decision.decidedBy, 'name', 'Who decides')
  const change = `${verb} correction ${printKey(key)}: ${reason}`
  return mutate(pool, viewer, { ...request, reason: change }, async (client, viewer) => {
    const { figure, proposedBy } = await getOwn(client, viewer, key)
    if (state === 'ACCEPTED') requireOther(viewer, key, proposedBy)
    checkReason(reason)
    const entries = await listEntries(client, park, figure)
    const own = entries.find(({ id }) => id === key.id)
    if (!own) throw new Error(`Correction ${printKey(key)} is none of its figure`)
    checkState(decision, own)
    if (state === 'ACCEPTED') await checkVintage(client, key, { reportingParkId: park, id: figure })
    const accepted = listAccepted(entries, key.id, state)
    const isUnchanged = state === 'REJECTED' && own.state !== 'ACCEPTED'
    const observation = isUnchanged
      ? findRead(entries)
      : await record(client, viewer, { reportingParkId: park, id: figure }, accepted)
    await checkPlace(client, { reportingParkId: park, id: figure }, observation)
    await client.query(
      `/* decide */ INSERT INTO correction_decision (reporting_park_id, correction_id, state, observation_id, decided_by, reason,
         decided_on, access_level)
       SELECT $1, $2, $3::"CorrectionState", $4::bigint, $5, $6, ${today.sql}, (SELECT max(l) FROM (
         SELECT c.access_level AS l FROM correction c WHERE c.reporting_park_id = $1 AND c.id = ANY ($7::bigint[]) UNION ALL
         SELECT unnest(ARRAY[o.access_level, s.access_level]) FROM observation o
           JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
           WHERE o.reporting_park_id = $1 AND o.id IN ($4::bigint, $8::bigint)) levels)`,
      [
        ...[park, key.id, state, observation, decision.decidedBy ?? viewer.actor, reason],
        ...[[key.id, ...accepted.map(({ id }) => id)], figure],
      ],
    )
    return { observation: observation === null ? null : { reportingParkId: park, id: observation } }
  })
}

function checkReason(reason: string): void {
  const missing = `A decision needs a reason: say why, in at most ${LONGEST.reason} characters.`
  const message = reason ? explainText(reason, 'reason') : missing
  if (message) refuseIssues([{ path: ['reason'], code: 'INVALID_TEXT', message }])
}

/** Four eyes: one proposes, and another accepts. */
function requireOther(viewer: Viewer, { reportingParkId }: RowKey, proposedBy: string): void {
  if (proposedBy !== viewer.actor || mayWrite(viewer, reportingParkId, 'ADMIN')) return
  const message = 'Accepting a correction takes somebody else than who proposed it, or the role ADMIN there.'
  throw new RefusalError('FORBIDDEN', message)
}

interface Own {
  readonly figure: string
  readonly proposedBy: string
}

async function getOwn(client: pg.ClientBase, viewer: Viewer, key: RowKey): Promise<Own> {
  const { text, values } =
    sql`/* decide: correction */ SELECT c.observation_id::text AS figure, c.proposed_by AS "proposedBy" FROM correction c
      JOIN observation o ON o.reporting_park_id = c.reporting_park_id AND o.id = c.observation_id
      JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id JOIN subject u ON u.id = s.subject_id
    WHERE c.reporting_park_id = ${key.reportingParkId}::bigint AND c.id = ${key.id}::bigint AND ${isCorrectionVisible('c', viewer)}
      AND ${isVisible('o', viewer)} AND ${isVisible('s', viewer)} AND ${isVisible('u', viewer)}`
  const { rows } = await client.query<Own>({ text, values })
  if (!rows[0]) throw new RefusalError('NOT_FOUND', `There is no correction ${printKey(key)}.`)
  requireRole(viewer, key.reportingParkId, 'STEWARD', 'Deciding on a correction')
  return rows[0]
}

async function listEntries(client: pg.ClientBase, park: number, figure: string): Promise<Entry[]> {
  const { rows } = await client.query<Entry>(
    `/* decide: corrections of the figure */ SELECT c.id::text, c.changes, d.state, d.id::text AS decision, d.observation_id::text AS observation,
       (SELECT 1 + count(*) FROM correction_decision v WHERE v.reporting_park_id = c.reporting_park_id AND v.correction_id = c.id)::text AS version
     FROM correction c LEFT JOIN LATERAL (SELECT * FROM correction_decision d WHERE d.reporting_park_id = c.reporting_park_id
       AND d.correction_id = c.id ORDER BY d.id DESC LIMIT 1) d ON TRUE
     WHERE c.reporting_park_id = $1 AND c.observation_id = $2 ORDER BY d.id NULLS LAST`,
    [park, figure],
  )
  return rows
}

function checkState({ correction, state, expectedVersion }: Decision, { version, state: before }: Entry): void {
  if (expectedVersion !== undefined && expectedVersion !== version) {
    const message = `${explainOutdated(`Correction ${printKey(correction)}`, version, expectedVersion)}. Look at it, and decide anew.`
    throw new RefusalError('VERSION_OUTDATED', message, { clashes: [{ path: ['expectedVersion'], message, version }] })
  }
  if (before === state) throw refuse(explainDecided(correction, state))
}

/** Refuses to accept what was proposed before the figure was revised or withdrawn. A correction of a vintage that was an older one already stands beside the newest. */
async function checkVintage(client: pg.ClientBase, correction: RowKey, figure: RowKey): Promise<void> {
  const [newest] = await findVintages(client, await getPlaces(client, figure.reportingParkId, [figure.id]))
  if (!newest || newest.id === figure.id) return
  const { rows } = await client.query<{ isLater: boolean }>(
    `/* decide: was revised since */ SELECT v.position > p.position AS "isLater" FROM observation o
       JOIN change v ON v.reporting_park_id = o.reporting_park_id AND v.id = o.change_id
       JOIN correction c ON c.reporting_park_id = o.reporting_park_id AND c.id = $3
       JOIN change p ON p.reporting_park_id = c.reporting_park_id AND p.id = c.change_id
     WHERE o.reporting_park_id = $1 AND o.id = $2`,
    [figure.reportingParkId, newest.id, correction.id],
  )
  if (rows[0]?.isLater) throw refuse(explainRevised(newest), newest)
}

/** The corrections that are accepted after the decision, in the order in which they were accepted. */
function listAccepted(entries: readonly Entry[], id: string, state: Decision['state']): Entry[] {
  const others = entries.filter((entry) => entry.id !== id && entry.state === 'ACCEPTED')
  const own = entries.filter((entry) => entry.id === id && state === 'ACCEPTED')
  return [...others, ...own]
}

/** What is read for the figure by the newest decision on any of its corrections. */
function findRead(entries: readonly Entry[]): string | null {
  return entries.findLast(({ decision }) => decision !== null)?.observation ?? null
}

/** Records what the printed figure reads as by these corrections, and returns its id; null where there are none. */
async function record(
  client: pg.ClientBase,
  viewer: Viewer,
  figure: RowKey,
  accepted: readonly Entry[],
): Promise<string | null> {
  if (accepted.length === 0) return null
  const changes: Changes = Object.assign({}, ...accepted.map((entry) => entry.changes))
  await checkFigure(client, await getPrinted(client, viewer, figure, 'STEWARD'), changes)
  const from = 'FROM correct_figure($1, $2, $3) f JOIN observation o ON o.reporting_park_id = $1 AND o.id = $2'
  const values = [figure.reportingParkId, figure.id, JSON.stringify(changes)]
  const ids = accepted.map(({ id }) => id)
  const level = `greatest(o.access_level, (SELECT max(c.access_level) FROM correction c WHERE c.reporting_park_id = $1 AND c.id = ANY ($4::bigint[])))`
  // A series may be seen by whoever may see one of its figures.
  await client.query(
    `/* decide: series */ INSERT INTO series (reporting_park_id, subject_id, indicator_id, measure, accumulation, price_basis, scope,
       breakdown, dimension, access_level)
     SELECT f.reporting_park_id, f.subject_id, f.indicator_id, f.measure, f.accumulation, f.price_basis, f.scope, f.breakdown,
       f.dimension, ${level} ${from} WHERE f.series_id IS NULL ON CONFLICT DO NOTHING`,
    [...values, ids],
  )
  const { rows } = await client.query<{ id: string }>(
    `/* decide: observation */ INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, lower, upper,
       qualifier, unit_code, nature, stage, status, missing_reason, printed_label, printed_text, corrected_label, reading, source_id,
       citation_id, published_on, growth_of_id, corrects_id, access_level)
     SELECT f.reporting_park_id, f.series_id, f.period_start, f.period_end, f.value, f.lower, f.upper, f.qualifier, f.unit_code,
       f.nature, f.stage, o.status, f.missing_reason, o.printed_label, o.printed_text, nullif(f.label, o.printed_label), 'CORRECTED',
       o.source_id, o.citation_id, greatest(o.published_on, ${today.sql}), o.growth_of_id, o.id, ${level}
     ${from} RETURNING id::text`,
    [...values, ids],
  )
  return rows[0]?.id ?? null
}

/**
 * Refuses what would put two figures in one place: of one series, period, nature and source, one is read. A vintage that is not the
 * newest is in nobody's way.
 */
async function checkPlace(client: pg.ClientBase, figure: RowKey, observation: string | null) {
  const [own, target] = await getPlaces(client, figure.reportingParkId, [figure.id, observation ?? figure.id])
  if (!own || !target) return
  const [newest] = await findVintages(client, [own])
  if (newest?.id !== figure.id) return
  const [there] = await findCrowding(client, [{ figure, place: target }])
  if (!there) return
  throw refuse(explainCrowded(there), there)
}

function refuse({ code, message }: Fault<RefusalCode>, figure: RowKey | null = null): RefusalError {
  return new RefusalError(code, message, { clashes: [{ path: ['correction'], message, figure }] })
}
