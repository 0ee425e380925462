// Builds the package and the one it depends on: as ES modules and as CommonJS, and copies the schema beside them.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
const tsc = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace(/package\.json$/, 'bin/tsc')
const projects = ['statistics', 'sdk'].flatMap((name) => [`packages/${name}`, `packages/${name}/tsconfig.cjs.json`])

for (const name of ['statistics', 'sdk']) {
  mkdirSync(new URL(`packages/${name}/dist/cjs/`, root), { recursive: true })
  writeFileSync(new URL(`packages/${name}/dist/cjs/package.json`, root), '{ "type": "commonjs" }\n')
}
copyFileSync(new URL('packages/server/schema.graphql', root), new URL('packages/sdk/dist/schema.graphql', root))
const { status } = spawnSync(process.execPath, [tsc, '-b', ...projects], { cwd: fileURLToPath(root), stdio: 'inherit' })
process.exitCode = status ?? 1
