// Builds, then measures in this process.
import { build } from './build.mjs'
import { runMain } from './run.mjs'

await runMain(async () => {
  await build(['benchmarks'])
  await import('../benchmarks/dist/main.js')
})
