import { listIdentities, localOwner, resolveIdentity } from '@parkgraph/db'
import { isHelp, readArguments } from '../arguments.ts'
import { type Command, print, UsageError } from '../command.ts'
import { withDatabase } from '../database.ts'
import { printTable } from '../table.ts'

const usage = `Usage: parkgraph identity <action> ...

Links of subjects that are possibly the same, which a person has to resolve. Sums can count both, or merge what is confirmed.

Actions:
  list                           Lists the links, with what was decided.
  confirm <link> --reason TEXT   Says that both are the same, also where that was rejected.
  reject <link> --reason TEXT    Says that they are not the same, also where that was confirmed.

<link> is an id that list shows.`

export const identity: Command = {
  name: 'identity',
  summary: 'Resolves which subjects are the same.',
  async run([action, ...args]) {
    if (isHelp(action) || args.includes('--help')) return print(usage)
    if (action === 'list') return list(args)
    if (action === 'confirm' || action === 'reject') return resolve(args, action === 'confirm')
    throw new UsageError(`There is no action "${action}".`, usage)
  },
}

async function list(args: string[]): Promise<void> {
  readArguments(args, { positionals: [] }, usage)
  const links = await withDatabase(({ pool }) => listIdentities(pool, localOwner))
  if (links.length === 0) return print('There are none.')
  print(
    printTable(
      ['ID', 'STATE', 'FROM', 'TO', 'NOTE'],
      links.map((link) => [link.id, link.state, link.from, link.to, link.noteZh ?? '']),
    ),
  )
}

async function resolve(args: string[], isSame: boolean): Promise<void> {
  const { link: id = '', reason = '' } = readArguments(args, { positionals: ['link'], required: ['reason'] }, usage)
  if (!/^[1-9]\d{0,17}$/.test(id)) throw new UsageError(`"${id}" is no id of a link, such as 7.`, usage)
  await withDatabase(({ pool }) => resolveIdentity(pool, localOwner, { id, isSame, reason }))
  print(`Link ${id} is ${isSame ? 'confirmed: both are the same' : 'rejected: they are not the same'}.`)
}
