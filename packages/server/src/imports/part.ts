import type { IncomingMessage } from 'node:http'
import { AppError } from '../errors.ts'
import { badArgument } from '../plugins/argument.ts'

/** What a part of a file is sent as. */
const PART = 'application/partial-upload'

/** Whether a file is sent whole, or is to come in parts: those who do not say are as they always were. */
export function isWhole(request: IncomingMessage): boolean {
  return request.headers['upload-complete'] === undefined || readCompleteness(request)
}

export interface Part {
  /** Where it begins in the file. */
  readonly offset: number
  readonly isLast: boolean
}

/** @throws AppError `WRONG_FORMAT`; GraphQLError `BAD_USER_INPUT`, with the header or parameter at fault */
export function readPart(request: IncomingMessage, searchParams: URLSearchParams): Part {
  const [type = ''] = (request.headers['content-type'] ?? '').toLowerCase().split(';')
  if (type.trim() !== PART) throw new AppError('WRONG_FORMAT', `Send parts of a file as ${PART} in content-type.`)
  const [parameter] = searchParams.keys()
  if (parameter !== undefined)
    throw badArgument('Parameters are given with the request that begins the upload.', parameter)
  const offset = request.headers['upload-offset']
  if (typeof offset !== 'string' || !/^\d{1,15}$/.test(offset))
    throw badArgument('Upload-Offset says where the part begins in the file, such as 0.', 'Upload-Offset')
  return { offset: Number(offset), isLast: readCompleteness(request) }
}

function readCompleteness({ headers }: IncomingMessage): boolean {
  const text = headers['upload-complete']
  if (text !== '?0' && text !== '?1')
    throw badArgument('Upload-Complete is ?1 with the last part of a file, and ?0 with all others.', 'Upload-Complete')
  return text === '?1'
}
