import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Database, RefusalError } from '@parkgraph/db'
import { GraphQLError, type GraphQLSchema } from 'graphql'
import { explainRefusal } from '../error-map.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { explainFailure, isFault, sendFailure } from '../exports/failure.ts'
import { createPlaces } from '../places.ts'
import type { Identify } from '../plugins/identify.ts'
import { ADDRESS, isImport, longestImport } from './address.ts'
import { createAnswer } from './answer.ts'
import { type FileFormat, importFile, tooLarge } from './import-file.ts'
import { readParameters } from './parameters.ts'
import { findTemplate, type Template } from './template.ts'

export interface ImportsOptions {
  readonly schema: GraphQLSchema
  readonly database: Database
  readonly identify: Identify
  readonly log: { error(...message: unknown[]): void }
  /** Most bytes of a file. */
  readonly limit?: number | undefined
}

/** Most imports at once: each has a connection of its own to the database. */
const most = 4

/** Longest time in milliseconds that an import waits for others to end before it begins. */
const patience = 2_000

/** Formats by the media type that a file is sent as. */
const formats: Readonly<Record<string, FileFormat>> = {
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}

/** Answers requests for imports and their templates, and says of others that they are not for it. */
export function createImports({ schema, database, identify, log, limit = 100 * 2 ** 20 }: ImportsOptions) {
  const places = createPlaces(most, patience)

  async function answer(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
    const template = findTemplate(schema, pathname)
    requireMethod(request, ...(template ? ['GET', 'HEAD'] : ['POST']))
    const viewer = await identify(request.headers.authorization ?? null)
    if (template) return sendTemplate(request, response, template)
    if (pathname !== ADDRESS)
      throw new AppError('UNKNOWN_IMPORT', `There is no such import. Files are sent to ${ADDRESS} with POST.`)
    const { format, parameters } = readRequest(request, searchParams, limit)
    if (!(await places.take()))
      throw new AppError('TOO_MANY_IMPORTS', 'As many imports are under way as may be. Try again in a moment.')
    try {
      const { listener, end } = createAnswer(request, response)
      const options = { schema, database, viewer, format, parameters, limit, listener, signal }
      // Whoever sends gets an answer also where not all is read: the connection stays.
      const file = request.iterator({ destroyOnReturn: false })
      end(await importFile({ ...options, file }).catch(explain))
    } finally {
      places.give()
    }
  }

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    // Pages of other origins ask beforehand whether they may, as for all other addresses.
    if (!isImport(request) || request.method === 'OPTIONS') return false
    const aborted = new AbortController()
    response.once('close', () => aborted.abort())
    response.setHeader('access-control-allow-origin', '*')
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

/** Refusals of the whole import, as errors with a code. */
function explain(error: unknown): never {
  if (error instanceof RefusalError) throw new AppError(error.code as ErrorCode, error.message)
  throw explainRefusal(error)
}

async function sendTemplate({ method }: IncomingMessage, response: ServerResponse, template: Template): Promise<void> {
  const { contentType, file, content } = template
  response.writeHead(200, { 'content-type': contentType, 'content-disposition': `attachment; filename="${file}"` })
  if (method === 'HEAD') response.end()
  else await pipeline(Readable.from(content), response)
}

function requireMethod({ method = '' }: IncomingMessage, ...allowed: readonly string[]): void {
  if (allowed.includes(method)) return
  const http = { status: 405, headers: { allow: allowed.join(', ') } }
  throw new GraphQLError(`This address takes ${allowed.join(' or ')}.`, { extensions: { code: 'BAD_REQUEST', http } })
}

/** What is sent, as far as it is known before the file is read. */
function readRequest({ headers }: IncomingMessage, searchParams: URLSearchParams, limit: number) {
  const parameters = readParameters(searchParams)
  const { format, charset } = readFormat(headers['content-type'] ?? '')
  if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  return { format, parameters: { ...parameters, encoding: parameters.encoding ?? charset } }
}

function readFormat(contentType: string) {
  const [type = '', ...rest] = contentType.toLowerCase().split(';')
  const format = formats[type.trim()]
  if (!format)
    throw new AppError('WRONG_FORMAT', `Send the file as ${Object.keys(formats).join(' or ')} in content-type.`)
  const charset = rest.map((text) => text.trim()).find((text) => text.startsWith('charset='))
  const name = charset?.slice('charset='.length).replaceAll('"', '')
  if (name === undefined || name === 'utf-8' || name === 'utf8')
    return { format, charset: name ? ('UTF-8' as const) : null }
  if (['gb18030', 'gbk', 'gb2312'].includes(name)) return { format, charset: 'GB18030' as const }
  throw new AppError('INVALID_ENCODING', `The encoding ${name} is not read: send UTF-8 or GB18030.`)
}
