import { afterEach, describe, expect, test } from 'vitest'
import { leaveNothing } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { useForm } from './form.ts'
import { send, tell, toCsv } from './send.ts'
import { header, row } from './whole-rows.ts'

const server = useServer()
const { keys, asEditor } = useForm(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('figures that clash', () => {
  test('in the file, with what is recorded, and with their series', async () => {
    const [one, two] = [row(), row()]
    await send(server, toCsv([header, one]), asEditor())
    const year = '2025-01/2025-10'
    const secret = { parameters: { accessLevel: 'RESTRICTED', breakdown: 'secret' }, token: keys.editor }
    expect(await send(server, toCsv([header, row([4, year])]), secret)).toMatchObject({ outcome: 'RECORDED' })
    const lines = [
      [...header, '分项'],
      [...two, ''],
      [...one.with(5, '3'), ''],
      [...two.with(5, '3'), ''],
      [...row(), 'secret'],
    ]
    const answer = await leaveNothing(server, () => send(server, toCsv(lines), asEditor()))
    expect(tell(answer)).toEqual(['3 null FIGURE_EXISTS', '4 null DOUBLED_FIGURE', '5 accessLevel SERIES_RESTRICTED'])
    expect(answer.problems?.[1]?.reason).toContain('row 2')
  })

  test('of no period, which is one of its series as well', async () => {
    const undated = row([4, ''])
    await send(server, toCsv([header, undated]), asEditor({ breakdown: 'undated' }))
    const again = await send(server, toCsv([header, undated.with(5, '4')]), asEditor({ breakdown: 'undated' }))
    expect(tell(again)).toEqual(['2 null FIGURE_EXISTS'])
  })

  test('growth that names no level of its own', async () => {
    const growth = (level: string, ...more: [number, string][]) => [...row([6, '%'], ...more), '增长率', level]
    const level = row()
    const lines = [
      [...header, '度量', '对应水平值所在行'],
      [...level, '', ''],
      growth('2'),
      growth('4', [4, level[4] as string]),
      growth('99'),
      growth('2', [4, level[4] as string], [3, '预计']),
    ]
    const answer = await send(server, toCsv(lines), asEditor())
    expect(tell(answer)).toEqual([3, 4, 5, 6].map((at) => `${at} growthOf INVALID_GROWTH`))
  })

  test('growth of a level whose name several rows have, once for each', async () => {
    const named = (cells: string[], id: string, measure = '', level = '') => [...cells, id, measure, level]
    const month = row([2, '当月'], [4, '2007-01'])
    const year = row([4, '2007-01'])
    const other = row()
    const lines = [
      [...header, '标识', '度量', '对应水平值标识'],
      named(month, 'X'),
      named(year, 'X', '水平值'),
      named(other, 'Y'),
      ...[year, month].map((level) => named(level.with(5, '2').with(6, '%'), '', '增长率', 'X')),
      named(other.with(6, '%'), '', '增长率', 'Y'),
    ]
    const answer = await leaveNothing(server, () => send(server, toCsv(lines), asEditor()))
    expect(tell(answer)).toEqual(['5 growthOf INVALID_GROWTH', '6 growthOf INVALID_GROWTH'])
    expect(answer.problems?.[0]?.reason).toBe('the level that it names is several rows of the file')
    // Names that no growth takes may be of several rows.
    const right = [...lines.slice(0, 4), lines.at(-1) ?? []]
    expect(await send(server, toCsv(right), asEditor())).toMatchObject({ outcome: 'RECORDED', figures: 4 })
  })

  test('growth of a level in another currency than the indicator’s', async () => {
    const level = row([6, '万美元'])
    const told = (unit: string, measure: string) => [...level.with(6, unit), measure, measure ? '2' : '']
    const lines = [
      [...header, '度量', '对应水平值所在行'],
      told('万美元', ''),
      told('%', '增长率'),
      told('万元', '增减量'),
    ]
    const answer = await send(server, toCsv(lines), asEditor())
    expect(tell(answer)).toEqual(['3 growthOf INVALID_GROWTH', '4 growthOf INVALID_GROWTH'])
    expect(answer.problems?.[0]?.reason).toBe(
      'row 2 measures money:USD, and the level of this GROWTH money:CNY: leave it out',
    )
    const right = [lines[0] ?? [], told('万美元', ''), told('万美元', '增减量')]
    expect(await send(server, toCsv(right), asEditor())).toMatchObject({ outcome: 'RECORDED', figures: 2 })
  })
})

describe('the same file twice', () => {
  test('is recorded once, and answers the same', async () => {
    const lines = toCsv([header, row(), row()])
    const first = await send(server, lines, asEditor())
    const again = await leaveNothing(server, () => send(server, lines, asEditor()))
    expect(again).toEqual({ ...first, import: again.import, isRepeated: true })
  })

  test('at once is recorded once', async () => {
    const year = row([2, '全年'])
    const lines = toCsv([
      [...header, '分项'],
      ...Array.from({ length: 2_000 }, (_, at) => [...year.with(4, `${1100 + (at % 800)}`), `at once ${at}`]),
    ])
    const answers = await Promise.all([1, 2, 3].map(() => send(server, lines, asEditor())))
    expect(answers.map(({ outcome, figures }) => [outcome, figures])).toEqual(Array(3).fill(['RECORDED', 2_000]))
    expect(answers.map(({ isRepeated }) => isRepeated).sort()).toEqual([false, true, true])
  })

  test('by other parameters is another request', async () => {
    const lines = toCsv([header, row()])
    await send(server, lines, asEditor())
    expect(tell(await send(server, lines, asEditor({ stage: '快报' })))).toEqual(['2 null FIGURE_EXISTS'])
  })
})
