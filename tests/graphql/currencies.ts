import { expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { pick } from './data.ts'

/** What a figure in another currency has. */
export const dollars = { unit: 'USD_10K' }

/** Why a figure in another currency is not read. */
export const other = 'OTHER_DIMENSION'

interface Column {
  readonly measure: string
  readonly values: string[]
  readonly reasons: string[]
}

/** Value or reason of each year, by measure, as a time series of the tax of a subject tells them. */
export async function tellYears(
  server: TestServer,
  subject: string,
  [from, to]: readonly [string, string],
  measures: string,
  more = '',
): Promise<Record<string, (string | undefined)[]>> {
  const { data, errors } = await server.send(
    `{ timeSeries(subjects: ["${subject}"] indicators: ["tax_revenue"] bucket: YEAR from: "${from}" to: "${to}" measures: [${measures}] ${more}) {
      series { unit { code } columns { measure values reasons } } } }`,
  )
  expect(errors).toBeUndefined()
  const columns = pick(data, 'timeSeries.series.0.columns') as Column[]
  return Object.fromEntries(
    columns.map(({ measure, values, reasons }) => [measure, values.map((value, at) => value ?? reasons[at])]),
  )
}
