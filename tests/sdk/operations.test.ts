import { createKey, localOwner } from '@parkgraph/db'
import * as sdk from '@parkgraph/sdk'
import { describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'

const server = useServer()
const zone = 'xiangxiang-etdz'
const connect = () => sdk.createClient({ url: server.url })

describe('operations of the SDK', () => {
  it('each run on the server', async () => {
    const client = connect()
    const [project] = (await client.run(sdk.projects, { first: 1 })).projects.nodes
    const [enterprise] = (await client.run(sdk.enterprises, { first: 1 })).enterprises.nodes
    const [facility] = (await client.run(sdk.facilities, { first: 1 })).facilities.nodes
    const [programme] = (await client.run(sdk.programmes, { first: 1 })).programmes.nodes
    const slugOf = (subject: { slug: string } | undefined) => ({ slug: subject?.slug ?? '' })
    const one = await Promise.all([
      client.run(sdk.park, { slug: zone }).then((data) => data.park),
      client.run(sdk.project, slugOf(project)).then((data) => data.project),
      client.run(sdk.enterprise, slugOf(enterprise)).then((data) => data.enterprise),
      client.run(sdk.facility, slugOf(facility)).then((data) => data.facility),
      client.run(sdk.programme, slugOf(programme)).then((data) => data.programme),
    ])
    expect(one.map((subject) => subject?.__typename)).toEqual([
      'Park',
      'Project',
      'Enterprise',
      'Facility',
      'Programme',
    ])
    expect((await client.run(sdk.indicators, { first: 1 })).indicators.nodes).toHaveLength(1)
    expect((await client.run(sdk.vocabularies)).vocabularies.length).toBeGreaterThan(5)
    const months = { bucket: 'MONTH', from: sdk.parsePeriod('2017-11'), to: sdk.parsePeriod('2017-12') } as const
    const { timeSeries } = await client.run(sdk.timeSeries, {
      subjects: [zone],
      indicators: ['tax_revenue'],
      ...months,
    })
    expect(timeSeries.periods).toEqual([sdk.parsePeriod('2017-11'), sdk.parsePeriod('2017-12')])
    expect(timeSeries.series[0]?.columns[0]?.values).toEqual([new sdk.Decimal('2.87'), null])
    const { units } = await client.run(sdk.units, { dimension: 'area', locale: 'EN' })
    const mu = units.find(({ name }) => name === '亩')
    expect(mu?.numerator.div(mu.denominator).toFixed(1)).toBe('666.7')
  })

  it('rank, check, score and hold forecasts against what happened', async () => {
    const client = connect()
    const { ranking } = await client.run(sdk.ranking, {
      by: { indicator: { indicator: 'total_investment', nature: 'PLAN' } },
      among: { where: { kind: { eq: 'PARK_IN_PARK' } } },
      unit: '亿元',
    })
    expect(ranking.rows.map(({ rank, value }) => [rank, value])).toContainEqual([1, new sdk.Decimal('5')])
    expect(ranking.exclusions.map(({ reason }) => reason)).toContain('MISSING_VALUE')
    const { checks } = await client.run(sdk.checks, { subject: zone, first: 2, withTotal: true, locale: 'EN' })
    expect(checks.totalCount).toBeGreaterThan(2)
    expect(checks.nodes).toHaveLength(2)
    const { frameworks } = await client.run(sdk.frameworks)
    expect(frameworks[0]?.editions.map(({ edition }) => edition)).toEqual(['2016', '2021'])
    const national = { framework: 'national_etdz_assessment', edition: '2021' }
    const { park } = await client.run(sdk.parkScore, { slug: zone, ...national, locale: 'EN' })
    expect(park).toMatchObject({
      slug: zone,
      score: { edition: { edition: '2021', totalWeight: new sdk.Decimal(100) } },
    })
    expect(park?.score.restsOn).toBeInstanceOf(sdk.Decimal)
    expect(await client.run(sdk.parkScore, { slug: 'nowhere', ...national })).toEqual({ park: null })
    const { forecastErrors } = await client.run(sdk.forecastErrors, { subjects: [zone], by: ['INDICATOR'] })
    expect(forecastErrors).toEqual({ groups: [], errorCount: 0, errors: [] })
  })

  it('tell which figures there are', async () => {
    const { coverage } = await connect().run(sdk.coverage, {
      ...{ subjects: [zone], indicators: ['tax_revenue'], gaps: 1, withTotal: true },
      where: { nature: { eq: 'ACTUAL' }, measure: { eq: 'LEVEL' } },
    })
    expect(coverage.totalCount).toBe(coverage.nodes.length)
    expect(coverage.nodes).toMatchObject([
      {
        ...{
          subject: { slug: zone },
          indicator: { code: 'tax_revenue' },
          lastPeriod: sdk.parsePeriod('2017-01/2017-11'),
        },
        ...{ sourceCount: 1, sources: [{ code: 'xiangxiang-2017-review' }] },
      },
    ])
    const alone = await connect().run(sdk.coverage, { subjects: [zone], source: 'xiangxiang-2017-review', first: 1 })
    expect(alone.coverage.nodes[0]?.source?.code).toBe('xiangxiang-2017-review')
  })

  it('read corrections and what accepting one changes', async () => {
    const client = connect()
    const { corrections } = await client.run(sdk.corrections, { where: { state: { eq: 'PROPOSED' } }, withTotal: true })
    expect(corrections.totalCount).toBe(corrections.nodes.length)
    const [first] = corrections.nodes
    const { node } = await client.run(sdk.previewCorrection, { id: first?.id ?? '' })
    if (node?.__typename !== 'Correction') throw new Error('no correction')
    expect(node.preview.acceptance).toMatchObject({ isPossible: true, code: null })
    expect(node.preview.before.value).toBeInstanceOf(sdk.Decimal)
  })

  it('decode what the server sends, whatever the depth', async () => {
    const client = connect()
    const { park } = await client.run(sdk.park, { slug: zone })
    expect(park?.taxRevenue?.value).toEqual(new sdk.Decimal('2.87'))
    expect(park?.taxRevenue?.period).toEqual(sdk.parsePeriod('2017-01/2017-11'))
    expect(park?.parks.nodes.flatMap(({ totalInvestment }) => totalInvestment?.value?.toFixed() ?? [])).toContain('4')
    const { observations } = await client.run(sdk.observations, {
      where: {
        subject: { slug: { eq: zone } },
        period: { eq: sdk.parsePeriod('2017-01/2017-11') },
        measure: { eq: 'LEVEL' },
      },
    })
    expect(observations.nodes.flatMap(({ reportedGrowth }) => reportedGrowth?.value?.toFixed() ?? []).sort()).toEqual([
      '25.09',
      '25.6',
      '34.89',
    ])
  })

  it('find any object by the id that another gave', async () => {
    const client = connect()
    const { observations } = await client.run(sdk.observations, { first: 1 })
    const [first] = observations.nodes
    const { node } = await client.run(sdk.node, { id: first?.id ?? '' })
    expect(node).toEqual({ ...first, __typename: 'Observation' })
  })

  it('page through a list forwards and backwards', async () => {
    const client = connect()
    const whole = (await client.run(sdk.observations, { first: 100, withTotal: true })).observations
    const ids = whole.nodes.map(({ id }) => id)
    expect(whole.totalCount).toBe(ids.length)
    const paged: string[] = []
    for await (const { id } of sdk.paginate(client, sdk.observations, { first: 7 }, (data) => data.observations))
      paged.push(id)
    expect(paged).toEqual(ids)
    const { observations: end } = await client.run(sdk.observations, { last: 3 })
    expect(end.nodes.map(({ id }) => id)).toEqual(ids.slice(-3))
    const { observations: before } = await client.run(sdk.observations, { last: 2, before: end.pageInfo.startCursor })
    expect(before.nodes.map(({ id }) => id)).toEqual(ids.slice(-5, -3))
  })

  it('say who asks by the key in the headers, and refuse one that is wrong', async () => {
    const key = { label: 'office', role: 'EDITOR', scope: { park: zone }, expires: null }
    const token = await createKey(server.database.pool, localOwner, key)
    const withKey = sdk.createClient({ url: server.url, headers: { authorization: `Bearer ${token}` } })
    expect((await withKey.run(sdk.viewer, { park: zone })).viewer).toMatchObject({
      ...{ kind: 'KEY', label: 'office', isAnonymous: false },
      grants: [{ role: 'EDITOR', park: { slug: zone }, regionPrefix: null, isAll: false }],
      may: ['READ', 'READ_INTERNAL', 'READ_RESTRICTED', 'EDIT'],
    })
    expect((await connect().run(sdk.viewer)).viewer).toMatchObject({ isAnonymous: true, grants: [], may: null })
    const wrong = connect().run(sdk.viewer, {}, { headers: { authorization: 'Bearer pg_wrong' } })
    await expect(wrong).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 })
  })

  it('yield null for what is not there', async () => {
    expect(await connect().run(sdk.enterprise, { slug: 'nobody' })).toEqual({ enterprise: null })
  })

  it('carry the code of a refusal', async () => {
    await expect(connect().run(sdk.projects, { first: 101 })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      status: 200,
    })
    await expect(connect().run(sdk.projects, { after: 'nonsense' })).rejects.toMatchObject({ code: 'BAD_CURSOR' })
  })
})
