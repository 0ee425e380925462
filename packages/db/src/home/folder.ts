import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, existsSync, mkdirSync, realpathSync, rmdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, isAbsolute, join, parse, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Account } from './account.ts'
import { describeError, findErrorCode } from './describe-error.ts'

/** Where a root process keeps what its unprivileged account has to reach; root's own home is closed to it. */
export const ROOT_FOLDER = '/var/lib/parkgraph'

/** Creates the folder for a cluster of the major version and returns its real path; one that it refuses it removes again. */
export function prepareFolder(major: string, dataFolder: string | undefined, account: Account | null): string {
  const folder = chooseClusterFolder(major, dataFolder, account)
  checkOwner(folder, process.getuid?.())
  const made = makeWritable(folder, account ? 0o755 : 0o700)
  const real = realpathSync(folder)
  try {
    if (account) checkReachable(real, account)
  } catch (error) {
    removeFolders(made)
    throw error
  }
  return real
}

/** The folder for a cluster of the major version, which need not exist. */
export function chooseClusterFolder(major: string, dataFolder: string | undefined, account: Account | null): string {
  return join(dataFolder ? resolve(dataFolder) : chooseFolder(account !== null), `pg${major}`)
}

/**
 * Creates missing folders down to this one, with the mode whatever the umask, and returns those that it created, the
 * outermost first. Throws the system's error, leaving none of them, where one cannot be created.
 */
export function makeFolder(folder: string, mode: number): string[] {
  const made: string[] = []
  try {
    for (const path of listMissing(folder)) {
      if (tryMakeFolder(path, mode)) made.push(path)
    }
  } catch (error) {
    removeFolders(made)
    throw error
  }
  return made
}

/** The folder for this checkout, outside of it, so that cleaning the checkout loses no data. */
export function chooseFolder(isRoot: boolean): string {
  const checkout = findCheckout()
  const hash = createHash('sha256').update(checkout).digest('hex').slice(0, 8)
  return join(isRoot ? ROOT_FOLDER : join(chooseUserFolder(), 'parkgraph'), `${basename(checkout)}-${hash}`)
}

/** Throws when the path exists and belongs to another account than the one that is going to use it. */
export function checkOwner(path: string, expected: number | undefined): void {
  const owner = findOwner(path)
  if (owner === undefined || expected === undefined || owner === expected) return
  throw new Error(
    `The database folder ${path} belongs to the account with uid ${owner} and cannot be used with uid ${expected}. ` +
      'Start as the account that created it, or set PARKGRAPH_DATA to another folder.',
  )
}

function makeWritable(folder: string, mode: number): string[] {
  let made: string[] = []
  try {
    made = makeFolder(folder, mode)
    accessSync(folder, constants.W_OK)
    return made
  } catch (error) {
    removeFolders(made)
    throw new Error(
      `The database folder ${folder} cannot be created or written (${describeError(error)}). ` +
        'Set PARKGRAPH_DATA to a folder that you may write to, or DATABASE_URL to a running PostgreSQL.',
      { cause: error },
    )
  }
}

function listMissing(folder: string): string[] {
  const missing: string[] = []
  for (let path = folder; !existsSync(path) && path !== dirname(path); path = dirname(path)) missing.unshift(path)
  return missing
}

/** False where another start has made it meanwhile. */
function tryMakeFolder(path: string, mode: number): boolean {
  try {
    // Not recursive: under /proc, that never comes back on Node 20.
    mkdirSync(path, { mode })
  } catch (error) {
    if (findErrorCode(error) === 'EEXIST' && existsSync(path) && statSync(path).isDirectory()) return false
    throw error
  }
  chmodSync(path, mode)
  return true
}

/** Removes folders that are still empty, the innermost first. */
function removeFolders(folders: readonly string[]): void {
  for (const path of folders.toReversed()) {
    try {
      rmdirSync(path)
    } catch {
      return
    }
  }
}

function findOwner(path: string): number | undefined {
  try {
    return statSync(path).uid
  } catch {
    return undefined
  }
}

function chooseUserFolder(): string {
  const { XDG_DATA_HOME, LOCALAPPDATA } = process.env
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  if (process.platform === 'win32') return LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local')
  return XDG_DATA_HOME && isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : join(homedir(), '.local', 'share')
}

function findCheckout(): string {
  const start = dirname(fileURLToPath(import.meta.url))
  for (let path = start; path !== parse(path).root; path = dirname(path)) {
    if (existsSync(join(path, 'pnpm-workspace.yaml'))) return realpathSync(path)
  }
  return realpathSync(process.cwd())
}

function checkReachable(folder: string, account: Account): void {
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    const { uid, gid, mode } = statSync(path)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if (mode & bit) continue
    throw new Error(
      `The database folder ${folder} is out of reach: as root, PostgreSQL runs as the account nobody (uid ${account.uid}), ` +
        `which may not enter ${path}. Set PARKGRAPH_DATA to a folder outside of it, or DATABASE_URL to a running PostgreSQL.`,
    )
  }
}
