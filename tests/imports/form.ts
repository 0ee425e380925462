import { beforeAll, expect } from 'vitest'
import { addRows } from '../graphql/access-rows.ts'
import { pick } from '../graphql/data.ts'
import { publish } from '../graphql/publishing.ts'
import { makeKey, openForm } from '../graphql/writing.ts'
import type { TestServer } from '../kit/server.ts'

/** The form that files of figures of the park `own` are taken from: keys of who sends and who reads them, and what was recorded. */
export function useForm(server: TestServer) {
  const keys = { editor: '', reader: '' }

  beforeAll(async () => {
    keys.editor = await openForm(server, '2026-11')
    await addRows(server.database, 'sibling', 'INTERNAL')
    keys.reader = await makeKey(server, 'READER', { park: 'own' })
    const { data } = await server.send('{ source(code: "form") { id } }', {}, keys.editor)
    // Editors of other parks take figures from it too.
    await publish(server.database, [pick(data, 'source.id') as string])
  })

  const read = async (breakdown: string) => {
    const query = `{ observations(where: { breakdown: { eq: "${breakdown}" } }, orderBy: [{ period: ASC }]) { nodes { value lower qualifier measure
      missingReason publishedOn printed { label text } unit { code } subject { slug } source { code } reportedGrowth { value } } } }`
    const { data, errors } = await server.send(query, {}, keys.editor)
    expect(errors).toBeUndefined()
    return pick(data, 'observations.nodes') as Record<string, unknown>[]
  }

  const asEditor = (parameters: Record<string, string> = {}) => ({ token: keys.editor, parameters })

  return { keys, read, asEditor }
}
