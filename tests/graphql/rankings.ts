import { expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { pick } from './data.ts'

/** A park, within another one where that is named. */
export const park = (slug: string, within?: string) =>
  ({ kind: 'PARK', slug, ...(within ? { park: within } : {}) }) as const
export const year = (number: number) => ({
  start: `${number}-01-01`,
  end: `${number + 1}-01-01`,
  accumulation: 'FULL_YEAR',
})
export const tax = { indicator: 'tax_revenue', unit: 'CNY_10K' }
export const land = { indicator: 'land_area', unit: 'MU', accumulation: 'STOCK' }
export const day = (date: string, end: string) => ({ start: date, end })

export interface Answer {
  readonly count: number
  readonly isOnePeriod: boolean
  readonly rows: readonly Record<string, unknown>[]
  readonly excluded: readonly { subject: { slug: string }; reason: string }[]
}

/** What a ranking says of the parks whose slugs start so, in one statement. */
export async function rank(
  server: TestServer,
  prefix: string,
  options: string,
  rows = 'rank subject { slug } value',
): Promise<Answer> {
  server.forget()
  const { data, errors } = await server.send(
    `query ($prefix: String!) { ranking(among: { where: { slug: { startsWith: $prefix } } } ${options}) {
      count isOnePeriod rows { ${rows} } excluded(reasons: [MISSING_VALUE, OTHER_DIMENSION, MISSING_BASE, ZERO_BASE, NEGATIVE_BASE, NO_PARENT, VAGUE,
        SUB_PARK]) { reason subject { slug } } } }`,
    { prefix },
  )
  expect(errors).toBeUndefined()
  expect(server.statements).toHaveLength(1)
  return pick(data, 'ranking') as Answer
}

export const short = ({ rows }: Answer) =>
  rows.map((row) => [row.rank, (row.subject as { slug: string }).slug.split('-').at(-1), row.value])
export const out = ({ excluded }: Answer) =>
  excluded.map(({ subject, reason }) => [subject.slug.split('-').at(-1), reason])

export const byTax = 'by: { indicator: { indicator: "tax_revenue" } }'
