import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '@parkgraph/db'
import { loadReference, REFERENCE_FOLDER } from '@parkgraph/db'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { useEmptyDatabases } from './database.ts'

const databases = useEmptyDatabases()
const folder = mkdtempSync(join(tmpdir(), 'parkgraph-frameworks-'))
const path = join(folder, 'frameworks.yaml')
let database: Database

beforeEach(() => cpSync(REFERENCE_FOLDER, folder, { recursive: true }))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const query = async (text: string) => (await database.pool.query(text)).rows

const complete = `- code: own
  labels: { zh: '甲', en: A }
  editions:
    - edition: '1'
      publishedOn: '2020-05-01'
      status: COMPLETE
      scoringMethod: DISTANCE_TO_TARGET
      groups:
        - code: money
          labels: { zh: '乙', en: B }
          weight: '60'
          indicators:
            - { code: tax, indicator: tax_revenue, weight: '60', direction: MORE_IS_BETTER, target: '3', targetUnit: CNY_100M }
        - code: land
          labels: { zh: '丙', en: C }
          weight: '40'
          indicators:
            - { code: land, indicator: land_area, nature: PLAN, weight: '40', direction: LESS_IS_BETTER, target: '10', targetUnit: MU }
      cohorts:
        - { code: east, labels: { zh: '东', en: East }, regionPrefixes: ['11', '12'] }
`

const held = `SELECT f.code, e.edition, e.published_on::text AS day, e.status, g.code AS group, i.code AS item, i.nature, i.target::text AS target
  FROM framework f JOIN framework_edition e ON e.framework_id = f.id JOIN framework_group g ON g.edition_id = e.id
  JOIN framework_indicator i ON i.group_id = g.id ORDER BY g.position`

test('a complete framework is loaded with all that belongs to it, and amended where it differs', async () => {
  database = await databases.open()
  writeFileSync(path, complete)
  expect(await loadReference(database.pool, { folder })).toMatchObject({ frameworks: 7 })
  const edition = { code: 'own', edition: '1', day: '2020-05-01', status: 'COMPLETE' }
  expect(await query(held)).toEqual([
    { ...edition, group: 'money', item: 'tax', nature: 'ACTUAL', target: '3' },
    { ...edition, group: 'land', item: 'land', nature: 'PLAN', target: '10' },
  ])
  expect(await loadReference(database.pool, { folder })).toMatchObject({ frameworks: 0 })
  writeFileSync(path, complete.replace("target: '3'", "target: '4'"))
  expect(await loadReference(database.pool, { folder })).toMatchObject({ frameworks: 1 })
  expect(await query(held)).toMatchObject([{ target: '4' }, { target: '10' }])
})

test('what an edition has no more is not scored any more, and other editions keep theirs', async () => {
  database = await databases.open()
  const twice = complete.replaceAll('code: own', 'code: other')
  writeFileSync(path, `${complete}${twice}`)
  await loadReference(database.pool, { folder })
  const changed = complete
    .replace('code: tax,', 'code: taxes,')
    .replace('code: land\n', 'code: ground\n')
    .replace('code: east', 'code: north')
  writeFileSync(path, changed)
  expect(await loadReference(database.pool, { folder })).toMatchObject({ frameworks: 8 })
  expect(await loadReference(database.pool, { folder })).toMatchObject({ frameworks: 0 })
  const own = { group: 'money', item: 'tax' }
  expect((await query(held)).map(({ code, group, item }) => ({ code, group, item }))).toEqual(
    expect.arrayContaining([
      { ...own, code: 'own', item: 'taxes' },
      { code: 'own', group: 'ground', item: 'land' },
      { ...own, code: 'other' },
      { code: 'other', group: 'land', item: 'land' },
    ]),
  )
  expect((await query(held)).length).toBe(4)
  expect(await query('SELECT code FROM framework_cohort ORDER BY 1')).toEqual([{ code: 'east' }, { code: 'north' }])
})

test('what an edition is read with anew stands where its file has it', async () => {
  database = await databases.open()
  writeFileSync(path, complete)
  await loadReference(database.pool, { folder })
  const item = (code: string) =>
    `        - { code: ${code}, labels: { zh: '东', en: East }, regionPrefixes: ['${code === 'east' ? 11 : 13}'] }\n`
  const tax = "{ code: tax, indicator: tax_revenue, weight: '60',"
  const changed = complete
    .replace(/ {8}- \{ code: east.*\n/, `${item('north')}${item('east')}`)
    .replace(
      `- ${tax}`,
      `- ${tax.replace('tax,', 'first,').replace('60', '40')} direction: MORE_IS_BETTER, target: '1', targetUnit: CNY_100M }\n            - ${tax.replace('60', '20')}`,
    )
  writeFileSync(path, changed)
  await loadReference(database.pool, { folder })
  expect(await query('SELECT code FROM framework_cohort ORDER BY position')).toEqual([
    { code: 'north' },
    { code: 'east' },
  ])
  const ofMoney = `SELECT i.code FROM framework_indicator i JOIN framework_group g ON g.id = i.group_id WHERE g.code = 'money'`
  expect(await query(`${ofMoney} ORDER BY i.position`)).toEqual([{ code: 'first' }, { code: 'tax' }])
})

test('an indicator can score what is derived from its figures', async () => {
  database = await databases.open()
  const item = 'code: tax, indicator: tax_revenue,'
  writeFileSync(path, complete.replace(item, `${item} derivation: PER_MU,`).replace('CNY_100M', 'CNY_10K_PER_MU'))
  await loadReference(database.pool, { folder })
  const derivations = 'SELECT i.code, i.measure, i.derivation FROM framework_indicator i ORDER BY i.id'
  expect(await query(derivations)).toEqual([
    { code: 'tax', measure: 'LEVEL', derivation: 'PER_MU' },
    { code: 'land', measure: 'LEVEL', derivation: null },
  ])
  writeFileSync(path, complete)
  expect(await loadReference(database.pool, { folder })).toMatchObject({ frameworks: 1 })
  expect(await query(derivations)).toMatchObject([{ derivation: null }, { derivation: null }])
})

test('the frameworks of this repository are loaded, partial as they are', async () => {
  database = await databases.open()
  await loadReference(database.pool)
  expect(await query('SELECT edition, status FROM framework_edition ORDER BY edition')).toEqual([
    { edition: '2016', status: 'PARTIAL' },
    { edition: '2021', status: 'PARTIAL' },
  ])
  expect(await query('SELECT sum(weight)::text AS sum, count(*)::int AS count FROM framework_group')).toEqual([
    { sum: '100', count: 5 },
  ])
  expect(await query('SELECT id FROM framework_indicator')).toEqual([])
  const regions = await query('SELECT unnest(region_prefixes) AS code FROM framework_cohort')
  expect(new Set(regions.map(({ code }) => code)).size).toBe(31)
})

describe('refuses', () => {
  beforeAll(async () => {
    database = await databases.open()
  })

  it.each([
    ['an unknown indicator', 'indicator: tax_revenue', 'indicator: no_such', /reads no_such, which is no indicator/],
    [
      'a target of something else',
      'targetUnit: CNY_100M',
      'targetUnit: MU',
      /its target measures area, and tax_revenue money:CNY/,
    ],
    [
      'a target of the figure where its yield is scored',
      'indicator: tax_revenue',
      'indicator: tax_revenue, derivation: PER_MU',
      /its target measures money:CNY, and PER_MU of tax_revenue money:CNY\/area/,
    ],
    [
      'a target that is no rate of a growth',
      'indicator: tax_revenue',
      'indicator: tax_revenue, derivation: YEAR_ON_YEAR',
      /its target measures money:CNY, and YEAR_ON_YEAR of tax_revenue ratio/,
    ],
    [
      'a yield that has no unit',
      "indicator: land_area, nature: PLAN, weight: '40', direction: LESS_IS_BETTER, target: '10', targetUnit: MU",
      "indicator: land_area, derivation: PER_EMPLOYEE, weight: '40', direction: LESS_IS_BETTER",
      /there is no unit of area\/count:person for PER_EMPLOYEE of land_area/,
      'scoringMethod: MIN_MAX',
    ],
    [
      'what is derived from growth',
      'indicator: tax_revenue',
      'indicator: tax_revenue, measure: GROWTH, derivation: PER_MU',
      /derivation is of levels/,
    ],
    [
      'a derivation that nobody knows',
      'indicator: tax_revenue',
      'indicator: tax_revenue, derivation: PER_HEAD',
      /derivation/,
    ],
    [
      'a share of the park around by MIN_MAX',
      "indicator: tax_revenue, weight: '60', direction: MORE_IS_BETTER, target: '3', targetUnit: CNY_100M",
      "indicator: tax_revenue, derivation: SHARE_OF_PARENT, weight: '60', direction: MORE_IS_BETTER",
      /cannot derive SHARE_OF_PARENT/,
      'scoringMethod: MIN_MAX',
    ],
    ['an unknown unit', 'targetUnit: MU', 'targetUnit: ACRE', /ACRE is no unit/],
    ['a target without a unit', ', targetUnit: MU', '', /target and targetUnit go together/],
    ['a target of nothing', "target: '10'", "target: '0'", /must be greater than 0/],
    [
      'a complete edition that weighs too little',
      "weight: '40', direction",
      "weight: '30', direction",
      /its indicators weigh 90 of 100/,
    ],
    [
      'indicators that weigh more than all',
      'status: COMPLETE',
      "status: PARTIAL\n      totalWeight: '90'",
      /its indicators weigh 100, more than all: 90/,
    ],
    [
      'a group that weighs less than its indicators',
      "weight: '40'\n",
      "weight: '39'\n",
      /group land weighs less than its indicators/,
    ],
    ['a complete edition without a method', '      scoringMethod: DISTANCE_TO_TARGET\n', '', /says no scoringMethod/],
    [
      'a target that is missing',
      ", target: '10', targetUnit: MU",
      '',
      /distance to a target, which an indicator lacks/,
    ],
    ['a group twice', 'code: land\n', 'code: money\n', /group money is not unique/],
    ['a region of two cohorts', "['11', '12']", "['11', '11']", /region 11 is not unique/],
    ['a region that is no code', "['11', '12']", "['east']", /must be 2 to 6 digits/],
  ] as [string, string, string, RegExp, string?][])('%s', async (_, old, replacement, reason, method) => {
    if (!complete.includes(old)) throw new Error(`The framework does not hold ${old}`)
    const changed = complete.replace(old, replacement)
    writeFileSync(path, method ? changed.replace('scoringMethod: DISTANCE_TO_TARGET', method) : changed)
    await expect(loadReference(database.pool, { folder })).rejects.toMatchObject({
      name: 'DataSetError',
      problems: [{ file: 'reference/frameworks.yaml', entry: 'own', reason: expect.stringMatching(reason) }],
    })
    expect(await query('SELECT code FROM unit')).toEqual([])
  })

  it('a framework twice', async () => {
    writeFileSync(path, complete + complete)
    await expect(loadReference(database.pool, { folder })).rejects.toThrow(/own: is not unique/)
  })
})

test('a vocabulary without frameworks is loaded', async () => {
  database = await databases.open()
  rmSync(path)
  expect(await loadReference(database.pool, { folder })).toMatchObject({ frameworks: 0 })
})
