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
  readonly columns: readonly [KeyColumn, ...KeyColumn[]]
  /** What groups are ordered by where they are by this key, as text, from the key columns of a group; else the first one. */
  readonly sort?: (group: Row, view: View) => Sql
}

export type GroupKeys = Readonly<Record<string, GroupKey>>

/** A key of a group is told from a column of its figures by its prefix: a group's period is a bucket, a figure's its own. */
export const keyColumn = (group: Row, name: string) => column(group, `key_${name}`)

export const one = (name: string, type: KeyColumn['type'], expression: KeyColumn['sql']): GroupKey => ({
  columns: [{ name, type, sql: expression }],
})

const selectRegion = (row: Row, view: View) =>
  sql`(SELECT p.region_code FROM ${parkRows.from(view)} p WHERE p.id = ${column(row, 'reportingParkId')})`

const region = (name: string, digits: number) =>
  one(name, 'text', (row, view) => sql`left(${selectRegion(row, view)}, ${digits})`)

export const regions: GroupKeys = {
  PROVINCE: region('province', 2),
  PREFECTURE: region('prefecture', 4),
  COUNTY: region('county', 6),
}

const park: GroupKey = {
  ...one('parkId', 'integer', selectPark),
  sort: (group, view) =>
    sql`(SELECT p.name_pinyin FROM ${parkRows.from(view)} p WHERE p.id = ${keyColumn(group, 'parkId')})`,
}

/** The place of a stage among all, which are in the order in which a project passes them. */
const sortStage = (stage: Sql) =>
  sql`lpad(array_position(enum_range(NULL::"ProjectStageName"), ${stage}::"ProjectStageName")::text, 3, '0')`

export const projectKeys: GroupKeys = {
  PARK: park,
  KIND: one('kind', 'text', (row) => sql`${column(row, 'kind')}::text`),
  STAGE: {
    ...one('stage', 'text', (row, view) => sql`(SELECT s.stage::text FROM ${selectCurrentStage(row, view)} s)`),
    sort: (group) => sortStage(keyColumn(group, 'stage')),
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
