import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFact, addFigures, addSubjects, type NewFigure, pick } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

async function read(query: string, path: string): Promise<unknown> {
  const { data, errors } = await server.send(query)
  expect(errors).toBeUndefined()
  return pick(data, path)
}

/** The growth of the level of 2018, of which something was reported, over what is known of 2017. */
async function grow(slug: string, reported: Partial<NewFigure>, ...before: NewFigure[]) {
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  const [level = ''] = await addFigures(server.database, [tax(slug, '2018', '12'), ...before])
  const growth = { measure: 'GROWTH', unit: 'PERCENT', growthOf: level }
  await addFigures(server.database, [tax(slug, '2018', null, { ...growth, ...reported })])
  return read(
    `{ park(slug: "${slug}") { taxRevenue { growth { computed divergence reason } } } }`,
    'park.taxRevenue.growth',
  )
}

const vague = { lower: '20', qualifier: 'AT_LEAST', missingReason: null }

test('the reason of a growth is first why none is computed, and then why nothing can be held against it', async () => {
  const none = { computed: null, divergence: null }
  const zero = tax('zero-base', '2017', '0')
  expect(await grow('missing-no-base', {})).toEqual({ ...none, reason: 'MISSING_BASE' })
  expect(await grow('vague-no-base', vague)).toEqual({ ...none, reason: 'MISSING_BASE' })
  expect(await grow('zero-base', vague, zero)).toEqual({ ...none, reason: 'ZERO_BASE' })
  const told = { computed: '20', divergence: null }
  expect(await grow('missing', {}, tax('missing', '2017', '10'))).toEqual({ ...told, reason: 'MISSING_VALUE' })
  expect(await grow('vague', vague, tax('vague', '2017', '10'))).toEqual({ ...told, reason: 'VAGUE_VALUE' })
})

test('a part of a panel that had nothing a year before says why it has no growth', async () => {
  const slugs = ['stays', 'stayed-at-none', 'enters', 'enters-untold', 'leaves']
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'panelled' },
    ...slugs.map((slug) => ({ kind: 'ENTERPRISE' as const, slug, park: 'panelled' })),
  ])
  const years: Record<string, [string, string]> = { enters: ['2018', '2019'], 'enters-untold': ['2018', '2019'] }
  for (const slug of slugs) {
    const [first, last] = years[slug] ?? ['2017', slug === 'leaves' ? '2018' : '2019']
    const days = { period_start: `${first}-01-01`, period_end: `${last}-01-01` }
    await addFact(server.database, 'panel_membership', slug, { scope: 'ABOVE_SCALE', ...days })
  }
  await addFigures(server.database, [
    ...[tax('stays', '2017', '10'), tax('stays', '2018', '12'), tax('enters', '2018', '4')],
    ...[tax('stayed-at-none', '2017', '0'), tax('stayed-at-none', '2018', '1'), tax('leaves', '2017', '10')],
  ])
  const panel = (period: string) =>
    read(
      `{ park(slug: "panelled") { panelGrowth(indicator: "tax_revenue", period: "${period}") { part base(unit: CNY_10K) growth reason } } }`,
      'park.panelGrowth',
    )
  expect(await panel('2018')).toEqual([
    { part: 'SAME_PANEL', base: '10', growth: '30', reason: null },
    { part: 'ENTRIES', base: '0', growth: null, reason: 'ZERO_BASE' },
    { part: 'EXITS', base: '10', growth: '-100', reason: null },
    { part: 'TOTAL', base: '20', growth: '-15', reason: 'MISSING_VALUE' },
  ])
})

test('no part contributes to a growth of a panel that is not known', async () => {
  await addSubjects(server.database, [
    { kind: 'PARK', slug: 'silent-panel' },
    { kind: 'ENTERPRISE', slug: 'silent', park: 'silent-panel' },
    { kind: 'ENTERPRISE', slug: 'gone', park: 'silent-panel' },
  ])
  for (const [slug, last] of [
    ['silent', '2019'],
    ['gone', '2018'],
  ] as const)
    await addFact(server.database, 'panel_membership', slug, {
      ...{ scope: 'ABOVE_SCALE', period_start: '2017-01-01', period_end: `${last}-01-01` },
    })
  await addFigures(server.database, [tax('gone', '2017', '10')])
  const panel = `{ park(slug: "silent-panel") { panelGrowth(indicator: "tax_revenue", period: "2018") { part growth contribution reason } } }`
  expect(await read(panel, 'park.panelGrowth')).toEqual([
    { part: 'SAME_PANEL', growth: null, contribution: null, reason: 'MISSING_VALUE' },
    { part: 'EXITS', growth: '-100', contribution: null, reason: 'MISSING_VALUE' },
    { part: 'TOTAL', growth: null, contribution: null, reason: 'MISSING_VALUE' },
  ])
})

test('a growth is reported of levels alone, wherever it is read', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'of-shares' }])
  const of = { indicator: 'main_economic_indicators', unit: 'PERCENT' }
  await addFigures(server.database, [
    tax('of-shares', '2016', '40', { ...of, measure: 'SHARE' }),
    tax('of-shares', '2017', '50', { ...of, measure: 'SHARE' }),
    tax('of-shares', '2017', '25', { ...of, measure: 'GROWTH' }),
    tax('of-shares', '2018', '10', { ...of, measure: 'GROWTH' }),
  ])
  const told = await read(
    `{ timeSeries(subjects: ["of-shares"], indicators: ["main_economic_indicators"], bucket: YEAR, from: "2016", to: "2018",
      measures: [LEVEL, REPORTED_GROWTH]) { series { columns { values reasons } } } }`,
    'timeSeries.series.0.columns',
  )
  expect(told).toMatchObject([
    { values: ['40', '50', null] },
    // Of 2018 the source tells the growth alone.
    { values: [null, null, '10'], reasons: ['MISSING_VALUE', 'MISSING_VALUE', null] },
  ])
  const shares = await read(
    '{ observations(where: { subject: { slug: { eq: "of-shares" } }, measure: { eq: SHARE } }) { nodes { reportedGrowth { value } growth { computed } } } }',
    'observations.nodes',
  )
  expect(shares).toEqual(Array.from({ length: 2 }, () => ({ reportedGrowth: null, growth: null })))
})
