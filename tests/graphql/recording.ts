import type { TestServer } from '../kit/server.ts'
import { write } from './writing.ts'

/** What is recorded of the taxes of `own` in a period, taken from the form. */
export const taxOf = (period: string, more: Record<string, unknown> = {}) => ({
  ...{ subject: 'own', indicator: 'tax_revenue', accumulation: 'YEAR_TO_DATE', nature: 'ACTUAL', source: 'form' },
  ...{ period, value: '2.87', unit: 'CNY_100M', ...more },
})

export const recordFigures = (
  server: TestServer,
  observations: readonly object[],
  token: string | null,
  idempotencyKey?: string,
) => write(server, 'recordObservations', { observations, ...(idempotencyKey ? { idempotencyKey } : {}) }, token)
