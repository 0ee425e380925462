import { sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { one } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { defineConnection } from '../connection.ts'
import { idField, Node } from '../node/schema.ts'
import { addLatestFields } from '../observation/latest.ts'
import { Enterprise } from '../refs.ts'
import { Subject } from '../subject/interface.ts'
import { parkField } from '../subject/park-field.ts'
import { subjectArgs, subjectConnection } from '../subject/updated.ts'
import { enterpriseFigures } from './figures.ts'
import { enterpriseList, enterpriseRows } from './list.ts'

builder.prismaObject('Enterprise', {
  interfaces: [Node, Subject],
  extensions: { source: enterpriseRows },
  fields: (t) => ({
    id: t.field(idField('Enterprise')),
    park: t.field(parkField),
    unifiedSocialCreditCode: t.exposeString('unifiedSocialCreditCode', { nullable: true }),
    industryCode: t.exposeString('industryCode', { nullable: true }),
    industrySystem: t.exposeString('industrySystem', { nullable: true }),
  }),
})

addLatestFields(Enterprise, enterpriseFigures)

export const EnterpriseConnection = defineConnection(Enterprise, 'Enterprise', 'enterprises')

builder.queryFields((t) => ({
  enterprise: t.field({
    description: 'The enterprise with this slug, or null.',
    type: Enterprise,
    nullable: true,
    args: { slug: t.arg.string({ required: true, description: 'Its slug.' }) },
    ...one((_, enterprise, { slug }) => sql`${column(enterprise, 'slug')} = ${slug}`),
  }),
  enterprises: t.field({
    description: 'Firms, and institutions that invest as firms.',
    type: EnterpriseConnection,
    args: subjectArgs(enterpriseList),
    ...subjectConnection(enterpriseList),
  }),
}))
