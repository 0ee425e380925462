import pg from 'pg'
import { afterEach } from 'vitest'
import type { TestDatabase } from '../kit/database.ts'

/** Opens connections of a test's own; they end with the test, and whatever transaction they had is rolled back. */
export function useClients(kit: TestDatabase): { open(): Promise<pg.Client> } {
  const clients: pg.Client[] = []
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.end()
  })
  return {
    async open() {
      const client = new pg.Client({ connectionString: kit.url, options: '-c TimeZone=UTC' })
      clients.push(client)
      await client.connect()
      return client
    },
  }
}
