import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { RefusalError } from '@parkgraph/db'
import { type Command, print, report, UsageError } from './command.ts'
import { corrections } from './commands/corrections.ts'
import { generateDataCommand } from './commands/generate-data.ts'
import { identity } from './commands/identity.ts'
import { importCommand } from './commands/import.ts'
import { keys } from './commands/keys.ts'

const commands: readonly Command[] = [keys, importCommand, corrections, identity, generateDataCommand]

const usage = `Usage: parkgraph <command> ...

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(16)}${summary}`).join('\n')}

"parkgraph <command> --help" tells more. The database is that of DATABASE_URL, else the embedded one in PARKGRAPH_DATA,
which may be in use by a server. Exit codes: 0 done, 1 refused or failed, 2 wrong command line.`

// Ending in order takes an embedded database of our own with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.exit(128 + constants.signals[signal]))

try {
  if (existsSync('.env')) process.loadEnvFile('.env')
  await dispatch(process.argv.slice(2))
} catch (error) {
  report(describe(error))
  if (error instanceof UsageError) report(`\n${error.usage}`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}

async function dispatch([name, ...args]: string[]): Promise<void> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return void print(usage)
  const command = commands.find((one) => one.name === name)
  if (!command) throw new UsageError(`There is no command "${name}".`, usage)
  await command.run(args)
}

function describe(error: unknown): string {
  if (error instanceof RefusalError) return `${error.code}: ${error.message}`
  return error instanceof Error ? error.message : String(error)
}
