import { expect, test } from 'vitest'
import { leaveNothing } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { header, row, useFiles } from './files.ts'
import { tell, toCsv } from './send.ts'
import { line, makeWorkbook, stylesOf } from './workbook.ts'

const server = useServer()
const { csv, xlsx } = useFiles(server)

const bounds = [...header, '下限', '上限', '限定词']

type Bounds = readonly [unit: string, value: string, lower: string, upper: string]
const rowOf = ([unit, value, lower, upper]: Bounds) => [...row([2, value], [3, unit]), lower, upper, 'ABOUT']
const sheetOf = (...cells: readonly Bounds[]) => [bounds, ...cells.map(rowOf)]

const readBounds = async (items: readonly (string | undefined)[]) => {
  const { rows } = await server.database.pool.query(
    `SELECT trim_scale(value)::text AS value, trim_scale(lower)::text AS lower, trim_scale(upper)::text AS upper, unit_code
      FROM observation JOIN series ON series.id = series_id WHERE breakdown = ANY($1) ORDER BY observation.id`,
    [items],
  )
  return rows.map(({ value, lower, upper, unit_code: unit }) => [value, lower, upper, unit])
}

test('numbers beside one in another unit than the column are refused where they name none', async () => {
  const sheet = sheetOf(
    ['元', '', '3亿', '500000000'],
    ['元', '', '300000000', '5亿'],
    ['元', '400000000', '3亿', '500000000'],
    ['元', '4万', '3亿', '5亿'],
  )
  const answer = await leaveNothing(server, () => csv(toCsv(sheet)))
  expect(tell(answer)).toEqual([
    '2 upper UNIT_DISAGREES',
    '3 lower UNIT_DISAGREES',
    '4 value UNIT_DISAGREES',
    '4 upper UNIT_DISAGREES',
    '5 lower UNIT_DISAGREES',
    '5 upper UNIT_DISAGREES',
  ])
  expect(answer.problems?.[0]).toMatchObject({ value: '500000000', reason: expect.stringContaining('亿元') })
})

test('so are they beside one whose number format shows the unit', async () => {
  const cells = rowOf(['元', '', '<c s="1"><v>3</v></c>', '<c><v>500000000</v></c>'])
  const files = { 'xl/styles.xml': stylesOf(['0"亿"']) }
  const book = makeWorkbook({ rows: [line(1, bounds), line(2, cells)], files })
  expect(tell(await leaveNothing(server, () => xlsx(book)))).toEqual(['2 upper UNIT_DISAGREES'])
})

test('numbers that all name one unit, or name that of the column, are read', async () => {
  const sheet = sheetOf(['元', '4亿', '3亿', '5亿'], ['亿元', '4', '3亿', '5亿元'], ['万元', '', '3万', '5'])
  expect(await csv(toCsv(sheet))).toMatchObject({ outcome: 'RECORDED', figures: 3 })
  expect(await readBounds(sheet.slice(1).map((cells) => cells[4]))).toEqual([
    ['4', '3', '5', 'CNY_100M'],
    ['4', '3', '5', 'CNY_100M'],
    [null, '3', '5', 'CNY_10K'],
  ])
})

test('nothing is nothing in any unit', async () => {
  const sheet = sheetOf(['元', '2亿', '0', '3亿'], ['元', '2亿', '0.00', '3亿'], ['元', '', '-0', '3亿'])
  expect(await csv(toCsv(sheet))).toMatchObject({ outcome: 'RECORDED', figures: 3 })
  expect(await readBounds(sheet.slice(1).map((cells) => cells[4]))).toEqual([
    ['2', '0', '3', 'CNY_100M'],
    ['2', '0', '3', 'CNY_100M'],
    [null, '0', '3', 'CNY_100M'],
  ])
  const least = sheetOf(['元', '', `0.${'0'.repeat(11)}1`, '3亿'])
  expect(tell(await leaveNothing(server, () => csv(toCsv(least))))).toEqual(['2 lower UNIT_DISAGREES'])
})

test('names of units that are not those of their codes are refused, whichever says it', async () => {
  const named = [...header, '单位名称']
  const rows = [
    [...row([3, 'CNY_100M']), '万元'],
    [...row([3, 'CNY_100M']), ' 亿元 '],
    [...row([3, 'CNY_100M']), ''],
    [...row([3, 'CNY_100M']), '湘乡经开区'],
    [...row([3, '']), '万元'],
  ]
  const answer = await leaveNothing(server, () => csv(toCsv([named, ...rows]), { unit: 'CNY_100M' }))
  expect(tell(answer)).toEqual(['2 unit UNIT_DISAGREES', '6 unit UNIT_DISAGREES'])
  expect(answer.problems?.[0]).toMatchObject({ column: '单位代码', value: '万元' })
  const mapped = toCsv([[...header.with(3, '计量'), '单位名称'], rows[0] ?? []])
  expect(await csv(mapped, { columns: '{"unit":"计量"}' })).toMatchObject({ outcome: 'RECORDED' })
})
