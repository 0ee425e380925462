import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute, one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { readPeriod } from '../observation/period.ts'
import { Indicator, Park } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { enums } from '../vocabulary/schema.ts'
import { type Term, terms } from '../vocabulary/terms.ts'
import type { Grouping } from './select.ts'

/** What groups can be of. */
export type Grouped = 'Project' | 'Enterprise' | 'Observation'

const rowBy = (name: string) => one((row, target) => sql`${column(target, 'id')} = ${column(row, name)}`)

/** The field that shows a key, by the name of its first column; what is not listed is a text. */
const keyFields: Readonly<Record<string, { name: string; type: unknown; plan: object }>> = {
  parkId: { name: 'park', type: Park, plan: rowBy('keyParkId') },
  subjectId: { name: 'subject', type: Subject, plan: rowBy('keySubjectId') },
  indicatorId: { name: 'indicator', type: Indicator, plan: rowBy('keyIndicatorId') },
  periodStart: {
    name: 'period',
    type: 'Period',
    plan: compute<{ keyPeriodStart: string | null; keyPeriodEnd: string | null }>(
      ['keyPeriodStart', 'keyPeriodEnd'],
      ({ keyPeriodStart, keyPeriodEnd }) => readPeriod({ periodStart: keyPeriodStart, periodEnd: keyPeriodEnd }),
    ),
  },
  projectKind: { name: 'projectKind', type: enums.ProjectKind, plan: read('keyProjectKind') },
  projectStage: { name: 'projectStage', type: enums.ProjectStageName, plan: read('keyProjectStage') },
  kind: { name: 'kind', type: enums.ProjectKind, plan: read('keyKind') },
  stage: { name: 'stage', type: enums.ProjectStageName, plan: read('keyStage') },
  subjectKind: { name: 'subjectKind', type: enums.SubjectKind, plan: read('keySubjectKind') },
  measure: { name: 'measure', type: enums.Measure, plan: read('keyMeasure') },
  accumulation: { name: 'accumulation', type: enums.Accumulation, plan: read('keyAccumulation') },
  scope: { name: 'scope', type: enums.Scope, plan: read('keyScope') },
  nature: { name: 'nature', type: enums.Nature, plan: read('keyNature') },
}

const describe = (name: Grouped, key: string) =>
  `${(terms[`${name}GroupKey`].values as Record<string, Term>)[key]?.en}.`

/** The type of what the rows of a group share. */
export function defineKeys(name: Grouped, { keys }: Grouping) {
  return builder.objectRef<object>(`${name}GroupKeys`).implement({
    description: 'What the rows of a group share. Null where it is not known, or not grouped by.',
    fields: (t): Record<string, never> => {
      const described = new Map(
        Object.entries(keys).map(([key, { columns }]) => [columns[0]?.name ?? '', describe(name, key)]),
      )
      const fields = [...described].map(([column, description]) => {
        const shown = keyFields[column] ?? {
          name: column,
          type: 'String',
          plan: read(`key${column[0]?.toUpperCase()}${column.slice(1)}`),
        }
        const text =
          shown.name === 'period'
            ? 'The span that its periods lie in, or the one period that they have; null where each lies in several spans, or has none.'
            : description
        return [
          shown.name,
          t.field({
            type: shown.type as never,
            nullable: true,
            description: text,
            ...(shown.plan as object),
          } as never) as never,
        ]
      })
      return Object.fromEntries(fields)
    },
  })
}
