import { beforeAll, expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { addFact, addFigure, addSubjects, type NewFigure, pick } from './data.ts'
import { tax, year } from './yearly.ts'

/** All that a preview tells. */
export const preview = `preview { isRead before { ...Figure } after { ...Figure }
  growths { period indicator { code } beforeComputed afterComputed beforeReason afterReason beforeReported afterReported beforeDivergence afterDivergence }
  shares { park { slug } period before after beforeReason afterReason } perMu { period before after(unit: CNY_PER_MU) afterReason }
  ranks { park { slug } indicator { code } before after beforeSize afterSize beforeValue afterValue(unit: CNY_100M) } }`
const fragment = `fragment Figure on PreviewFigure { indicator { code } scope period value qualifier unit { code } label series { id } }`

/** Three parks and one around the first, whose level and growth of 2018 are to be corrected. */
export function usePreviews(server: TestServer) {
  const figures = { level: '', growth: '' }

  const add = (figure: NewFigure) => addFigure(server.database, figure)

  beforeAll(async () => {
    const parks = ['alpha', 'beta', 'gamma'].map((slug) => ({ kind: 'PARK', slug }) as const)
    await addSubjects(server.database, [{ kind: 'PARK', slug: 'around', parkKind: 'DEVELOPMENT_ZONE' }, ...parks])
    await addFact(server.database, 'membership', 'alpha', { park: 'around', role: 'PART_OF' })
    await add({ subject: 'around', ...tax, ...year(2018), value: '600' })
    await add({ subject: 'alpha', ...tax, ...year(2017), value: '100' })
    figures.level = await add({ subject: 'alpha', ...tax, ...year(2018), value: '120' })
    figures.growth = await add({
      subject: 'alpha',
      ...tax,
      ...year(2018),
      measure: 'GROWTH',
      unit: 'PERCENT',
      value: '48',
      growthOf: figures.level,
    })
    await add({ subject: 'alpha', ...tax, ...year(2019), value: '180' })
    await add({ subject: 'beta', ...tax, ...year(2018), value: '130' })
    await add({ subject: 'gamma', ...tax, ...year(2018), value: '110' })
    await add({ subject: 'alpha', indicator: 'land_area', unit: 'MU', accumulation: 'STOCK', value: '10' })
  })

  async function ask(id: string, fields = preview) {
    const { data, errors } = await server.send(
      `query ($id: ID!) { node(id: $id) { ... on Correction { ${fields} } } } ${fields.includes('...Figure') ? fragment : ''}`,
      { id },
    )
    expect(errors).toBeUndefined()
    return pick(data, 'node') as Record<string, unknown>
  }

  return { figures, add, ask }
}
