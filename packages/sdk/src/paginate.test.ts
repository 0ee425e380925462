import { describe, expect, it } from 'vitest'
import { type Connection, createClient, paginate } from './index.ts'
import { startServer } from './testing/server.ts'
import type { Operation } from './types.ts'

type Variables = { first?: number | null; after?: string | null; park?: string }

const rows: Operation<{ rows: Connection<number> }, Variables> = { name: 'rows', document: 'query rows', scalars: {} }

async function startList(length: number, cursorOf = (end: number): string | null => String(end)) {
  const { url, calls } = await startServer((response, { body }) => {
    const { first, after } = body.variables as { first: number; after?: string }
    const start = Number(after ?? 0)
    const end = Math.min(start + first, length)
    const nodes = Array.from({ length: end - start }, (_, index) => start + index)
    const data = { rows: { nodes, pageInfo: { hasNextPage: end < length, endCursor: cursorOf(end) } } }
    response.end(JSON.stringify({ data }))
  })
  return { client: createClient({ url }), variablesOf: () => calls.map(({ body }) => body.variables) }
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('paginate', () => {
  it('yields every row once, in order, in pages of the size asked for', async () => {
    const { client, variablesOf } = await startList(5)
    expect(await collect(paginate(client, rows, { first: 2, park: 'a' }, (data) => data.rows))).toEqual([0, 1, 2, 3, 4])
    expect(variablesOf()).toEqual([
      { first: 2, park: 'a' },
      { first: 2, park: 'a', after: '2' },
      { first: 2, park: 'a', after: '4' },
    ])
  })

  it('asks for pages of 100 unless told otherwise', async () => {
    const { client, variablesOf } = await startList(0)
    expect(await collect(paginate(client, rows, {}, (data) => data.rows))).toEqual([])
    expect(variablesOf()).toEqual([{ first: 100 }])
  })

  it('asks for no further page than is read', async () => {
    const { client, variablesOf } = await startList(10)
    for await (const row of paginate(client, rows, { first: 2 }, (data) => data.rows)) if (row === 1) break
    expect(variablesOf()).toHaveLength(1)
  })

  it.each([null, '0'])('refuses a cursor that does not advance: %j', async (cursor) => {
    const { client } = await startList(10, () => cursor)
    const all = collect(paginate(client, rows, { first: 2 }, (data) => data.rows))
    await expect(all).rejects.toMatchObject({ code: 'BAD_RESPONSE', operation: 'rows' })
  })
})
