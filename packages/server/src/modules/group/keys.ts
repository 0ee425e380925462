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
  readonly description: string
  readonly columns: readonly KeyColumn[]
  /** What groups are ordered by where they are by this key, as text; else the first column. */
  readonly sort?: (row: Row, view: View) => Sql
}

export type GroupKeys = Readonly<Record<string, GroupKey>>

const one = (description: string, name: string, type: KeyColumn['type'], expression: KeyColumn['sql']): GroupKey => ({
  description,
  columns: [{ name, type, sql: expression }],
})

const selectRegion = (row: Row, view: View) =>
  sql`(SELECT p.region_code FROM ${parkRows.from(view)} p WHERE p.id = ${column(row, 'reportingParkId')})`

const region = (description: string, name: string, digits: number) =>
  one(
    `${description} of the park that reports it.`,
    name,
    'text',
    (row, view) => sql`left(${selectRegion(row, view)}, ${digits})`,
  )

const regions: GroupKeys = {
  PROVINCE: region('Province, the first two digits of the division', 'province', 2),
  PREFECTURE: region('Prefecture, the first four digits of the division', 'prefecture', 4),
  COUNTY: region('County, all six digits of the division', 'county', 6),
}

const park: GroupKey = {
  ...one('The park that it belongs to first of all.', 'parkId', 'integer', selectPark),
  sort: (row, view) => sql`(SELECT p.name_pinyin FROM ${parkRows.from(view)} p WHERE p.id = ${selectPark(row, view)})`,
}

export const projectKeys: GroupKeys = {
  PARK: park,
  KIND: one('What kind of work it is.', 'kind', 'text', (row) => sql`${column(row, 'kind')}::text`),
  STAGE: {
    ...one(
      'The furthest stage that it is in or has passed.',
      'stage',
      'text',
      (row, view) => sql`(SELECT s.stage::text FROM ${selectCurrentStage(row, view)} s)`,
    ),
    sort: (row, view) =>
      sql`(SELECT lpad(array_position(enum_range(s.stage), s.stage)::text, 3, '0') FROM ${selectCurrentStage(row, view)} s)`,
  },
  ...regions,
}

/** Digits of the industry class after its letter, which a source may leave out. */
const industry = (description: string, name: string, digits: number) =>
  one(description, name, 'text', (row) => {
    const code = column(row, 'industryCode')
    return digits === 0
      ? sql`substring(${code} FROM '^[A-Z]')`
      : sql`nullif(left(regexp_replace(${code}, '^[A-Z]', ''), ${digits}), '')`
  })

export const enterpriseKeys: GroupKeys = {
  PARK: park,
  ...regions,
  INDUSTRY_SECTION: industry('Section of its industry class: the letter.', 'industrySection', 0),
  INDUSTRY_DIVISION: industry('Division of its industry class: two digits.', 'industryDivision', 2),
  INDUSTRY_GROUP: industry('Group of its industry class: three digits.', 'industryGroup', 3),
  INDUSTRY_CLASS: industry('Its whole industry class: four digits.', 'industryClass', 4),
}

/** The calendar span that the period of a row lies in; none where it lies in several. */
function bucket(description: string, start: (day: Sql) => Sql, length: string): GroupKey {
  const first = (row: Row) => start(column(row, 'periodStart'))
  const end = (row: Row) => sql`(${first(row)} + ${length}::interval)::date`
  const inside = (row: Row, value: Sql) => sql`CASE WHEN isfinite(${column(row, 'periodStart')})
    AND ${column(row, 'periodEnd')} <= ${end(row)} THEN ${value} END`
  return {
    description,
    columns: [
      { name: 'periodStart', type: 'date', sql: (row) => inside(row, first(row)) },
      { name: 'periodEnd', type: 'date', sql: (row) => inside(row, end(row)) },
    ],
  }
}

const truncate = (unit: string) => (day: Sql) => sql`date_trunc(${unit}, ${day})::date`

export const buckets: GroupKeys = {
  YEAR: bucket('The year that its period lies in.', truncate('year'), '1 year'),
  HALF_YEAR: bucket(
    'The half-year that its period lies in.',
    (day) =>
      sql`(date_trunc('year', ${day}) + CASE WHEN extract(month FROM ${day}) > 6 THEN interval '6 months' ELSE interval '0' END)::date`,
    '6 months',
  ),
  QUARTER: bucket('The quarter that its period lies in.', truncate('quarter'), '3 months'),
  MONTH: bucket('The month that its period lies in.', truncate('month'), '1 month'),
}

const own = (description: string, name: string) =>
  one(description, name, 'text', (row) => sql`${column(row, name)}::text`)

export const observationKeys: GroupKeys = {
  SUBJECT: {
    ...one('What it is about.', 'subjectId', 'integer', (row) => column(row, 'subjectId')),
    sort: (row) => sql`(SELECT s.slug FROM subject s WHERE s.id = ${column(row, 'subjectId')})`,
  },
  SUBJECT_KIND: one(
    'What kind of subject it is about.',
    'subjectKind',
    'text',
    (row) => sql`(SELECT s.kind::text FROM subject s WHERE s.id = ${column(row, 'subjectId')})`,
  ),
  INDICATOR: {
    ...one('What is measured.', 'indicatorId', 'integer', (row) => column(row, 'indicatorId')),
    sort: (row) => sql`(SELECT i.code FROM indicator i WHERE i.id = ${column(row, 'indicatorId')})`,
  },
  MEASURE: own('What it says about the indicator.', 'measure'),
  ACCUMULATION: own('Over which span it accumulates.', 'accumulation'),
  SCOPE: own('Which units of the population it covers.', 'scope'),
  NATURE: own('Whether it happened, is expected or is aimed at.', 'nature'),
  ...regions,
  ...buckets,
}
