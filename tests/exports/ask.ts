import type { TestServer } from '../kit/server.ts'

export type Parameters = Record<string, string | string[]>

/** Asks for an export, as nobody or with a key. */
export function ask(
  server: TestServer,
  path: string,
  parameters: Parameters = {},
  { token, ...init }: RequestInit & { token?: string | undefined } = {},
): Promise<Response> {
  const url = new URL(`/exports/${path}`, server.url)
  for (const [name, value] of Object.entries(parameters))
    for (const text of [value].flat()) url.searchParams.append(name, text)
  return fetch(url, { ...init, headers: { ...init.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) } })
}

/** The rows of an export as NDJSON. */
export async function readRows(
  server: TestServer,
  name: string,
  parameters: Parameters = {},
  token?: string,
): Promise<Record<string, unknown>[]> {
  const response = await ask(server, `${name}.ndjson`, parameters, { token })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${response.status} ${text}`)
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

/** A parser of CSV that knows nothing of the writer's: cell by cell, as RFC 4180 has it. */
export function parseCsv(text: string): string[][] {
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  const rows: string[][] = []
  let row: string[] = []
  while (cells.lastIndex < text.length) {
    const at = cells.lastIndex
    const [, quoted, bare = '', end] = cells.exec(text) ?? []
    if (end === undefined) throw new Error(`No cell at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`)
    row.push(quoted?.replaceAll('""', '"') ?? bare)
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  if (row.length > 0) throw new Error('The file ends within a line')
  return rows
}

/** The rows of an export as CSV, its first line included. */
export async function readCsv(server: TestServer, name: string, parameters: Parameters = {}): Promise<string[][]> {
  const response = await ask(server, `${name}.csv`, parameters)
  const bytes = Buffer.from(await response.arrayBuffer())
  if (response.status !== 200) throw new Error(`${response.status} ${bytes}`)
  if (!bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) throw new Error('No byte order mark')
  return parseCsv(bytes.subarray(3).toString())
}
