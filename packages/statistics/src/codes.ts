import { beginsWithProvince } from './classifications.ts'

/**
 * What is wrong with a code. `LENGTH`, `CHARACTER`: it is not such a code at all. `AUTHORITY`: no registrar gives such codes. `REGION`:
 * the registrar's region is not six digits of a province, or of the whole country. `CHECK`: the last character does not fit the others. `ORGANISATION_CHECK`: the organisation code inside does not fit.
 */
export type CodeProblem = 'LENGTH' | 'CHARACTER' | 'AUTHORITY' | 'REGION' | 'CHECK' | 'ORGANISATION_CHECK'

/** A problem of a code, with a sentence that says where and what was expected. */
export interface CodeFault {
  readonly problem: CodeProblem
  readonly message: string
}

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

function weigh(text: string, alphabet: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * alphabet.indexOf(text.charAt(index)), 0)
}

/** The 18th character that the first 17 of a unified social credit code (GB 32100) ask for. */
function computeCreditCheck(code: string): string {
  return CREDIT_ALPHABET.charAt((31 - (weigh(code, CREDIT_ALPHABET, CREDIT_WEIGHTS) % 31)) % 31)
}

/** The 9th character that the first 8 of an organisation code (GB 11714) ask for. */
function computeOrganisationCheck(code: string): string {
  return '0123456789X0'.charAt(11 - (weigh(code, ORGANISATION_ALPHABET, ORGANISATION_WEIGHTS) % 11))
}

function checkShape(code: string, length: number, alphabet: string): CodeFault | null {
  if (typeof code !== 'string' || code.length !== length) {
    const found = typeof code === 'string' ? `${code.length}` : 'none'
    return { problem: 'LENGTH', message: `The code must have ${length} characters, found ${found}.` }
  }
  const position = [...code].findIndex((character) => !alphabet.includes(character))
  if (position < 0) return null
  const message = `Character ${position + 1} is not one of ${alphabet}: write ASCII digits and capital letters.`
  return { problem: 'CHARACTER', message }
}

function checkLast(code: string, expected: string, problem: CodeProblem, name: string): CodeFault | null {
  if (code.endsWith(expected)) return null
  const message = `The check character of the ${name} must be ${expected}, found ${code.slice(-1)}: a character is mistyped.`
  return { problem, message }
}

/** Region of registrars for the whole country. */
const NATIONWIDE = '100000'

/** Characters of the authorities that register: GB 32100-2015 and those that were added since. */
const AUTHORITIES = '123456789ANY'

/**
 * What is wrong with a unified social credit code (GB 32100, 18 characters), or null. The class behind the authority is any digit
 * but 0: the list of classes grows.
 */
export function explainSocialCreditCode(code: string): CodeFault | null {
  const shape = checkShape(code, 18, CREDIT_ALPHABET)
  if (shape) return shape
  if (!AUTHORITIES.includes(code.charAt(0)) || !/[1-9]/.test(code.charAt(1))) {
    const message = `Characters 1 and 2 must be those of an authority and a class, such as 91, found ${code.slice(0, 2)}.`
    return { problem: 'AUTHORITY', message }
  }
  const region = code.slice(2, 8)
  if (!/^\d{6}$/.test(region) || !(beginsWithProvince(region) || region === NATIONWIDE)) {
    const message = `Characters 3 to 8 must be the registrar's six-digit region, in a province that there is, found ${region}.`
    return { problem: 'REGION', message }
  }
  const inner = code.slice(8, 17)
  return (
    checkLast(code, computeCreditCheck(code), 'CHECK', 'code') ??
    checkLast(
      inner,
      computeOrganisationCheck(inner),
      'ORGANISATION_CHECK',
      'organisation code inside (characters 9 to 17)',
    )
  )
}

/**
 * The unified social credit code that begins with these 16 characters, the check characters of the organisation code inside
 * and of the whole put behind them.
 */
export function completeSocialCreditCode(start: string): string {
  const code = `${start}${computeOrganisationCheck(start.slice(8))}`
  return `${code}${computeCreditCheck(code)}`
}

/** Whether the text is a unified social credit code (GB 32100) whose check characters fit. */
export function isValidSocialCreditCode(code: string): boolean {
  return explainSocialCreditCode(code) === null
}

/** What is wrong with an organisation code (GB 11714, 9 characters, as `M000100Y4` or `M000100Y-4`), or null. */
export function explainOrganisationCode(code: string): CodeFault | null {
  const plain = typeof code === 'string' ? code.replace(/^(.{8})-/, '$1') : code
  return (
    checkShape(plain, 9, ORGANISATION_ALPHABET) ??
    checkLast(plain, computeOrganisationCheck(plain), 'CHECK', 'organisation code')
  )
}

/** Whether the text is an organisation code (GB 11714) whose check character fits. */
export function isValidOrganisationCode(code: string): boolean {
  return explainOrganisationCode(code) === null
}
