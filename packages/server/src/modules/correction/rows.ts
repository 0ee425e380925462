import { sql } from '@parkgraph/db'
import type { Source } from '../../compiler/plan.ts'
import { isVisible } from '../../compiler/sources.ts'
import { observationRows } from '../observation/rows.ts'

export const correctionKey = ['reportingParkId', 'id'] as const

/** Corrections of figures that the viewer may see. */
export const correctionRows: Source = {
  key: correctionKey,
  from: (viewer) => sql`(SELECT x.* FROM correction x JOIN ${observationRows.from(viewer)} o
    ON o.reporting_park_id = x.reporting_park_id AND o.id = x.observation_id WHERE ${isVisible('x', viewer)})`,
}
