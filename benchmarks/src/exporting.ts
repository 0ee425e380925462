import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to } from 'pg-copy-streams'
import { type BenchServer, startServer } from './server.ts'

/** The columns of an export of figures, and the rows that it has for everybody: the newest vintage of each. */
const copy = (rows: number) => `COPY (
  SELECT x.slug, x.name, i.code, i.name, o.period_start, o.period_end, o.nature, o.value, o.lower, o.upper, o.qualifier, o.unit_code,
    u.name, o.printed_label, o.printed_text, c.code, o.published_on
  FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
    JOIN subject x ON x.id = s.subject_id JOIN indicator i ON i.id = s.indicator_id JOIN unit u ON u.code = o.unit_code
    LEFT JOIN source c ON c.id = o.source_id
  WHERE o.reading = 'AS_PRINTED' AND o.access_level = 'PUBLIC' AND s.access_level = 'PUBLIC' AND x.access_level = 'PUBLIC'
    AND NOT EXISTS (SELECT 1 FROM observation n WHERE n.reporting_park_id = o.reporting_park_id AND n.series_id = o.series_id
      AND n.nature = o.nature AND n.source_id = o.source_id AND n.reading = o.reading AND n.period_end = o.period_end
      AND n.period_start = o.period_start AND (n.published_on, n.id) > (o.published_on, o.id))
  ORDER BY o.id LIMIT ${rows}) TO STDOUT (FORMAT csv)`

/** Takes what comes and keeps its size alone. */
function createSink() {
  const sink = { bytes: 0, stream: new Writable() }
  sink.stream._write = (chunk: Buffer, _, done) => {
    sink.bytes += chunk.length
    done()
  }
  return sink
}

const seconds = (time: number) => `${(time / 1000).toFixed(1).padStart(6)} s`
const megabytes = (bytes: number) =>
  `${Math.round(bytes / 2 ** 20)
    .toString()
    .padStart(4)} MB`

/** The time of exports against COPY of the same rows by hand-written SQL, and the server's memory meanwhile. */
export async function benchExports(url: string, rows: number, most: number): Promise<void> {
  console.log(`\n(h) Exports of ${rows.toLocaleString('en-US')} figures, against COPY of the same rows`)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let bare = await time(() => pipeline(client.query(to(copy(rows))), createSink().stream))
    for (const format of ['csv', 'ndjson', 'xlsx']) {
      // Each by a server of its own, whose memory is that of one export.
      const server = await startServer(url)
      const exported = exportOnce(server, `observations.${format}?first=${rows}`)
      const { took, bytes, highest } = await exported.finally(() => server.close())
      const bound = highest / 2 ** 20 > most ? ', MISSED' : ''
      console.log(
        `  ${format.padEnd(6)} ${seconds(took)}  COPY ${seconds(bare)}  ratio ${(took / bare).toFixed(2)}  file ${megabytes(bytes)}  memory at most ${megabytes(highest)}  goal: at most ${most} MB${bound}`,
      )
      bare = await time(() => pipeline(client.query(to(copy(rows))), createSink().stream))
    }
  } finally {
    await client.end()
  }
}

/** Reads an export to its end, and looks at the server's memory all the while. */
async function exportOnce(server: BenchServer, address: string) {
  const sink = createSink()
  let highest = 0
  let isOver = false
  const look = async () => {
    highest = Math.max(highest, (await server.inspect()).memory)
  }
  const watch = async () => {
    for (; !isOver; await new Promise((resolve) => setTimeout(resolve, 200))) await look()
  }
  const read = async () => {
    const response = await fetch(`${server.address}/exports/${address}`)
    if (!response.ok || !response.body) throw new Error(await response.text())
    await pipeline(response.body as never, sink.stream)
  }
  const watching = watch()
  const took = await time(read).finally(() => {
    isOver = true
    return watching
  })
  return { took, bytes: sink.bytes, highest }
}

async function time(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}
