import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick, ZONE } from './data.ts'
import { addTree, findIn } from './where.ts'

const server = useServer()
const find = findIn(server)

beforeAll(() => addTree(server.database))

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

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

describe('none of some values', () => {
  const tree = (where: object) => find('parks', { ...where, slug: { startsWith: 'tree-' } })

  it.each([
    [{ notIn: ['NATIONAL'] }, ['tree-b', 'tree-c', 'tree-d']],
    [{ notIn: ['NATIONAL', 'COUNTY'] }, ['tree-c', 'tree-d']],
    [{ notIn: [] }, ['tree-a', 'tree-b', 'tree-c', 'tree-d']],
    [{ notIn: ['PROVINCIAL'], in: ['COUNTY'] }, ['tree-b']],
    [{ notIn: ['COUNTY'], eq: 'COUNTY' }, []],
  ])('%j includes nothing: %j', async (level, slugs) => {
    expect(await tree({ level })).toEqual(slugs)
  })

  it('is what not says of one of them', async () => {
    const values = ['NATIONAL']
    expect(await tree({ not: { level: { in: values } } })).toEqual(await tree({ level: { notIn: values } }))
    expect(await tree({ not: { level: { notIn: values } } })).toEqual(['tree-a'])
  })

  it('includes projects that have come to no stage', async () => {
    const projects = (where: object) => find('projects', { ...where, slug: { startsWith: 'tree-' } })
    expect(await projects({ stage: { notIn: ['PAVING'] } })).toEqual(['tree-home'])
    expect(await projects({ stage: { notIn: ['OPENING'] } })).toEqual(['tree-home', 'tree-road'])
  })
})
