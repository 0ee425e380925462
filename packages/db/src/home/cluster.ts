import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Account } from './account.ts'
import { checkOwner } from './folder.ts'
import { spawnProgram } from './run.ts'

/** Name of the bootstrap role and of the database. */
export const NAME = 'parkgraph'

/** A PostgreSQL data directory and the password of its role. */
export interface Cluster {
  data: string
  password: string
}

const PARTIAL = 'initializing-'

/** Finds the folder's cluster or creates it. The caller owns the folder. */
export async function prepareCluster(folder: string, native: string, account: Account | null): Promise<Cluster> {
  const data = join(folder, 'data')
  for (const name of readdirSync(folder)) {
    if (name.startsWith(PARTIAL)) removePartial(join(folder, name))
  }
  if (existsSync(data)) {
    checkOwner(data, account?.uid ?? process.getuid?.())
    return { data, password: readPassword(folder) }
  }
  const password = createPassword(folder)
  await initialize(folder, data, password, native, account)
  return { data, password }
}

/** Runs initdb beside the final place and renames the result, so that no kill leaves half a cluster there. */
async function initialize(folder: string, data: string, password: string, native: string, account: Account | null) {
  const partial = join(folder, PARTIAL + randomUUID())
  const passwordFile = join(partial, 'password')
  mkdirSync(partial, { mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) for (const path of [partial, passwordFile]) chownSync(path, account.uid, account.gid)
  try {
    const args = [
      `--pgdata=${join(partial, 'data')}`,
      `--username=${NAME}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ]
    const child = await spawnProgram(join(native, 'bin', 'initdb'), args, account, {
      cwd: partial,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const [complaint, [code]] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'exit')])
    if (code !== 0) throw new Error(`The database in ${folder} cannot be initialised; initdb says: ${complaint.trim()}`)
    renameSync(join(partial, 'data'), data)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

/** A killed start's initdb may still be writing there; it ends when its files are gone. */
function removePartial(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 })
}

function createPassword(folder: string): string {
  const password = randomBytes(24).toString('base64url')
  const file = join(folder, 'password')
  rmSync(file, { force: true })
  writeFileSync(file, password, { mode: 0o600, flush: true })
  return password
}

/** The password of the role {@link NAME} of the cluster in the folder. */
export function readPassword(folder: string): string {
  const file = join(folder, 'password')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new Error(
      `The password of the database in ${folder} cannot be read from ${file}. Restore that file, ` +
        'or set PARKGRAPH_DATA to another folder to begin with an empty database.',
      { cause: error },
    )
  }
}
