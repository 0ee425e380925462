import { expect, test, vi } from 'vitest'
import { makeKey, openForm, write } from '../graphql/writing.ts'
import { send, toCsv } from '../imports/send.ts'
import { useServer } from '../kit/server.ts'
import { patience, useProcesses } from './processes.ts'

vi.setConfig({ testTimeout: 3 * patience, hookTimeout: 2 * patience })
const processes = useProcesses()
const server = useServer()

test('an indicator that one server makes known is there in another, which was asked for it before', async () => {
  const editor = await openForm(server)
  const admin = await makeKey(server, 'ADMIN', { isAll: true })
  const running = processes.start({ DATABASE_URL: server.databaseUrl, PORT: '0' })
  const other = { ...server, url: await running.waitUntilReady(), send: server.send }
  const read = async () => {
    const query = `{ indicator(code: "electricity") { label } indicators(where: { code: { eq: "electricity" } }) { totalCount }
      timeSeries(subjects: ["own"], indicators: ["electricity"], bucket: YEAR, from: "2026", to: "2026") { series { indicator { code } } } }`
    const { data, errors } = await other.send(query, {}, editor)
    return data ?? errors?.map(({ extensions }) => extensions?.['code'])
  }
  const row = ['own', 'electricity', '年初累计', '实际', '2026-01/2026-09', '7', '万千瓦时', 'form']
  const file = toCsv([['对象代号', '指标代码', '累计口径', '性质', '时期', '数值', '单位代码', '来源代码'], row])
  const figure = {
    ...{
      subject: 'own',
      indicator: 'electricity',
      accumulation: 'YEAR_TO_DATE',
      nature: 'ACTUAL',
      period: '2026-01/2026-08',
    },
    ...{ value: '6', unit: '万千瓦时', source: 'form' },
  }
  const record = () => write(other, 'recordObservations', { observations: [figure] }, editor)
  expect(await read()).toEqual(['UNKNOWN_INDICATOR'])
  expect((await record()).issues?.map(({ code }) => code)).toEqual(['UNKNOWN_INDICATOR'])
  expect((await send(other, file, { token: editor })).problems?.map(({ code }) => code)).toEqual(['UNKNOWN_INDICATOR'])

  const texts = { zh: '用电量', en: 'Electricity' }
  const made = { code: 'electricity', name: '用电量', labels: texts, definition: texts, defaultUnit: '万千瓦时' }
  const input = { ...made, aggregationOverTime: 'SUM', aggregationOverParks: 'SUM' }
  expect((await write(server, 'createIndicator', input, admin)).__typename).toBe('CreateIndicatorSuccess')

  expect(await read()).toEqual({
    ...{ indicator: { label: '用电量' }, indicators: { totalCount: 1 } },
    timeSeries: { series: [{ indicator: { code: 'electricity' } }] },
  })
  expect((await record()).__typename).toBe('RecordObservationsSuccess')
  expect((await send(other, file, { token: editor })).outcome).toBe('RECORDED')

  const archiving = { indicator: 'electricity', expectedVersion: '1', reason: '停用' }
  expect((await write(server, 'archiveIndicator', archiving, admin)).__typename).toBe('ArchiveIndicatorSuccess')
  expect((await record()).issues?.map(({ code }) => code)).toEqual(['ARCHIVED_INDICATOR'])
  running.signalGroup('SIGINT')
  expect(await running.exit).toEqual({ code: 0, signal: null })
})
