import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  createUpload,
  dropUpload,
  findUpload,
  takenOver,
  takeUpload,
  type Upload,
  type UploadWriter,
  type Viewer,
} from '@parkgraph/db'
import { AppError } from '../errors.ts'
import { createPlaces } from '../places.ts'
import { ADDRESS } from './address.ts'
import { explain } from './explain.ts'
import { readPart } from './part.ts'
import { receive } from './receive.ts'
import { readGiven } from './request.ts'
import { tooMany } from './too-many.ts'
import { type EndOptions, endUpload, isHopeless, repeatAnswer } from './upload-end.ts'

export interface UploadsOptions extends EndOptions {
  /** Most bytes of a file. */
  readonly limit: number
}

/** Most parts that are received at once, each with up to two pieces in memory, and most of one sender. */
const [most, mostOfOne] = [16, 4]

/** Longest time in milliseconds that a part waits for others to end. */
const patience = 2_000

const address = new RegExp(`^${ADDRESS}/uploads/([^/]*)$`)

/** Id of the upload whose address it is, as it stands there; null where it is another address. */
export const findUploadId = (pathname: string): string | null => address.exec(pathname)?.[1] ?? null

/** Files that are sent in parts, by the draft "Resumable Uploads for HTTP" of the IETF. */
export function createUploads({ limit, ...options }: UploadsOptions) {
  const { pause } = options
  const { pool } = options.database
  const places = createPlaces(most, mostOfOne, patience)
  /** What ends the part that is under way here, by upload. */
  const running = new Map<string, () => void>()

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

  /** Takes an upload over and keeps the bytes of a part; null where it does not begin where those end that are here. */
  async function keepPart(
    request: IncomingMessage,
    response: ServerResponse,
    { viewer, id, offset }: { readonly viewer: Viewer; readonly id: string; readonly offset: number },
  ): Promise<UploadWriter | null> {
    const writer = await takeUpload(pool, viewer, id, offset).catch(explain)
    if (!writer) return null
    // It holds a place for bytes that nobody will keep.
    running.get(id)?.()
    const overtaken = new AbortController()
    const end = () => overtaken.abort(takenOver())
    running.set(id, end)
    let leave: (() => void) | null = null
    try {
      leave = await places.enter(viewer.actor, overtaken.signal)
      if (!leave) throw tooMany()
      await receive(request, writer, { limit, pause, signal: overtaken.signal })
      return writer
    } catch (error) {
      if (isHopeless(error)) await dropUpload(pool, viewer, id)
      return explain(error)
    } finally {
      response.setHeader('upload-offset', writer.size)
      leave?.()
      if (running.get(id) === end) running.delete(id)
    }
  }

  /** Begins an upload with the first part of a file, which may be empty. */
  async function create(
    request: IncomingMessage,
    response: ServerResponse,
    { viewer, searchParams }: Pick<Asked, 'viewer' | 'searchParams'>,
  ): Promise<void> {
    const mediaType = request.headers['content-type'] ?? ''
    response.setHeader('upload-limit', `max-size=${limit}`)
    readGiven(searchParams, mediaType)
    const id = await createUpload(pool, viewer, { query: searchParams.toString(), mediaType }).catch(explain)
    try {
      await keepPart(request, response, { viewer, id, offset: 0 })
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
    const part = readPart(request, searchParams)
    const { offset, isLast } = part
    const upload = await find(viewer, id, response)
    if (upload.answer !== null) return repeatAnswer(request, response, upload, part)
    const writer = await keepPart(request, response, { viewer, id, offset })
    if (!writer) {
      const now = await find(viewer, id, response)
      if (now.answer !== null) return repeatAnswer(request, response, now, part)
      throw new AppError('WRONG_OFFSET', `The next part begins at ${now.size}, and not at ${offset}.`)
    }
    if (isLast) return endUpload(options, request, response, { viewer, writer, signal })
    await find(viewer, id, response)
    response.writeHead(204).end()
  }

  return {
    create,
    async answer(request: IncomingMessage, response: ServerResponse, asked: Asked): Promise<void> {
      if (request.method === 'PATCH') return append(request, response, asked)
      const { viewer, id } = asked
      await find(viewer, id, response)
      if (request.method === 'DELETE') {
        await dropUpload(pool, viewer, id)
        running.get(id)?.()
      }
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
