import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  completeSocialCreditCode,
  explainOrganisationCode,
  explainSocialCreditCode,
  isValidOrganisationCode,
  isValidSocialCreditCode,
} from './codes.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const character = fc.constantFrom(...ALPHABET)

describe('unified social credit code', () => {
  it('accepts the worked example of GB 32100', () => {
    expect(isValidSocialCreditCode('91350100M000100Y43')).toBe(true)
  })

  it.each([
    ['', 'LENGTH'],
    ['91350100M000100Y4', 'LENGTH'],
    ['91350100M000100Y433', 'LENGTH'],
    ['91350100m000100Y43', 'CHARACTER'],
    ['91350100I000100Y43', 'CHARACTER'],
    ['91350100M000100Y4３', 'CHARACTER'],
    ['9135010AM000100Y43', 'REGION'],
    ['91990100M000100Y43', 'REGION'],
    ['000000000000000000', 'AUTHORITY'],
    ['90350100M000100Y43', 'AUTHORITY'],
    ['Z1350100M000100Y43', 'CHARACTER'],
    ['H1350100M000100Y43', 'AUTHORITY'],
    ['91350100M000100Y44', 'CHECK'],
    ['91350100M000100Y53', 'CHECK'],
    [null, 'LENGTH'],
  ])('refuses %j for its %s', (code, problem) => {
    expect(explainSocialCreditCode(code as string)?.problem).toBe(problem)
  })

  it('may be of a registrar for the whole country, and of an authority that was added', () => {
    expect(isValidSocialCreditCode(completeSocialCreditCode('91100000M000100Y'))).toBe(true)
    expect(isValidSocialCreditCode(completeSocialCreditCode('N2430381M000100Y'))).toBe(true)
  })

  it('is completed with the check characters that fit', () => {
    expect(completeSocialCreditCode('91350100M000100Y')).toBe('91350100M000100Y43')
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 8, maxLength: 8 }), (organisation) =>
        isValidSocialCreditCode(completeSocialCreditCode(`91430381${organisation}`)),
      ),
    )
  })

  it('sees a wrong organisation code inside, though the last character fits', () => {
    const candidates = [...ALPHABET].map((last) => explainSocialCreditCode(`91350100M000100Y5${last}`)?.problem)
    expect(candidates.filter((problem) => problem === 'ORGANISATION_CHECK')).toHaveLength(1)
    expect(candidates.filter((problem) => problem === 'CHECK')).toHaveLength(30)
  })

  it('sees every single mistyped character', () => {
    fc.assert(
      fc.property(fc.nat(17), character, (index, typed) => {
        const code = '91350100M000100Y43'
        const mistyped = `${code.slice(0, index)}${typed}${code.slice(index + 1)}`
        expect(isValidSocialCreditCode(mistyped)).toBe(mistyped === code)
      }),
    )
  })

  it('says which character is expected', () => {
    expect(explainSocialCreditCode('91350100M000100Y44')?.message).toContain('must be 3, found 4')
  })
})

describe('organisation code', () => {
  it.each(['M000100Y4', 'M000100Y-4'])('accepts %s', (code) => {
    expect(isValidOrganisationCode(code)).toBe(true)
  })

  it.each([
    ['M000100Y', 'LENGTH'],
    ['M000100-Y4', 'LENGTH'],
    ['M000-00Y4', 'CHARACTER'],
    ['M000100Y5', 'CHECK'],
    ['m000100Y4', 'CHARACTER'],
    [undefined, 'LENGTH'],
  ])('refuses %s for its %s', (code, problem) => {
    expect(explainOrganisationCode(code as string)?.problem).toBe(problem)
  })

  it('has exactly one check character for any eight others, X and 0 among them', () => {
    const checks = new Set<string>()
    fc.assert(
      fc.property(fc.array(character, { minLength: 8, maxLength: 8 }), (characters) => {
        const fitting = [...'0123456789X'].filter((last) => isValidOrganisationCode(`${characters.join('')}${last}`))
        expect(fitting).toHaveLength(1)
        checks.add(fitting[0] ?? '')
      }),
      { numRuns: 500 },
    )
    expect([...checks].sort().join('')).toBe('0123456789X')
  })
})
