import { readFileSync } from 'node:fs'
import { fillVariables, loadExamples } from '@parkgraph/server'
import { buildSchema, parse, validate } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeKey } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'

const server = useServer()
const examples = await loadExamples()
const schemaFile = new URL('../../packages/server/schema.graphql', import.meta.url)
const schema = buildSchema(readFileSync(schemaFile, 'utf8'))

const tellingTexts: Record<string, string> = {
  ZoneYear: '643.20亿元',
  SubParks: '新能源汽车园',
  PromisedOutput: '新增产值',
  LargeProjects: '湖南电器检测所',
  PromisedWorks: '../2018-02-15',
  ProjectInFull: 'POSSIBLY_SAME_AS',
  ProjectsFirstPage: '殡葬服务设施项目',
  ProjectsNextPage: '红仓大道西线',
  Enterprises: '1205.15',
  EnterpriseInFull: '2000余名',
  ProposedCorrections: 'technology_industry_trade_revenue',
  PrintedAndConverted: '80000',
  TaxEverywhere: '同比净增税收',
  SourceAndDate: '2017-12-31',
  ArticleOf2017: '徐荣',
  Sources: 'xiangxiang-2017-review',
  IndicatorMeaning: '工业总产值',
  MoneyIndicators: 'fixed_asset_investment',
  PartyMassCentre: '1820',
  Facilities: '创业诊所',
  BuildAndBuy: '1亿多元',
  Programmes: '53项',
  UnitsOfArea: 'HECTARE',
  Vocabularies: 'DEVELOPMENT_ZONE',
  NodeById: 'xiangxiang-etdz',
  NodesById: '殡葬服务设施项目',
  AsKnownThen: '"before":{"name":"湘乡经开区","taxRevenue":null}',
  WhoAsks: '"isAnonymous":true',
  Publications: '"totalCount":0',
  Imports: '"imports":{"totalCount":0',
  Changes: '"totalCount":0',
  StillInternal: '"observations":{"totalCount":0',
  ReportedAgainstPublishedGrowth: '402.0164578545481503447253317517978',
  WhatForecastsRequire: '"pace":"2.75"',
  PromisedAgainstActual: '"mergedCount":1',
  TaxPerMu: '"MISSING_BASE"',
  ScoreUnderTwoEditions: 'NO_INDICATORS',
  ProjectsByKind: '"sum":"22"',
  ForecastError: '"groups":[]',
  PanelGrowth: '"reason":"NO_PANEL"',
  WhoContributed: '"difference":"2.749485"',
  YearOfMonths: '34.89',
  NovemberAlone: 'PUBLISHED_TOGETHER',
  Checks: '要求余下1个月完成15亿元',
  OpenDoubts: '53项是替换还是增加于35项',
  Coverage: 'fixed_asset_investment',
  Definitions: '技工贸总收入',
  EffectOfACorrection: '规模工业总产值',
  WhatCorrectionsChange: '规模工业总产值',
  ParkRanking: 'xiangxiang-etdz-',
  Frameworks: '中部',
  FrameworkScore: 'NO_INDICATORS',
  CreateSource: '2018年1月报表',
  RecordFigures: '"reportedGrowth":{"value":"12.5"}',
  CreateEnterprise: '"version":"1"',
  CreateIndicator: '"dimension":"energy"',
}

let key = ''
beforeAll(async () => {
  key = await makeKey(server, 'ADMIN', { isAll: true })
})

describe('examples', () => {
  it('are there for each root field', () => {
    const fields = Object.keys(schema.getQueryType()?.getFields() ?? {})
    expect(fields.filter((field) => !examples.some((example) => example.fields.includes(field)))).toEqual([])
  })

  it('have names of their own, and each a text to look for below', () => {
    expect(examples.map(({ name }) => name).sort()).toEqual(Object.keys(tellingTexts).sort())
  })

  it('that write are refused without a key, and say so', async () => {
    const writing = examples.filter(({ kind }) => kind === 'mutation')
    expect(writing.length).toBeGreaterThan(0)
    for (const { query, variables } of writing) {
      const { data } = await server.send(query, { ...variables })
      expect(Object.values(data ?? {})).toEqual([expect.objectContaining({ __typename: 'Forbidden' })])
    }
  })

  it('start with one that needs no variables', () => {
    expect(examples[0]).toMatchObject({ name: 'ZoneYear', fields: ['park'] })
    expect(examples[0]?.variables).toBeUndefined()
  })

  it.each(examples)('$name has a title in English and in Chinese', ({ title, titleInChinese }) => {
    expect(title).toMatch(/^[A-Z][ -~]+$/)
    expect(titleInChinese).toMatch(/\p{Script=Han}/u)
  })

  it.each(examples)('$name is valid', ({ query }) => {
    expect(validate(schema, parse(query))).toEqual([])
  })

  it.each(examples)('$name finds something of everything it asks for at the root', async (example) => {
    const variables = await fillVariables(example, examples, (query, values) => server.send(query, { ...values }))
    const { data, errors } = await server.send(
      example.query,
      { ...variables },
      example.kind === 'query' ? undefined : key,
    )
    expect(errors).toBeUndefined()
    expect(Object.keys(data ?? {}).filter((field) => isEmpty(data?.[field]))).toEqual([])
    expect(JSON.stringify(data)).toContain(tellingTexts[example.name])
    expect(server.faults).toEqual([])
  })
})

interface PrintedNodes {
  readonly nodes: readonly { readonly printed: { readonly text: string } | null }[]
}

describe('the first example', () => {
  it('leaves out no figure of the year that the article prints', async () => {
    const { data } = await server.send(examples[0]?.query ?? '')
    const zone = data?.['park']
    expect(zone).toMatchObject({ toDate: {}, forecasts: {} })
    const { toDate, forecasts } = zone as { toDate: PrintedNodes; forecasts: PrintedNodes }
    const listTexts = ({ nodes }: PrintedNodes) => nodes.map(({ printed }) => printed?.text).sort()
    expect(listTexts(toDate)).toEqual(['2.87亿元', '542.28亿元', '603.38亿元', '60亿元', '643.20亿元', '71.5%'])
    expect(listTexts(forecasts)).toEqual(['3亿元', '715亿元以上', '75%', '75亿元'])
  })
})

describe('the example of promised output', () => {
  it('keeps output in total apart from output added', async () => {
    const { data } = await server.send(examples.find(({ name }) => name === 'PromisedOutput')?.query ?? '')
    const parks = data?.['parks']
    expect(parks).toMatchObject({ totalCount: 3 })
    const { nodes } = parks as { nodes: { name: string; total: object | null; added: object | null }[] }
    expect(nodes.map(({ name, total, added }) => [name, total !== null, added !== null])).toEqual([
      ['新能源汽车园', true, false],
      ['再生玻璃深加工产业园', true, false],
      ['电力产业园', false, true],
    ])
  })
})

function isEmpty(value: unknown): boolean {
  if (typeof value === 'object' && value && 'nodes' in value) return isEmpty(value.nodes)
  return value == null || (Array.isArray(value) && (value.length === 0 || value.includes(null)))
}
