import type pg from 'pg'
import { localOwner, type Viewer } from '../viewer.ts'
import { keepStatistics } from '../write/statistics.ts'
import { writeAs } from '../write/transaction.ts'
import { readCheckedDataSet } from './check.ts'
import type { DataSet } from './data-set.ts'
import { findCircles } from './find-circles.ts'
import { findContradictions } from './find-contradictions.ts'
import { findRetold } from './find-retold.ts'
import { loadDoubts, loadFacts } from './load-facts.ts'
import { loadCorrections, loadObservations } from './load-figures.ts'
import { loadSources } from './load-sources.ts'
import { loadSubjects } from './load-subjects.ts'
import { DataSetError, type Problem } from './problem.ts'
import { hashFolder, readEntry, readYaml } from './read-folder.ts'
import { lockLoading, upsertIndicators, upsertUnits } from './reference.ts'
import { type Manifest, manifest as manifestShape } from './shapes.ts'

export interface LoadOptions {
  readonly pool: pg.Pool
  /** Folder of the data set: dataset.yaml and its companions. */
  readonly folder: string
  readonly log: (message: string) => void
  /** Holds the shared indicators; by default those of this repository. */
  readonly referenceFolder?: string
  /** Who loads, for the change log. */
  readonly viewer?: Viewer
}

/** How many entries were recorded, by the name of their list. Empty when nothing was. */
export type Counts = Readonly<Record<string, number>>

/**
 * Loads a data set once, in one transaction. A data set whose code was loaded before is left as it is; when its files have
 * changed since, that is logged with both hashes.
 *
 * @throws DataSetError listing every problem when the data set fails its check, or contradicts or repeats what the database has,
 * which is then as it was
 */
export async function loadDataSet(options: LoadOptions): Promise<{ loaded: boolean; counts: Counts }> {
  const { pool, folder, log } = options
  const manifest = readManifest(folder)
  const hash = hashFolder(folder)
  const untouched = { loaded: false, counts: {} }
  if (isLoaded(await findHash(pool, manifest.code), hash, manifest, log)) return untouched

  const { dataSet, problems } = readCheckedDataSet(folder, options.referenceFolder)
  if (problems.length > 0) throw new DataSetError(folder, problems)
  log(`Data set ${manifest.code}: loading ${dataSet.observations.length} observations`)
  const start = performance.now()
  const result = await writeAs(pool, options.viewer ?? localOwner, `data set ${manifest.code}`, async (client) => {
    await lockLoading(client)
    if (isLoaded(await findHash(client, manifest.code), hash, manifest, log)) return untouched
    const counts = await insertDataSet(client, folder, dataSet, manifest)
    const values = [manifest.code, manifest.title, manifest.edition, hash]
    await client.query('INSERT INTO data_set (code, title, edition, content_hash) VALUES ($1, $2, $3, $4)', values)
    return { loaded: true, counts }
  })
  keepStatistics(pool)
  const list = Object.entries<number>(result.counts).map(([name, count]) => describeCount(count, name))
  const time = Math.round(performance.now() - start)
  if (result.loaded) log(`Data set ${manifest.code}: loaded ${list.join(', ')} in ${time} ms`)
  return result
}

/** Lists are named in the plural. */
function describeCount(count: number, name: string): string {
  const one = name.replace(/ies$/, 'y').replace(/s$/, '')
  return `${count} ${count === 1 && name !== 'series' ? one : name}`
}

function readManifest(folder: string): Manifest {
  const problems: Problem[] = []
  const file = 'dataset.yaml'
  const raw = readYaml(folder, file, problems)
  if (raw === undefined && problems.length === 0) {
    problems.push({ file, entry: '-', reason: `is missing: ${folder} holds no data set` })
  }
  const manifest = raw === undefined ? null : readEntry(file, '-', raw, manifestShape, problems)
  if (!manifest || problems.length > 0) throw new DataSetError(folder, problems)
  return manifest.value
}

async function findHash(client: pg.Pool | pg.ClientBase, code: string): Promise<string | null> {
  const found = await client.query<{ hash: string }>('SELECT content_hash AS hash FROM data_set WHERE code = $1', [
    code,
  ])
  return found.rows[0]?.hash ?? null
}

function isLoaded(present: string | null, hash: string, { code }: Manifest, log: LoadOptions['log']): boolean {
  if (present === null) return false
  const hashes = `the database has ${present}, the folder ${hash}`
  const advice = 'What it adds goes into a data set with a code of its own, what it mends is a correction'
  if (present === hash) log(`Data set ${code}: loaded already`)
  else log(`Data set ${code}: was loaded in another edition and is left as it is (${hashes}). ${advice}.`)
  return true
}

async function insertDataSet(
  client: pg.ClientBase,
  folder: string,
  dataSet: DataSet,
  manifest: Manifest,
): Promise<Counts> {
  const { reference, indicators, facts } = dataSet
  const contradictions = await findContradictions(client, dataSet, manifest.reportingPark)
  if (contradictions.length > 0) throw new DataSetError(folder, contradictions)
  await upsertUnits(client)
  await upsertIndicators(
    client,
    [...reference, ...indicators].map(({ value }) => value),
  )
  const subjectIds = await loadSubjects(client, dataSet, manifest.reportingPark)
  const zoneId = subjectIds.get(manifest.reportingPark) ?? ''
  const context = {
    zoneId,
    subjectIds,
    indicatorIds: await findIndicatorIds(client),
    findProvenance: await loadSources(client, dataSet, zoneId),
  }
  const observations = await loadObservations(client, dataSet, context)
  await loadFacts(client, dataSet, context)
  await loadCorrections(client, dataSet, observations.ids, context)
  await loadDoubts(client, dataSet, observations.ids, context)
  const problems = [
    ...(await findRetold(client, context.zoneId, dataSet, observations.ids)),
    ...(await findCircles(client)),
  ]
  if (problems.length > 0) throw new DataSetError(folder, problems)
  return {
    sources: dataSet.sources.length,
    indicators: indicators.length,
    subjects: subjectIds.size,
    series: observations.seriesCount,
    observations: observations.ids.size,
    names: facts.names.length,
    memberships: facts.memberships.length,
    stages: facts.stages.length,
    honours: facts.honours.length,
    relationships: facts.relationships.length,
    statements: facts.statements.length,
    assignments: facts.statements.filter(({ value }) => value.assignment).length,
    corrections: dataSet.corrections.length,
    doubts: dataSet.doubts.length,
  }
}

async function findIndicatorIds(client: pg.ClientBase): Promise<Map<string, number>> {
  const { rows } = await client.query<{ code: string; id: number }>('SELECT code, id FROM indicator')
  return new Map(rows.map(({ code, id }) => [code, id]))
}
