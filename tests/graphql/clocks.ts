import pg from 'pg'
import { afterEach, expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { pick } from './data.ts'

/** Connections of their own, for transactions that overlap, and what a server says of its clock; each test leaves no fault. */
export function useClocks(server: TestServer) {
  const clients: pg.Client[] = []
  afterEach(async () => {
    expect(server.faults.splice(0)).toEqual([])
    for (const client of clients.splice(0)) await client.end()
  })
  const ask = async (query: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await server.send(query, variables)
    expect(errors).toBeUndefined()
    return data
  }
  return {
    ask,
    async open(): Promise<pg.Client> {
      const client = new pg.Client({ connectionString: server.databaseUrl })
      clients.push(client)
      await client.connect()
      return client
    },
    readClock: async () => pick(await ask('{ clock }'), 'clock') as string,
  }
}
