import { join, type Sql, sql } from '@parkgraph/db'
import { type Arguments, column, type Row } from '../../compiler/plan.ts'
import { fact, isVisible } from '../../compiler/sources.ts'
import type { View } from '../../compiler/view.ts'
import { AppError } from '../../errors.ts'
import { isCandidate, tellsAmount } from '../observation/rows.ts'
import { selectLatest } from '../observation/select-latest.ts'
import { isComparable, selectPrices, selectUnit, whyNotComparable } from './additive.ts'
import { selectAgainst } from './bounded.ts'
import { isStockLevel } from './level.ts'

const maximumIndicators = 20

const stages = fact('project_stage')

/** What sources promise of works: output, tax and jobs. */
const promisedIndicators = ['output_value', 'tax_revenue', 'employment']

/** First day of production of the works of the promise `p`, as a FROM item: no row where it has not begun. */
const selectStart = (view: View) => sql`(SELECT min(x.period_start) AS day FROM ${stages.from(view)} x
  WHERE x.subject_id = ANY (p.work_ids) AND x.stage IN ('PRODUCTION', 'FULL_CAPACITY')
    AND x.state IN ('IN_PROGRESS', 'DONE') HAVING count(*) > 0)`

/** The argument `indicators`. @throws AppError `BAD_USER_INPUT` for none or too many */
function readIndicators({ indicators }: Arguments): readonly string[] {
  const codes = (indicators as string[] | null | undefined) ?? promisedIndicators
  if (codes.length > 0 && codes.length <= maximumIndicators) return codes
  const message = `indicators has ${codes.length} items: it takes 1 to ${maximumIndicators}.`
  throw new AppError('BAD_USER_INPUT', message, { argument: 'indicators' })
}

/** A query of one row, the ids of the indicators that are asked for: it refuses unknown ones, whether there are works or not. */
export const selectAsked = (
  args: Arguments,
) => sql`SELECT ARRAY(SELECT require_indicator(w.code, NULL, 'indicators[' || w.n - 1 || ']')
  FROM unnest(${readIndicators(args)}::text[]) WITH ORDINALITY AS w(code, n)) AS ids`

const selectValues = (figure: Sql) =>
  sql`${figure}.value, coalesce(${figure}.value, ${figure}.lower) AS lower, coalesce(${figure}.value, ${figure}.upper) AS upper`

/**
 * The newest actual level of a whole year, or of a stock, that begins with production or later, of the works of the promise `p`: one
 * in its currency and prices, if there is any. Values are in atoms.
 */
function selectAchieved(view: View): Sql {
  return sql`(SELECT o.reporting_park_id, o.id, s.dimension, s.price_basis, o.value * u.atoms AS value, o.lower * u.atoms AS lower, o.upper * u.atoms AS upper
    FROM series s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
      JOIN unit u ON u.code = o.unit_code JOIN source d ON d.id = o.source_id
    WHERE s.subject_id = ANY (p.work_ids) AND s.indicator_id = p.indicator_id AND s.measure = 'LEVEL'
      AND s.scope IN ('UNSPECIFIED', 'ALL') AND s.breakdown = '' AND o.nature = 'ACTUAL'
      AND (s.accumulation = 'AT_CAPACITY' OR ${isStockLevel('s')} OR o.period_end = o.period_start + interval '1 year')
      AND (t.day IS NULL OR o.period_start >= t.day) AND ${isVisible('s', view)} AND ${isCandidate('o', view)}
    ORDER BY ${isComparable(sql`p`, sql`s`)} DESC, o.period_end DESC NULLS LAST, d.priority, o.published_on DESC, o.id DESC LIMIT 1)`
}

/** A FROM item with what was promised of a work, indicator by indicator; with bounds, which are the value of what is exact. */
export function selectPromises(project: Row, { indicators, nature }: Arguments, view: View): Sql {
  const rows = readIndicators({ indicators }).map((code, position) => {
    const choice = {
      indicator: code,
      measure: 'LEVEL',
      nature: nature as string,
      dimension: null,
      argument: `indicators[${position}]`,
    }
    const promised = sql`l.reporting_park_id, l.observation_id, l.series_id, ${selectValues(sql`l`)}`
    return sql`SELECT ${position}::int AS place, i.id AS indicator_id, s.dimension, s.price_basis, f.own_unit_code AS unit_code, ${selectUnit(sql`f`)} AS usual_unit_code, l.*
      FROM indicator i, LATERAL ${selectLatest(project, choice, view, promised)} l
        JOIN series s ON s.reporting_park_id = l.reporting_park_id AND s.id = l.series_id
        JOIN LATERAL (SELECT s.dimension, o.unit_code AS own_unit_code FROM observation o
          WHERE o.reporting_park_id = l.reporting_park_id AND o.id = l.observation_id) f ON TRUE
      WHERE i.id = require_indicator(${code}, NULL, ${choice.argument})`
  })
  return sql`(${join(rows, ' UNION ALL ')})`
}

/**
 * A FROM item with the promises `p` and what came of each: of the works `work_ids`, which are one, `merged` more than one. Amounts
 * are in atoms. What is in another currency or other prices is not held against the promise.
 */
export function selectOutcomes(promises: Sql, view: View): Sql {
  const missing = sql`CASE WHEN y.is_started THEN coalesce(y.mixed, 'MISSING_VALUE') ELSE 'NOT_IN_PRODUCTION' END`
  return sql`(SELECT y.*, ${selectAgainst(missing)}
    FROM (SELECT p.place, p.merged, p.indicator_id, p.dimension, p.unit_code, p.usual_unit_code, ${selectPrices(sql`p`, sql`c`)} AS price_basis, t.day AS since, t.is_started, h.mixed,
        p.reporting_park_id AS promised_park_id, p.observation_id AS promised_id, p.value AS promised, p.lower AS promised_lower, p.upper AS promised_upper,
        a.reporting_park_id AS achieved_park_id, a.id AS achieved_id, c.value AS achieved, c.lower AS achieved_lower, c.upper AS achieved_upper
      FROM (${promises}) p
        LEFT JOIN LATERAL (SELECT y.day, TRUE AS is_started FROM ${selectStart(view)} y) t ON TRUE
        LEFT JOIN LATERAL ${selectAchieved(view)} a ON t.is_started
        CROSS JOIN LATERAL (SELECT ${whyNotComparable('p', 'a')} AS mixed) h
        LEFT JOIN LATERAL (SELECT ${selectValues(sql`a`)}, a.price_basis) c ON ${isComparable(sql`p`, sql`a`)} AND ${tellsAmount('a')}) y)`
}

/** The same of one work alone. */
export const selectFulfilment = (project: Row, args: Arguments, view: View): Sql =>
  selectOutcomes(
    sql`SELECT y.*, ARRAY[${column(project, 'id')}] AS work_ids, 0 AS merged FROM ${selectPromises(project, args, view)} y`,
    view,
  )
