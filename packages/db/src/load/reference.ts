import { UNITS } from '@parkgraph/statistics'
import type pg from 'pg'
import { localOwner, type Viewer } from '../viewer.ts'
import type { Row } from '../write/rows.ts'
import { writeAs } from '../write/transaction.ts'
import { REFERENCE_FOLDER } from './check.ts'
import { explainDefaultUnit, explainEditions, explainWhole } from './check-figures.ts'
import { readReference } from './data-set.ts'
import type { FrameworkEntry } from './framework-shapes.ts'
import { readFrameworks, upsertFrameworks } from './load-frameworks.ts'
import { DataSetError, type Problem } from './problem.ts'
import type { IndicatorEntry } from './shapes.ts'

/**
 * Brings units, indicators and frameworks of the database in step with packages/statistics and the shared vocabulary. Adds and amends,
 * removes only what an edition of a framework has no more, and writes nothing when nothing differs. What figures rest on never changes under them: a unit's dimension
 * and size, and an indicator's dimension, are refused when they differ. Indicators that were made or changed over the API are left as they
 * are.
 *
 * @returns how many units, indicators and rows of frameworks were written
 * @throws DataSetError when the vocabulary is broken; Error when a dimension or size would change
 */
export async function loadReference(
  pool: pg.Pool,
  options: { folder?: string; viewer?: Viewer; log?: (message: string) => void } = {},
): Promise<{ units: number; indicators: number; frameworks: number }> {
  const folder = options.folder ?? REFERENCE_FOLDER
  const { indicators, frameworks } = readCheckedReference(folder)
  return writeAs(pool, options.viewer ?? localOwner, 'reference data', async (client) => {
    await lockLoading(client)
    const kept = await findKept(client, indicators)
    if (kept.length > 0) options.log?.(`${KEPT}: ${kept.join(', ')}`)
    return {
      units: await upsertUnits(client),
      indicators: await upsertIndicators(client, indicators),
      frameworks: await upsertFrameworks(client, frameworks),
    }
  })
}

/** Waits for other loads on the database, until the transaction ends. */
export async function lockLoading(client: pg.ClientBase): Promise<void> {
  await client.query('/* load lock */ SELECT pg_advisory_xact_lock(7275677464)')
}

function readCheckedReference(folder: string): { indicators: IndicatorEntry[]; frameworks: FrameworkEntry[] } {
  const problems: Problem[] = []
  const indicators = readReference(folder, problems)
  const codes = new Map<string, IndicatorEntry>()
  for (const { file, entry, value } of indicators) {
    const reason = codes.has(value.code) ? 'is not unique' : (explainDefaultUnit(value) ?? explainEditions(value))
    if (reason) problems.push({ file, entry, reason })
    codes.set(value.code, value)
  }
  for (const { file, entry, value } of indicators)
    for (const reason of explainParts(value, codes)) problems.push({ file, entry, reason: `partOf: ${reason}` })
  const values = indicators.map(({ value }) => value)
  // A broken vocabulary is told once, and not again by the frameworks that refer to it.
  const frameworks = problems.length > 0 ? [] : readFrameworks(folder, values, problems)
  if (problems.length > 0) throw new DataSetError(folder, problems)
  return { indicators: values, frameworks }
}

/** What is wrong with the wholes that an indicator is to be part of. */
function* explainParts(indicator: IndicatorEntry, byCode: ReadonlyMap<string, IndicatorEntry>): Generator<string> {
  for (const code of indicator.partOf) {
    const whole = byCode.get(code)
    const reason = whole ? explainWhole(indicator, whole) : `there is no indicator ${code}`
    if (reason) yield reason
  }
}

/** Writes the units that differ; returns how many. */
export function upsertUnits(client: pg.ClientBase): Promise<number> {
  const rows = UNITS.map((unit) => ({
    code: unit.code,
    name: unit.name,
    label_zh: unit.labels.zh,
    label_en: unit.labels.en,
    dimension: unit.dimension,
    numerator: unit.factor.numerator,
    denominator: unit.factor.denominator,
    atoms: unit.atoms,
  }))
  return upsert(client, 'unit', rows, ['dimension', 'numerator', 'denominator', 'atoms'])
}

/**
 * Writes the indicators that differ, with their definitions and relations; returns how many. Their units have to exist. Those that were
 * made or changed over the API stay as they are.
 */
export async function upsertIndicators(client: pg.ClientBase, indicators: readonly IndicatorEntry[]): Promise<number> {
  const written = await upsert(
    client,
    'indicator',
    indicators.map(toIndicatorRow),
    ['dimension'],
    (row) => `${row}.is_own`,
  )
  await upsertDefinitions(client, indicators)
  await upsertRelations(client, indicators)
  return written
}

const KEPT = 'Indicators that were made or changed over the API stay as they are, also where the files say otherwise'

/** Codes of the indicators that are left as they are. */
async function findKept(client: pg.ClientBase, indicators: readonly IndicatorEntry[]): Promise<string[]> {
  const { rows } = await client.query<{ code: string }>(
    '/* load indicator: kept */ SELECT code FROM indicator WHERE is_own AND code = ANY ($1) ORDER BY code',
    [indicators.map(({ code }) => code)],
  )
  return rows.map(({ code }) => code)
}

export function toIndicatorRow(indicator: IndicatorEntry): Row {
  return {
    code: indicator.code,
    name: indicator.name,
    label_zh: indicator.labels.zh,
    label_en: indicator.labels.en,
    definition_zh: indicator.definition.zh,
    definition_en: indicator.definition.en,
    dimension: indicator.dimension,
    default_unit_code: indicator.defaultUnit,
    status: indicator.status,
    candidates: indicator.candidates,
    over_time: indicator.aggregation.overTime,
    over_parks: indicator.aggregation.overParks,
  }
}

/** Writes the editions of definitions that differ. */
async function upsertDefinitions(client: pg.ClientBase, indicators: readonly IndicatorEntry[]): Promise<void> {
  const rows = indicators.flatMap(({ code, definition, editions }) =>
    (editions ?? [{ edition: '1', definition }]).map((item) => ({ code, ...item })),
  )
  await client.query(
    `/* load indicator_definition */ WITH wanted AS (
        SELECT i.id AS indicator_id, j->>'edition' AS edition, (j->>'validFrom')::date AS valid_from,
          j->'definition'->>'zh' AS definition_zh, j->'definition'->>'en' AS definition_en, j->>'source' AS source
        FROM jsonb_array_elements($1::jsonb) j JOIN indicator i ON i.code = j->>'code' AND NOT i.is_own)
      INSERT INTO indicator_definition AS d (indicator_id, edition, valid_from, definition_zh, definition_en, source)
      SELECT w.* FROM wanted w LEFT JOIN indicator_definition p USING (indicator_id, edition) WHERE p.id IS NULL
        OR (p.valid_from, p.definition_zh, p.definition_en, p.source)
          IS DISTINCT FROM (w.valid_from, w.definition_zh, w.definition_en, w.source)
      ON CONFLICT (indicator_id, edition) DO UPDATE SET valid_from = excluded.valid_from,
        definition_zh = excluded.definition_zh, definition_en = excluded.definition_en, source = excluded.source`,
    [JSON.stringify(rows)],
  )
}

/** Writes which indicators are part of which; the others have to exist. */
async function upsertRelations(client: pg.ClientBase, indicators: readonly IndicatorEntry[]): Promise<void> {
  const rows = indicators.flatMap(({ code, partOf }) => partOf.map((whole) => ({ part: code, whole })))
  await client.query(
    `/* load indicator_relation */ INSERT INTO indicator_relation (part_id, whole_id)
      SELECT p.id, w.id FROM jsonb_to_recordset($1::jsonb) AS j(part text, whole text)
        LEFT JOIN indicator p ON p.code = j.part LEFT JOIN indicator w ON w.code = j.whole
      WHERE p.is_own IS NOT TRUE AND NOT EXISTS (SELECT FROM indicator_relation r WHERE r.part_id = p.id AND r.whole_id = w.id)`,
    [JSON.stringify(rows)],
  )
}

/** `isKept` holds for rows that are there, and are not to change. */
async function upsert(
  client: pg.ClientBase,
  table: string,
  rows: readonly Row[],
  fixed: readonly string[],
  isKept: (row: string) => string = () => 'false',
) {
  const columns = Object.keys(rows[0] ?? {})
  if (columns.length === 0) return 0
  const list = (of: string, names: readonly string[]) => `(${names.map((name) => `${of}."${name}"`).join(', ')})`
  const json = JSON.stringify(rows)
  const wanted = `jsonb_populate_recordset(NULL::"${table}", $1) AS wanted`

  const { rows: moved } = await client.query<{ code: string; present: string; wanted: string }>(
    `/* load ${table}: moved */ SELECT wanted.code, ${list('present', fixed)}::text AS present, ${list('wanted', fixed)}::text AS wanted
      FROM ${wanted} JOIN "${table}" AS present USING (code)
      WHERE ${list('present', fixed)} IS DISTINCT FROM ${list('wanted', fixed)} ORDER BY wanted.code`,
    [json],
  )
  if (moved.length > 0) throw new Error(explainMoved(table, fixed, moved))

  const result = await client.query(
    // Asked of what is there again, behind whoever wrote meanwhile.
    `/* load ${table} */ INSERT INTO "${table}" AS old (${columns.join(', ')})
      SELECT ${columns.map((column) => `wanted."${column}"`).join(', ')} FROM ${wanted} LEFT JOIN "${table}" AS present USING (code)
      WHERE present.code IS NULL OR NOT ${isKept('present')} AND ${list('present', columns)} IS DISTINCT FROM ${list('wanted', columns)}
      ON CONFLICT (code) DO UPDATE SET ${columns.map((column) => `"${column}" = excluded."${column}"`).join(', ')}
        WHERE NOT ${isKept('old')}`,
    [json],
  )
  return result.rowCount ?? 0
}

function explainMoved(
  table: string,
  fixed: readonly string[],
  moved: readonly { code: string; present: string; wanted: string }[],
): string {
  const cases = moved.map(({ code, present, wanted }) => `${code} has ${present} and would get ${wanted}`)
  return `Reference data is refused: figures rest on ${fixed.join(', ')} of each ${table}, which never change. ${cases.join('; ')}. Give what differs a code of its own.`
}
