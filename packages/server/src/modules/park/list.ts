import { sql } from '@parkgraph/db'
import { ofOne, oneOf, related, text } from '../../compiler/filters.ts'
import { defineList, type Filter, type List, type Order } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { facet } from '../../compiler/sources.ts'
import { subjectFilters, subjectOrders } from '../subject/list.ts'
import { isAround, selectPark } from '../subject/membership.ts'
import { enums } from '../vocabulary/schema.ts'
import { parkFigures } from './figures.ts'

export const parkRows = facet('park')

/** By who may see a row, and by the park that reports it: for the lists of what has both. */
export const accessFilters: Readonly<Record<'accessLevel' | 'reportingPark', Filter>> = {
  accessLevel: oneOf('Who may see it.', enums.AccessLevel, (row) => column(row, 'accessLevel')),
  reportingPark: ofOne(
    related(
      'The park that reports it.',
      () => parkList,
      parkRows,
      (row, park) => sql`${column(park, 'id')} = ${column(row, 'reportingParkId')}`,
    ),
  ),
}

export const parkList: List = defineList('Park', {
  filters: {
    ...subjectFilters(parkFigures),
    ...accessFilters,
    kind: oneOf('What kind of park it is.', enums.ParkKind, (row) => column(row, 'kind')),
    level: oneOf('Level of government that approved or runs it.', enums.ParkLevel, (row) => column(row, 'level')),
    regionCode: text('Code of its administrative division.', (row) => column(row, 'regionCode')),
    park: related('A park that it lies in, at any depth.', () => parkList, parkRows, isAround),
  },
  orders: subjectOrders(parkFigures),
  defaultOrder: [{ slug: 'ASC' }],
})

/** Belongs to a park that meets the conditions: for the lists of what parks hold. */
export const inPark = related('A park that it belongs to, at any depth.', () => parkList, parkRows, isAround)

/** By the park that it belongs to first of all: for the lists of what parks hold. */
export const byPark: Order = {
  description: 'By the name of the park that it belongs to first of all, in the order of pinyin.',
  key: 'text',
  sql: (row, _, view) => sql`(SELECT p.name_pinyin FROM ${parkRows.from(view)} p
    WHERE p.id = ${selectPark(row, view)}) COLLATE "C"`,
}
