import { join } from 'node:path'
import pg from 'pg'
import { findAccount } from './account.ts'
import { copyBinaries, getBinaries } from './binaries.ts'
import { claimFolder } from './claim.ts'
import { NAME, prepareCluster } from './cluster.ts'
import { findErrorCode } from './describe-error.ts'
import { prepareFolder } from './folder.ts'
import type { DatabaseHome, HomeOptions } from './home.ts'
import { endOrphan } from './orphan.ts'
import { startPostmaster } from './postmaster.ts'

/** Starts the PostgreSQL of this checkout, creating its cluster the first time and clearing up after a killed server. */
export async function openEmbedded({ dataFolder, log }: HomeOptions): Promise<DatabaseHome> {
  const account = findAccount()
  const binaries = getBinaries()
  const folder = prepareFolder(binaries.major, dataFolder, account)
  const release = await claimFolder(folder)
  try {
    const native = account ? await copyBinaries(binaries, folder) : binaries.native
    await endOrphan(join(folder, 'data'), log)
    const { data, password } = await prepareCluster(folder, native, account)
    const postmaster = await startPostmaster({ folder, data, native, account, log })
    const server = `postgresql://${NAME}:${password}@127.0.0.1:${postmaster.port}`
    try {
      await ensureDatabase(server)
    } catch (error) {
      await postmaster.stop()
      throw error
    }
    log(`Database: PostgreSQL ${binaries.major} on 127.0.0.1:${postmaster.port}, data in ${folder}`)
    const close = () => postmaster.stop().finally(release)
    return { url: `${server}/${NAME}`, kind: 'embedded', dataFolder: folder, close }
  } catch (error) {
    release()
    throw error
  }
}

async function ensureDatabase(server: string): Promise<void> {
  try {
    await run(`${server}/${NAME}`, 'SELECT 1')
  } catch (error) {
    if (findErrorCode(error) !== '3D000') throw error
    await run(`${server}/postgres`, `CREATE DATABASE ${NAME}`)
  }
}

/** Runs one statement over a connection of its own. */
export async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(sql)
  } finally {
    await client.end().catch(() => {})
  }
}
