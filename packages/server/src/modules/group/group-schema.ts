import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute, embed, one, read } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { convertAtoms } from '../derivation/fields.ts'
import { Unit } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { defineKeys, type Grouped } from './keys-schema.ts'
import type { Grouping } from './select.ts'

const unitArgs = builder.args((t) => ({
  unit: t.field({ type: 'UnitCode', description: 'Unit of the answer; else the one that the group tells.' }),
}))

const Percentile = builder.objectRef<{ fraction: string; atoms: string; unitCode: string }>('Percentile').implement({
  description: 'A percentile of the exact figures of a group, between two of them in proportion.',
  fields: (t) => ({
    fraction: t.field({
      type: 'Decimal',
      description: 'The fraction asked for, such as 0.9.',
      resolve: ({ fraction }) => fraction,
    }),
    value: t.field({
      type: 'Decimal',
      description: 'The value.',
      args: unitArgs,
      resolve: ({ atoms, unitCode }, { unit }) => convertAtoms(atoms, unitCode, unit) as string,
    }),
  }),
})

/** An amount of a group, which tells its unit beside it. Whether the unit asked for is one of the groups is settled where they are found. */
const amount = (name: string, description: string) =>
  ({
    type: 'Decimal',
    nullable: true,
    description,
    args: unitArgs,
    ...compute<Record<string, string | null>>([`${name}::text`, 'unitCode'], (row, { unit }) => {
      const atoms = row[name] ?? null
      return atoms === null ? null : convertAtoms(atoms, row['unitCode'] ?? null, unit as string | null | undefined)
    }),
  }) as const

/** The type of a group: its keys, counts and amounts. */
export function defineGroup(name: Grouped, grouping: Grouping) {
  const Keys = defineKeys(name, grouping)
  const { isFirm } = grouping
  return builder.objectRef<object>(`${name}Group`).implement({
    description:
      'Rows that share the keys, of those that the viewer may see: counts and aggregates are of these, and an official total is a figure of its own. Aggregates are of figures of one kind only, in units that measure it: else the operation is refused.',
    fields: (t) => {
      const count = (field: string, description: string) =>
        t.int({
          nullable: isFirm !== null,
          description: isFirm ? `${description.slice(0, -1)}; null where suppressed.` : description,
          ...read(field),
        })
      return {
        key: t.field({ type: Keys, description: 'What its rows share.', ...embed() }),
        count: count('count', 'How many rows it has.'),
        mergedCount: count('mergedCount', 'How many more rows were merged into these, as the same told twice.'),
        exactCount: count('exactCount', 'How many of them have an exact figure.'),
        vagueCount: count('vagueCount', 'How many of them have bounds only.'),
        missingCount: count('missingCount', 'How many of them have no figure.'),
        ...(isFirm
          ? {
              suppressed: t.boolean({
                description:
                  'Whether its counts and amounts are suppressed: it is of fewer than three enterprises, or would tell such a group by subtraction.',
                ...read('isSuppressed'),
              }),
              suppressionReason: t.field({
                type: enums.SuppressionReason,
                nullable: true,
                description: 'Why they are suppressed; null where they are not.',
                ...compute<{ isSuppressed: boolean }>(['isSuppressed'], ({ isSuppressed }) =>
                  isSuppressed ? 'FEW_ENTERPRISES' : null,
                ),
              }),
            }
          : {}),
        unit: t.field({
          type: Unit,
          nullable: true,
          description:
            'Unit of its amounts where no other is asked for: the one that the indicator is usually in, of another currency the one printed, of growth and shares percent. Null where it has no figures, or such of several kinds.',
          ...one((row, unit) => sql`${column(unit, 'code')} = ${column(row, 'unitCode')}`),
        }),
        sum: t.field(amount('sum', 'Sum of the figures; null where some are vague or there is none.')),
        sumLower: t.field(amount('sumLower', 'What the sum is at least, by the lower bounds of vague figures.')),
        sumUpper: t.field(amount('sumUpper', 'What the sum is at most, by the upper bounds of vague figures.')),
        average: t.field(amount('average', 'Mean of the exact figures.')),
        min: t.field(amount('min', 'The smallest exact figure.')),
        max: t.field(amount('max', 'The largest exact figure.')),
        median: t.field(amount('median', 'Median of the exact figures.')),
        percentiles: t.field({
          type: [Percentile],
          description: 'The percentiles that groupBy was asked for; none where no figure is exact.',
          ...compute<{ percentiles: (string | number)[] | null; fractions: string[]; unitCode: string }>(
            ['percentiles', 'unitCode', 'fractions'],
            ({ percentiles, fractions, unitCode }) =>
              (percentiles ?? []).flatMap((atoms, index) =>
                atoms === null ? [] : [{ fraction: fractions[index], atoms: String(atoms), unitCode }],
              ),
          ),
        }),
      }
    },
  })
}
