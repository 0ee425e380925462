import type { LatestField } from '../observation/choice.ts'

const money = 'money:CNY'

/** Figures of a facility that have fields of their own. */
export const facilityFigures = {
  totalInvestment: {
    indicator: 'total_investment',
    dimension: money,
    nature: 'ACTUAL',
    description: 'Total investment.',
  },
  floorArea: { indicator: 'floor_area', dimension: 'area', nature: 'ACTUAL', description: 'Floor area.' },
} as const satisfies Record<string, LatestField>
