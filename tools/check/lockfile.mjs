import { Complaint } from '../run.mjs'
import { readText } from '../sources.mjs'

/** An address in the lockfile would bind every later installation to the registry of whoever wrote it. */
export function checkLockfile() {
  const lines = readText('pnpm-lock.yaml').split('\n')
  const faults = lines.flatMap((line, i) =>
    /\w+:\/\/|\btarball:/.test(line) ? [`pnpm-lock.yaml:${i + 1} ${line.trim()}`] : [],
  )
  if (faults.length > 0)
    throw new Complaint(
      `The lockfile names a host. Remove it and install again from a plain registry:\n${faults.join('\n')}`,
    )
  console.log('The lockfile names no host')
}
