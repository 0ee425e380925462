import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { checkDataSet, REFERENCE_FOLDER } from './check.ts'
import { hashFolder } from './read-folder.ts'

const DATA_SET = fileURLToPath(new URL('../../../../prisma/seed/xiangxiang-2017', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'parkgraph-check-'))
let count = 0

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function copy(): string {
  count += 1
  const folder = join(scratch, `copy-${count}`)
  cpSync(DATA_SET, folder, { recursive: true })
  return folder
}

function edit(folder: string, file: string, old: string, replacement: string): string {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(old)) throw new Error(`${file} does not hold ${JSON.stringify(old)}`)
  writeFileSync(
    path,
    text.replace(old, () => replacement),
  )
  return folder
}

const LEVEL = 'zone-skilled-worker-wage-income-2017-11'
const GROWTH = `${LEVEL}-growth`
const ZONE = 'observations/zone.yaml'
const NAME =
  "  - { id: name-again, subject: xiangxiang-etdz, name: '园区', kind: SHORT, at: { section: lead, paragraph: 3 } }\n"

type Mistake = [title: string, file: string, old: string, new_: string, entry: string, reason: RegExp, at?: string]

// biome-ignore format: one mistake a line
const mistakes: Mistake[] = [
  ['an unknown key', ZONE, 'access: PUBLIC', 'acces: PUBLIC', LEVEL, /takes no acces$/],
  ['a missing key', ZONE, '  measure: LEVEL\n', '', LEVEL, /^measure: /],
  ['an enum value that does not exist', ZONE, 'nature: ACTUAL', 'nature: REAL', LEVEL, /^nature: is none of .*ACTUAL/],
  ['a float in place of decimal text', ZONE, "value: '643.20'", 'value: 643.20', LEVEL, /^value: must be a text$/],
  ['a value with a separator', ZONE, "value: '643.20'", "value: '6,43.20'", LEVEL, /^value: Decimal "6,43.20" is invalid/],
  ['a period that does not exist', ZONE, "period: '2017-01/2017-11'", "period: '2017-13'", LEVEL, /^period: Period "2017-13"/],
  ['a subject that does not exist', ZONE, 'subject: xiangxiang-etdz', 'subject: xiangxiang', LEVEL, /there is no subject xiangxiang$/],
  ['an indicator that does not exist', ZONE, 'indicator: printed_skilled_worker_wage_income', 'indicator: wages', LEVEL, /there is no indicator wages/],
  ['a unit that does not exist', ZONE, 'unit: CNY_100M', 'unit: CNY_100T', LEVEL, /CNY_100T is no unit's code/],
  ['a unit by its printed name', ZONE, 'unit: CNY_100M', 'unit: 亿元', LEVEL, /亿元 has the code CNY_100M/],
  ['a unit of another dimension', ZONE, 'unit: CNY_100M', 'unit: MU', LEVEL, /MU measures area, the indicator \S+ measures money:CNY/],
  ['growth that is not in percent', ZONE, 'unit: PERCENT', 'unit: PER_MILLE', GROWTH, /a GROWTH is in PERCENT/],
  ['a share that is not in percent', ZONE, "value: '71.5'\n  qualifier: EXACT\n  unit: PERCENT", "value: '71.5'\n  qualifier: EXACT\n  unit: PIECE", 'zone-moderate-prosperity-2017-11', /a SHARE is in PERCENT/],
  ['a rank that is not in ranks', ZONE, 'unit: RANK', 'unit: PIECE', 'zone-province-park-rank-target', /a RANK is in RANK/],
  ['a value where the qualifier takes a bound', 'observations/enterprises.yaml', "lower: '2000'", "value: '2000'", 'jichang-staff-2017-12-22', /OVER takes a lower bound and no value/],
  ['neither value nor bound', ZONE, "  value: '643.20'\n", '', LEVEL, /EXACT takes a value/],
  ['a value that is not the printed one', ZONE, "value: '643.20'", "value: '643.02'", LEVEL, /643\.20亿元 says EXACT value 643\.2 CNY_100M, the entry says EXACT value 643\.02/],
  ['a unit that is not the printed one', 'observations/enterprises.yaml', "value: '1.8'\n  qualifier: EXACT\n  unit: CNY_100M", "value: '1.8'\n  qualifier: EXACT\n  unit: CNY_10K", 'jichang-total-investment', /says EXACT value 1\.8 CNY_100M, the entry says EXACT value 1\.8 CNY_10K/],
  ['a qualifier that is not the printed one', 'observations/enterprises.yaml', 'qualifier: OVER', 'qualifier: AT_LEAST', 'jichang-staff-2017-12-22', /says OVER lower 2000 PERSON, the entry says AT_LEAST/],
  ['a counting word with another number', ZONE, "value: '6'", "value: '5'", 'zone-sub-park-count', /六大 says EXACT value 6 PIECE/],
  ['printed text that is no figure', ZONE, "text: '643.20亿元'", "text: '很多'", LEVEL, /Printed figure "很多" cannot be read/],
  ['growth of what does not exist', ZONE, `growthOf: ${LEVEL}`, 'growthOf: nothing', GROWTH, /growthOf: there is no observation nothing/],
  ['growth of what is no level', ZONE, `growthOf: ${LEVEL}`, `growthOf: ${GROWTH}`, GROWTH, /is a GROWTH, not a LEVEL/],
  ['growth of another indicator', ZONE, `growthOf: ${LEVEL}`, 'growthOf: zone-industrial-output-2017-11', GROWTH, /is of another indicator/],
  ['growth of another subject', ZONE, `growthOf: ${LEVEL}`, 'growthOf: juqiang-tax-2017-11', GROWTH, /is about another subject/],
  ['growth of another period', ZONE, `growthOf: ${LEVEL}`, 'growthOf: zone-skilled-worker-wage-income-2017-forecast', GROWTH, /has another period/],
  ['growth that accumulates otherwise', ZONE, 'measure: GROWTH\n  accumulation: YEAR_TO_DATE', 'measure: GROWTH\n  accumulation: STOCK', GROWTH, /accumulates as YEAR_TO_DATE, and this GROWTH as STOCK/],
  ['a level that claims to be growth', ZONE, 'measure: GROWTH', 'measure: LEVEL', GROWTH, /growthOf: a LEVEL is no growth/],
  ['an id that is not unique', ZONE, `id: ${GROWTH}`, `id: ${LEVEL}`, LEVEL, /is not unique/],
  ['an id that a fact has too', 'facts.yaml', 'id: name-zone-yuanqu', `id: ${LEVEL}`, LEVEL, /is not unique: observations/],
  ['an id in capitals', ZONE, `id: ${LEVEL}`, 'id: Zone', 'Zone', /must be kebab-case/],
  ['a slug with an underscore', 'subjects.yaml', 'slug: guangda-gas', 'slug: guangda_gas', 'guangda_gas', /must be kebab-case/],
  ['a project whose slug lacks its park', 'subjects.yaml', 'slug: xiangxiang-etdz-book-city', 'slug: book-city', 'book-city', /starts with its park's: xiangxiang-etdz-/],
  ['a sub-park whose slug lacks its park', 'subjects.yaml', 'slug: xiangxiang-etdz-power-park', 'slug: power-park', 'power-park', /starts with its park's/],
  ['a project without its kind', 'subjects.yaml', "kind: PROJECT\n  name: '图书城'\n  pinyin: 'tu shu cheng'\n  projectKind: LIVELIHOOD", "kind: PROJECT\n  name: '图书城'\n  pinyin: 'tu shu cheng'", 'xiangxiang-etdz-book-city', /projectKind/],
  ['an invalid credit code', 'subjects.yaml', 'slug: guangda-gas\n  kind: ENTERPRISE', "slug: guangda-gas\n  kind: ENTERPRISE\n  unifiedSocialCreditCode: '91350100M000100Y41'", 'guangda-gas', /unifiedSocialCreditCode: .*check character/],
  ['a region that does not exist', 'subjects.yaml', "regionCode: '430381'", "regionCode: '990381'", 'xiangxiang-etdz', /^regionCode: begins with 99, which is no province/],
  ['a region without an edition', 'subjects.yaml', "regionSystem: 'GB/T 2260-2007'", "regionSystem: 'GB/T 2260'", 'xiangxiang-etdz', /^regionSystem: must name the edition/],
  ['an industry of another section', 'subjects.yaml', 'slug: guangda-gas\n  kind: ENTERPRISE', "slug: guangda-gas\n  kind: ENTERPRISE\n  industryCode: A3042\n  industrySystem: GB/T 4754-2017", 'guangda-gas', /^industryCode: is of division 30, which is in section C/],
  ['a name of two lines', 'subjects.yaml', "name: '图书城'", 'name: "图书\\n城"', 'xiangxiang-etdz-book-city', /^name: holds the control character U\+000A: write it in one line/],
  ['a name that is too long', 'subjects.yaml', "name: '图书城'", `name: '${'城'.repeat(201)}'`, 'xiangxiang-etdz-book-city', /^name: has 201 characters: at most 200 pass/],
  ['a name that turns text around', 'subjects.yaml', "name: '图书城'", "name: '图书\u202e城'", 'xiangxiang-etdz-book-city', /^name: holds U\+202E, which cannot be seen/],
  ['a reporting park that does not exist', 'dataset.yaml', 'reportingPark: xiangxiang-etdz', 'reportingPark: nowhere', '-', /there is no subject nowhere/],
  ['a reporting park that is no park', 'dataset.yaml', 'reportingPark: xiangxiang-etdz', 'reportingPark: guangda-gas', '-', /guangda-gas is no park/],
  ['a source that was published backwards', 'sources.yaml', "publishedTo: '2017-12-31'", "publishedTo: '2017-12-01'", 'xiangxiang-2017-review', /publishedFrom lies after publishedTo/],
  ['a source that will be published', 'sources.yaml', "publishedTo: '2017-12-31'", "publishedTo: '2117-12-31'", 'xiangxiang-2017-review', /^publishedTo: lies after 2/],
  ['a citation of an unknown source', ZONE, 'at: { section: lead', 'at: { source: other, section: lead', LEVEL, /there is no source other/],
  ['a citation of paragraph 0', ZONE, 'paragraph: 2 }', 'paragraph: 0 }', LEVEL, /^at\.paragraph: /],
  ['an indicator in a unit of another dimension', 'indicators.yaml', 'defaultUnit: CNY_100M', 'defaultUnit: MU', 'printed_skilled_worker_wage_income', /MU measures area, not money:CNY/],
  ['a candidate that does not exist', 'indicators.yaml', 'candidates: [technology_industry_trade_revenue]', 'candidates: [nothing]', 'printed_skilled_worker_wage_income', /there is no indicator nothing/],
  ['a whole that does not exist', 'indicators.yaml', 'partOf: [gross_industrial_output_value, ', 'partOf: [nothing, ', 'printed_skilled_worker_wage_income', /partOf: there is no indicator nothing/],
  ['a whole that measures something else', 'indicators.yaml', 'partOf: [gross_industrial_output_value, ', 'partOf: [land_area, ', 'printed_skilled_worker_wage_income', /partOf: land_area measures area, not money:CNY/],
  ['a definition that holds from a day far ahead', 'indicators.yaml', 'candidates: [technology_industry_trade_revenue]', "candidates: [technology_industry_trade_revenue]\n  editions: [{ edition: x, validFrom: '9999-01-01', definition: { zh: x, en: x } }]", 'printed_skilled_worker_wage_income', /editions: x: lies after 2/],
  ['an indicator that the vocabulary has', 'indicators.yaml', 'code: moderate_prosperity_share', 'code: tax_revenue', 'tax_revenue', /is not unique: reference/],
  ['a membership in what is no park', 'facts.yaml', 'park: xiangxiang-etdz\n', 'park: guangda-gas\n', 'member-innovation-startup-park', /park: guangda-gas is no park/],
  ['a stage of what is no project', 'facts.yaml', 'project: xiangxiang-etdz-book-city', 'project: guangda-gas', 'stage-book-city-preparation', /guangda-gas is no project/],
  ['a relationship without another party', 'facts.yaml', "kind: PARENT\n    toName: '阿里巴巴'", 'kind: PARENT', 'rel-rural-taobao-parent', /either to or toName/],
  ['a relationship with itself', 'facts.yaml', 'to: xiangxiang-etdz-juqiang-recycling-park', 'to: xiangxiang-etdz-recycled-glass-park', 'rel-glass-parks-same', /no relationship with itself/],
  ['a fact about nothing', 'facts.yaml', 'subject: juqiang-technology', 'subject: juqiang', 'name-juqiang-short', /there is no subject juqiang$/],
  ['a note in one language', 'facts.yaml', "note: { zh: '正文未印“(湖南)”。', en:", "note: { zh: '正文未印“(湖南)”。', fr:", 'name-jichang-co', /note\.en: /],
  ['an assignment in what is no programme', 'facts.yaml', 'programme: xiangxiang-etdz-party-building-instructors', 'programme: guangda-gas', 'st-wang-instructor', /guangda-gas is no programme/],
  ['a list of facts that does not exist', 'facts.yaml', 'honours:', 'honors:', 'honors', /is no list of facts/],
  ['a validity that ends before it begins', 'facts.yaml', "validFrom: '2017-03'", "validFrom: '2017-03'\n    validTo: '2017-02'", 'member-party-mass-centre', /validTo ends before/],
  ['a correction of nothing', 'corrections.yaml', `observation: ${LEVEL}`, 'observation: nothing', `correction-${LEVEL}`, /there is no observation nothing/],
  ['a correction that changes nothing', 'corrections.yaml', "label: '技工贸总收入'", "label: '技工工资收入'", `correction-${LEVEL}`, /changes\.label: the observation has this already/],
  ['a correction to another dimension', 'corrections.yaml', 'indicator: technology_industry_trade_revenue', 'indicator: land_area', `correction-${LEVEL}`, /as corrected, unit: CNY_100M measures money:CNY/],
  ['a correction that is accepted already', 'corrections.yaml', 'state: PROPOSED', 'state: ACCEPTED', `correction-${LEVEL}`, /can only propose/],
  ['a doubt about nothing', 'doubts.yaml', 'about: [jichang-output]', 'about: [nothing]', 'doubt-jichang-output-year', /there is no observation or fact or subject nothing/],
  ['a number that points at nothing', 'numbers.yaml', `facts: [${LEVEL}] }`, 'facts: [nothing] }', 'entry 8 (lead 2, 643.20亿元)', /there is no observation or fact nothing/],
  ['a number without facts or reason', 'numbers.yaml', ", not: 'idiom or plain word: 一条条'", '', 'entry 2 (lead 1, 一条)', /either facts, or not/],
  ['a number that holds two numerals', 'numbers.yaml', "text: '一条'", "text: '一条一'", 'entry 2 (lead 1, 一条一)', /holds 2 numerals/],
  ['an observation at another place than its number', ZONE, 'at: { section: lead, paragraph: 2 }', 'at: { section: lead, paragraph: 3 }', LEVEL, /no entry of numbers\.yaml at lead 3 with the text 643\.20亿元/],
  ['an observation that no number points at', 'numbers.yaml', "text: '18个', facts: [zone-party-branches-non-public]", "text: '18个', not: 'forgotten'", 'zone-party-branches-non-public', /no entry of numbers\.yaml points at it/, 'observations/party-work.yaml'],
  ['a figure that another entry tells', ZONE, "indicator: printed_industrial_production_output_value\n  measure: LEVEL", "indicator: gross_industrial_output_value\n  measure: LEVEL", 'zone-industrial-production-output-2017-11', /tells the same as zone-industrial-output-2017-11: /],
  ['a year to date that begins in February', ZONE, "period: '2017-01/2017-11'", "period: '2017-02/2017-11'", LEVEL, /^period: a figure of YEAR_TO_DATE covers days of one year from 1 January on, not 2017-02/],
  ['a year to date over two years', ZONE, "period: '2017-01/2017-11'", "period: '2016-01/2017-11'", LEVEL, /^period: a figure of YEAR_TO_DATE/],
  ['a year to date without an end', ZONE, "period: '2017-01/2017-11'", "period: '2017-01/..'", LEVEL, /^period: a figure of YEAR_TO_DATE/],
  ['a full year of six months', ZONE, "period: '2017'", "period: '2017-H1'", 'zone-skilled-worker-wage-income-2017-forecast', /^period: a figure of FULL_YEAR covers twelve months, not 2017-H1/],
  ['half of a character', ZONE, "label: '技工工资收入'", 'label: "技工\\uD800"', LEVEL, /^printed\.label: holds half of a character/],
  ['a character that stands for lost bytes', ZONE, "label: '技工工资收入'", 'label: "技工\\uFFFD"', LEVEL, /^printed\.label: holds U\+FFFD/],
  ['a NUL', ZONE, "label: '技工工资收入'", 'label: "技工\\0x"', LEVEL, /^printed\.label: holds a NUL/],
  ['what happened after it was told', ZONE, "period: '2017-01/2017-11'", "period: '2018-01/2018-11'", LEVEL, /^period: what is ACTUAL begins on 2018-01-01, after 2017-12-31/],
  ['a park in itself', 'facts.yaml', 'subject: xiangxiang-etdz-power-park\n    park: xiangxiang-etdz', 'subject: xiangxiang-etdz\n    park: xiangxiang-etdz', 'member-power-park', /nothing belongs to itself/],
  ['a park in what lies in it', 'facts.yaml', 'subject: xiangxiang-etdz-power-park\n    park: xiangxiang-etdz', 'subject: xiangxiang-etdz\n    park: xiangxiang-etdz-e-commerce-park', 'member-e-commerce-park', /a circle, for xiangxiang-etdz-e-commerce-park lies in xiangxiang-etdz lies in xiangxiang-etdz-e-commerce-park$/],
  ['a membership that is told twice', 'facts.yaml', 'subject: xiangxiang-etdz-power-park', 'subject: xiangxiang-etdz-e-commerce-park', 'member-power-park', /tells the same as member-e-commerce-park/],
  ['a fact that is told twice', 'facts.yaml', 'names:\n', `names:\n${NAME}`, 'name-zone-yuanqu', /tells the same as name-again/],
  ['a promise without a date', 'facts.yaml', "    date: '2018'\n    printed: '计划明年投产'", "    printed: '计划明年投产'", 'stage-electroplating-park-production', /^date: what is promised has a date/],
  ['an alias', 'dataset.yaml', "title: '湘乡经开区2017年亮点工作回眸'\nedition: '1'", 'title: &a x\nedition: *a', '-', /not plain YAML: .*write aliases out/],
  ['a key that is given twice', 'dataset.yaml', "edition: '1'", "edition: '1'\nedition: '2'", '-', /not plain YAML: Map keys must be unique/],
]

test('the committed data set has no problem', () => {
  expect(checkDataSet(DATA_SET)).toEqual([])
})

test.each(mistakes)(
  '%s is told with file, entry and reason',
  (_title, file, old, replacement, entry, reason, at = file) => {
    const problems = checkDataSet(edit(copy(), file, old, replacement))
    expect(problems).toContainEqual({ file: at, entry, reason: expect.stringMatching(reason) })
  },
)

test('every problem is listed, and one mistake is not told again by those who refer to the broken entry', () => {
  const folder = copy()
  edit(folder, ZONE, "value: '643.20'", "value: 'x'")
  edit(folder, 'sources.yaml', 'kind: NEWSPAPER', 'kind: BLOG')
  const problems = checkDataSet(folder)
  expect(problems.map(({ file, entry }) => `${file} ${entry}`)).toContain(`${ZONE} ${LEVEL}`)
  expect(problems.map(({ file, entry }) => `${file} ${entry}`)).toContain('sources.yaml xiangxiang-2017-review')
  expect(problems).toHaveLength(2)
})

test('a file that is missing and one that belongs to no data set are told', () => {
  const folder = copy()
  rmSync(join(folder, 'doubts.yaml'))
  writeFileSync(join(folder, 'Doubts.yml'), '[]')
  expect(checkDataSet(folder).map(({ file, reason }) => [file, reason.slice(0, 10)])).toEqual([
    ['doubts.yaml', 'is missing'],
    ['Doubts.yml', 'belongs to'],
  ])
})

test('a folder that does not exist is told, not thrown', () => {
  expect(checkDataSet(join(scratch, 'nowhere')).map(({ file }) => file)).toContain('dataset.yaml')
})

test('a broken vocabulary is told', () => {
  const folder = join(scratch, 'reference')
  mkdirSync(folder)
  cpSync(REFERENCE_FOLDER, folder, { recursive: true })
  edit(folder, 'indicators.yaml', 'overTime: SUM', 'overTime: MEAN')
  expect(checkDataSet(DATA_SET, folder)).toContainEqual({
    file: 'reference/indicators.yaml',
    entry: 'gross_industrial_output_value',
    reason: expect.stringMatching(/^aggregation\.overTime: /),
  })
})

test('where a source lists its sections, citations stay within them', () => {
  const folder = edit(copy(), 'sources.yaml', 'reform: 5', 'reform: 4')
  expect(checkDataSet(folder)).toContainEqual({
    file: ZONE,
    entry: 'zone-main-indicators-growth-2018-target',
    reason: 'at: section reform of xiangxiang-2017-review has 4 paragraph(s), not 5',
  })
  edit(folder, 'sources.yaml', 'party: 4, ', '')
  expect(checkDataSet(folder)).toContainEqual({
    file: 'observations/party-work.yaml',
    entry: 'centre-investment',
    reason: 'at: xiangxiang-2017-review has no section party',
  })
})

test('the hash follows the content of the files and not their line ends', () => {
  const folder = copy()
  const hash = hashFolder(folder)
  expect(hash).toBe(hashFolder(DATA_SET))
  const path = join(folder, ZONE)
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'))
  expect(hashFolder(folder)).toBe(hash)
  edit(folder, ZONE, "'643.20'", "'643.21'")
  expect(hashFolder(folder)).not.toBe(hash)
})

test('a file that is no YAML is told alone, without the entries that refer to it', () => {
  const problems = checkDataSet(edit(copy(), 'facts.yaml', '\n', '\nbad: [\n'))
  expect(problems.length).toBeGreaterThan(0)
  expect(problems.filter(({ file }) => file !== 'facts.yaml')).toEqual([])
})

const whole: [title: string, change: (folder: string) => void, file: string, reason: RegExp][] = [
  [
    'a file in another encoding',
    (folder) => writeFileSync(join(folder, ZONE), Buffer.from([0xd0, 0xa1, 0xbf, 0xb5])),
    ZONE,
    /no UTF-8/,
  ],
  [
    'a tab among blanks',
    (folder) => edit(folder, ZONE, '  unit: CNY_100M', '\tunit: CNY_100M'),
    ZONE,
    /no plain YAML|not plain YAML/,
  ],
  [
    'a folder in the place of a file',
    (folder) => {
      rmSync(join(folder, 'doubts.yaml'))
      mkdirSync(join(folder, 'doubts.yaml'))
    },
    'doubts.yaml',
    /it is no file/,
  ],
  [
    'a set without observations',
    (folder) => rmSync(join(folder, 'observations'), { recursive: true }),
    'observations',
    /holds no YAML file/,
  ],
  [
    'a file of facts that holds none of its lists',
    (folder) => writeFileSync(join(folder, 'facts.yaml'), 'hello\n'),
    'facts.yaml',
    /must be a map of lists/,
  ],
  [
    'a reporting park that is none',
    (folder) => edit(folder, 'dataset.yaml', 'reportingPark: xiangxiang-etdz', 'reportingPark: guangda-gas'),
    'dataset.yaml',
    /is no park/,
  ],
  [
    'a set without a source',
    (folder) => writeFileSync(join(folder, 'sources.yaml'), '[]\n'),
    'sources.yaml',
    /names no source/,
  ],
  [
    'a set without a subject',
    (folder) => writeFileSync(join(folder, 'subjects.yaml'), '[]\n'),
    'subjects.yaml',
    /names no subject/,
  ],
  [
    'a ledger that is empty',
    (folder) => writeFileSync(join(folder, 'numbers.yaml'), '[]\n'),
    'numbers.yaml',
    /is empty/,
  ],
]

test.each(whole)('%s is told once, without its consequences', (_title, change, file, reason) => {
  const folder = copy()
  change(folder)
  expect(checkDataSet(folder)).toEqual([{ file, entry: '-', reason: expect.stringMatching(reason) }])
})

const member = (id: string, subject: string, park: string, validity: string) =>
  `  - { id: ${id}, subject: ${subject}, park: ${park}, role: PART_OF, ${validity}at: { section: projects, paragraph: 2 } }\n`
const [ZONE_SLUG, SUB] = ['xiangxiang-etdz', 'xiangxiang-etdz-power-park']
const OTHER = 'xiangxiang-etdz-e-commerce-park'

test.each([
  [
    'that end and begin in one year',
    [
      ['m-one', SUB, OTHER, "validTo: '2015', "],
      ['m-two', SUB, OTHER, "validFrom: '2015', "],
    ],
  ],
  [
    'whose circle never held at one time',
    [
      ['m-one', SUB, OTHER, "validFrom: '2000', validTo: '2020', "],
      ['m-two', OTHER, ZONE_SLUG, "validFrom: '2000', validTo: '2005', "],
      ['m-three', ZONE_SLUG, SUB, "validFrom: '2010', validTo: '2020', "],
    ],
  ],
] as const)('memberships %s are accepted', (_title, memberships) => {
  const folder = copy()
  const own = memberships.map(([id, subject, park, validity]) => member(id, subject, park, validity)).join('')
  const facts = readFileSync(join(folder, 'facts.yaml'), 'utf8')
  writeFileSync(join(folder, 'facts.yaml'), facts.replace(/^memberships:\n(?:\s.*\n)+/m, `memberships:\n${own}`))
  expect(checkDataSet(folder).filter(({ reason }) => /circle|tells the same/.test(reason))).toEqual([])
})
