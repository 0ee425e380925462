import type { Example } from '../examples.ts'

type Values = Readonly<Record<string, unknown>>
type Execute = (
  query: string,
  variables: Values,
) => Promise<{ data?: unknown; errors?: readonly { message: string }[] }>

/**
 * The variables of an example with each `{ from, at }` in place of the value that it stands for, asked of the server
 * with the example `from`.
 */
export async function fillVariables(example: Example, examples: readonly Example[], execute: Execute): Promise<Values> {
  const fill = async (value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map(fill))
    if (!isObject(value)) return value
    if (typeof value.from === 'string' && typeof value.at === 'string') return ask(value.from, value.at)
    return Object.fromEntries(
      await Promise.all(Object.entries(value).map(async ([key, item]) => [key, await fill(item)])),
    )
  }
  const ask = async (name: string, path: string) => {
    const source = examples.find((item) => item.name === name)
    if (!source) throw new Error(`${example.name} takes a variable from ${name}, which is no example.`)
    const { data, errors } = await execute(source.query, await fillVariables(source, examples, execute))
    const found = path.split('.').reduce<unknown>((at, key) => (at as Values | undefined)?.[key], data)
    if (found == null) throw new Error(`${name} gives nothing at ${path}: ${errors?.[0]?.message ?? 'no such field'}.`)
    return found
  }
  return (await fill(example.variables ?? {})) as Values
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
