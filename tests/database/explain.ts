import { PLAN_ONCE, type Planning, type Sql } from '@parkgraph/db'
import pg from 'pg'
import type { TestServer } from '../kit/server.ts'

export interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'CTE Name'?: string
  readonly 'Parent Relationship'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Index Cond'?: string
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Join Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

export interface Scan {
  readonly table: string
  readonly isSequential: boolean
  /** Rows that were looked at. */
  readonly rows: number
  /** What the index was asked for. */
  readonly condition: string
}

export function* listScans(node: PlanNode): Generator<Scan> {
  const table = node['Relation Name']
  // What the plan holds and never runs, such as the branch for figures without a period, reads nothing.
  if (table && node['Actual Loops'] > 0) {
    const rows = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    yield { table, isSequential: node['Node Type'] === 'Seq Scan', rows, condition: node['Index Cond'] ?? '' }
  }
  for (const child of node.Plans ?? []) yield* listScans(child)
}

/** Pairs of rows that joins looked at in vain. */
export function countVain(node: PlanNode): number {
  const own = (node['Rows Removed by Join Filter'] ?? 0) * node['Actual Loops']
  return (node.Plans ?? []).reduce((sum, child) => sum + countVain(child), own)
}

/** What the statement does, run in a transaction with settings, on a connection of its own. */
export async function explain(
  server: TestServer,
  { text, values }: Sql,
  { settings = '', planning = 'AUTO' }: { settings?: string; planning?: Planning } = {},
): Promise<PlanNode> {
  const client = await server.database.pool.connect()
  const options = 'EXPLAIN (ANALYZE, VERBOSE, TIMING OFF, FORMAT JSON)'
  try {
    await client.query(`BEGIN; ${settings}`)
    if (planning === 'AUTO') return readPlan(await client.query(`${options} ${text}`, values as unknown[]))
    // One plan for any values is only shown of what is prepared by name.
    await client.query(`PREPARE explained AS ${text}; ${PLAN_ONCE.replace('SET', 'SET LOCAL')}`)
    return readPlan(await client.query(`${options} EXECUTE explained(${values.map(printLiteral)})`))
  } finally {
    await client.query('ROLLBACK')
    if (planning === 'ONCE') await client.query('DEALLOCATE explained')
    client.release()
  }
}

const readPlan = ({ rows }: { rows: { 'QUERY PLAN': [{ Plan: PlanNode }] }[] }): PlanNode =>
  (rows[0] as (typeof rows)[number])['QUERY PLAN'][0].Plan

function printLiteral(value: unknown): string {
  if (value === null) return 'NULL'
  const text = Array.isArray(value) ? `{${value.map((item) => JSON.stringify(String(item)))}}` : String(value)
  return pg.escapeLiteral(text)
}
