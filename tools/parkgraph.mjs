// Builds, then runs the `parkgraph` command in this process: a signal to it reaches the command.
import { build } from './build.mjs'
import { runMain } from './run.mjs'

await runMain(async () => {
  await build(['packages/cli'])
  await import('../packages/cli/dist/main.js')
})
