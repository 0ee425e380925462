import { createHash } from 'node:crypto'
import type pg from 'pg'
import { lockLoading } from '../load/reference.ts'
import { localOwner, type Viewer } from '../viewer.ts'
import { withoutReferenceChecks } from '../write/references.ts'
import { writeAs } from '../write/transaction.ts'
import { prepareGround } from './ground.ts'
import { checkSize, type Size } from './settings.ts'
import { countZones } from './subjects.ts'
import { type Counts, draftZones, writeZones } from './zones.ts'

/** How far a generation has come. */
export interface Progress extends Counts {
  readonly zones: number
  readonly zonesInAll: number
}

export interface GenerateOptions extends Size {
  readonly pool: pg.Pool
  /** Told after each part that is written. */
  readonly onProgress?: (progress: Progress) => void
  /** Ends the work when aborted; the database is then as it was. */
  readonly signal?: AbortSignal
  /** Who generates, for the change log. */
  readonly viewer?: Viewer
}

/** Zones that are written by one COPY: some 70,000 figures. */
const ZONES_AT_ONCE = 50

/**
 * Writes a plausible history of parks and enterprises into a database that has been migrated and holds the reference data, in
 * one transaction. The same seed and size give the same rows, apart from ids and the recording clock.
 *
 * @returns how many observations and panel memberships were written
 * @throws RangeError for a number that is out of range; Error where the database holds a set of the same seed, or lacks the
 * indicators; the signal's reason when that is aborted. The database is then as it was
 */
export async function generateData(options: GenerateOptions): Promise<Counts> {
  const { pool, seed, signal, viewer = localOwner } = options
  checkSize(options)
  const counts = await writeAs(pool, viewer, `generated data of seed ${seed}`, async (client) => {
    // Between its statements the transaction waits for nobody but us, however long it all takes.
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0')
    // What follows each COPY, such as the table of latest figures, sorts all that it wrote.
    await client.query("SET LOCAL work_mem = '128MB'")
    await lockLoading(client)
    await claimSeed(client, options)
    return withoutReferenceChecks(client, () => writeAll(client, options))
  })
  signal?.throwIfAborted()
  await pool.query(
    'ANALYZE subject, park, enterprise, membership, panel_membership, series, observation, latest, change',
  )
  return counts
}

async function claimSeed(client: pg.ClientBase, { parks, enterprises, years, seed }: Size): Promise<void> {
  const code = `generated-${seed}`
  const { rows } = await client.query<{ edition: string }>('SELECT edition FROM data_set WHERE code = $1', [code])
  if (rows[0])
    throw new Error(
      `The database holds generated data of seed ${seed} already (${rows[0].edition}). Give another seed, or generate into another database.`,
    )
  const edition = `${parks} parks, ${enterprises} enterprises, ${years} years`
  const hash = createHash('sha256').update(`${code}: ${edition}`).digest('hex')
  await client.query('INSERT INTO data_set (code, title, edition, content_hash) VALUES ($1, $2, $3, $4)', [
    code,
    `Generated data of seed ${seed}`,
    edition,
    hash,
  ])
}

async function writeAll(client: pg.ClientBase, options: GenerateOptions): Promise<Counts> {
  const ground = await prepareGround(client, options)
  const zonesInAll = countZones(options)
  const findEnd = (first: number) => Math.min(first + ZONES_AT_ONCE, zonesInAll)
  const draft = (first: number) => draftZones(options, ground, first, findEnd(first))
  let [observations, panelMemberships] = [0, 0]
  let drafted = draft(0)
  for (let first = 0; first < zonesInAll; first += ZONES_AT_ONCE) {
    options.signal?.throwIfAborted()
    const batch = await drafted
    // While the database writes these, the next are drafted.
    drafted = draft(first + ZONES_AT_ONCE)
    const written = await writeZones(client, batch, options, ground)
    observations += written.observations
    panelMemberships += written.panelMemberships
    options.onProgress?.({ zones: findEnd(first), zonesInAll, observations, panelMemberships })
  }
  options.signal?.throwIfAborted()
  return { observations, panelMemberships }
}
