import type pg from 'pg'
import { type Issue, RefusalError, refuseIssues } from '../refusal.ts'
import type { Viewer } from '../viewer.ts'
import { mutate } from '../write/mutate.ts'
import { omitNull, toPlace } from './create.ts'
import { checkBeginning, type Edition, readEntry, type Texts } from './entry.ts'
import { type Expectation, type Found, findApart, findUnknown, getIndicator } from './version.ts'

/** A further edition of a definition, from a day on. */
export interface FurtherEdition extends Edition {
  readonly validFrom: string
  readonly definition: Texts
}

/** What may change of an indicator; what is left out stays. */
export interface IndicatorChanges {
  readonly name?: string
  readonly labels?: Texts
  readonly status?: Found['status']
  readonly candidates?: readonly string[]
  readonly partOf?: readonly string[]
  readonly edition?: FurtherEdition
}

export interface IndicatorUpdate extends Expectation {
  readonly changes: IndicatorChanges
  readonly idempotencyKey: string
}

/**
 * Changes what an indicator is called, its place among others and the definition from a day on. What figures rest on never changes: code,
 * dimension, default unit and how levels combine; nor does an edition that is there. It takes the role ADMIN for everything. Yields its id.
 *
 * @throws RefusalError `BAD_USER_INPUT` with all issues, `NOT_FOUND`, `FORBIDDEN`, `VERSION_OUTDATED`, `WRONG_STATE`, `KEY_USED`, `CONTENTION`
 */
export function updateIndicator(pool: pg.Pool, viewer: Viewer, update: IndicatorUpdate): Promise<{ id: number }> {
  const { idempotencyKey, ...input } = update
  const { code, changes } = update
  const request = {
    operation: 'updateIndicator',
    input,
    idempotencyKey,
    reason: `update indicator ${code}`,
  }
  return mutate(pool, viewer, request, async (client, viewer) => {
    const found = await getIndicator(client, viewer, update)
    refuseUnsettling(found, changes)
    const wanted = apply(found, changes)
    const { candidates = [], partOf = [] } = changes
    refuseIssues([
      ...(isChange(found, wanted, changes) ? [] : [noChange]),
      ...checkChanges(wanted, changes),
      ...checkEdition(found, changes),
      ...(await findUnknown(client, { candidates, partOf })),
      ...(await findApart(client, found.dimension, partOf, found.partOf)),
      ...(await findCircles(client, found, changes)),
    ])
    await write(client, wanted, changes)
    return { id: found.id }
  })
}

/** What is settled stays so: figures were mapped by it. */
function refuseUnsettling({ id, code, status, version }: Found, changes: IndicatorChanges): void {
  if (status !== 'ESTABLISHED' || changes.status !== 'PROVISIONAL') return
  const message = `"${code}" is established, and stays so.`
  throw new RefusalError('WRONG_STATE', message, { clashes: [{ path: ['status'], message, indicator: id, version }] })
}

function apply(found: Found, { edition, ...own }: IndicatorChanges): Found {
  // Who knows what a label means has no candidates any more.
  const candidates = own.status === 'ESTABLISHED' ? [] : found.candidates
  return { ...found, candidates, ...own, definition: edition?.definition ?? found.definition }
}

const isChange = (found: Found, wanted: Found, { edition }: IndicatorChanges): boolean =>
  edition !== undefined ||
  (['name', 'labels', 'status', 'candidates', 'partOf'] as const).some(
    (name) => print(found[name], name === 'partOf') !== print(wanted[name], name === 'partOf'),
  )

/** Labels come as they are stored, in whichever order; of what it is part has none. */
const print = (value: Found[keyof Found], isSet: boolean): string => {
  if (Array.isArray(value)) return JSON.stringify(isSet ? value.toSorted() : value)
  return typeof value === 'object' ? JSON.stringify([(value as Texts).zh, (value as Texts).en]) : String(value)
}

const noChange: Issue = { path: [], code: 'NO_CHANGE', message: 'changes nothing: it has all of this already' }

/** By the rules of data sets. What was recorded by other rules before stays, where it is left alone. */
function checkChanges(wanted: Found, changes: IndicatorChanges): Issue[] {
  const { id: _, isArchived, version, editions, ...told } = wanted
  const { edition } = changes
  const { issues } = readEntry({ ...told, ...(edition ? { editions: [omitNull(edition)] } : {}) })
  return issues.map(toPlace).filter(({ path: [name = ''] }) => name in changes)
}

/** A further edition holds after those that there are, whose texts and days stay. */
function checkEdition({ editions }: Found, { edition }: IndicatorChanges): Issue[] {
  if (!edition) return []
  const isTaken = editions.some((other) => other.edition === edition.edition)
  const last =
    editions
      .map(({ validFrom }) => validFrom ?? '')
      .toSorted()
      .at(-1) ?? ''
  return [
    ...checkBeginning(edition.validFrom),
    ...(isTaken
      ? [
          {
            path: ['edition', 'edition'],
            code: 'INVALID_INDICATOR',
            message: 'is the name of an edition already',
          } as const,
        ]
      : []),
    ...(edition.validFrom > last
      ? []
      : [
          {
            path: ['edition', 'validFrom'],
            code: 'OUT_OF_RANGE',
            message: `does not lie after ${last}, from which the last edition holds`,
          } as const,
        ]),
  ]
}

/** Of the indicators that it is to be part of, those that are it, or part of it. */
async function findCircles(client: pg.ClientBase, { id }: Found, { partOf = [] }: IndicatorChanges): Promise<Issue[]> {
  if (partOf.length === 0) return []
  const { rows } = await client.query<{ code: string }>(
    `/* find parts */ WITH RECURSIVE part(id) AS (SELECT $1::int UNION SELECT r.part_id FROM part p JOIN indicator_relation r ON r.whole_id = p.id)
      SELECT i.code FROM part p JOIN indicator i USING (id) WHERE i.code = ANY ($2)`,
    [id, partOf],
  )
  return rows.map(
    ({ code }): Issue => ({
      path: ['partOf', String(partOf.indexOf(code))],
      code: 'INVALID_INDICATOR',
      message: 'is the same indicator, or part of it',
    }),
  )
}

async function write(client: pg.ClientBase, wanted: Found, { edition, partOf }: IndicatorChanges): Promise<void> {
  const { id, name, labels, definition, status, candidates } = wanted
  await client.query(
    `/* update indicator */ UPDATE indicator SET name = $2, label_zh = $3, label_en = $4, definition_zh = $5, definition_en = $6,
       status = $7::"IndicatorStatus", candidates = $8, is_own = true WHERE id = $1`,
    [id, name, labels.zh, labels.en, definition.zh, definition.en, status, candidates],
  )
  if (edition)
    await client.query(
      `/* add edition */ INSERT INTO indicator_definition (indicator_id, edition, valid_from, definition_zh, definition_en, source)
        VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, edition.edition, edition.validFrom, definition.zh, definition.en, edition.source],
    )
  if (!partOf) return
  await client.query(
    `/* leave wholes */ DELETE FROM indicator_relation r USING indicator w
      WHERE r.part_id = $1 AND w.id = r.whole_id AND w.code <> ALL ($2::text[])`,
    [id, partOf],
  )
  await client.query(
    `/* join wholes */ INSERT INTO indicator_relation (part_id, whole_id) SELECT $1, w.id FROM indicator w WHERE w.code = ANY ($2::text[])
      AND NOT EXISTS (SELECT FROM indicator_relation r WHERE r.part_id = $1 AND r.whole_id = w.id)`,
    [id, partOf],
  )
}
