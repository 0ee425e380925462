import type { TestServer } from '../kit/server.ts'

export interface Listed {
  readonly row: number
  readonly column: string | null
  readonly field: string | null
  readonly value: string | null
  readonly code: string
  readonly reason: string
  readonly hint?: string
}

export interface ImportAnswer {
  readonly status: number
  readonly import?: string
  readonly outcome?: 'RECORDED' | 'CHECKED' | 'REFUSED'
  readonly rows?: number
  readonly figures?: number
  readonly subjects?: { readonly created: number; readonly updated: number; readonly unchanged: number }
  readonly isRepeated?: boolean
  readonly problemCount?: number
  readonly noteCount?: number
  readonly problems?: Listed[]
  readonly notes?: Listed[]
  readonly errors?: { message: string; extensions: Record<string, unknown> }[]
}

export interface Sending {
  readonly token?: string | null
  readonly type?: string
  readonly parameters?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** Sends a file as a program would. */
export function post(server: TestServer, file: string | Buffer, sending: Sending = {}): Promise<Response> {
  const { token, type = 'text/csv', parameters = {}, headers, signal } = sending
  const url = new URL(`/imports?${new URLSearchParams(parameters)}`, server.url)
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': type, ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    body: file as BodyInit,
    ...(signal ? { signal } : {}),
  })
}

export async function send(server: TestServer, file: string | Buffer, sending?: Sending): Promise<ImportAnswer> {
  const response = await post(server, file, sending)
  return { status: response.status, ...((await response.json()) as object) }
}

/** What is wrong, in short. */
export const tell = ({ problems = [] }: ImportAnswer) =>
  problems.map(({ row, field, code }) => `${row} ${field} ${code}`)

/** Rows as CSV. */
export const toCsv = (rows: readonly (readonly string[])[]) =>
  rows
    .map((row) => row.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))
    .join('\r\n')
