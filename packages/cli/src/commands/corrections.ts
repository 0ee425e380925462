import { parseArgs } from 'node:util'
import { type Command, print, UsageError } from '../command.ts'

const usage = `Usage: parkgraph corrections <action> ...

Actions:
  list        Lists corrections.`

export const corrections: Command = {
  name: 'corrections',
  summary: 'Lists, proposes and decides corrections of printed figures.',
  async run([action, ...args]) {
    if (action === undefined || action === '--help' || action === '-h') return void print(usage)
    if (action !== 'list') throw new UsageError(`There is no action "${action}".`, usage)
    parseArgs({ args, options: {} })
  },
}
