// Finds who started a script, so that a server can end with them.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** How often, in milliseconds, the starters are looked after. */
const INTERVAL = 500

/**
 * Calls back once when the package manager that runs this script is gone, or the npx that runs that. Each starts the next
 * through a shell which neither passes signals on nor ends with it, so that ending it would leave the script behind.
 * Does nothing where the script was started by hand, or on Windows.
 */
export function onStarterGone(script, callback) {
  const starters = findStarters(script)
  if (starters.length === 0) return
  const timer = setInterval(() => {
    if (starters.every(isAlive)) return
    clearInterval(timer)
    callback()
  }, INTERVAL)
  timer.unref()
}

function findStarters(script) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return []
  try {
    const shell = describe(process.ppid)
    if (!shell.args.includes(script)) return []
    return [shell.parent, findNpx(shell.parent)].filter((pid) => pid > 1)
  } catch {
    return []
  }
}

/** The npx, two steps up or one, that runs the package manager; none but npx, since a shell may rightly end before. */
function findNpx(manager) {
  const { parent } = describe(manager)
  const ancestors = parent > 1 ? [parent, describe(parent).parent] : []
  for (const pid of ancestors.filter((ancestor) => ancestor > 1))
    if (/^npm exec\s|\bnpx-cli\.js\b|\/npx\b/.test(describe(pid).args)) return pid
  return 0
}

function describe(pid) {
  if (process.platform === 'linux') {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return { parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]), args }
  }
  const line = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' })
  const [, parent, args] = /^\s*(\d+)\s+(.*)/s.exec(line)
  return { parent: Number(parent), args }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
