import { dirname, join } from 'node:path'
import { build } from '../build.mjs'
import { Complaint, findCommand, ROOT, runQuietly } from '../run.mjs'
import { listFiles, readText } from '../sources.mjs'

/** Checks what each publishable package would publish: its manifest, and that its types resolve in every set-up. */
export async function checkPackages() {
  await build()
  const manifests = listFiles('packages/*/package.json').map((file) => [file, JSON.parse(readText(file))])
  const publishable = manifests.filter(([, manifest]) => !manifest.private)
  if (publishable.length === 0)
    throw new Complaint('No package is publishable: the SDK and what it depends on must be.')
  for (const [file, manifest] of publishable) await checkPackage(join(ROOT, dirname(file)), manifest)
  console.log(`${publishable.map(([, { name }]) => name).join(', ')} can be published`)
}

async function checkPackage(cwd, { name, exports }) {
  await runQuietly(findCommand('publint'), ['--strict', '--pack', 'npm', '.'], { name: `publint of ${name}`, cwd })
  // Types are asked of what is imported and required: not of data files, nor of plugins that only ES modules load.
  const excluded = Object.keys(exports).filter((entry) => !exports[entry].require && entry !== './package.json')
  const args = ['--pack', '.', ...(excluded.length > 0 ? ['--exclude-entrypoints', ...excluded] : [])]
  await runQuietly(findCommand('@arethetypeswrong/cli', 'attw'), args, { name: `attw of ${name}`, cwd })
}
