import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Database } from '@parkgraph/db'
import { GraphQLError, type GraphQLSchema } from 'graphql'
import { AppError } from '../errors.ts'
import { createPlaces } from '../places.ts'
import type { Identify } from '../plugins/identify.ts'
import { explainFailure, isFault, sendFailure } from './failure.ts'
import { formats } from './formats.ts'
import { readParameters } from './parameters.ts'
import { type Row, readRows } from './rows.ts'
import { hurry, write } from './sending.ts'
import { findTargets } from './targets.ts'

export interface ExportOptions {
  readonly schema: GraphQLSchema
  readonly database: Database
  readonly identify: Identify
  readonly log: { error(...message: unknown[]): void }
  /** Lines of a sheet at most: as many as spreadsheet programs take, unless a test wants fewer. */
  readonly sheetRows?: number | undefined
  /** The time in milliseconds in which a batch of rows has to be taken: the usual one, unless a test wants less. */
  readonly pause?: number | undefined
  /** The time in milliseconds that an export may take: the usual one, unless a test wants less. */
  readonly time?: number | undefined
}

const PREFIX = '/exports/'

/** Longest time in milliseconds that an export waits for others to end before it begins. */
const patience = 2_000

/** The time in milliseconds in which a reader has to take a batch of rows, of some 30 kB: whoever takes longer holds a state of the database. */
const longestPause = 30_000

/** Longest time in milliseconds that an export takes: what is left is asked for by a cursor. */
const longestExport = 1_800_000

/** Answers requests for exports, and says of others that they are not for it. */
export function createExports(options: ExportOptions) {
  const { schema, database, identify, log, sheetRows, pause = longestPause, time = longestExport } = options
  const targets = findTargets(schema)
  // Some are left by each: all who do not say who they are count as one.
  const most = Math.max(1, Math.floor((database.pool.options.max ?? 10) / 2))
  const places = createPlaces(most, Math.ceil(most / 2), patience)

  /** What the address names, and the format that it ends in. @throws AppError `UNKNOWN_EXPORT` */
  function find({ pathname, searchParams }: URL) {
    const [, name = '', ending = ''] = /^\/exports\/(\w+)\.(\w+)$/.exec(pathname) ?? []
    const [target, format] = [targets.get(name), Object.hasOwn(formats, ending) ? formats[ending] : undefined]
    if (!target || !format) {
      const names = [...targets.keys()].sort().join(', ')
      const why = `There is no such export. An address is ${PREFIX}{name}.{format}: names are ${names}; formats are ${Object.keys(formats).join(', ')}.`
      throw new AppError('UNKNOWN_EXPORT', why)
    }
    return { format, file: `${name}.${ending}`, asked: readParameters(schema, target, searchParams) }
  }

  async function send(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw refuseMethod()
    if (request.httpVersion === '1.0') throw refuseVersion()
    const viewer = await identify(request.headers.authorization ?? null)
    const { format, file, asked } = find(new URL(request.url ?? '', 'http://localhost'))
    const leave = await places.enter(viewer.actor, signal)
    if (!leave)
      throw new AppError('TOO_MANY_EXPORTS', 'As many exports are under way as may be. Try again in a moment.')
    const rows = readRows(asked, { database, viewer }, signal)
    try {
      // Whatever can be wrong with what was asked shows with the first rows: before anything is sent.
      const first = await rows.next()
      response.writeHead(200, {
        'content-type': format.contentType,
        'content-disposition': `attachment; filename="${file}"`,
      })
      if (request.method === 'HEAD') response.end()
      else await write(format.write(asked, hurry(prepend(first, rows), response, pause), sheetRows), response, signal)
    } finally {
      await rows.return()
      leave()
    }
  }

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    // Pages of other origins ask beforehand whether they may, as for all other addresses.
    if (!request.url?.startsWith(PREFIX) || request.method === 'OPTIONS') return false
    const aborted = new AbortController()
    const end = setTimeout(() => response.destroy(), time)
    response.once('close', () => {
      clearTimeout(end)
      aborted.abort()
    })
    response.setHeader('vary', 'Authorization')
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-expose-headers', 'Content-Disposition, X-Request-Id')
    if (request.headers.authorization !== undefined) response.setHeader('cache-control', 'private, no-store')
    send(request, response, aborted.signal).catch((error: unknown) => {
      // Nobody waits for the file any more, and nothing is wrong here.
      if (isDeparture(error)) return
      const failure = explainFailure(error)
      if (isFault(failure) || response.headersSent) log.error(error)
      // A file that ends early has to be seen to: no last chunk comes.
      if (response.headersSent) response.destroy()
      else sendFailure(response, failure, request.method !== 'HEAD')
    })
    return true
  }
}

function isDeparture(error: unknown): boolean {
  const { name, code } = error as NodeJS.ErrnoException
  return name === 'AbortError' || code === 'ERR_STREAM_PREMATURE_CLOSE'
}

async function* prepend(first: IteratorResult<readonly Row[], void>, rest: AsyncGenerator<readonly Row[], void>) {
  if (first.done) return
  yield first.value
  yield* rest
}

function refuseMethod(): GraphQLError {
  const http = { status: 405, headers: { allow: 'GET, HEAD' } }
  return new GraphQLError('Exports are read with GET or HEAD.', { extensions: { code: 'BAD_REQUEST', http } })
}

/** HTTP/1.0 knows no chunks, and takes the end of the connection for that of the file, whatever ended it. */
function refuseVersion(): GraphQLError {
  const http = { status: 426, headers: { upgrade: 'HTTP/1.1', connection: 'Upgrade, close' } }
  const why =
    'HTTP/1.0 cannot tell a file that was broken off from a whole one. Ask by HTTP/1.1, also from proxy to server.'
  return new GraphQLError(why, { extensions: { code: 'BAD_REQUEST', http } })
}
