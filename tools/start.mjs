// Builds, then serves, in one process: a signal to it reaches the server.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { bundle, SERVER } from './bundle.mjs'
import { ROOT, runMain } from './run.mjs'
import { onStarterGone } from './starter.mjs'

// Built last of all, so that a build that was broken off is taken up again.
const SDK = ['esm', 'cjs'].map((format) => join(ROOT, 'packages/sdk/dist', format, 'index.js'))

onStarterGone('tools/start.mjs', () => process.kill(process.pid, 'SIGTERM'))
await runMain(async () => {
  // The first start of a clone makes the SDK too: its samples are what people try next.
  await build(SDK.every((file) => existsSync(file)) ? ['packages/server'] : [])
  await bundle(SERVER)
  await import(pathToFileURL(SERVER.main).href)
})
