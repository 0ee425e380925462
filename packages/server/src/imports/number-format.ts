import { Decimal } from '@parkgraph/statistics'

/** How cells of a style show what they hold. */
export interface NumberFormat {
  /** Sections for numbers: of all of them, or by sign or condition. None where the format cannot be read. */
  readonly numbers: readonly Section[]
  readonly text: Section | null
}

/** A section of a format: signs that stand for what the cell holds, amid literals. */
export interface Section {
  /** `0` for a digit, `#` for one that may be missing, points and commas; `G` for a number as it is, `@` for a text. */
  places: string
  before: string
  after: string
  percents: number
  isDay: boolean
  isRed: boolean
  /** Whether it is written in Japanese, where ¥ is yen. */
  isJapanese: boolean
  /** Whether literals stand amid the places, as in 0!.0 and # ?/?, or fill the cell. */
  isBroken: boolean
  /** Whether digits are shown as words or those of another script. */
  isSpelt: boolean
  condition: { readonly sign: string; readonly bound: string } | null
}

/** What the section says and where it says it. */
export interface Chosen {
  readonly section: Section
  /** Whether it is for negative numbers alone: then its literals have their sign. */
  readonly isOfNegatives: boolean
}

/** Most characters of a format: spreadsheet programs take 255. */
const LONGEST = 1_000

const token =
  /"(?<quoted>[^"]*)"?|[\\!](?<escaped>.)|\*(?<fill>.)|_.|\[(?<block>[^\]]*)\]|(?<general>General|G\/通用格式)|(?<place>[0#?.,@]|E[+-])|(?<day>[ymdhsbgea])|(?<literal>.)/gisu

/** Reads the code of a format. */
export function parseFormat(code: string): NumberFormat {
  const sections = [begin()]
  for (const { groups = {} } of code.slice(0, LONGEST).matchAll(token))
    if (groups['literal'] === ';') sections.push(begin())
    else take(sections.at(-1) as Section, groups)
  if (code.length > LONGEST || sections.length > 4) return { numbers: [], text: null }
  const last = sections.at(-1) as Section
  const text = sections.length === 4 || last.places === '@' ? last : null
  return { numbers: text && sections.length > 1 ? sections.slice(0, -1) : sections, text }
}

const begin = (): Section => ({
  ...{ places: '', before: '', after: '', percents: 0, condition: null },
  ...{ isDay: false, isRed: false, isJapanese: false, isBroken: false, isSpelt: false },
})

function take(section: Section, groups: Readonly<Record<string, string | undefined>>): void {
  const { quoted, escaped, fill, block, general, place, day, literal } = groups
  if (block !== undefined) takeBlock(section, block)
  if (day !== undefined) section.isDay = true
  if (fill !== undefined && fill.trim() !== '') section.isBroken = true
  if (literal === '%') section.percents += 1
  if (general ?? place) addPlace(section, general ? 'G' : (place ?? ''))
  addLiteral(section, quoted ?? escaped ?? literal ?? '')
}

function addPlace(section: Section, place: string): void {
  if (section.after !== '') section.isBroken = true
  section.places += /^e/i.test(place) ? 'E' : place.replace('?', '#')
}

function addLiteral(section: Section, text: string): void {
  if (section.places === '') section.before += text
  else section.after += text
}

/** What stands in brackets: the sign of a currency with its language, hours that go on, a condition, or a colour: red ones are negative. */
function takeBlock(section: Section, block: string): void {
  const [, sign, bound] = /^(<=|>=|<>|<|>|=)\s*([+-]?\d{1,15}(?:\.\d{1,15})?)$/.exec(block.trim()) ?? []
  if (sign && bound) section.condition = { sign, bound }
  else if (block.startsWith('$')) takeCurrency(section, block)
  else if (/^(?:h+|m+|s+)$/i.test(block)) section.isDay = true
  else if (/^[<>=]/.test(block)) section.isBroken = true
  else if (/^(?:red|color ?3)$/i.test(block)) section.isRed = true
  else if (/^(?:DBNum|NatNum)/i.test(block)) section.isSpelt = true
}

/** The sign of a currency and its language, or either: with language alone, the sign may stand beside it as a literal. */
function takeCurrency(section: Section, block: string): void {
  const [, sign = '', language = ''] = /^\$([^-]*)-?(.*)$/s.exec(block) ?? []
  if (/^ja\b|411\b/i.test(language)) section.isJapanese = true
  addLiteral(section, sign)
}

const comparisons: Readonly<Record<string, (one: Decimal, other: string) => boolean>> = {
  '<': (one, other) => one.lessThan(other),
  '<=': (one, other) => one.lessThanOrEqualTo(other),
  '>': (one, other) => one.greaterThan(other),
  '>=': (one, other) => one.greaterThanOrEqualTo(other),
  '=': (one, other) => one.equals(other),
  '<>': (one, other) => !one.equals(other),
}

/** The section that a number is shown by; null where that is not certain. */
export function choose({ numbers }: NumberFormat, value: Decimal): Chosen | null {
  const others = numbers.filter(({ condition }) => !condition)
  if (others.length === numbers.length) {
    const [all, negatives = all, zeros = all] = numbers
    const section = value.isZero() ? zeros : value.isNegative() ? negatives : all
    return section ? { section, isOfNegatives: value.isNegative() && section !== all } : null
  }
  const fits = ({ condition }: Section) => condition && comparisons[condition.sign]?.(value, condition.bound)
  const section = numbers.find(fits) ?? (others.length === 1 ? others[0] : undefined)
  if (!section) return null
  const { sign = '', bound = '' } = section.condition ?? {}
  return { section, isOfNegatives: value.isNegative() && sign.startsWith('<') && Number(bound) <= 0 }
}

/** Whether a number is shown as a day or time. */
export const isDay = (format: NumberFormat, value: Decimal): boolean => choose(format, value)?.section.isDay ?? false

/** Places that show the number itself: a comma that no digit follows would show thousands of it. */
const own = /^(?:[G@]|[0#]+(?:,+[0#]+)*(?:\.[0#]*)?(?:E[0#]+)?|\.[0#]+(?:E[0#]+)?)$/

/** A number and what is shown around it. */
export interface Parts {
  readonly places: string
  readonly sign: string
  readonly before: string
  readonly size: Decimal
  readonly after: string
}

/** A number as its format shows it, with all of its digits and what stands around it; null where it shows another one, or none. */
export function showNumber(format: NumberFormat, value: Decimal): string | null {
  const parts = readParts(format, value)
  return parts && `${parts.sign}${parts.before}${parts.size.toFixed()}${parts.after}`
}

/** What a format shows of a number and around it; null where it shows another one, or none. */
export function readParts(format: NumberFormat, value: Decimal): Parts | null {
  const chosen = choose(format, value)
  if (!chosen || chosen.section.isBroken || chosen.section.percents > 1 || isYen(format, chosen.section)) return null
  const { places, percents } = chosen.section
  const around = settleSign(chosen)
  const size = (percents === 1 ? value.times(100) : value).abs()
  if (value.isZero() && /^[-–—]$/.test(bare(chosen.section.before + chosen.section.after)))
    return { places, sign: '', before: '', size, after: '' }
  if (!around || !own.test(places) || isUnseen(size, places)) return null
  const { before, after } = around
  if (isPartOfNumber(before, after)) return null
  return { places, sign: value.isNegative() && !value.isZero() ? '-' : '', before, size, after }
}

/** Whether ¥ is no yuan: sections share their language. */
const isYen = ({ numbers }: NumberFormat, { before, after }: Section) =>
  numbers.some(({ isJapanese }) => isJapanese) && /(?<!\p{L}|RMB )[¥￥](?!\p{L})/u.test(before + after)

/** Whether no digit is shown: # shows none of 0, nor of what is rounded to it. */
const isUnseen = (size: Decimal, places: string) =>
  !/[0G@]/.test(places) && size.toDecimalPlaces(places.split('.')[1]?.length ?? 0, Decimal.ROUND_HALF_UP).isZero()

/** What looks like digits, a point or a sign beside a number makes it another one. */
const isPartOfNumber = (before: string, after: string) =>
  before + after !== '' &&
  (/^\s*[\d.,\-−‐-―]/.test(before.normalize('NFKC')) || /^\s*[\d.,]/.test(after.normalize('NFKC')))

/** What stands around a number beside its sign. */
export interface Around {
  readonly before: string
  readonly after: string
  /** Whether its literals say that a number is negative, with a minus or parentheses. */
  readonly isSigned: boolean
}

/** What a section shows around a number; null where a negative one is shown as another. */
export function settleSign({ section, isOfNegatives }: Chosen): Around | null {
  const [before, after] = [bare(section.before.replace(/(?<!\p{L})(?:CNY|RMB)(?!\p{L})/u, '')), bare(section.after)]
  if (!isOfNegatives) return { before, after, isSigned: false }
  if (/^[-−－]$/.test(before)) return { before: '', after, isSigned: true }
  if (/^[(（]$/.test(before) && /[)）]/.test(after))
    return { before: '', after: after.replace(/[)）]/, '').trim(), isSigned: true }
  return section.isRed ? { before, after, isSigned: false } : null
}

/** Signs of yuan that are no part of another word, as ¥ is of JP¥: they may stand before any number of them. */
const yuan = /(?<!\p{L})(?:CN|RMB ?)?[¥￥](?!\p{L})/gu

/** Literals without the signs of yuan, which say nothing of a unit, and without blanks around them. */
const bare = (text: string) => text.replace(yuan, '').trim()

/** A text as its format shows it; null where it shows another one, or none. */
export function showText({ text: section }: NumberFormat, text: string): string | null {
  if (!section || text === '') return text
  const { places, isBroken, before, after } = section
  if (places !== '@' || isBroken || isPartOfNumber(before, after)) return null
  return `${before.trimStart()}${text}${after.trimEnd()}`
}
