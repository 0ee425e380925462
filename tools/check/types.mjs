import { build } from '../build.mjs'
import { runTypeScript } from '../compile.mjs'
import { listFiles } from '../sources.mjs'

/** Compiles the packages anew, then checks what is compiled by none: tests, configurations, examples. */
export async function checkTypes() {
  // Forced: an upgraded dependency changes types without a change of any source.
  await build([], ['--force'])
  const projects = listFiles('tsconfig.check.json', 'tests/tsconfig.json', 'packages/sdk-consumer/tsconfig*.json')
  for (const project of projects) await runTypeScript(['--noEmit', '-p', project])
}
