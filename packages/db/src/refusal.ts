import type { FactKey, RowKey } from './row-key.ts'

/**
 * Why a write was refused. Published codes never change meaning.
 *
 * - `BAD_USER_INPUT`: what was given is malformed; `issues` lists everything that is.
 * - `NOT_FOUND`: there is nothing with that id that the writer may see.
 * - `FORBIDDEN`: the writer sees it, and has no role that may do this there, or came with a key or token that ended.
 * - `INVALID_CORRECTION`: the changes are unknown or malformed, change nothing, or would leave a figure that is not whole.
 * - `UNKNOWN_UNIT`, `INCOMPATIBLE_UNITS`, `UNKNOWN_INDICATOR`: as of the server.
 * - `ARCHIVED_INDICATOR`: the indicator takes no new figures.
 * - `ALREADY_DECIDED`: it was decided so already.
 * - `FIGURE_EXISTS`: another figure of the same series, period, nature and source is read there.
 * - `DOUBLED_FIGURE`: two figures of the input are of the same series, period, nature and source.
 * - `FACT_EXISTS`: the same is told by another fact already.
 * - `CIRCLE_OF_PARKS`: a park would lie in what lies in it.
 * - `VERSION_OUTDATED`: a newer vintage of the figure, version of the fact, subject, document or indicator, decision on the correction, or later step of the publication
 *   is known than the one that the writer names.
 * - `WRONG_STATE`: what is asked for does not follow the last step of a publication, the subject, document or indicator is archived, or not, already,
 *   or the indicator is established.
 * - `ALREADY_WITHDRAWN`: the newest vintage of the figure, or version of the fact, withdraws it.
 * - `ITEMS_CHANGED`: what a publication names was withdrawn, revised or changed, and is not any more what was submitted.
 * - `CODE_TAKEN`: something else has that code.
 * - `KEY_USED`: the idempotency key was used for something else.
 * - `CONTENTION`: others kept writing what was to be read or written, however often it was tried again.
 * - `ALREADY_GRANTED`: they have that role there already.
 * - `ALREADY_REVOKED`: the key or grant was taken back already.
 * - `TOO_MANY_UPLOADS`: the sender has as many uploads under way as may be.
 * - `UPLOAD_TAKEN_OVER`: another part of the upload came meanwhile, or it was deleted.
 */
export type RefusalCode =
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'INVALID_CORRECTION'
  | 'UNKNOWN_UNIT'
  | 'INCOMPATIBLE_UNITS'
  | 'UNKNOWN_INDICATOR'
  | 'ARCHIVED_INDICATOR'
  | 'ALREADY_DECIDED'
  | 'FIGURE_EXISTS'
  | 'DOUBLED_FIGURE'
  | 'FACT_EXISTS'
  | 'CIRCLE_OF_PARKS'
  | 'VERSION_OUTDATED'
  | 'WRONG_STATE'
  | 'ALREADY_WITHDRAWN'
  | 'ITEMS_CHANGED'
  | 'CODE_TAKEN'
  | 'KEY_USED'
  | 'CONTENTION'
  | 'ALREADY_GRANTED'
  | 'ALREADY_REVOKED'
  | 'TOO_MANY_UPLOADS'
  | 'UPLOAD_TAKEN_OVER'

/**
 * What is wrong with a value. Published codes never change meaning.
 *
 * - `INVALID_TEXT`: it is empty, too long, has blanks at its ends or characters that cannot be seen, or is not in the form that it takes.
 * - `INVALID_KEY`: an idempotency key is none.
 * - `INVALID_CODE`: a credit, region or industry code is none, or lacks the system and edition that it is of.
 * - `NO_CHANGE`: what is to change is so already.
 * - `OUT_OF_RANGE`: a number, day or length lies outside of what it may be.
 * - `UNKNOWN_SOURCE`: no document has that code, or none that the writer may see.
 * - `ARCHIVED_SOURCE`: the document is archived, and not cited anew.
 * - `INVALID_QUANTITY`: value, bounds, qualifier and the reason why there is no number contradict each other.
 * - `WRONG_SPAN`: the period is not what the accumulation covers.
 * - `PRINTED_OTHERWISE`: the printed text cannot be read, or says something else than what is typed.
 * - `INVALID_GROWTH`: what `growthOf` names is not the level of this growth, or accumulates otherwise.
 * - `WRONG_KIND`: what is named is no park, project, enterprise or programme, as it has to be, or does not report for itself, or the fact is of another kind.
 * - `INVALID_FACT`: the parts of a fact contradict each other.
 * - `INVALID_INDICATOR`: the parts of an indicator contradict each other, or it would be part of itself, or of what measures something else.
 * - `ARCHIVED_INDICATOR`: the indicator takes no new figures.
 * - `NOT_PUBLIC`: what is recorded becomes public by publishing alone.
 * - `SERIES_RESTRICTED`: the series is more restricted than the figure is to be.
 * - `OTHER_PARK`: it is reported by another park than what it is published with.
 * - `DOUBLED_ITEM`: it is in the list already.
 * - `ALREADY_PUBLISHED`: it is no more restricted than the level that it is to have.
 * - `NOT_PRINTED`: it is a corrected figure, and takes the printed one.
 * - `UNKNOWN_INDICATOR`, `UNKNOWN_UNIT`, `INCOMPATIBLE_UNITS`, `INVALID_CORRECTION`: as of refusals.
 */
export type IssueCode =
  | 'INVALID_TEXT'
  | 'INVALID_KEY'
  | 'INVALID_CODE'
  | 'NO_CHANGE'
  | 'OUT_OF_RANGE'
  | 'UNKNOWN_SOURCE'
  | 'ARCHIVED_SOURCE'
  | 'UNKNOWN_INDICATOR'
  | 'UNKNOWN_UNIT'
  | 'INCOMPATIBLE_UNITS'
  | 'INVALID_QUANTITY'
  | 'WRONG_SPAN'
  | 'PRINTED_OTHERWISE'
  | 'INVALID_GROWTH'
  | 'WRONG_KIND'
  | 'INVALID_FACT'
  | 'INVALID_INDICATOR'
  | 'ARCHIVED_INDICATOR'
  | 'NOT_PUBLIC'
  | 'SERIES_RESTRICTED'
  | 'OTHER_PARK'
  | 'DOUBLED_ITEM'
  | 'ALREADY_PUBLISHED'
  | 'NOT_PRINTED'
  | 'INVALID_CORRECTION'

/** What is wrong with one value of an input. */
export interface Issue {
  /** Where it stands in the input: names, and places in lists from 0. */
  readonly path: readonly string[]
  readonly code: IssueCode
  readonly message: string
}

/** What stands in the way of one part of an input: with the figure, fact, subject, document or indicator that is there, where it is one. */
export interface Clash {
  readonly path: readonly string[]
  readonly message: string
  readonly figure?: RowKey | null
  readonly fact?: FactKey | null
  /** Id. */
  readonly subject?: number | null
  /** Id of a document. */
  readonly source?: number | null
  /** Id of an indicator. */
  readonly indicator?: number | null
  /** Of a subject, document or indicator: what the writer has to expect. */
  readonly version?: string | null
}

export interface RefusalDetails {
  readonly issues?: readonly Issue[]
  readonly clashes?: readonly Clash[]
}

/** A write that was refused, of which nothing was recorded. Its message is meant for whoever asked for it. */
export class RefusalError extends Error {
  readonly code: RefusalCode
  /** All that is wrong with the input, where that is why. */
  readonly issues: readonly Issue[]
  /** All that stands in the way, where that is why. */
  readonly clashes: readonly Clash[]

  constructor(code: RefusalCode, message: string, { issues = [], clashes = [] }: RefusalDetails = {}) {
    super(shorten(message))
    this.name = 'RefusalError'
    this.code = code
    this.issues = issues.map((issue) => ({ ...issue, ...shortenAll(issue) }))
    this.clashes = clashes.map((clash) => ({ ...clash, ...shortenAll(clash) }))
  }
}

const longestMessage = 1_000

/** What is refused may be of any length, and messages quote it. */
const shorten = (text: string) =>
  text.length > longestMessage ? `${text.slice(0, longestMessage).toWellFormed()}…` : text

/** The beginning of a text that was sent, for messages. */
export const cut = (text: string): string => (text.length > 120 ? `${text.slice(0, 120).toWellFormed()}…` : text)

/** What whoever writes by an older version is told. */
export const explainOutdated = (what: string, version: string, expected: string): string =>
  `${what} is of version ${version}, and not ${cut(expected)}`

const shortenAll = ({ path, message }: Pick<Issue, 'path' | 'message'>) => ({
  path: path.map(shorten),
  message: shorten(message),
})

/** @throws RefusalError `BAD_USER_INPUT` with all issues, where there are any */
export function refuseIssues(issues: readonly Issue[]): void {
  const [first] = issues
  if (!first) return
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''
  const where = first.path.length > 0 ? `${first.path.join('.')}: ` : 'The input '
  throw new RefusalError('BAD_USER_INPUT', `${where}${first.message}${more}`, { issues })
}

/**
 * Runs checks of one input of which none depends on another, and yields what the first one does.
 *
 * @throws RefusalError the first that is refused, with the issues of all
 */
export async function refuseTogether<Result>(
  first: () => Promise<Result>,
  ...others: (() => Promise<unknown>)[]
): Promise<Result> {
  const [result, ...rest] = await Promise.all([first, ...others].map(async (check) => attempt(check)))
  const refused = [result, ...rest].filter((outcome) => outcome instanceof RefusalError)
  const [cause] = refused
  if (!cause) return result as Result
  throw new RefusalError(cause.code, cause.message, { issues: refused.flatMap(({ issues }) => issues) })
}

async function attempt<Result>(check: () => Promise<Result>): Promise<Result | RefusalError> {
  try {
    return await check()
  } catch (error) {
    if (error instanceof RefusalError && error.issues.length > 0) return error
    throw error
  }
}
