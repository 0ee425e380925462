import * as db from '@parkgraph/db'
import { readSettings, startServer } from '@parkgraph/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useDatabase } from '../kit/database.ts'

vi.mock('@parkgraph/db', async (importOriginal) => {
  const original = await importOriginal<typeof db>()
  return { ...original, connect: vi.fn(original.connect), openHome: vi.fn(), loadDataSet: vi.fn() }
})

const { url } = useDatabase()
const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const closeHome = vi.fn(() => Promise.reject(new Error('The home does not close')))
const start = () => {
  vi.mocked(db.openHome).mockResolvedValueOnce({ url, kind: 'server', close: closeHome })
  return startServer({ settings: readSettings({ PORT: '0', DATABASE_URL: url }), log, report: () => {} })
}

afterEach(() => {
  vi.clearAllMocks()
})

describe('what a server opened', () => {
  it('is closed to the last, and the first failure told', async () => {
    const server = await start()
    const database = vi.mocked(db.connect).mock.results.at(-1)?.value as db.Database
    const closeDatabase = database.close
    const close = vi.spyOn(database, 'close').mockImplementation(async () => {
      await closeDatabase()
      expect(closeHome).not.toHaveBeenCalled()
      throw new Error('The pool does not close')
    })
    await expect(server.close()).rejects.toThrow('The pool does not close')
    expect(close).toHaveBeenCalledOnce()
    expect(closeHome).toHaveBeenCalledOnce()
    await expect(fetch(server.url)).rejects.toThrow()
  })

  it('is closed when the start fails, whose error is told and the other logged', async () => {
    vi.mocked(db.loadDataSet).mockRejectedValueOnce(new Error('The data set does not load'))
    await expect(start()).rejects.toThrow('The data set does not load')
    expect(closeHome).toHaveBeenCalledOnce()
    expect(log.error).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'The home does not close' }))
  })
})
