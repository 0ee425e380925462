// Writes everything that is generated: the Prisma client, the compiled packages, the SDL and the SDK's code.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.mjs'
import { findCommand, ROOT, runMain, runQuietly } from './run.mjs'

await runMain(async () => {
  // The server alone first: the SDK may only compile with the code that is generated from the server's schema.
  await build(['packages/server'])
  console.error('Printing packages/server/schema.graphql')
  await runQuietly(join(ROOT, 'tools/print-schema.mjs'))
  const config = ['codegen.ts', 'packages/sdk/codegen.ts'].find((file) => existsSync(join(ROOT, file)))
  if (config) {
    console.error("Generating the SDK's code")
    await runQuietly(findCommand('@graphql-codegen/cli', 'graphql-codegen'), ['--config', config], {
      name: 'graphql-codegen',
    })
  }
  await build()
})
