import { readFileSync } from 'node:fs'
import { LONGEST } from '@parkgraph/db'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { send, tell, toCsv } from '../imports/send.ts'
import { useServer } from '../kit/server.ts'
import { refuseBy } from './refuse.ts'
import { idOf, issuesOf, leaveNothing, makeKey, openForm, write, writeEach } from './writing.ts'

const server = useServer()
const refuse = refuseBy(server)
let editor = ''
let admin = ''
let figure = ''

const level = {
  ...{ subject: 'own', indicator: 'tax_revenue', accumulation: 'YEAR_TO_DATE', nature: 'ACTUAL', source: 'form' },
  ...{ period: '2001', unit: 'CNY_100M' },
}

beforeAll(async () => {
  editor = await openForm(server)
  admin = await makeKey(server, 'ADMIN', { isAll: true })
  figure = idOf(await write(server, 'recordObservations', { observations: [{ ...level, value: '1' }] }, editor))
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

type Kind = keyof typeof LONGEST
type Input = Record<string, unknown>
type Field = [name: string, path: string, kind: Kind, toInput: (text: string) => Input]

const firm = { slug: 'new-firm', name: '新', pinyin: 'xin', reportingPark: 'own' }
const source = {
  code: 'new-form',
  title: '表',
  kind: 'SURVEY',
  publishedFrom: '2026-10-01',
  publishedTo: '2026-10-01',
  reportingPark: 'own',
}
const indicator = {
  ...{ code: 'new_one', name: '新', labels: { zh: '新', en: 'New' }, definition: { zh: '新', en: 'New' } },
  ...{ defaultUnit: 'PERSON', aggregationOverTime: 'SUM', aggregationOverParks: 'SUM' },
}
const both = (language: 'zh' | 'en', text: string) => ({ zh: '据', en: 'So', [language]: text })
const told = (content: object, more: object = {}) => ({
  facts: [{ subject: 'firm-own', source: 'form', content, ...more }],
})
const honour = (more: object) => told({ honour: { title: '先进', ...more } })
const correction = (text: string) => ({
  ...{ observation: figure, changes: { value: '2' }, evidence: both('en', text), confidence: 'HIGH' },
})

// biome-ignore format: one text a line
const fields: Field[] = [
  ['createEnterprise', 'name', 'name', (name) => ({ ...firm, name })],
  ['createEnterprise', 'pinyin', 'pinyin', (pinyin) => ({ ...firm, pinyin })],
  ['createEnterprise', 'slug', 'code', (slug) => ({ ...firm, slug })],
  ['createSource', 'code', 'code', (code) => ({ ...source, code })],
  ['createSource', 'title', 'title', (title) => ({ ...source, title })],
  ['createSource', 'publisher', 'name', (publisher) => ({ ...source, publisher })],
  ['createSource', 'authors.1', 'name', (author) => ({ ...source, authors: ['一', author] })],
  ['createSource', 'language', 'language', (language) => ({ ...source, language })],
  ['createIndicator', 'code', 'code', (code) => ({ ...indicator, code })],
  ['createIndicator', 'name', 'name', (name) => ({ ...indicator, code: 'second_one', name })],
  ['createIndicator', 'labels.en', 'name', (text) => ({ ...indicator, code: 'third_one', labels: both('en', text) })],
  ['createIndicator', 'definition.zh', 'prose', (text) => ({ ...indicator, code: 'fourth_one', definition: both('zh', text) })],
  ['createIndicator', 'edition.source', 'title', (title) => ({ ...indicator, code: 'fifth_one', edition: { source: title } })],
  ['recordFacts', 'facts.0.content.name.name', 'name', (name) => told({ name: { name, kind: 'SHORT' } })],
  ['recordFacts', 'facts.0.content.honour.title', 'title', (title) => honour({ title })],
  ['recordFacts', 'facts.0.content.honour.awardedBy', 'name', (awardedBy) => honour({ awardedBy })],
  ['recordFacts', 'facts.0.note.zh', 'prose', (text) => told({ honour: { title: '先进' } }, { note: both('zh', text) })],
  ['recordFacts', 'facts.0.section', 'code', (section) => told({ honour: { title: '先进' } }, { section })],
  ['recordFacts', 'facts.0.content.relationship.toName', 'name', (toName) => told({ relationship: { kind: 'PARENT', toName } })],
  ['recordFacts', 'facts.0.content.statement.summary.en', 'prose', (text) => told({ statement: { topic: 'ENTERPRISES', summary: both('en', text) } })],
  ['recordFacts', 'facts.0.content.assignment.person', 'name', (person) => told({ assignment: { person, role: '联系人', organisation: '管委会' } })],
  ['recordObservations', 'observations.0.breakdown', 'name', (breakdown) => ({ observations: [{ ...level, breakdown, value: '1' }] })],
  ['recordObservations', 'observations.0.missingReason', 'reason', (missingReason) => ({ observations: [{ ...level, period: '2002', missingReason }] })],
  ['recordObservations', 'observations.0.printed.label', 'name', (label) => ({ observations: [{ ...level, period: '2003', value: '1', printed: { label, text: '1亿元' } }] })],
  ['reviseObservation', 'reason', 'reason', (reason) => ({ observation: figure, expectedVersion: figure, value: '2', reason })],
  ['proposeCorrection', 'evidence.en', 'prose', correction],
  ['draftPublication', 'title', 'name', (title) => ({ observations: [figure], title, level: 'PUBLIC' })],
]

const codes: ReadonlySet<Kind> = new Set(['code', 'pinyin', 'language'])
const inLines: ReadonlySet<Kind> = new Set(['reason', 'prose'])

/** Indicators are those of all parks. */
const keyOf = (name: string) => (name.endsWith('Indicator') ? admin : editor)

describe.each(fields)('%s: %s', (name, path, kind, toInput) => {
  const faults = async (texts: readonly string[]) => {
    const answers = await leaveNothing(server, () => writeEach(server, name, texts.map(toInput), keyOf(name)))
    return answers.map((answer, index) => [texts[index], issuesOf(answer)])
  }
  const all = (texts: readonly string[]) => texts.map((text) => [text, [`${path} INVALID_TEXT`]])

  test('has a longest length, in characters', async () => {
    const [letter, isShort] = codes.has(kind) ? ['a', kind !== 'language'] : ['𠮷', true]
    const long = [letter.repeat(LONGEST[kind] + 1)]
    expect(await faults(long)).toEqual(all(long))
    if (!isShort || ['recordFacts', 'reviseObservation'].includes(name)) return
    const answer = await write(server, name, toInput(letter.repeat(LONGEST[kind])), keyOf(name))
    expect(issuesOf(answer)).toBeUndefined()
  })

  test('takes no character that cannot be seen', async () => {
    const wrong = ['a\u0007b', '\u200b', 'a\u200bb', 'a\u202eb', '\u2068a\u2069', '\u3164', 'a\u2028b', '甲\ufeff乙']
    const texts = inLines.has(kind) ? wrong : [...wrong, 'a\nb', 'a\tb']
    expect(await faults(texts)).toEqual(all(texts))
  })
})

test('sentences may have several lines, and joiners and variants belong to texts', async () => {
  const note = both('zh', '一\n二')
  const answer = await write(
    server,
    'recordFacts',
    told({ honour: { title: '葛\u{e0100}👩\u200d🌾' } }, { note, paragraph: 9 }),
    editor,
  )
  expect(answer).toMatchObject({ facts: [{ title: '葛\u{e0100}👩\u200d🌾', note: '一\n二' }] })
})

test('a document has a hundred authors at most', async () => {
  const answer = await write(server, 'createSource', { ...source, authors: Array(101).fill('甲') }, editor)
  expect(issuesOf(answer)).toEqual(['authors INVALID_TEXT'])
})

test('files tell the same of their rows', async () => {
  const long = '名'.repeat(LONGEST.name + 1)
  const firms = [
    ['代号', '名称', '拼音', '填报园区代号'],
    ['file-a', long, 'ming', 'own'],
    ['file-b', '甲\u200b', 'jia', 'own'],
    ['file-c', '甲', 'a'.repeat(LONGEST.pinyin + 1), 'own'],
  ]
  const into = (list: string) => ({ token: editor, parameters: { into: list } })
  expect(tell(await send(server, toCsv(firms), into('enterprises')))).toEqual([
    ...['2 name INVALID_TEXT', '3 name INVALID_TEXT', '4 pinyin INVALID_TEXT'],
  ])
  const cells = ['own', 'tax_revenue', '年初累计', '实际', '2005', '2.87', '亿元', 'form']
  const figures = [
    [
      '对象代号',
      '指标代码',
      '累计口径',
      '性质',
      '时期',
      '数值',
      '单位代码',
      '来源代码',
      '分项',
      '原文名称',
      '原文数字',
    ],
    [...cells, long, '', ''],
    [...cells, '甲\n乙', '', ''],
    [...cells, '', '税\u202e收', '2.87亿元'],
  ]
  expect(tell(await send(server, toCsv(figures), into('observations')))).toEqual([
    ...['2 breakdown INVALID_TEXT', '3 breakdown INVALID_TEXT', '4 printedLabel INVALID_TEXT'],
  ])
})

describe('a text of a query that nothing recorded can be like', () => {
  const long = 'a'.repeat(LONGEST.prose + 1)

  test.each([
    ['an argument', 'query ($v: String!) { park(slug: $v) { slug } }', long, 'v'],
    [
      'a filter',
      'query ($v: ParkWhere) { parks(where: $v) { totalCount } }',
      { name: { contains: long } },
      'v.name.contains',
    ],
    ['a list', 'query ($v: [String!]) { parks(where: { slug: { in: $v } }) { totalCount } }', ['a', long], 'v[1]'],
    ['a cursor', 'query ($v: String) { parks(after: $v) { totalCount } }', long, 'v'],
  ])('is refused as %s', (_, query, v, argument) => refuse(query, { v }, 'BAD_USER_INPUT', argument))

  test('is refused as it stands there', () =>
    refuse(`{ parks(where: { name: { eq: "${long}" } }) { totalCount } }`, {}, 'BAD_USER_INPUT', 'where.name.eq'))

  test('is one of over 4,000 characters', async () => {
    const query = 'query ($v: String!) { park(slug: $v) { slug } }'
    expect(await server.send(query, { v: '𠮷'.repeat(LONGEST.prose) })).toEqual({ data: { park: null } })
  })
})

test('the documents have the lengths', () => {
  const document = readFileSync(new URL('../../docs/writing.md', import.meta.url), 'utf8')
  const section = document.split('## Texts\n')[1]?.split('\n## ')[0] ?? ''
  const told = [...section.matchAll(/\| ([\d,]+) \|$/gm)].map(([, number = '']) => Number(number.replace(',', '')))
  expect(told).toEqual(Object.values(LONGEST))
})
