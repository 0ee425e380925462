import type pg from 'pg'
import { findReportingParks } from '../subjects/reporting-park.ts'
import { findTaken, type Taken, type Told } from '../subjects/taken.ts'
import { type Found, findOwnFields } from '../subjects/version.ts'
import type { Viewer } from '../viewer.ts'
import { readBatches } from './batches.ts'
import { type Fault, judgeRow, type Verdict } from './judge.ts'
import { MOST_TOLD, type RowNote, type RowProblem } from './problems.ts'
import { findTogether } from './subject-clashes.ts'
import { creditCodeOf, type ImportedSubject } from './subject-row.ts'
import { createJudged, type Judged, keepJudged, type StagedRow } from './subject-stage.ts'

/** How many rows are looked at together. */
const BATCH = 1_000

/**
 * Looks at staged rows as they stand beside what is recorded and beside each other, by the rules of the mutations. What is right is
 * kept in a table, to be recorded. Of what is archived it is told that it stays so.
 */
export async function checkSubjects(
  client: pg.ClientBase,
  viewer: Viewer,
  onlyPark: number | null,
  onProblem: (problem: RowProblem) => void,
  onNote: (note: RowNote) => void,
): Promise<void> {
  let told = 0
  const tell = ({ row, told: subject }: StagedRow, fault: Fault) => {
    told += 1
    const value = findValue(subject, fault.at)
    onProblem({ row, ...fault, ...(value === null ? {} : { value }) })
  }
  await createJudged(client)
  await readBatches<StagedRow>(
    client,
    'SELECT place, row, told FROM import_row ORDER BY place',
    BATCH,
    async (rows) => {
      const verdicts = await judgeRows(client, viewer, onlyPark, rows)
      const taken = await findTaken(
        client,
        rows.map((row, index) => toTold(row, verdicts[index] as Verdict)),
      )
      const holders = new Map(taken.map((one) => [`${one.index} ${one.name}`, one]))
      const judged = rows.flatMap((row, index) => {
        const verdict = verdicts[index] as Verdict
        const slug = holders.get(`${index} slug`)
        const code = holders.get(`${index} unifiedSocialCreditCode`)
        const faults = 'faults' in verdict ? verdict.faults : explainTaken(verdict, row.told, slug, code)
        for (const fault of faults) tell(row, fault)
        if (faults.length > 0) return []
        if ('change' in verdict && verdict.found.isArchived) onNote(describeArchived(row, verdict.found))
        return toJudged(row.place, verdict, code?.subject ?? null)
      })
      if (judged.length > 0) await keepJudged(client, judged)
    },
    () => told < MOST_TOLD,
  )
  await client.query('ANALYZE import_subject')
  await findTogether(client, tell, () => told < MOST_TOLD)
}

async function judgeRows(
  client: pg.ClientBase,
  viewer: Viewer,
  onlyPark: number | null,
  rows: readonly StagedRow[],
): Promise<Verdict[]> {
  const named = (name: 'slug' | 'reportingPark') => [
    ...new Set(rows.flatMap(({ told: { [name]: value } }) => value ?? [])),
  ]
  const byCode = rows.flatMap(({ told }) => (told.slug === null ? (creditCodeOf(told) ?? []) : []))
  const found = await findOwnFields(client, viewer, { slugs: named('slug'), creditCodes: byCode })
  const bySlug = new Map(found.map((one) => [one.slug, one]))
  const ofCode = new Map(found.map((one) => [one.fields['unifiedSocialCreditCode'], one]))
  const parks = await findReportingParks(client, viewer, named('reportingPark'))
  const find = (told: ImportedSubject): Found | undefined => {
    const one = told.slug === null ? ofCode.get(creditCodeOf(told) ?? '') : bySlug.get(told.slug)
    return one?.facets.includes(told.kind) ? one : undefined
  }
  return rows.map(({ told }) =>
    judgeRow(told, { viewer, found: find(told), park: parks.get(told.reportingPark ?? ''), onlyPark }),
  )
}

/** What a row is to be known by; nothing where it is wrong in any case. */
function toTold({ told }: StagedRow, verdict: Verdict): Told {
  if ('creation' in verdict) return { ...verdict.creation.entry, own: null }
  if ('existing' in verdict)
    return { slug: verdict.existing.slug, unifiedSocialCreditCode: creditCodeOf(told), own: null }
  if ('faults' in verdict) return { slug: '', own: 0 }
  const { id, after } = verdict.change
  return { slug: '', unifiedSocialCreditCode: after['unifiedSocialCreditCode'], own: id }
}

/** That a code is held by an enterprise which the same file gives another is told later, where it does not. */
function explainTaken(
  verdict: Exclude<Verdict, { faults: unknown }>,
  told: ImportedSubject,
  slug: Taken | undefined,
  code: Taken | undefined,
): Fault[] {
  if ('existing' in verdict) {
    const at = told.slug === null ? 'unifiedSocialCreditCode' : 'slug'
    const further = at === 'slug' && code ? [toFault(code)] : []
    return [{ at, code: 'CODE_TAKEN', message: verdict.message }, ...further]
  }
  return slug ? [toFault(slug), ...(code ? [toFault(code)] : [])] : []
}

const toFault = ({ name, message }: Taken): Fault => ({ at: name, code: 'CODE_TAKEN', message })

function describeArchived({ row, told }: StagedRow, { slug }: Found): RowNote {
  const at = told.slug === null ? 'unifiedSocialCreditCode' : 'slug'
  const message = `"${slug}" is archived, and stays out of lists until it is restored`
  const value = findValue(told, at)
  return { row, at, code: 'ARCHIVED_SUBJECT', message, ...(value === null ? {} : { value }) }
}

function toJudged(place: number, verdict: Verdict, holder: number | null): Judged[] {
  if ('creation' in verdict) {
    const { entry } = verdict.creation
    const code = entry.kind === 'ENTERPRISE' ? (entry.unifiedSocialCreditCode ?? null) : null
    return [{ place, id: null, slug: entry.slug, code, holder, action: 'CREATE', content: verdict.creation }]
  }
  if (!('change' in verdict)) return []
  const { id, before, after } = verdict.change
  const isSame = [...new Set([...Object.keys(before), ...Object.keys(after)])].every(
    (name) => before[name] === after[name],
  )
  const code = (after['unifiedSocialCreditCode'] as string | undefined) ?? null
  return [{ place, id, slug: '', code, holder, action: isSame ? 'NONE' : 'UPDATE', content: verdict.change }]
}

/** Texts of a row, for problems that are told when its cells are not at hand any more. */
function findValue({ fields, ...told }: ImportedSubject, at: string | null): string | null {
  if (at === null) return null
  const value = at === 'kind' ? fields['projectKind'] : (fields[at] ?? (told as Record<string, unknown>)[at])
  return typeof value === 'string' ? value : null
}
