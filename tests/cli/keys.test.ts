import { expect, test } from 'vitest'
import { addSubjects, ZONE } from '../graphql/data.ts'
import { useServer } from '../kit/server.ts'
import { runCommand, runCommandWith } from './run.ts'

const server = useServer()
const issuer = 'https://login.example.org'

/** What it reports of the database that it opens is left out. */
async function run(...args: string[]) {
  const { stderr, ...outcome } = await runCommand(server.databaseUrl, 'keys', ...args)
  return { ...outcome, stderr: stderr.replace(/^Database: .+\n/, '') }
}
const runWithIssuer = (...args: string[]) =>
  runCommandWith({ OIDC_ISSUER: issuer }, server.databaseUrl, 'keys', ...args)

async function create(...args: string[]): Promise<string> {
  const { code, stdout } = await run('create', ...args)
  expect(code).toBe(0)
  expect(stdout).toMatch(/^pg_[a-z0-9]{8}_[A-Za-z0-9_-]{43}\n$/)
  return stdout.trim()
}

const prefixOf = (token: string) => token.split('_')[1] ?? ''

const ask = async (token: string) => {
  const { data, errors } = await server.send(`{ viewer { label may(park: "${ZONE}") } }`, {}, token)
  return data?.['viewer'] ?? errors?.[0]?.extensions?.['code']
}

test('a key is made, lists what it may do and when it was used, and is revoked', async () => {
  const token = await create('--label', '统计科', '--role', 'reader', '--park', ZONE, '--expires', '2999-12-31')
  const prefix = prefixOf(token)
  const line = async () => (await run('list')).stdout.split('\n').find((text) => text.startsWith(prefix))
  const start = new RegExp(
    `^${prefix} +统计科 +ACTIVE +\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ +3000-01-01T00:00:00Z +`,
  )
  expect(await line()).toMatch(new RegExp(`${start.source}- +\\d+ +READER +park ${ZONE}$`))
  expect(await ask(token)).toEqual({ label: '统计科', may: ['READ', 'READ_INTERNAL'] })
  expect(await line()).toMatch(new RegExp(`${start.source}\\d{4}-\\S+Z +\\d+ +READER +park ${ZONE}$`))
  expect(await run('revoke', prefix)).toEqual({ code: 0, stdout: `The key ${prefix} is revoked.\n`, stderr: '' })
  expect(await ask(token)).toBe('UNAUTHENTICATED')
  expect(await line()).toMatch(new RegExp(`^${prefix} +统计科 +REVOKED`))
  expect(await run('revoke', prefix)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^ALREADY_REVOKED: /),
  })
  expect((await run('list')).stdout).not.toContain(token.slice(12))
}, 60_000)

test('roles are granted to the holder of a key, and withdrawn', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'granted-park' }])
  const token = await create('--label', 'office', '--role', 'READER', '--park', 'granted-park')
  const to = ['--key', prefixOf(token), '--role', 'STEWARD', '--all']
  expect(await ask(token)).toEqual({ label: 'office', may: ['READ'] })
  const granted = await run('grant', ...to)
  const [, id = ''] = /^Grant (\d+) is made\.\n$/.exec(granted.stdout) ?? []
  expect(await ask(token)).toMatchObject({ may: expect.arrayContaining(['PUBLISH']) })
  expect(await run('grant', ...to)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^ALREADY_GRANTED: /) })
  expect((await run('list')).stdout).toMatch(new RegExp(`^ +${id} +STEWARD +all$`, 'm'))
  expect(await run('withdraw', id)).toEqual({ code: 0, stdout: `Grant ${id} is withdrawn.\n`, stderr: '' })
  expect(await ask(token)).toEqual({ label: 'office', may: ['READ'] })
  expect(await run('withdraw', id)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^ALREADY_REVOKED: /) })
  expect(await run('grant', ...to)).toMatchObject({ code: 0 })
}, 60_000)

test('roles are granted to a subject of the issuer', async () => {
  const granted = await runWithIssuer(
    'grant',
    '--oidc',
    'u-17',
    '--label',
    'Li',
    '--role',
    'EDITOR',
    '--region',
    '4303',
  )
  expect(granted).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Grant \d+ is made\.\n$/) })
  await runWithIssuer('grant', '--oidc', 'u-17', '--role', 'READER', '--all')
  const { stdout } = await run('list')
  expect(stdout).toMatch(/^oidc u-17 +Li +ACTIVE +\S+Z +- +- +\d+ +EDITOR +region 4303$/m)
  expect(stdout).toMatch(/^ +\d+ +READER +all$/m)
}, 60_000)

const make = ['create', '--label', 'x', '--role', 'READER']

test.each([
  [[...make, '--park', 'no-such-park'], /^NOT_FOUND: There is no park with the slug "no-such-park"/],
  [['create', '--label', 'x', '--role', 'KING', '--all'], /^BAD_USER_INPUT: "KING" is no role: give READER, EDITOR/],
  [['create', '--label', ' ', '--role', 'READER', '--all'], /^BAD_USER_INPUT: The label is empty/],
  [[...make, '--region', '430'], /^BAD_USER_INPUT: "430" is no region/],
  [[...make, '--region', '99'], /^BAD_USER_INPUT: "99" is no region: no code begins so/],
  [
    ['create', '--label', 'a\nb', '--role', 'READER', '--all'],
    /^BAD_USER_INPUT: The label holds the control character/,
  ],
  [[...make, '--all', '--expires', '2027-02-30'], /^BAD_USER_INPUT: "2027-02-30" is no day/],
  [[...make, '--all', '--expires', 'tomorrow'], /^BAD_USER_INPUT: "tomorrow" is no day/],
  [[...make, '--all', '--expires', '2020-01-01'], /^BAD_USER_INPUT: 2020-01-01 is past/],
  [['revoke', 'zzzzzzzz'], /^NOT_FOUND: There is no key with the prefix "zzzzzzzz"/],
  [['grant', '--key', 'zzzzzzzz', '--role', 'READER', '--all'], /^NOT_FOUND: There is no key with the prefix/],
  [['withdraw', '999999'], /^NOT_FOUND: There is no grant 999999/],
])('%j is refused, and nothing is made', async (args, complaint) => {
  const count = async () =>
    (
      await server.database.pool.query(
        'SELECT (SELECT count(*) FROM principal) + (SELECT count(*) FROM access_grant) AS n',
      )
    ).rows[0].n
  const before = await count()
  const { code, stdout, stderr } = await run(...args)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(complaint)
  expect(await count()).toBe(before)
})

test.each([
  [['dance'], /^There is no action "dance"/],
  [['create', '--role', 'READER', '--all'], /^--label is missing/],
  [['create', '--label', 'x', '--all'], /^--role is missing/],
  [make, /^Give one of --park, --region and --all/],
  [[...make, '--all', '--park', ZONE], /^Give one of --park, --region and --all/],
  [[...make, '--all=yes'], /^Option '--all' does not take an argument/],
  [['revoke'], /^<prefix> is missing/],
  [['grant', '--role', 'READER', '--all'], /^Give one of --key and --oidc/],
  [['grant', '--oidc', 'u', '--role', 'READER', '--all'], /^OIDC_ISSUER is not set/],
  [['grant', '--key', 'zzzzzzzz', '--label', 'x', '--role', 'READER', '--all'], /^--label goes with --oidc/],
  [['withdraw', 'x'], /^"x" is no id of a grant/],
])('%j is a wrong command line', async (args, complaint) => {
  const { code, stdout, stderr } = await run(...args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(complaint)
  expect(stderr).toMatch(/\n\nUsage: parkgraph keys/)
})

test('--help prints the usage', async () => {
  expect(await run('--help')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Usage: parkgraph keys/),
    stderr: '',
  })
})
