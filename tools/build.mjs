// Makes packages/*/dist what the sources say: generates the Prisma client, compiles, bundles the programs. Does only what
// has changed.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundle, CLI, SERVER } from './bundle.mjs'
import { compile } from './compile.mjs'
import { withBuildLock } from './lock.mjs'
import { generatePrismaClient } from './prisma-client.mjs'
import { ROOT, runMain, runScript } from './run.mjs'

const SDK_BUILD = join(ROOT, 'packages/sdk/build.mjs')

/** Builds the given projects and what they refer to, or everything; the options are those of `tsc -b`. */
export function build(projects = [], options = []) {
  return withBuildLock(async () => {
    await generatePrismaClient()
    await compile(projects, options)
    if (projects.length === 0 && existsSync(SDK_BUILD)) await runScript(SDK_BUILD)
  })
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await runMain(async () => {
    await build()
    for (const program of [SERVER, CLI]) await bundle(program)
  })
