import { expect, test } from 'vitest'
import { dollars } from '../graphql/currencies.ts'
import { addFigures, addSubjects, propose } from '../graphql/data.ts'
import { land, tax } from '../graphql/one-answer.ts'
import { useServer } from '../kit/server.ts'
import { runCommand } from './run.ts'

const server = useServer()

/** The lines of a preview, their cells apart, that are about what follows from a figure. */
async function preview(correction: string): Promise<string[][]> {
  const { code, stdout } = await runCommand(server.databaseUrl, 'corrections', 'preview', correction)
  expect(code).toBe(0)
  const lines = stdout.split('\n').map((line) => line.split(/ {2,}/))
  return lines.filter(([what = '', of = '']) => of.startsWith('tax_revenue') && !['series', 'figure'].includes(what))
}

const own = (lines: string[][], slug: string) =>
  lines.filter(([what = '']) => !what.startsWith('place of ') || what === `place of ${slug}`)

test('a preview tells of which currency each row is where there are two', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'park' }])
  const [, level = ''] = await addFigures(server.database, [
    tax('park', '2016', '12', dollars),
    tax('park', '2017', '15'),
  ])
  await addFigures(server.database, [
    tax('park', '2017', '10', { measure: 'GROWTH', unit: 'PERCENT', growthOf: level }),
  ])
  const told = own(await preview(await propose(server.database, level, { unit: 'USD_10K' })), 'park')
  const [yuan, others] = ['money:CNY', 'money:USD'].map((dimension) => `tax_revenue ${dimension} UNSPECIFIED`)
  const rows = [
    ['growth %, computed', yuan, '2017', 'MISSING_BASE', 'MISSING_VALUE'],
    ['growth %, reported', yuan, '2017', '10', '-'],
    ['growth %, computed', others, '2017', 'MISSING_VALUE', '25'],
    ['growth %, reported', others, '2017', '-', '-'],
    ['place of park', yuan, '2017', '1', '-'],
    ['place of park', others, '2017', '-', '1'],
  ]
  expect(told).toHaveLength(rows.length)
  expect(told).toEqual(expect.arrayContaining(rows))
}, 60_000)

test('also where one of them is told by mu alone', async () => {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'firm' }])
  const [, level = ''] = await addFigures(server.database, [
    tax('firm', '2016', '12', dollars),
    tax('firm', '2017', '15'),
    land('firm', '2017', '10'),
  ])
  expect(await preview(await propose(server.database, level, { unit: 'USD_10K' }))).toEqual([
    ['growth %, computed', 'tax_revenue money:USD UNSPECIFIED', '2017', 'MISSING_VALUE', '25'],
    ['growth %, reported', 'tax_revenue money:USD UNSPECIFIED', '2017', '-', '-'],
    ['CNY_10K by mu', 'tax_revenue money:CNY UNSPECIFIED', '2017', '1.5', 'MISSING_VALUE'],
  ])
}, 60_000)

test('and of none where all is in one', async () => {
  await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: 'plain' }])
  const [, level = ''] = await addFigures(server.database, [tax('plain', '2016', '12'), tax('plain', '2017', '15')])
  expect(await preview(await propose(server.database, level, { value: '18' }))).toEqual([
    ['growth %, computed', 'tax_revenue UNSPECIFIED', '2017', '25', '50'],
    ['growth %, reported', 'tax_revenue UNSPECIFIED', '2017', '-', '-'],
  ])
}, 60_000)
