import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { money, useVocabulary } from './indicators.ts'
import { issuesOf, leaveNothing } from './writing.ts'

const server = useServer()
const { create, make, update, ask } = useVocabulary(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

test('an indicator is known to everybody by the rules of data sets, with the dimension of its unit', async () => {
  const made = await create({ code: 'electricity' })
  expect(made).toMatchObject({
    indicator: {
      ...{
        code: 'electricity',
        name: '用电量',
        zh: '用电量',
        en: 'Electricity used',
        text: '全部用电。',
        english: 'All of it.',
      },
      ...{
        dimension: 'count:person',
        defaultUnit: { code: 'PERSON' },
        status: 'ESTABLISHED',
        candidates: [],
        partOf: [],
      },
      ...{ aggregationOverTime: 'SUM', aggregationOverParks: 'SUM', isArchived: false, version: '1' },
      definitions: [{ edition: '1', validFrom: null, source: null, definition: '全部用电。' }],
    },
  })
  expect(await ask('{ indicator(code: "electricity") { name } }')).toEqual({ indicator: { name: '用电量' } })
  const more = {
    ...{
      defaultUnit: '亿元',
      dimension: 'money:CNY',
      status: 'PROVISIONAL',
      candidates: ['revenue'],
      partOf: ['tax_revenue'],
    },
    edition: { edition: '2017', validFrom: '2017-01-01', source: '制度' },
  }
  expect(await create(more)).toMatchObject({
    indicator: {
      ...{ dimension: 'money:CNY', defaultUnit: { code: 'CNY_100M' }, status: 'PROVISIONAL', candidates: ['revenue'] },
      ...{ partOf: [{ code: 'tax_revenue' }] },
      definitions: [{ edition: '2017', validFrom: '2017-01-01', source: '制度', definition: '全部用电。' }],
    },
  })
})

test('all that is wrong with it is told', async () => {
  const wrong = async (input: object) => issuesOf(await leaveNothing(server, () => create({ ...input })))
  expect(
    await wrong({ code: 'Not-snake', name: ' ', labels: { zh: '', en: 'x' }, definition: { zh: 'x', en: ' ' } }),
  ).toEqual([...['code INVALID_TEXT', 'name INVALID_TEXT', 'labels.zh INVALID_TEXT', 'definition.en INVALID_TEXT']])
  expect(await wrong({ defaultUnit: 'nothing' })).toEqual(['defaultUnit UNKNOWN_UNIT'])
  expect(await wrong({ dimension: 'area' })).toEqual(['dimension INCOMPATIBLE_UNITS'])
  expect(await wrong({ candidates: ['revenue'] })).toEqual(['candidates INVALID_INDICATOR'])
  expect(await wrong({ partOf: ['revenue', 'nothing', 'revenue'] })).toEqual([
    ...[
      'partOf.2 DOUBLED_ITEM',
      'partOf.1 UNKNOWN_INDICATOR',
      'partOf.0 INVALID_INDICATOR',
      'partOf.2 INVALID_INDICATOR',
    ],
  ])
  expect(await wrong({ edition: { edition: 'x', validFrom: '9999-01-01' } })).toEqual([
    'edition.validFrom OUT_OF_RANGE',
  ])
  expect(await wrong({ edition: { edition: '', source: ' ' } })).toEqual([
    ...['edition.edition INVALID_TEXT', 'edition.source INVALID_TEXT'],
  ])
})

test('a code stands for one indicator, also of 20 that come at once', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => create({ code: 'race' })))
  expect(answers.filter(({ __typename }) => __typename === 'CreateIndicatorSuccess')).toHaveLength(1)
  expect(answers.filter(({ code }) => code === 'CODE_TAKEN')).toHaveLength(19)
  const taken = await leaveNothing(server, () => create({ code: 'tax_revenue' }))
  expect(taken).toMatchObject({
    code: 'CODE_TAKEN',
    conflicts: [{ path: ['code'], indicator: { code: 'tax_revenue' } }],
  })
  const once = { code: 'once', idempotencyKey: 'once' }
  expect(await create(once)).toEqual(await create(once))
  expect(await create({ ...once, name: '另' })).toMatchObject({ code: 'KEY_USED' })
})

test('it is changed in what is named, by whoever knows its version', async () => {
  const code = await make({ ...money, status: 'PROVISIONAL', candidates: ['revenue'] })
  const labels = { zh: '用电', en: 'Power' }
  expect(await update(code, { labels, partOf: ['revenue', 'tax_revenue'] })).toMatchObject({
    indicator: {
      zh: '用电',
      en: 'Power',
      name: '用电量',
      partOf: [{ code: 'revenue' }, { code: 'tax_revenue' }],
      version: '2',
    },
  })
  const late = await leaveNothing(server, () => update(code, { name: '晚' }))
  expect(late).toMatchObject({ code: 'VERSION_OUTDATED', conflicts: [{ version: '2', indicator: { code } }] })
  expect(await update(code, { status: 'ESTABLISHED', partOf: ['tax_revenue'] }, '2')).toMatchObject({
    indicator: { status: 'ESTABLISHED', candidates: [], partOf: [{ code: 'tax_revenue' }], version: '3' },
  })
  const back = await leaveNothing(server, () => update(code, { status: 'PROVISIONAL' }, '3'))
  expect(back).toMatchObject({ code: 'WRONG_STATE', conflicts: [{ path: ['status'], version: '3' }] })
  for (const same of [{}, { labels, name: '用电量', status: 'ESTABLISHED', partOf: ['tax_revenue'] }, { name: null }])
    expect(issuesOf(await leaveNothing(server, () => update(code, same, '3')))).toEqual([' NO_CHANGE'])
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => update(code, { name: `第${n}` }, '3')))
  expect(answers.filter(({ __typename }) => __typename === 'UpdateIndicatorSuccess')).toHaveLength(1)
  expect(answers.filter((answer) => answer.code === 'VERSION_OUTDATED')).toHaveLength(19)
  const nobody = await leaveNothing(server, () => update('nobody', { name: 'x' }))
  expect(nobody).toEqual({ __typename: 'NotFound', message: 'There is no indicator "nobody".' })
})

test('what contradicts itself is refused: candidates of what is settled, and a part of itself', async () => {
  const [whole, part] = [await make(money), await make(money)]
  await update(part, { partOf: [whole] })
  const wrong = async (changes: object) => issuesOf(await leaveNothing(server, () => update(whole, changes)))
  expect(await wrong({ candidates: ['revenue'] })).toEqual(['candidates INVALID_INDICATOR'])
  expect(await wrong({ partOf: ['revenue', part] })).toEqual(['partOf.1 INVALID_INDICATOR'])
  expect(await wrong({ partOf: [whole] })).toEqual(['partOf.0 INVALID_INDICATOR'])
  expect(await wrong({ partOf: ['revenue', 'land_area'] })).toEqual(['partOf.1 INVALID_INDICATOR'])
})

test('a further edition holds after those before, which stay as they are', async () => {
  const code = await make()
  const edition = {
    edition: '2025',
    validFrom: '2025-01-01',
    definition: { zh: '新定义。', en: 'New.' },
    source: '新制度',
  }
  expect(await update(code, { edition })).toMatchObject({
    indicator: {
      ...{ text: '新定义。', english: 'New.', version: '2' },
      definitions: [
        { edition: '1', validFrom: null, source: null, definition: '全部用电。' },
        { edition: '2025', validFrom: '2025-01-01', source: '新制度', definition: '新定义。' },
      ],
    },
  })
  const wrong = async (more: object) =>
    issuesOf(await leaveNothing(server, () => update(code, { edition: { ...edition, ...more } }, '2')))
  expect(await wrong({ edition: 'x', validFrom: '9999-01-01' })).toEqual(['edition.validFrom OUT_OF_RANGE'])
  expect(await wrong({ validFrom: '2026-01-01' })).toEqual(['edition.edition INVALID_INDICATOR'])
  expect(await wrong({ edition: '2024', validFrom: '2024-12-31' })).toEqual(['edition.validFrom OUT_OF_RANGE'])
  expect(await wrong({ edition: 'x', validFrom: '2026-01-01', definition: { zh: ' ', en: 'x' } })).toEqual([
    'edition.definition.zh INVALID_TEXT',
  ])
})
