import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findProcessStart } from './processes.ts'

/** How long competing starts may take to agree; they need milliseconds unless one was suspended. */
const PATIENCE_MS = 5_000

interface Claim {
  key: string
  pid: number
  isOwner: boolean
}

/**
 * Makes this process the one owner of the folder and returns the function that gives it up; throws when a live process
 * owns it. A claim of a dead process counts for nothing: its name holds pid and start of the process, so anybody may
 * delete it. Each start first writes its wish and then looks around, hence of two starts at least one sees the other.
 * It owns the folder only once it sees nobody else; of two wishes the one with the higher key withdraws for a moment.
 */
export async function claimFolder(folder: string): Promise<() => void> {
  const claims = join(folder, 'owners')
  mkdirSync(claims, { recursive: true, mode: 0o700 })
  const key = `${process.pid}.${hashStart(findProcessStart(process.pid) ?? '')}.${randomUUID()}`
  const wish = join(claims, `${key}.wish`)
  const own = join(claims, `${key}.own`)
  const release = () => {
    for (const file of [wish, own]) rmSync(file, { force: true })
  }
  try {
    for (const end = Date.now() + PATIENCE_MS; ; await sleep(5 + Math.random() * 10)) {
      writeFileSync(wish, '')
      const others = listLiveClaims(claims).filter((claim) => claim.key !== key)
      const owner = others.find((claim) => claim.isOwner || Date.now() > end)
      if (owner) throw new Error(describeOwner(folder, owner.pid))
      if (others.length === 0) break
      if (others.some((claim) => claim.key < key)) rmSync(wish)
    }
    writeFileSync(own, '')
    return release
  } catch (error) {
    release()
    throw error
  }
}

/** Whether a live process owns the folder, or is about to. */
export function isClaimed(folder: string): boolean {
  const claims = join(folder, 'owners')
  return existsSync(claims) && listLiveClaims(claims).length > 0
}

function listLiveClaims(claims: string): Claim[] {
  const found = new Map<string, Claim>()
  for (const name of readdirSync(claims)) {
    const [pid = '', start, token, kind] = name.split('.')
    const started = findProcessStart(Number(pid))
    if (started === null || hashStart(started) !== start) {
      rmSync(join(claims, name), { force: true })
      continue
    }
    const key = `${pid}.${start}.${token}`
    found.set(key, { key, pid: Number(pid), isOwner: kind === 'own' || found.get(key)?.isOwner === true })
  }
  return [...found.values()]
}

function hashStart(start: string): string {
  return createHash('sha256').update(start).digest('hex').slice(0, 16)
}

function describeOwner(folder: string, pid: number): string {
  return (
    `The database folder ${folder} is in use by process ${pid}. Stop that process, ` +
    'or set PARKGRAPH_DATA to another folder to run a second database beside it.'
  )
}
