import { createHash } from 'node:crypto'
import {
  type Database,
  type ImportClient,
  type ImportOptions,
  type ImportPhase,
  type ImportTarget,
  importObservations,
  importSubjects,
  type RowNote,
  type RowProblem,
  type SubjectCounts,
  tellImport,
  type Viewer,
} from '@parkgraph/db'
import type { GraphQLSchema } from 'graphql'
import { AppError } from '../errors.ts'
import { encodeId } from '../modules/node/id.ts'
import { createCellReader } from './cells.ts'
import { createCsvReader, type RawRow } from './csv.ts'
import { decode } from './decode.ts'
import type { Encoding } from './encoding.ts'
import { createHeaders } from './fields.ts'
import { toFigure } from './figure.ts'
import { forms } from './form.ts'
import { layOut } from './layout.ts'
import type { Parameters } from './parameters.ts'
import { createReport, type Note, type Problem, type Report } from './report.ts'
import { type RowTexts, readItems } from './rows.ts'
import { spool } from './spool.ts'
import { toSubject } from './subject.ts'
import { readXlsx } from './xlsx.ts'

/** Formats of files, by the ending of their name. */
export type FileFormat = 'csv' | 'xlsx'

/** How far an import has come. */
export interface ImportProgress {
  readonly phase: ImportPhase
  readonly rows: number
  readonly bytes: number
}

/** What an import tells while it runs. */
export interface ImportListener {
  /** Holds where the summary has problems: only when the whole file is read is it known whether it was recorded before. */
  problem(problem: Problem): void
  note(note: Note): void
  progress(progress: ImportProgress): void
  /** Awaited now and then: resolves when all that was told is on its way. */
  flush(): Promise<void>
}

export interface ImportSummary {
  /** Id of the import in GraphQL, where others see it. */
  readonly import: string
  /** `RECORDED`: all rows are; `CHECKED`: they could be, and it was a dry run; `REFUSED`: none are. */
  readonly outcome: 'RECORDED' | 'CHECKED' | 'REFUSED'
  readonly rows: number
  /** Figures that are recorded, or would be. */
  readonly figures: number
  /** Of a file of subjects: how many are made known, changed and left as they are, or would be. */
  readonly subjects?: SubjectCounts
  /** Whether the same file was recorded before: then it is not again. */
  readonly isRepeated: boolean
  readonly problemCount: number
  readonly noteCount: number
}

export interface FileImport {
  readonly schema: GraphQLSchema
  readonly database: Database
  readonly viewer: Viewer
  readonly file: AsyncIterable<Buffer>
  readonly format: FileFormat
  readonly parameters: Parameters
  /** Most bytes of the file. */
  readonly limit: number
  readonly listener: ImportListener
  readonly signal: AbortSignal
}

/** Time in milliseconds between two reports of progress. */
const pace = 250

/**
 * Imports a file of observations, enterprises or projects: all of it or nothing.
 *
 * @throws AppError for a file that cannot be read at all; RefusalError as `importObservations` and `importSubjects` do
 */
export async function importFile(options: FileImport): Promise<ImportSummary> {
  const { schema, database, viewer, format, parameters, limit, listener, signal } = options
  const { into, isDryRun } = parameters
  const told = await tellImport(database.pool, viewer, { into: targets[into], isDryRun })
  const hash = createHash('sha256').update(describeParameters(format, parameters))
  const report = createReport(listener, format)
  const form = forms[into]
  const headers = createHeaders(schema, form)
  const taken = { bytes: 0 }
  let phase: ImportPhase = 'READING'
  const readState = () => ({ rows: report.rowCount, bytes: taken.bytes, problemCount: report.problemCount })
  const tell = () => {
    const { problemCount, ...state } = readState()
    listener.progress({ phase, ...state })
    told.tell({ phase, ...state, problemCount })
  }
  const timer = setInterval(tell, pace)
  try {
    const file = measure(options.file, limit, taken, hash)
    const rows = format === 'csv' ? readCsv(readText(file, parameters.encoding, report)) : readSheets(file, report)
    const readAs = <Item>(toItem: (row: RowTexts) => Item) =>
      readItems(
        rows,
        (header) => layOut(header, form, parameters, headers, report),
        createCellReader(format === 'csv'),
        report,
        toItem,
      )
    const shared = {
      pool: database.pool,
      viewer,
      getDigest: () => hash.copy().digest('hex'),
      ...{ park: parameters.park, isDryRun },
      countProblems: () => report.problemCount,
      onProblem: ({ value, ...problem }: RowProblem) => report.add(problem, value),
      onNote: ({ value, ...note }: RowNote) => report.note(note, value),
      flush: () => listener.flush(),
      onPhase: (next: ImportPhase) => {
        phase = next
        report.hold([])
        tell()
      },
      conclude: (client: ImportClient) => told.end(readState(), 'RECORDED', client),
      signal,
    }
    const counts = await importAs(into, shared, readAs)
    const { rowCount: count, noteCount } = report
    // What would be wrong by now, as where a document was archived since, is not so of what was recorded before.
    const problemCount = counts.isRepeated ? 0 : report.problemCount
    const outcome = problemCount > 0 ? 'REFUSED' : isDryRun ? 'CHECKED' : 'RECORDED'
    await told.end({ ...readState(), problemCount }, outcome)
    return { import: encodeId('Import', [told.id]), outcome, rows: count, ...counts, problemCount, noteCount }
  } catch (error) {
    await told.end(readState(), 'BROKEN_OFF')
    throw error
  } finally {
    clearInterval(timer)
  }
}

const targets: Readonly<Record<Parameters['into'], ImportTarget>> = {
  observations: 'OBSERVATIONS',
  enterprises: 'ENTERPRISES',
  projects: 'PROJECTS',
}

/** What the rows of a list are read as, and recorded by. */
async function importAs(
  into: Parameters['into'],
  shared: Omit<ImportOptions<never>, 'rows'>,
  readAs: <Item>(toItem: (row: RowTexts) => Item) => ImportOptions<Item>['rows'],
): Promise<Pick<ImportSummary, 'figures' | 'subjects' | 'isRepeated'>> {
  if (into === 'observations') return importObservations({ ...shared, rows: readAs(toFigure) })
  const kind = into === 'enterprises' ? 'ENTERPRISE' : 'PROJECT'
  const { isRepeated, ...subjects } = await importSubjects({ ...shared, rows: readAs(toSubject(kind)) }, kind)
  return { figures: 0, subjects, isRepeated }
}

/** All that rows are read by: the same file, read otherwise, is another request. */
const describeParameters = (format: FileFormat, { isDryRun: _, ...parameters }: Parameters) =>
  JSON.stringify({ format, ...parameters })

async function* measure(
  file: AsyncIterable<Buffer>,
  limit: number,
  taken: { bytes: number },
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Buffer> {
  for await (const chunk of file) {
    taken.bytes += chunk.length
    if (taken.bytes > limit) throw tooLarge(limit)
    hash.update(chunk)
    yield chunk
  }
}

function readSheets(file: AsyncIterable<Buffer>, report: Report): AsyncGenerator<readonly RawRow[]> {
  const note = (code: Note['code'], message: string) => report.note({ row: 1, at: null, code, message })
  const tell = (count: number, isHidden: boolean) => {
    if (count > 1) note('IGNORED_SHEETS', `only the first of ${count} sheets is read`)
    if (isHidden) note('HIDDEN_SHEET', 'the first sheet is hidden, and was read all the same')
  }
  return spool(file, (handle) => readXlsx(handle, tell))
}

function readText(file: AsyncIterable<Buffer>, encoding: Encoding | null, report: Report): AsyncGenerator<string> {
  const message = 'the file is no UTF-8, and was read as GB18030: where texts are wrong, say encoding=UTF-8'
  return decode(file, encoding, () => report.note({ row: 1, at: null, code: 'READ_AS_GB18030', message }))
}

async function* readCsv(texts: AsyncIterable<string>): AsyncGenerator<readonly RawRow[]> {
  const read = createCsvReader()
  for await (const text of texts) yield read(text, false)
  yield read('', true)
}

export function tooLarge(limit: number): AppError {
  const why = `The file is larger than the ${limit.toLocaleString('en-US')} bytes that are taken.`
  return new AppError('FILE_TOO_LARGE', `${why} Split it, or have IMPORT_LIMIT raised.`)
}
