import { request } from 'node:http'
import { afterEach } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { header, useForm } from './files.ts'
import { type ImportAnswer, toCsv } from './send.ts'

export interface PartAnswer extends Omit<ImportAnswer, 'status'> {
  readonly status: number
  /** As the headers say. */
  readonly offset: string | null
  readonly isComplete: string | null
}

export interface PartOptions {
  readonly token?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

let count = 0

/** Figures of items of their own, each row of some 40 bytes, and as many as are wanted in a column that is passed over. */
export function makeFile(rows: number, { value = '7', more = 0 } = {}) {
  count += 1
  const lines = Array.from({ length: rows }, (_, n) => [
    ...['tax_revenue', '2019', value, '亿元', `upload ${count}.${n}`, 'x'.repeat(more)],
  ])
  return { item: `upload ${count}.`, file: Buffer.from(toCsv([[...header, '对象名称'], ...lines])) }
}

export const argumentOf = ({ errors }: Pick<ImportAnswer, 'errors'>) => errors?.[0]?.extensions['argument']

/** A document and a key for the park `own`; each test leaves no upload behind. */
export function useUploads(server: TestServer) {
  const { getToken } = useForm(server)
  afterEach(() => server.database.pool.query('DELETE FROM upload'))
  return {
    ...createUploader(() => server.url, getToken),
    getToken,
    async countFigures(item: string): Promise<number> {
      const { rows } = await server.database.pool.query(
        'SELECT count(*)::int AS n FROM observation o JOIN series s ON s.id = o.series_id WHERE starts_with(s.breakdown, $1)',
        [item],
      )
      return rows[0].n
    },
    async readTable(table: 'upload' | 'upload_piece'): Promise<Record<string, unknown>[]> {
      const columns = table === 'upload' ? 'id, size, answer' : 'upload_id, start, length(bytes) AS length'
      return (await server.database.pool.query(`SELECT ${columns} FROM ${table} ORDER BY 1, 2`)).rows
    },
  }
}

/** Sends files in parts, as a program would that knows the draft. */
function createUploader(getUrl: () => string, getToken: () => string | null) {
  const authorize = (token: string | null = getToken()) => (token ? { authorization: `Bearer ${token}` } : {})

  async function ask(address: string, method: string, headers: Record<string, string>, body?: string | Buffer) {
    const response = await fetch(address, {
      method,
      headers,
      ...(body === undefined ? {} : { body: body as BodyInit }),
    })
    const text = await response.text()
    return {
      ...(text.startsWith('{') && !text.includes('\n{') ? JSON.parse(text) : {}),
      ...{ status: response.status, response, text },
      ...{ offset: response.headers.get('upload-offset'), isComplete: response.headers.get('upload-complete') },
    } as PartAnswer & { readonly response: Response; readonly text: string }
  }

  return {
    async begin(
      parameters: Readonly<Record<string, string>>,
      { first = '', type = 'text/csv', ...options }: PartOptions & { first?: string | Buffer; type?: string } = {},
    ) {
      const url = new URL(`/imports?${new URLSearchParams(parameters)}`, getUrl())
      const own = { 'content-type': type, 'upload-complete': '?0', ...authorize(options.token), ...options.headers }
      const answer = await ask(url.href, 'POST', own, first)
      const location = answer.response.headers.get('location')
      return { ...answer, address: location === null ? '' : new URL(location, url).href }
    },
    append(address: string, offset: number, part: string | Buffer, isLast = false, options: PartOptions = {}) {
      const own = { 'upload-offset': String(offset), 'upload-complete': isLast ? '?1' : '?0', ...options.headers }
      const media = { 'content-type': 'application/partial-upload' }
      return ask(address, 'PATCH', { ...media, ...authorize(options.token), ...own }, part)
    },
    look: (address: string, { token }: PartOptions = {}) => ask(address, 'HEAD', authorize(token) as never),
    drop: (address: string, { token }: PartOptions = {}) => ask(address, 'DELETE', authorize(token) as never),
    /** Sends a part whose line breaks after the bytes that are given, of as many as are told. */
    cut(address: string, offset: number, part: Buffer, told: number): Promise<void> {
      const own = { 'upload-offset': String(offset), 'upload-complete': '?0', 'content-length': String(told) }
      const headers = { 'content-type': 'application/partial-upload', ...authorize(), ...own }
      return new Promise((resolve) => {
        const sending = request(address, { method: 'PATCH', headers })
        sending.once('error', () => {})
        sending.once('close', resolve)
        sending.write(part, () => setTimeout(() => sending.destroy(), 500))
      })
    },
  }
}
