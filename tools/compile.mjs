// Compiles packages/*/src to packages/*/dist with the TypeScript that is installed.
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findCommand, ROOT, runProgram } from './run.mjs'

/** Longest time in milliseconds that finding out that nothing has changed takes: what lasts longer is real work. */
const CHECKING_TIME = 400

/** Compiles what has changed of the given projects, or of all that tsconfig.json refers to. */
export async function compile(projects = [], options = []) {
  showRestoredFiles()
  const timer = setTimeout(() => console.error('Compiling'), CHECKING_TIME)
  try {
    await runTypeScript(['-b', ...options, ...projects])
  } finally {
    clearTimeout(timer)
  }
}

export async function runTypeScript(args) {
  await runProgram(await findTypeScript(), args, { name: `tsc ${args.join(' ')}` })
}

/** The compiler's own binary: its `tsc` script runs it in a child that outlives a killed script. */
export async function findTypeScript() {
  const lib = join(dirname(findCommand('typescript', 'tsc')), '../lib/getExePath.js')
  const { default: getExePath } = await import(pathToFileURL(lib).href)
  return getExePath()
}

/**
 * Touches files that were put in place after the last compilation but carry an older date, as from an unpacked archive:
 * the compiler goes by the date of the content, and would miss them.
 */
function showRestoredFiles() {
  for (const name of readdirSync(join(ROOT, 'packages'))) {
    const folder = join(ROOT, 'packages', name)
    const info = join(folder, 'dist/.tsbuildinfo')
    if (!existsSync(info)) continue
    const { mtimeMs: compiled } = statSync(info)
    for (const entry of readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const file = join(entry.parentPath ?? entry.path, entry.name)
      const { ctimeMs, mtimeMs } = statSync(file)
      if (ctimeMs > compiled && mtimeMs <= compiled) utimesSync(file, new Date(), new Date())
    }
  }
}
