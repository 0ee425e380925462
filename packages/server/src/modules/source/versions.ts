import { raw, type Sql, sql } from '@parkgraph/db'
import { column, type Row } from '../../compiler/plan.ts'

const names = ['title', 'kind', 'publisher', 'authors', 'language', 'is_archived']
const ownFields = (row: string) =>
  raw(`jsonb_build_object(${names.map((name) => `'${name}', ${row}.${name}`).join(', ')})`)

/** What a document was right after the change that a version ends with: what the next change replaced, else what it is now. */
const selectAfter = (version: Row) => sql`(SELECT coalesce((SELECT ${ownFields('n')} FROM source_version n
    JOIN change h ON h.reporting_park_id = n.reporting_park_id AND h.id = n.change_id
  WHERE n.reporting_park_id = ${column(version, 'reportingParkId')} AND n.source_id = ${column(version, 'sourceId')}
    AND h.position > ${column(version, 'position')} ORDER BY h.position LIMIT 1), ${ownFields('d')})
  FROM source d WHERE d.id = ${column(version, 'sourceId')})`

/** What the change changed that a version ends with, by property, as a FROM item. The row has the `position` of that change. */
export const selectChangedValues = (version: Row): Sql =>
  sql`(SELECT b.key, b.value AS before, a.value AS after FROM jsonb_each_text((SELECT ${ownFields('v')} FROM source_version v
      WHERE v.reporting_park_id = ${column(version, 'reportingParkId')} AND v.id = ${column(version, 'id')})) b
    JOIN jsonb_each_text(${selectAfter(version)}) a ON a.key = b.key AND a.value IS DISTINCT FROM b.value)`
