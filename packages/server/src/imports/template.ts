import type { GraphQLSchema } from 'graphql'
import { createHeaders } from './fields.ts'

export interface Template {
  readonly contentType: string
  readonly file: string
  readonly content: string | Buffer
}

/** The template at an address, with the headers in a first row and nothing else; null where there is none. */
export function findTemplate(schema: GraphQLSchema, pathname: string): Template | null {
  if (pathname !== '/imports/observations/template.csv') return null
  const line = createHeaders(schema).template.join(',')
  return {
    contentType: 'text/csv; charset=utf-8; header=present',
    file: 'observations.csv',
    // The byte order mark tells spreadsheet programs that it is UTF-8.
    content: `\uFEFF${line}\r\n`,
  }
}
