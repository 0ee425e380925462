import type { Database } from '@parkgraph/db'
import { expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { addFact, addSubjects } from './data.ts'

/** Types of what the lists at the root hold. */
export const types: Record<string, string> = {
  parks: 'Park',
  projects: 'Project',
  enterprises: 'Enterprise',
  facilities: 'Facility',
  programmes: 'Programme',
  indicators: 'Indicator',
  observations: 'Observation',
}

/** Answers a function that reads the keys of all rows of a list at the root of `server` that meet a condition. */
export function findIn(server: Pick<TestServer, 'send'>) {
  return async function find(field: string, where: unknown, key = 'slug'): Promise<string[]> {
    const query = `query ($where: ${types[field]}Where, $after: String) { list: ${field}(first: 100, after: $after, where: $where) {
    nodes { key: ${key} } totalCount pageInfo { hasNextPage endCursor } } }`
    const keys: string[] = []
    let after: string | null = null
    for (;;) {
      const { data, errors } = await server.send(query, { where, after })
      expect(errors).toBeUndefined()
      const list = data?.list as {
        nodes: { key: string }[]
        totalCount: number
        pageInfo: { hasNextPage: boolean; endCursor: string }
      }
      keys.push(...list.nodes.map((node) => node.key))
      if (!list.pageInfo.hasNextPage) {
        expect(keys).toHaveLength(list.totalCount)
        return keys
      }
      after = list.pageInfo.endCursor
    }
  }
}

/** Inserts four parks, each within the one before it, and one of each other kind of subject in them. */
export async function addTree(database: Database): Promise<void> {
  await addSubjects(database, [
    { kind: 'PARK', slug: 'tree-a', level: 'NATIONAL', regionCode: '430381' },
    { kind: 'PARK', slug: 'tree-b', park: 'tree-a', level: 'COUNTY' },
    { kind: 'PARK', slug: 'tree-c', park: 'tree-b' },
    { kind: 'PARK', slug: 'tree-d', park: 'tree-c', regionCode: '430381' },
    { kind: 'ENTERPRISE', slug: 'tree-firm', park: 'tree-d', creditCode: '91350100M000100Y43' },
    { kind: 'FACILITY', slug: 'tree-hall', park: 'tree-c' },
    { kind: 'PROGRAMME', slug: 'tree-scheme', park: 'tree-b' },
    { kind: 'PROJECT', slug: 'tree-road', park: 'tree-b', projectKind: 'INFRASTRUCTURE' },
    { kind: 'PROJECT', slug: 'tree-home', park: 'tree-a', projectKind: 'LIVELIHOOD' },
  ])
  await addFact(database, 'project_stage', 'tree-road', { stage: 'PAVING', state: 'IN_PROGRESS' })
  await addFact(database, 'project_stage', 'tree-road', { stage: 'OPENING', state: 'PROMISED' })
}
