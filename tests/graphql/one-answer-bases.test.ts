import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, decide, type NewFigure, pick, propose } from './data.ts'
import { land, tax, tellDerived, tellGrowth } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const [first, second, later] = [{ source: 'yearbook' }, { source: 'second-yearbook' }, { source: 'bulletin' }]
const [early, late] = [{ publishedOn: '2018-02-01' }, { publishedOn: '2018-06-01' }]

beforeAll(async () => {
  await addSource(server.database, 'yearbook', 10)
  await addSource(server.database, 'second-yearbook', 10)
  await addSource(server.database, 'bulletin', 50)
})

async function addPark(slug: string, ...figures: NewFigure[]): Promise<string[]> {
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  return addFigures(server.database, figures)
}

/** Adds a level with a growth printed beside it that agrees with none, and proposes to correct the level. */
async function addGrowth(slug: string, level: NewFigure, ...others: NewFigure[]): Promise<string> {
  const [growthOf = ''] = await addPark(slug, level, ...others)
  await addFigures(server.database, [{ ...level, measure: 'GROWTH', unit: 'PERCENT', value: '900', growthOf }])
  return propose(server.database, growthOf, { value: '1000' })
}

describe('growth over the year before', () => {
  it.each([
    ['another-priority', tax('', '2017', '100', first), [tax('', '2016', '80', later)], 'MISSING_BASE'],
    ['own-priority', tax('', '2017', '100', later), [tax('', '2016', '50', first), tax('', '2016', '80', later)], '25'],
    ['same-priority', tax('', '2017', '100', first), [tax('', '2016', '80', second)], '25'],
    [
      'newest-of-one-priority',
      tax('', '2017', '100', first),
      [tax('', '2016', '80', { ...second, ...late }), tax('', '2016', '50', { ...first, ...early })],
      '25',
    ],
    ['withdrawn', tax('', '2017', '100'), [tax('', '2016', '80', early), tax('', '2016', null, late)], 'MISSING_BASE'],
    ['another-accumulation', tax('', '2017', '100'), [tax('', '2016', '80', { accumulation: 'PERIOD_TOTAL' })], '25'],
  ])('from a base of %s is one', async (name, level, bases, expected) => {
    const slug = `growth-${name}`
    const own = <Figure extends NewFigure>(figure: Figure) => ({ ...figure, subject: slug })
    expect(await tellGrowth(server, slug, await addGrowth(slug, own(level), ...bases.map(own)))).toBe(expected)
  })

  it('of a stock is one over what held a year before', async () => {
    const slug = 'growth-stock'
    const correction = await addGrowth(slug, land(slug, '2017-12-31', '50'), land(slug, '2016', '40'))
    expect(await tellGrowth(server, slug, correction, 'land_area')).toBe('25')
  })

  it('changes with the stock that held a year before, as a preview tells', async () => {
    const slug = 'growth-held'
    const [base = ''] = await addPark(
      slug,
      land(slug, '2016', '40'),
      land(slug, '2017-11-30', '50'),
      land(slug, '2017-12-31', '60'),
    )
    const { data } = await server.send(
      'query ($id: ID!) { node(id: $id) { ... on Correction { preview { growths { period beforeComputed afterComputed } } } } }',
      { id: await propose(server.database, base, { value: '20' }) },
    )
    expect(pick(data, 'node.preview.growths')).toEqual([
      { period: '2017-11-30', beforeComputed: '25', afterComputed: '150' },
      { period: '2017-12-31', beforeComputed: '50', afterComputed: '200' },
    ])
  })
})

describe('the share of the park around', () => {
  it.each([
    ['another', 'yearbook', null],
    ['own', 'bulletin', { before: '20', after: '25' }],
  ])('rests on sources of one priority, as a preview tells: %s', async (name, source, expected) => {
    const [part, whole] = [`share-${name}`, `share-${name}-whole`]
    await addPark(whole, tax(whole, '2017', '400', { source }))
    await addSubjects(server.database, [{ kind: 'PARK', slug: part, park: whole }])
    const [level = ''] = await addFigures(server.database, [tax(part, '2017', '80', later)])
    const { data } = await server.send(
      'query ($id: ID!) { node(id: $id) { ... on Correction { preview { shares { before after } } } } }',
      { id: await propose(server.database, level, { value: '100' }) },
    )
    expect(pick(data, 'node.preview.shares')).toEqual(expected === null ? [] : [expected])
    expect(await tellDerived(server, part, 'SHARE_OF_PARENT')).toBe(expected?.before ?? 'MISSING_BASE')
  })

  it('of a stock is of what held in the period', async () => {
    await addPark('share-stock-whole', land('share-stock-whole', '2017-11-30', '40'))
    await addSubjects(server.database, [{ kind: 'PARK', slug: 'share-stock', park: 'share-stock-whole' }])
    await addFigures(server.database, [land('share-stock', '2017-12-31', '10')])
    expect(await tellDerived(server, 'share-stock', 'SHARE_OF_PARENT', 'land_area')).toBe('25')
  })
})

it('a preview reads what accepting makes be read, of two sources of one priority', async () => {
  const slug = 'accepted'
  const [level = ''] = await addPark(
    slug,
    tax(slug, '2017', '100', { ...first, ...early }),
    tax(slug, '2017', '80', { ...second, ...late }),
    tax(slug, '2016', '50', first),
  )
  const id = await propose(server.database, level, { value: '150' })
  const preview = async () => {
    const { data } = await server.send(
      'query ($id: ID!) { node(id: $id) { ... on Correction { preview { growths { beforeComputed afterComputed } } } } }',
      { id },
    )
    return pick(data, 'node.preview.growths')
  }
  const corrected = () => tellDerived(server, slug, 'YEAR_ON_YEAR', 'tax_revenue', 'reading: CORRECTED')
  expect(await preview()).toEqual([{ beforeComputed: '60', afterComputed: '200' }])
  expect(await corrected()).toBe('60')
  await decide(server.database, id)
  expect(await preview()).toEqual([{ beforeComputed: '60', afterComputed: '200' }])
  expect(await corrected()).toBe('200')
})
