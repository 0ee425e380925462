// Lets one build at a time write generated code and dist, when two commands start together in one checkout.
// The lock is a folder that holds one file, named after its owner: whoever clears a dead owner away removes that name
// only, and so never the lock that somebody else took in the meantime.
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from './run.mjs'

const FOLDER = join(ROOT, 'node_modules/.parkgraph-build')
const LONGEST_WAIT = 120_000

export async function withBuildLock(work, folder = FOLDER) {
  const owner = makeOwner(process.pid)
  const release = () => removeOwner(folder, owner)
  await take(folder, owner)
  process.on('exit', release)
  try {
    return await work()
  } finally {
    release()
    process.off('exit', release)
  }
}

/** A name that no other owner ever has. */
export function makeOwner(pid) {
  return `${pid}-${randomUUID()}`
}

/** Takes the lock unless it has an owner. */
export function tryTake(folder, owner) {
  const own = `${folder}-${owner}`
  try {
    mkdirSync(own)
    writeFileSync(join(own, owner), '')
    renameSync(own, folder)
    return true
  } catch (error) {
    rmSync(own, { recursive: true, force: true })
    if (isTaken(error)) return false
    if (error.code === 'EACCES' || error.code === 'EROFS' || error.code === 'EPERM')
      throw new Error(`${folder} cannot be written (${error.code}). Start as a user who may write in the checkout.`)
    if (error.code === 'ENOENT')
      throw new Error('Nothing is installed here. Run "npx -y pnpm@12 install" and read what it says.')
    throw error
  }
}

/** Null where the lock is free. */
export function findOwner(folder) {
  try {
    return readdirSync(folder)[0] ?? null
  } catch {
    return null
  }
}

/** Ends this owner's hold, and does nothing when it has none. */
export function removeOwner(folder, owner) {
  rmSync(join(folder, owner), { force: true })
  try {
    rmdirSync(folder)
  } catch {
    // Gone already, or somebody else's by now.
  }
}

async function take(folder, owner) {
  const started = Date.now()
  for (let isSaid = false; !tryTake(folder, owner); ) {
    const other = findOwner(folder)
    if (other !== null && !isAlive(Number.parseInt(other, 10))) {
      removeOwner(folder, other)
      continue
    }
    const time = Date.now() - started
    if (time > LONGEST_WAIT)
      throw new Error(
        `Process ${Number.parseInt(other, 10)} has been building for two minutes. End it, or delete ${folder}, and try again.`,
      )
    if (!isSaid && other !== null && time > 300) {
      console.error(`Waiting for the build of process ${Number.parseInt(other, 10)}`)
      isSaid = true
    }
    await sleep(50)
  }
}

/** A folder is renamed onto an empty one at most, and on Windows onto none. */
function isTaken({ code, syscall }) {
  return (
    syscall === 'rename' &&
    (code === 'ENOTEMPTY' || code === 'EEXIST' || (process.platform === 'win32' && code === 'EPERM'))
  )
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
