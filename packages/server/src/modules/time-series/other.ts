import { sql } from '@parkgraph/db'
import type { View } from '../../compiler/view.ts'
import { isCurrent } from '../observation/rows.ts'
import { isOfStock } from '../observation/stock.ts'
import { dayOf } from './figures.ts'
import { isInOther } from './items.ts'
import type { Quantity } from './quantity.ts'
import type { Request } from './request.ts'

/** The quantity of a cell; where it has no figure but others, which measure something else such as another currency, that is the reason. */
export function explainOther(quantity: Quantity, request: Request, view: View): Quantity {
  const { months, nature } = request
  const [start, end] = [dayOf(sql`b * ${months}::int`), dayOf(sql`(b + 1) * ${months}::int`)]
  const isStock = isOfStock({
    accumulation: sql`x.accumulation`,
    measure: sql`x.measure`,
    indicator: sql`x.indicator_id`,
  })
  const isTold = sql`EXISTS (SELECT 1 FROM series x JOIN observation o ON o.reporting_park_id = x.reporting_park_id AND o.series_id = x.id
    WHERE x.subject_id = c.subject_id AND x.indicator_id = c.indicator_id AND ${isInOther(request, sql`c.dimension`, view)}
      AND o.nature = ${nature}::"Nature" AND o.period_end > ${start} AND (o.period_end <= ${end} OR ${isStock} AND o.period_start < ${end})
      AND coalesce(o.value, o.lower, o.upper) IS NOT NULL AND ${isCurrent('o', view)})`
  const why = sql`CASE WHEN has_other AND count = 0 AND ${quantity.why} = 'MISSING_VALUE' AND ${isTold} THEN 'OTHER_DIMENSION' ELSE ${quantity.why} END`
  return { ...quantity, why }
}
