import { getDatamodel, type PrismaTypes } from '@parkgraph/db'
import type { Period } from '@parkgraph/statistics'
import SchemaBuilder from '@pothos/core'
import PrismaPlugin from '@pothos/plugin-prisma'
import RelayPlugin from '@pothos/plugin-relay'
import type { Context } from './context.ts'

/** Configured here and nowhere else; types and fields are declared in `modules/`. */
export const builder = new SchemaBuilder<{
  Context: Context
  PrismaTypes: PrismaTypes
  DefaultFieldNullability: false
  DefaultEdgesNullability: false
  DefaultNodeNullability: false
  Scalars: {
    ID: { Input: string; Output: string }
    Date: { Input: string; Output: string }
    DateTime: { Input: string; Output: string }
    Decimal: { Input: string; Output: string }
    JSON: { Input: unknown; Output: unknown }
    Period: { Input: Period; Output: Period | string }
    UnitCode: { Input: string; Output: string }
  }
}>({
  plugins: [PrismaPlugin, RelayPlugin],
  defaultFieldNullability: false,
  prisma: {
    client: (context) => context.database.prisma,
    dmmf: getDatamodel(),
    exposeDescriptions: true,
    onUnusedQuery: 'error',
  },
  relay: {
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodeTypeOptions: { description: 'An object with an id by which it can be asked for again.' },
    pageInfoTypeOptions: { description: 'Where a page lies in its list.' },
    cursorType: 'String',
    nodesOnConnection: { description: 'The rows of this page.' },
    idFieldOptions: { description: 'Global id, for `node`.' },
    edgesFieldOptions: { nullable: false, description: 'The rows of this page, each with its cursor.' },
    nodeFieldOptions: { nullable: false, description: 'The row.' },
    cursorFieldOptions: { description: 'Where the row lies: pass it as after or before.' },
    hasNextPageFieldOptions: { description: 'Whether rows follow this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether rows precede this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first row of this page.' },
    endCursorFieldOptions: { description: 'Cursor of the last row of this page.' },
    pageInfoFieldOptions: { description: 'Where this page lies in the list.' },
  },
})

export type Types = typeof builder.$inferSchemaTypes

builder.queryType({ description: 'Everything that can be read.' })
builder.mutationType({ description: 'Everything that can be written. Each has a key, so that it is carried out once.' })
builder.subscriptionType({
  description:
    'Everything that can be followed as it happens, as server-sent events. Each event has a cursor, to go on after it.',
})
