import { raw, type Sql, sql } from '@parkgraph/db'
import type { Row } from '../../compiler/plan.ts'

/** Holds for accumulations of what came together over a span: of one span they say the same, unless they are of a stock. */
export const isFlowing = (accumulation: Sql): Sql =>
  sql`${accumulation} IN ('MONTH', 'YEAR_TO_DATE', 'FULL_YEAR', 'PERIOD_TOTAL', 'UNSPECIFIED')`

/** Holds for levels `other` that tell of the same spans as the level `row`, as they add up over time, but may call them otherwise. */
export const isAlikeOverTime = (row: Row, other: Row): Sql => sql`(${raw(row)}.measure = 'LEVEL'
  AND ${isFlowing(raw(`${row}.accumulation`))} AND ${isFlowing(raw(`${other}.accumulation`))}
  AND (SELECT added.over_time FROM indicator added WHERE added.id = ${raw(row)}.indicator_id) = 'SUM')`
