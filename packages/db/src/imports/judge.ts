import type { SubjectEntry } from '../load/shapes.ts'
import { explainOutdated, type Issue } from '../refusal.ts'
import { type Creation, checkCreation } from '../subjects/create.ts'
import { explainPark, type ReportingPark } from '../subjects/reporting-park.ts'
import { type ChangedFields, checkChanges, isChange } from '../subjects/update.ts'
import type { Found } from '../subjects/version.ts'
import type { Viewer } from '../viewer.ts'
import { mayWrite } from '../write/rights.ts'
import { OTHER_PARK, type RowProblem } from './problems.ts'
import type { ImportedKind, ImportedSubject } from './subject-row.ts'

export type Fault = Omit<RowProblem, 'row' | 'value'>

/** What a row is to do, where nothing is wrong with it by itself. */
export type Verdict =
  | { readonly creation: Creation }
  /** What is there, and how its fields change: not, where both are the same. */
  | { readonly found: Found; readonly change: ChangedFields }
  /** It is there, and the row says otherwise without saying that it is to change: as taken as for whoever makes it known. */
  | { readonly existing: Found; readonly message: string }
  | { readonly faults: readonly Fault[] }

/** What a row is held against. */
export interface Around {
  readonly viewer: Viewer
  /** The subject of its kind that it names, as far as the viewer sees it. */
  readonly found: Found | undefined
  /** The park that it names. */
  readonly park: ReportingPark | undefined
  /** Id of the park whose rows alone pass. */
  readonly onlyPark: number | null
}

/** Looks at a row as the mutations do that make a subject known and change one. */
export function judgeRow(told: ImportedSubject, around: Around): Verdict {
  const { found } = around
  if (!found) return judgeCreation(told, around)
  const differences = told.isUpdate ? [] : findDifferences(told, found)
  return differences.length > 0 ? judgeExisting(told, found, differences, around) : judgeChange(told, found, around)
}

/** What a row says otherwise than it is. */
function findDifferences({ fields, reportingPark, accessLevel }: ImportedSubject, found: Found): string[] {
  const names = Object.keys(fields).filter((name) => isChange(found, { [name]: fields[name] }))
  if (reportingPark !== null && reportingPark !== found.reportingPark) names.push('reportingPark')
  if (accessLevel !== null && accessLevel !== found.accessLevel) names.push('accessLevel')
  return names.map(toFieldName)
}

function judgeChange(told: ImportedSubject, found: Found, { viewer, onlyPark }: Around): Verdict {
  const at = told.slug === null ? 'unifiedSocialCreditCode' : 'slug'
  if (!mayWrite(viewer, found.reportingParkId)) {
    const message = `Changing ${article[told.kind]} takes the role EDITOR there.`
    return { faults: [{ at, code: 'FORBIDDEN', message }] }
  }
  const faults: Fault[] = []
  if (onlyPark !== null && found.reportingParkId !== onlyPark) faults.push({ at, ...OTHER_PARK })
  if (told.expectedVersion !== null && told.expectedVersion !== found.version) {
    const message = explainOutdated(`"${found.slug}"`, found.version, told.expectedVersion)
    faults.push({ at: 'expectedVersion', code: 'VERSION_OUTDATED', message })
  }
  for (const name of ['reportingPark', 'accessLevel'] as const)
    if (told[name] !== null && told[name] !== found[name])
      faults.push({ at: name, code: 'FIXED_VALUE', message: `is ${found[name]}, and stays so` })
  const { fields, issues } = checkChanges(found, told.fields)
  faults.push(...issues.map(toFault))
  return faults.length > 0 ? { faults } : { found, change: { id: found.id, before: found.fields, after: fields } }
}

const article: Readonly<Record<ImportedKind, string>> = { ENTERPRISE: 'an enterprise', PROJECT: 'a project' }

const required: Readonly<Record<ImportedKind, readonly string[]>> = {
  ENTERPRISE: ['name', 'pinyin'],
  PROJECT: ['name', 'pinyin', 'projectKind'],
}

function judgeExisting(
  told: ImportedSubject,
  existing: Found,
  differences: readonly string[],
  around: Around,
): Verdict {
  const { kind } = told
  const own = required[kind].map((name) => [name, String(existing.fields[name])] as const)
  const fields = { ...Object.fromEntries(own), ...told.fields }
  const { faults } = checkNew({ ...told, slug: existing.slug, fields }, around)
  if (faults.length > 0) return { faults }
  const message = `is there already, and the row says another ${differences.join(', ')}`
  return { existing, message }
}

function judgeCreation(told: ImportedSubject, around: Around): Verdict {
  const { kind, fields, expectedVersion } = told
  const missing = [
    ...(told.slug === null ? ['slug'] : []),
    ...(told.reportingPark === null ? ['reportingPark'] : []),
    ...required[kind].filter((name) => fields[name] === undefined),
  ]
  const message = `There is no ${kind.toLowerCase()} of that name, in any version.`
  const { entry, faults: own } = checkNew(told, around)
  const faults = [
    ...missing.map(explainMissing),
    ...(expectedVersion === null ? [] : [{ at: 'expectedVersion', code: 'NOT_FOUND', message } as const]),
    ...own.filter(({ at }) => !missing.map(toFieldName).includes(at ?? '')),
  ]
  return faults.length > 0 || !entry ? { faults } : { creation: { entry, parkId: around.park?.id ?? null } }
}

/** What whoever makes it known is told, as far as it does not depend on other subjects. */
function checkNew(told: ImportedSubject, around: Around): { readonly entry?: SubjectEntry; readonly faults: Fault[] } {
  const { kind, slug, reportingPark } = told
  const fields = Object.fromEntries(Object.entries(told.fields).filter(([, value]) => value !== null))
  const refused = checkPark(told, around)
  const park = refused.length > 0 ? null : (around.park ?? null)
  const accessLevel = told.accessLevel ?? 'INTERNAL'
  const { entry, issues } = checkCreation({ kind, slug: slug ?? '', fields, reportingPark, accessLevel }, park)
  return { ...(entry ? { entry } : {}), faults: [...refused, ...issues.map(toFault)] }
}

function checkPark({ reportingPark }: ImportedSubject, { viewer, park, onlyPark }: Around): Fault[] {
  if (reportingPark === null) return []
  const refusal = explainPark(viewer, reportingPark, park)
  if (refusal) return [{ at: 'reportingPark', ...refusal }]
  return onlyPark === null || park?.id === onlyPark ? [] : [{ at: 'reportingPark', ...OTHER_PARK }]
}

/** Data sets call it otherwise than requests and files. */
const toFieldName = (name: string) => (name === 'projectKind' ? 'kind' : name)

const explainMissing = (name: string): Fault => ({
  at: toFieldName(name),
  code: 'MISSING_VALUE',
  message: 'is empty, and nothing is there that the row could be about',
})

const toFault = ({ path, code, message }: Issue): Fault => ({ at: toFieldName(path.join('.')), code, message })
