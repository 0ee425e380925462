import { defineList } from '../../compiler/list.ts'
import { facet } from '../../compiler/sources.ts'
import { accessFilters, byPark, inPark } from '../park/list.ts'
import { subjectFilters, subjectOrders } from '../subject/list.ts'
import { facilityFigures } from './figures.ts'

export const facilityRows = facet('facility')

export const facilityList = defineList('Facility', {
  filters: {
    ...subjectFilters(facilityFigures),
    ...accessFilters,
    park: inPark,
  },
  orders: {
    ...subjectOrders(facilityFigures),
    park: byPark,
  },
  defaultOrder: [{ slug: 'ASC' }],
})
