import { fileURLToPath } from 'node:url'
import { checkDrift, diffLiveDatabase, loadReference, MIGRATIONS_FOLDER, migrate } from '@parkgraph/db'
import { describe, expect, it, vi } from 'vitest'
import { useDatabase } from '../kit/database.ts'
import { query } from './ground.ts'

vi.setConfig({ testTimeout: 30_000 })
const kit = useDatabase()
const schemaFolder = fileURLToPath(new URL('../../prisma/schema', import.meta.url))

describe('the migrations', () => {
  it('are applied once', async () => {
    const history = () => query(kit.database.pool, 'SELECT * FROM _prisma_migrations')
    const before = await history()
    expect(before.length).toBeGreaterThan(0)
    const log: string[] = []
    const outcome = await migrate({ url: kit.url, migrationsFolder: MIGRATIONS_FOLDER, log: (line) => log.push(line) })
    expect(outcome).toEqual({ applied: [] })
    expect(log).toEqual([])
    expect(await history()).toEqual(before)
  })

  it('lead to the schema', async () => {
    await checkDrift({ schemaFolder, migrationsFolder: MIGRATIONS_FOLDER })
  })

  it('leave a database that the schema describes, but for numbers without a scale', async () => {
    const differences = (await diffLiveDatabase({ url: kit.url, schemaFolder })).split(/\n|(?<="), /)
    const statements = differences.filter((line) => line !== '' && !line.startsWith('--'))
    const others = statements.filter((line) => !/ALTER COLUMN "\w+" SET DATA TYPE DECIMAL\(65,30\)[,;]$/.test(line))
    expect(others).toEqual([])
  })
})

describe('the reference data', () => {
  it('is not written again where nothing differs', async () => {
    expect(await loadReference(kit.database.pool)).toEqual({ units: 0, indicators: 0, frameworks: 0 })
  })
})
