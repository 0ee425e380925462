import { findUnit, getUnit, UNITS } from '@parkgraph/statistics'
import type pg from 'pg'
import type { Row } from '../write/rows.ts'
import { type FrameworkEntry, framework, type ScoredEntry } from './framework-shapes.ts'
import type { Problem } from './problem.ts'
import { readEntries, readYaml } from './read-folder.ts'
import type { IndicatorEntry } from './shapes.ts'

const FILE = 'frameworks.yaml'

/** Reads the frameworks beside the shared indicators, which they refer to; adds what is wrong to `problems`. */
export function readFrameworks(
  folder: string,
  indicators: readonly IndicatorEntry[],
  problems: Problem[],
): FrameworkEntry[] {
  const own: Problem[] = []
  const entries = readEntries(FILE, readYaml(folder, FILE, own), framework, own)
  const dimensions = new Map(indicators.map(({ code, dimension }) => [code, dimension]))
  for (const { entry, value } of entries)
    for (const reason of explainReferences(value, dimensions)) own.push({ file: FILE, entry, reason })
  const codes = entries.map(({ value }) => value.code)
  for (const code of codes.filter((item, index) => codes.indexOf(item) < index))
    own.push({ file: FILE, entry: code, reason: 'is not unique' })
  problems.push(...own.map((problem) => ({ ...problem, file: `reference/${FILE}` })))
  return entries.map(({ value }) => value)
}

function explainReferences({ editions }: FrameworkEntry, dimensions: ReadonlyMap<string, string>): string[] {
  const scored = editions.flatMap(({ groups }) => groups.flatMap(({ indicators }) => indicators))
  return scored.flatMap((item) => {
    const { code, indicator, targetUnit } = item
    const dimension = dimensions.get(indicator)
    if (dimension === undefined) return [`indicator ${code} reads ${indicator}, which is no indicator`]
    const unit = targetUnit === undefined ? null : findUnit(targetUnit)
    if (targetUnit !== undefined && unit?.code !== targetUnit) return [`indicator ${code}: ${targetUnit} is no unit`]
    const { what, measured } = findMeasured(item, dimension)
    if (unit && measured && unit.dimension !== measured)
      return [`indicator ${code}: its target measures ${unit.dimension}, and ${what} ${measured}`]
    const isKnown = !item.derivation || UNITS.some((known) => known.dimension === measured)
    return isKnown ? [] : [`indicator ${code}: there is no unit of ${measured} for ${what}`]
  })
}

/** What a target of the indicator has to measure; null where the figures alone would tell. */
function findMeasured({ indicator, measure, derivation }: ScoredEntry, dimension: string) {
  const what = derivation ? `${derivation} of ${indicator}` : indicator
  if (derivation === 'PER_MU') return { what, measured: `${dimension}/${getUnit('MU').dimension}` }
  if (derivation === 'PER_EMPLOYEE') return { what, measured: `${dimension}/${getUnit('PERSON').dimension}` }
  if (derivation) return { what, measured: getUnit('PERCENT').dimension }
  return { what, measured: measure === 'LEVEL' || measure === 'CHANGE' ? dimension : null }
}

/**
 * Writes the frameworks that differ, with all that belongs to them, and removes what an edition has no more, which would be scored all
 * the same; returns how many rows were written or removed.
 */
export async function upsertFrameworks(client: pg.ClientBase, frameworks: readonly FrameworkEntry[]): Promise<number> {
  const editions = frameworks.flatMap((item) => item.editions.map((own) => ({ framework: item.code, ...own })))
  const ofEdition = ({ framework: code, edition }: (typeof editions)[number]) => ({ framework: code, edition })
  const groups = editions.flatMap((item) => place(item.groups, ofEdition(item)))
  const cohorts = editions.flatMap((item) => place(item.cohorts, ofEdition(item)))
  const indicators = groups.flatMap(({ framework: of, edition, code: group, indicators: own }) =>
    place(own, { framework: of, edition, group }),
  )
  const position = "(j->>'position')::integer AS position"
  const label = "j->'labels'->>'zh' AS label_zh, j->'labels'->>'en' AS label_en"
  const edition = `(SELECT e.id FROM framework_edition e JOIN framework f ON f.id = e.framework_id
    WHERE f.code = j->>'framework' AND e.edition = j->>'edition')`
  const write = (table: string, key: string, columns: string, rows: readonly Row[]) =>
    upsertRows(client, table, key, columns, rows)
  // What each row is told by within its edition.
  const withKey = [
    ['framework_indicator', indicators.map((own) => ({ ...own, key: `${own.group}/${own.code}` }))],
    ['framework_group', groups.map((own) => ({ ...own, key: own.code }))],
    ['framework_cohort', cohorts.map((own) => ({ ...own, key: own.code }))],
  ] as const
  let removed = 0
  for (const [table, wanted] of withKey) removed += await removeRows(client, table, editions, wanted)
  return (
    removed +
    (await write('framework', 'code', `j->>'code' AS code, ${label}`, frameworks)) +
    (await write(
      'framework_edition',
      'framework_id, edition',
      `(SELECT f.id FROM framework f WHERE f.code = j->>'framework') AS framework_id, j->>'edition' AS edition,
        (j->>'publishedOn')::date AS published_on, (j->>'status')::"FrameworkStatus" AS status,
        (j->>'scoringMethod')::"ScoringMethod" AS scoring_method, (j->>'totalWeight')::numeric AS total_weight,
        (j->>'groupCount')::integer AS group_count, (j->>'indicatorCount')::integer AS indicator_count,
        j->'note'->>'zh' AS note_zh, j->'note'->>'en' AS note_en`,
      editions,
    )) +
    (await write(
      'framework_group',
      'edition_id, code',
      `${edition} AS edition_id, j->>'code' AS code, ${label}, (j->>'weight')::numeric AS weight, ${position}`,
      groups,
    )) +
    (await write(
      'framework_cohort',
      'edition_id, code',
      `${edition} AS edition_id, j->>'code' AS code, ${label},
        ARRAY(SELECT jsonb_array_elements_text(j->'regionPrefixes')) AS region_prefixes, ${position}`,
      cohorts,
    )) +
    (await write(
      'framework_indicator',
      'group_id, code',
      `(SELECT g.id FROM framework_group g WHERE g.code = j->>'group' AND g.edition_id = ${edition}) AS group_id,
        j->>'code' AS code, (SELECT i.id FROM indicator i WHERE i.code = j->>'indicator') AS indicator_id,
        (j->>'measure')::"Measure" AS measure, (j->>'derivation')::"RankingDerivation" AS derivation, (j->>'nature')::"Nature" AS nature,
        (j->>'accumulation')::"Accumulation" AS accumulation, (j->>'scope')::"Scope" AS scope,
        (j->>'weight')::numeric AS weight, (j->>'direction')::"ScoringDirection" AS direction,
        (j->>'target')::numeric AS target, j->>'targetUnit' AS target_unit_code, ${position}`,
      indicators,
    ))
  )
}

/** Entries of a list with what they belong to, and their place in it. */
const place = <T extends object, P extends object>(list: readonly T[], parent: P) =>
  list.map((item, index) => ({ ...parent, ...item, position: index + 1 }))

/** Inserts rows that are not there, and amends those of the same key that differ; `select` makes the columns of `j`. */
async function upsertRows(client: pg.ClientBase, table: string, key: string, select: string, rows: readonly Row[]) {
  const columns = [...select.matchAll(/ AS (\w+)/g)].map(([, name]) => name)
  const list = (row: string) => columns.map((name) => `${row}.${name}`).join(', ')
  const { rowCount } = await client.query(
    `/* load ${table} */ INSERT INTO ${table} (${columns.join(', ')})
      SELECT ${list('wanted')} FROM (SELECT place, ${select} FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e(j, place)) wanted
      WHERE NOT EXISTS (SELECT 1 FROM ${table} present WHERE (${list('present')}) IS NOT DISTINCT FROM (${list('wanted')}))
      ORDER BY wanted.place
      ON CONFLICT (${key}) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    [JSON.stringify(rows)],
  )
  return rowCount ?? 0
}

const keysOf = {
  framework_indicator: `SELECT i.id, g.edition_id, g.code || '/' || i.code AS key FROM framework_indicator i JOIN framework_group g ON g.id = i.group_id`,
  framework_group: 'SELECT id, edition_id, code AS key FROM framework_group',
  framework_cohort: 'SELECT id, edition_id, code AS key FROM framework_cohort',
}

/** Removes the rows of these editions that are not among those wanted. */
async function removeRows(
  client: pg.ClientBase,
  table: keyof typeof keysOf,
  editions: readonly Row[],
  wanted: readonly Row[],
): Promise<number> {
  const isIn = (list: string, more = '') =>
    `EXISTS (SELECT FROM jsonb_array_elements(${list}::jsonb) j WHERE j->>'framework' = f.code AND j->>'edition' = e.edition ${more})`
  const { rowCount } = await client.query(
    `/* leave out of ${table} */ DELETE FROM ${table} t USING (${keysOf[table]}) p, framework_edition e, framework f
      WHERE t.id = p.id AND e.id = p.edition_id AND f.id = e.framework_id AND ${isIn('$1')} AND NOT ${isIn('$2', "AND j->>'key' = p.key")}`,
    [JSON.stringify(editions), JSON.stringify(wanted)],
  )
  return rowCount ?? 0
}
