// Runs the project's own command-line tools as child processes, the same way on every platform.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
export const SCHEMA_FOLDER = join(ROOT, 'prisma/schema')
export const MIGRATIONS_FOLDER = join(ROOT, 'prisma/migrations')

const BINARIES = ['tools/node_modules/.bin', 'node_modules/.bin'].map((folder) => join(ROOT, folder))

const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }
const require = createRequire(import.meta.url)

/** A tool that failed after it said why: whoever catches it only has to pass the exit code on. */
export class ToolError extends Error {
  constructor(tool, exitCode) {
    super(`${tool} failed with exit code ${exitCode}`)
    this.exitCode = exitCode
  }
}

/** A fault that a check found: its message is all that there is to say. */
export class Complaint extends Error {}

/** The script behind a package's command: starting it with node needs no shell, and so no quoting. */
export function findCommand(packageName, command = packageName) {
  const file = findManifest(packageName)
  const { bin } = JSON.parse(readFileSync(file, 'utf8'))
  return join(dirname(file), typeof bin === 'string' ? bin : bin[command])
}

export function readVersion(packageName) {
  return JSON.parse(readFileSync(findManifest(packageName), 'utf8')).version
}

/** Runs a program with its output shown, and throws a ToolError when it fails. */
export async function runProgram(file, args, { name = file, env = {}, cwd = ROOT } = {}) {
  const options = { cwd, env: makeEnvironment(env), stdio: ['ignore', 'inherit', 'inherit'] }
  const exitCode = await runChild(spawn(file, args, options))
  if (exitCode !== 0) throw new ToolError(name, exitCode)
}

/** Runs a node script with its output shown, and throws a ToolError when it fails. */
export function runScript(script, args = [], options = {}) {
  return runProgram(process.execPath, [script, ...args], { name: script, ...options })
}

/** As runScript, but what it prints is shown only when it fails: for tools that talk when all is well. */
export async function runQuietly(script, args = [], { name = script, env = {}, cwd = ROOT } = {}) {
  const options = { cwd, env: makeEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] }
  const child = spawn(process.execPath, [script, ...args], options)
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
  const exitCode = await runChild(child)
  if (exitCode === 0) return
  process.stderr.write(Buffer.concat(said))
  throw new ToolError(name, exitCode)
}

/** Runs the main function of a command and makes its failure the exit code. */
export async function runMain(main) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof ToolError)) console.error(error instanceof Error ? error.message : error)
    process.exitCode = error instanceof ToolError ? error.exitCode : 1
  }
}

/** With the installed commands on the path, as in a package.json script: some tools start others by name. */
export function makeEnvironment(env = {}) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...process.env, ...env, [name]: [...BINARIES, process.env[name]].join(delimiter) }
}

// Not through the package's exports, which may hide its package.json.
function findManifest(packageName) {
  for (const folder of require.resolve.paths(packageName) ?? []) {
    const file = join(folder, packageName, 'package.json')
    try {
      readFileSync(file)
      return file
    } catch {}
  }
  throw new Error(`The package ${packageName} is not installed. Run "pnpm install" in ${ROOT}`)
}

/** Ends the child together with this process, so that an interrupted build leaves nothing running. */
function runChild(child) {
  return new Promise((resolve, reject) => {
    const interrupt = (signal) => {
      child.kill(signal)
      child.once('exit', () => process.exit(128 + SIGNALS[signal]))
    }
    for (const signal of Object.keys(SIGNALS)) process.on(signal, interrupt)
    const settle = (finish) => (value) => {
      for (const signal of Object.keys(SIGNALS)) process.off(signal, interrupt)
      finish(value)
    }
    child.once('error', settle(reject))
    child.once(
      'close',
      settle((code) => resolve(code ?? 1)),
    )
  })
}
