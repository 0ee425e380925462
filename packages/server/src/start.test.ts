import * as db from '@parkgraph/db'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readSettings } from './settings.ts'
import { startServer } from './start.ts'

// What opens and closes is told to fail here, and nothing else is asked of the database.
vi.mock('@parkgraph/db', async (importOriginal) => {
  const loading = { migrate: vi.fn(), loadReference: vi.fn(), loadDataSet: vi.fn(), ensureAdminKey: vi.fn() }
  const releaseDuePublications = async () => ({ released: [], faults: [], nextIn: null })
  return {
    ...(await importOriginal<typeof db>()),
    ...loading,
    releaseDuePublications,
    connect: vi.fn(),
    openHome: vi.fn(),
  }
})

const url = 'postgresql://nobody@127.0.0.1:1/none'
const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const closed: string[] = []

/** Says that it was closed, and fails where it is told to. */
const closes = (name: string, failure?: string) => async () => {
  closed.push(name)
  if (failure) throw new Error(failure)
}

function start(failures: { readonly home?: string; readonly pool?: string } = {}) {
  const database = (name: string, failure?: string) =>
    ({ pool: { options: { max: 1 } }, close: closes(name, failure) }) as unknown as db.Database
  vi.mocked(db.openHome).mockResolvedValueOnce({ url, kind: 'server', close: closes('home', failures.home) })
  vi.mocked(db.connect).mockReturnValueOnce(database('loader')).mockReturnValueOnce(database('pool', failures.pool))
  return startServer({ settings: readSettings({ PORT: '0', DATABASE_URL: url }), log, report: () => {} })
}

afterEach(() => {
  vi.resetAllMocks()
  closed.length = 0
})

describe('what a server opened', () => {
  it('is closed to the last, and the first failure told', async () => {
    const server = await start({ home: 'The home does not close', pool: 'The pool does not close' })
    await expect(server.close()).rejects.toThrow('The pool does not close')
    expect(closed).toEqual(['loader', 'pool', 'home'])
    await expect(fetch(server.url)).rejects.toThrow()
  })

  it('is closed when the start fails, whose error is told and the other logged', async () => {
    vi.mocked(db.loadDataSet).mockRejectedValueOnce(new Error('The data set does not load'))
    await expect(start({ home: 'The home does not close' })).rejects.toThrow('The data set does not load')
    expect(closed).toEqual(['loader', 'home'])
    expect(log.error).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'The home does not close' }))
  })
})
