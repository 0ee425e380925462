import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database } from '@parkgraph/db'
import { GraphQLError, type GraphQLSchema } from 'graphql'
import { AppError } from '../errors.ts'
import { explainFailure, isFault, sendFailure } from '../exports/failure.ts'
import { createPlaces } from '../places.ts'
import type { Identify } from '../plugins/identify.ts'
import { ADDRESS, isImport, longestImport } from './address.ts'
import { createAnswer } from './answer.ts'
import { longestPause, readBody } from './body.ts'
import { explain } from './explain.ts'
import { type ImportSummary, importFile, tooLarge } from './import-file.ts'
import { isWhole } from './part.ts'
import { readGiven } from './request.ts'
import { findTemplate, type Template, templateAddresses } from './template.ts'
import { tooMany } from './too-many.ts'
import type { Running } from './upload-end.ts'
import { type Asked, createUploads, findUploadId } from './uploads.ts'

export interface ImportsOptions {
  readonly schema: GraphQLSchema
  readonly database: Database
  readonly identify: Identify
  readonly log: { error(...message: unknown[]): void }
  /** Most bytes of a file. */
  readonly limit?: number | undefined
  /** The time in milliseconds that whoever sends a file or takes an answer may pause: the usual one, unless a test wants less. */
  readonly pause?: number | undefined
}

/** Most imports at once, each with a connection of its own to the database, and most of one sender. */
const [most, mostOfOne] = [4, 3]

/** Longest time in milliseconds that an import waits for others to end before it begins. */
const patience = 2_000

/** What pages of other origins may read of the headers. */
const exposed = 'Location, Upload-Complete, Upload-Limit, Upload-Offset, X-Request-Id'

/** Answers requests for imports and their templates, and says of others that they are not for it. */
export function createImports({ schema, database, identify, log, ...options }: ImportsOptions) {
  const { limit = 100 * 2 ** 20, pause = longestPause } = options
  const places = createPlaces(most, mostOfOne, patience)
  const uploads = createUploads({ database, log, limit, pause, run })

  async function run(running: Running): Promise<ImportSummary> {
    const leave = await places.enter(running.viewer.actor, running.signal)
    if (!leave) throw tooMany()
    return importFile({ schema, database, limit, ...running })
      .catch(explain)
      .finally(leave)
  }

  async function answer(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
    const template = findTemplate(schema, pathname)
    const id = findUploadId(pathname)
    requireMethod(request, findMethods(pathname, template, id))
    const viewer = await identify(request.headers.authorization ?? null)
    if (template) return sendTemplate(request, response, template)
    if (id !== null) return uploads.answer(request, response, { viewer, id, searchParams, signal })
    return isWhole(request)
      ? importWhole(request, response, { viewer, searchParams, signal })
      : uploads.create(request, response, { viewer, searchParams })
  }

  async function importWhole(
    request: IncomingMessage,
    response: ServerResponse,
    { viewer, searchParams, signal }: Omit<Asked, 'id'>,
  ): Promise<void> {
    const given = readGiven(searchParams, request.headers['content-type'] ?? '')
    if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
    const { listener, end } = createAnswer(request, response, pause)
    end(await run({ ...given, viewer, file: readBody(request, pause), listener, signal }))
  }

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    // Pages of other origins ask beforehand whether they may, as for all other addresses.
    if (!isImport(request) || request.method === 'OPTIONS') return false
    const aborted = new AbortController()
    response.once('close', () => aborted.abort())
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-expose-headers', exposed)
    response.setHeader('cache-control', 'private, no-store')
    answer(request, response, AbortSignal.any([aborted.signal, AbortSignal.timeout(longestImport)]))
      .catch((error: unknown) => {
        // Nobody waits for the answer any more, and nothing was recorded.
        if (aborted.signal.aborted) return
        const failure = explainFailure(error)
        if (isFault(failure)) log.error(error)
        if (response.headersSent) response.end(`${JSON.stringify({ type: 'error', ...toError(failure) })}\n`)
        else sendFailure(response, failure, true)
      })
      // What is left of the file is read and dropped: whoever sends first and listens then would wait for ever.
      .finally(() => request.resume())
    return true
  }
}

const toError = ({ message, extensions: { code } }: GraphQLError) => ({ message, code })

async function sendTemplate({ method }: IncomingMessage, response: ServerResponse, template: Template): Promise<void> {
  const { contentType, file, content } = template
  response.writeHead(200, { 'content-type': contentType, 'content-disposition': `attachment; filename="${file}"` })
  if (method === 'HEAD') response.end()
  else await pipeline(Readable.from(content), response)
}

/** The methods that an address takes. @throws AppError `UNKNOWN_IMPORT` */
function findMethods(pathname: string, template: Template | null, upload: string | null): readonly string[] {
  if (template) return ['GET', 'HEAD']
  if (upload !== null) return ['HEAD', 'PATCH', 'DELETE']
  if (pathname === ADDRESS) return ['POST']
  const message = `There is no such import. Files are sent to ${ADDRESS} with POST; templates are ${templateAddresses.join(', ')}.`
  throw new AppError('UNKNOWN_IMPORT', message)
}

function requireMethod({ method = '' }: IncomingMessage, allowed: readonly string[]): void {
  if (allowed.includes(method)) return
  const http = { status: 405, headers: { allow: allowed.join(', ') } }
  throw new GraphQLError(`This address takes ${allowed.join(' or ')}.`, { extensions: { code: 'BAD_REQUEST', http } })
}
