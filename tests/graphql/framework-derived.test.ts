import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { addEdition, contributions, figure, park, score } from './frameworks.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('what is derived from figures', () => {
  const derived = (derivation: string, target: [string, string]) => ({
    ...{ indicator: 'tax_revenue', weight: '20', derivation, target },
  })

  beforeAll(async () => {
    await addEdition(server.database, {
      framework: 'derived',
      edition: 'target',
      method: 'DISTANCE_TO_TARGET',
      indicators: [
        { indicator: 'tax_revenue', weight: '20', target: ['1000', 'CNY_10K'] },
        derived('YEAR_ON_YEAR', ['10', 'PERCENT']),
        derived('PER_MU', ['60', 'CNY_10K_PER_HECTARE']),
        derived('PER_EMPLOYEE', ['10000', 'CNY_PER_PERSON']),
        derived('SHARE_OF_PARENT', ['50', 'PERCENT']),
      ],
    })
    await addEdition(server.database, {
      framework: 'derived',
      edition: 'place',
      method: 'MIN_MAX',
      indicators: [
        { indicator: 'tax_revenue', weight: '40', derivation: 'YEAR_ON_YEAR' },
        { indicator: 'tax_revenue', weight: '60', derivation: 'PER_MU' },
      ],
      cohorts: { own: ['65'] },
    })
    await addSubjects(server.database, [
      park('derived-whole', '650000'),
      park('derived-inner', '650000', 'derived-whole'),
      park('derived-low', '650000'),
      park('derived-bare', '650000'),
      park('derived-zero', '650000'),
      park('derived-vague', '650000'),
    ])
    const before = { start: '2018-01-01', end: '2019-01-01' }
    const land = (subject: string, value: string) => ({
      ...figure(subject, 'land_area', value, 'MU'),
      accumulation: 'STOCK',
    })
    await addFigures(server.database, [
      figure('derived-whole', 'tax_revenue', '2000'),
      { ...figure('derived-whole', 'tax_revenue', '1600'), ...before },
      land('derived-whole', '1000'),
      figure('derived-inner', 'tax_revenue', '500'),
      { ...figure('derived-inner', 'tax_revenue', '400'), ...before },
      land('derived-inner', '100'),
      figure('derived-inner', 'employment', '400', 'PERSON'),
      figure('derived-low', 'tax_revenue', '100'),
      { ...figure('derived-low', 'tax_revenue', '100'), ...before },
      land('derived-low', '100'),
      figure('derived-bare', 'tax_revenue', '800'),
      figure('derived-zero', 'tax_revenue', '800'),
      { ...figure('derived-zero', 'tax_revenue', '0'), ...before },
      land('derived-zero', '0'),
      figure('derived-vague', 'tax_revenue', '800'),
      { ...land('derived-vague', ''), value: null, qualifier: 'OVER', lower: '500' },
    ])
  })

  it('is scored against its target, each in its unit', async () => {
    server.forget()
    const { data, errors } = await server.send(
      `{ park(slug: "derived-inner") { score(framework: "derived", edition: "target", period: "2019") { value restsOn contributions {
        indicator { derivation measure } value unit { code } score observation { value } base { value period subject { slug } } } } } }`,
    )
    expect(errors).toBeUndefined()
    const base = (value: string, period: string, slug = 'derived-inner') => ({ value, period, subject: { slug } })
    const plain = { observation: { value: '500' } }
    expect(pick(data, 'park.score')).toMatchObject({ value: '80', restsOn: '100' })
    expect(pick(data, 'park.score.contributions')).toEqual([
      {
        ...plain,
        indicator: { derivation: null, measure: 'LEVEL' },
        value: '500',
        unit: { code: 'CNY_10K' },
        score: '50',
        base: null,
      },
      {
        ...{
          ...plain,
          indicator: { derivation: 'YEAR_ON_YEAR', measure: 'LEVEL' },
          value: '25',
          unit: { code: 'PERCENT' },
        },
        ...{ score: '100', base: base('400', '2018') },
      },
      {
        ...{
          ...plain,
          indicator: { derivation: 'PER_MU', measure: 'LEVEL' },
          value: '75',
          unit: { code: 'CNY_10K_PER_HECTARE' },
        },
        ...{ score: '100', base: base('100', '2019') },
      },
      {
        ...{
          ...plain,
          indicator: { derivation: 'PER_EMPLOYEE', measure: 'LEVEL' },
          value: '12500',
          unit: { code: 'CNY_PER_PERSON' },
        },
        ...{ score: '100', base: base('400', '2019') },
      },
      {
        ...{
          ...plain,
          indicator: { derivation: 'SHARE_OF_PARENT', measure: 'LEVEL' },
          value: '25',
          unit: { code: 'PERCENT' },
        },
        ...{ score: '50', base: base('2000', '2019', 'derived-whole') },
      },
    ])
    expect(server.statements).toHaveLength(1)
  })

  it.each([
    ['bare', ['80', 'MISSING_VALUE', 'MISSING_VALUE', 'MISSING_VALUE', 'MISSING_VALUE']],
    ['zero', ['80', 'MISSING_VALUE', 'MISSING_VALUE', 'MISSING_VALUE', 'MISSING_VALUE']],
    ['vague', ['80', 'MISSING_VALUE', 'VAGUE', 'MISSING_VALUE', 'MISSING_VALUE']],
  ])('is missing as a figure is where its base is missing, zero or vague: %s', async (name, expected) => {
    const found = await score(server, `derived-${name}`, 'derived', 'target')
    expect(contributions(found).map(([, value]) => value)).toEqual(expected)
    expect(found).toMatchObject({ value: '80', restsOn: '20', reason: null })
    const contribution = (found.contributions as { value: string | null }[])[1]
    expect(contribution).toMatchObject({ value: null, score: null, observation: { value: '800' } })
  })

  it('lies between the worst and the best of what is derived in the cohort', async () => {
    const found = await score(server, 'derived-whole', 'derived', 'place')
    // Growth of 25 over 0 percent; tax of 2 over 1 by mu.
    expect(found.contributions).toMatchObject([
      { score: '100', value: '25', minimum: '0', maximum: '25', unit: { code: 'PERCENT' } },
      { score: '100', value: '2', minimum: '1', maximum: '2', unit: { code: 'CNY_10K_PER_MU' } },
    ])
    expect(contributions(await score(server, 'derived-low', 'derived', 'place')).map(([, value]) => value)).toEqual([
      '0',
      '0',
    ])
    expect(contributions(await score(server, 'derived-inner', 'derived', 'place')).map(([, value]) => value)).toEqual([
      '100',
      '100',
    ])
    expect(await score(server, 'derived-bare', 'derived', 'place')).toMatchObject({
      value: null,
      reason: 'MISSING_VALUE',
    })
  })

  it('is ranked, and leaves out with its reason what rests on too little', async () => {
    const { data } = await server.send(
      `{ ranking(by: { framework: { framework: "derived", edition: "place" } } period: "2019" among: { where: { regionCode: { startsWith: "65" } } }) {
        rows { rank subject { slug } value } excluded { reason subject { slug } } } }`,
    )
    expect(pick(data, 'ranking.rows')).toEqual([
      { rank: 1, subject: { slug: 'derived-whole' }, value: '100' },
      { rank: 2, subject: { slug: 'derived-low' }, value: '0' },
    ])
    const excluded = pick(data, 'ranking.excluded') as { reason: string; subject: { slug: string } }[]
    expect(excluded.filter(({ reason }) => reason === 'MISSING_VALUE').map(({ subject }) => subject.slug)).toEqual([
      ...['derived-bare', 'derived-vague', 'derived-zero'],
    ])
  })

  it('reads the base that was known on a day', async () => {
    await addFigures(server.database, [
      {
        ...figure('derived-bare', 'tax_revenue', '500'),
        start: '2018-01-01',
        end: '2019-01-01',
        publishedOn: '2022-06-01',
      },
    ])
    const growth = async (published: string) => {
      const { data } = await server.send(
        `query ($day: Date!) { park(slug: "derived-bare", asOf: { published: $day }) { score(framework: "derived", edition: "target") { contributions { value } } } }`,
        { day: published },
      )
      return (pick(data, 'park.score.contributions') as { value: string | null }[])[1]?.value
    }
    expect([await growth('2022-05-31'), await growth('2022-06-01')]).toEqual([null, '60'])
  })
})
