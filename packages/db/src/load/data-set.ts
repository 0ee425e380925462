import { FACT_LISTS, FACT_SHAPES, type FactEntry, type FactList } from './fact-shapes.ts'
import type { Problem } from './problem.ts'
import {
  findFileProblems,
  isObservations,
  type Located,
  listFiles,
  listIdentifiers,
  readEntries,
  readEntry,
  readYaml,
} from './read-folder.ts'
import * as shapes from './shapes.ts'

export type Facts = { [List in FactList]: Located<FactEntry<List>>[] }

/** The entries of a data set that have the right shape, and the identifiers of all entries, right or not. */
export interface DataSet {
  readonly manifest: Located<shapes.Manifest> | null
  readonly sources: Located<shapes.Source>[]
  readonly subjects: Located<shapes.SubjectEntry>[]
  /** Indicators of the shared vocabulary. */
  readonly reference: Located<shapes.IndicatorEntry>[]
  /** Indicators of the data set itself. */
  readonly indicators: Located<shapes.IndicatorEntry>[]
  readonly observations: Located<shapes.ObservationEntry>[]
  readonly facts: Facts
  readonly corrections: Located<shapes.CorrectionEntry>[]
  readonly doubts: Located<shapes.DoubtEntry>[]
  readonly numbers: Located<shapes.NumberEntry>[]
  /** Each identifier with the files that declare it; broken entries count, so that one mistake is told once. */
  readonly declared: Readonly<Record<Kind, Declarations>>
}

export type Kind = 'source' | 'subject' | 'indicator' | 'observation' | 'fact' | 'correction' | 'doubt'
export type Declarations = ReadonlyMap<string, readonly string[]>

/** Reads the data set in `folder` and the vocabulary beside it; adds what is misshapen to `problems`. */
export function readDataSet(folder: string, referenceFolder: string, problems: Problem[]): DataSet {
  problems.push(...findFileProblems(folder))
  const declared = declareNothing()
  const read = (file: string) => readYaml(folder, file, problems)
  const declare = (kind: Kind, file: string, raw: unknown) => {
    for (const id of listIdentifiers(raw)) declared[kind].set(id, [...(declared[kind].get(id) ?? []), file])
    return raw
  }
  const list = <T>(kind: Kind, file: string, shape: Parameters<typeof readEntries<T>>[2]) =>
    readEntries(file, declare(kind, file, read(file)), shape, problems)

  const rawManifest = read('dataset.yaml')
  const facts = readFacts(read('facts.yaml'), problems, (raw) => declare('fact', 'facts.yaml', raw))
  return {
    manifest: rawManifest === undefined ? null : readEntry('dataset.yaml', '-', rawManifest, shapes.manifest, problems),
    sources: list('source', 'sources.yaml', shapes.source),
    subjects: list('subject', 'subjects.yaml', shapes.subject),
    reference: readReference(referenceFolder, problems, (raw) => declare('indicator', REFERENCE_PATH, raw)),
    indicators: list('indicator', 'indicators.yaml', shapes.indicator),
    observations: listFiles(folder)
      .filter(isObservations)
      .flatMap((file) => list('observation', file, shapes.observation)),
    facts,
    corrections: list('correction', 'corrections.yaml', shapes.correction),
    doubts: list('doubt', 'doubts.yaml', shapes.doubt),
    numbers: readEntries('numbers.yaml', read('numbers.yaml'), shapes.number, problems),
    declared,
  }
}

const REFERENCE_FILE = 'indicators.yaml'
const REFERENCE_PATH = `reference/${REFERENCE_FILE}`

/** Reads the shared vocabulary of indicators; its problems name the file as `reference/indicators.yaml`. */
export function readReference(
  referenceFolder: string,
  problems: Problem[],
  declare: (raw: unknown) => unknown = (raw) => raw,
): Located<shapes.IndicatorEntry>[] {
  const own: Problem[] = []
  const raw = declare(readYaml(referenceFolder, REFERENCE_FILE, own))
  if (raw === undefined && own.length === 0) {
    own.push({ file: REFERENCE_FILE, entry: '-', reason: `is missing in ${referenceFolder}` })
  }
  const entries = readEntries(REFERENCE_FILE, raw, shapes.indicator, own)
  problems.push(...own.map((problem) => ({ ...problem, file: REFERENCE_PATH })))
  return entries.map((entry) => ({ ...entry, file: REFERENCE_PATH }))
}

/** The indicators by code; where two have the same code, the shared one. */
export function indexIndicators({ reference, indicators }: DataSet): Map<string, shapes.IndicatorEntry> {
  return new Map([...indicators, ...reference].map(({ value }) => [value.code, value]))
}

function readFacts(raw: unknown, problems: Problem[], declare: (raw: unknown) => unknown): Facts {
  const file = 'facts.yaml'
  const isMap = typeof raw === 'object' && raw !== null && !Array.isArray(raw)
  if (raw !== undefined && !isMap)
    problems.push({ file, entry: '-', reason: `must be a map of lists: ${FACT_LISTS.join(', ')}` })
  const lists = new Map(isMap ? Object.entries(raw) : [])
  for (const key of lists.keys()) {
    if (FACT_LISTS.some((list) => list === key)) continue
    problems.push({ file, entry: key, reason: `is no list of facts; the lists are ${FACT_LISTS.join(', ')}` })
  }
  const read = (list: FactList) => readEntries<unknown>(file, declare(lists.get(list)), FACT_SHAPES[list], problems)
  return Object.fromEntries(FACT_LISTS.map((list) => [list, read(list)])) as unknown as Facts
}

function declareNothing(): Record<Kind, Map<string, string[]>> {
  return {
    source: new Map(),
    subject: new Map(),
    indicator: new Map(),
    observation: new Map(),
    fact: new Map(),
    correction: new Map(),
    doubt: new Map(),
  }
}
