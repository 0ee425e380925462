import { join, type Sql, sql } from '@parkgraph/db'
import { builder } from '../../builder.ts'
import { made, read } from '../../compiler/fields.ts'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import { fact, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { AppError } from '../../errors.ts'
import { isCandidate } from '../observation/rows.ts'
import { selectLatest } from '../observation/select-latest.ts'
import { Indicator, Observation, Project } from '../refs.ts'
import { enums } from '../vocabulary/schema.ts'
import { amountField, decimalField, observationBy, rowBy } from './fields.ts'

const maximumIndicators = 20

const stages = fact('project_stage')

/** What sources promise of works: output, tax and jobs. */
const promisedIndicators = ['output_value', 'tax_revenue', 'employment']

/** First day of production, as a FROM item: no row where it has not begun. */
const selectStart = (project: Row, view: View) => sql`(SELECT min(x.period_start) AS day FROM ${stages.from(view)} x
  WHERE x.subject_id = ${column(project, 'id')} AND x.stage IN ('PRODUCTION', 'FULL_CAPACITY')
    AND x.state IN ('IN_PROGRESS', 'DONE') HAVING count(*) > 0)`

/** The newest actual level of a whole year, or of a stock, that begins with production or later. Values are in atoms. */
function selectAchieved(project: Row, indicator: Sql, since: Sql, view: View): Sql {
  return sql`(SELECT o.reporting_park_id, o.id, o.value * u.atoms AS value
    FROM series s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
      JOIN unit u ON u.code = o.unit_code JOIN source d ON d.id = o.source_id
    WHERE s.subject_id = ${column(project, 'id')} AND s.indicator_id = ${indicator} AND s.measure = 'LEVEL'
      AND s.scope IN ('UNSPECIFIED', 'ALL') AND s.breakdown = '' AND o.nature = 'ACTUAL'
      AND (s.accumulation IN ('STOCK', 'AT_CAPACITY') OR o.period_end = o.period_start + interval '1 year')
      AND (${since} IS NULL OR o.period_start >= ${since}) AND ${isVisible('s', view)} AND ${isCandidate('o', view)}
    ORDER BY o.period_end DESC NULLS LAST, d.priority, o.published_on DESC, o.id DESC LIMIT 1)`
}

/** A FROM item with what was promised of a work, indicator by indicator, and what came of it. Amounts are in atoms. */
export function selectFulfilment(project: Row, { indicators, nature }: Arguments, view: View): Sql {
  const codes = (indicators as string[] | null | undefined) ?? promisedIndicators
  if (codes.length === 0 || codes.length > maximumIndicators)
    throw new AppError('BAD_USER_INPUT', `indicators has ${codes.length} items: it takes 1 to ${maximumIndicators}.`, {
      argument: 'indicators',
    })
  const rows = codes.map((code, position) => {
    const choice = {
      indicator: code,
      measure: 'LEVEL',
      nature: nature as string,
      dimension: null,
      argument: `indicators[${position}]`,
    }
    const promised = sql`l.reporting_park_id, l.observation_id, coalesce(l.value, l.lower, l.upper) AS value`
    return sql`SELECT ${position}::int AS place, i.id AS indicator_id, i.default_unit_code AS unit_code,
        p.reporting_park_id, p.observation_id, p.value
      FROM indicator i, LATERAL ${selectLatest(project, choice, view, promised)} p WHERE i.code = ${code}`
  })
  return sql`(SELECT p.place, p.indicator_id, p.unit_code, t.day AS since,
      p.reporting_park_id AS promised_park_id, p.observation_id AS promised_id, a.reporting_park_id AS achieved_park_id,
      a.id AS achieved_id, p.value AS promised, a.value AS achieved, a.value - p.value AS difference,
      CASE WHEN p.value > 0 THEN quotient(a.value * 100, p.value) END AS share,
      CASE WHEN t.is_started IS NULL THEN 'NOT_IN_PRODUCTION' WHEN a.value IS NULL THEN 'MISSING_VALUE'
        WHEN p.value = 0 THEN 'ZERO_BASE' END AS reason
    FROM (${join(rows, ' UNION ALL ')}) p
      LEFT JOIN LATERAL (SELECT y.day, TRUE AS is_started FROM ${selectStart(project, view)} y) t ON TRUE
      LEFT JOIN LATERAL ${selectAchieved(project, sql`p.indicator_id`, sql`t.day`, view)} a ON t.is_started)`
}

/** Which promises are meant. */
export const fulfilmentArgs = () =>
  builder.args((t) => ({
    indicators: t.stringList({ description: 'Codes of the indicators; without it, output, tax and jobs.' }),
    nature: t.field({
      type: enums.Nature,
      required: true,
      defaultValue: 'EXPECTED',
      description: 'What counts as a promise: what is expected of it, planned or aimed at.',
    }),
  }))

const Fulfilment = builder.objectRef<object>('Fulfilment').implement({
  description: 'What was promised of a work, against what came of it after production began.',
  fields: (t) => ({
    indicator: t.field({ type: Indicator, description: 'What was promised.', ...rowBy('indicatorId') }),
    promised: t.field({
      type: Observation,
      description: 'The promise: its bound counts where it is vague.',
      ...observationBy('promisedId', 'promisedParkId'),
    }),
    achieved: t.field({
      type: Observation,
      nullable: true,
      description: 'The newest figure of a whole year, or of a stock, since production began.',
      ...observationBy('achievedId', 'achievedParkId'),
    }),
    since: t.field({
      type: 'Date',
      nullable: true,
      description: 'First day of production, where a source says.',
      ...read('since'),
    }),
    difference: t.field(amountField('difference', 'What came of it less what was promised.')),
    share: t.field(decimalField('share', 'What came of it in percent of what was promised.')),
    reason: t.field({
      type: enums.DerivationReason,
      nullable: true,
      description: 'Why something of it is null.',
      ...read('reason'),
    }),
  }),
})

builder.objectField(Project, 'fulfilment', (t) =>
  t.field({
    type: [Fulfilment],
    description: 'Promised against actual figures after production began: of those that a source promises.',
    args: fulfilmentArgs(),
    ...made('many', selectFulfilment, { orderBy: (row) => column(row, 'place') }),
  }),
)
