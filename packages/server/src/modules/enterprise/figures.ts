import type { LatestField } from '../observation/choice.ts'

const money = 'money:CNY'

/** Figures of an enterprise that have fields of their own. */
export const enterpriseFigures = {
  totalInvestment: {
    indicator: 'total_investment',
    dimension: money,
    nature: 'ACTUAL',
    description: 'Total investment.',
  },
  landArea: { indicator: 'land_area', dimension: 'area', nature: 'ACTUAL', description: 'Land that it takes.' },
  outputValue: { indicator: 'output_value', dimension: money, nature: 'ACTUAL', description: 'Output value.' },
  revenue: { indicator: 'revenue', dimension: money, nature: 'ACTUAL', description: 'Revenue.' },
  taxRevenue: { indicator: 'tax_revenue', dimension: money, nature: 'ACTUAL', description: 'Tax paid.' },
  staff: { indicator: 'employment', dimension: 'count:person', nature: 'ACTUAL', description: 'People employed.' },
} as const satisfies Record<string, LatestField>
