import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findAccount } from './account.ts'
import { getBinaries } from './binaries.ts'
import { isClaimed } from './claim.ts'
import { NAME, readPassword } from './cluster.ts'
import { openEmbedded, run } from './embedded.ts'
import { chooseClusterFolder } from './folder.ts'
import type { DatabaseHome, HomeOptions } from './home.ts'
import { findPostmasterPid, readPidFile } from './orphan.ts'
import { isPostmasterOf } from './processes.ts'

/** How long another process may take to start the database, or to stop it. */
const PATIENCE_MS = 15_000

/** The PostgreSQL that another live process runs for this checkout, else one that this process starts and owns. */
export async function joinOrOpenEmbedded(options: HomeOptions): Promise<DatabaseHome> {
  const folder = chooseClusterFolder(getBinaries().major, options.dataFolder, findAccount())
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(20)) {
    // A database that nobody owns was left by a killed server: opening it ends that first.
    const isOwned = isClaimed(folder)
    const running = isOwned ? await findRunning(folder) : null
    if (running) return running
    if (isOwned && Date.now() < end) continue
    try {
      return await openEmbedded(options)
    } catch (error) {
      if (!isClaimed(folder) || Date.now() > end) throw error
    }
  }
}

async function findRunning(folder: string): Promise<DatabaseHome | null> {
  const data = join(realpathSync(folder), 'data')
  const lines = readPidFile(data)
  const pid = findPostmasterPid(data)
  if (lines?.[7]?.trim() !== 'ready' || pid === null || !isPostmasterOf(data, pid)) return null
  if (!existsSync(join(folder, 'password'))) return null
  const url = `postgresql://${NAME}:${readPassword(folder)}@127.0.0.1:${lines[3]}/${NAME}`
  try {
    await run(url, 'SELECT 1')
  } catch {
    // At its first start it is ready before its database is made, and it may be stopping.
    return null
  }
  return { url, kind: 'embedded', dataFolder: folder, close: async () => {} }
}
