import fc from 'fast-check'
import { beforeAll, expect, test, vi } from 'vitest'
import { useServer } from '../kit/server.ts'
import { history, printInstant, useHistories } from './as-of-histories.ts'
import type { Entry } from './as-of-model.ts'
import { pick, ZONE } from './data.ts'
import { makeKey } from './writing.ts'

vi.setConfig({ testTimeout: 150_000 })
const server = useServer()
const histories = useHistories(server)
let steward = ''

beforeAll(async () => {
  steward = await makeKey(server, 'STEWARD', { park: ZONE })
})

const log = `query ($slug: String!, $since: DateTime, $reading: Reading) { project(slug: $slug) {
  changes(first: 100, orderBy: [{ recordedAt: ASC }], where: { recordedAt: { gte: $since } }) { nodes { recordedAt rows(first: 100, reading: $reading) { nodes {
    ... on ObservationChange { before { ...F } after { ...F } }
    ... on CorrectionDecisionChange { decided: before { ...F } since: after { ...F } }
    ... on ProjectStageChange { was: before { note(locale: EN) } is: after { note(locale: EN) } }
    ... on MembershipChange { was: before { note(locale: EN) } is: after { note(locale: EN) } } } } } } } }
  fragment F on Observation { reading period source { code } printed { text } }`

const state = `query ($slug: String!, $at: DateTime!, $reading: Reading) { project(slug: $slug, asOf: { recorded: $at }, reading: $reading) {
  observations(first: 100) { nodes { reading period source { code } printed { text } } }
  stages { note(locale: EN) } memberships { note(locale: EN) } } }`

interface Figure {
  readonly period: string
  readonly source: { readonly code: string }
  readonly printed: { readonly text: string }
}

interface Row {
  readonly before?: Figure | null
  readonly after?: Figure | null
  readonly decided?: Figure | null
  readonly since?: Figure | null
  readonly was?: { readonly note: string } | null
  readonly is?: { readonly note: string } | null
}

interface State {
  readonly observations: { readonly nodes: readonly Figure[] }
  readonly stages: readonly { readonly note: string }[]
  readonly memberships: readonly { readonly note: string }[]
}

async function ask<Result>(query: string, variables: object): Promise<Result> {
  const { data, errors } = await server.send(query, { ...variables }, steward)
  expect(errors).toBeUndefined()
  return pick(data, 'project') as Result
}

/** What a figure is told to be is what is read of it, and of none there is nothing. */
function compareFigures(told: Figure | null, other: Figure | null, { observations: { nodes } }: State): void {
  const place = told ?? other
  const found = nodes.filter(({ period, source }) => period === place?.period && source.code === place.source.code)
  expect(found).toEqual(told ? [told] : [])
}

const notesOf = ({ stages, memberships }: State) => [...stages, ...memberships].map(({ note }) => note)

/** What a fact is told to be is read; where it is told to be none, no version of it is. */
function compareFacts(
  told: { note: string } | null,
  known: readonly Entry[],
  other: { note: string } | null,
  at: State,
) {
  const notes = notesOf(at)
  if (told) expect(notes).toContain(told.note)
  const entry = known.find(({ text }) => text === (told ?? other)?.note)
  const versions = known.filter((one) => entry && (one.target ?? one) === (entry.target ?? entry))
  expect(notes.filter((note) => versions.some(({ text }) => text === note))).toEqual(told ? [told.note] : [])
}

/** Whether the figure that was decided on is the newest vintage then; others are not read. */
function isNewest({ printed: { text } }: Figure, known: readonly Entry[], at: bigint): boolean {
  const figure = known.find((entry) => entry.kind === 'decision' && entry.text === text)?.target?.target
  const later = known.filter(
    ({ kind, period, source, day, id, position }) =>
      kind === 'figure' &&
      period === figure?.period &&
      source === figure.source &&
      position <= at &&
      (day > figure.day || (day === figure.day && BigInt(id) > BigInt(figure.id))),
  )
  return figure !== undefined && figure !== null && later.length === 0
}

interface Moments {
  readonly at: bigint
  readonly earlier: State
  readonly then: State
  readonly reading: string
}

function compareRow(row: Row, known: readonly Entry[], { at, earlier, then, reading }: Moments): void {
  const { before, after, was, is, since } = row
  if (before !== undefined) compareFigures(before, after ?? null, earlier)
  if (after !== undefined) compareFigures(after, before ?? null, then)
  if (was !== undefined) compareFacts(was, known, is ?? null, earlier)
  if (is !== undefined) compareFacts(is, known, was ?? null, then)
  if (reading === 'CORRECTED' && since && isNewest(since, known, at)) compareFigures(since, null, then)
}

test.each(['AS_PRINTED', 'CORRECTED'] as const)(
  'what changes tell before and after is what asOf reads, %s',
  async (reading) => {
    let rows = 0
    await fc.assert(
      fc.asyncProperty(history, async (plans) => {
        const { slug, ground } = await histories.makeGround()
        const known: Entry[] = []
        await histories.write(plans, ground, known)
        const places = [...new Set(known.map(({ position }) => position))].toSorted((a, b) => (a < b ? -1 : 1))
        // Of a history that was all rolled back, there is nothing to tell.
        if (places.length === 0) return
        const since = printInstant(places[0] ?? 0n)
        const { changes } = await ask<{ changes: { nodes: { recordedAt: string; rows: { nodes: Row[] } }[] } }>(log, {
          slug,
          since,
          reading,
        })
        expect(changes.nodes.map(({ recordedAt }) => Date.parse(recordedAt))).toEqual(
          places.map((position) => Math.floor(Number(position / 1000n))),
        )
        for (const [index, { rows: told }] of changes.nodes.entries()) {
          const at = places[index] as bigint
          const read = (place: bigint) => ask<State>(state, { slug, at: printInstant(place), reading })
          const [then, earlier] = await Promise.all([read(at), read(at - 1n)])
          rows += told.nodes.length
          for (const row of told.nodes) compareRow(row, known, { at, earlier, then, reading })
        }
      }),
      { numRuns: 8, endOnFailure: true },
    )
    expect(rows).toBeGreaterThan(20)
  },
)
