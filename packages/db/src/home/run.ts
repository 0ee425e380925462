import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Account } from './account.ts'
import { describeError, findErrorCode } from './describe-error.ts'

/**
 * Spawns a PostgreSQL program under the account, with nothing of our environment but what the system itself needs, and
 * waits until it runs. Its own process group keeps the terminal's Ctrl-C from it: the server stops it in order.
 */
export async function spawnProgram(
  program: string,
  args: string[],
  account: Account | null,
  options: SpawnOptions,
): Promise<ChildProcess> {
  const { PATH = '', SystemRoot, TEMP } = process.env
  const windows = process.platform === 'win32' ? { SystemRoot, TEMP } : {}
  const env = { PATH, LC_ALL: 'C', TZ: 'UTC', ...windows }
  const child = spawn(program, args, { ...options, env, detached: true, windowsHide: true, ...account })
  try {
    await once(child, 'spawn')
    return child
  } catch (error) {
    throw new Error(describeRefusal(program, account, error), { cause: error })
  }
}

function describeRefusal(program: string, account: Account | null, error: unknown): string {
  const advice = 'Set DATABASE_URL to a running PostgreSQL 15 or newer'
  const code = findErrorCode(error)
  if (code === 'ENOENT' || code === 'ENOEXEC') {
    return `${program} does not run on this system, which perhaps has another C library (musl). ${advice}.`
  }
  if (account && (code === 'EPERM' || code === 'EINVAL')) {
    return `root may not become the account nobody (uid ${account.uid}) here, and PostgreSQL refuses to run as root. ${advice}, or start as an ordinary user.`
  }
  return `${program} cannot be started: ${describeError(error)}. ${advice}.`
}
