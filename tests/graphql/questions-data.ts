import type { Database } from '@parkgraph/db'
import { addFact, addFigures, addSubjects, type NewFigure } from './data.ts'

const year = (from: number) => ({ start: `${from}-01-01`, end: `${from + 1}-01-01` })
const elevenMonths = (of: number) => ({ start: `${of}-01-01`, end: `${of}-12-01`, accumulation: 'YEAR_TO_DATE' })

/** A zone with four firms and a history, small enough to work every answer out by hand. */
export async function addQuestionZone(database: Database): Promise<void> {
  await addSubjects(database, [
    { kind: 'PARK', slug: 'zone', name: '示范区', regionCode: '430381' },
    ...['a', 'b', 'c', 'd'].map((name) => ({ kind: 'ENTERPRISE' as const, slug: `firm-${name}` })),
  ])
  for (const name of ['a', 'b', 'd'])
    await addFact(database, 'membership', `firm-${name}`, { park: 'zone', role: 'LOCATED_IN' })
  await addFact(database, 'membership', 'firm-c', {
    park: 'zone',
    role: 'LOCATED_IN',
    period_start: '2010-01-01',
    period_end: '2017-06-01',
  })
  await addGrowth(database)
  await addForecasts(database)
  await addPanel(database)
  await addTax(database)
}

const add = (database: Database, subject: string, unit: string, figures: readonly Partial<NewFigure>[]) =>
  addFigures(
    database,
    figures.map((figure) => ({ subject, unit, indicator: 'revenue', ...figure })),
  )

/** Output grew by 25 % as printed and by 20 % over what was published; revenue by 10 % either way. */
async function addGrowth(database: Database): Promise<void> {
  const levels = await add(database, 'zone', 'CNY_100M', [
    { indicator: 'gross_industrial_output_value', ...elevenMonths(2016), value: '100.0', publishedOn: '2016-12-20' },
    { indicator: 'gross_industrial_output_value', ...elevenMonths(2017), value: '120.0', publishedOn: '2017-12-20' },
    { indicator: 'gross_industrial_output_value', ...elevenMonths(2017), value: '130.0', publishedOn: '2018-03-20' },
    { indicator: 'revenue', ...elevenMonths(2016), value: '90.91', publishedOn: '2016-12-20' },
    { indicator: 'revenue', ...elevenMonths(2017), value: '100.00', publishedOn: '2017-12-20' },
    {
      indicator: 'output_value',
      ...elevenMonths(2016),
      scope: 'ABOVE_SCALE',
      value: '40.0',
      publishedOn: '2016-12-20',
    },
    {
      indicator: 'output_value',
      ...elevenMonths(2016),
      scope: 'ABOVE_SCALE',
      value: '45.0',
      publishedOn: '2017-06-20',
    },
    {
      indicator: 'output_value',
      ...elevenMonths(2017),
      scope: 'ABOVE_SCALE',
      value: '50.0',
      publishedOn: '2017-12-20',
    },
    { indicator: 'supported_amount', ...elevenMonths(2017), value: '3', publishedOn: '2017-12-20' },
  ])
  const growth = { ...elevenMonths(2017), measure: 'GROWTH', publishedOn: '2017-12-20' }
  await add(database, 'zone', 'PERCENT', [
    { indicator: 'gross_industrial_output_value', ...growth, value: '25.0', growthOf: levels[1] ?? null },
    { indicator: 'revenue', ...growth, value: '10.0', growthOf: levels[4] ?? null },
    { indicator: 'output_value', ...growth, scope: 'ABOVE_SCALE', value: '25.0', growthOf: levels[7] ?? null },
    { indicator: 'supported_amount', ...growth, value: '7', growthOf: levels[8] ?? null },
  ])
}

/** Investment: 60 in eleven months of 2017 and a forecast of 75, after Decembers of 15 and 6. */
async function addForecasts(database: Database): Promise<void> {
  const indicator = 'fixed_asset_investment'
  const whole = (of: number, value: string) => ({
    indicator,
    ...year(of),
    accumulation: 'FULL_YEAR',
    value,
    publishedOn: `${of + 1}-01-20`,
  })
  const forecast = (of: number, value: string, publishedOn: string) => ({
    ...whole(of, value),
    nature: 'FORECAST',
    publishedOn,
  })
  await add(database, 'zone', 'CNY_100M', [
    { indicator, ...elevenMonths(2015), value: '44', publishedOn: '2015-12-20' },
    whole(2015, '50'),
    { indicator, ...elevenMonths(2016), value: '55', publishedOn: '2016-12-20' },
    whole(2016, '70'),
    { indicator, ...elevenMonths(2017), value: '60', publishedOn: '2017-12-20' },
    forecast(2015, '40', '2015-06-30'),
    forecast(2016, '63', '2016-06-30'),
    forecast(2016, '77', '2016-12-20'),
    forecast(2017, '75', '2017-12-20'),
  ])
}

/** Above-scale revenue of firms: a from 100 to 110 in both years, b enters with 50, c leaves with 40. */
async function addPanel(database: Database): Promise<void> {
  const panel = (subject: string, first: number, last: number) =>
    database.pool.query(
      `INSERT INTO panel_membership (subject_id, scope, period_start, period_end, published_on, citation_id, reporting_park_id)
       SELECT s.id, 'ABOVE_SCALE', $2, $3, '2018-01-20', (SELECT min(id) FROM citation), s.reporting_park_id
       FROM subject s WHERE s.slug = $1`,
      [subject, `${first}-01-01`, `${last + 1}-01-01`],
    )
  await panel('firm-a', 2015, 2017)
  await panel('firm-b', 2017, 2017)
  await panel('firm-c', 2015, 2016)
  const whole = (of: number, value: string) => ({
    ...year(of),
    accumulation: 'FULL_YEAR',
    value,
    publishedOn: `${of + 1}-01-20`,
  })
  await add(database, 'firm-a', 'CNY_10K', [whole(2016, '100'), whole(2017, '110')])
  await add(database, 'firm-b', 'CNY_10K', [whole(2016, '30'), whole(2017, '50')])
  await add(database, 'firm-c', 'CNY_10K', [whole(2016, '40'), whole(2017, '1')])
  await add(database, 'firm-d', 'CNY_10K', [whole(2016, '7'), whole(2017, '9')])
}

/** Tax: the zone from 20 to 25, firm a from 10 to 14, b from 5 to 4; c left with 2; of d nothing is known. */
async function addTax(database: Database): Promise<void> {
  const tax = (of: number, value: string) => ({
    indicator: 'tax_revenue',
    ...year(of),
    accumulation: 'FULL_YEAR',
    value,
    publishedOn: `${of + 1}-01-20`,
  })
  await add(database, 'zone', 'CNY_100M', [tax(2016, '0.0020'), tax(2017, '0.0025')])
  await add(database, 'firm-a', 'CNY_10K', [tax(2016, '10'), tax(2017, '14')])
  await add(database, 'firm-b', 'CNY_10K', [tax(2016, '5'), tax(2017, '4')])
  await add(database, 'firm-c', 'CNY_10K', [tax(2016, '2')])
}
