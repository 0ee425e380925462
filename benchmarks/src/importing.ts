import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { connect, createKey, generateData, localOwner } from '@parkgraph/db'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import { createDatabase, runAlone } from './database.ts'
import { type BenchServer, startServer } from './server.ts'

const name = 'parkgraph_bench_imports'

const indicators = ['tax_revenue', 'revenue', 'fixed_asset_investment', 'gross_industrial_output_value']

const header = '对象代号,指标代码,累计口径,性质,时期,数值,单位代码,来源代码\r\n'

const seconds = (time: number) => `${(time / 1000).toFixed(1).padStart(6)} s`
const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`

/**
 * Importing a file of figures over HTTP, against COPY of the very rows that it leaves into tables of the same columns, checks and
 * indexes that have neither triggers nor references to others; and the server's memory meanwhile.
 */
export async function benchImports(homeUrl: string, rows: number, turns: number): Promise<void> {
  console.log(`\n(i) Importing ${rows.toLocaleString('en-US')} rows of CSV, against COPY of what they leave`)
  const folder = mkdtempSync(join(tmpdir(), 'parkgraph-import-'))
  const file = join(folder, 'figures.csv')
  const ratios: number[] = []
  try {
    for (let turn = 0; turn < turns; turn += 1) {
      const url = await createDatabase(homeUrl, name)
      const token = await prepare(url)
      await pipeline(Readable.from(writeRows(url, rows)), createWriteStream(file))
      const server = await startServer(url)
      const { took, highest } = await importOnce(server, file, token, rows).finally(() => server.close())
      const copied = await copyAll(url, folder)
      ratios.push(took / copied)
      const bound = highest / 2 ** 20 > 300 ? ', MISSED' : ''
      console.log(
        `  ${megabytes(statSync(file).size)} imported in ${seconds(took)}, copied in ${seconds(copied)}  memory at most ${megabytes(highest)}  goal: at most 300 MB${bound}`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true })
    await runAlone(homeUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  }
  const median = ratios.toSorted((one, other) => one - other)[Math.floor(ratios.length / 2)] as number
  console.log(`  ratio ${median.toFixed(2)}  goal: at most 3${median > 3 ? ', MISSED' : ''}`)
}

/** Parks that figures are about, a document, and a key. */
async function prepare(url: string): Promise<string> {
  const database = connect({ url, poolSize: 1, statementTimeout: 3_600_000 })
  try {
    await generateData({ parks: 1_000, enterprises: 0, years: 1, seed: 1, pool: database.pool })
    return await createKey(database.pool, localOwner, {
      label: 'bench',
      role: 'ADMIN',
      scope: { isAll: true },
      expires: null,
    })
  } finally {
    await database.close()
  }
}

/** Months of the parks, an indicator after the other, as an office would hand them in. */
async function* writeRows(url: string, count: number): AsyncGenerator<string> {
  const slugs = (await runAlone(url, `SELECT slug FROM subject WHERE kind = 'PARK' ORDER BY id`))?.rows ?? []
  const [source] = (await runAlone(url, 'SELECT code FROM source ORDER BY id LIMIT 1'))?.rows ?? []
  const months = Math.ceil(count / slugs.length / indicators.length)
  yield header
  let left = count
  for (const { slug } of slugs) {
    let piece = ''
    for (const indicator of indicators)
      for (let month = 0; month < months && left > 0; month += 1, left -= 1) {
        const period = `${1950 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
        piece += `${slug},${indicator},当月,实际,${period},${(left % 99_991) / 100},万元,${source.code}\r\n`
      }
    yield piece
  }
}

/** Sends the file, and looks at the server's memory all the while. */
async function importOnce(server: BenchServer, file: string, token: string, rows: number) {
  let highest = 0
  let isOver = false
  const watch = async () => {
    for (; !isOver; await new Promise((resolve) => setTimeout(resolve, 200)))
      highest = Math.max(highest, (await server.inspect()).memory)
  }
  const send = async () => {
    const response = await fetch(`${server.address}/imports?publishedOn=2025-12-31`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', authorization: `Bearer ${token}` },
      body: Readable.toWeb(createReadStream(file)) as BodyInit,
      duplex: 'half',
    } as RequestInit)
    const answer = (await response.json()) as { figures?: number }
    if (answer.figures !== rows) throw new Error(JSON.stringify(answer).slice(0, 1_000))
  }
  const watching = watch()
  const started = performance.now()
  await send().finally(() => {
    isOver = true
    return watching
  })
  return { took: performance.now() - started, highest }
}

/** What the import left, by table. */
const left: Readonly<Record<string, string>> = {
  series: 'SELECT s.* FROM series s WHERE change_id = (SELECT max(id) FROM change)',
  observation: 'SELECT o.* FROM observation o WHERE change_id = (SELECT max(id) FROM change)',
  latest: `SELECT l.* FROM latest l JOIN observation o ON o.reporting_park_id = l.reporting_park_id AND o.id = l.observation_id
    WHERE o.change_id = (SELECT max(id) FROM change)`,
}

async function copyAll(url: string, folder: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const [table, select] of Object.entries(left)) {
      await client.query(`CREATE TABLE bare_${table} (LIKE ${table} INCLUDING ALL)`)
      await pipeline(client.query(to(`COPY (${select}) TO STDOUT`)), createWriteStream(join(folder, table)))
    }
    const started = performance.now()
    await client.query('BEGIN')
    for (const table of Object.keys(left))
      await pipeline(createReadStream(join(folder, table)), client.query(from(`COPY bare_${table} FROM STDIN`)))
    await client.query('COMMIT')
    return performance.now() - started
  } finally {
    await client.end()
  }
}
