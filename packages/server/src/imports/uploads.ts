import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  createUpload,
  type Database,
  dropUpload,
  findUpload,
  takeUpload,
  type Upload,
  type UploadWriter,
  type Viewer,
} from '@parkgraph/db'
import { GraphQLError } from 'graphql'
import { AppError, type ErrorCode } from '../errors.ts'
import { createPlaces } from '../places.ts'
import { ADDRESS } from './address.ts'
import { createAnswer, keepListed } from './answer.ts'
import { explain } from './explain.ts'
import type { ImportListener, ImportSummary } from './import-file.ts'
import { readPart } from './part.ts'
import { receive } from './receive.ts'
import type { Note, Problem } from './report.ts'
import { type GivenFile, readGiven } from './request.ts'

export interface Running extends GivenFile {
  readonly viewer: Viewer
  readonly file: AsyncIterable<Buffer>
  readonly listener: ImportListener
  readonly signal: AbortSignal
}

export interface UploadsOptions {
  readonly database: Database
  readonly log: { error(...message: unknown[]): void }
  /** Most bytes of a file. */
  readonly limit: number
  /** Imports a file. */
  readonly run: (running: Running) => Promise<ImportSummary>
}

/** Most parts that are received at once: each holds up to two pieces in memory. */
const most = 16

/** Longest time in milliseconds that a part waits for others to end. */
const patience = 2_000

/** Errors after which a file, or what was given with it, has to be corrected: its bytes are of no more use. */
const hopeless = new Set<unknown>([
  ...(['WRONG_FORMAT', 'INVALID_ENCODING', 'FILE_TOO_LARGE', 'NOT_FOUND'] satisfies ErrorCode[]),
])

/** What an import answered, as it is kept for who did not get it. */
interface Answered {
  readonly summary: ImportSummary
  readonly problems: readonly Problem[]
  readonly notes: readonly Note[]
}

const address = new RegExp(`^${ADDRESS}/uploads/([^/]*)$`)

/** Id of the upload whose address it is, as it stands there; null where it is another address. */
export const findUploadId = (pathname: string): string | null => address.exec(pathname)?.[1] ?? null

/** Files that are sent in parts, by the draft "Resumable Uploads for HTTP" of the IETF. */
export function createUploads({ database: { pool }, log, limit, run }: UploadsOptions) {
  const places = createPlaces(most, patience)

  const tellState = (response: ServerResponse, { size, answer, secondsLeft }: Omit<Upload, 'id' | 'query'>) => {
    response.setHeader('upload-offset', size)
    response.setHeader('upload-complete', answer ? '?1' : '?0')
    response.setHeader('upload-limit', `max-size=${limit}, max-age=${secondsLeft}`)
  }

  async function find(viewer: Viewer, id: string, response: ServerResponse): Promise<Upload> {
    const upload = isUuid.test(id) ? await findUpload(pool, viewer, id) : null
    if (!upload) throw unknown()
    tellState(response, upload)
    return upload
  }

  async function receivePart(request: IncomingMessage, response: ServerResponse, writer: UploadWriter): Promise<void> {
    if (!(await places.take())) throw tooMany()
    try {
      await receive(request, writer, limit).catch(explain)
    } finally {
      places.give()
      response.setHeader('upload-offset', writer.size)
    }
  }

  /** Begins an upload with the first part of a file, which may be empty. */
  async function create(
    request: IncomingMessage,
    response: ServerResponse,
    viewer: Viewer,
    searchParams: URLSearchParams,
  ): Promise<void> {
    const mediaType = request.headers['content-type'] ?? ''
    readGiven(searchParams, mediaType)
    const id = await createUpload(pool, viewer, { query: searchParams.toString(), mediaType }).catch(explain)
    try {
      const writer = await takeUpload(pool, viewer, id, 0)
      if (writer) await receivePart(request, response, writer)
    } catch (error) {
      // Nobody gets to know its id.
      await dropUpload(pool, viewer, id)
      throw error
    }
    await find(viewer, id, response)
    // Beside the address of imports, wherever a proxy has that.
    response.writeHead(201, { location: `${ADDRESS.slice(1)}/uploads/${id}` }).end()
  }

  async function append(
    request: IncomingMessage,
    response: ServerResponse,
    { viewer, id, signal, searchParams }: Asked,
  ): Promise<void> {
    const { offset, isLast } = readPart(request, searchParams)
    const upload = await find(viewer, id, response)
    if (upload.answer !== null && upload.size === offset) return repeat(request, response, upload, isLast)
    const writer = await takeUpload(pool, viewer, id, offset).catch(explain)
    if (!writer) {
      const { size } = await find(viewer, id, response)
      throw new AppError('WRONG_OFFSET', `The next part begins at ${size}, and not at ${offset}.`)
    }
    await receivePart(request, response, writer)
    if (isLast) return end(request, response, { viewer, writer, signal })
    await find(viewer, id, response)
    response.writeHead(204).end()
  }

  /** Imports what has come. Where that is not told, as to whom the connection was lost, an empty last part asks for it again. */
  async function end(
    request: IncomingMessage,
    response: ServerResponse,
    { viewer, writer, signal }: { viewer: Viewer; writer: UploadWriter; signal: AbortSignal },
  ): Promise<void> {
    // Lines begin before it is so.
    response.removeHeader('upload-complete')
    const answer = createAnswer(request, response)
    const { listener, listed } = keepListed(answer.listener)
    const given = readGiven(new URLSearchParams(writer.query), writer.mediaType)
    const running = { ...given, viewer, signal, file: writer.read(), listener }
    const summary = await run(running).catch(async (error: unknown) => {
      if (error instanceof GraphQLError && hopeless.has(error.extensions['code'])) await dropUpload(pool, viewer, writer.id)
      throw error
    })
    // What is recorded is so: asked for again, it is told as a repetition.
    await writer.end({ summary, ...listed } satisfies Answered).catch((fault) => log.error(fault))
    answer.end(summary)
  }

  /** Answers as the import did. */
  async function repeat(
    request: IncomingMessage,
    response: ServerResponse,
    upload: Upload,
    isLast: boolean,
  ): Promise<void> {
    let isEmpty = true
    for await (const _ of request.iterator({ destroyOnReturn: false })) isEmpty = false
    if (!isLast || !isEmpty) throw new AppError('UPLOAD_COMPLETE', 'The file is imported: nothing can follow.')
    const { summary, problems, notes } = upload.answer as Answered
    const { listener, end: answer } = createAnswer(request, response)
    for (const problem of problems) listener.problem(problem)
    for (const note of notes) listener.note(note)
    answer(summary)
  }

  return {
    create,
    async answer(request: IncomingMessage, response: ServerResponse, asked: Asked): Promise<void> {
      if (request.method === 'PATCH') return append(request, response, asked)
      const { viewer, id } = asked
      await find(viewer, id, response)
      if (request.method === 'DELETE') await dropUpload(pool, viewer, id)
      response.writeHead(204).end()
    },
  }
}

/** A request for an upload. */
export interface Asked {
  readonly viewer: Viewer
  readonly id: string
  readonly searchParams: URLSearchParams
  readonly signal: AbortSignal
}

const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

const unknown = () =>
  new AppError('UNKNOWN_UPLOAD', `There is no such upload, or no more. Begin one with POST to ${ADDRESS}.`)

export const tooMany = () =>
  new AppError('TOO_MANY_IMPORTS', 'As many imports are under way as may be. Try again in a moment.')
