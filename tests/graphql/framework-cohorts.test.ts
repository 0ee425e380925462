import { rankFigures } from '@parkgraph/statistics'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { addEdition, figure, park } from './frameworks.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

interface Row {
  readonly rank: number
  readonly tied: number
  readonly subject: { readonly slug: string }
  readonly value: string
  readonly cohort: { readonly code: string } | null
}

interface Answer {
  readonly count: number
  readonly rows: readonly Row[]
  readonly excluded: readonly { reason: string; subject: { slug: string }; cohort: { code: string } | null }[]
}

async function rank(edition: string, { cohort = '', options = '', subParks = 'EXCLUDE' } = {}): Promise<Answer> {
  server.forget()
  const { data, errors } = await server.send(
    `{ ranking(by: { framework: { framework: "apart", edition: "${edition}" ${cohort && `cohort: "${cohort}"`} } }
      among: { where: { slug: { startsWith: "apart-" } }, subParks: ${subParks} } ${options}) {
      count rows { rank tied subject { slug } value cohort { code } }
      excluded { reason subject { slug } cohort { code } } } }`,
  )
  expect(errors).toBeUndefined()
  expect(server.statements).toHaveLength(1)
  return pick(data, 'ranking') as Answer
}

const nameOf = ({ slug }: { slug: string }) => slug.replace('apart-', '')
const short = ({ rows }: Answer) =>
  rows.map((row) => [row.cohort?.code ?? null, row.rank, row.tied, nameOf(row.subject), row.value])
const out = ({ excluded }: Answer) =>
  excluded
    .filter(({ subject }) => subject.slug.startsWith('apart-'))
    .map(({ reason, subject, cohort }) => [nameOf(subject), reason, cohort?.code ?? null])

/** Tax of 10 to 90 is a score of 0 to 100 in x, and of 100 to 500 in y; nowhere is 0 and z a park alone. */
const tax = { a: '90', b: '90', c: '50', d: '10', f: '300', g: '500', h: '100', nowhere: '0', alone: '7' }
const inner = { 'inner-x': '30', 'inner-y': '200' }
const regions: Record<string, string> = { f: '92', g: '92', h: '92', nowhere: '94', alone: '93' }

beforeAll(async () => {
  const cohorts = { x: ['91'], y: ['92'], z: ['93'] }
  const indicators = [{ indicator: 'tax_revenue', weight: '100' }]
  await addEdition(server.database, { framework: 'apart', edition: 'new', method: 'MIN_MAX', indicators, cohorts })
  await addEdition(server.database, { framework: 'apart', edition: 'old', method: 'MIN_MAX', indicators })
  await addSubjects(server.database, [
    ...Object.keys(tax).map((name) => park(`apart-${name}`, `${regions[name] ?? '91'}0000`)),
    park('apart-inner-x', '910000', 'apart-a'),
    park('apart-inner-y', '920000', 'apart-a'),
  ])
  await addFigures(
    server.database,
    Object.entries({ ...tax, ...inner }).map(([name, value]) => figure(`apart-${name}`, 'tax_revenue', value)),
  )
})

describe('a ranking by a score with cohorts', () => {
  const [a, b, g] = [
    ['x', 1, 2, 'a', '100'],
    ['x', 1, 2, 'b', '100'],
    ['y', 1, 1, 'g', '100'],
  ]

  it('ranks each cohort apart, the first of all cohorts before the second', async () => {
    const answer = await rank('new')
    expect(short(answer)).toEqual([
      ...[a, b, g],
      ['y', 2, 1, 'f', '50'],
      ['x', 3, 1, 'c', '50'],
      ['y', 3, 1, 'h', '0'],
      ['x', 4, 1, 'd', '0'],
    ])
    expect(answer.count).toBe(7)
  })

  it('lists the first ones of all cohorts where few are asked for', async () => {
    const answer = await rank('new', { options: 'first: 3' })
    expect(short(answer)).toEqual([a, b, g])
    expect(answer.count).toBe(7)
  })

  it('says why the others have no place', async () => {
    expect(out(await rank('new'))).toEqual([
      ['alone', 'NO_SPREAD', 'z'],
      ['inner-x', 'SUB_PARK', null],
      ['inner-y', 'SUB_PARK', null],
      ['nowhere', 'NO_COHORT', null],
    ])
  })

  it.each([
    ['STANDARD', { a: 1, b: 1, c: 3, d: 4 }],
    ['MODIFIED', { a: 2, b: 2, c: 3, d: 4 }],
    ['DENSE', { a: 1, b: 1, c: 2, d: 3 }],
  ])('goes on after ties by %s within each', async (ties, x) => {
    const { rows } = await rank('new', { options: `ties: ${ties}` })
    const ranks = Object.fromEntries(rows.map((row) => [nameOf(row.subject), row.rank]))
    expect(ranks).toEqual({ ...x, g: 1, f: 2, h: 3 })
  })

  it('ranks the smallest of each first where it is asked to', async () => {
    expect(
      short(await rank('new', { options: 'direction: ASC' })).map(([code, place, , name]) => [code, place, name]),
    ).toEqual([
      ['x', 1, 'd'],
      ['y', 1, 'h'],
      ['x', 2, 'c'],
      ['y', 2, 'f'],
      ['x', 3, 'a'],
      ['x', 3, 'b'],
      ['y', 3, 'g'],
    ])
  })

  it.each(['EXCLUDE', 'INCLUDE', 'ONLY'])(
    'gives places that packages/statistics gives to each, with %s',
    async (subParks) => {
      const { rows } = await rank('new', { subParks })
      expect(rows.length).toBeGreaterThan(1)
      for (const code of ['x', 'y']) {
        const own = rows.filter((row) => row.cohort?.code === code)
        const places = rankFigures(own.map(({ value }) => ({ value, lower: null, upper: null, qualifier: 'EXACT' })))
        expect(own.map(({ rank, tied }) => ({ rank, tied }))).toEqual(places)
      }
    },
  )

  it.each(['EXCLUDE', 'INCLUDE', 'ONLY'])(
    'tells of one cohort what it tells of it among all, with %s',
    async (subParks) => {
      const { rows } = await rank('new', { subParks })
      for (const cohort of ['x', 'y']) {
        const own = rows.filter((row) => row.cohort?.code === cohort)
        expect(await rank('new', { cohort, subParks })).toMatchObject({ count: own.length, rows: own })
      }
    },
  )

  it('says of one cohort which parks are not of it', async () => {
    expect(out(await rank('new', { cohort: 'y' }))).toEqual([
      ['inner-y', 'SUB_PARK', null],
      ...['a', 'alone', 'b', 'c', 'd', 'inner-x', 'nowhere'].map((name) => [name, 'NOT_IN_COHORT', null]),
    ])
  })

  it.each([
    ['new', 'w', 'Edition "new" has no cohort "w". Its cohorts are x, y, z.'],
    ['old', 'x', 'Edition "old" has no cohort "x". It compares all parks: leave cohort out.'],
  ])('refuses a cohort that the edition %s does not have', async (edition, cohort, message) => {
    const { errors } = await server.send(
      `{ ranking(by: { framework: { framework: "apart", edition: "${edition}", cohort: "${cohort}" } }) { count } }`,
    )
    expect(errors?.map((error) => [error.message, error.extensions])).toEqual([
      [message, { code: 'UNKNOWN_FRAMEWORK', argument: 'by.framework.cohort' }],
    ])
  })
})

describe('a ranking by a score without cohorts', () => {
  it('has one list of all', async () => {
    expect(short(await rank('old', { options: 'period: "2019"' }))).toEqual([
      [null, 1, 1, 'g', '100'],
      [null, 2, 1, 'f', '60'],
      [null, 3, 1, 'h', '20'],
      [null, 4, 2, 'a', '18'],
      [null, 4, 2, 'b', '18'],
      [null, 6, 1, 'c', '10'],
      [null, 7, 1, 'd', '2'],
      [null, 8, 1, 'alone', '1.4'],
      [null, 9, 1, 'nowhere', '0'],
    ])
  })

  it('by an indicator names no cohort', async () => {
    const { data } = await server.send(
      `{ ranking(by: { indicator: { indicator: "tax_revenue" } } among: { where: { slug: { eq: "apart-a" } } }) {
        rows { cohort { code } } } }`,
    )
    expect(data).toEqual({ ranking: { rows: [{ cohort: null }] } })
  })
})
