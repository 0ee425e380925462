import { type Client, collectHeaders, reach } from './client.ts'
import { ParkgraphError } from './errors.ts'
import { fail, readAnswer } from './import-answer.ts'
import type { ImportedFile, ImportOptions, ImportReport } from './import-options.ts'
import { type Ask, sendInParts } from './import-parts.ts'
import { openParts } from './split.ts'

const OPERATION = 'importFile'
const mediaTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

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
  const given = [known.options.signal, options.signal].filter((signal) => signal !== undefined)
  const signal = AbortSignal.any(given)
  const contentType = mediaTypes[options.format ?? 'csv']
  const ask: Ask = async (method, address, { headers: own, body, until = signal }) => {
    const media = { accept: 'application/x-ndjson', 'content-type': contentType, ...own }
    const headers = await collectHeaders(OPERATION, media, known.options.headers, options.headers)
    // Streams are sent while they are read.
    const init = { method, headers, signal: until, duplex: 'half', ...(body === undefined ? {} : { body }) }
    return fetchWith(known.options.fetch)(address, init as RequestInit)
  }
  try {
    const parts = options.resume === false ? null : await openParts(file, options.resume ?? false)
    if (parts && 'parts' in parts) return await sendInParts({ ask, url, signal, options }, parts.parts)
    const body = (parts?.whole ?? file) as BodyInit
    return await readAnswer(await ask('POST', url, { body }), url, options)
  } catch (cause) {
    const isAborted = signal.aborted
    if (cause instanceof ParkgraphError && !isAborted) throw cause
    const message = isAborted ? 'aborted.' : `no whole answer from ${url}. Send the same file again.`
    throw fail(isAborted ? 'ABORTED' : 'NETWORK', message, { cause })
  }
}

const fetchWith = (own: unknown) => (own ?? globalThis.fetch) as typeof globalThis.fetch

function writeParameters({ into, dryRun, park, encoding, columns, defaults }: ImportOptions): URLSearchParams {
  const given = { ...defaults, into, park, encoding, dryRun: dryRun ? 'true' : undefined }
  const texts = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return new URLSearchParams([...texts, ...(columns ? [['columns', JSON.stringify(columns)]] : [])])
}
