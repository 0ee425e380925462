import { ParkgraphError } from './errors.ts'
import type { ImportNote, ImportOptions, ImportProblem, ImportProgress, ImportReport } from './import-options.ts'

const OPERATION = 'importFile'

const MOST_KEPT = 1_000

export const fail = (code: string, message: string, details: { status?: number; cause?: unknown }) =>
  new ParkgraphError(code, `${OPERATION}: ${message}`, { operation: OPERATION, ...details })

interface Listed {
  readonly problems: ImportProblem[]
  readonly notes: ImportNote[]
}

/** Reads what an import answers, as it comes. @throws ParkgraphError where that is no report */
export async function readAnswer(response: Response, url: string, options: ImportOptions): Promise<ImportReport> {
  const { status } = response
  if (!response.headers.get('content-type')?.startsWith('application/x-ndjson'))
    throw explainFailure(await response.text(), status, url)
  const listed: Listed = { problems: [], notes: [] }
  for await (const { type, ...content } of readLines(response, url)) {
    const told = content as unknown
    if (type === 'summary') return complete(told as Omit<ImportReport, keyof Listed>, listed)
    if (type === 'error') {
      const { code, message } = told as { code?: string; message: string }
      throw fail(code ?? 'UNKNOWN', message, { status })
    }
    take(type, told, listed, options)
  }
  throw endedEarly(url, status)
}

/** Of a file that was recorded before, problems that were told of its rows do not hold. */
const complete = (summary: Omit<ImportReport, keyof Listed>, { problems, notes }: Listed): ImportReport => ({
  ...summary,
  problems: summary.problemCount === 0 ? [] : problems,
  notes,
})

const endedEarly = (url: string, status: number, cause?: unknown) =>
  fail('NETWORK', `the answer of ${url} ended early. Send the same file again.`, { status, cause })

/** What is told on the way. Of other types, a newer server may tell. */
function take(
  type: string,
  told: unknown,
  { problems, notes }: Listed,
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

async function* readLines(response: Response, url: string): AsyncGenerator<Line> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  while (reader) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw endedEarly(url, response.status, cause)
    })
    rest += decoder.decode(value, { stream: !done })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as Line
    if (done) return
  }
}

/** What a server says that has not begun. */
export function explainFailure(text: string, status: number, url: string): ParkgraphError {
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
