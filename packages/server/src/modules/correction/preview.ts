import { type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, read, value } from '../../compiler/fields.ts'
import { column, type Row } from '../../compiler/plan.ts'
import type { View } from '../../compiler/view.ts'
import { AppError } from '../../errors.ts'
import { selectAcceptance } from './acceptance.ts'
import { selectGrowths, selectPerMu, selectShares } from './derived.ts'
import { PreviewAcceptance } from './preview-acceptance.ts'
import { PreviewFigure } from './preview-figure.ts'
import { PreviewGrowth } from './preview-growth.ts'
import { PreviewPerMu } from './preview-per-mu.ts'
import { PreviewRank } from './preview-rank.ts'
import { PreviewRequirement } from './preview-requirement.ts'
import { PreviewShare } from './preview-share.ts'
import { selectRanks } from './ranks.ts'
import { selectRequirements } from './requirements.ts'
import { selectPreview } from './rows.ts'
import { sideFigure } from './world.ts'

/** Rows of a preview compare what is read as corrected, whatever the reading around it. */
const asCorrected =
  (select: (preview: Row, view: View) => Sql) =>
  (preview: Row, _: unknown, view: View): Sql =>
    select(preview, { ...view, reading: 'CORRECTED' })

const inOrder = (row: Row) => sql`${column(row, 'periodStart')}, ${column(row, 'indicatorId')}, ${column(row, 'scope')}`

const CorrectionPreview = builder.objectRef<object>('CorrectionPreview').implement({
  description:
    'What accepting a correction changes, against all else that the viewer may see, as it is read when corrected: the figure, what is derived of the levels of the same subject, and places among parks. Lists hold what differs only. Nothing is recorded.',
  fields: (t) => ({
    isRead: t.boolean({
      description:
        'Whether the figure is the vintage that is read; where a newer one was published, nothing else changes.',
      ...read('isRead'),
    }),
    before: t.field({
      type: PreviewFigure,
      description: 'The figure by the other corrections of it that are accepted; as printed where there are none.',
      ...made('one', (preview) => sideFigure(preview, 'before')),
    }),
    after: t.field({
      type: PreviewFigure,
      description: 'The figure with this correction too.',
      ...made('one', (preview) => sideFigure(preview, 'after')),
    }),
    acceptance: t.field({
      type: PreviewAcceptance,
      description: 'Whether it can be accepted, by the rules that acceptance itself checks.',
      ...made('one', selectAcceptance),
    }),
    growths: t.field({
      type: [PreviewGrowth],
      description:
        'Growth over the year before, of the period of the figure and of the year after, computed and reported, where one of them differs.',
      ...made('many', asCorrected(selectGrowths), { orderBy: inOrder }),
    }),
    shares: t.field({
      type: [PreviewShare],
      description: 'Shares in the parks that the subject is part of or lies in on the last day of the period.',
      ...made('many', asCorrected(selectShares), {
        orderBy: (row) => sql`${inOrder(row)}, ${column(row, 'parkId')}`,
      }),
    }),
    perMu: t.field({
      type: [PreviewPerMu],
      description: 'Money by mu of land.',
      ...made('many', asCorrected(selectPerMu), { orderBy: inOrder }),
    }),
    requirements: t.field({
      type: [PreviewRequirement],
      description:
        'What forecasts, targets and plans of the subject still require of the months that are left, where that differs.',
      ...made('many', asCorrected(selectRequirements), {
        orderBy: (row) => sql`${column(row, 'periodEnd')}, ${column(row, 'forecastId')}`,
      }),
    }),
    rankCount: t.int({
      description: 'How many places or figures differ, those past `first` included.',
      ...value(
        (preview, _, view) =>
          sql`(SELECT count(*)::int FROM ${selectRanks(preview, { ...view, reading: 'CORRECTED' })} r)`,
      ),
    }),
    ranks: t.field({
      type: [PreviewRank],
      description:
        'Places among parks of one kind for the figure’s indicator and period on either side: the subject’s own first, then by the place with the correction. Figures of a breakdown, and those without a first and a last day, have none.',
      args: {
        first: t.arg.int({
          required: true,
          defaultValue: 20,
          description: 'How many rows, 1 to 1000; rankCount tells how many there are.',
        }),
      },
      ...made(
        'many',
        (preview, { first }, view) => {
          const count = first as number
          if (count < 1 || count > 1000)
            throw new AppError('BAD_USER_INPUT', `first is ${count}: it takes 1 to 1000.`, { argument: 'first' })
          return sql`(SELECT r.*, r.subject_id = ${column(preview, 'subjectId')} AS is_own
            FROM ${selectRanks(preview, { ...view, reading: 'CORRECTED' })} r
            ORDER BY is_own DESC, r.after_place, r.before_place, r.subject_id, r.indicator_id LIMIT ${count}::integer)`
        },
        {
          orderBy: (
            row,
          ) => sql`${column(row, 'isOwn')} DESC, ${column(row, 'afterPlace')}, ${column(row, 'beforePlace')},
            ${column(row, 'subjectId')}, ${column(row, 'indicatorId')}`,
          size: ({ first }) => first as number,
        },
      ),
    }),
  }),
})

export const previewField = {
  type: CorrectionPreview,
  description:
    'What accepting it changes; of an accepted one, what it has changed. Always in the reading CORRECTED, for accepting changes no other.',
  ...made('one', (correction: Row, _: unknown, view: View) => selectPreview(correction, view)),
} as const
