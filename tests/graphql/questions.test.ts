import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { addQuestionZone } from './questions-data.ts'

const server = useServer()
const folder = new URL('../../docs/questions/', import.meta.url)

beforeAll(() => addQuestionZone(server.database))
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

async function ask(number: string, changes: Record<string, unknown>, statements = 1) {
  const file = readdirSync(folder).find((name) => name.startsWith(number) && name.endsWith('.graphql')) ?? number
  const query = readFileSync(new URL(file, folder), 'utf8')
  const variables = JSON.parse(readFileSync(new URL(file.replace(/graphql$/, 'json'), folder), 'utf8'))
  expect(Object.keys(variables)).toEqual(expect.arrayContaining(Object.keys(changes)))
  server.forget()
  const { data, errors } = await server.send(query, { ...variables, ...changes })
  expect(errors).toBeUndefined()
  expect(server.statements).toHaveLength(statements)
  return data
}

test('1: reported growth that differs from growth over what was published', async () => {
  const data = await ask('01', { park: 'zone', publishedBy: '2017-12-31' })
  const all = (totalCount: number) => ({ totalCount, pageInfo: { hasNextPage: false } })
  expect(pick(data, 'park')).toMatchObject({ differing: all(2), notComparable: all(1) })
  expect(pick(data, 'park.differing.nodes')).toMatchObject([
    {
      indicator: { code: 'output_value' },
      value: '50',
      growth: {
        reported: { value: '25' },
        computed: '11.11111111111111111111111111111111',
        divergence: '13.88888888888888888888888888888889',
        base: { value: '45', publishedOn: '2017-06-20' },
        impliedBase: '40',
        causes: ['BASE_REVISED', 'PANEL_CHANGES'],
        reason: null,
      },
    },
    {
      indicator: { code: 'gross_industrial_output_value' },
      value: '120',
      growth: {
        reported: { value: '25' },
        computed: '20',
        divergence: '5',
        impliedBase: '96',
        causes: ['UNEXPLAINED'],
        reason: null,
      },
    },
  ])
  expect(pick(data, 'park.notComparable.nodes')).toMatchObject([
    {
      indicator: { code: 'supported_amount' },
      growth: {
        reported: { value: '7' },
        computed: null,
        divergence: null,
        base: null,
        causes: [],
        reason: 'MISSING_BASE',
      },
    },
  ])
})

test('1: before the revision of the base was published, the two agreed', async () => {
  const query = `{ park(slug: "zone") { observations(asOf: { published: "2017-05-31" }, where: { indicator: { code: { eq: "output_value" } } }) {
    nodes { value } } now: observations(where: { indicator: { code: { eq: "output_value" } }, growthAgreement: { eq: DIFFERS } }) { totalCount } } }`
  const { data } = await server.send(query)
  expect(data).toEqual({ park: { observations: { nodes: [{ value: '40' }] }, now: { totalCount: 1 } } })
})

test('2: what a forecast requires of December, against past Decembers', async () => {
  const data = await ask('02', { park: 'zone' })
  expect(pick(data, 'park.observations')).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false } })
  const nodes = pick(data, 'park.observations.nodes') as { period: string }[]
  expect(nodes.map(({ period }) => period).sort()).toEqual(['2015', '2016', '2017'])
  expect(nodes.find(({ period }) => period === '2017')).toMatchObject({
    indicator: { code: 'fixed_asset_investment' },
    value: '75',
    requirement: {
      period: '2017-12',
      yearToDate: { period: '2017-01/2017-11', value: '60' },
      unit: { name: '亿元' },
      ...{ required: '15', requiredLower: '15', requiredUpper: '15' },
      meanMonth: '5.454545454545454545454545454545455',
      ...{ pace: '2.75', paceLower: '2.75', paceUpper: '2.75', reason: null },
      past: [
        { period: '2016-12', amount: '15', pace: '3' },
        { period: '2015-12', amount: '6', pace: '1.5' },
      ],
    },
  })
})

test('4: forecast errors by lead', async () => {
  const data = await ask('04', { parks: ['zone'], within: '2015/2016' })
  const group = { subject: { name: '示范区' }, indicator: { code: 'fixed_asset_investment' } }
  expect(pick(data, 'forecastErrors.groups')).toEqual([
    { ...group, leadMonths: 0, count: 1, meanErrorPercent: '-10', meanAbsoluteErrorPercent: '10' },
    { ...group, leadMonths: 6, count: 2, meanErrorPercent: '15', meanAbsoluteErrorPercent: '15' },
  ])
  expect(pick(data, 'forecastErrors.errorCount')).toBe(3)
  expect(pick(data, 'forecastErrors.errors')).toMatchObject([
    {
      forecast: { period: '2015', value: '40' },
      actual: { value: '50' },
      leadMonths: 6,
      unit: { name: '亿元' },
      error: '10',
      errorPercent: '20',
      reason: null,
    },
    { forecast: { period: '2016', value: '63' }, leadMonths: 6, error: '7', errorPercent: '10' },
    { forecast: { period: '2016', value: '77' }, leadMonths: 0, error: '-7', errorPercent: '-10' },
  ])
})

test('5: growth of above-scale industry by what its enterprises did', async () => {
  const data = await ask('05', { park: 'zone', indicator: 'revenue', period: '2017' })
  expect(pick(data, 'park.panelGrowth')).toEqual([
    {
      part: 'SAME_PANEL',
      count: 1,
      missingCount: 0,
      unit: { name: '亿元' },
      current: '0.011',
      base: '0.01',
      growth: '10',
      contribution: '7.142857142857142857142857142857143',
      reason: null,
    },
    {
      part: 'ENTRIES',
      count: 1,
      missingCount: 0,
      unit: { name: '亿元' },
      current: '0.005',
      base: '0',
      growth: null,
      contribution: '35.71428571428571428571428571428571',
      reason: 'ZERO_BASE',
    },
    {
      part: 'EXITS',
      count: 1,
      missingCount: 0,
      unit: { name: '亿元' },
      current: '0',
      base: '0.004',
      growth: '-100',
      contribution: '-28.57142857142857142857142857142857',
      reason: null,
    },
    {
      part: 'TOTAL',
      count: 3,
      missingCount: 0,
      unit: { name: '亿元' },
      current: '0.016',
      base: '0.014',
      growth: '14.28571428571428571428571428571429',
      contribution: '14.28571428571428571428571428571429',
      reason: null,
    },
  ])
})

test('7: whether enterprises add up to the zone, and who contributed the increase', async () => {
  const data = await ask('07', { park: 'zone', period: '2017' })
  const unit = { name: '万元' }
  expect(pick(data, 'park.reconciliation')).toMatchObject({
    total: { value: '0.0025' },
    unit: { name: '亿元' },
    sum: '0.0018',
    difference: '0.0007',
    share: '72',
    count: 3,
    missingCount: 1,
    growth: '25',
    reason: null,
    contributionCount: 4,
    contributions: [
      { enterprise: { name: 'firm-a' }, unit, current: { value: '14' }, change: '4', contribution: '20' },
      { enterprise: { name: 'firm-b' }, unit, change: '-1', contribution: '-5' },
      { enterprise: { name: 'firm-c' }, unit, current: null, change: '-2', contribution: '-10', reason: null },
      { enterprise: { name: 'firm-d' }, current: null, change: null, contribution: null, reason: 'MISSING_VALUE' },
    ],
  })
})

test('3: November alone, where a revision of October made it negative', async () => {
  const changes = { subjects: ['zone'], indicators: ['relief_money'], month: '2017-11' }
  const read = async (published: string) =>
    pick(await ask('03', { ...changes, published }), 'timeSeries.series.0.points.0')
  expect(await read('2017-12-20')).toMatchObject({
    period: '2017-11',
    value: '3',
    reason: null,
    isNegativeAfterRevision: false,
    inputs: [
      { period: '2017-01/2017-10', value: '12', publishedOn: '2017-11-20' },
      { period: '2017-01/2017-11', value: '15', publishedOn: '2017-12-20' },
    ],
  })
  expect(await read('2017-12-31')).toMatchObject({
    value: '-1',
    isNegativeAfterRevision: true,
    inputs: [
      { period: '2017-01/2017-10', value: '16', publishedOn: '2017-12-25' },
      { period: '2017-01/2017-11', value: '15', publishedOn: '2017-12-20' },
    ],
  })
})

test('6: promises against what came of them after production began, merged and not', async () => {
  const data = await ask('06', { park: 'zone' })
  const total = {
    indicator: { code: 'output_value' },
    unit: { name: '亿元' },
    achievedCount: 1,
    promised: '10',
    achieved: '8',
    difference: '-2',
    share: '80',
    shareLower: '80',
    shareUpper: '80',
    reason: null,
  }
  const inAll = (amount: string) => ({
    promisedInAll: amount,
    promisedInAllLower: amount,
    promisedInAllUpper: amount,
  })
  expect(pick(data, 'park.countedAll')).toEqual([
    { ...total, count: 3, mergedCount: 0, waitingCount: 2, ...inAll('25') },
  ])
  expect(pick(data, 'park.merged')).toEqual([{ ...total, count: 2, mergedCount: 1, waitingCount: 1, ...inAll('15') }])
  expect(pick(data, 'park.projects')).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false } })
  const nodes = pick(data, 'park.projects.nodes') as { name: string; fulfilment: unknown[] }[]
  expect(nodes.find(({ name }) => name === 'work-a')?.fulfilment).toMatchObject([
    { achieved: { period: '2017', value: '8' }, since: '2016-07-01', difference: '-2', share: '80', reason: null },
  ])
  expect(nodes.find(({ name }) => name === 'work-b')?.fulfilment).toMatchObject([
    { achieved: null, reason: 'NOT_IN_PRODUCTION' },
  ])
})

test('6: promises of the article that are vague have bounds only', async () => {
  const totals = pick(await ask('06', { park: 'xiangxiang-etdz' }), 'park.countedAll') as object[]
  const employment = totals.find((total) => pick(total, 'indicator.code') === 'employment')
  expect(employment).toMatchObject({
    unit: { name: '人' },
    count: 3,
    achievedCount: 0,
    promisedInAll: null,
    promisedInAllLower: null,
    promisedInAllUpper: '11000',
    promised: null,
    share: null,
    reason: 'NOT_IN_PRODUCTION',
  })
})

test('8: rank by tax per mu with the land valid that year, sub-parks counted once', async () => {
  const data = await ask('08', { period: '2017' })
  expect(pick(data, 'ranking.rows')).toMatchObject([
    { rank: 1, subject: { name: '示范区' }, value: '0.5', base: { value: '50', period: '2017' } },
    { rank: 2, subject: { name: '对手' }, value: '0.3', base: { value: '100' } },
  ])
  const excluded = pick(data, 'ranking.excluded') as { reason: string; subject: { name: string } }[]
  expect(excluded).toEqual(
    expect.arrayContaining([
      { reason: 'SUB_PARK', subject: { name: '园中园' } },
      { reason: 'MISSING_BASE', subject: { name: '无地' } },
    ]),
  )
})

test('9: a score under two editions with what was known on a day', async () => {
  const changes = { park: 'zone', framework: 'drill', earlier: 'first', later: 'second' }
  const read = async (knownOn: string) => pick(await ask('09', { ...changes, knownOn }), 'park')
  expect(await read('2018-01-20')).toMatchObject({
    earlier: { value: '50', reason: null, restsOn: '100' },
    later: {
      value: '50',
      restsOn: '100',
      contributions: [{ score: '50' }, { score: '50', value: '50', unit: { code: 'MU' } }],
    },
  })
  expect(await read('2019-12-31')).toMatchObject({ earlier: { value: '50' }, later: { value: '80' } })
  expect(await read('2017-01-20')).toMatchObject({
    earlier: { value: '40' },
    later: { value: '53.5', contributions: [{ score: '40' }, { score: '62.5', value: '40' }] },
  })
})
