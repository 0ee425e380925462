import type { Database } from '@parkgraph/db'
import { loadDataSet } from '@parkgraph/db'
import { beforeAll, expect, test } from 'vitest'
import { useEmptyDatabases } from './database.ts'
import { DATA_SET } from './folder.ts'

const databases = useEmptyDatabases()
let database: Database

beforeAll(async () => {
  database = await databases.open()
  await loadDataSet({ pool: database.pool, folder: DATA_SET, log: () => {} })
})

const FIGURES = `SELECT concat_ws(' ', i.code, s.measure, s.accumulation, o.nature, o.qualifier, trim_scale(o.value),
    trim_scale(o.lower), trim_scale(o.upper), o.unit_code, o.period_start || '/' || o.period_end) AS figure
  FROM observation o
    JOIN series s ON (s.reporting_park_id, s.id) = (o.reporting_park_id, o.series_id)
    JOIN subject j ON j.id = s.subject_id
    JOIN indicator i ON i.id = s.indicator_id
  WHERE j.slug = $1 AND o.printed_label = $2 AND o.printed_text = $3`

// biome-ignore format: one figure a line
const figures = [
  ['xiangxiang-etdz', '技工工资收入', '643.20亿元', 'printed_skilled_worker_wage_income LEVEL YEAR_TO_DATE ACTUAL EXACT 643.2 CNY_100M 2017-01-01/2017-12-01'],
  ['xiangxiang-etdz', '技工工资收入', '25.09%', 'printed_skilled_worker_wage_income GROWTH YEAR_TO_DATE ACTUAL EXACT 25.09 PERCENT 2017-01-01/2017-12-01'],
  ['xiangxiang-etdz', '技工工资收入', '715亿元以上', 'printed_skilled_worker_wage_income LEVEL FULL_YEAR FORECAST AT_LEAST 715 CNY_100M 2017-01-01/2018-01-01'],
  ['xiangxiang-etdz', '工业总产值', '542.28亿元', 'gross_industrial_output_value LEVEL YEAR_TO_DATE ACTUAL EXACT 542.28 CNY_100M 2017-01-01/2017-12-01'],
  ['xiangxiang-etdz', '工业生产总产值', '603.38亿元', 'printed_industrial_production_output_value LEVEL YEAR_TO_DATE ACTUAL EXACT 603.38 CNY_100M 2017-01-01/2017-12-01'],
  ['xiangxiang-etdz', '税收', '3亿元', 'tax_revenue LEVEL FULL_YEAR FORECAST EXACT 3 CNY_100M 2017-01-01/2018-01-01'],
  ['xiangxiang-etdz', '小康占比', '71.5%', 'moderate_prosperity_share SHARE UNSPECIFIED ACTUAL EXACT 71.5 PERCENT 2017-01-01/2017-12-01'],
  ['xiangxiang-etdz', '全省产业园区', '20强', 'provincial_park_rank RANK UNSPECIFIED TARGET AT_MOST 20 RANK'],
  ['xiangxiang-etdz', '主要经济指标', '15%以上', 'main_economic_indicators GROWTH FULL_YEAR TARGET AT_LEAST 15 PERCENT 2018-01-01/2019-01-01'],
  ['xiangxiang-etdz', '园中园', '六大', 'sub_park_count LEVEL STOCK ACTUAL EXACT 6 PIECE'],
  ['xiangxiang-etdz-party-mass-centre', '参与活动的党员群众', '6000余人次', 'activity_attendances LEVEL PERIOD_TOTAL ACTUAL OVER 6000 PERSON_TIME 2017-03-01/infinity'],
  ['xiangxiang-etdz-recycled-glass-park', '安排就业', '近千人', 'employment LEVEL AT_CAPACITY EXPECTED NEARLY 1000 PERSON'],
  ['xiangxiang-etdz-power-park', '新增产值', '20亿元', 'output_value CHANGE AT_CAPACITY EXPECTED EXACT 20 CNY_100M'],
  ['xiangxiang-etdz-electrical-testing-institute', '用地面积', '约100亩', 'land_area LEVEL STOCK PLAN ABOUT 100 MU'],
  ['xiangxiang-etdz-build-and-buy', '支持', '1亿多元', 'supported_amount LEVEL PERIOD_TOTAL ACTUAL OVER 1 CNY_100M 2017-01-01/2018-01-01'],
  ['juqiang-technology', '纳税', '1205.15万元', 'tax_revenue LEVEL YEAR_TO_DATE ACTUAL EXACT 1205.15 CNY_10K 2017-01-01/2017-12-01'],
  ['juqiang-technology', '同比净增税收', '1180.7万元', 'tax_revenue CHANGE YEAR_TO_DATE ACTUAL EXACT 1180.7 CNY_10K 2017-01-01/2017-12-01'],
  ['jichang-animation-toys', '员工', '2000余名', 'employment LEVEL STOCK ACTUAL OVER 2000 PERSON 2017-12-22/2017-12-23'],
] as const

test.each(figures)('%s: %s %s', async (slug, label, text, figure) => {
  const { rows } = await database.pool.query(FIGURES, [slug, label, text])
  expect(rows).toEqual([{ figure }])
})

test('approvals: 35 taken over in 2013 and 53 in 2017 stand beside each other in one series', async () => {
  const approvals = `SELECT o.series_id, trim_scale(o.value)::text AS value, o.period_start::text AS first FROM observation o
    WHERE o.printed_text IN ('35项', '53项') ORDER BY o.period_start`
  const { rows } = await database.pool.query(approvals)
  expect(rows.map(({ value, first }) => [value, first])).toEqual([
    ['35', '2013-01-01'],
    ['53', '2017-01-01'],
  ])
  expect(rows[0].series_id).toBe(rows[1].series_id)
})
