import { execFileSync } from 'node:child_process'

export const dump = 'pg_dump --format=custom --file=parkgraph.dump postgresql://user@host/parkgraph'
export const restore = 'pg_restore --exit-on-error --no-owner --dbname=postgresql://user@host/restored parkgraph.dump'
export const copy = 'cp -a /srv/parkgraph-data /backup/parkgraph-data-2026-11-22'

/** Runs a command of the documents with the reader's own addresses and paths put in. */
export function run(command: string, cwd: string, own: Record<string, string>): void {
  const [program = '', ...args] = Object.entries(own)
    .reduce((text, [theirs, ours]) => text.replace(theirs, ours), command)
    .split(' ')
  execFileSync(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
}
