import { expect } from 'vitest'
import type { TestServer } from '../kit/server.ts'
import { addFigures, addSubjects, type NewFigure, pick } from './data.ts'

export const toDate = (year: number, month: number) => ({
  accumulation: 'YEAR_TO_DATE',
  start: `${year}-01-01`,
  end: month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`,
})
export const fullYear = (year: number) => ({
  accumulation: 'FULL_YEAR',
  start: `${year}-01-01`,
  end: `${year + 1}-01-01`,
})
export const growth = { measure: 'GROWTH', unit: 'PERCENT' }
export const revenue = (subject: string) => ({ subject, indicator: 'revenue' })

export const fields = `rule severity expected actual deviation tolerance unit { code } period subject { slug }
  inputs { role observation { value lower upper period } }`

export const rolesOf = (finding: Record<string, unknown> | undefined) =>
  ((finding?.['inputs'] ?? []) as { role: string; observation: { value: string } }[]).map(
    ({ role, observation }) => `${role} ${observation.value}`,
  )

/** Adds subjects and figures to `server`, and checks them. */
export function checksOf(server: TestServer) {
  const add = (figures: readonly NewFigure[]) => addFigures(server.database, figures)

  const addFirm = (slug: string, park?: string) =>
    addSubjects(server.database, [{ kind: 'ENTERPRISE', slug, ...(park ? { park } : {}) }])

  /** What is found of a subject, by all rules. */
  async function check(subject: string, args = '', selection = fields): Promise<Record<string, unknown>[]> {
    const { data, errors } = await server.send(
      `query ($subject: String!) { checks(subject: $subject ${args}) { nodes { ${selection} } } }`,
      { subject },
    )
    expect(errors).toBeUndefined()
    return pick(data, 'checks.nodes') as Record<string, unknown>[]
  }

  const listRules = async (subject: string, args = '') => (await check(subject, args)).map(({ rule }) => rule)

  /** A park `total` whose parts, members and taxes by kind add up to something else in some years. */
  async function addTotal() {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'total' },
      { kind: 'PARK', slug: 'total-a', park: 'total' },
      { kind: 'PARK', slug: 'total-b', park: 'total' },
      { kind: 'ENTERPRISE', slug: 'total-firm', park: 'total-a' },
    ])
    const tax = (subject: string, year: number, value: string, parts: Partial<NewFigure> = {}) => ({
      ...{ subject, indicator: 'tax_revenue', ...fullYear(year), value },
      ...parts,
    })
    await add([
      ...[tax('total', 2015, '10.0'), tax('total-a', 2015, '6.0'), tax('total-b', 2015, '5.0')],
      ...[tax('total', 2016, '10.0'), tax('total-a', 2016, '6.0'), tax('total-b', 2016, '3.0')],
      ...[tax('total', 2017, '10.0'), tax('total-a', 2017, '6.0'), tax('total-b', 2017, '4.1')],
      ...[tax('total', 2018, '10.0'), tax('total-a', 2018, '6.0'), tax('total-firm', 2018, '10.5')],
      ...[
        tax('total', 2019, '10.0'),
        tax('total', 2019, '7.0', { breakdown: '国税' }),
        tax('total', 2019, '4.0', { breakdown: '地税' }),
      ],
    ])
  }

  /** A park `slip` of four firms, of which one is off by 10^4 against the others. */
  async function addSlip() {
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'slip' },
      ...['a', 'b', 'c', 'd'].map((name) => ({ kind: 'ENTERPRISE' as const, slug: `slip-${name}`, park: 'slip' })),
    ])
    await add(
      ['100', '200', '300', '0.02'].map((value, index) => ({
        ...revenue(`slip-${'abcd'[index]}`),
        ...fullYear(2017),
        value,
      })),
    )
  }

  return { add, addFirm, addTotal, addSlip, check, listRules }
}
