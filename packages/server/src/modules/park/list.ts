import { oneOf, related, text } from '../../compiler/filters.ts'
import { defineList, type List } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { facet } from '../../compiler/sources.ts'
import { subjectFilters, subjectOrders } from '../subject/list.ts'
import { isAround } from '../subject/membership.ts'
import { enums } from '../vocabulary/schema.ts'
import { parkFigures } from './figures.ts'

export const parkRows = facet('park')

export const parkList: List = defineList('Park', {
  filters: {
    ...subjectFilters(parkFigures),
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
