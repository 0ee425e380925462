// Runs every check and reports all that fail. `pnpm check arrows lint` runs only the named ones.
import { checkArrows } from './check/arrows.mjs'
import { checkGenerated } from './check/generated.mjs'
import { checkLint } from './check/lint.mjs'
import { checkLockfile } from './check/lockfile.mjs'
import { checkMigrations } from './check/migrations.mjs'
import { checkPackages } from './check/packages.mjs'
import { checkTypes } from './check/types.mjs'
import { Complaint, runMain, ToolError } from './run.mjs'

/** In this order: the later ones use what the build of the first leaves. */
const CHECKS = {
  types: checkTypes,
  lint: checkLint,
  arrows: checkArrows,
  generated: checkGenerated,
  migrations: checkMigrations,
  packages: checkPackages,
  lockfile: checkLockfile,
}

await runMain(async () => {
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(CHECKS)
  const unknown = names.filter((name) => !Object.hasOwn(CHECKS, name))
  if (unknown.length > 0)
    throw new Error(`There is no check ${unknown.join(', ')}. There are ${Object.keys(CHECKS).join(', ')}.`)
  const results = []
  for (const name of names) results.push(await run(name))
  console.log(`\n${results.map(({ line }) => line).join('\n')}`)
  const failed = results.filter(({ isFailed }) => isFailed)
  if (failed.length > 0) throw new Error(`\n${failed.length} of ${results.length} checks failed.`)
})

async function run(name) {
  const started = performance.now()
  let isFailed = false
  console.log(`\n== ${name}`)
  try {
    await CHECKS[name]()
  } catch (error) {
    isFailed = true
    const isExpected = error instanceof ToolError || error instanceof Complaint
    console.error(isExpected ? error.message : (error.stack ?? error))
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  return { isFailed, line: `${isFailed ? 'FAILED' : 'ok    '}  ${name.padEnd(12)}${seconds.padStart(6)} s` }
}
