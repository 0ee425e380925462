import type pg from 'pg'
import { insertRows } from '../write/rows.ts'

export interface Citation {
  readonly sourceId: number
  readonly section: string
  readonly paragraph: number
}

/** Finds or makes the places in sources; yields the id of each, in order. */
export async function findOrMakeCitations(client: pg.ClientBase, citations: readonly Citation[]): Promise<number[]> {
  const wanted = new Map(citations.map((citation) => [print(citation), toRow(citation)]))
  const found = await find(client, [...wanted.values()])
  const missing = [...wanted].flatMap(([key, row]) => (found.has(key) ? [] : [row]))
  await insertRows(client, 'citation', missing, 'ON CONFLICT DO NOTHING')
  const made = await find(client, missing)
  return citations.map((citation) => {
    const id = found.get(print(citation)) ?? made.get(print(citation))
    if (id === undefined) throw new Error(`No citation for ${print(citation)}`)
    return id
  })
}

async function find(client: pg.ClientBase, rows: readonly object[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map()
  const { rows: found } = await client.query<Citation & { id: number }>(
    `/* find citations */ SELECT c.id, c.source_id AS "sourceId", c.section, c.paragraph
      FROM jsonb_populate_recordset(NULL::citation, $1) w
        JOIN citation c ON c.source_id = w.source_id AND c.section = w.section AND c.paragraph = w.paragraph`,
    [JSON.stringify(rows)],
  )
  return new Map(found.map((row) => [print(row), row.id]))
}

const toRow = ({ sourceId, section, paragraph }: Citation) => ({ source_id: sourceId, section, paragraph })

const print = ({ sourceId, section, paragraph }: Citation) => `${sourceId} ${section} ${paragraph}`
