import type { GraphQLSchema } from 'graphql'
import { formats } from '../exports/formats.ts'
import { writeHeaders } from '../exports/xlsx.ts'
import { ADDRESS } from './address.ts'
import { createHeaders } from './fields.ts'
import { forms, listNames } from './form.ts'

export interface Template {
  readonly contentType: string
  readonly file: string
  readonly content: Iterable<string> | AsyncIterable<Buffer>
}

export const templateAddresses = listNames.map((list) => `${ADDRESS}/${list}/template.csv or .xlsx`)

/** The template at an address, with the headers in a first row and nothing else; null where there is none. */
export function findTemplate(schema: GraphQLSchema, pathname: string): Template | null {
  const [, name = '', ending = ''] = /^\/imports\/(\w+)\/template\.(csv|xlsx)$/.exec(pathname) ?? []
  const list = listNames.find((one) => one === name)
  const format = formats[ending]
  if (!format || !list) return null
  const { template } = createHeaders(schema, forms[list])
  // The byte order mark tells spreadsheet programs that it is UTF-8.
  const content = ending === 'csv' ? [`\uFEFF${template.join(',')}\r\n`] : writeHeaders(list, template)
  return { contentType: format.contentType, file: `${list}.${ending}`, content }
}
