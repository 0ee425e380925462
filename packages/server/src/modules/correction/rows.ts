import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row, type Source } from '../../compiler/plan.ts'
import { isKnownCorrection, isKnownDecision, mayAudit } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { isNewest, observationRows } from '../observation/rows.ts'

export const correctionKey = ['reportingParkId', 'id'] as const

/** A column that tells who did something: to those alone who may see who changed what. */
const told = (name: string, view: View) => sql`CASE WHEN ${mayAudit('x', view)} THEN x.${raw(name)} END AS ${raw(name)}`

/** A column of free text, which nobody reviewed: to the same, and to everybody where the row itself was loaded as public. */
const written = (name: string, view: View) =>
  sql`CASE WHEN x.access_level = 'PUBLIC' OR ${mayAudit('x', view)} THEN x.${raw(name)} END AS ${raw(name)}`

/** Corrections of figures that the viewer may see. */
export const correctionRows: Source = {
  key: correctionKey,
  isTimed: true,
  from: (
    view,
  ) => sql`(SELECT x.reporting_park_id, x.id, x.observation_id, x.changes, x.confidence, x.proposed_on, x.access_level, x.change_id,
      ${told('proposed_by', view)}, ${written('evidence_zh', view)}, ${written('evidence_en', view)} FROM correction x JOIN ${observationRows.from(view)} o
    ON o.reporting_park_id = x.reporting_park_id AND o.id = x.observation_id WHERE ${isKnownCorrection('x', view)})`,
}

/** Decisions on corrections. */
export const decisionRows: Source = {
  key: correctionKey,
  isTimed: true,
  from: (
    view,
  ) => sql`(SELECT x.reporting_park_id, x.id, x.correction_id, x.observation_id, x.state, x.decided_on, x.access_level, x.change_id,
      ${told('decided_by', view)}, ${written('reason', view)} FROM correction_decision x WHERE ${isKnownDecision('x', view)})`,
}

/** What the newest decision says of a correction. */
export const selectState = (row: Row, view: View): Sql =>
  sql`coalesce((SELECT d.state FROM ${decisionRows.from(view)} d WHERE d.reporting_park_id = ${column(row, 'reportingParkId')}
    AND d.correction_id = ${column(row, 'id')} ORDER BY d.id DESC LIMIT 1), 'PROPOSED')`

/**
 * The changes of the figure without a correction and with it: of all others that are accepted, in the order of acceptance,
 * and of this one, last where it is not accepted. `is_read`: whether the figure is the vintage that is read.
 */
export const selectPreview = (correction: Row, view: View): Sql =>
  sql`(SELECT o.reporting_park_id, o.id AS observation_id, ${column(correction, 'id')} AS correction_id, o.subject_id, ${isNewest('o', view)} AS is_read, a.*
    FROM ${observationRows.from(view)} o CROSS JOIN LATERAL (SELECT
        coalesce(jsonb_object_agg(e.key, e.value ORDER BY d.id) FILTER (WHERE c.id <> ${column(correction, 'id')}), '{}') AS changes_before,
        jsonb_object_agg(e.key, e.value ORDER BY d.state IS NOT DISTINCT FROM 'ACCEPTED' DESC, d.id) AS changes_after,
        bool_or(c.id = ${column(correction, 'id')} AND d.state IS NOT DISTINCT FROM 'ACCEPTED') AS is_accepted
      FROM ${correctionRows.from(view)} c LEFT JOIN LATERAL (SELECT d.id, d.state FROM ${decisionRows.from(view)} d
        WHERE d.reporting_park_id = c.reporting_park_id AND d.correction_id = c.id ORDER BY d.id DESC LIMIT 1) d ON TRUE,
        jsonb_each(c.changes) e
      WHERE c.reporting_park_id = o.reporting_park_id AND c.observation_id = o.id
        AND (d.state = 'ACCEPTED' OR c.id = ${column(correction, 'id')})) a
    WHERE o.reporting_park_id = ${column(correction, 'reportingParkId')} AND o.id = ${column(correction, 'observationId')})`
