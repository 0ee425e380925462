import { afterEach, beforeAll, expect } from 'vitest'
import { addOpenRows } from '../graphql/access-rows.ts'
import { addSource } from '../graphql/data.ts'
import { makeKey } from '../graphql/writing.ts'
import type { TestServer } from '../kit/server.ts'
import { type ImportAnswer, send, toCsv } from './send.ts'
import { XLSX } from './workbook.ts'

/** What is said once for all rows of a file. */
export const defaults = { subject: 'own', accumulation: 'UNSPECIFIED', nature: 'ACTUAL', source: 'form' }
export const header = ['指标代码', '时期', '数值', '单位代码', '分项']

let count = 0

/** A row of an item of its own. */
export const row = (...more: [at: number, text: string][]) => {
  count += 1
  const cells = ['tax_revenue', '2019', '7', '亿元', `item ${count}`]
  for (const [at, text] of more) cells[at] = text
  return cells
}

/** The same in signs that all encodings spell alike, but for the item. */
export const plainHeader = ['indicator', 'period', 'value', 'unit', 'breakdown']
export const plainRow = (item: string) => row([3, 'CNY_100M'], [4, item])

/** Rows as CSV, an end of line after each. */
export const toLines = (...rows: readonly (readonly string[])[]) => `${toCsv(rows)}\r\n`

export const codeOf = ({ status, errors }: Pick<ImportAnswer, 'status' | 'errors'>) => [
  status,
  errors?.[0]?.extensions['code'],
]

/** A document and a key for the park `own`. */
export function useForm(server: TestServer) {
  let token = ''
  beforeAll(async () => {
    await addOpenRows(server.database)
    await addSource(server.database, 'form', 50)
    token = await makeKey(server, 'EDITOR', { park: 'own' })
  })
  afterEach(() => expect(server.faults.splice(0)).toEqual([]))
  return { getToken: () => token }
}

/** Sends files with the key for the park `own`, and reads figures by their item. */
export function useFiles(server: TestServer) {
  const { getToken } = useForm(server)
  const sendAs =
    (type: string) =>
    (file: string | Buffer, parameters: Record<string, string> = {}) =>
      send(server, file, { token: getToken(), type, parameters: { ...defaults, ...parameters } })
  return {
    getToken,
    csv: sendAs('text/csv'),
    xlsx: sendAs(XLSX),
    async find(item: string) {
      const query = `{ observations(where: { breakdown: { eq: "${item}" } }) { nodes { value unit { code } period publishedOn } } }`
      const { data } = await server.send(query, {}, getToken())
      const [figure] = (data as { observations: { nodes: Record<string, unknown>[] } }).observations.nodes
      return figure
    },
  }
}
