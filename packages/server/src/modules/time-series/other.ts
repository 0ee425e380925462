import { empty, type Sql, sql } from '@parkgraph/db'
import type { View } from '../../compiler/view.ts'
import { isKnownCurrent, tellsAmount } from '../observation/rows.ts'
import { isOfStock } from '../observation/stock.ts'
import { dayOf } from './figures.ts'
import { isInOther, isInOwn } from './items.ts'
import type { Quantity } from './quantity.ts'
import type { Request } from './request.ts'

/**
 * The quantity of a cell; where it has no figure, nor one that is recorded as missing, but others, which measure something else such as
 * another currency, that is the reason.
 */
export function explainOther(quantity: Quantity, request: Request, view: View): Quantity {
  const { months, nature, source } = request
  const [start, end] = [dayOf(sql`b * ${months}::int`), dayOf(sql`(b + 1) * ${months}::int`)]
  const isStock = isOfStock({
    accumulation: sql`x.accumulation`,
    measure: sql`x.measure`,
    indicator: sql`x.indicator_id`,
  })
  const has = (
    condition: Sql,
  ) => sql`EXISTS (SELECT 1 FROM series x JOIN observation o ON o.reporting_park_id = x.reporting_park_id AND o.series_id = x.id
    WHERE x.subject_id = c.subject_id AND x.indicator_id = c.indicator_id AND ${condition}
      AND o.nature = ${nature}::"Nature" AND o.period_end > ${start} AND (o.period_end <= ${end} OR ${isStock} AND o.period_start < ${end})
      ${source === null ? empty : sql`AND o.source_id = (SELECT id FROM asked_source)`} AND ${isKnownCurrent('o', view)})`
  const isTold = has(sql`${isInOther(request, sql`c.dimension`, view)} AND ${tellsAmount('o')}`)
  const isMissing = has(isInOwn(request, sql`c.dimension`, view))
  const why = sql`CASE WHEN has_other AND count = 0 AND ${quantity.why} = 'MISSING_VALUE' AND ${isTold} AND NOT ${isMissing} THEN 'OTHER_DIMENSION' ELSE ${quantity.why} END`
  return { ...quantity, why }
}
