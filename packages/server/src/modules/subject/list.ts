import { sql } from '@parkgraph/db'
import { anyText, oneOf, text } from '../../compiler/filters.ts'
import { defineList, type Filter, type Order } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { fact } from '../../compiler/sources.ts'
import { factFilters } from '../fact/list.ts'
import type { LatestField } from '../observation/choice.ts'
import { latestFilters, latestOrders } from '../observation/latest.ts'
import { enums } from '../vocabulary/schema.ts'

const names = fact('subject_name')

/** Filters that every kind of subject has. */
export const subjectFilters = (fields: Readonly<Record<string, LatestField>>): Record<string, Filter> => ({
  slug: text('Its slug.', (row) => column(row, 'slug')),
  name: text('Its name as printed.', (row) => column(row, 'name')),
  anyName: anyText(
    'Its name, or any further name of it.',
    (row, view) => sql`(SELECT ${column(row, 'name')} AS text UNION ALL
      SELECT n.name FROM ${names.from(view)} n WHERE n.subject_id = ${column(row, 'id')})`,
  ),
  ...factFilters,
  ...latestFilters(fields),
})

const slug: Order = {
  description: 'By slug.',
  key: 'text',
  sql: (row) => sql`${column(row, 'slug')} COLLATE "C"`,
}

/** Orders that every kind of subject has. */
export const subjectOrders = (fields: Readonly<Record<string, LatestField>>): Record<string, Order> => ({
  slug,
  name: {
    description: 'By name, in the order of pinyin.',
    key: 'text',
    sql: (row) => sql`${column(row, 'namePinyin')} COLLATE "C"`,
  },
  ...latestOrders(fields),
})

export const subjectList = defineList('Subject', {
  filters: {
    kind: oneOf('What kind of subject it is first of all.', enums.SubjectKind, (row) => column(row, 'kind')),
    ...subjectFilters({}),
  },
  orders: { slug },
  defaultOrder: [{ slug: 'ASC' }],
})
