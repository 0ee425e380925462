import { raw, type Sql, sql } from '@parkgraph/db'
import type { Row } from '../../compiler/plan.ts'
import { isAlikeOverTime } from './flow.ts'

/** What tells series of one subject from each other. */
export const keyColumns = [
  'indicator_id',
  'measure',
  'accumulation',
  'price_basis',
  'scope',
  'breakdown',
  'dimension',
] as const

const isOfAll = (row: Row, key: Row, names: readonly string[]) =>
  raw(names.map((name) => `${row}.${name} = ${key}.${name}`).join(' AND '))

/** Holds for rows, of whatever subject, with the key of a series. */
export const isOfKey = (row: Row, key: Row): Sql => isOfAll(row, key, keyColumns)

/** The same, or calls the same spans otherwise, as what adds up over time may. */
export function isAlike(row: Row, key: Row): Sql {
  const others = keyColumns.filter((name) => name !== 'accumulation')
  return sql`${isOfAll(row, key, others)} AND (${raw(`${row}.accumulation = ${key}.accumulation`)} OR ${isAlikeOverTime(key, row)})`
}
