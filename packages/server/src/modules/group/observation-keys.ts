import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'
import { selectCurrentStage } from '../project/stage.ts'
import { selectPark } from '../subject/membership.ts'
import { type GroupKeys, industries, keyColumn, one, parkBy, regions, stageBy } from './keys.ts'
import { periodKeys } from './period-keys.ts'

const own = (name: string) => one(name, 'text', (row) => sql`${column(row, name)}::text`)

/** Reads the row of a table, `about`, that holds what a figure is about. */
const ofSubject = (table: 'subject' | 'project' | 'enterprise', row: Row, select: Sql) =>
  sql`(SELECT ${select} FROM ${raw(table)} about WHERE about.id = ${column(row, 'subjectId')})`

/** Holds for figures of enterprises. */
export const isOfFirm = (row: Row) => ofSubject('subject', row, sql`about.kind = 'ENTERPRISE'`)

export const observationKeys: GroupKeys = {
  SUBJECT: {
    ...one('subjectId', 'integer', (row) => column(row, 'subjectId')),
    sort: (group) => sql`(SELECT s.slug FROM subject s WHERE s.id = ${keyColumn(group, 'subjectId')})`,
  },
  SUBJECT_KIND: one('subjectKind', 'text', (row) => ofSubject('subject', row, sql`about.kind::text`)),
  PARK: parkBy((row, view, day) =>
    ofSubject(
      'subject',
      row,
      sql`CASE about.kind WHEN 'PARK' THEN about.id ELSE ${selectPark('about', view, day)} END`,
    ),
  ),
  PROJECT_KIND: one('projectKind', 'text', (row) => ofSubject('project', row, sql`about.kind::text`)),
  PROJECT_STAGE: stageBy('projectStage', (row, view) =>
    ofSubject('project', row, sql`(SELECT s.stage::text FROM ${selectCurrentStage('about', view)} s)`),
  ),
  ...industries((row) => ofSubject('enterprise', row, sql`about.industry_code`)),
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
