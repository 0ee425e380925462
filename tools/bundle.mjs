// Puts the compiled server and all that it imports into a few files: Node loads these in half the time that a thousand
// modules take, and that is most of a start.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { withBuildLock } from './lock.mjs'
import { ROOT } from './run.mjs'

const SERVER = join(ROOT, 'packages/server/dist')
const FOLDER = join(SERVER, 'bundle')
const STAMP = join(FOLDER, '.stamp')

/** The entry of the bundle: what it does is what packages/server/dist/main.js does. */
export const BUNDLE = join(FOLDER, 'main.js')

// The compiler writes into its .tsbuildinfo the hash of each source, and pnpm into its lockfile that of each package.
const INPUTS = [
  ...['statistics', 'db', 'server'].map((name) => join(ROOT, 'packages', name, 'dist/.tsbuildinfo')),
  join(ROOT, 'pnpm-lock.yaml'),
  join(ROOT, 'tools/bundle.mjs'),
]

/** Bundles what was compiled, when it has changed. */
export function bundle() {
  return withBuildLock(async () => {
    const hash = createHash('sha256')
    for (const file of INPUTS) hash.update(readFileSync(file))
    const inputs = hash.digest('hex')
    if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputs && existsSync(BUNDLE)) return
    console.error('Bundling')
    rmSync(FOLDER, { recursive: true, force: true })
    const { build } = await import('rolldown')
    await build({
      input: join(SERVER, 'main.js'),
      platform: 'node',
      // GraphiQL is nine megabytes of text, read when somebody opens it; pg-native is not installed, and pg does without.
      external: ['@graphql-yoga/render-graphiql/graphiql', 'pg-native'],
      plugins: [{ name: 'places', transform: keepPlace }],
      output: { dir: FOLDER, chunkFileNames: '[name].js' },
    })
    writeFileSync(STAMP, inputs)
  })
}

/** Modules find files beside themselves: each keeps the address that it has outside the bundle. */
function keepPlace(code, id) {
  if (!code.includes('import.meta.url')) return
  const path = relative(FOLDER, id).split(sep).join('/')
  return code.replaceAll('import.meta.url', `new URL(${JSON.stringify(path)}, import.meta.url).href`)
}
