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
  await addRelief(database)
  await addPromises(database)
  await addLand(database)
  await addFramework(database)
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

/** Relief money: 12 by October, revised to 16, and 15 by November. */
async function addRelief(database: Database): Promise<void> {
  const toDate = (month: number, value: string, publishedOn: string) => ({
    indicator: 'relief_money',
    start: '2017-01-01',
    end: `2017-${month + 1}-01`,
    accumulation: 'YEAR_TO_DATE',
    value,
    publishedOn,
  })
  await add(database, 'zone', 'CNY_10K', [
    toDate(10, '12', '2017-11-20'),
    toDate(11, '15', '2017-12-20'),
    toDate(10, '16', '2017-12-25'),
  ])
}

/** Works: one in production since July 2016 made 8 of 10 promised; its other telling promises 10 too, a third one 5. */
async function addPromises(database: Database): Promise<void> {
  await addSubjects(
    database,
    ['work-a', 'work-a-again', 'work-b'].map((slug) => ({ kind: 'PROJECT', slug, park: 'zone' })),
  )
  await addFact(database, 'relationship', 'work-a-again', { kind: 'POSSIBLY_SAME_AS', to: 'work-a' })
  await addFact(database, 'project_stage', 'work-a', {
    stage: 'PRODUCTION',
    state: 'DONE',
    period_start: '2016-07-01',
    period_end: '2016-08-01',
  })
  const promise = {
    indicator: 'output_value',
    nature: 'EXPECTED',
    accumulation: 'AT_CAPACITY',
    publishedOn: '2015-01-01',
  }
  const made = (of: number, value: string) => ({
    indicator: 'output_value',
    ...year(of),
    accumulation: 'FULL_YEAR',
    value,
    publishedOn: `${of + 1}-01-20`,
  })
  await add(database, 'work-a', 'CNY_100M', [{ ...promise, value: '10' }, made(2016, '3'), made(2017, '8')])
  await add(database, 'work-a-again', 'CNY_100M', [{ ...promise, value: '10' }])
  await add(database, 'work-b', 'CNY_100M', [{ ...promise, value: '5' }, made(2015, '4')])
}

/** Land in use: the zone has 50 mu in 2017 and 20 in 2018; a rival with 30 万元 of tax has 100. */
async function addLand(database: Database): Promise<void> {
  await addSubjects(database, [
    { kind: 'PARK', slug: 'rival', name: '对手', regionCode: '430400' },
    { kind: 'PARK', slug: 'zone-part', name: '园中园', park: 'zone' },
    { kind: 'PARK', slug: 'landless', name: '无地', regionCode: '430500' },
  ])
  const land = (of: number, value: string) => ({
    indicator: 'land_area',
    ...year(of),
    accumulation: 'STOCK',
    value,
    publishedOn: `${of + 1}-01-20`,
  })
  const tax = (value: string) => ({
    indicator: 'tax_revenue',
    ...year(2017),
    accumulation: 'FULL_YEAR',
    value,
    publishedOn: '2018-01-20',
  })
  await add(database, 'zone', 'MU', [land(2016, '40'), land(2017, '50'), land(2018, '20')])
  await add(database, 'rival', 'MU', [land(2017, '100')])
  await add(database, 'zone-part', 'MU', [land(2017, '10')])
  for (const [subject, value] of Object.entries({ rival: '30', 'zone-part': '20', landless: '9' }))
    await add(database, subject, 'CNY_10K', [tax(value)])
}

/** Two editions: tax alone by distance to 50 万元; then tax and land at 40 to 60, with land at its best at 25 mu. */
async function addFramework(database: Database): Promise<void> {
  const { pool } = database
  await pool.query(`INSERT INTO framework (code, label_zh, label_en) VALUES ('drill', '演练', 'Drill')`)
  const addEdition = async (
    edition: string,
    indicators: readonly (readonly [string, number, string, string, string])[],
  ) => {
    await pool.query(
      `WITH e AS (INSERT INTO framework_edition (framework_id, edition, status, scoring_method, total_weight)
           SELECT id, $1, 'COMPLETE', 'DISTANCE_TO_TARGET', 100 FROM framework WHERE code = 'drill' RETURNING id),
         c AS (INSERT INTO framework_cohort (edition_id, code, label_zh, label_en, region_prefixes, position) SELECT id, 'all', '湖南', 'Hunan', '{43}', 1 FROM e),
         g AS (INSERT INTO framework_group (edition_id, code, label_zh, label_en, weight, position) SELECT id, 'all', '甲', 'A', 100, 1 FROM e RETURNING id)
       INSERT INTO framework_indicator (group_id, code, indicator_id, measure, nature, weight, direction, target, target_unit_code, position)
       SELECT g.id, i.code, i.id, 'LEVEL', 'ACTUAL', (j->>1)::numeric, (j->>2)::"ScoringDirection", (j->>3)::numeric, j->>4, place
       FROM g, jsonb_array_elements($2::jsonb) WITH ORDINALITY AS e(j, place) JOIN indicator i ON i.code = j->>0`,
      [edition, JSON.stringify(indicators)],
    )
  }
  await addEdition('first', [['tax_revenue', 100, 'MORE_IS_BETTER', '50', 'CNY_10K']])
  await addEdition('second', [
    ['tax_revenue', 40, 'MORE_IS_BETTER', '50', 'CNY_10K'],
    ['land_area', 60, 'LESS_IS_BETTER', '25', 'MU'],
  ])
}
