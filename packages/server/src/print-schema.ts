import { lexicographicSortSchema, printSchema } from 'graphql'
import { schema } from './schema.ts'

/** The schema as text: sorted, so that a change shows as what it is. */
export function printServedSchema(): string {
  return `# Generated from packages/server/src by "pnpm generate". Do not edit.\n\n${printSchema(lexicographicSortSchema(schema))}\n`
}
