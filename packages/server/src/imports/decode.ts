import { AppError } from '../errors.ts'
import { type Encoding, hasMark, SAMPLE, tellEncoding } from './encoding.ts'

/**
 * Reads bytes as text, as they come. A mark of UTF-8 decides, else what is given, else what they look like; `onGuess` is told of
 * GB18030 that nobody named. Bytes that are no text become U+FFFD, which no cell may hold.
 */
export async function* decode(
  bytes: AsyncIterable<Buffer>,
  given: Encoding | null,
  onGuess: () => void,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of bytes) {
    if (decoder) {
      yield decoder.decode(chunk, { stream: true })
      continue
    }
    held = Buffer.concat([held, chunk])
    if (held.length < SAMPLE) continue
    decoder = createDecoder(held, given, false, onGuess)
    yield decoder.decode(held, { stream: true })
    held = Buffer.alloc(0)
  }
  decoder ??= createDecoder(held, given, true, onGuess)
  yield decoder.decode(held)
}

function createDecoder(sample: Buffer, given: Encoding | null, isWhole: boolean, onGuess: () => void): TextDecoder {
  const mark = sample.subarray(0, 2).toString('hex')
  if (mark === 'fffe' || mark === 'feff')
    throw new AppError('INVALID_ENCODING', 'The file is UTF-16, which is not read. Save it as CSV UTF-8.')
  if (sample.subarray(0, 4).toString('latin1') === 'PK\x03\x04')
    throw new AppError(
      'WRONG_FORMAT',
      'The file is a workbook or another archive, and was sent as CSV. Send workbooks as XLSX.',
    )
  if (hasMark(sample)) return new TextDecoder('UTF-8')
  const encoding = given ?? tellEncoding(sample, isWhole)
  if (given === null && encoding === 'GB18030') onGuess()
  return new TextDecoder(encoding)
}
