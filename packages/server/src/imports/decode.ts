import { AppError } from '../errors.ts'

export type Encoding = 'UTF-8' | 'GB18030'

/** How many bytes are looked at to tell the encoding. */
const SAMPLE = 64 * 1024

/**
 * Reads bytes as text, as they come. Without an encoding it is told from them: UTF-8 where they begin with its mark or are valid as
 * such, else GB18030. Bytes that are no text become U+FFFD, which no cell may hold.
 */
export async function* decode(bytes: AsyncIterable<Buffer>, given: Encoding | null): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of bytes) {
    if (decoder) {
      yield decoder.decode(chunk, { stream: true })
      continue
    }
    held = Buffer.concat([held, chunk])
    if (held.length < SAMPLE) continue
    decoder = createDecoder(held, given, false)
    yield decoder.decode(held, { stream: true })
    held = Buffer.alloc(0)
  }
  decoder ??= createDecoder(held, given, true)
  yield decoder.decode(held)
}

function createDecoder(sample: Buffer, given: Encoding | null, isWhole: boolean): TextDecoder {
  const mark = sample.subarray(0, 2).toString('hex')
  if (mark === 'fffe' || mark === 'feff')
    throw new AppError('INVALID_ENCODING', 'The file is UTF-16, which is not read. Save it as CSV UTF-8.')
  if (sample.subarray(0, 4).toString('latin1') === 'PK\x03\x04')
    throw new AppError(
      'WRONG_FORMAT',
      'The file is a workbook or another archive, and was sent as CSV. Send workbooks as XLSX.',
    )
  return new TextDecoder(given ?? (isUtf8(sample, isWhole) ? 'UTF-8' : 'GB18030'))
}

function isUtf8(sample: Buffer, isWhole: boolean): boolean {
  try {
    new TextDecoder('UTF-8', { fatal: true }).decode(sample, { stream: !isWhole })
    return true
  } catch {
    return false
  }
}
