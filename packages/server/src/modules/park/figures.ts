import type { LatestField } from '../observation/choice.ts'

const money = 'money:CNY'

/**
 * Figures of a park that have fields of their own. Read is what happened where no nature is named, land too: figures per mu rest
 * on the land that is there. What building it costs in all is a plan until it is built.
 */
export const parkFigures = {
  technologyIndustryTradeRevenue: {
    indicator: 'technology_industry_trade_revenue',
    dimension: money,
    nature: 'ACTUAL',
    description: 'Total revenue of technology, industry and trade of its enterprises.',
  },
  grossIndustrialOutputValue: {
    indicator: 'gross_industrial_output_value',
    dimension: money,
    nature: 'ACTUAL',
    description: 'Gross industrial output value.',
  },
  fixedAssetInvestment: {
    indicator: 'fixed_asset_investment',
    dimension: money,
    nature: 'ACTUAL',
    description: 'Investment in fixed assets.',
  },
  taxRevenue: { indicator: 'tax_revenue', dimension: money, nature: 'ACTUAL', description: 'Tax revenue.' },
  totalInvestment: {
    indicator: 'total_investment',
    dimension: money,
    nature: 'PLAN',
    description: 'Total investment in building it.',
  },
  completedInvestment: {
    indicator: 'completed_investment',
    dimension: money,
    nature: 'ACTUAL',
    description: 'Investment completed so far.',
  },
  landArea: {
    indicator: 'land_area',
    dimension: 'area',
    nature: 'ACTUAL',
    description:
      'Land that it occupies, which figures per mu divide by. What it is planned to take is of the nature PLAN.',
  },
  outputValue: { indicator: 'output_value', dimension: money, nature: 'ACTUAL', description: 'Output value.' },
  employment: {
    indicator: 'employment',
    dimension: 'count:person',
    nature: 'ACTUAL',
    description: 'People employed.',
  },
} as const satisfies Record<string, LatestField>
