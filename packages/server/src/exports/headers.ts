import { terms } from '../modules/vocabulary/terms.ts'
import { type Column, CURSOR } from './columns.ts'

export type Locale = 'ZH' | 'EN'

/** What a column is called at the top of a file. */
export function printHeader({ name, steps }: Column, locale: Locale): string {
  if (name === CURSOR) return locale === 'ZH' ? '游标' : 'Cursor'
  const words = steps.map(({ type, field }) => (locale === 'ZH' ? printChinese(type, field) : spell(field)))
  if (locale === 'ZH') return words.join('')
  const text = words.join(' ')
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`
}

/** A value of an enum as people call it; where there is no word for it, its code. */
export function printTerm(type: string, code: string, locale: Locale): string {
  const known = terms as Readonly<Record<string, { values: Readonly<Record<string, { zh: string; en: string }>> }>>
  const term = known[type]?.values[code]
  return (locale === 'ZH' ? term?.zh : term?.en) ?? code
}

/** Where there is no word for a field, its name. */
const printChinese = (type: string, field: string) => words[`${type}.${field}`] ?? words[field] ?? field

const spell = (field: string) =>
  field.replace('__typename', 'type').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** Fields in Chinese, by name, or by type and name where the type makes the difference. */
export const words: Readonly<Record<string, string>> = {
  __typename: '类型',
  accumulation: '累计口径',
  actor: '操作者',
  actual: '实际值',
  aggregationOverParks: '园区间汇总方式',
  aggregationOverTime: '时间汇总方式',
  authors: '作者',
  base: '基期',
  breakdown: '分项',
  builtPark: '所建园区',
  candidates: '候选指标',
  changes: '更正内容',
  'Change.label': '操作者名称',
  citation: '出处',
  code: '代码',
  cohort: '分组',
  completedInvestment: '完成投资',
  completeness: '覆盖月数',
  confidence: '可信度',
  count: '数据个数',
  currentStage: '当前阶段',
  daysSincePeriod: '距末期天数',
  daysSincePublication: '距发布天数',
  defaultUnit: '默认单位',
  definition: '定义',
  denominator: '换算分母',
  deviation: '偏差',
  dimension: '量纲',
  edition: '版本',
  employment: '就业人数',
  evidence: '依据',
  expected: '预期值',
  firstPeriod: '最早一期',
  fixedAssetInvestment: '固定资产投资',
  floorArea: '建筑面积',
  frequency: '频率',
  gapCount: '缺期数',
  growthOf: '对应水平值',
  grossIndustrialOutputValue: '工业总产值',
  id: '标识',
  indicator: '指标',
  industryCode: '行业代码',
  industrySystem: '行业分类标准',
  isArchived: '已归档',
  isFilled: '是否填补',
  isNegativeAfterRevision: '修订后为负',
  isOnePeriod: '同一期',
  kind: '类别',
  keyPrefix: '密钥前缀',
  label: '标签',
  landArea: '用地面积',
  language: '语言',
  lastPeriod: '最新一期',
  lastPublishedOn: '最近发布日期',
  level: '级别',
  lower: '下限',
  measure: '度量',
  message: '说明',
  missingReason: '缺失原因',
  name: '名称',
  nature: '性质',
  numerator: '换算分子',
  observation: '数据',
  outputValue: '产值',
  paragraph: '段落',
  parent: '上级园区',
  park: '所属园区',
  period: '时期',
  points: '',
  priceBasis: '价格口径',
  printed: '原文',
  'Printed.label': '名称',
  'Printed.text': '数字',
  priority: '优先级',
  project: '建设项目',
  proposedBy: '提出者',
  proposedOn: '提出日期',
  publishedFrom: '最早发布日期',
  publishedOn: '发布日期',
  embargoUntil: '解禁时间',
  publishedTo: '最晚发布日期',
  publisher: '发布单位',
  qualifier: '限定词',
  rank: '名次',
  ratio: '比值',
  reading: '读法',
  reason: '原因',
  recordedAt: '入库时间',
  regionCode: '行政区划代码',
  regionSystem: '行政区划标准',
  reportedChange: '公布增减量',
  reportedGrowth: '公布增速',
  requestId: '请求标识',
  restsOn: '权重覆盖率',
  revenue: '营业收入',
  rule: '规则',
  scope: '统计范围',
  section: '章节',
  series: '序列',
  severity: '严重程度',
  slug: '代号',
  source: '来源',
  staff: '职工人数',
  stage: '阶段',
  'Observation.stage': '数据阶段',
  state: '状态',
  status: '状态码',
  'Indicator.status': '指标状态',
  subject: '对象',
  supportedAmount: '扶持金额',
  taxRevenue: '税收',
  technologyIndustryTradeRevenue: '技工贸总收入',
  text: '文字',
  tied: '并列数',
  title: '标题',
  tolerance: '容差',
  totalInvestment: '总投资',
  unifiedSocialCreditCode: '统一社会信用代码',
  unit: '单位',
  upper: '上限',
  value: '数值',
  version: '版本',
}
