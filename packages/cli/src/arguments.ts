import { parseArgs } from 'node:util'
import type { RowKey } from '@parkgraph/db'
import { UsageError } from './command.ts'

interface Expected {
  /** What stands without a name, in order. */
  readonly positionals: readonly string[]
  /** Options that take a text. */
  readonly required?: readonly string[]
  readonly optional?: readonly string[]
  /** Options that take nothing: "true" where they are given. */
  readonly flags?: readonly string[]
}

/** Reads the arguments of an action. Throws a UsageError with `usage` for what is missing or not expected. */
export function readArguments(args: string[], expected: Expected, usage: string): Readonly<Record<string, string>> {
  const { positionals, required = [], optional = [], flags = [] } = expected
  const found = parse(args, [...required, ...optional], flags, usage)
  const extra = found.positionals[positionals.length]
  if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many.`, usage)
  const named = positionals.map((name, index) => [name, found.positionals[index]])
  const values = { ...found.values, ...Object.fromEntries(named.filter(([, value]) => value !== undefined)) }
  const missing = [...positionals, ...required].find((name) => values[name] === undefined)
  if (missing)
    throw new UsageError(`${required.includes(missing) ? `--${missing}` : `<${missing}>`} is missing.`, usage)
  return values
}

function parse(args: string[], names: readonly string[], flags: readonly string[], usage: string) {
  try {
    const options = Object.fromEntries([
      ...names.map((name) => [name, { type: 'string' }] as const),
      ...flags.map((name) => [name, { type: 'boolean' }] as const),
    ])
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const texts = Object.entries(values).map(([name, value]) => [name, String(value)])
    return { values: Object.fromEntries(texts) as Record<string, string>, positionals }
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}.`, usage)
  }
}

export const isHelp = (text: string | undefined) => text === undefined || ['--help', '-h', 'help'].includes(text)

/** Reads a key such as 1:42, or the id that GraphQL gives. */
export function readKey(type: string, text: string, usage: string): RowKey {
  const plain = /^\d+:\d+$/.test(text) ? `${type}:${text}` : Buffer.from(text, 'base64').toString()
  const [, park, id = ''] = new RegExp(`^${type}:([1-9]\\d{0,8}):([1-9]\\d{0,17})$`).exec(plain) ?? []
  if (park === undefined) throw new UsageError(`"${text}" is no id of a ${type.toLowerCase()}, such as 1:42.`, usage)
  return { reportingParkId: Number(park), id }
}
