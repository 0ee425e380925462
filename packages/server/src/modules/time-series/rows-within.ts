import type { Sql } from '@parkgraph/db'
import { compute, made, type Planned } from '../../compiler/fields.ts'
import { type Request, readRequest } from './request.ts'

/** Rows made of a row around them, which was looked at by its clocks already. */
export function within(
  from: (parent: string, request: Request) => Sql,
  size: (request: Request) => number,
  orderBy?: Sql,
): Planned {
  const planned = made('many', (parent, _, __, around) => from(parent, readRequest(around)), {
    size: (_, around) => size(readRequest(around)),
    ...(orderBy ? { orderBy: () => orderBy } : {}),
  })
  return withoutClocks(planned)
}

/** A field over rows that were looked at by the clocks of a field around: it takes none of its own. */
export function withoutClocks(planned: Planned): Planned {
  return { ...planned, extensions: { ...planned.extensions, isTimed: false } as Planned['extensions'] }
}

/** The status codes that a bucket’s figures have, each once. */
export function readStatus(name = 'status') {
  return compute<Record<string, string | null>>([name], (row) => [...new Set(row[name]?.split(',') ?? [])])
}
