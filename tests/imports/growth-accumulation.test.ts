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

test('a growth accumulates as the level that it names, where both say how', async () => {
  const file = (accumulation: string) => {
    const level = row()
    const growth = level.with(2, accumulation).with(6, '%')
    return toCsv([
      [...header, '度量', '对应水平值所在行'],
      [...level, '', ''],
      [...growth, '增长率', '2'],
    ])
  }
  const answer = await send(server, file('期间合计'), { token: editor })
  expect(tell(answer)).toEqual(['3 growthOf INVALID_GROWTH'])
  expect(answer.problems?.[0]?.reason).toBe('row 2 accumulates as YEAR_TO_DATE, and this GROWTH as PERIOD_TOTAL')
  expect(await send(server, file('未注明'), { token: editor })).toMatchObject({ outcome: 'RECORDED', figures: 2 })
})
