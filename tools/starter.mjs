// Finds who started a script, so that a server can end with them.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** How often, in milliseconds, the starter is looked after. */
const INTERVAL = 500

/**
 * Calls back once when the package manager that runs this script is gone. It starts scripts through a shell which neither
 * passes signals on nor ends with it, so that ending it would leave the script behind. Does nothing where no shell
 * stands between: by hand, or on Windows.
 */
export function onStarterGone(script, callback) {
  const starter = findStarter(script)
  if (!starter) return
  const timer = setInterval(() => {
    if (isAlive(starter)) return
    clearInterval(timer)
    callback()
  }, INTERVAL)
  timer.unref()
}

function findStarter(script) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return null
  try {
    const shell = describe(process.ppid)
    return shell.args.includes(script) && shell.parent > 1 ? shell.parent : null
  } catch {
    return null
  }
}

function describe(pid) {
  if (process.platform === 'linux') {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return { parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]), args: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }
  }
  const [, parent, args] = /^\s*(\d+)\s+(.*)/s.exec(
    execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' }),
  )
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
