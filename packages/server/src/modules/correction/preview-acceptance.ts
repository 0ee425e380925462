import {
  explainCrowded,
  explainDecided,
  explainFigure,
  explainRevised,
  type Fault,
  type WholeFigure,
} from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { compute } from '../../compiler/fields.ts'
import { observationBy } from '../derivation/fields.ts'
import { readPeriod } from '../observation/period.ts'
import { Observation } from '../refs.ts'

interface Acceptance {
  readonly reportingParkId: number
  readonly correctionId: string
  readonly isAccepted: boolean
  readonly figure: Omit<WholeFigure, 'period'>
  readonly indicator: { readonly code: string; readonly dimension: string }
  readonly periodStart: string | null
  readonly periodEnd: string | null
  readonly isRead: boolean
  readonly inTheWayId: string | null
}

/** The first reason of those that a decision checks, in its order. */
function explain({ reportingParkId, correctionId, isAccepted, isRead, inTheWayId, ...row }: Acceptance): Fault | null {
  if (isAccepted) return explainDecided({ reportingParkId, id: correctionId }, 'ACCEPTED')
  const there = inTheWayId === null ? null : { reportingParkId, id: inTheWayId }
  if (there && !isRead) return explainRevised(there)
  const fault = explainFigure({ ...row.figure, period: readPeriod(row) }, row.indicator)
  return fault || !there ? fault : explainCrowded(there)
}

const explained = (read: (fault: Fault | null) => unknown) =>
  compute<Acceptance>(
    [
      ...['reportingParkId', 'correctionId::text', 'isAccepted', 'figure', 'indicator', 'periodStart', 'periodEnd'],
      ...['isRead', 'inTheWayId::text'],
    ],
    (row) => read(explain(row)),
  )

export const PreviewAcceptance = builder.objectRef<object>('PreviewAcceptance').implement({
  description: 'Whether a correction can be accepted as things are, whoever decides; if not, why.',
  fields: (t) => ({
    isPossible: t.boolean({
      description: 'Whether accepting it is not refused, by whoever has the role for it.',
      ...explained((fault) => fault === null),
    }),
    code: t.string({
      nullable: true,
      description: 'Why it is refused, for programs: the code of `acceptCorrection`, which docs/errors.md lists.',
      ...explained((fault) => fault?.code ?? null),
    }),
    message: t.string({
      nullable: true,
      description: 'Why it is refused, for people.',
      ...explained((fault) => fault?.message ?? null),
    }),
    observation: t.field({
      type: Observation,
      nullable: true,
      description:
        'The figure that is in its way: a vintage that came after the proposal, or what is read where the corrected one would be.',
      ...observationBy('inTheWayId'),
    }),
  }),
})
