// Builds, then serves, in one process: a signal to it reaches the server.
import { build } from './build.mjs'
import { runMain } from './run.mjs'
import { onStarterGone } from './starter.mjs'

onStarterGone('tools/start.mjs', () => process.kill(process.pid, 'SIGTERM'))
await runMain(async () => {
  await build(['packages/server'])
  await import('../packages/server/dist/main.js')
})
