import { expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick } from './data.ts'

export const days = (start: string, end: string) => ({ start, end })
export const year = (of: number) => days(`${of}-01-01`, `${of + 1}-01-01`)
export const november = (of: number) => days(`${of}-01-01`, `${of}-12-01`)
export const toDate = { accumulation: 'YEAR_TO_DATE' }
export const fullYear = { accumulation: 'FULL_YEAR' }
export const total = { accumulation: 'PERIOD_TOTAL' }

const unit = 'CNY_100M'

/** Adds zones to `server`, and checks them. */
export function zonesOf(server: TestServer) {
  /** A zone with one enterprise or more, and tax of theirs. */
  async function addZone(
    slug: string,
    own: readonly Partial<NewFigure>[],
    ...firms: readonly (readonly Partial<NewFigure>[])[]
  ) {
    const names = firms.map((_, index) => `${slug}-firm-${index}`)
    await addSubjects(server.database, [
      { kind: 'PARK', slug },
      ...names.map((name) => ({ kind: 'ENTERPRISE' as const, slug: name, park: slug })),
    ])
    const of = (subject: string, figures: readonly Partial<NewFigure>[]) =>
      figures.map((figure): NewFigure => ({ subject, indicator: 'tax_revenue', unit, ...figure }))
    return addFigures(server.database, [
      ...of(slug, own),
      ...firms.flatMap((figures, index) => of(names[index] ?? '', figures)),
    ])
  }

  async function check(slug: string, fields = 'rule severity actual expected') {
    const { data, errors } = await server.send(`{ checks(subject: "${slug}") { nodes { ${fields} } } }`)
    expect(errors).toBeUndefined()
    return pick(data, 'checks.nodes') as Record<string, string>[]
  }

  return { addZone, check }
}
