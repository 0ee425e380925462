import { ParkgraphError } from './errors.ts'
import { explainFailure, fail, readAnswer } from './import-answer.ts'
import type { ImportOptions, ImportReport } from './import-options.ts'

/** Sends a request with the headers of the client, and those that are given. */
export type Ask = (
  method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE',
  address: string,
  request: {
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: BodyInit
    readonly until?: AbortSignal
  },
) => Promise<Response>

export interface Sending {
  readonly ask: Ask
  /** Where the whole file would be sent. */
  readonly url: string
  /** Ends all of it. */
  readonly signal: AbortSignal
  readonly options: ImportOptions
}

/** Attempts of which none gets any further, and the delay in milliseconds after the first: each is twice the one before. */
const [mostAttempts, firstDelay] = [8, 250]

/** Longest time in milliseconds that one request for a part takes, and one that says nothing but how far it is. */
const [partTime, lookTime] = [120_000, 10_000]

/** What passes by itself. Another error of the server's own would come again. */
const passing = [
  'NETWORK',
  'DATABASE_UNAVAILABLE',
  'TOO_MANY_IMPORTS',
  'REQUEST_TIMEOUT',
  'ISSUER_UNAVAILABLE',
  'CONTENTION',
  'WRONG_OFFSET',
]

/** Sends a file in parts, and goes on where the server has it to when a connection breaks. */
export async function sendInParts(sending: Sending, parts: AsyncIterable<Blob>): Promise<ImportReport> {
  let address: string | undefined
  const reachUpload = async () => (address ??= await persist(() => begin(sending), sending.signal))
  try {
    let start = 0
    // Begun in the loop, which closes the stream of whoever called where that fails.
    for await (const part of parts) {
      await sendPart(sending, await reachUpload(), part, start)
      start += part.size
    }
    const upload = await reachUpload()
    return await persist(() => end(sending, upload, start), sending.signal)
  } catch (error) {
    if (address) await sending.ask('DELETE', address, { until: AbortSignal.timeout(lookTime) }).catch(() => {})
    throw error
  }
}

async function begin({ ask, url, signal }: Sending): Promise<string> {
  const request = { headers: { 'upload-complete': '?0' }, body: '', until: within(lookTime, signal) }
  const response = await reachFor(() => ask('POST', url, request), url)
  const location = response.headers.get('location')
  if (response.status !== 201 || !location) throw await explain(response, url)
  return new URL(location, new URL(url, globalThis.location?.href)).href
}

async function sendPart(sending: Sending, address: string, part: Blob, start: number): Promise<void> {
  const { ask, signal, options } = sending
  let at = start
  let isAgain = false
  const tell = () => options.onProgress?.({ phase: 'SENDING', rows: 0, bytes: at })
  const attempt = async () => {
    if (isAgain) at = await look(sending, address)
    isAgain = true
    if (at < start || at > start + part.size)
      throw fail('UNKNOWN_UPLOAD', `${address} has other bytes than were sent. Send the file again.`, {})
    if (at > start) tell()
    const headers = { 'content-type': 'application/partial-upload', 'upload-offset': `${at}`, 'upload-complete': '?0' }
    const request = { headers, body: part.slice(at - start), until: within(partTime, signal) }
    const response = await reachFor(() => ask('PATCH', address, request), address)
    if (response.status !== 204) throw await explain(response, address)
    at = start + part.size
    tell()
  }
  await persist(attempt, signal, () => at)
}

/** Bytes that the server has. */
async function look({ ask, signal }: Sending, address: string): Promise<number> {
  const response = await reachFor(() => ask('HEAD', address, { until: within(lookTime, signal) }), address)
  const offset = response.headers.get('upload-offset')
  if (response.status === 204 && offset !== null) return Number(offset)
  if (response.status !== 404) throw await explain(response, address)
  throw fail('UNKNOWN_UPLOAD', `${address} is there no more. Send the file again.`, { status: 404 })
}

/** Has the file imported. Asked again, the server answers as it did, or begins anew. */
async function end({ ask, options }: Sending, address: string, size: number): Promise<ImportReport> {
  const headers = { 'content-type': 'application/partial-upload', 'upload-offset': `${size}`, 'upload-complete': '?1' }
  const response = await reachFor(() => ask('PATCH', address, { headers, body: '' }), address)
  return readAnswer(response, address, options)
}

const within = (time: number, signal: AbortSignal) => AbortSignal.any([signal, AbortSignal.timeout(time)])

const explain = async (response: Response, address: string) =>
  explainFailure(await response.text().catch(() => ''), response.status, address)

async function reachFor(send: () => Promise<Response>, address: string): Promise<Response> {
  try {
    return await send()
  } catch (cause) {
    if (cause instanceof ParkgraphError) throw cause
    throw fail('NETWORK', `no answer from ${address}. Send the same file again.`, { cause })
  }
}

/** Tries again what fails for a reason that passes, for as long as it gets any further, and some times where it does not. */
async function persist<Result>(
  attempt: () => Promise<Result>,
  signal: AbortSignal,
  getPlace: () => number = () => 0,
): Promise<Result> {
  for (let failures = 0, place = getPlace(); ; ) {
    try {
      return await attempt()
    } catch (error) {
      failures = getPlace() > place ? 1 : failures + 1
      place = getPlace()
      if (signal.aborted || failures === mostAttempts || !isPassing(error)) throw error
      await wait(firstDelay * 2 ** (failures - 1), signal)
    }
  }
}

const isPassing = (error: unknown) =>
  error instanceof ParkgraphError && (passing.includes(error.code) || /^HTTP_5\d\d$/.test(error.code))

function wait(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    }, time)
    signal.addEventListener('abort', abort, { once: true })
  })
}
