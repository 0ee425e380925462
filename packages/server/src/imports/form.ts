import { createForm, type Field } from './fields.ts'

/** What a row of observations can say, in the order of the template. */
const figureFields = {
  subject: { kind: 'code', path: 'subject.slug', words: ['对象'] },
  indicator: { kind: 'code', path: 'indicator.code', words: ['指标'] },
  accumulation: { kind: 'Accumulation', path: 'accumulation' },
  nature: { kind: 'Nature', path: 'nature' },
  period: { kind: 'period', path: 'period', unsaid: null },
  value: { kind: 'number', path: 'value', unsaid: null },
  unit: { kind: 'unit', path: 'unit.code', words: ['单位'] },
  source: { kind: 'code', path: 'source.code', words: ['来源'] },
  measure: { kind: 'Measure', path: 'measure', unsaid: 'LEVEL' },
  growthOf: { kind: 'whole', words: ['对应水平值所在行', 'Growth of row'], unsaid: null },
  growthOfId: { kind: 'code', path: 'growthOf.id', unsaid: null, isOfExports: true },
  id: { kind: 'code', path: 'id', unsaid: null, isOfExports: true },
  lower: { kind: 'number', path: 'lower', unsaid: null },
  upper: { kind: 'number', path: 'upper', unsaid: null },
  qualifier: { kind: 'Qualifier', path: 'qualifier', unsaid: 'EXACT' },
  missingReason: { kind: 'text', path: 'missingReason', unsaid: null },
  priceBasis: { kind: 'PriceBasis', path: 'priceBasis', unsaid: 'UNSPECIFIED' },
  scope: { kind: 'Scope', path: 'scope', unsaid: 'UNSPECIFIED' },
  breakdown: { kind: 'text', path: 'breakdown', unsaid: null },
  stage: { kind: 'PublicationStage', path: 'stage', unsaid: 'UNSPECIFIED' },
  printedLabel: { kind: 'text', path: 'printed.label', unsaid: null },
  printedText: { kind: 'numeral', path: 'printed.text', unsaid: null },
  section: { kind: 'code', path: 'citation.section', unsaid: null },
  paragraph: { kind: 'whole', path: 'citation.paragraph', unsaid: null },
  publishedOn: { kind: 'date', path: 'publishedOn', unsaid: null },
  accessLevel: { kind: 'AccessLevel', words: ['公开级别', 'Access level'], unsaid: 'INTERNAL' },
} as const satisfies Readonly<Record<string, Field>>

const naming = {
  name: { kind: 'text', path: 'name', unsaid: null },
  pinyin: { kind: 'text', words: ['拼音', 'Pinyin'], unsaid: null },
} as const satisfies Readonly<Record<string, Field>>

/** What rows of subjects can say beside. */
const further = {
  reportingPark: { kind: 'code', words: ['填报园区代号', '填报园区', 'Reporting park'], unsaid: null },
  accessLevel: { kind: 'AccessLevel', words: ['公开级别', 'Access level'], unsaid: null },
  existing: { kind: 'existing', words: ['已有时', 'If existing'], unsaid: 'KEEP' },
  expectedVersion: { kind: 'whole', path: 'version', words: ['版本', 'Expected version'], unsaid: null },
} as const satisfies Readonly<Record<string, Field>>

const enterpriseFields = {
  slug: { kind: 'code', path: 'slug', words: ['企业代号'], unsaid: null },
  ...naming,
  name: { ...naming.name, words: ['企业名称', '单位名称', '单位详细名称'] },
  unifiedSocialCreditCode: { kind: 'emptied', path: 'unifiedSocialCreditCode', words: ['信用代码'], unsaid: null },
  industryCode: { kind: 'emptied', path: 'industryCode', unsaid: null },
  industrySystem: { kind: 'emptied', path: 'industrySystem', unsaid: null },
  ...further,
} as const satisfies Readonly<Record<string, Field>>

const projectFields = {
  slug: { kind: 'code', path: 'slug', words: ['项目代号'] },
  ...naming,
  name: { ...naming.name, words: ['项目名称'] },
  kind: { kind: 'ProjectKind', path: 'kind', words: ['项目类别'], unsaid: null },
  ...further,
} as const satisfies Readonly<Record<string, Field>>

/** What can be imported, by the name of its list. */
export const forms = {
  observations: createForm('observations', figureFields),
  enterprises: createForm('enterprises', enterpriseFields, ['slug', 'unifiedSocialCreditCode']),
  projects: createForm('projects', projectFields),
}

export type ListName = keyof typeof forms

export const listNames = Object.keys(forms) as ListName[]

/** Fields of all lists. */
export const allFieldNames = [...new Set(Object.values(forms).flatMap(({ names }) => names))]
