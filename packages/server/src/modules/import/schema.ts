import { builder } from '../../builder.ts'
import { connection, value } from '../../compiler/fields.ts'
import { column } from '../../compiler/plan.ts'
import { connectionArgs, defineConnection } from '../connection.ts'
import { idField, Node } from '../node/schema.ts'
import { Import } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { importList } from './list.ts'
import { importRows } from './rows.ts'

builder.prismaObject('Import', {
  interfaces: [Node],
  extensions: { source: importRows },
  fields: (t) => ({
    id: t.field(idField('Import')),
    actor: t.exposeString('actor'),
    into: t.expose('into', { type: enums.ImportTarget }),
    isDryRun: t.exposeBoolean('isDryRun'),
    phase: t.expose('phase', { type: enums.ImportPhase }),
    outcome: t.expose('outcome', { type: enums.ImportOutcome, nullable: true }),
    rowCount: t.exposeInt('rowCount'),
    byteCount: t.exposeInt('byteCount'),
    problemCount: t.exposeInt('problemCount'),
    startedAt: t.field({
      type: 'DateTime',
      description: 'When it began.',
      ...value((row) => column(row, 'startedAt')),
    }),
    toldAt: t.field({
      type: 'DateTime',
      description: 'When this was so: now, for an import under way, to within a second or two.',
      ...value((row) => column(row, 'toldAt')),
    }),
  }),
})

builder.queryField('imports', (t) =>
  t.field({
    description:
      'Imports of files that the viewer sent, dry runs too; with the role ADMIN for everything, those of all.',
    type: defineConnection(Import, 'Import', 'imports'),
    args: connectionArgs(importList),
    ...connection(importList),
  }),
)
