import { expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick } from './data.ts'

export const day = (year: number, month: number) =>
  `${year + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-01`
export const toDate = (year: number, at: number) => ({
  accumulation: 'YEAR_TO_DATE',
  start: `${year}-01-01`,
  end: day(year, at + 1),
})
export const fullYear = (year: number) => ({
  accumulation: 'FULL_YEAR',
  start: `${year}-01-01`,
  end: `${year + 1}-01-01`,
})

const selection = `nature source { code } count firstPeriod lastPeriod frequency lastPublishedOn daysSincePeriod daysSincePublication
  gapCount gaps { period } breaks { kind period before after }`

export const revenue = (subject: string) => ({ subject, indicator: 'revenue', value: '1' })

/** Adds firms and figures to `server`, and asks it which periods they cover. */
export function coverageOf(server: TestServer) {
  const add = (figures: readonly NewFigure[]) => addFigures(server.database, figures)
  const addFirm = (slug: string) => addSubjects(server.database, [{ kind: 'ENTERPRISE', slug }])

  async function cover(subject: string, args = '', fields = selection): Promise<Record<string, unknown>[]> {
    const { data, errors } = await server.send(
      `query ($subjects: [String!]) { coverage(subjects: $subjects ${args}) { nodes { ${fields} } } }`,
      { subjects: [subject] },
    )
    expect(errors).toBeUndefined()
    return pick(data, 'coverage.nodes') as Record<string, unknown>[]
  }

  return { add, addFirm, cover }
}
