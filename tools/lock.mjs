// Lets one build at a time write generated code and dist, when two commands start together in one checkout.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT } from './run.mjs'

const FILE = join(ROOT, 'node_modules/.parkgraph-build.lock')
const LONGEST_WAIT = 120_000

export async function withBuildLock(work) {
  await take()
  const release = () => rmSync(FILE, { force: true })
  process.on('exit', release)
  try {
    return await work()
  } finally {
    release()
    process.off('exit', release)
  }
}

async function take() {
  const started = Date.now()
  for (let isSaid = false; !tryTake(); ) {
    const owner = readOwner()
    if (owner !== null && !isAlive(owner)) rmSync(FILE, { force: true })
    else if (Date.now() - started > LONGEST_WAIT)
      throw new Error(`Process ${owner} has been building for two minutes. End it, or delete ${FILE}, and try again.`)
    else if (!isSaid && Date.now() - started > 300) {
      console.error(`Waiting for the build of process ${owner}`)
      isSaid = true
    }
    await sleep(50)
  }
}

function tryTake() {
  try {
    writeFileSync(FILE, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    if (error.code === 'ENOENT')
      throw new Error('Nothing is installed here. Run "npx -y pnpm@12 install" and read what it says.')
    throw error
  }
}

/** Null while the file is being written or has just been removed. */
function readOwner() {
  try {
    return Number(readFileSync(FILE, 'utf8')) || null
  } catch {
    return null
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
