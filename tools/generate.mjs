// Writes everything that is generated: the Prisma client, the compiled packages, the SDL and the SDK's code.
import { join } from 'node:path'
import { build } from './build.mjs'
import { findCommand, ROOT, runMain, runQuietly } from './run.mjs'

await runMain(async () => {
  // The server alone first: the SDK may only compile with the code that is generated from the server's schema.
  await build(['packages/server'])
  console.error('Printing packages/server/schema.graphql')
  await runQuietly(join(ROOT, 'tools/print-schema.mjs'))
  console.error("Generating the SDK's code")
  const options = ['--config', 'codegen.ts']
  const cwd = join(ROOT, 'tools')
  await runQuietly(findCommand('@graphql-codegen/cli', 'graphql-codegen'), options, { name: 'graphql-codegen', cwd })
  await build()
})
