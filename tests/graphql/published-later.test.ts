import { afterEach, beforeAll, expect, test } from 'vitest'
import { send, tell, toCsv } from '../imports/send.ts'
import { dayFromNow } from '../kit/days.ts'
import { useServer } from '../kit/server.ts'
import { pick } from './data.ts'
import { idOf, issuesOf, leaveNothing, openForm, write } from './writing.ts'

const server = useServer()
let editor = ''

const source = (code: string, publishedTo: string, publishedFrom = '2026-10-01') => ({
  ...{ code, title: '表', kind: 'SURVEY', publishedFrom, publishedTo, reportingPark: 'own' },
})

const figure = (period: string, more: object = {}) => ({
  ...{ subject: 'own', indicator: 'tax_revenue', accumulation: 'FULL_YEAR', nature: 'ACTUAL', source: 'form' },
  ...{ period, value: '2', unit: 'CNY_100M', ...more },
})

const fact = (more: object = {}) => ({
  ...{ subject: 'firm-own', source: 'form', content: { honour: { title: '先进' } }, ...more },
})

beforeAll(async () => {
  editor = await openForm(server)
  // As one could be recorded before such days were refused.
  await server.database.pool.query(`INSERT INTO source (code, title, kind, language, published_from, published_to, priority, access_level, reporting_park_id)
    VALUES ('old', '表', 'SURVEY', 'zh-CN', '2026-10-01', '2099-01-01', 100, 'INTERNAL', (SELECT id FROM subject WHERE slug = 'own'))`)
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const refused = async (name: string, input: Record<string, unknown>) =>
  issuesOf(await leaveNothing(server, () => write(server, name, input, editor)))

const at = (path: string) => [`${path} OUT_OF_RANGE`]

test('a document was published by tomorrow', async () => {
  expect(await refused('createSource', source('a', dayFromNow(3)))).toEqual(at('publishedTo'))
  expect(await refused('createSource', source('a', '2099-01-02', '2099-01-01'))).toEqual([
    ...[...at('publishedFrom'), ...at('publishedTo')],
  ])
  expect(await write(server, 'createSource', source('a', dayFromNow(1)), editor)).toMatchObject({
    source: { code: 'a' },
  })
})

test('a figure was published by tomorrow, by itself or with its document', async () => {
  for (const more of [{ publishedOn: dayFromNow(3) }, { publishedOn: '2099-01-01' }, { source: 'old' }])
    expect(await refused('recordObservations', { observations: [figure('2001', more)] })).toEqual(
      at('observations.0.publishedOn'),
    )
  for (const [year, more] of [
    ['2002', { publishedOn: dayFromNow(1) }],
    ['2003', { source: 'old', publishedOn: '2026-10-05' }],
  ] as const) {
    const answer = await write(server, 'recordObservations', { observations: [figure(year, more)] }, editor)
    expect(pick(answer, 'observations.0.publishedOn')).toBe(more.publishedOn)
  }
})

test('a further vintage was published by tomorrow: a later day could not be mended', async () => {
  const observation = idOf(await write(server, 'recordObservations', { observations: [figure('2004')] }, editor))
  const revision = { observation, expectedVersion: observation, value: '3', reason: '核定' }
  expect(await refused('reviseObservation', { ...revision, publishedOn: '2109-01-01' })).toEqual(at('publishedOn'))
  const answer = await write(server, 'reviseObservation', { ...revision, publishedOn: dayFromNow(1) }, editor)
  expect(pick(answer, 'observation.publishedOn')).toBe(dayFromNow(1))
})

test('a fact and its further versions were published by tomorrow', async () => {
  for (const more of [{ publishedOn: '2099-01-01' }, { source: 'old' }])
    expect(await refused('recordFacts', { facts: [fact(more)] })).toEqual(at('facts.0.publishedOn'))
  const recorded = String(pick(await write(server, 'recordFacts', { facts: [fact()] }, editor), 'facts.0.id'))
  const content = { honour: { title: '先进单位' } }
  const revision = { fact: recorded, expectedVersion: recorded, content, reason: '核实' }
  expect(await refused('reviseFact', { ...revision, publishedOn: dayFromNow(3) })).toEqual(at('publishedOn'))
})

test('a file tells so of its row', async () => {
  const header = ['对象代号', '指标代码', '累计口径', '性质', '时期', '数值', '单位代码', '来源代码', '发布日期']
  const row = (day: string) => ['own', 'tax_revenue', '全年', '实际', '2005', '2.87', '亿元', 'form', day]
  const answer = await send(server, toCsv([header, row('2099-01-01')]), { token: editor })
  expect(tell(answer)).toEqual(['2 publishedOn OUT_OF_RANGE'])
  expect(await send(server, toCsv([header, row(dayFromNow(1))]), { token: editor })).toMatchObject({
    outcome: 'RECORDED',
  })
})
