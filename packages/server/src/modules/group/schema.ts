import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute, embed, one, part, read } from '../../compiler/fields.ts'
import { OrderDirection } from '../../compiler/list.ts'
import { column } from '../../compiler/plan.ts'
import { convertAtoms } from '../derivation/fields.ts'
import { EnterpriseConnection } from '../enterprise/schema.ts'
import { readPeriod } from '../observation/period.ts'
import { ObservationConnection } from '../observation/schema.ts'
import { ProjectConnection } from '../project/schema.ts'
import { Indicator, Park, Unit } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { enums } from '../vocabulary/schema.ts'
import { type Term, terms } from '../vocabulary/terms.ts'
import { compileGroups, readGroups } from './compile.ts'
import { FigureInput, ownDay, ownFigure, subjectDay, subjectFigure } from './figure.ts'
import { GroupHaving } from './having.ts'
import { enterpriseKeys, projectKeys } from './keys.ts'
import { isOfFirm, observationKeys } from './observation-keys.ts'
import type { Grouping } from './select.ts'

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

const describe = (name: 'Project' | 'Enterprise' | 'Observation', key: string) =>
  `${(terms[`${name}GroupKey`].values as Record<string, Term>)[key]?.en}.`

/** Adds `groupBy` to a connection: its types are named after `name`. */
function addGroups(connection: object, name: 'Project' | 'Enterprise' | 'Observation', grouping: Grouping): void {
  const Key = enums[`${name}GroupKey`]
  const Keys = builder.objectRef<object>(`${name}GroupKeys`).implement({
    description: 'What the rows of a group share. Null where it is not known, or not grouped by.',
    fields: (t): Record<string, never> => {
      const described = new Map(
        Object.entries(grouping.keys).map(([key, { columns }]) => [columns[0]?.name ?? '', describe(name, key)]),
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
  const { isFirm } = grouping
  const Group = builder.objectRef<object>(`${name}Group`).implement({
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
  const Groups = builder.objectRef<ReturnType<typeof readGroups>>(`${name}Groups`).implement({
    description: `A page of groups of a list of ${name}.`,
    fields: (t) => ({
      nodes: t.field({ type: [Group], description: 'The groups of this page.', resolve: ({ nodes }) => nodes }),
      totalCount: t.int({
        description: 'How many groups there are in all, of the top ones where top is given.',
        resolve: ({ totalCount }) => totalCount,
      }),
      totals: t.field({
        type: Group,
        description: 'All groups that meet having, as one: of the rows that the viewer may see.',
        resolve: ({ totals }) => totals as object,
      }),
      other: t.field({
        type: Group,
        nullable: true,
        description: 'The groups beyond the top ones, as one; null without top, or where there are none.',
        resolve: ({ other }) => other,
      }),
      pageInfo: t.field({
        type: builder.pageInfoRef(),
        description: 'Where this page lies in the list.',
        resolve: ({ pageInfo }) => pageInfo,
      }),
    }),
  })
  const Order = builder.inputType(`${name}GroupOrder`, {
    description: 'One thing to order groups by: a key, an aggregate or a percentile.',
    fields: (t) => ({
      key: t.field({ type: Key, description: 'A key that is grouped by.' }),
      aggregate: t.field({ type: enums.GroupAggregate, description: 'An aggregate.' }),
      percentile: t.field({
        type: 'Decimal',
        description: 'The percentile at this fraction from 0 to 1, such as 0.9.',
      }),
      direction: t.field({
        type: OrderDirection,
        required: true,
        defaultValue: 'ASC',
        description: 'Direction of the order.',
      }),
    }),
  })
  builder.objectField(connection as never, 'groupBy', (t) =>
    t.field({
      type: Groups,
      description:
        'All rows of the list that the viewer may see, not of its page alone, in groups with counts and aggregates.',
      args: builder.args((a) => ({
        by: a.field({
          type: [Key],
          required: true,
          description: 'What to group by; nothing for all rows as one group.',
        }),
        ...(grouping.isLatest
          ? {
              figure: a.field({
                type: FigureInput,
                description: 'Which figure of each row is aggregated; without it, rows are counted alone.',
              }),
            }
          : {}),
        percentiles: a.field({
          type: ['Decimal'],
          description: 'Percentiles wanted, as fractions from 0 to 1, such as 0.9, each named once.',
        }),
        having: a.field({ type: GroupHaving, description: 'Only groups that meet these conditions.' }),
        orderBy: a.field({
          type: [Order],
          description: 'What to order by, the most important first; else by the keys.',
        }),
        first: a.int({ required: true, defaultValue: 100, description: 'How many groups, 1 to 1000.' }),
        after: a.string({ description: 'Only groups after this cursor.' }),
        top: a.int({ description: 'Show this many groups, and the rest as other.' }),
        duplicates: a.field({
          type: enums.DuplicateHandling,
          required: true,
          defaultValue: 'COUNT_ALL',
          description: 'What to do about subjects that are, or may be, one told twice.',
        }),
        contained: a.field({
          type: enums.ContainedHandling,
          required: true,
          defaultValue: 'COUNT',
          description:
            'What to do about rows that lie within others of their group on the last day of their period, such as a park within a park; totals and other are one group each.',
        }),
      })),
      ...part(
        (all, args, nodes) => compileGroups(name, grouping, all, args, nodes),
        (found, args) => readGroups(name, found, args),
      ),
    } as never),
  )
}

addGroups(ProjectConnection, 'Project', {
  keys: projectKeys,
  subject: 'id',
  isLatest: true,
  day: subjectDay,
  isNested: true,
  isFirm: null,
  figure: subjectFigure,
})
addGroups(EnterpriseConnection, 'Enterprise', {
  keys: enterpriseKeys,
  subject: 'id',
  isLatest: true,
  day: subjectDay,
  isNested: false,
  isFirm: () => sql`TRUE`,
  figure: subjectFigure,
})
addGroups(ObservationConnection, 'Observation', {
  keys: observationKeys,
  subject: 'subjectId',
  isLatest: false,
  day: ownDay,
  isNested: true,
  isFirm: isOfFirm,
  figure: ownFigure,
})
