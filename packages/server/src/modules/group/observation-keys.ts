import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { enterpriseRows } from '../enterprise/list.ts'
import { projectRows } from '../project/list.ts'
import { selectCurrentStage } from '../project/stage.ts'
import { selectPark } from '../subject/membership.ts'
import { type GroupKeys, industries, keyColumn, one, parkBy, regions, stageBy } from './keys.ts'
import { periodKeys } from './period-keys.ts'

const own = (name: string) => one(name, 'text', (row) => sql`${column(row, name)}::text`)

/** Reads the row, `about`, of what a figure is about. */
const about = (rows: Sql, row: Row, select: Sql) =>
  sql`(SELECT ${select} FROM ${rows} about WHERE about.id = ${column(row, 'subjectId')})`

/** The same of what never changes, which the table itself tells. */
const ofSubject = (row: Row, select: Sql) => about(raw('subject'), row, select)

/** Holds for figures of enterprises. */
export const isOfFirm = (row: Row) => ofSubject(row, sql`about.kind = 'ENTERPRISE'`)

export const observationKeys: GroupKeys = {
  SUBJECT: {
    ...one('subjectId', 'integer', (row) => column(row, 'subjectId')),
    sort: (group) => sql`(SELECT s.slug FROM subject s WHERE s.id = ${keyColumn(group, 'subjectId')})`,
  },
  SUBJECT_KIND: one('subjectKind', 'text', (row) => ofSubject(row, sql`about.kind::text`)),
  PARK: parkBy((row, view, day) =>
    ofSubject(row, sql`CASE about.kind WHEN 'PARK' THEN about.id ELSE ${selectPark('about', view, day)} END`),
  ),
  PROJECT_KIND: one('projectKind', 'text', (row, view) => about(projectRows.from(view), row, sql`about.kind::text`)),
  PROJECT_STAGE: stageBy('projectStage', (row, view) =>
    ofSubject(row, sql`(SELECT s.stage::text FROM ${selectCurrentStage('about', view)} s)`),
  ),
  ...industries((row, view) => about(enterpriseRows.from(view), row, sql`about.industry_code`)),
  INDICATOR: {
    ...one('indicatorId', 'integer', (row) => column(row, 'indicatorId')),
    sort: (group) => sql`(SELECT i.code FROM indicator i WHERE i.id = ${keyColumn(group, 'indicatorId')})`,
  },
  MEASURE: own('measure'),
  ACCUMULATION: own('accumulation'),
  SCOPE: own('scope'),
  BREAKDOWN: own('breakdown'),
  NATURE: own('nature'),
  ...regions,
  ...periodKeys,
}
