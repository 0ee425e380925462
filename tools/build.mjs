// Makes packages/*/dist what the sources say: generates the Prisma client, then compiles. Does only what has changed.
import { pathToFileURL } from 'node:url'
import { compile } from './compile.mjs'
import { withBuildLock } from './lock.mjs'
import { generatePrismaClient } from './prisma-client.mjs'
import { runMain } from './run.mjs'

/** Builds the given projects, or all that tsconfig.json refers to. */
export function build(projects = []) {
  return withBuildLock(async () => {
    await generatePrismaClient()
    await compile(projects)
  })
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await runMain(() => build())
