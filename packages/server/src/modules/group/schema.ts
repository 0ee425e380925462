import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { part } from '../../compiler/fields.ts'
import { OrderDirection } from '../../compiler/list.ts'
import { EnterpriseConnection } from '../enterprise/schema.ts'
import { ObservationConnection } from '../observation/schema.ts'
import { ProjectConnection } from '../project/schema.ts'
import { enums } from '../vocabulary/schema.ts'
import { compileGroups, readGroups } from './compile.ts'
import { FigureInput, ownDay, ownFigure, subjectDay, subjectFigure } from './figure.ts'
import { defineGroup } from './group-schema.ts'
import { GroupHaving } from './having.ts'
import { enterpriseKeys, projectKeys } from './keys.ts'
import type { Grouped } from './keys-schema.ts'
import { isOfFirm, observationKeys } from './observation-keys.ts'
import type { Grouping } from './select.ts'

/** Adds `groupBy` to a connection: its types are named after `name`. */
function addGroups(connection: object, name: Grouped, grouping: Grouping): void {
  const Key = enums[`${name}GroupKey`]
  const Group = defineGroup(name, grouping)
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
