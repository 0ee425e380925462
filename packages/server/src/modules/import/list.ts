import { flag, oneOf } from '../../compiler/filters.ts'
import { defineList } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { enums } from '../vocabulary/schema.ts'

export const importList = defineList('Import', {
  filters: {
    into: oneOf('What its rows are.', enums.ImportTarget, (row) => column(row, 'into')),
    phase: oneOf('How far it is.', enums.ImportPhase, (row) => column(row, 'phase')),
    outcome: oneOf('How it ended.', enums.ImportOutcome, (row) => column(row, 'outcome')),
    isDryRun: flag('Whether nothing was to be recorded.', (row) => column(row, 'isDryRun')),
  },
  orders: {
    id: { description: 'In the order in which they began.', key: 'integer', sql: (row) => column(row, 'id') },
  },
  defaultOrder: [{ id: 'DESC' }],
  tieBreak: ['id'],
})
