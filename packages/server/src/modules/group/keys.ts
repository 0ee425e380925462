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
  /** `day` is the one whose memberships count for the row. */
  readonly sql: (row: Row, view: View, day: Sql) => Sql
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

/** The key of the park whose id is selected. */
export const parkBy = (selectId: KeyColumn['sql']): GroupKey => ({
  ...one('parkId', 'integer', selectId),
  sort: (group, view) =>
    sql`(SELECT p.name_pinyin FROM ${parkRows.from(view)} p WHERE p.id = ${keyColumn(group, 'parkId')})`,
})

const park = parkBy(selectPark)

/** The key of a stage, as text. */
export const stageBy = (name: string, selectStage: KeyColumn['sql']): GroupKey => ({
  ...one(name, 'text', selectStage),
  sort: (group) => sortStage(keyColumn(group, name)),
})

/** The place of a stage among all, which are in the order in which a project passes them. */
const sortStage = (stage: Sql) =>
  sql`lpad(array_position(enum_range(NULL::"ProjectStageName"), ${stage}::"ProjectStageName")::text, 3, '0')`

export const projectKeys: GroupKeys = {
  PARK: park,
  KIND: one('kind', 'text', (row) => sql`${column(row, 'kind')}::text`),
  STAGE: stageBy('stage', (row, view) => sql`(SELECT s.stage::text FROM ${selectCurrentStage(row, view)} s)`),
  ...regions,
}

/** Keys of an industry class: the letter, and the first digits after it, which a source may print without the letter. */
export function industries(selectCode: (row: Row, view: View) => Sql): GroupKeys {
  const digits = (name: string, length: number) =>
    one(
      name,
      'text',
      (row, view) => sql`nullif(left(regexp_replace(${selectCode(row, view)}, '^[A-Z]', ''), ${length}), '')`,
    )
  return {
    INDUSTRY_SECTION: one(
      'industrySection',
      'text',
      (row, view) => sql`substring(${selectCode(row, view)} FROM '^[A-Z]')`,
    ),
    INDUSTRY_DIVISION: digits('industryDivision', 2),
    INDUSTRY_GROUP: digits('industryGroup', 3),
    INDUSTRY_CLASS: digits('industryClass', 4),
  }
}

export const enterpriseKeys: GroupKeys = {
  PARK: park,
  ...regions,
  ...industries((row) => column(row, 'industryCode')),
}
