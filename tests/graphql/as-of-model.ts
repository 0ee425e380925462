import type pg from 'pg'

export const days = ['2018-01-10', '2018-02-10', '2018-03-10', '2018-04-10', '2018-05-10', '2018-06-10'] as const

export type Kind = 'figure' | 'project_stage' | 'membership' | 'correction' | 'decision'

export interface Write {
  readonly kind: Kind
  /** Which earlier row it is about, counted among those that were committed; a new fact without one. */
  readonly of: number | null
  readonly period: number
  readonly source: number
  readonly day: number
  readonly isHidden: boolean
  /** A withdrawal, or a rejection. */
  readonly isNegative: boolean
}

/** A row as the model keeps it. */
export interface Entry extends Write {
  readonly id: string
  readonly text: string
  readonly target: Entry | null
  /** Of a decision: what it puts in the place of the figure. */
  readonly replacement: string | null
  readonly change: string
  position: bigint
}

export interface Moment {
  readonly published: string | null
  readonly recorded: bigint | null
  readonly reading: 'AS_PRINTED' | 'CORRECTED'
}

export interface Ground {
  readonly zone: number
  readonly subject: number
  readonly series: string
  readonly parks: readonly number[]
  readonly sources: readonly { readonly id: number; readonly citation: number }[]
}

let texts = 0

/** Performs a write on a connection that is in a transaction; null where there is nothing yet to write about. */
export async function perform(
  client: pg.Client,
  ground: Ground,
  write: Write,
  known: readonly Entry[],
): Promise<Entry | null> {
  const wanted = {
    decision: 'correction',
    correction: 'figure',
    project_stage: 'project_stage',
    membership: 'membership',
    figure: 'figure',
  }
  const targets = known.filter(
    ({ kind, target }) => kind === wanted[write.kind] && (kind === 'correction' || target === null),
  )
  const target =
    write.of === null || write.kind === 'figure' ? null : (targets[write.of % (targets.length || 1)] ?? null)
  if (target === null && (write.kind === 'correction' || write.kind === 'decision')) return null
  if (target === null && write.isNegative && write.kind !== 'figure') return null
  texts += 1
  const text = `${write.kind}-${texts}`
  const { rows: drawn } = await client.query('SELECT current_change_id() AS change')
  const entry = { ...write, text, target, change: drawn[0].change, position: 0n, replacement: null }
  return { ...entry, ...(await insert(client, ground, entry)) }
}

type Draft = Omit<Entry, 'id'>

async function insert(
  client: pg.Client,
  ground: Ground,
  entry: Draft,
): Promise<{ id: string; replacement: string | null }> {
  const day = days[entry.day]
  const one = async (text: string, values: unknown[]) =>
    (await client.query(`${text} RETURNING id::text`, values)).rows[0].id as string
  const { target } = entry
  if (entry.kind === 'figure') return { id: await addFigure(one, ground, entry, null), replacement: null }
  if (entry.kind === 'correction') {
    const text = `INSERT INTO correction (reporting_park_id, observation_id, changes, evidence_zh, evidence_en, confidence, proposed_by, proposed_on)
      VALUES ($1, $2, '{}', $3, $3, 'LOW', 'x', $4)`
    return { id: await one(text, [ground.zone, target?.id, entry.text, day]), replacement: null }
  }
  if (entry.kind === 'decision') {
    const figure = target?.target as Entry
    const replacement = entry.isNegative
      ? null
      : await addFigure(one, ground, { ...figure, text: entry.text, day: entry.day, isHidden: false }, figure.id)
    const text = `INSERT INTO correction_decision (reporting_park_id, correction_id, state, observation_id, decided_by, decided_on, reason)
      VALUES ($1, $2, $3, $4, 'x', $5, '')`
    const id = await one(text, [ground.zone, target?.id, entry.isNegative ? 'REJECTED' : 'ACCEPTED', replacement, day])
    return { id, replacement }
  }
  const { citation } = ground.sources[0] as Ground['sources'][number]
  const own =
    entry.kind === 'membership'
      ? ['park_id, role', `${ground.parks[entry.period % 2]}, 'LOCATED_IN'`]
      : ['stage, state', "'STRUCTURE', 'DONE'"]
  const text = `INSERT INTO ${entry.kind} (subject_id, reporting_park_id, citation_id, published_on, supersedes_id, is_withdrawal, note_zh, note_en, ${own[0]})
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7, ${own[1]})`
  return {
    id: await one(text, [ground.subject, ground.zone, citation, day, target?.id ?? null, entry.isNegative, entry.text]),
    replacement: null,
  }
}

type One = (text: string, values: unknown[]) => Promise<string>

function addFigure(one: One, ground: Ground, entry: Draft, corrects: string | null): Promise<string> {
  const source = ground.sources[entry.source] as Ground['sources'][number]
  return one(
    `INSERT INTO observation (reporting_park_id, series_id, period_start, period_end, value, qualifier, unit_code, nature, stage, status,
       printed_label, printed_text, source_id, citation_id, published_on, access_level, corrects_id, reading)
     VALUES ($1, $2, $3, $4, 1, 'EXACT', 'CNY_100M', 'ACTUAL', 'UNSPECIFIED', '{}', '', $5, $6, $7, $8, $9, $10, $11)`,
    [
      ground.zone,
      ground.series,
      `${2010 + entry.period}-01-01`,
      `${2011 + entry.period}-01-01`,
      entry.text,
      source.id,
      source.citation,
      days[entry.day],
      entry.isHidden ? 'RESTRICTED' : 'PUBLIC',
      corrects,
      corrects === null ? 'AS_PRINTED' : 'CORRECTED',
    ],
  )
}

const isLater = (a: Entry, b: Entry) => a.day > b.day || (a.day === b.day && BigInt(a.id) > BigInt(b.id))
const newest = (entries: readonly Entry[]) =>
  entries.reduce<Entry | null>((best, entry) => (best && isLater(best, entry) ? best : entry), null)
const byId = (a: Entry, b: Entry) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)

function groupBy(entries: readonly Entry[], key: (entry: Entry) => string): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) groups.set(key(entry), [...(groups.get(key(entry)) ?? []), entry])
  return groups
}

/** What a reader sees at a moment, worked out row by row. */
export function readModel(entries: readonly Entry[], { published, recorded, reading }: Moment) {
  const known = entries.filter(
    (entry) =>
      !(entry.kind === 'figure' && entry.isHidden) &&
      (published === null || (days[entry.day] as string) <= published) &&
      (recorded === null || entry.position <= recorded),
  )
  const of = (kind: Kind) => known.filter((entry) => entry.kind === kind)
  const groups = groupBy(of('figure'), ({ period, source }) => `${period} ${source}`)
  const printed = [...groups.values()].map((group) => newest(group) as Entry)
  const decide = (figure: Entry) =>
    of('decision')
      .filter(({ target }) => target?.target?.id === figure.id && known.includes(target))
      .sort(byId)
      .at(-1)
  const figures = printed.map((figure) => {
    const decision = reading === 'CORRECTED' ? decide(figure) : undefined
    return decision?.replacement
      ? { ...figure, id: decision.replacement, text: decision.text, reading: 'CORRECTED' }
      : { ...figure, reading: 'AS_PRINTED' }
  })
  const facts = (kind: Kind) => {
    const versions = groupBy(of(kind), (entry) => entry.target?.id ?? entry.id)
    const standing = [...versions.values()].map((group) => newest(group) as Entry)
    return standing
      .filter(({ isNegative }) => !isNegative)
      .sort(byId)
      .map(({ text }) => text)
  }
  return {
    figures: figures.sort(byId as never).map(({ text, reading: read }) => `${text} ${read}`),
    stages: facts('project_stage'),
    memberships: facts('membership'),
    corrections: of('correction')
      .filter(({ target }) => printed.includes(target as Entry))
      .sort(byId)
      .map((correction) => {
        const last = of('decision')
          .filter(({ target }) => target === correction)
          .sort(byId)
          .at(-1)
        return `${correction.text} ${last ? (last.isNegative ? 'REJECTED' : 'ACCEPTED') : 'PROPOSED'}`
      }),
  }
}
