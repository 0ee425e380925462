import type { LatestField } from '../observation/choice.ts'

const money = 'money:CNY'

/** Figures of a programme that have fields of their own. */
export const programmeFigures = {
  supportedAmount: {
    indicator: 'supported_amount',
    dimension: money,
    nature: 'ACTUAL',
    description: 'Money that it gave.',
  },
} as const satisfies Record<string, LatestField>
