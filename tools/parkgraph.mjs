// Builds, then runs the `parkgraph` command in this process: a signal to it reaches the command.
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { bundle, CLI } from './bundle.mjs'
import { runMain } from './run.mjs'

await runMain(async () => {
  await build(['packages/cli'])
  await bundle(CLI)
  await import(pathToFileURL(CLI.main).href)
})
