import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findProcessStart, isPostmasterOf } from './processes.ts'

/** How long an orderly stop may take before PostgreSQL is told to stop at once, and replays its log at the next start. */
export const STOP_TIMEOUT_MS = 10_000

/**
 * Ends a PostgreSQL that a killed server left running on this cluster, which loses nothing that was committed. The
 * caller owns the folder, so whoever started it is gone.
 */
export async function endOrphan(data: string, log: (message: string) => void): Promise<void> {
  const pid = findPostmasterPid(data)
  if (pid === null) return
  if (!isPostmasterOf(data, pid)) return disownPidFile(data, pid)
  log(`Database: stopping PostgreSQL ${pid}, which a killed server left running on ${data}`)
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    sendSignal(pid, signal, data)
    if (await waitUntilGone(pid)) return
  }
  throw new Error(
    `PostgreSQL ${pid} on ${data} was left by a killed server and does not stop. End that process and start again.`,
  )
}

/** The process named by the cluster's postmaster.pid, null where there is none. */
export function findPostmasterPid(data: string): number | null {
  const pid = Number(readPidFile(data)?.[0])
  return Number.isSafeInteger(pid) && pid > 0 ? pid : null
}

/** The lines of postmaster.pid; the eighth is the state. */
export function readPidFile(data: string): string[] | null {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
}

/**
 * PostgreSQL would refuse to start while the pid in the file exists, even as a zombie or a stranger. Our own pid, its
 * parent's, counts for it as stale; the rest of the file stays, so that it still checks whether old backends use the
 * shared memory.
 */
function disownPidFile(data: string, old: number): void {
  const lines = readPidFile(data)
  if (Number(lines?.[0]) !== old || !lines) return
  writeFileSync(join(data, 'postmaster.pid'), [String(process.pid), ...lines.slice(1)].join('\n'))
}

async function waitUntilGone(pid: number): Promise<boolean> {
  const start = findProcessStart(pid)
  for (const end = Date.now() + STOP_TIMEOUT_MS; Date.now() < end; await sleep(10)) {
    if (start === null || findProcessStart(pid) !== start) return true
  }
  return false
}

function sendSignal(pid: number, signal: NodeJS.Signals, data: string): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return
    throw new Error(
      `PostgreSQL ${pid} on ${data} was left by a killed server and may not be stopped by this account. ` +
        'End that process with the account that started it, and start again.',
      { cause: error },
    )
  }
}
