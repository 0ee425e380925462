import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { connect, generateData, type Size } from '@parkgraph/db'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import { createDatabase, runAlone } from './database.ts'

const tables = ['subject', 'park', 'enterprise', 'membership', 'panel_membership', 'series', 'observation', 'latest']

/**
 * Generating, against COPY of the very rows from files into tables of the same columns, checks and indexes that have neither
 * triggers nor references to others. Both take long: they are timed by turns, and few times.
 */
export async function benchWriting(homeUrl: string, size: Size, turns: number): Promise<void> {
  const name = 'parkgraph_bench_writing'
  const folder = mkdtempSync(join(tmpdir(), 'parkgraph-copy-'))
  console.log('\n(f) Generating, against COPY of the same rows into tables with the same indexes')
  const ratios: number[] = []
  try {
    for (let turn = 0; turn < turns; turn += 1) {
      const url = await createDatabase(homeUrl, name)
      const database = connect({ url, poolSize: 1, statementTimeout: 3_600_000 })
      const started = performance.now()
      const { observations } = await generateData({ ...size, pool: database.pool })
      const generated = performance.now() - started
      await database.close()
      const copied = await copyAll(url, folder)
      ratios.push(generated / copied)
      const seconds = (time: number) => `${(time / 1000).toFixed(1)} s`
      console.log(
        `  ${observations.toLocaleString('en-US')} observations: generated in ${seconds(generated)}, copied in ${seconds(copied)}`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true })
    await runAlone(homeUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  }
  const median = ratios.toSorted((one, other) => one - other)[Math.floor(ratios.length / 2)] as number
  console.log(`  ratio ${median.toFixed(2)}  goal: at most 5${median > 5 ? ', MISSED' : ''}`)
}

/** Writes all rows to files, then times how long they take back into bare tables. */
async function copyAll(url: string, folder: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const table of tables) {
      await client.query(`CREATE TABLE bare_${table} (LIKE ${table} INCLUDING ALL)`)
      await pipeline(client.query(to(`COPY ${table} TO STDOUT`)), createWriteStream(join(folder, table)))
    }
    const started = performance.now()
    await client.query('BEGIN')
    for (const table of tables)
      await pipeline(createReadStream(join(folder, table)), client.query(from(`COPY bare_${table} FROM STDIN`)))
    await client.query('COMMIT')
    return performance.now() - started
  } finally {
    await client.end()
  }
}
