import { text } from '../../compiler/filters.ts'
import { defineList } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { facet } from '../../compiler/sources.ts'
import { accessFilters, byPark, inPark } from '../park/list.ts'
import { subjectFilters, subjectOrders } from '../subject/list.ts'
import { enterpriseFigures } from './figures.ts'

export const enterpriseRows = facet('enterprise')

export const enterpriseList = defineList('Enterprise', {
  filters: {
    ...subjectFilters(enterpriseFigures),
    ...accessFilters,
    unifiedSocialCreditCode: text('Its unified social credit code.', (row) => column(row, 'unifiedSocialCreditCode')),
    industryCode: text('Its industry class.', (row) => column(row, 'industryCode')),
    park: inPark,
  },
  orders: {
    ...subjectOrders(enterpriseFigures),
    park: byPark,
  },
  defaultOrder: [{ slug: 'ASC' }],
})
