import { connect, LAST_YEAR, type Size } from '@parkgraph/db'
import pg from 'pg'
import { compare, type Named } from './measure.ts'
import { type BenchServer, readOperation, startServer } from './server.ts'

const tax = `indicator_id = (SELECT id FROM indicator WHERE code = 'tax_revenue') AND measure = 'LEVEL' AND nature = 'ACTUAL'`

/** Reads of one latest figure, of rankings, of series and as of a past day, each beside what it is held against. */
export async function benchReading(url: string, size: Size, turns: number): Promise<void> {
  const server = await startServer(url)
  const pool = new pg.Pool({ connectionString: url, options: '-c jit=off' })
  const park = `generated-${size.seed}-park-${Math.ceil(size.parks / 2)}`
  const firstYear = LAST_YEAR - size.years + 1
  // Half of the history, nearly all of it, and all as recorded by now: the more there is to read, the more a clock costs.
  const moments = [
    { published: `${LAST_YEAR - Math.ceil(size.years / 2)}-06-30` },
    { published: `${LAST_YEAR}-12-31` },
    { recorded: new Date().toISOString() },
  ]
  const sql = (name: string, text: string, values: unknown[] = []): Named => ({
    name,
    run: () => pool.query(text, values),
  })
  const http = (name: string, operation: string, variables = {}): Named => {
    const asked = readOperation(operation, variables)
    return { name, run: () => server.ask(asked) }
  }
  try {
    await compare('(a) Latest value of one park and indicator', turns, [
      sql(
        'SQL by hand',
        `SELECT value, period_end FROM latest WHERE subject_id = (SELECT id FROM subject WHERE slug = $1) AND ${tax}
           ORDER BY period_end DESC NULLS LAST LIMIT 1`,
        [park],
      ),
      http('GraphQL over HTTP', 'latest', { park }),
    ])

    await compareWithBare(
      server,
      url,
      '(b) Ranking of the parks by their latest',
      turns,
      'ranking',
      {},
      {
        name: 'covering index with the slugs, as it lies',
        run: () =>
          pool.query(`SELECT x.slug, l.value, l.lower, l.upper, l.qualifier, l.period_start, l.period_end, l.reporting_park_id, l.observation_id
          FROM bench_latest l JOIN subject x ON x.id = l.subject_id
          WHERE ${tax} AND accumulation = 'YEAR_TO_DATE' AND scope = 'UNSPECIFIED' ORDER BY value DESC LIMIT 1000`),
      },
    )

    const subjects = Array.from(
      { length: Math.min(50, Math.floor(size.parks / 2)) },
      (_, index) => `generated-${size.seed}-park-${index + 1}`,
    )
    const span = { from: `${firstYear}-01`, to: `${LAST_YEAR}-12` }
    const title = `(c) ${size.years} years of months for ${subjects.length} series, with growth over the year before`
    await compareWithBare(
      server,
      url,
      title,
      turns,
      'time-series',
      { subjects, ...span },
      {
        name: 'the same rows as they lie',
        run: () =>
          pool.query(
            `SELECT o.id, o.series_id, o.period_start, o.period_end, o.value, o.lower, o.upper, o.unit_code, o.status, o.source_id,
             o.published_on FROM subject x
             JOIN series s ON s.reporting_park_id = x.reporting_park_id AND s.subject_id = x.id
             JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
           WHERE x.slug = ANY ($1) AND ${tax.replace('nature', 'o.nature')} AND s.accumulation = 'YEAR_TO_DATE'`,
            [subjects],
          ),
      },
    )

    for (const [operation, name, variables] of [
      ['latest', 'latest value', { park }],
      ['latest-of-parks', 'latest values of 100 parks', {}],
      ['parks-by-latest', 'parks in the order of their latest', {}],
      ['history', 'figures of one park', { park }],
      ['ranking', 'ranking', {}],
      ['time-series', 'time series', { subjects, ...span }],
    ] as const)
      for (const asOf of moments) {
        const [[clock = '', moment]] = Object.entries(asOf) as [[string, string]]
        const past = http(`as ${clock} by ${moment.slice(0, 10)}`, operation, { ...variables, asOf })
        await compareIfServed(`(d) As of a past moment: ${name}`, turns, [http('now', operation, variables), past], 2)
      }
  } finally {
    server.close()
    await pool.end()
  }
}

/** Holds an operation against a bare read: the statement that the server makes of it by itself, and all of it over HTTP. */
async function compareWithBare(
  server: BenchServer,
  url: string,
  title: string,
  turns: number,
  operation: string,
  variables: Record<string, unknown>,
  bare: Named,
): Promise<void> {
  const asked = readOperation(operation, variables)
  const isServed = await compareIfServed(title, turns, [
    bare,
    { name: 'GraphQL over HTTP', run: () => server.ask(asked) },
  ])
  if (!isServed) return
  const { last } = await server.inspect()
  const database = connect({ url, poolSize: 1 })
  try {
    const run = () => database.query(last, undefined, last.planning)
    const statement = { name: 'the statement that the server makes of it', run }
    await compare(`${title}: in the database alone`, turns, [bare, statement], 3)
  } finally {
    await database.close()
  }
}

/** Leaves out what this version of the server does not have. */
async function compareIfServed(title: string, turns: number, pair: readonly [Named, Named], most?: number) {
  try {
    for (const { run } of pair) await run()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    console.log(`\n${title}\n  left out: ${message.split('\n')[0]}`)
    return false
  }
  await compare(title, turns, pair, most)
  return true
}

/** A point query in a database and in one that holds many times as much. */
export async function benchGrowth(urls: readonly [string, string], names: readonly [string, string], turns: number) {
  const servers = [await startServer(urls[0]), await startServer(urls[1])] as const
  try {
    for (const variables of [{}, { asOf: { published: '2020-06-30' } }]) {
      const asked = readOperation('latest', { park: 'generated-1-park-500', ...variables })
      const title = `(e) A point query as the data grow${'asOf' in variables ? ', as of a past day' : ''}`
      const [few, many] = servers.map((server, index) => ({ name: names[index] ?? '', run: () => server.ask(asked) }))
      await compare(title, turns, [few as Named, many as Named], 1.3)
    }
  } finally {
    for (const server of servers) server.close()
  }
}

/** The server's memory before, while and after so many points are read. */
export async function benchMemory(url: string, points: number): Promise<void> {
  const server = await startServer(url)
  const megabytes = async () => Math.round((await server.inspect()).memory / 2 ** 20)
  console.log(`\n(g) Memory of the server while ${points.toLocaleString('en-US')} points are read`)
  try {
    let read = 0
    let after: string | null = null
    for (let next = 0; read < points; ) {
      const { parks } = (await server.ask(readOperation('points', { after }))) as { parks: ParksPage }
      read += parks.nodes.reduce((sum, { observations }) => sum + observations.nodes.length, 0)
      after = parks.pageInfo.hasNextPage ? parks.pageInfo.endCursor : null
      if (read < next) continue
      console.log(
        `  after ${read.toLocaleString('en-US').padStart(9)} points ${String(await megabytes()).padStart(5)} MB`,
      )
      next += points / 10
    }
  } finally {
    server.close()
  }
}

interface ParksPage {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly nodes: readonly { readonly observations: { readonly nodes: readonly unknown[] } }[]
}
