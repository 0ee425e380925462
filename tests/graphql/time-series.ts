import { expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick } from './data.ts'

const dayAfter = (period: string) => {
  const [year = 0, month = 12] = period.split('-').map(Number)
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}

/** A figure of tax in 万元 for a month, or from January to it, as the accumulation says. */
export function tax(subject: string, period: string, value: string | null, rest: Partial<NewFigure> = {}): NewFigure {
  const accumulation = rest.accumulation ?? 'YEAR_TO_DATE'
  const start = accumulation === 'MONTH' ? `${period}-01` : `${period.slice(0, 4)}-01-01`
  return { subject, indicator: 'tax_revenue', accumulation, start, end: dayAfter(period), value, ...rest }
}

export const monthly = { accumulation: 'MONTH' }
export const yearly = { accumulation: 'FULL_YEAR' }

/** What is asked of a time series where nothing else is. */
export const select = `periods monthsPerBucket series { subject { slug } accumulation scope source { code } unit { code } count completeness
  isFilled isNegativeAfterRevision columns { measure unit { code } values lower upper reasons } }`

/** Arguments of the field that ask of one subject. */
export const of = (subject: string, bucket: string, from: string, to: string, measures = '[LEVEL]', more = '') =>
  `subjects: ["${subject}"] bucket: ${bucket} from: "${from}" to: "${to}" measures: ${measures} ${more}`

/** Adds parks and figures to `server`, and asks it of their time series. */
export function seriesOf(server: TestServer) {
  const parks = (...slugs: string[]) =>
    addSubjects(
      server.database,
      slugs.map((slug) => ({ kind: 'PARK', slug })),
    )

  const add = (...figures: NewFigure[]) => addFigures(server.database, figures)

  /** The one field, with its arguments as they stand in a query. */
  async function ask(args: string, selection = select): Promise<Record<string, unknown>> {
    const { data, errors } = await server.send(`{ timeSeries(${args}) { ${selection} } }`)
    expect(errors).toBeUndefined()
    return data?.timeSeries as Record<string, unknown>
  }

  /** Values of the measures of the first series, each absent one as its reason. */
  async function tell(args: string, indicator = 'tax_revenue', unit = 'unit: CNY_10K') {
    const answer = await ask(`indicators: ["${indicator}"] ${unit} ${args}`)
    const columns = pick(answer, 'series.0.columns') as { measure: string; values: string[]; reasons: string[] }[]
    return Object.fromEntries(
      columns.map(({ measure, values, reasons }) => [measure, values.map((value, at) => value ?? reasons[at])]),
    )
  }

  return { parks, add, ask, tell }
}
