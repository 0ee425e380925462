import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, pick, ZONE } from './data.ts'

const server = useServer()

const names = [
  'plain',
  '100%',
  'a_b',
  "it's",
  '"quoted"',
  'back\\slash',
  '𠮷野家',
  '湘乡',
  'A',
  'a',
  ' ',
  'x'.repeat(300),
  "'; DROP TABLE subject; --",
  '$1',
  '{}',
  '%',
  '_',
]

beforeAll(async () => {
  const { database } = server
  await addSubjects(
    database,
    names.map((name, index) => ({ kind: 'ENTERPRISE', slug: `text-${index}`, name }) as const),
  )
  await addSubjects(database, [
    { kind: 'PARK', slug: 'tree-a', level: 'NATIONAL', regionCode: '430381' },
    { kind: 'PARK', slug: 'tree-b', park: 'tree-a', level: 'COUNTY' },
    { kind: 'PARK', slug: 'tree-c', park: 'tree-b' },
    { kind: 'PARK', slug: 'tree-d', park: 'tree-c', regionCode: '430381' },
    { kind: 'ENTERPRISE', slug: 'tree-firm', park: 'tree-d', creditCode: '91350100M000100Y43' },
    { kind: 'FACILITY', slug: 'tree-hall', park: 'tree-c' },
    { kind: 'PROGRAMME', slug: 'tree-scheme', park: 'tree-b' },
    { kind: 'PROJECT', slug: 'tree-road', park: 'tree-b', projectKind: 'INFRASTRUCTURE' },
    { kind: 'PROJECT', slug: 'tree-home', park: 'tree-a', projectKind: 'LIVELIHOOD' },
  ])
  await addFact(database, 'project_stage', 'tree-road', { stage: 'PAVING', state: 'IN_PROGRESS' })
  await addFact(database, 'project_stage', 'tree-road', { stage: 'OPENING', state: 'PROMISED' })
  const bounds = [
    { slug: 'bound-exact', value: '3' },
    { slug: 'bound-about', value: '3', qualifier: 'ABOUT' },
    { slug: 'bound-about-between', lower: '2', upper: '4', qualifier: 'ABOUT' },
    { slug: 'bound-nearly', upper: '3', qualifier: 'NEARLY' },
    { slug: 'bound-at-most', upper: '3', qualifier: 'AT_MOST' },
    { slug: 'bound-over', lower: '3', qualifier: 'OVER' },
    { slug: 'bound-at-least', lower: '3', qualifier: 'AT_LEAST' },
    { slug: 'bound-missing', missingReason: 'not collected' },
  ]
  await addSubjects(
    database,
    [...bounds, { slug: 'bound-none' }].map(({ slug }) => ({ kind: 'PROGRAMME', slug }) as const),
  )
  await addFigures(
    database,
    bounds.map(({ slug, ...rest }) => ({ subject: slug, indicator: 'supported_amount', unit: 'CNY_100M', ...rest })),
  )
  await addSubjects(
    database,
    ['unit-yuan', 'unit-wan', 'unit-yi'].map((slug) => ({ kind: 'PROJECT', slug }) as const),
  )
  await addFigures(database, [
    { subject: 'unit-yuan', indicator: 'total_investment', nature: 'PLAN', value: '400000000', unit: 'CNY' },
    { subject: 'unit-wan', indicator: 'total_investment', nature: 'PLAN', value: '40000', unit: 'CNY_10K' },
    { subject: 'unit-yi', indicator: 'total_investment', nature: 'PLAN', value: '4.0', unit: 'CNY_100M' },
  ])
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const types: Record<string, string> = {
  parks: 'Park',
  projects: 'Project',
  enterprises: 'Enterprise',
  facilities: 'Facility',
  programmes: 'Programme',
  indicators: 'Indicator',
  observations: 'Observation',
}

async function find(field: string, where: unknown, key = 'slug'): Promise<string[]> {
  const query = `query ($where: ${types[field]}Where, $after: String) { list: ${field}(first: 100, after: $after, where: $where) {
    nodes { key: ${key} } totalCount pageInfo { hasNextPage endCursor } } }`
  const keys: string[] = []
  let after: string | null = null
  for (;;) {
    const { data, errors } = await server.send(query, { where, after })
    expect(errors).toBeUndefined()
    const list = data?.list as {
      nodes: { key: string }[]
      totalCount: number
      pageInfo: { hasNextPage: boolean; endCursor: string }
    }
    keys.push(...list.nodes.map((node) => node.key))
    if (!list.pageInfo.hasNextPage) {
      expect(keys).toHaveLength(list.totalCount)
      return keys
    }
    after = list.pageInfo.endCursor
  }
}

describe('texts', () => {
  it.each(names.map((name, index) => [name, `text-${index}`]))(
    '%j is found by eq, in, startsWith and contains',
    async (name, slug) => {
      expect(await find('enterprises', { name: { eq: name }, slug: { startsWith: 'text-' } })).toEqual([slug])
      expect(await find('enterprises', { name: { in: [name, 'no such'] }, slug: { startsWith: 'text-' } })).toEqual([
        slug,
      ])
      const containing = names.flatMap((text, index) => (text.includes(name) ? [`text-${index}`] : [])).sort()
      const starting = names.flatMap((text, index) => (text.startsWith(name) ? [`text-${index}`] : [])).sort()
      expect(await find('enterprises', { name: { contains: name }, slug: { startsWith: 'text-' } })).toEqual(containing)
      expect(await find('enterprises', { name: { startsWith: name }, slug: { startsWith: 'text-' } })).toEqual(starting)
    },
  )

  it('an empty text is contained in all, and equal to none of them', async () => {
    const all = await find('enterprises', {})
    expect(await find('enterprises', { name: { contains: '' } })).toEqual(all)
    expect(await find('enterprises', { name: { startsWith: '' } })).toEqual(all)
    expect(await find('enterprises', { name: { eq: '' } })).toEqual([])
  })

  it('conditions on one text all have to hold', async () => {
    expect(await find('parks', { slug: { startsWith: 'tree-', contains: 'e-c', in: ['tree-b', 'tree-c'] } })).toEqual([
      'tree-c',
    ])
    expect(await find('parks', { slug: { eq: 'tree-a', contains: 'b' } })).toEqual([])
  })
})

describe('nothing asked', () => {
  it.each(Object.keys(types))('of %s leaves all rows', async (field) => {
    const key = field === 'observations' ? 'id' : field === 'indicators' ? 'code' : 'slug'
    const all = await find(field, null, key)
    for (const where of [{}, { and: [] }, { and: null, or: null, not: null }, { and: [{}] }, { or: [{}] }])
      expect(await find(field, where, key)).toEqual(all)
    expect(await find(field, { or: [] }, key)).toEqual([])
    expect(await find(field, { not: {} }, key)).toEqual([])
    expect(await find(field, { not: { or: [] } }, key)).toEqual(all)
  })

  it('of a part leaves all rows', async () => {
    const all = await find('parks', null)
    for (const where of [
      { slug: null },
      { slug: {} },
      { slug: { eq: null, in: null } },
      { kind: null },
      { kind: { in: null } },
      { park: null },
      { latest: null },
      { latest: [] },
      { taxRevenue: {} },
      { taxRevenue: { eq: null, unit: null } },
    ])
      expect(await find('parks', where)).toEqual(all)
  })

  it('in an empty list finds nothing, notIn an empty list leaves all', async () => {
    expect(await find('parks', { slug: { in: [] } })).toEqual([])
    expect(await find('parks', { kind: { in: [] } })).toEqual([])
    expect(await find('parks', { kind: { notIn: [] } })).toEqual(await find('parks', null))
  })
})

describe('every filter of', () => {
  it('parks', async () => {
    const tree = (where: object) => find('parks', { ...where, slug: { startsWith: 'tree-' } })
    expect(await find('parks', { kind: { eq: 'PARK_IN_PARK' } })).toHaveLength(6)
    expect(await find('parks', { kind: { in: ['DEVELOPMENT_ZONE'] } })).toContain(ZONE)
    expect(await find('parks', { kind: { notIn: ['PARK_IN_PARK', 'INDUSTRIAL_PARK', 'LOGISTICS_PARK'] } })).toEqual([
      ZONE,
    ])
    expect(await tree({ level: { eq: 'NATIONAL' } })).toEqual(['tree-a'])
    expect(await tree({ level: { in: ['NATIONAL', 'COUNTY'] } })).toEqual(['tree-a', 'tree-b'])
    expect(await tree({ regionCode: { startsWith: '43' } })).toEqual(['tree-a', 'tree-d'])
    expect(await tree({ park: { slug: { eq: 'tree-b' } } })).toEqual(['tree-c', 'tree-d'])
    expect(await tree({ name: { contains: 'tree' }, park: {} })).toEqual(['tree-b', 'tree-c', 'tree-d'])
    expect(await tree({ not: { park: {} } })).toEqual(['tree-a'])
  })

  it('parks, through parks in parks in parks', async () => {
    const where = {
      park: { slug: { eq: 'tree-c' }, park: { slug: { eq: 'tree-b' }, park: { slug: { eq: 'tree-a' } } } },
    }
    expect(await find('parks', where)).toEqual(['tree-d'])
    expect(await find('parks', { park: { park: { park: {} } }, slug: { startsWith: 'tree-' } })).toEqual(['tree-d'])
    expect(await find('parks', { park: { park: { park: { park: {} } } } })).toEqual([])
    expect(await find('parks', { park: { not: { park: {} } }, slug: { startsWith: 'tree-' } })).toEqual([
      'tree-b',
      'tree-c',
      'tree-d',
    ])
    expect(
      await find('enterprises', {
        park: { or: [{ slug: { eq: 'tree-d' } }, { park: { and: [{ park: {} }, { slug: { eq: 'nil' } }] } }] },
      }),
    ).toEqual(['tree-firm'])
  })

  it('what parks hold', async () => {
    const inTree = (slug: string) => ({ park: { slug: { eq: slug } } })
    for (const [field, slug] of [
      ['enterprises', 'tree-firm'],
      ['facilities', 'tree-hall'],
      ['programmes', 'tree-scheme'],
      ['projects', 'tree-road'],
    ] as const) {
      expect(await find(field, inTree('tree-a'))).toContain(slug)
      expect(await find(field, { not: { park: {} } })).not.toContain(slug)
      expect(await find(field, inTree(slug))).toEqual([])
    }
    expect(await find('enterprises', { unifiedSocialCreditCode: { startsWith: '91350100M' } })).toEqual(['tree-firm'])
    expect(await find('enterprises', { industryCode: { startsWith: '' } })).toEqual([])
  })

  it('projects', async () => {
    const tree = (where: object) => find('projects', { ...where, slug: { startsWith: 'tree-' } })
    expect(await tree({ kind: { eq: 'LIVELIHOOD' } })).toEqual(['tree-home'])
    expect(await tree({ stage: { eq: 'PAVING' } })).toEqual(['tree-road'])
    expect(await tree({ stage: { in: ['OPENING'] } })).toEqual([])
    expect(await tree({ not: { stage: { eq: 'PAVING' } } })).toEqual(['tree-home'])
  })

  it('indicators', async () => {
    expect(await find('indicators', { code: { in: ['tax_revenue', 'land_area'] } }, 'code')).toEqual([
      'land_area',
      'tax_revenue',
    ])
    const { data } = await server.send('{ indicators(first: 100) { nodes { code name dimension status } } }')
    type Row = { code: string; name: string; dimension: string; status: string }
    const all = pick(data, 'indicators.nodes') as Row[]
    expect(new Set(all.map(({ status }) => status)).size).toBe(2)
    for (const status of ['ESTABLISHED', 'PROVISIONAL'])
      expect(await find('indicators', { status: { eq: status } }, 'code')).toEqual(
        all.filter((row) => row.status === status).map(({ code }) => code),
      )
    for (const dimension of new Set(all.map((row) => row.dimension)))
      expect(await find('indicators', { dimension: { eq: dimension } }, 'code')).toEqual(
        all.filter((row) => row.dimension === dimension).map(({ code }) => code),
      )
    expect(await find('indicators', { name: { contains: '税' } }, 'code')).toEqual(
      all.filter(({ name }) => name.includes('税')).map(({ code }) => code),
    )
  })

  it('observations', async () => {
    const fields =
      'id measure accumulation scope nature qualifier stage period unit { code } printed { label text } subject { slug __typename } indicator { code status } corrections { state }'
    const rows: Record<string, unknown>[] = []
    let after: string | null = null
    do {
      const { data } = await server.send(
        `query ($after: String) { observations(first: 100, after: $after) { nodes { ${fields} } pageInfo { endCursor hasNextPage } } }`,
        { after },
      )
      const page = data?.observations as { nodes: never[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
      rows.push(...page.nodes)
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
    } while (after)
    type Row = {
      id: string
      unit: { code: string }
      printed: { label: string; text: string }
      subject: { slug: string; __typename: string }
      indicator: { code: string; status: string }
      corrections: unknown[]
    }
    const check = async (where: object, holds: (row: Row & Record<string, unknown>) => boolean) => {
      const expected = (rows as unknown as (Row & Record<string, unknown>)[]).filter(holds).map(({ id }) => id)
      expect(await find('observations', where, 'id')).toEqual(expected)
      return expected.length
    }
    for (const name of ['measure', 'accumulation', 'scope', 'nature', 'qualifier', 'stage'] as const)
      for (const value of new Set(rows.map((row) => row[name] as string))) {
        expect(await check({ [name]: { eq: value } }, (row) => row[name] === value)).toBeGreaterThan(0)
        await check({ [name]: { notIn: [value] } }, (row) => row[name] !== value)
      }
    expect(await check({ unit: { eq: 'MU' } }, (row) => row.unit.code === 'MU')).toBeGreaterThan(0)
    expect(
      await check({ printedLabel: { contains: '税' } }, (row) => row.printed.label.includes('税')),
    ).toBeGreaterThan(0)
    expect(await check({ printedText: { contains: '多' } }, (row) => row.printed.text.includes('多'))).toBeGreaterThan(
      0,
    )
    expect(await check({ hasCorrections: true }, (row) => row.corrections.length > 0)).toBeGreaterThan(0)
    expect(await check({ hasCorrections: false }, (row) => row.corrections.length === 0)).toBeGreaterThan(0)
    expect(
      await check({ subject: { kind: { eq: 'ENTERPRISE' } } }, (row) => row.subject.__typename === 'Enterprise'),
    ).toBeGreaterThan(0)
    expect(await check({ subject: { slug: { eq: ZONE } } }, (row) => row.subject.slug === ZONE)).toBeGreaterThan(0)
    expect(
      await check({ indicator: { status: { eq: 'PROVISIONAL' } } }, (row) => row.indicator.status === 'PROVISIONAL'),
    ).toBeGreaterThan(0)
    expect(
      await check({ period: { eq: '2017-01/2017-11' } }, (row) => row.period === '2017-01/2017-11'),
    ).toBeGreaterThan(0)
    expect(
      await check(
        { period: { within: '0001/9999' } },
        (row) => row.period !== null && !String(row.period).includes('..'),
      ),
    ).toBeGreaterThan(0)
    expect(await check({ period: { within: '../..' } }, (row) => row.period !== null)).toBeGreaterThan(0)
    expect(await check({ period: { overlaps: '2013' } }, (row) => row.period === '2013')).toBeGreaterThan(0)
    expect(await check({ not: { period: { overlaps: '../..' } } }, (row) => row.period === null)).toBeGreaterThan(0)
  })
})

describe('latest figures', () => {
  const meet = async (condition: object) =>
    (
      await find('programmes', { supportedAmount: { unit: 'CNY_100M', ...condition }, slug: { startsWith: 'bound-' } })
    ).map((slug) => slug.slice(6))

  it.each([
    [{ eq: '3' }, ['about', 'exact']],
    [{ gte: '3' }, ['about', 'at-least', 'exact', 'over']],
    [{ gt: '3' }, ['over']],
    [{ gt: '2.999' }, ['about', 'at-least', 'exact', 'over']],
    [{ gte: '2' }, ['about', 'about-between', 'at-least', 'exact', 'over']],
    [{ gt: '2' }, ['about', 'at-least', 'exact', 'over']],
    [{ lte: '3' }, ['about', 'at-most', 'exact', 'nearly']],
    [{ lt: '3' }, ['nearly']],
    [{ lt: '3.001' }, ['about', 'at-most', 'exact', 'nearly']],
    [{ lte: '4' }, ['about', 'about-between', 'at-most', 'exact', 'nearly']],
    [{ lt: '4' }, ['about', 'at-most', 'exact', 'nearly']],
    [{ gte: '1', lte: '3' }, ['about', 'exact']],
    [{ gt: '3', lt: '3' }, []],
    [{ isKnown: false }, ['none']],
    [{ isKnown: true }, ['about', 'about-between', 'at-least', 'at-most', 'exact', 'missing', 'nearly', 'over']],
    [{ isKnown: true, lte: '3' }, ['about', 'at-most', 'exact', 'nearly']],
    [{ isKnown: false, gte: '0' }, []],
  ])('%j are certain of %j', async (condition, expected) => {
    expect(await meet(condition)).toEqual(expected)
  })

  it('what no condition makes certain, not makes true', async () => {
    const where = { not: { supportedAmount: { gte: '3', unit: '亿元' } }, slug: { startsWith: 'bound-' } }
    expect(await find('programmes', where)).toEqual([
      'bound-about-between',
      'bound-at-most',
      'bound-missing',
      'bound-nearly',
      'bound-none',
    ])
  })

  it.each([
    ['4', 'CNY_100M'],
    ['4', '亿元'],
    ['40000', '万元'],
    ['400000000', 'CNY'],
    ['4.000', 'CNY_100M'],
  ])('%s %s is 4亿元 in whatever unit it was printed', async (eq, unit) => {
    const where = { totalInvestment: { eq, unit }, slug: { startsWith: 'unit-' } }
    expect(await find('projects', where)).toEqual(['unit-wan', 'unit-yi', 'unit-yuan'])
    for (const [name, value] of [
      ['gt', eq],
      ['lt', eq],
    ])
      expect(await find('projects', { ...where, totalInvestment: { [name as string]: value, unit } })).toEqual([])
  })

  it('the general filter says the same as the typed one', async () => {
    for (const condition of [
      { gte: '3' },
      { gt: '3' },
      { lt: '3' },
      { eq: '3' },
      { isKnown: true },
      { isKnown: false },
    ]) {
      const typed = { supportedAmount: { ...condition, unit: 'CNY_100M' } }
      const general = { latest: [{ indicator: 'supported_amount', ...condition, unit: 'CNY_100M' }] }
      expect(await find('programmes', general)).toEqual(await find('programmes', typed))
    }
  })

  it('projects of at least 4 亿元 planned investment, largest first', async () => {
    const query = `{ projects(where: { totalInvestment: { gte: "4", unit: "亿元" }, slug: { startsWith: "xiangxiang-" } },
      orderBy: [{ totalInvestment: { direction: DESC } }, { slug: ASC }]) { nodes { slug totalInvestment { value(unit: CNY_100M) nature } } } }`
    const { data } = await server.send(query)
    const nodes = pick(data, 'projects.nodes') as { slug: string; totalInvestment: { value: string } }[]
    expect(
      nodes.map(({ slug, totalInvestment }) => [slug.replace('xiangxiang-etdz-', ''), totalInvestment.value]),
    ).toEqual([
      ['electrical-testing-institute', '5'],
      ['recycled-glass-park', '5'],
      ['electroplating-park', '4'],
      ['innovation-startup-park', '4'],
      ['power-park', '4'],
    ])
  })

  it('a nature that is null is the default one, or refused, and never an empty answer', async () => {
    expect(await find('parks', { taxRevenue: { gte: '1', unit: 'CNY', nature: null } })).toEqual([ZONE])
    const query = 'query ($where: ParkWhere) { parks(where: $where) { totalCount } }'
    for (const name of ['nature', 'measure']) {
      const { errors } = await server.send(query, { where: { latest: [{ indicator: 'tax_revenue', [name]: null }] } })
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'where' })
    }
  })
})

const atom = fc.oneof(
  fc.constantFrom('tree-a', 'tree-b', 'tree-c').map((eq) => ({ slug: { eq } })),
  fc.constantFrom('NATIONAL', 'COUNTY').map((eq) => ({ level: { eq } })),
  fc.constantFrom('430381', 'x').map((startsWith) => ({ regionCode: { startsWith } })),
  fc.constantFrom('tree-a', 'tree-b').map((eq) => ({ park: { slug: { eq } } })),
  fc.boolean().map((isKnown) => ({ taxRevenue: { isKnown } })),
  fc.constant({}),
)
const { where: condition } = fc.letrec<{ where: object }>((tie) => ({
  where: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc.array(tie('where'), { maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('where'), { maxLength: 3 }).map((or) => ({ or })),
    tie('where').map((not) => ({ not })),
    fc.tuple(atom, atom).map(([one, other]) => ({ ...one, ...other })),
  ),
}))

describe('logic', () => {
  it('of De Morgan holds', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(condition, { maxLength: 3 }), async (parts) => {
        const negated = parts.map((not) => ({ not }))
        expect(await find('parks', { not: { and: parts } })).toEqual(await find('parks', { or: negated }))
        expect(await find('parks', { not: { or: parts } })).toEqual(await find('parks', { and: negated }))
      }),
      { numRuns: 25 },
    )
  })

  it('parts all rows into those that meet a condition and those that do not', { timeout: 60_000 }, async () => {
    const all = await find('parks', null)
    await fc.assert(
      fc.asyncProperty(condition, async (where) => {
        const [yes, no] = [await find('parks', where), await find('parks', { not: where })]
        expect([...yes, ...no].sort()).toEqual([...all].sort())
        expect(await find('parks', { not: { not: where } })).toEqual(yes)
        expect(await find('parks', { and: [where] })).toEqual(yes)
      }),
      { numRuns: 25 },
    )
  })
})

test('a condition narrows a nested list alike', async () => {
  const { data } = await server.send(
    '{ park(slug: "tree-a") { parks(where: { park: { slug: { eq: "tree-c" } } }) { totalCount nodes { slug } } flat: parks(isDeep: false) { nodes { slug } } } }',
  )
  expect(data?.park).toEqual({
    parks: { totalCount: 1, nodes: [{ slug: 'tree-d' }] },
    flat: { nodes: [{ slug: 'tree-b' }] },
  })
})
