import fc from 'fast-check'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { addSubjects } from '../graphql/data.ts'
import { makeKey, write } from '../graphql/writing.ts'
import { type TestServer, useServer } from '../kit/server.ts'
import { makeCreditCode } from './credit-codes.ts'
import { type ImportAnswer, send, toCsv } from './send.ts'

const [writing, importing] = [useServer(), useServer()]
const tokens = new Map<TestServer, string>()

const codes = [1, 2, 3].map(makeCreditCode)

beforeAll(async () => {
  for (const server of [writing, importing]) {
    const secret = {
      kind: 'ENTERPRISE',
      slug: 'hidden',
      accessLevel: 'RESTRICTED',
      creditCode: makeCreditCode(3),
    } as const
    await addSubjects(server.database, [
      { kind: 'PARK', slug: 'one', reportedBy: 'one' },
      { kind: 'PARK', slug: 'other', reportedBy: 'other' },
      { kind: 'ENTERPRISE', slug: 'foreign', reportedBy: 'other' },
      { ...secret, reportedBy: 'other' },
    ])
    tokens.set(server, await makeKey(server, 'EDITOR', { park: 'one' }))
  }
})

afterEach(() => expect([...writing.faults, ...importing.faults]).toEqual([]))

/** Mostly right, from few values, so that rows meet what is there. */
const rarely = <Value>(usual: readonly Value[], wrong: readonly Value[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...wrong) })

const industries = [[], ['C3042', 'GB/T 4754-2017'], ['3041', 'GB/T 4754-2011']] as const

const row = fc.record({
  kind: fc.constantFrom('Enterprise', 'Project'),
  isUpdate: fc.boolean(),
  slug: rarely(['one-a', 'one-b', 'one-c'], ['No Kebab', 'hidden', 'foreign', 'one', 'other-a']),
  name: rarely(['甲', '乙, "丙"'], [' blank']),
  pinyin: rarely(['jia', 'yi bing'], ['Jia']),
  code: rarely([null, codes[0], codes[1]], [codes[2], '91430381MA4L16JQ93']),
  industry: rarely<readonly string[]>(industries, [['C3042'], ['luck', 'GB/T 4754-2017'], ['C3042', 'luck']]),
  works: fc.constantFrom('INDUSTRIAL', 'LIVELIHOOD'),
  park: rarely(['one'], ['other', 'nowhere', 'foreign']),
  accessLevel: rarely(['INTERNAL'], ['RESTRICTED', 'PUBLIC']),
  /** Fields that an update leaves out. */
  without: fc.subarray(['name', 'pinyin', 'unifiedSocialCreditCode', 'industryCode', 'industrySystem', 'kind']),
})

type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never

/** Own fields that a row tells, those of an update with what it empties. */
function fieldsOf({ kind, isUpdate, name, pinyin, code, industry, works, without }: Row) {
  const [industryCode = null, industrySystem = null] = industry
  const firm = { unifiedSocialCreditCode: code ?? null, industryCode, industrySystem }
  const all = { name, pinyin, ...(kind === 'Project' ? { kind: works } : firm) }
  const isTold = ([field, value]: [string, unknown]) => (isUpdate ? !without.includes(field) : value !== null)
  return Object.fromEntries(Object.entries(all).filter(isTold))
}

const versionOf = async ({ database }: TestServer, slug: string) => {
  const { rows } = await database.pool.query(
    `SELECT (1 + count(v))::text AS version FROM subject s LEFT JOIN subject_version v ON v.subject_id = s.id WHERE s.slug = $1`,
    [slug],
  )
  return String(rows[0]?.version ?? 1)
}

/** What a mutation refuses, as fields and codes. */
async function change(given: Row): Promise<string[]> {
  const { kind, isUpdate, slug, park: reportingPark, accessLevel } = given
  const expectedVersion = await versionOf(writing, slug)
  const rest = isUpdate ? { expectedVersion } : { reportingPark, accessLevel }
  const name = `${isUpdate ? 'update' : 'create'}${kind}`
  const answer = await write(writing, name, { slug, ...fieldsOf(given), ...rest }, tokens.get(writing) ?? null)
  const { __typename, issues = [], conflicts = [], code } = answer
  if (__typename === 'NotFound' || __typename === 'Forbidden')
    return [__typename === 'NotFound' ? 'NOT_FOUND' : 'FORBIDDEN']
  const told = issues.map((issue) => `${issue.path.join('.')} ${issue.code}`)
  return [...told, ...conflicts.map(({ path }) => `${path.join('.')} ${code}`)]
}

/** The same by a file. */
async function load(rows: readonly Row[]): Promise<ImportAnswer> {
  const versions = await Promise.all(rows.map(({ slug }) => versionOf(importing, slug)))
  const told = rows.map((given, index) => {
    const { isUpdate, slug, park: reportingPark, accessLevel } = given
    const fields = Object.entries(fieldsOf(given)).map(([name, value]) => [name, value ?? '清空'])
    const rest = isUpdate ? { existing: 'UPDATE', expectedVersion: versions[index] } : { reportingPark, accessLevel }
    return { slug, ...Object.fromEntries(fields), ...rest } as Record<string, string>
  })
  const names = [...new Set(told.flatMap((one) => Object.keys(one)))]
  const into = rows[0]?.kind === 'Project' ? 'projects' : 'enterprises'
  const lines = told.map((one) => names.map((name) => one[name] ?? ''))
  return send(importing, toCsv([names, ...lines]), { token: tokens.get(importing) ?? null, parameters: { into } })
}

/** All subjects and what they were, without the ids that were drawn. */
async function dump({ database }: TestServer) {
  const { rows } = await database.pool.query(
    `SELECT to_jsonb(s) - '{id,change_id,reporting_park_id}'::text[] || jsonb_build_object('park', r.slug, 'project', w.kind,
       'enterprise', to_jsonb(e) - 'id', 'versions', (SELECT count(*) FROM subject_version v WHERE v.subject_id = s.id)) AS subject
     FROM subject s JOIN subject r ON r.id = s.reporting_park_id LEFT JOIN project w ON w.id = s.id LEFT JOIN enterprise e ON e.id = s.id
     ORDER BY s.slug`,
  )
  return rows.map(({ subject }) => subject)
}

test('a row of a file leaves what a mutation leaves, and is refused for what that is refused', async () => {
  await fc.assert(
    fc.asyncProperty(row, async (given) => {
      const [changed, answer] = [await change(given), await load([given])]
      const imported = (answer.problems ?? []).map(({ field, code }) => `${field} ${code}`)
      // What says what is there already is no mistake in a list.
      const isSame = answer.isRepeated || answer.subjects?.unchanged === 1
      if (isSame) expect(changed).toEqual(given.isUpdate ? [' NO_CHANGE'] : expect.arrayContaining(['slug CODE_TAKEN']))
      else if (changed[0] === 'NOT_FOUND' || changed[0] === 'FORBIDDEN') expect(imported.join()).toContain(changed[0])
      // A mutation looks for what is taken only where nothing else is wrong.
      else expect(imported).toEqual(expect.arrayContaining(changed))
      expect(imported.length > 0).toBe(changed.length > 0 && !isSame)
      expect(await dump(importing)).toEqual(await dump(writing))
    }),
    { numRuns: 100 },
  )
}, 180_000)

test('rows that make known are refused in a file where they are one after the other', async () => {
  let run = 0
  const rows = fc.array(row, { minLength: 2, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(rows, async (list) => {
      run += 1
      const told = list.map(
        (given, at): Row => ({
          ...given,
          ...{
            kind: 'Enterprise',
            isUpdate: false,
            slug: `list-${run}-${at}`,
            code: given.code && makeCreditCode(9 + run * 2 + (given.code === codes[0] ? 0 : 1)),
          },
        }),
      )
      const refusals: number[] = []
      for (const [at, given] of told.entries()) if ((await change(given)).length > 0) refusals.push(at)
      const answer = await load(told)
      expect([...new Set(answer.problems?.map(({ row: number }) => number - 2))].sort()).toEqual(refusals)
      const right = told.filter((_, at) => !refusals.includes(at))
      if (refusals.length > 0 && right.length > 0) expect((await load(right)).outcome).toBe('RECORDED')
      expect(await dump(importing)).toEqual(await dump(writing))
    }),
    { numRuns: 12 },
  )
}, 180_000)
