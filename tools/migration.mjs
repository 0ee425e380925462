// Writes the next migration: pnpm migration <name> [--empty]
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { MIGRATIONS_FOLDER, ROOT, runMain, SCHEMA_FOLDER } from './run.mjs'

await runMain(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { empty: { type: 'boolean' } } })
  if (positionals.length !== 1)
    throw new Error(
      'Say what the migration does: pnpm migration add_honours. With --empty, for SQL by hand, it may change no table.',
    )
  await build(['packages/db'])
  const { writeMigration } = await import('../packages/db/dist/migrate/plan.js')
  const folder = await writeMigration({
    name: positionals[0],
    isEmptyAllowed: values.empty ?? false,
    schemaFolder: SCHEMA_FOLDER,
    migrationsFolder: MIGRATIONS_FOLDER,
  })
  console.log(
    folder
      ? `Wrote ${folder.slice(ROOT.length)}. Read its SQL before you commit it.`
      : 'The migrations already lead to the schema. For SQL by hand, add --empty.',
  )
})
