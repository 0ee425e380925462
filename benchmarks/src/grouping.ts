import pg from 'pg'
import { compare, type Named } from './measure.ts'
import { readOperation, startServer } from './server.ts'

const current = `o.reading = 'AS_PRINTED' AND o.access_level <= 'PUBLIC' AND NOT EXISTS (SELECT FROM observation n
  WHERE n.reporting_park_id = o.reporting_park_id AND n.series_id = o.series_id AND n.nature = o.nature AND n.source_id = o.source_id
    AND n.reading = 'AS_PRINTED' AND n.period_end = o.period_end AND n.period_start = o.period_start
    AND (n.published_on, n.id) > (o.published_on, o.id))`
const from = 'FROM series s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id'

/** Groups of the figures of all firms, and coverage, each beside SQL by hand that reads the same rows. */
export async function benchGrouping(url: string, turns: number): Promise<void> {
  const server = await startServer(url)
  const pool = new pg.Pool({ connectionString: url, options: '-c jit=off' })
  const http = (operation: string, variables = {}): Named => {
    const asked = readOperation(operation, variables)
    return { name: 'GraphQL over HTTP', run: () => server.ask(asked) }
  }
  const sql = (text: string, values: unknown[] = []): Named => ({
    name: 'the same rows, by hand',
    run: () => pool.query(text, values),
  })
  try {
    await compare('(i) The tax of firms by industry and year', turns, [
      sql(`SELECT left(regexp_replace(e.industry_code, '^[A-Z]', ''), 2), date_trunc('year', o.period_start), count(*), sum(o.value * u.atoms)
        ${from} JOIN enterprise e ON e.id = s.subject_id JOIN unit u ON u.code = o.unit_code
        WHERE s.indicator_id = (SELECT id FROM indicator WHERE code = 'tax_revenue') AND ${current} GROUP BY 1, 2`),
      http('groups'),
    ])
    const indicators = ['employment']
    await compare('(j) Coverage of the staff of all firms', turns, [
      sql(
        `SELECT o.reporting_park_id, o.series_id, o.nature, d.priority, count(*), min(o.period_end), max(o.period_end),
          array_agg(o.period_end ORDER BY o.period_end) ${from} JOIN source d ON d.id = o.source_id
        WHERE s.indicator_id IN (SELECT id FROM indicator WHERE code = ANY ($1)) AND ${current} GROUP BY 1, 2, 3, 4`,
        [indicators],
      ),
      http('coverage', { indicators }),
    ])
  } finally {
    server.close()
    await pool.end()
  }
}
