import type { LatestField } from '../observation/choice.ts'

const money = 'money:CNY'

/** Figures of a project that have fields of their own. A project is a plan until it is built. */
export const projectFigures = {
  totalInvestment: {
    indicator: 'total_investment',
    dimension: money,
    nature: 'PLAN',
    description: 'Total investment.',
  },
  completedInvestment: {
    indicator: 'completed_investment',
    dimension: money,
    nature: 'ACTUAL',
    description: 'Investment completed so far.',
  },
  landArea: { indicator: 'land_area', dimension: 'area', nature: 'PLAN', description: 'Land that it takes.' },
  outputValue: { indicator: 'output_value', dimension: money, nature: 'EXPECTED', description: 'Output value.' },
  revenue: { indicator: 'revenue', dimension: money, nature: 'EXPECTED', description: 'Revenue.' },
  taxRevenue: { indicator: 'tax_revenue', dimension: money, nature: 'EXPECTED', description: 'Tax that it pays.' },
  employment: {
    indicator: 'employment',
    dimension: 'count:person',
    nature: 'EXPECTED',
    description: 'People employed.',
  },
} as const satisfies Record<string, LatestField>
