import { afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { decide, pick, ZONE } from './data.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

interface Figure {
  readonly subject: { slug: string; name: string }
  readonly printed: { label: string; text: string }
  readonly [name: string]: unknown
}

const figures: Figure[] = []

beforeAll(async () => {
  const query = `query ($after: String) { observations(first: 100, after: $after) { nodes { subject { slug name } printed { label text } value lower upper
    unit { name } qualifier nature measure accumulation period citation { section paragraph source { publishedFrom publishedTo } }
    reportedGrowth { value unit { name } } growthOf { value } } pageInfo { endCursor hasNextPage } } }`
  let after: unknown = null
  do {
    const { data } = await server.send(query, { after })
    figures.push(...(pick(data, 'observations.nodes') as Figure[]))
    after = pick(data, 'observations.pageInfo.hasNextPage') ? pick(data, 'observations.pageInfo.endCursor') : null
  } while (after)
})

// biome-ignore format: one fact a line: name, label, text, value, lower, upper, unit, qualifier, nature, period, section, paragraph
const printed = [
  ['湘乡经开区', '技工工资收入', '643.20亿元', '643.2', null, null, '亿元', 'EXACT', 'ACTUAL', '2017-01/2017-11', 'lead', 2],
  ['湘乡经开区', '技工工资收入', '25.09%', '25.09', null, null, '%', 'EXACT', 'ACTUAL', '2017-01/2017-11', 'lead', 2],
  ['湘乡经开区', '技工工资收入', '715亿元以上', null, '715', null, '亿元', 'AT_LEAST', 'FORECAST', '2017', 'lead', 2],
  ['湘乡经开区', '工业总产值', '542.28亿元', '542.28', null, null, '亿元', 'EXACT', 'ACTUAL', '2017-01/2017-11', 'lead', 2],
  ['湘乡经开区', '工业总产值', '34.89%', '34.89', null, null, '%', 'EXACT', 'ACTUAL', '2017-01/2017-11', 'lead', 2],
  ['湘乡经开区', '工业生产总产值', '603.38亿元', '603.38', null, null, '亿元', 'EXACT', 'ACTUAL', '2017-01/2017-11', 'lead', 2],
  ['湘乡经开区', '工业生产总产值', '25.60%', '25.6', null, null, '%', 'EXACT', 'ACTUAL', '2017-01/2017-11', 'lead', 2],
  ['湘乡经开区', '固定资产投资', '60亿元', '60', null, null, '亿元', 'EXACT', 'ACTUAL', '2017-01/2017-11', 'lead', 2],
  ['湘乡经开区', '固定资产投资', '75亿元', '75', null, null, '亿元', 'EXACT', 'FORECAST', '2017', 'lead', 2],
  ['湘乡经开区', '税收', '2.87亿元', '2.87', null, null, '亿元', 'EXACT', 'ACTUAL', '2017-01/2017-11', 'lead', 2],
  ['湘乡经开区', '税收', '3亿元', '3', null, null, '亿元', 'EXACT', 'FORECAST', '2017', 'lead', 2],
  ['湘乡经开区', '小康占比', '71.5%', '71.5', null, null, '%', 'EXACT', 'ACTUAL', '2017-01/2017-11', 'lead', 2],
  ['湘乡经开区', '小康占比', '75%', '75', null, null, '%', 'EXACT', 'FORECAST', '2017', 'lead', 2],
  ['湘乡经开区', null, '20强', null, null, '20', null, 'AT_MOST', 'TARGET', null, 'lead', 3],
  ['湘乡经开区', '主要经济指标', '15%以上', null, '15', null, '%', 'AT_LEAST', 'TARGET', '2018', 'reform', 5],
  ['湘乡经开区党群活动中心', '投资', '300多万元', null, '300', null, '万元', 'OVER', 'ACTUAL', null, 'party', 1],
  ['湘乡经开区党群活动中心', '室内总面积', '1820平方米', '1820', null, null, '平方米', 'EXACT', 'ACTUAL', null, 'party', 1],
  ['湘乡经开区党群活动中心', null, '近100次', null, null, '100', '次', 'NEARLY', 'ACTUAL', '2017-03/..', 'party', 1],
  ['湘乡经开区党群活动中心', null, '50多次', null, '50', null, '次', 'OVER', 'ACTUAL', '2017-03/..', 'party', 1],
  ['湘乡经开区党群活动中心', null, '6000余人次', null, '6000', null, '人次', 'OVER', 'ACTUAL', '2017-03/..', 'party', 1],
  ['党建指导员制度', null, '15名', '15', null, null, null, 'EXACT', 'ACTUAL', null, 'party', 2],
  ['党建指导员制度', null, '58个企业', '58', null, null, null, 'EXACT', 'ACTUAL', null, 'party', 2],
  ['创新创业园', '总投资', '4亿元', '4', null, null, '亿元', 'EXACT', 'PLAN', null, 'projects', 3],
  ['电商产业园', '已完成投资', '1.1亿元', '1.1', null, null, '亿元', 'EXACT', 'ACTUAL', null, 'projects', 3],
  ['电商产业园', null, '6家', '6', null, null, '家', 'EXACT', 'ACTUAL', null, 'projects', 3],
  ['电力产业园', '总投资', '4亿元', '4', null, null, '亿元', 'EXACT', 'PLAN', null, 'projects', 3],
  ['电力产业园', '新增产值', '20亿元', '20', null, null, '亿元', 'EXACT', 'EXPECTED', null, 'projects', 3],
  ['再生玻璃深加工产业园', '规划用地', '200亩', '200', null, null, '亩', 'EXACT', 'PLAN', null, 'projects', 3],
  ['再生玻璃深加工产业园', '总投资', '5亿元', '5', null, null, '亿元', 'EXACT', 'PLAN', null, 'projects', 3],
  ['再生玻璃深加工产业园', '年产值', '5亿元以上', null, '5', null, '亿元', 'AT_LEAST', 'EXPECTED', null, 'projects', 3],
  ['再生玻璃深加工产业园', '安排就业', '近千人', null, null, '1000', '人', 'NEARLY', 'EXPECTED', null, 'projects', 3],
  ['新能源汽车园', '产值', '80亿元', '80', null, null, '亿元', 'EXACT', 'EXPECTED', null, 'projects', 3],
  ['新能源汽车园', '税收', '6亿元', '6', null, null, '亿元', 'EXACT', 'EXPECTED', null, 'projects', 3],
  ['新能源汽车园', '解决就业', '9000人', '9000', null, null, '人', 'EXACT', 'EXPECTED', null, 'projects', 3],
  ['电镀产业园', '计划投资', '4亿元', '4', null, null, '亿元', 'EXACT', 'PLAN', null, 'projects', 3],
  ['吉昌动漫玩具(湖南)有限公司', '总投资', '1.8亿元', '1.8', null, null, '亿元', 'EXACT', 'ACTUAL', null, 'industry', 1],
  ['吉昌动漫玩具(湖南)有限公司', '占地', '120亩', '120', null, null, '亩', 'EXACT', 'ACTUAL', null, 'industry', 1],
  ['吉昌动漫玩具(湖南)有限公司', '年产值', '近3亿元', null, null, '3', '亿元', 'NEARLY', 'ACTUAL', null, 'industry', 1],
  ['吉昌动漫玩具(湖南)有限公司', '员工', '2000余名', null, '2000', null, null, 'OVER', 'ACTUAL', '2017-12-22', 'industry', 1],
  ['代建代购', '支持', '1亿多元', null, '1', null, '亿元', 'OVER', 'ACTUAL', '2017', 'industry', 2],
  ['湖南巨强再生资源科技发展有限公司', '产值', '近3亿元', null, null, '3', '亿元', 'NEARLY', 'ACTUAL', '2017-01/2017-11', 'industry', 3],
  ['湖南巨强再生资源科技发展有限公司', '纳税', '1205.15万元', '1205.15', null, null, '万元', 'EXACT', 'ACTUAL', '2017-01/2017-11', 'industry', 3],
  ['湖南巨强再生资源科技发展有限公司', '同比净增税收', '1180.7万元', '1180.7', null, null, '万元', 'EXACT', 'ACTUAL', '2017-01/2017-11', 'industry', 3],
  ['再生循环资源产业园', '年纳税', '2000万元', '2000', null, null, '万元', 'EXACT', 'EXPECTED', null, 'industry', 3],
  ['再生循环资源产业园', '安排就业人员', '近1000人', null, null, '1000', '人', 'NEARLY', 'EXPECTED', null, 'industry', 3],
  ['湖南电器检测所', '计划投资', '5亿元', '5', null, null, '亿元', 'EXACT', 'PLAN', null, 'industry', 4],
  ['湖南电器检测所', '用地面积', '约100亩', '100', null, null, '亩', 'ABOUT', 'PLAN', null, 'industry', 4],
  ['湖南电器检测所', '年收入', '5亿元', '5', null, null, '亿元', 'EXACT', 'EXPECTED', null, 'industry', 4],
  ['竞聘上岗', null, '41名', '41', null, null, null, 'EXACT', 'ACTUAL', '2017-05', 'reform', 1],
  ['竞聘上岗', null, '21个', '21', null, null, null, 'EXACT', 'ACTUAL', '2017-05', 'reform', 1],
  ['竞聘上岗', null, '31名', '31', null, null, null, 'EXACT', 'ACTUAL', null, 'reform', 2],
  ['行政审批管理权限', null, '35项', '35', null, null, null, 'EXACT', 'ACTUAL', '2013', 'reform', 3],
  ['行政审批管理权限', null, '53项', '53', null, null, null, 'EXACT', 'ACTUAL', '2017', 'reform', 3],
] as const

test.each(printed)(
  '%s: %s %s',
  (name, label, text, value, lower, upper, unit, qualifier, nature, period, section, paragraph) => {
    const found = figures.filter(
      (row) =>
        row.subject.name === name &&
        row.printed.text === text &&
        row.nature === nature &&
        (label === null || row.printed.label === label),
    )
    const expected: Record<string, unknown> = {
      value,
      lower,
      upper,
      qualifier,
      nature,
      citation: { section, paragraph, source: { publishedFrom: '2017-12-22', publishedTo: '2017-12-31' } },
    }
    if (period !== null) expected.period = period
    if (unit !== null) expected.unit = { name: unit }
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject(expected)
  },
)

test('growth stands beside the level that it was printed with', async () => {
  const growth = (text: string) => figures.find((row) => row.subject.slug === ZONE && row.printed.text === text)
  expect(growth('643.20亿元')?.reportedGrowth).toEqual({ value: '25.09', unit: { name: '%' } })
  expect(growth('542.28亿元')?.reportedGrowth).toEqual({ value: '34.89', unit: { name: '%' } })
  expect(growth('603.38亿元')?.reportedGrowth).toEqual({ value: '25.6', unit: { name: '%' } })
  expect(growth('60亿元')?.reportedGrowth).toBeNull()
  expect(growth('34.89%')?.growthOf).toEqual({ value: '542.28' })
  const juqiang = figures.find((row) => row.printed.text === '1180.7万元')
  expect([juqiang?.measure, juqiang?.accumulation]).toEqual(['CHANGE', 'YEAR_TO_DATE'])
})

describe('things', () => {
  async function ask(query: string): Promise<Record<string, never>> {
    const { data, errors } = await server.send(query)
    expect(errors).toBeUndefined()
    return data as Record<string, never>
  }

  it('six parks lie within the zone, in the order of pinyin', async () => {
    const data = await ask(
      `{ park(slug: "${ZONE}") { parks(orderBy: [{ name: ASC }]) { totalCount nodes { name kind } } } }`,
    )
    expect(pick(data, 'park.parks.totalCount')).toBe(6)
    expect((pick(data, 'park.parks.nodes') as { name: string }[]).map(({ name }) => name)).toEqual([
      '创新创业园',
      '电镀产业园',
      '电力产业园',
      '电商产业园',
      '新能源汽车园',
      '再生玻璃深加工产业园',
    ])
  })

  it.each([
    ['huangjin-avenue-middle', 'OPENING', 'DONE'],
    ['yinfeng-road-east', 'OPENING', 'DONE'],
    ['jinshi-roads', 'PIPELINES', 'DONE'],
    ['huangjin-avenue-east-extension', 'PAVING', 'IN_PROGRESS'],
    ['book-city', 'LAND_LEVELLING', 'DONE'],
    ['jianshe-avenue', 'PIPELINES', 'IN_PROGRESS'],
  ])('%s has come to %s (%s)', async (slug, stage, state) => {
    const data = await ask(`{ project(slug: "${ZONE}-${slug}") { currentStage { stage state } } }`)
    expect(data.project).toEqual({ currentStage: { stage, state } })
  })

  it.each([
    ['jinshi-roads', 'ACCEPTANCE', /2017$/],
    ['huangjin-avenue-east-extension', 'OPENING', /2018/],
    ['electroplating-park', 'PRODUCTION', /^2018$/],
    ['electrical-testing-institute', 'UNDER_CONSTRUCTION', /^2018/],
  ])('%s is promised to reach %s by %s', async (slug, stage, period) => {
    const data = await ask(`{ project(slug: "${ZONE}-${slug}") { stages { stage state period } } }`)
    const stages = pick(data, 'project.stages') as { stage: string; state: string; period: string }[]
    const promised = stages.find((row) => row.stage === stage && row.state !== 'DONE')
    expect(promised?.state).toBe('PROMISED')
    expect(promised?.period).toMatch(period)
  })

  it('a work with two layers under way has both as stages', async () => {
    const data = await ask(`{ project(slug: "${ZONE}-horticulture-farm-resettlement-2") { stages { stage state } } }`)
    expect(pick(data, 'project.stages')).toContainEqual({ stage: 'PIPELINES', state: 'IN_PROGRESS' })
  })

  it('kinds of works are told apart', async () => {
    const data = await ask(
      '{ infrastructure: projects(first: 100, where: { kind: { eq: INFRASTRUCTURE } }) { nodes { name } } livelihood: projects(first: 100, where: { kind: { eq: LIVELIHOOD } }) { nodes { name } } }',
    )
    const names = (list: string) => (pick(data, `${list}.nodes`) as { name: string }[]).map(({ name }) => name)
    for (const name of ['红仓大道西线', '黄金大道中段', '引凤路东线', '建设大道'])
      expect(names('infrastructure')).toContain(name)
    for (const name of ['殡葬服务设施项目', '园艺场安置区二期', '图书城']) expect(names('livelihood')).toContain(name)
  })

  it('enterprises have aliases, partners, parents and places', async () => {
    const data =
      await ask(`{ jichang: enterprise(slug: "jichang-animation-toys") { names { name } relationships { kind toName to { name } } park { slug } }
      institute: project(slug: "${ZONE}-electrical-testing-institute") { relationships { kind toName to { name relationships { kind toName } } } }
      juqiang: enterprise(slug: "juqiang-technology") { names { name } }
      taobao: enterprise(slug: "rural-taobao-xiangxiang") { memberships { park { name } role } relationships { kind toName } }
      power: enterprise(slug: "xincheng-power-transmission") { memberships { park { name } role } } }`)
    expect(JSON.stringify(pick(data, 'jichang.names'))).toMatch(/吉昌动漫/)
    expect(JSON.stringify(pick(data, 'juqiang.names'))).toMatch(/巨强科技/)
    const partners = (pick(data, 'jichang.relationships') as { kind: string; toName: string }[]).filter(
      ({ kind }) => kind === 'PARTNER',
    )
    expect(partners.map(({ toName }) => toName).sort()).toEqual(['AREA', '倍乐生', '百度', '腾讯'])
    expect(JSON.stringify(data.institute)).toMatch(/兵器工业集团公司/)
    expect(JSON.stringify(data.taobao)).toMatch(/电商产业园/)
    expect(JSON.stringify(data.taobao)).toMatch(/阿里巴巴/)
    expect(JSON.stringify(data.power)).toMatch(/电力产业园/)
  })

  it('honours, posts and goals are there', async () => {
    const data = await ask(`{ shensi: enterprise(slug: "shensi-dian") { honours { title awardedBy } }
      gas: enterprise(slug: "guangda-gas") { assignments { person role } honours { title } statements { summary } }
      zone: park(slug: "${ZONE}") { level statements(topic: GOALS) { topic summary } assignments { person role } } }`)
    expect(pick(data, 'shensi.honours')).toEqual([
      { title: '先进基层党组织', awardedBy: expect.stringContaining('两新') },
    ])
    expect(JSON.stringify(data.gas)).toMatch(/王瑜才/)
    expect(JSON.stringify(data.gas)).toMatch(/示范支部/)
    expect(JSON.stringify(pick(data, 'zone.statements'))).toMatch(/国家级/)
    expect(pick(data, 'zone.level')).toBeNull()
  })

  it('misprints keep their label, with corrections and doubts beside them', async () => {
    const data =
      await ask(`{ park(slug: "${ZONE}") { observations(first: 100, where: { hasCorrections: true }) { nodes { printed { label text } value
      corrections { state confidence changes evidence(locale: EN) proposedOn } } }
      corrected: observations(reading: CORRECTED, first: 100) { nodes { reading } } doubts { question candidates state } }
      glass: park(slug: "${ZONE}-recycled-glass-park") { doubts { question } relationships { kind from { name } to { name } } } }`)
    const wrong = pick(data, 'park.observations.nodes') as {
      printed: { label: string }
      value: string
      corrections: { state: string; changes: object }[]
    }[]
    expect(wrong.map(({ printed }) => printed.label)).toContain('技工工资收入')
    for (const { corrections } of wrong)
      for (const { state, changes } of corrections) {
        expect(state).toBe('PROPOSED')
        expect(Object.keys(changes)).not.toHaveLength(0)
      }
    expect(JSON.stringify(pick(data, 'park.corrected.nodes'))).not.toMatch('CORRECTED')
    expect(JSON.stringify(pick(data, 'park.doubts'))).toMatch(/小康/)
    expect(JSON.stringify(pick(data, 'glass.relationships'))).toMatch(
      /POSSIBLY_SAME_AS.*再生循环资源产业园|再生循环资源产业园.*POSSIBLY_SAME_AS/,
    )
  })

  it('a misprint whose correction is accepted is read right where that is asked for, and as printed else', async () => {
    const query = `query ($reading: Reading!) { corrections(where: { observation: { printedText: { eq: "643.20亿元" } } }) { nodes { id } }
      park(slug: "${ZONE}") { observations(reading: $reading, first: 100, where: { value: { unit: CNY_100M, eq: "643.2" } }) {
        nodes { label indicator { code } reading printed { label text } } } } }`
    const read = (reading: string) => server.send(query, { reading })
    const printed = { printed: { label: '技工工资收入', text: '643.20亿元' } }
    const { data } = await read('AS_PRINTED')
    const before = pick(data, 'park.observations.nodes')
    expect(before).toMatchObject([{ label: '技工工资收入', reading: 'AS_PRINTED', ...printed }])
    await decide(server.database, pick(data, 'corrections.nodes.0.id') as string)
    expect(pick((await read('AS_PRINTED')).data, 'park.observations.nodes')).toEqual(before)
    expect(pick((await read('CORRECTED')).data, 'park.observations.nodes')).toEqual([
      {
        label: '技工贸总收入',
        indicator: { code: 'technology_industry_trade_revenue' },
        reading: 'CORRECTED',
        ...printed,
      },
    ])
  })
})
