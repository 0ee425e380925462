import {
  createKey,
  type Grantee,
  grantRole,
  listPrincipals,
  localOwner,
  type PrincipalItem,
  revokeKey,
  type Scope,
  withdrawGrant,
} from '@parkgraph/db'
import { isHelp, readArguments } from '../arguments.ts'
import { type Command, print, UsageError } from '../command.ts'
import { withDatabase } from '../database.ts'
import { printTable } from '../table.ts'

const usage = `Usage: parkgraph keys <action> ...

A key lets a program in, and a role says what it may do there. Subjects of the OIDC issuer have roles too.

Actions:
  create --label TEXT --role ROLE SCOPE [--expires DATE]
                                        Makes a key and prints it, this once.
  list                                  Lists everybody who is known, with their grants.
  revoke <prefix>                       Ends a key at once.
  grant (--key PREFIX | --oidc SUBJECT [--label TEXT]) --role ROLE SCOPE
                                        Grants a role to the holder of a key, or to a subject of OIDC_ISSUER.
  withdraw <grant>                      Takes a grant back at once.

ROLE is READER, EDITOR, STEWARD or ADMIN: each may do what those before it may. SCOPE is --park SLUG (a park with all parks inside
it), --region DIGITS (the first 2, 4 or 6 of a region's code) or --all. DATE, such as 2027-12-31, is the last day, by UTC.`

type Action = (args: string[]) => Promise<void>
type Given = Readonly<Record<string, string>>

const scopes = { optional: ['park', 'region'], flags: ['all'] }

function readScope({ park, region, all }: Given): Scope {
  const given = [
    ...(park === undefined ? [] : [{ park }]),
    ...(region === undefined ? [] : [{ region }]),
    ...(all === undefined ? [] : [{ isAll: true } as const]),
  ]
  const [scope] = given
  if (!scope || given.length > 1) throw new UsageError('Give one of --park, --region and --all.', usage)
  return scope
}

const create: Action = async (args) => {
  const expected = { required: ['label', 'role'], ...scopes, optional: [...scopes.optional, 'expires'] }
  const given = readArguments(args, { positionals: [], ...expected }, usage)
  const { label = '', role = '', expires = null } = given
  const key = { label, role, scope: readScope(given), expires }
  print(await withDatabase(({ pool }) => createKey(pool, localOwner, key)))
}

const list: Action = async (args) => {
  readArguments(args, { positionals: [] }, usage)
  const found = await withDatabase(({ pool }) => listPrincipals(pool, localOwner))
  if (found.length === 0) return print('There are none.')
  const header = ['KEY', 'LABEL', 'STATE', 'CREATED', 'EXPIRES', 'LAST USED', 'GRANT', 'ROLE', 'SCOPE']
  print(printTable(header, found.flatMap(printPrincipal)))
}

/** A line for each grant, the first with whose they are. */
function printPrincipal(item: PrincipalItem): string[][] {
  const who = item.prefix ?? `oidc ${item.subject}`
  const dates = [item.createdAt, item.expiresAt ?? '-', item.lastUsedAt ?? '-']
  const own = [who, item.label ?? '-', item.state, ...dates]
  const lines = item.grants.map(({ id, role, scope }) => [String(id), role, scope])
  return (lines.length > 0 ? lines : [['-', '-', '-']]).map((line, at) => [
    ...(at === 0 ? own : own.map(() => '')),
    ...line,
  ])
}

const revoke: Action = async (args) => {
  const { prefix = '' } = readArguments(args, { positionals: ['prefix'] }, usage)
  await withDatabase(({ pool }) => revokeKey(pool, localOwner, prefix))
  print(`The key ${prefix} is revoked.`)
}

const grant: Action = async (args) => {
  const expected = { required: ['role'], ...scopes, optional: [...scopes.optional, 'key', 'oidc', 'label'] }
  const given = readArguments(args, { positionals: [], ...expected }, usage)
  const to = readGrantee(given)
  const wanted = { to, role: given['role'] ?? '', scope: readScope(given) }
  const id = await withDatabase(({ pool }) => grantRole(pool, localOwner, wanted))
  print(`Grant ${id} is made.`)
}

function readGrantee({ key, oidc, label }: Given): Grantee {
  if ((key === undefined) === (oidc === undefined)) throw new UsageError('Give one of --key and --oidc.', usage)
  if (key !== undefined) {
    if (label !== undefined) throw new UsageError('--label goes with --oidc: the holder of a key has one.', usage)
    return { prefix: key }
  }
  const issuer = process.env['OIDC_ISSUER']
  if (!issuer) throw new UsageError('OIDC_ISSUER is not set: whose subject is meant?', usage)
  if (!oidc) throw new UsageError('--oidc takes the subject, as it stands in the tokens as sub.', usage)
  return { issuer, subject: oidc, label: label ?? null }
}

const withdraw: Action = async (args) => {
  const { grant: id = '' } = readArguments(args, { positionals: ['grant'] }, usage)
  if (!/^[1-9]\d{0,8}$/.test(id)) throw new UsageError(`"${id}" is no id of a grant, such as 12: see the list.`, usage)
  await withDatabase(({ pool }) => withdrawGrant(pool, localOwner, Number(id)))
  print(`Grant ${id} is withdrawn.`)
}

const actions = new Map<string | undefined, Action>([
  ['create', create],
  ['list', list],
  ['revoke', revoke],
  ['grant', grant],
  ['withdraw', withdraw],
])

export const keys: Command = {
  name: 'keys',
  summary: 'Makes, lists and revokes API keys, and grants roles.',
  async run([name, ...args]) {
    if (isHelp(name) || args.includes('--help')) return print(usage)
    const action = actions.get(name)
    if (!action) throw new UsageError(`There is no action "${name}".`, usage)
    await action(args)
  },
}
