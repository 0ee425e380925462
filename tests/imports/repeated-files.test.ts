import { createClient, importFile } from '@parkgraph/sdk'
import { beforeAll, describe, expect, test } from 'vitest'
import { addSource } from '../graphql/data.ts'
import { leaveNothing, makeKey, write } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { defaults, header, row } from './files.ts'
import { post, send, tell, toCsv } from './send.ts'
import { useUploads } from './upload.ts'

const server = useServer()
const { begin, append, getToken } = useUploads(server)
let steward = ''

beforeAll(async () => {
  steward = await makeKey(server, 'ADMIN', { isAll: true })
})

const change = (verb: 'archive' | 'restore', source: string, expectedVersion: string) =>
  write(server, `${verb}Source`, { source, expectedVersion, reason: '作废' }, steward)

/** Records a file, and archives the document that it is taken from. */
async function recordAndArchive(source: string, id: number) {
  await addSource(server.database, source, id)
  const file = toCsv([header, row([2, '1,205']), row()])
  const sending = { token: getToken(), parameters: { ...defaults, source } }
  const first = await send(server, file, sending)
  expect(first).toMatchObject({ outcome: 'RECORDED', figures: 2, noteCount: 1 })
  expect(await change('archive', source, '1')).toMatchObject({ source: { isArchived: true } })
  return { file, sending, first }
}

describe('a file whose document was archived since it was recorded', () => {
  test('is answered as it was, when it is sent again', async () => {
    const { file, sending, first } = await recordAndArchive('old', 60)
    const again = await leaveNothing(server, () => send(server, file, sending))
    expect(again).toEqual({ ...first, import: again.import, isRepeated: true })
    const { data } = await server.send('{ imports(first: 1) { nodes { outcome problemCount } } }', {}, getToken())
    expect(data).toMatchObject({ imports: { nodes: [{ outcome: 'RECORDED', problemCount: 0 }] } })
    const other = { ...sending, parameters: { ...sending.parameters, stage: 'FLASH' } }
    expect(tell(await send(server, file, other))).toEqual(['2 source ARCHIVED_SOURCE', '3 source ARCHIVED_SOURCE'])
    const dry = { ...sending, parameters: { ...sending.parameters, dryRun: 'true' } }
    expect(await send(server, file, dry)).toMatchObject({ outcome: 'REFUSED', problemCount: 2, isRepeated: false })
  })

  test('is so in parts, also for who asks for the answer again', async () => {
    const { file, sending } = await recordAndArchive('old-parts', 61)
    const { address } = await begin(sending.parameters, { first: file })
    for (let count = 0; count < 2; count += 1)
      expect(await append(address, Buffer.byteLength(file), '', true)).toMatchObject({
        ...{ status: 200, outcome: 'RECORDED', isRepeated: true, problemCount: 0, problems: [] },
      })
  })

  test('is so by lines, whose summary takes back what was told before', async () => {
    const { file, sending } = await recordAndArchive('old-lines', 62)
    const response = await post(server, file, { ...sending, headers: { accept: 'application/x-ndjson' } })
    const lines = (await response.text()).trim().split('\n')
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: 'summary', outcome: 'RECORDED', problemCount: 0 })
    const client = createClient({ url: server.url, headers: { authorization: `Bearer ${getToken()}` } })
    const report = await importFile(client, file, { defaults: { ...sending.parameters } })
    expect(report).toMatchObject({ outcome: 'RECORDED', isRepeated: true, problemCount: 0, problems: [] })
  })
})
