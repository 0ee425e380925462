import { afterEach, beforeAll, expect, test } from 'vitest'
import { openForm } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { send, tell, toCsv } from './send.ts'
import { header, row } from './whole-rows.ts'

const server = useServer()
let editor = ''

beforeAll(async () => {
  editor = await openForm(server)
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test('a growth is of what its level is of, however both call what came together', async () => {
  const file = (accumulation: string, ...more: [at: number, text: string][]) => {
    const level = row(...more)
    const growth = level.with(2, accumulation).with(6, '%')
    return toCsv([
      [...header, '度量', '对应水平值所在行'],
      [...level, '', ''],
      [...growth, '增长率', '2'],
    ])
  }
  const answer = await send(server, file('时点'), { token: editor })
  expect(tell(answer)).toEqual(['3 growthOf INVALID_GROWTH'])
  expect(answer.problems?.[0]?.reason).toBe('row 2 accumulates as YEAR_TO_DATE, and this GROWTH as STOCK')
  const undated = await send(server, file('年初累计', [2, '当月'], [4, '']), { token: editor })
  expect(undated.problems?.[0]?.reason).toBe('row 2 accumulates as MONTH, and this GROWTH as YEAR_TO_DATE')
  for (const accumulation of ['未注明', '期间合计'])
    expect(await send(server, file(accumulation), { token: editor })).toMatchObject({
      outcome: 'RECORDED',
      figures: 2,
    })
})
