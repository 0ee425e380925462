// Lists and reads the files of the working tree that git knows or would take, by their path with slashes.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './run.mjs'

/** Paths of the committed and the untracked files; ignored and deleted ones left out. */
export function listFiles(...patterns) {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', ...patterns]
  const paths = runGit(args).split('\0').filter(Boolean)
  return [...new Set(paths)].filter((path) => existsSync(join(ROOT, path))).sort()
}

export function runGit(args) {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 })
}

export function readText(path) {
  return readFileSync(join(ROOT, path), 'utf8')
}
