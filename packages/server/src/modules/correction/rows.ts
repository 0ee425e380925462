import { sql } from '@parkgraph/db'
import type { Source } from '../../compiler/plan.ts'
import { isKnown } from '../../compiler/sources.ts'
import { observationRows } from '../observation/rows.ts'

export const correctionKey = ['reportingParkId', 'id'] as const

/** Corrections of figures that the viewer may see. */
export const correctionRows: Source = {
  key: correctionKey,
  isTimed: true,
  from: (view) => sql`(SELECT x.* FROM correction x JOIN ${observationRows.from(view)} o
    ON o.reporting_park_id = x.reporting_park_id AND o.id = x.observation_id WHERE ${isKnown('x', view, 'proposedOn')})`,
}
