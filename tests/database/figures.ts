import { generateData, type Planning, type Sql } from '@parkgraph/db'
import { beforeAll, expect, vi } from 'vitest'
import { type TestServer, useServer } from '../kit/server.ts'
import { countVain, explain, listScans, type PlanNode } from './explain.ts'

export const PARKS = 60
/** Those of the data set that every test database begins with. */
export const ARTICLE_PARKS = 7
export const park = 'generated-1-park-9'

/** Tables that grow with the figures: none is ever read from end to end. (The log has a row for each park here, on one page.) */
const grown = ['observation', 'latest', 'series']

// Any moment that is over will do: every row was recorded after it, or before it, and either is looked up.
export const published = 'published: "2020-06-30"'
const recorded = () => `recorded: "${new Date().toISOString()}"`
const clocks: Readonly<Record<string, () => string>> = {
  'as known now': () => '',
  'as published by a day': () => `asOf: { ${published} }`,
  'as recorded by a moment': () => `asOf: { ${recorded()} }`,
  'by both clocks': () => `asOf: { ${published}, ${recorded()} }`,
  'as corrected': () => 'reading: CORRECTED',
}
export const views = Object.entries(clocks)

export const withArguments = (...parts: string[]) => {
  const given = parts.filter(Boolean).join(', ')
  return given ? `(${given})` : ''
}

/**
 * A server with ten years of figures, for the test file. Autovacuum comes to tables of over 50 rows some minute later, such as the units,
 * and never to those of fewer, such as documents: plans are those of then, not of whether it has come.
 */
export function useFigures(): TestServer {
  const server = useServer()
  beforeAll(async () => {
    const { pool } = server.database
    await generateData({ pool, parks: PARKS, enterprises: 200, years: 10, seed: 1 })
    await pool.query('ANALYZE unit, citation')
  })
  return server
}

/** Rows that were read of what the statement had made before: all of them for each row, where a join or a condition looks for them so. */
function countRead(node: PlanNode): number {
  const own = node['CTE Name']
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
    : 0
  return (node.Plans ?? []).reduce((sum, child) => sum + countRead(child), own)
}

/** Parts of the plan that work out what was recorded by a moment more than once. */
export function* listRepeated({ Plans = [], ...node }: PlanNode): Generator<object> {
  const isOnce = node['Parent Relationship'] === 'InitPlan' && node['Actual Loops'] <= 1
  if (JSON.stringify(node).includes('recorded_by(') && !isOnce) yield node
  for (const child of Plans) yield* listRepeated(child)
}

/** Sends the operation, and explains the statement that answered it: how many observations it reads, and what it runs through. */
export async function explainOperation(server: TestServer, operation: string) {
  const query = vi.spyOn(server.database, 'query')
  try {
    const { errors, data } = await server.send(operation)
    expect(errors).toBeUndefined()
    // A recording clock is waited for with a statement of its own.
    expect(query).toHaveBeenCalledTimes(operation.includes('recorded:') ? 2 : 1)
    const [statement, , planning] = query.mock.lastCall as [Sql, AbortSignal, Planning]
    const plan = await explain(server, statement, { planning })
    const scans = [...listScans(plan)]
    const read = scans.filter(({ table }) => table === 'observation').reduce((sum, { rows }) => sum + rows, 0)
    const sequential = scans.filter(({ table, isSequential }) => isSequential && grown.includes(table))
    // What was recorded by a moment is found once: nothing is looked up in the log for a row.
    expect(scans.filter(({ table }) => table === 'change')).toEqual([])
    expect([...listRepeated(plan)]).toEqual([])
    return { data, planning, scans, read, sequential, vain: countVain(plan), reread: countRead(plan) }
  } finally {
    query.mockRestore()
  }
}
