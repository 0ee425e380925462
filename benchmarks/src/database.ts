import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  connect,
  type DatabaseHome,
  generateData,
  loadReference,
  MIGRATIONS_FOLDER,
  migrate,
  openHome,
  type Size,
} from '@parkgraph/db'
import pg from 'pg'

/** Longest time in milliseconds that one statement of the preparations takes. */
const statementTimeout = 3_600_000

/**
 * The server of BENCH_DATABASE_URL or TEST_DATABASE_URL, else an embedded one: in BENCH_DATA or a folder for temporary files,
 * where its databases are kept between runs, or in one that is removed at the end.
 */
export async function openBenchmarks(isKept: boolean): Promise<DatabaseHome> {
  const databaseUrl = process.env['BENCH_DATABASE_URL'] || process.env['TEST_DATABASE_URL']
  if (databaseUrl) return openHome({ databaseUrl, log: console.log })
  const kept = process.env['BENCH_DATA'] || join(tmpdir(), 'parkgraph-benchmarks')
  const dataFolder = isKept ? kept : mkdtempSync(join(tmpdir(), 'parkgraph-benchmarks-'))
  mkdirSync(dataFolder, { recursive: true })
  // As root, PostgreSQL runs as another account, which has to get in.
  chmodSync(dataFolder, 0o755)
  const home = await openHome({ dataFolder, log: console.log })
  const close = () => home.close().then(() => isKept || rmSync(dataFolder, { recursive: true, force: true }))
  return { ...home, close: async () => void (await close()) }
}

export function withName(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

export async function runAlone(url: string, ...statements: string[]): Promise<pg.QueryResult | undefined> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let result: pg.QueryResult | undefined
    for (const statement of statements) result = await client.query(statement)
    return result
  } finally {
    await client.end()
  }
}

export async function createDatabase(homeUrl: string, name: string): Promise<string> {
  await runAlone(
    homeUrl,
    `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
    `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`,
  )
  const url = withName(homeUrl, name)
  await migrate({ url, migrationsFolder: MIGRATIONS_FOLDER, log: () => {} })
  const database = connect({ url, poolSize: 1 })
  await loadReference(database.pool)
  await database.close()
  return url
}

/**
 * The database that holds a generated history of this size: made when there is none yet, and kept. Its name tells the size and
 * the newest migration, so that another schema begins anew; `isFresh` makes it in any case, as after a change of the generator.
 */
export async function findGenerated(homeUrl: string, size: Size, isFresh: boolean): Promise<string> {
  const migration = readdirSync(MIGRATIONS_FOLDER)
    .filter((name) => /^\d/.test(name))
    .sort()
    .at(-1)
    ?.slice(0, 14)
  const name = `parkgraph_bench_${size.parks}_${size.enterprises}_${size.years}_${size.seed}_${migration}`
  const url = withName(homeUrl, name)
  if (!isFresh && (await isComplete(homeUrl, name))) return url
  console.log(`Generating ${size.parks} parks, ${size.enterprises} enterprises, ${size.years} years (kept as ${name})`)
  await createDatabase(homeUrl, name)
  const database = connect({ url, poolSize: 1, statementTimeout })
  await generateData({ ...size, pool: database.pool })
  await database.close()
  // What the ratios are held against: the same rows with nothing but the index that answers.
  await runAlone(
    url,
    'CREATE TABLE bench_latest AS SELECT * FROM latest',
    `CREATE INDEX ON bench_latest (indicator_id, measure, accumulation, scope, nature, value DESC)
       INCLUDE (lower, upper, qualifier, period_start, period_end, subject_id, reporting_park_id, observation_id)`,
    'VACUUM ANALYZE',
  )
  return url
}

/** Whether the whole of it is there: its last step leaves a table. */
async function isComplete(homeUrl: string, name: string): Promise<boolean> {
  const found = await runAlone(homeUrl, `SELECT FROM pg_database WHERE datname = '${name}'`)
  if (!found?.rowCount) return false
  return (
    (await runAlone(withName(homeUrl, name), `SELECT FROM pg_class WHERE relname = 'bench_latest'`))?.rowCount === 1
  )
}

export async function countObservations(url: string): Promise<number> {
  return Number((await runAlone(url, 'SELECT count(*) AS n FROM observation'))?.rows[0].n)
}
