import { defineList } from '../../compiler/list.ts'
import { facet } from '../../compiler/sources.ts'
import { accessFilters, byPark, inPark } from '../park/list.ts'
import { subjectFilters, subjectOrders } from '../subject/list.ts'
import { programmeFigures } from './figures.ts'

export const programmeRows = facet('programme')

export const programmeList = defineList('Programme', {
  filters: {
    ...subjectFilters(programmeFigures),
    ...accessFilters,
    park: inPark,
  },
  orders: {
    ...subjectOrders(programmeFigures),
    park: byPark,
  },
  defaultOrder: [{ slug: 'ASC' }],
})
