import { readFileSync } from 'node:fs'

/** The account that runs PostgreSQL where this process is root, which PostgreSQL refuses to run as. */
export interface Account {
  uid: number
  gid: number
}

const USUAL_NOBODY: Account = { uid: 65_534, gid: 65_534 }

/** The unprivileged account `nobody` for a root process, null for an ordinary user, who needs no other. */
export function findAccount(): Account | null {
  return process.getuid?.() === 0 ? findNobody() : null
}

function findNobody(): Account {
  try {
    const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(-?\d+):(-?\d+):/m)
    return line ? { uid: Number(line[1]) >>> 0, gid: Number(line[2]) >>> 0 } : USUAL_NOBODY
  } catch {
    return USUAL_NOBODY
  }
}
