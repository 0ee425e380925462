import { generateData } from '@parkgraph/db'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'

const server = useServer()
beforeAll(() => generateData({ pool: server.database.pool, parks: 3, enterprises: 240, years: 4, seed: 5 }))
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const operation = /* GraphQL */ `
  query ($park: String!, $period: Period!) {
    park(slug: $park) {
      panelGrowth(indicator: "gross_industrial_output_value", period: $period) {
        part
        count
        missingCount
        current(unit: CNY_10K)
        base(unit: CNY_10K)
        reason
      }
    }
  }
`

async function readParts(park: string, period: string): Promise<unknown> {
  const { data, errors } = await server.send(operation, { park, period })
  expect(errors).toBeUndefined()
  return pick(data, 'park.panelGrowth')
}

const fromFigures = `WITH firm AS (
    SELECT s.id, sum(o.value) FILTER (WHERE o.period_start = $2) AS current,
      sum(o.value) FILTER (WHERE o.period_start = $2::date - interval '1 year') AS base
    FROM subject z JOIN subject s ON s.reporting_park_id = z.id AND s.kind = 'ENTERPRISE'
      JOIN series r ON r.subject_id = s.id AND r.scope = 'ABOVE_SCALE' JOIN observation o ON o.series_id = r.id
    WHERE z.slug = $1 GROUP BY s.id),
  part AS (
    SELECT 1 AS place, 'SAME_PANEL' AS part, * FROM firm WHERE current IS NOT NULL AND base IS NOT NULL UNION ALL
    SELECT 2, 'ENTRIES', * FROM firm WHERE current IS NOT NULL AND base IS NULL UNION ALL
    SELECT 3, 'EXITS', * FROM firm WHERE current IS NULL AND base IS NOT NULL UNION ALL
    SELECT 4, 'TOTAL', * FROM firm WHERE current IS NOT NULL OR base IS NOT NULL)
  SELECT part, count(*)::int AS count, 0 AS "missingCount", coalesce(sum(current), 0)::text AS current,
    coalesce(sum(base), 0)::text AS base, CASE part WHEN 'ENTRIES' THEN 'ZERO_BASE' END AS reason
  FROM part GROUP BY place, part ORDER BY place`

test.each([2023, 2024, 2025])('generated panels grow in %i as their figures do', async (year) => {
  const { rows } = await server.database.pool.query(fromFigures, ['generated-5-park-1', `${year}-01-01`])
  expect(rows).toHaveLength(4)
  expect(await readParts('generated-5-park-1', String(year))).toEqual(rows)
})
