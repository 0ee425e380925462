import { type Client, collectHeaders, type RunOptions, reach } from './client.ts'
import { ParkgraphError } from './errors.ts'

/** What is wrong with a row of a file. */
export interface ImportProblem {
  /** As spreadsheet programs number it. */
  readonly row: number
  /** Header of the column; null where it is the row as a whole, or a value that was given for all rows. */
  readonly column: string | null
  readonly field: string | null
  /** What stands in the cell, where that is known. */
  readonly value: string | null
  readonly code: string
  readonly reason: string
  /** What to do. */
  readonly hint: string
}

/** How a cell was read otherwise than it stands, or a column passed over. */
export type ImportNote = Omit<ImportProblem, 'hint'>

export interface ImportProgress {
  readonly phase: 'READING' | 'CHECKING' | 'RECORDING'
  readonly rows: number
  readonly bytes: number
}

export interface ImportReport {
  /** Id of the import, as `imports` and `importAdvanced` tell it. */
  readonly import: string
  /** `RECORDED`: all rows are; `CHECKED`: they could be, and it was a dry run; `REFUSED`: none are. */
  readonly outcome: 'RECORDED' | 'CHECKED' | 'REFUSED'
  readonly rows: number
  /** Figures that are recorded, or would be; 0 of a file of subjects. */
  readonly figures: number
  /** Of a file of enterprises or projects: how many are made known, changed and left as they are, or would be. */
  readonly subjects?: { readonly created: number; readonly updated: number; readonly unchanged: number }
  /** Whether the same file was recorded before: then it is not again. */
  readonly isRepeated: boolean
  readonly problemCount: number
  readonly noteCount: number
  /** The first 1,000. */
  readonly problems: readonly ImportProblem[]
  readonly notes: readonly ImportNote[]
}

export interface ImportOptions extends RunOptions {
  /** What the rows of the file are: `observations` unless told otherwise. */
  readonly into?: 'observations' | 'enterprises' | 'projects' | undefined
  /** Whether nothing is to be recorded in any case. */
  readonly dryRun?: boolean | undefined
  /** Slug of the park whose rows alone pass. */
  readonly park?: string | undefined
  /** Format of the file: `csv` unless told otherwise. */
  readonly format?: 'csv' | 'xlsx' | undefined
  /** Of a CSV file; told from it where it is left out. */
  readonly encoding?: 'UTF-8' | 'GB18030' | undefined
  /** Headers by field, such as `{ value: '本月数' }`. */
  readonly columns?: Readonly<Record<string, string>> | undefined
  /** What holds for all rows whose cell is empty, by field. */
  readonly defaults?: Readonly<Record<string, string>> | undefined
  /** Told now and then how far it has come. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined
  /** Told of each problem, also of those after the first 1,000. */
  readonly onProblem?: ((problem: ImportProblem) => void) | undefined
}

/** A file: its text, its bytes, a `File` of a browser, or a stream of bytes such as `createReadStream` of Node makes. */
export type ImportedFile = string | Uint8Array | Blob | AsyncIterable<Uint8Array>

const OPERATION = 'importFile'
const mediaTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const MOST_KEPT = 1_000

/**
 * Imports a file of figures, enterprises or projects, all or none. The same file, sent again, is recorded once: after a `NETWORK` error, send it again. It
 * takes as long as it takes: `timeout` of the client is not for it, `signal` is.
 *
 * @throws TypeError for a client that `createClient` has not made
 * @throws ParkgraphError where no report comes; problems of rows are part of that
 */
export async function importFile(
  client: Client,
  file: ImportedFile,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const known = reach.get(client)
  if (!known) throw new TypeError('importFile takes a client that createClient has made.')
  const url = `${known.url.replace(/[^/]*$/, '')}imports?${writeParameters(options)}`
  const first = { accept: 'application/x-ndjson', 'content-type': mediaTypes[options.format ?? 'csv'] }
  const headers = await collectHeaders(OPERATION, first, known.options.headers, options.headers)
  const signals = [known.options.signal, options.signal].filter((signal) => signal !== undefined)
  try {
    const response = await fetchWith(known.options.fetch)(url, {
      ...{ method: 'POST', headers, body: file as BodyInit, signal: AbortSignal.any(signals) },
      // Streams are sent while they are read.
      ...{ duplex: 'half' },
    })
    return await readAnswer(response, url, options)
  } catch (cause) {
    if (cause instanceof ParkgraphError) throw cause
    const isAborted = signals.some(({ aborted }) => aborted)
    const message = isAborted ? 'aborted.' : `no whole answer from ${url}. Send the same file again.`
    throw fail(isAborted ? 'ABORTED' : 'NETWORK', message, { cause })
  }
}

const fetchWith = (own: unknown) => (own ?? globalThis.fetch) as typeof globalThis.fetch

const fail = (code: string, message: string, details: { status?: number; cause?: unknown }) =>
  new ParkgraphError(code, `${OPERATION}: ${message}`, { operation: OPERATION, ...details })

function writeParameters({ into, dryRun, park, encoding, columns, defaults }: ImportOptions): URLSearchParams {
  const given = { ...defaults, into, park, encoding, dryRun: dryRun ? 'true' : undefined }
  const texts = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return new URLSearchParams([...texts, ...(columns ? [['columns', JSON.stringify(columns)]] : [])])
}

async function readAnswer(response: Response, url: string, options: ImportOptions): Promise<ImportReport> {
  const { status } = response
  if (!response.headers.get('content-type')?.startsWith('application/x-ndjson'))
    throw explainFailure(await response.text(), status, url)
  const listed = { problems: [] as ImportProblem[], notes: [] as ImportNote[] }
  for await (const { type, ...content } of readLines(response)) {
    const told = content as unknown
    if (type === 'summary') return { ...(told as Omit<ImportReport, keyof typeof listed>), ...listed }
    if (type === 'error') {
      const { code, message } = told as { code?: string; message: string }
      throw fail(code ?? 'UNKNOWN', message, { status })
    }
    take(type, told, listed, options)
  }
  throw fail('NETWORK', `the answer of ${url} ended early. Send the same file again.`, { status })
}

/** What is told on the way. Of other types, a newer server may tell. */
function take(
  type: string,
  told: unknown,
  { problems, notes }: { problems: ImportProblem[]; notes: ImportNote[] },
  { onProgress, onProblem }: ImportOptions,
): void {
  if (type === 'progress') onProgress?.(told as ImportProgress)
  if (type === 'note') notes.push(told as ImportNote)
  if (type !== 'problem') return
  onProblem?.(told as ImportProblem)
  if (problems.length < MOST_KEPT) problems.push(told as ImportProblem)
}

interface Line {
  readonly type: string
  readonly [name: string]: unknown
}

async function* readLines(response: Response): AsyncGenerator<Line> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  while (reader) {
    const { done, value } = await reader.read()
    rest += decoder.decode(value, { stream: !done })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as Line
    if (done) return
  }
}

/** What a server says that has not begun. */
function explainFailure(text: string, status: number, url: string): ParkgraphError {
  const [error] = findErrors(text)
  if (!error) return fail(`HTTP_${status}`, `${url} answered ${status} with what is no report.`, { status })
  return fail(error.extensions?.code ?? 'UNKNOWN', error.message, { status })
}

function findErrors(text: string): { message: string; extensions?: { code?: string } }[] {
  try {
    return (JSON.parse(text) as { errors?: [] }).errors ?? []
  } catch {
    return []
  }
}
