import { beforeAll, expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure } from './data.ts'

export const year = (of: number) => ({ start: `${of}-01-01`, end: `${of + 1}-01-01`, accumulation: 'FULL_YEAR' })

/** Firms of both parks. */
export const where = 'where: { park: { slug: { in: ["east", "west"] } } }'

/** What they are grouped with: their revenue of 2017. */
export const figure = 'figure: { indicator: "revenue", period: "2017" }'

/** Adds figures to `server`, and asks it for groups. */
export function groupsOf(server: TestServer) {
  const add = (figures: readonly (Partial<NewFigure> & { subject: string })[]) =>
    addFigures(
      server.database,
      figures.map((figure) => ({ indicator: 'revenue', unit: 'CNY_10K', ...figure })),
    )

  async function ask(query: string, variables: Record<string, unknown> = {}) {
    server.forget()
    const { data, errors } = await server.send(query, variables)
    expect(errors).toBeUndefined()
    expect(server.statements.filter((text) => text.startsWith('/* Query'))).toHaveLength(1)
    return data
  }

  async function refuse(query: string, expected: Record<string, unknown>) {
    const { errors } = await server.send(query)
    expect(errors).toMatchObject([{ extensions: expected }])
  }

  return { add, ask, refuse }
}

/** The same, of two parks with firms and projects, and the revenue of firms. */
export function groupsOfParks(server: TestServer) {
  const groups = groupsOf(server)
  beforeAll(async () => {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'east' },
      { kind: 'PARK', slug: 'west' },
      ...['e1', 'e2', 'e3', 'e4'].map((slug) => ({ kind: 'ENTERPRISE' as const, slug, park: 'east' })),
      { kind: 'ENTERPRISE', slug: 'w1', park: 'west' },
      { kind: 'ENTERPRISE', slug: 'w2', park: 'west' },
      { kind: 'PROJECT', slug: 'p1', park: 'east' },
      { kind: 'PROJECT', slug: 'p2', park: 'east', projectKind: 'LIVELIHOOD' },
      { kind: 'PROJECT', slug: 'p3', park: 'east' },
    ])
    for (const [slug, code] of Object.entries({ e1: 'C3912', e2: 'C3921', e3: '3912', e4: 'D4411', w1: 'C3912' }))
      await server.database.pool.query(
        'UPDATE enterprise SET industry_code = $2 WHERE id = (SELECT id FROM subject WHERE slug = $1)',
        [slug, code],
      )
    await groups.add([
      { subject: 'e1', ...year(2017), value: '10' },
      { subject: 'e2', ...year(2017), value: '20' },
      { subject: 'e3', ...year(2017), value: null, lower: '30', qualifier: 'AT_LEAST' },
      { subject: 'w1', ...year(2017), value: '0.0040', unit: 'CNY_100M' },
      { subject: 'w2', ...year(2017), value: '50' },
      { subject: 'w2', ...year(2016), value: '7' },
    ])
  })
  return groups
}
