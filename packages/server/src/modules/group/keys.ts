import { type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { parkRows } from '../park/list.ts'
import { selectCurrentStage } from '../project/stage.ts'
import { selectPark } from '../subject/membership.ts'

/** A column of a group: what its rows share. */
export interface KeyColumn {
  /** Name in GraphQL spelling. */
  readonly name: string
  readonly type: 'integer' | 'text' | 'date'
  readonly sql: (row: Row, view: View) => Sql
}

/** Something to group by. */
export interface GroupKey {
  readonly columns: readonly KeyColumn[]
  /** What groups are ordered by where they are by this key, as text; else the first column. */
  readonly sort?: (row: Row, view: View) => Sql
}

export type GroupKeys = Readonly<Record<string, GroupKey>>

const one = (name: string, type: KeyColumn['type'], expression: KeyColumn['sql']): GroupKey => ({
  columns: [{ name, type, sql: expression }],
})

const selectRegion = (row: Row, view: View) =>
  sql`(SELECT p.region_code FROM ${parkRows.from(view)} p WHERE p.id = ${column(row, 'reportingParkId')})`

const region = (name: string, digits: number) =>
  one(name, 'text', (row, view) => sql`left(${selectRegion(row, view)}, ${digits})`)

const regions: GroupKeys = {
  PROVINCE: region('province', 2),
  PREFECTURE: region('prefecture', 4),
  COUNTY: region('county', 6),
}

const park: GroupKey = {
  ...one('parkId', 'integer', selectPark),
  sort: (row, view) => sql`(SELECT p.name_pinyin FROM ${parkRows.from(view)} p WHERE p.id = ${selectPark(row, view)})`,
}

export const projectKeys: GroupKeys = {
  PARK: park,
  KIND: one('kind', 'text', (row) => sql`${column(row, 'kind')}::text`),
  STAGE: {
    ...one('stage', 'text', (row, view) => sql`(SELECT s.stage::text FROM ${selectCurrentStage(row, view)} s)`),
    sort: (row, view) =>
      sql`(SELECT lpad(array_position(enum_range(s.stage), s.stage)::text, 3, '0') FROM ${selectCurrentStage(row, view)} s)`,
  },
  ...regions,
}

/** Digits of the industry class after its letter, which a source may leave out. */
const industry = (name: string, digits: number) =>
  one(name, 'text', (row) => {
    const code = column(row, 'industryCode')
    return digits === 0
      ? sql`substring(${code} FROM '^[A-Z]')`
      : sql`nullif(left(regexp_replace(${code}, '^[A-Z]', ''), ${digits}), '')`
  })

export const enterpriseKeys: GroupKeys = {
  PARK: park,
  ...regions,
  INDUSTRY_SECTION: industry('industrySection', 0),
  INDUSTRY_DIVISION: industry('industryDivision', 2),
  INDUSTRY_GROUP: industry('industryGroup', 3),
  INDUSTRY_CLASS: industry('industryClass', 4),
}

/** The calendar span that the period of a row lies in; none where it lies in several. */
function bucket(start: (day: Sql) => Sql, length: string): GroupKey {
  const first = (row: Row) => start(column(row, 'periodStart'))
  const end = (row: Row) => sql`(${first(row)} + ${length}::interval)::date`
  const inside = (row: Row, value: Sql) => sql`CASE WHEN isfinite(${column(row, 'periodStart')})
    AND ${column(row, 'periodEnd')} <= ${end(row)} THEN ${value} END`
  return {
    columns: [
      { name: 'periodStart', type: 'date', sql: (row) => inside(row, first(row)) },
      { name: 'periodEnd', type: 'date', sql: (row) => inside(row, end(row)) },
    ],
  }
}

const truncate = (unit: string) => (day: Sql) => sql`date_trunc(${unit}, ${day})::date`

export const buckets: GroupKeys = {
  YEAR: bucket(truncate('year'), '1 year'),
  HALF_YEAR: bucket(
    (day) =>
      sql`(date_trunc('year', ${day}) + CASE WHEN extract(month FROM ${day}) > 6 THEN interval '6 months' ELSE interval '0' END)::date`,
    '6 months',
  ),
  QUARTER: bucket(truncate('quarter'), '3 months'),
  MONTH: bucket(truncate('month'), '1 month'),
}

const own = (name: string) => one(name, 'text', (row) => sql`${column(row, name)}::text`)

export const observationKeys: GroupKeys = {
  SUBJECT: {
    ...one('subjectId', 'integer', (row) => column(row, 'subjectId')),
    sort: (row) => sql`(SELECT s.slug FROM subject s WHERE s.id = ${column(row, 'subjectId')})`,
  },
  SUBJECT_KIND: one(
    'subjectKind',
    'text',
    (row) => sql`(SELECT s.kind::text FROM subject s WHERE s.id = ${column(row, 'subjectId')})`,
  ),
  INDICATOR: {
    ...one('indicatorId', 'integer', (row) => column(row, 'indicatorId')),
    sort: (row) => sql`(SELECT i.code FROM indicator i WHERE i.id = ${column(row, 'indicatorId')})`,
  },
  MEASURE: own('measure'),
  ACCUMULATION: own('accumulation'),
  SCOPE: own('scope'),
  NATURE: own('nature'),
  ...regions,
  ...buckets,
}
