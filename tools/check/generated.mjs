import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Complaint, ROOT, runScript } from '../run.mjs'
import { listFiles, runGit } from '../sources.mjs'

/** What is generated and committed; ignored files below these do not count. */
const GENERATED = ['packages/server/schema.graphql', '**/generated/**']

/**
 * Generates again: nothing that is committed may change by it. Compared with the working tree before, so that it serves
 * in the middle of a change; on CI the whole tree has to be clean besides, untracked files counted.
 */
export async function checkGenerated() {
  const before = hashGenerated()
  if (before.size === 0) throw new Complaint('There are no generated files. Run "pnpm generate" and commit them.')
  await runScript('tools/generate.mjs')
  const after = hashGenerated()
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (file) => before.get(file) !== after.get(file),
  )
  if (changed.length > 0)
    throw new Complaint(`Not as generated from the sources:\n${list(changed)}\nThey are now: review and commit them.`)
  if (process.env.CI) checkTree()
  console.log(`${after.size} files are as generated`)
}

function checkTree() {
  const status = runGit(['status', '--porcelain', '--untracked-files=all'])
  if (status)
    throw new Complaint(
      `The tests or the checks left this in the tree; commit, ignore or remove it:\n${status.trimEnd()}`,
    )
}

function hashGenerated() {
  const hashes = listFiles(...GENERATED).map((file) => [file, hash(readFileSync(join(ROOT, file)))])
  return new Map(hashes)
}

function hash(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

function list(files) {
  return files.map((file) => `  ${file}`).join('\n')
}
