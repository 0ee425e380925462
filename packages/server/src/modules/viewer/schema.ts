import { accessRoles, join, type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute, made, one, read, untimed, value } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { facet } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { Park } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'

/** What each role may do in the parks that it is for, beside what those before it may. */
const added = {
  READER: ['READ_INTERNAL'],
  EDITOR: ['READ_RESTRICTED', 'EDIT'],
  STEWARD: ['DECIDE', 'PUBLISH'],
  ADMIN: ['ADMINISTER'],
} as const

/** Permissions in a park, by the highest role that is for it. */
const listPermissions = (count: number) => [
  'READ',
  ...accessRoles.slice(0, count).flatMap((role): readonly string[] => added[role]),
]

const AccessGrant = builder.objectRef<object>('AccessGrant').implement({
  description: 'A role that somebody has: for a park with all parks inside it, for a region, or for everything.',
  fields: (t) => ({
    role: t.field({ type: enums.AccessRole, description: 'The role.', ...read('role') }),
    park: t.field({
      type: Park,
      nullable: true,
      description: 'The park that it is for, with all parks inside it; null for another scope, or where it is hidden.',
      ...one((grant, park) => sql`${column(park, 'id')} = ${column(grant, 'parkId')}`),
    }),
    regionPrefix: t.field({
      type: 'String',
      nullable: true,
      description: 'First 2, 4 or 6 digits of the codes of the region that it is for.',
      ...read('regionPrefix'),
    }),
    isAll: t.field({ type: 'Boolean', description: 'Whether it is for everything.', ...read('isAll') }),
  }),
})

const Viewer = builder.objectRef<object>('Viewer').implement({
  description: 'Who asks, and what they may do.',
  fields: (t) => ({
    actor: t.field({
      type: 'String',
      description: 'What the change log calls them: an identifier and no name, such as `key:4fk2n8qd`.',
      ...read('actor'),
    }),
    kind: t.field({ type: enums.ViewerKind, description: 'How they are known.', ...read('kind') }),
    label: t.field({
      type: 'String',
      nullable: true,
      description: 'What people call them; null for those who are not known here.',
      ...read('label'),
    }),
    isAnonymous: t.field({
      type: 'Boolean',
      description: 'Whether they did not say who they are.',
      ...compute<{ kind: string }>(['kind'], ({ kind }) => kind === 'ANONYMOUS'),
    }),
    grants: t.field({
      type: [AccessGrant],
      description: 'Their roles, in the order in which they were granted.',
      ...untimed(
        made('many', (_, __, view) => selectGrants(view), { orderBy: (grant) => sql`${column(grant, 'place')}` }),
      ),
    }),
    may: t.field({
      type: [enums.Permission],
      nullable: true,
      description:
        'What they may do with the rows that a park reports; null where there is no such park that they may see.',
      args: { park: t.arg.string({ required: true, description: 'Slug of the park.' }) },
      ...value(
        (_, { park }, view) =>
          sql`(SELECT ${selectPermissions(view)} FROM ${facet('park').from(view)} p WHERE p.slug = ${park})`,
      ),
    }),
  }),
})

function selectGrants({ grants }: View): Sql {
  return sql`(SELECT * FROM unnest(${grants.map(({ role }) => role)}::text[], ${grants.map(({ parkId }) => parkId)}::int[],
    ${grants.map(({ regionPrefix }) => regionPrefix)}::text[], ${grants.map(({ isAll }) => isAll)}::bool[])
    WITH ORDINALITY AS g(role, park_id, region_prefix, is_all, place))`
}

/** The permissions in the park `p`. */
function selectPermissions({ grants }: View): Sql {
  const cases = accessRoles.toReversed().map((role) => {
    const own = grants.filter((grant) => grant.role === role)
    const isFor = own.some(({ isAll }) => isAll)
      ? sql`TRUE`
      : sql`p.id = ANY (${[...new Set(own.flatMap(({ parks }) => parks))]}::int[])`
    return sql`WHEN ${isFor} THEN to_json(${listPermissions(accessRoles.indexOf(role) + 1)}::text[])`
  })
  return sql`CASE ${join(cases, ' ')} ELSE to_json(${listPermissions(0)}::text[]) END`
}

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description: 'Who asks, and what they may do.',
    ...untimed(
      made(
        'one',
        (_, __, { actor, kind, label }) =>
          sql`(SELECT ${actor}::text AS actor, ${kind}::text AS kind, ${label}::text AS label)`,
      ),
    ),
  }),
)
