import type { IncomingMessage } from 'node:http'
import type { UploadWriter } from '@parkgraph/db'
import { readBody } from './body.ts'
import { tooLarge } from './import-file.ts'

/** Most bytes that are kept together, and in memory. */
const PIECE = 2 ** 20

/**
 * Keeps the bytes of a part as they come; where it breaks off, all that came.
 *
 * @throws AppError `FILE_TOO_LARGE`, `REQUEST_TIMEOUT`; RefusalError `UPLOAD_TAKEN_OVER`; what broke off
 */
export async function receive(
  request: IncomingMessage,
  writer: UploadWriter,
  { limit, pause }: { readonly limit: number; readonly pause: number },
): Promise<void> {
  let held: Buffer[] = []
  let length = 0
  const keep = async () => {
    const bytes = Buffer.concat(held, length)
    held = []
    length = 0
    if (bytes.length > 0) await writer.append(bytes)
  }
  if (writer.size + Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  try {
    for await (const chunk of readBody(request, pause)) {
      if (writer.size + length + chunk.length > limit) throw tooLarge(limit)
      if (length + chunk.length > PIECE) await keep()
      held.push(chunk)
      length += chunk.length
    }
  } finally {
    await keep()
  }
}
