import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { longestPause } from './body.ts'
import type { ImportListener, ImportSummary } from './import-file.ts'
import type { Note, Problem } from './report.ts'

/** How many problems, and how many notes, an answer in one piece lists. */
const mostListed = 1_000

interface Answer {
  readonly listener: ImportListener
  end(summary: ImportSummary): void
}

/** Answers with one JSON object at the end, or, where the request asks for them, with lines of JSON as things happen. */
export function createAnswer({ headers }: IncomingMessage, response: ServerResponse, pause = longestPause): Answer {
  const isStreamed = /\bapplication\/x-ndjson\b/.test(headers.accept ?? '')
  return isStreamed ? answerByLines(response, pause) : answerAtOnce(response)
}

function answerAtOnce(response: ServerResponse): Answer {
  const problems: Problem[] = []
  const notes: Note[] = []
  return {
    listener: {
      problem: (problem) => problems.length < mostListed && problems.push(problem),
      note: (note) => notes.length < mostListed && notes.push(note),
      progress: () => {},
      flush: async () => {},
    },
    end(summary) {
      const status = summary.outcome === 'REFUSED' ? 422 : 200
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
      const listed = { problems: listProblems(summary, problems).sort(byRow), notes: notes.sort(byRow) }
      response.end(JSON.stringify({ ...summary, ...listed }))
    },
  }
}

/** The problems that hold: none of a file that was recorded before. */
export const listProblems = ({ problemCount }: ImportSummary, told: Problem[]) => (problemCount === 0 ? [] : told)

/** Passes on what is told, and keeps as many problems and notes as an answer in one piece lists. */
export function keepListed(listener: ImportListener) {
  const listed = { problems: [] as Problem[], notes: [] as Note[] }
  return {
    listed,
    listener: {
      ...listener,
      problem(problem) {
        if (listed.problems.length < mostListed) listed.problems.push(problem)
        listener.problem(problem)
      },
      note(note) {
        if (listed.notes.length < mostListed) listed.notes.push(note)
        listener.note(note)
      },
    } satisfies ImportListener,
  }
}

const byRow = (one: { row: number }, other: { row: number }) => one.row - other.row

function answerByLines(response: ServerResponse, pause: number): Answer {
  let noteCount = 0
  const write = (type: string, content: object) => {
    // The first line is sent when there is something to tell: until then, an error has its own status.
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    response.write(`${JSON.stringify({ type, ...content })}\n`)
  }
  return {
    listener: {
      problem: (problem) => write('problem', problem),
      note: (note) => {
        noteCount += 1
        if (noteCount <= mostListed) write('note', note)
      },
      progress: (progress) => write('progress', progress),
      flush: async () => {
        if (!response.writableNeedDrain) return
        // Whoever goes away ends the import by its signal, and so does who takes nothing for so long.
        const timer = setTimeout(() => response.destroy(), pause)
        const over = new AbortController()
        const waits = ['drain', 'close'].map((event) => once(response, event, { signal: over.signal }))
        await Promise.race(waits)
        clearTimeout(timer)
        over.abort()
      },
    },
    end(summary) {
      write('summary', summary)
      response.end()
    },
  }
}
