import { empty, hasLater, isRecordedBy, raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from './plan.ts'

/**
 * A query of what the own fields of a subject or document were at the place that the view looks from, where they changed after it: the
 * version that the first such change replaced. Where nothing changed after it at all, no row is looked up.
 */
export const selectBefore = (table: 'subject' | 'source', row: Row, recorded: bigint | Sql): Sql =>
  sql`SELECT v.* FROM ${raw(`${table}_version`)} v
  WHERE v.reporting_park_id = ${column(row, 'reportingParkId')} AND ${raw(`v.${table}_id`)} = ${column(row, 'id')}
    AND ${isReplaced(`${table}_version`, recorded)}
  ORDER BY (SELECT h.position FROM change h WHERE h.reporting_park_id = v.reporting_park_id AND h.id = v.change_id) LIMIT 1`

/** The same of an indicator, which no park reports. Versions of one indicator are numbered in the order of their commits. */
export const selectIndicatorBefore = (indicator: Row, recorded: bigint | Sql): Sql =>
  sql`SELECT v.* FROM indicator_version v
  WHERE v.indicator_id = ${column(indicator, 'id')} AND ${isReplaced('indicator_version', recorded)} ORDER BY v.id LIMIT 1`

const isReplaced = (table: string, recorded: bigint | Sql) =>
  sql`NOT ${isRecordedBy('v', recorded)} ${typeof recorded === 'bigint' ? sql`AND ${hasLater(table, recorded)}` : empty}`
