import { empty, join, raw, type Sql, sql } from '@parkgraph/db'
import { CURRENCIES, getUnit } from '@parkgraph/statistics'
import type { Arguments } from '../../compiler/plan.ts'
import type { Asked, AskedUnit, Part } from './asked.ts'
import type { GroupKeys } from './keys.ts'

/** FROM items with the groups `o` that each part is made of, those of other pages included; having looks at all there are. */
type GroupsOf = Readonly<Record<Part, Sql>>

const groupsOf = (shown: Sql): GroupsOf => ({
  having: sql`h AS o WHERE TRUE`,
  orderBy: sql`o WHERE TRUE`,
  nodes: sql`o WHERE ${shown}`,
  totals: sql`o WHERE TRUE`,
  other: sql`o WHERE NOT (${shown})`,
})

/**
 * Refuses a unit that measures something else than the figures of some group do. Where none of them tells an amount, none is in its
 * currency, and any will do.
 */
function refuseUnit({ unit, argument, part }: AskedUnit, groups: GroupsOf): Sql {
  const { dimension } = getUnit(unit)
  const others = CURRENCIES.includes(dimension) ? CURRENCIES : []
  return sql`(SELECT refuse('PG002', format('%s %s measures %s, and the figures of "%s" %s.', ${argument}::text, ${unit}::text, ${dimension}::text, x.indicator_code, u.dimension),
      ${argument}, format('Use a unit of %s, or narrow where to figures of %s.', u.dimension, ${dimension}::text))
    FROM (SELECT o.unit_code, o.indicator_code, o.dimensions FROM ${groups[part]}) x JOIN unit u ON u.code = x.unit_code
    WHERE u.dimension <> ${dimension} AND (x.dimensions > 0 OR u.dimension <> ALL (${others}::text[])) LIMIT 1)`
}

/** Refuses to aggregate groups by a calendar span where figures lie in none: they are never split, nor added up elsewhere. */
function refuseSpan(span: string, argument: string, part: Part, groups: GroupsOf): Sql {
  return sql`(SELECT refuse('PG005', format('%s of the figures lie in no single %s: they cover longer spans, and none is split.', x.spanning, ${span}::text),
      ${argument}, 'Group by a longer span or by PERIOD, narrow where to one accumulation, or ask for counts alone.')
    FROM (SELECT sum(o.spanning) AS spanning FROM ${groups[part]}) x WHERE x.spanning > 0)`
}

/** Columns that refuse what is asked of the groups, where their figures rule it out. */
export function refuseAsked(args: Arguments, keys: GroupKeys, { demands, units }: Asked, shown: Sql): Sql {
  const groups = groupsOf(shown)
  const by = args.by as string[]
  const index = by.findIndex((name) => keys[name]?.columns[0].name === 'periodStart')
  const spans = Object.entries(demands)
    .filter(([, demand]) => demand !== null && index !== -1)
    .map(([part]) => refuseSpan(String(by[index]), `by[${index}]`, part as Part, groups))
  const wanted = new Map(units.map((each) => [`${each.part} ${each.argument} ${each.unit}`, each]))
  const refused = [...spans, ...[...wanted.values()].map((each) => refuseUnit(each, groups))]
  if (refused.length === 0) return empty
  return sql`, ${join(refused.map((each, place) => sql`${each} AS ${raw(`refused${place}`)}`))}`
}
