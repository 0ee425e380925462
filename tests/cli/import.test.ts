import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addOpenRows } from '../graphql/access-rows.ts'
import { addSource } from '../graphql/data.ts'
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
    stderr: expect.stringContaining('Row 2, 数值: "1,205.5" was read as 1205.5\n'),
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
