import { RefusalError } from './refusal.ts'

/** Longest texts that anybody may write, in characters (code points), by what they are. docs/writing.md has the same table. */
export const LONGEST = {
  /** Slugs, codes, places in documents. */
  code: 120,
  /** Names of subjects, persons, organisations and publishers, labels, editions, breakdowns. */
  name: 200,
  /** Titles of documents and honours, what a document says of a stage. */
  title: 500,
  /** A name of the longest romanised: six letters and a blank for each character. */
  pinyin: 1_400,
  /** A printed numeral with its qualifier and unit. */
  numeral: 80,
  /** Why something was done, or why there is no number. */
  reason: 1_000,
  /** Notes, summaries, evidence, definitions, questions. */
  prose: 4_000,
  /** A BCP 47 tag. */
  language: 35,
} as const

/** Of which kind a text is: how long it may be, and whether it may have several lines. */
export type TextKind = keyof typeof LONGEST

const inLines: ReadonlySet<TextKind> = new Set(['reason', 'prose'])

/** What is wrong with a text that somebody writes, or null. What stands in names and sentences alike: it is kept as it is typed. */
export function explainText(text: string, kind: TextKind): string | null {
  // Most are of characters that every text may have, and need no closer look.
  const isPlain = plain.test(text)
  return (isPlain ? null : explainCharacters(text, kind)) ?? explainLength(text, LONGEST[kind])
}

const plain = /^[!-~\u4E00-\u9FFF](?:[ -~\u4E00-\u9FFF]*[!-~\u4E00-\u9FFF])?$/

/** @throws RefusalError `BAD_USER_INPUT` where something is wrong with a text that is no part of a list of issues */
export function requireText(text: string, kind: TextKind, what: string): void {
  const fault = explainText(text, kind)
  if (fault) throw new RefusalError('BAD_USER_INPUT', `${what} ${fault}.`)
}

/** What is wrong with the length of a text that no text may be longer than, or null. */
export function explainLength(text: string, longest: number): string | null {
  if (text.length <= longest) return null
  const { length } = [...text]
  return length > longest ? `has ${length} characters: at most ${longest} pass` : null
}

function explainCharacters(text: string, kind: TextKind): string | null {
  if (!/^\S(?:.*\S)?$/s.test(text)) return 'must be text that is not empty and has no blanks at its ends'
  if (text.includes('\0')) return 'holds a NUL character'
  if (text.includes('\uFFFD')) return 'holds U+FFFD, which stands for bytes that were lost'
  if (!text.isWellFormed()) return 'holds half of a character: a lone surrogate'
  const control = (inLines.has(kind) ? /(?![\t\n\r])[\p{Cc}\p{Zl}\p{Zp}]/u : /[\p{Cc}\p{Zl}\p{Zp}]/u).exec(text)
  if (control)
    return `holds the control character ${name(control[0])}${inLines.has(kind) ? '' : ': write it in one line'}`
  const [hidden] = invisible.exec(text) ?? []
  if (hidden) return `holds ${name(hidden)}, which cannot be seen: leave it out`
  return seen.test(text) ? null : 'has nothing that can be seen'
}

/** Format characters, those that turn the order of text around among them; joiners belong to some scripts, and to emoji. */
const invisible = /(?![\u200C\u200D])\p{Cf}|\p{Noncharacter_Code_Point}/u

/** A letter, digit or sign that has a form; the empty cell of Braille has none. */
const seen = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u

const name = (character: string) => `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
