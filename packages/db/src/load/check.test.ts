import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DATA_SET, edit, LEVEL, useCopies, ZONE } from '../testing/copies.ts'
import { checkDataSet, REFERENCE_FOLDER } from './check.ts'
import { hashFolder } from './read-folder.ts'

const { scratch, copy } = useCopies()

test('the committed data set has no problem', () => {
  expect(checkDataSet(DATA_SET)).toEqual([])
})

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
