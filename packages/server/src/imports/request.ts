import { AppError } from '../errors.ts'
import type { FileFormat } from './import-file.ts'
import { type Parameters, readParameters } from './parameters.ts'

/** Formats by the media type that a file is sent as. */
const formats: Readonly<Record<string, FileFormat>> = {
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}

/** What a request says of its file, by the parameters of its address and its content type. */
export interface GivenFile {
  readonly format: FileFormat
  readonly parameters: Parameters
}

/** @throws GraphQLError `BAD_USER_INPUT`; AppError `WRONG_FORMAT`, `INVALID_ENCODING` */
export function readGiven(searchParams: URLSearchParams, contentType: string): GivenFile {
  const parameters = readParameters(searchParams)
  const { format, charset } = readFormat(contentType)
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
