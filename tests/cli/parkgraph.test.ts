import { expect, test } from 'vitest'
import { addFact, addFigures, addSubjects } from '../graphql/data.ts'
import { useServer } from '../kit/server.ts'
import { runCommand } from './run.ts'

const server = useServer()

const run = (...args: string[]) => runCommand(server.databaseUrl, ...args)

async function addFigure(subject: string): Promise<string> {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: subject }])
  const figure = {
    subject,
    indicator: 'revenue',
    start: '2018-01-01',
    end: '2019-01-01',
    value: '100',
    label: '营业收入',
  }
  const [id = ''] = await addFigures(server.database, [figure])
  return id
}

const evidence = ['--evidence-zh', '证据', '--evidence-en', 'Evidence']

test('a correction is proposed, previewed, accepted and rejected', async () => {
  const figure = await addFigure('commanded')
  const proposed = await run(
    'corrections',
    'propose',
    figure,
    '--changes',
    '{"value": "150"}',
    ...evidence,
    '--by',
    'tester',
  )
  expect(proposed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Correction \d+:\d+ is proposed\.\n$/) })
  const id = /\d+:\d+/.exec(proposed.stdout)?.[0] ?? ''
  expect((await run('corrections', 'list', '--state', 'proposed')).stdout).toMatch(
    new RegExp(`^${id} +PROPOSED +commanded +营业收入 100 +value=150 +MEDIUM$`, 'm'),
  )
  expect((await run('corrections', 'preview', id)).stdout).toMatch(
    /^figure +营业收入 100 CNY_10K +营业收入 150 CNY_10K$/m,
  )
  const late = await run('corrections', 'accept', id, '--reason', 'late', '--expected-version', '2')
  expect([late.code, late.stderr]).toEqual([
    1,
    expect.stringMatching(/^VERSION_OUTDATED: Correction \S+ is of version 1/m),
  ])
  const accepted = await run('corrections', 'accept', id, '--reason', 'as the annex says', '--expected-version', '1')
  expect(accepted.stdout).toMatch(/is accepted: corrected, its figure reads as figure \d+:\d+\.$/m)
  const again = await run('corrections', 'accept', id, '--reason', 'again')
  expect(again).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^ALREADY_DECIDED: /m) })
  expect((await run('corrections', 'reject', id, '--reason', 'taken back')).stdout).toMatch(/reads as printed\.$/m)
  const { stdout } = await run('corrections', 'show', id)
  expect(stdout).toMatch(/^proposed +\d{4}-\d\d-\d\d by tester$/m)
  expect(stdout).toMatch(/^accepted +\d{4}-\d\d-\d\d by local-owner: as the annex says$/m)
  expect(stdout).toMatch(/^rejected +\d{4}-\d\d-\d\d by local-owner: taken back$/m)
}, 60_000)

test('a preview says what forecasts require then, and that acceptance is refused', async () => {
  const subject = 'previewed'
  await addSubjects(server.database, [{ kind: 'PARK', slug: subject }])
  const investment = { subject, indicator: 'fixed_asset_investment', unit: 'CNY_100M', start: '2017-01-01' }
  const toDate = { ...investment, accumulation: 'YEAR_TO_DATE', end: '2017-12-01' }
  const [figure = ''] = await addFigures(server.database, [
    { ...toDate, value: '60' },
    { ...toDate, scope: 'ALL', value: '61' },
    { ...investment, nature: 'FORECAST', accumulation: 'FULL_YEAR', end: '2018-01-01', value: '75' },
  ])
  const preview = async (changes: string) => {
    const { stdout } = await run('corrections', 'propose', figure, '--changes', changes, ...evidence)
    return (await run('corrections', 'preview', /\d+:\d+/.exec(stdout)?.[0] ?? '')).stdout
  }
  const corrected = await preview('{"value": "66"}')
  expect(corrected).toMatch(/^forecast requires, CNY_100M +fixed_asset_investment UNSPECIFIED +2017 +15 +9$/m)
  expect(corrected).toMatch(/^forecast requires, pace +fixed_asset_investment UNSPECIFIED +2017 +2\.75 +1\.5$/m)
  expect(corrected).not.toContain('refused')
  expect(await preview('{"scope": "ALL"}')).toMatch(
    /^Accepting it is refused\. FIGURE_EXISTS: Figure \d+:\d+ of the same source is read/m,
  )
}, 60_000)

test('a link is confirmed and rejected, and the API follows', async () => {
  await addSubjects(server.database, [
    { kind: 'PROJECT', slug: 'told-once' },
    { kind: 'PROJECT', slug: 'told-twice' },
  ])
  const link = await addFact(server.database, 'relationship', 'told-once', {
    to: 'told-twice',
    kind: 'POSSIBLY_SAME_AS',
  })
  const read = async () => {
    const { data } = await server.send(
      '{ project(slug: "told-once") { relationships { kind to { slug } note(locale: EN) } } }',
    )
    return data?.['project']
  }
  expect((await run('identity', 'list')).stdout).toMatch(
    new RegExp(`^${link} +POSSIBLY_SAME_AS +told-once +told-twice`, 'm'),
  )
  expect(await run('identity', 'confirm', link, '--reason', 'one site')).toMatchObject({ code: 0 })
  expect(await read()).toEqual({ relationships: [{ kind: 'SAME_AS', to: { slug: 'told-twice' }, note: 'one site' }] })
  expect(await run('identity', 'confirm', link, '--reason', 'again')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^ALREADY_DECIDED: told-once and told-twice are the same already/m),
  })
  expect(await run('identity', 'reject', link, '--reason', 'two sites')).toMatchObject({ code: 0 })
  expect(await read()).toEqual({ relationships: [] })
  expect((await run('identity', 'list')).stdout).toMatch(new RegExp(`^${link} +NOT_SAME_AS`, 'm'))
  expect(await run('identity', 'confirm', '999999', '--reason', 'x')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^NOT_FOUND/m),
  })
}, 60_000)

test.each([
  [[], 0, /^Usage: parkgraph/],
  [['corrections', '--help'], 0, /^Usage: parkgraph corrections/],
  [['identity', 'list', '--help'], 0, /^Usage: parkgraph identity/],
])('%j prints the usage', async (args, code, usage) => {
  expect(await run(...args)).toMatchObject({ code, stdout: expect.stringMatching(usage), stderr: '' })
})

test.each([
  [['dance'], /^There is no command "dance"/],
  [['corrections', 'dance'], /^There is no action "dance"/],
  [['corrections', 'list', '--bogus'], /^Unknown option '--bogus'/],
  [['corrections', 'list', '--state', 'DANCING'], /^--state takes PROPOSED, ACCEPTED, REJECTED/],
  [['corrections', 'show'], /^<correction> is missing/],
  [['corrections', 'show', '1:1', '2:2'], /^"2:2" is one argument too many/],
  [['corrections', 'show', 'one'], /^"one" is no id of a correction/],
  [['corrections', 'accept', '1:1'], /^--reason is missing/],
  [['corrections', 'propose', '1:1', '--changes', '{', ...evidence], /^--changes is no JSON/],
  [['identity', 'confirm', 'x', '--reason', 'r'], /^"x" is no id of a link/],
])('%j is a wrong command line', async (args, complaint) => {
  const { code, stdout, stderr } = await run(...args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(complaint)
  expect(stderr).toMatch(/\n\nUsage: parkgraph/)
})
