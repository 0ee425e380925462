import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Database, dropUpload, type Upload, type UploadWriter, type Viewer } from '@parkgraph/db'
import { GraphQLError } from 'graphql'
import { AppError, type ErrorCode } from '../errors.ts'
import { createAnswer, keepListed, listProblems } from './answer.ts'
import type { ImportListener, ImportSummary } from './import-file.ts'
import type { Part } from './part.ts'
import type { Note, Problem } from './report.ts'
import { type GivenFile, readGiven } from './request.ts'

export interface Running extends GivenFile {
  readonly viewer: Viewer
  readonly file: AsyncIterable<Buffer>
  readonly listener: ImportListener
  readonly signal: AbortSignal
}

export interface EndOptions {
  readonly database: Database
  readonly log: { error(...message: unknown[]): void }
  /** The time in milliseconds that whoever sends or takes a file may pause. */
  readonly pause: number
  /** Imports a file. */
  readonly run: (running: Running) => Promise<ImportSummary>
}

/** Errors after which a file, or what was given with it, has to be corrected. */
const hopeless: readonly unknown[] = [
  ...(['WRONG_FORMAT', 'INVALID_ENCODING', 'FILE_TOO_LARGE', 'NOT_FOUND'] satisfies ErrorCode[]),
]

/** Whether the bytes of a file are of no more use after an error. */
export const isHopeless = (error: unknown) =>
  error instanceof GraphQLError && hopeless.includes(error.extensions['code'])

/** What an import answered, as it is kept for who did not get it. */
interface Answered {
  readonly summary: ImportSummary
  readonly problems: readonly Problem[]
  readonly notes: readonly Note[]
}

/** Imports what has come. Whoever lost the connection meanwhile asks for it again by an empty last part. */
export async function endUpload(
  { database: { pool }, log, pause, run }: EndOptions,
  request: IncomingMessage,
  response: ServerResponse,
  { viewer, writer, signal }: { readonly viewer: Viewer; readonly writer: UploadWriter; readonly signal: AbortSignal },
): Promise<void> {
  // Lines begin before it is so.
  response.removeHeader('upload-complete')
  const answer = createAnswer(request, response, pause)
  const { listener, listed } = keepListed(answer.listener)
  const given = readGiven(new URLSearchParams(writer.query), writer.mediaType)
  const running = { ...given, viewer, signal, file: writer.read(), listener }
  const summary = await run(running).catch(async (error: unknown) => {
    if (isHopeless(error)) await dropUpload(pool, viewer, writer.id)
    throw error
  })
  // What is recorded is so: asked for again, it is told as a repetition.
  const kept = { summary, ...listed, problems: listProblems(summary, listed.problems) } satisfies Answered
  await writer.end(kept).catch((fault) => log.error(fault))
  answer.end(summary)
}

/** Answers an empty last part as the import did. @throws AppError `UPLOAD_COMPLETE` for any other part */
export async function repeatAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  upload: Upload,
  { offset, isLast }: Part,
): Promise<void> {
  const { done: isEmpty } = await request.iterator({ destroyOnReturn: false }).next()
  if (!isLast || !isEmpty || offset !== upload.size)
    throw new AppError('UPLOAD_COMPLETE', 'The file is imported: nothing can follow.')
  const { summary, problems, notes } = upload.answer as Answered
  const { listener, end } = createAnswer(request, response)
  for (const problem of problems) listener.problem(problem)
  for (const note of notes) listener.note(note)
  end(summary)
}
