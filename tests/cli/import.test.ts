import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addOpenRows } from '../graphql/access-rows.ts'
import { addSource } from '../graphql/data.ts'
import { makeKey, write } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { runCommand } from './run.ts'

const server = useServer()
const folder = mkdtempSync(join(tmpdir(), 'parkgraph-import-'))

beforeAll(async () => {
  await addOpenRows(server.database)
  await addSource(server.database, 'form', 50)
})
afterAll(() => rmSync(folder, { recursive: true }))

function save(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

async function run(...args: string[]) {
  const { stderr, ...outcome } = await runCommand(server.databaseUrl, 'import', ...args)
  return { ...outcome, stderr: stderr.replace(/^Database: .+\n/, '') }
}

const all = [
  '--indicator',
  'tax_revenue',
  '--accumulation',
  'MONTH',
  '--nature',
  'ACTUAL',
  '--unit',
  '万元',
  '--source',
  'form',
]

test('a file is looked at, recorded, and recorded once', async () => {
  const path = save('right.csv', '对象代号,时期,数值\nown,2018-01,"1,205.5"\nown,2018年2月,7\n')
  const dry = await run(path, '--dry-run', ...all)
  expect(dry).toEqual({
    ...{ code: 0, stdout: '2 figures could be recorded: nothing is wrong.\n' },
    stderr: expect.stringMatching(/^THOUSANDS +数值 +1 +2 +"1,205.5" was read as 1205.5$/m),
  })
  expect(await run(path, ...all)).toMatchObject({ code: 0, stdout: 'Recorded 2 figures.\n' })
  expect(await run(path, ...all)).toMatchObject({ code: 0, stdout: 'The file was recorded before: 2 figures.\n' })
}, 120_000)

test('what is wrong is a table, and nothing is recorded', async () => {
  const path = save('wrong.csv', '对象代号,时期,数值\nown,2019-01,many\nsibling,2019-01,7\n')
  const { code, stdout, stderr } = await run(path, '--park', 'own', ...all)
  expect(code).toBe(1)
  expect(stdout.split('\n').map((line) => line.split(/ {2,}/).slice(0, 4).join('|'))).toEqual([
    'ROW|COLUMN|VALUE|CODE',
    '2|数值|many|INVALID_NUMBER',
    '3|对象代号|sibling|OTHER_PARK',
    '',
  ])
  expect(stderr).toContain('Nothing was recorded: 2 problems in 2 rows.\n')
}, 120_000)

const firstRows = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n).join(', ')

test('of many problems and notes the first are printed, the others counted, and a file lists all', async () => {
  const figures = Array.from({ length: 30 }, (_, n) => `own,20${n + 10}年1月,${n < 22 ? '-1O' : '"1,2O"'}`)
  const path = save('many.csv', `对象代号,时期,数值\n${figures.join('\n')}\nsibling,2019-01,7\n`)
  const list = join(folder, 'problems.csv')
  const { code, stdout, stderr } = await run(path, '--park', 'own', '--problems', list, ...all)
  expect(code).toBe(1)
  const hint = 'Write digits with an optional sign and point, such as -1205.15.'
  const lines = stdout.split('\n').map((line) => line.split(/ {2,}/))
  expect(lines.slice(0, 2).map((line) => [...line.slice(0, 4), line[5]])).toEqual([
    ['ROW', 'COLUMN', 'VALUE', 'CODE', 'HINT'],
    ['2', '数值', '-1O', 'INVALID_NUMBER', hint],
  ])
  expect(lines.slice(21)).toEqual([
    [''],
    ['And 11 problems more:'],
    ['CODE', 'COLUMN', 'COUNT', 'FIRST ROWS', 'HINT'],
    ['INVALID_NUMBER', '数值', '10', firstRows(22, 5), hint],
    ['OTHER_PARK', '对象代号', '1', '32', 'Leave the row out, or import the file for its own park.'],
    [''],
  ])
  expect(stderr).toMatch(
    new RegExp(`^READ_AS_PERIOD +时期 +30 +${firstRows(2, 5)} +"2010年1月" was read as 2010-01$`, 'm'),
  )
  expect(stderr.match(/was read as/g)).toHaveLength(1)
  expect(stderr).toContain(`Nothing was recorded: 31 problems in 31 rows. ${list} lists all of them.\n`)
  const written = readFileSync(list, 'utf8').split('\r\n')
  expect(written[0]).toBe('\uFEFF行,列,单元格内容,代码,原因,建议')
  expect(written[1]).toMatch(/^2,数值,'-1O,INVALID_NUMBER,/)
  expect(written[23]).toMatch(/^24,数值,"1,2O",INVALID_NUMBER,/)
  expect(written[31]).toMatch(
    /^32,对象代号,sibling,OTHER_PARK,.+,"Leave the row out, or import the file for its own park\."$/,
  )
  expect(written.slice(32)).toEqual([''])
  expect((await run(path, '--park', 'own', ...all)).stderr).toContain(' --problems FILE lists all of them.\n')
}, 120_000)

test('a list of problems replaces the one before, and never the file', async () => {
  const text = '对象代号,时期,数值\nown,2020-01,1\n'
  const path = save('figures.csv', text)
  const list = save('before.csv', 'x\n'.repeat(500))
  expect(await run(path, '--dry-run', '--problems', list, ...all)).toMatchObject({ code: 0 })
  expect(readFileSync(list, 'utf8').split('\r\n')).toHaveLength(2)
  for (const place of [path, folder])
    expect(await run(path, '--problems', place, ...all)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`--problems: ${place} cannot be written`),
    })
  expect(readFileSync(path, 'utf8')).toBe(text)
}, 120_000)

test('a list of problems may go to a device, which takes nothing back', async () => {
  const right = save('to-nothing.csv', '对象代号,时期,数值\nown,2020-01,1\n')
  expect(await run(right, '--dry-run', '--problems', '/dev/null', ...all)).toMatchObject({ code: 0 })
  const wrong = save('wrong-to-nothing.csv', '对象代号,时期,数值\nown,2020-01,many\n')
  expect(await run(wrong, '--dry-run', '--problems', '/dev/null', ...all)).toMatchObject({
    ...{ code: 1, stderr: expect.stringContaining('1 problem in 1 row') },
  })
}, 120_000)

test('a file is told as recorded before, and without problems, though its document was archived since', async () => {
  await addSource(server.database, 'old-form', 51)
  const path = save('old.csv', '对象代号,时期,数值,来源代码\nown,2011-01,1,old-form\nown,2011-02,1,old-form\n')
  expect(await run(path, ...all)).toMatchObject({ stdout: 'Recorded 2 figures.\n' })
  const steward = await makeKey(server, 'ADMIN', { isAll: true })
  const archived = { source: 'old-form', expectedVersion: '1', reason: '作废' }
  expect(await write(server, 'archiveSource', archived, steward)).toMatchObject({ source: { isArchived: true } })
  const list = join(folder, 'none.csv')
  expect(await run(path, '--problems', list, ...all)).toMatchObject({
    ...{ code: 0, stdout: 'The file was recorded before: 2 figures.\n' },
  })
  expect(readFileSync(list, 'utf8').split('\r\n')).toHaveLength(2)
}, 120_000)

test('what cells hold does not reach the terminal as commands', async () => {
  const path = save('commands.csv', '对象代号,时期,数值\nown,2020-01,\u001b[2J\u0007\n')
  const { stdout } = await run(path, '--dry-run', ...all)
  expect(stdout).toContain('2    数值     [2J')
  expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
}, 120_000)

test('enterprises are made known, and changed where it is said', async () => {
  const into = ['--into', 'enterprises', '--reportingPark', 'own']
  const first = save('firms.csv', '代号,名称,拼音\nfirm-a,甲,jia\nfirm-b,乙,yi\n')
  expect(await run(first, ...into)).toMatchObject({
    stdout: 'Recorded 2 new enterprises (0 changed, 0 as they were).\n',
  })
  const second = save('corrected.csv', '代号,名称,拼音\nfirm-a,甲,jia\nfirm-b,丙,bing\nfirm-c,丁,ding\n')
  const refused = await run(second, ...into)
  expect(refused.stdout).toMatch(/3 +代号 +firm-b +CODE_TAKEN +is there already, and the row says another name, pinyin/)
  expect(await run(second, ...into, '--existing', '更新')).toMatchObject({
    stdout: 'Recorded 1 new enterprise (1 changed, 1 as they were).\n',
  })
}, 120_000)

test('a wrong command line is told before the database is opened', async () => {
  expect(await run(join(folder, 'nowhere.csv'))).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('cannot be read'),
  })
  expect(await run('x', '--luck', '1')).toMatchObject({ code: 2 })
  expect(await run('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage: parkgraph import') })
}, 120_000)
