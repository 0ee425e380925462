import type { IncomingMessage } from 'node:http'
import type { UploadWriter } from '@parkgraph/db'
import { readBody } from './body.ts'
import { tooLarge } from './import-file.ts'

/** Most bytes that are kept together, and in memory. */
const PIECE = 2 ** 20

/** Longest time in milliseconds that bytes wait for others to be kept with: whatever happens, those before are here. */
const longestWait = 1_000

/**
 * Keeps the bytes of a part as they come; where it breaks off, all that came.
 *
 * @throws AppError `FILE_TOO_LARGE`, `REQUEST_TIMEOUT`; RefusalError `UPLOAD_TAKEN_OVER`; the signal's reason; what broke off
 */
export async function receive(
  request: IncomingMessage,
  writer: UploadWriter,
  { limit, pause, signal }: { readonly limit: number; readonly pause: number; readonly signal: AbortSignal },
): Promise<void> {
  let held: Buffer[] = []
  let length = 0
  let total = writer.size
  let kept = Promise.resolve()
  // One after the other: each is told where the one before it ends.
  const keep = () => {
    kept = kept.then(async () => {
      const bytes = Buffer.concat(held, length)
      held = []
      length = 0
      if (bytes.length > 0) await writer.append(bytes)
    })
    return kept
  }
  if (total + Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  // What fails here is told by the next one.
  const timer = setInterval(() => keep().catch(() => {}), longestWait)
  try {
    for await (const chunk of readBody(request, pause, signal)) {
      total += chunk.length
      if (total > limit) throw tooLarge(limit)
      if (length + chunk.length > PIECE) await keep()
      held.push(chunk)
      length += chunk.length
    }
  } finally {
    clearInterval(timer)
    await keep()
  }
}
