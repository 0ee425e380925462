// Builds, then compiles on each change and restarts the server with it. All of it ends together.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { build } from './build.mjs'
import { findTypeScript } from './compile.mjs'
import { withBuildLock } from './lock.mjs'
import { generatePrismaClient } from './prisma-client.mjs'
import { makeEnvironment, ROOT, runMain, SCHEMA_FOLDER } from './run.mjs'
import { onStarterGone } from './starter.mjs'

/** Time in milliseconds in which the changes of one save or one checkout come together. */
const SETTLING_TIME = 200

const children = []
let isStopping = false

await runMain(async () => {
  await build(['packages/server'])
  const compiler = start(await findTypeScript(), ['-b', '--watch', '--preserveWatchOutput', 'packages/server'])
  const server = start(process.execPath, ['--watch', '--watch-preserve-output', 'packages/server/dist/main.js'])
  for (const child of [compiler, server]) child.once('exit', (code) => stop('SIGTERM', isStopping ? 0 : (code ?? 1)))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))
  onStarterGone('tools/dev.mjs', () => stop('SIGTERM'))
  let timer
  watch(SCHEMA_FOLDER, () => {
    clearTimeout(timer)
    timer = setTimeout(regenerate, SETTLING_TIME)
  }).unref()
})

function start(file, args) {
  const child = spawn(file, args, { cwd: ROOT, env: makeEnvironment(), stdio: ['ignore', 'inherit', 'inherit'] })
  children.push(child)
  return child
}

/** The exit code is that of the first child that ended by itself. */
function stop(signal, exitCode = 0) {
  if (isStopping) return
  isStopping = true
  process.exitCode = exitCode
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill(signal)
}

async function regenerate() {
  try {
    await withBuildLock(generatePrismaClient)
  } catch (error) {
    console.error(error.message)
  }
}
