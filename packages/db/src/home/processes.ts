import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

/**
 * A text that tells a live process from a later one with the same pid: null when the process is dead or a zombie.
 * On Windows only life is told, not identity.
 */
export function findProcessStart(pid: number): string | null {
  if (process.platform === 'linux') {
    const stat = tryRead(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (!fields || fields[0] === 'Z' || fields[0] === 'X') return null
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`
  }
  if (!isAlive(pid)) return null
  if (process.platform === 'win32') return 'alive'
  const state = runPs('stat=', pid)
  return state && !state.startsWith('Z') ? runPs('lstart=', pid) : null
}

/** Whether the process is a postmaster that runs on this cluster, and not a stranger that got its pid. */
export function isPostmasterOf(data: string, pid: number): boolean {
  if (findProcessStart(pid) === null) return false
  const command = findCommandLine(pid)
  if (!command || !/postgres(\.exe)?"? /.test(command)) return false
  return ` ${command} `.includes(` -D ${data} `) || tryRead(() => readlinkSync(`/proc/${pid}/cwd`)) === data
}

function findCommandLine(pid: number): string | null {
  if (process.platform === 'linux') {
    return tryRead(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.replaceAll('\0', ' ') ?? null
  }
  if (process.platform !== 'win32') return runPs('command=', pid)
  const query = `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`
  return tryRead(() => execFileSync('powershell', ['-NoProfile', '-Command', query], { encoding: 'utf8' }).trim())
}

function runPs(column: string, pid: number): string | null {
  const env = { ...process.env, LC_ALL: 'C' }
  return tryRead(() => execFileSync('ps', ['-ww', '-o', column, '-p', String(pid)], { encoding: 'utf8', env }).trim())
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function tryRead(read: () => string): string | null {
  try {
    return read()
  } catch {
    return null
  }
}
