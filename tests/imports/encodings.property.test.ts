import fc from 'fast-check'
import { expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { plainHeader, plainRow, toLines, useFiles } from './files.ts'
import { encodeGb18030 } from './gb18030.ts'
import { tell } from './send.ts'

const { csv } = useFiles(useServer())

/** Signs of Chinese that GB18030 spells by two bytes, with others between. */
const sign = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code))
const name = fc
  .tuple(fc.array(sign, { minLength: 6, maxLength: 12 }), fc.stringMatching(/^[a-z0-9 ]{0,4}$/))
  .map(([signs, more]) => `${signs.join('')}${more}`.trim())
const names = fc.uniqueArray(name, { minLength: 2, maxLength: 60 })

const check = (file: Buffer) => csv(file, { dryRun: 'true' })

/** The names as the file says them: what begins like a formula is told back. */
async function readBack(file: Buffer): Promise<(string | null)[]> {
  const { problems = [] } = await check(file)
  return problems.filter(({ code }) => code === 'FORMULA').map(({ value }) => value)
}

const toFile = (all: readonly string[]) => toLines(plainHeader, ...all.map((text) => plainRow(`=${text}`)))

test('rows are read as what they are, in GB18030 and in UTF-8', () =>
  fc.assert(
    fc.asyncProperty(names, async (all) => {
      const expected = all.map((text) => `=${text}`)
      expect(await readBack(Buffer.from(toFile(all)))).toEqual(expected)
      expect(await readBack(encodeGb18030(toFile(all)))).toEqual(expected)
    }),
    { numRuns: 5 },
  ))

test('a mixture is refused, with the first cell that is not UTF-8', () =>
  fc.assert(
    fc.asyncProperty(names, fc.nat(), async (all, place) => {
      const at = place % all.length
      const rows = all.map((text, index) => {
        const line = toLines(plainRow(text))
        return index === at ? encodeGb18030(line) : Buffer.from(line)
      })
      const answer = await check(Buffer.concat([Buffer.from(toLines(plainHeader)), ...rows]))
      expect(answer.outcome).toBe('REFUSED')
      expect(tell(answer)).toEqual([`${at + 2} breakdown INVALID_ENCODING`])
    }),
    { numRuns: 5 },
  ))
