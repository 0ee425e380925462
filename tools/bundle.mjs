// Puts a compiled program and all that it imports into a few files: Node loads these in half the time that a thousand
// modules take, and that is most of a start.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { withBuildLock } from './lock.mjs'
import { ROOT } from './run.mjs'

/** A program of a package, which is compiled to dist/main.js there; `main` runs its newest bundle, which does the same. */
function describe(name, ...others) {
  const dist = join(ROOT, 'packages', name, 'dist')
  return { packages: [name, ...others], compiled: join(dist, 'main.js'), main: join(dist, 'bundle/main.js') }
}

export const SERVER = describe('server', 'db', 'statistics')
export const CLI = describe('cli', 'server', 'db', 'statistics')

/** Bundles what was compiled, when it has changed, into a folder of its own: a program that runs may still load from its own. */
export function bundle({ packages, compiled, main: newest }, folder = dirname(newest)) {
  return withBuildLock(async () => {
    // The compiler writes into its .tsbuildinfo the hash of each source, and pnpm into its lockfile that of each package.
    const name = hashFiles([
      ...packages.map((one) => join(ROOT, 'packages', one, 'dist/.tsbuildinfo')),
      join(ROOT, 'pnpm-lock.yaml'),
      join(ROOT, 'tools/bundle.mjs'),
    ])
    const main = join(folder, 'main.js')
    const entry = `import './${name}/main.js'\n`
    const before = existsSync(main) ? readFileSync(main, 'utf8') : ''
    if (before === entry && isWhole(join(folder, name))) return
    console.error('Bundling')
    mkdirSync(folder, { recursive: true })
    for (const other of readdirSync(folder))
      if (other === name || !(other === 'main.js' || before.includes(other)))
        rmSync(join(folder, other), { recursive: true, force: true })
    await writeBundle(compiled, join(folder, name))
    writeFileSync(`${main}.new`, entry)
    renameSync(`${main}.new`, main)
  })
}

function hashFiles(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

/** Whether all is there as it was written, which the list tells that is written last: after a power cut, files may be empty or zeros. */
function isWhole(folder) {
  try {
    const files = Object.entries(JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')))
    return files.length > 0 && files.every(([name, hash]) => hashFiles([join(folder, name)]) === hash)
  } catch {
    return false
  }
}

async function writeBundle(input, folder) {
  const { build } = await import('rolldown')
  mkdirSync(folder, { recursive: true })
  await build({
    input,
    platform: 'node',
    // GraphiQL is nine megabytes of text, read when somebody opens it; pg-native is not installed, and pg does without.
    // What a program imports at once need not come later.
    checks: { ineffectiveDynamicImport: false },
    external: ['@graphql-yoga/render-graphiql/graphiql', 'pg-native'],
    plugins: [{ name: 'places', transform: (code, id) => keepPlace(code, id, folder) }],
    output: { dir: folder, chunkFileNames: '[name].js' },
  })
  const hashes = readdirSync(folder).map((name) => [name, hashFiles([join(folder, name)])])
  writeFileSync(join(folder, 'files.json'), JSON.stringify(Object.fromEntries(hashes)))
}

/** Modules find files beside themselves: each keeps the address that it has outside the bundle. */
function keepPlace(code, id, folder) {
  if (!code.includes('import.meta.url')) return
  const path = relative(folder, id).split(sep).join('/')
  return code.replaceAll('import.meta.url', `new URL(${JSON.stringify(path)}, import.meta.url).href`)
}
