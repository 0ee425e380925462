import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import type { z } from 'zod'
import { explainIssue } from './explain-issue.ts'
import type { Problem } from './problem.ts'

/** An entry together with where it stands. */
export interface Located<T> {
  readonly file: string
  readonly entry: string
  readonly value: T
}

/** Files that each data set holds, an empty list where it has none of the kind; beside them only observations/*.yaml. */
export const FILES = [
  'dataset.yaml',
  'sources.yaml',
  'subjects.yaml',
  'indicators.yaml',
  'facts.yaml',
  'corrections.yaml',
  'doubts.yaml',
  'numbers.yaml',
] as const

const OBSERVATIONS = 'observations'

/** Paths of the YAML files in the folder and in its folder of observations, sorted. */
export function listFiles(folder: string): string[] {
  const list = (under: string) =>
    statSync(join(folder, under), { throwIfNoEntry: false })?.isDirectory()
      ? readdirSync(join(folder, under))
          .filter((name) => /\.ya?ml$/i.test(name))
          .map((name) => join(under, name))
      : []
  return [...list('.'), ...list(OBSERVATIONS)].sort()
}

/** Hash of all YAML files of the folder, with their names: two editions of a data set differ in it. */
export function hashFolder(folder: string): string {
  const hash = createHash('sha256')
  for (const file of listFiles(folder)) {
    const content = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
    hash.update(JSON.stringify([file.replaceAll('\\', '/'), content]))
  }
  return hash.digest('hex')
}

/** What keeps the folder from being read at all: files that are missing or that belong to no data set. */
export function findFileProblems(folder: string): Problem[] {
  const found = listFiles(folder)
  const missing = FILES.filter((file) => !found.includes(file))
  const strange = found.filter((file) => !FILES.some((known) => known === file) && !isObservations(file))
  const isEmpty = existsSync(join(folder, FILES[0])) && !found.some(isObservations)
  return [
    ...(isEmpty
      ? [{ file: OBSERVATIONS, entry: '-', reason: `holds no YAML file in ${folder}; give an empty list for none` }]
      : []),
    ...missing.map((file) => ({ file, entry: '-', reason: `is missing in ${folder}; give an empty list for none` })),
    ...strange.map((file) => ({
      file,
      entry: '-',
      reason: `belongs to no data set; the files are ${FILES.join(', ')}`,
    })),
  ]
}

export function isObservations(file: string): boolean {
  return /^observations[\\/][^\\/]+\.yaml$/.test(file)
}

/** Parses a YAML file; adds a problem and returns undefined when it cannot. */
export function readYaml(folder: string, file: string, problems: Problem[]): unknown {
  const path = join(folder, file)
  if (!existsSync(path)) return undefined
  const refuse = (message: string) => {
    problems.push({ file, entry: '-', reason: `is not plain YAML: ${message.replaceAll(/\s+/g, ' ')}` })
    return undefined
  }
  if (!statSync(path).isFile()) return refuse('it is no file')
  let content: string
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch {
    return refuse('its bytes are no UTF-8; save it as UTF-8')
  }
  const document = parseDocument(content)
  // What follows the first error is mostly its consequence.
  const [error] = document.errors
  if (error) return refuse(error.message)
  for (const { message } of document.warnings) refuse(message)
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    return refuse(`${(error as Error).message}; write aliases out`)
  }
}

/** Reads a list of entries; those that do not have the shape become problems. */
export function readEntries<T>(file: string, raw: unknown, shape: z.ZodType<T>, problems: Problem[]): Located<T>[] {
  if (!Array.isArray(raw)) {
    if (raw !== undefined) problems.push({ file, entry: '-', reason: 'must be a list of entries' })
    return []
  }
  return raw.flatMap((item: unknown, index) => {
    const read = readEntry(file, nameEntry(item, index), item, shape, problems)
    return read ? [read] : []
  })
}

export function readEntry<T>(
  file: string,
  entry: string,
  raw: unknown,
  shape: z.ZodType<T>,
  problems: Problem[],
): Located<T> | null {
  const result = shape.safeParse(raw, { error: explainIssue })
  if (result.success) return { file, entry, value: result.data }
  for (const { path, message } of result.error.issues) {
    problems.push({ file, entry, reason: path.length > 0 ? `${path.join('.')}: ${message}` : message })
  }
  return null
}

/** The identifiers that a raw list declares, broken entries included. */
export function listIdentifiers(raw: unknown): string[] {
  return Array.isArray(raw) ? raw.flatMap((item: unknown) => findIdentifier(item) ?? []) : []
}

export function nameEntry(item: unknown, index: number): string {
  return findIdentifier(item) ?? `entry ${index + 1}${describePlace(item)}`
}

function findIdentifier(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null
  const { id, slug, code } = item as Record<string, unknown>
  const identifier = id ?? slug ?? code
  return typeof identifier === 'string' ? identifier : null
}

function describePlace(item: unknown): string {
  if (typeof item !== 'object' || item === null) return ''
  const { section, paragraph, text } = item as Record<string, unknown>
  return section === undefined ? '' : ` (${section} ${paragraph}, ${text})`
}
