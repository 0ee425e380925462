import { hasRole, sql } from '@parkgraph/db'
import type { Source } from '../../compiler/plan.ts'

/** Imports that the viewer sent; those of everybody, for the role ADMIN for everything. */
export const importRows: Source = {
  key: ['id'],
  from: (view) =>
    hasRole(view, 'ADMIN', ({ isAll }) => isAll)
      ? sql`import`
      : sql`(SELECT x.* FROM import x WHERE x.actor = ${view.actor})`,
}
