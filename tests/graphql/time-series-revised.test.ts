import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSource, addSubjects, decide, type NewFigure, pick, propose } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

beforeAll(async () => {
  for (const issue of ['issue-10', 'issue-11', 'issue-12']) await addSource(server.database, issue, 10)
  await addSource(server.database, 'other-office', 50)
})

async function addPark(slug: string, ...figures: NewFigure[]): Promise<string[]> {
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  return addFigures(server.database, figures)
}

/** November alone, and whether a revision made it negative. */
async function tellNovember(slug: string, more = '') {
  const { data, errors } = await server.send(
    `query ($slug: String!) { timeSeries(subjects: [$slug] indicators: ["tax_revenue"] bucket: MONTH from: "2017-11" to: "2017-11"
      measures: [SINGLE_MONTH] unit: CNY_10K ${more}) { series { isNegativeAfterRevision columns { values } } } }`,
    { slug },
  )
  expect(errors).toBeUndefined()
  const series = pick(data, 'timeSeries.series.0')
  return [pick(series, 'columns.0.values.0'), pick(series, 'isNegativeAfterRevision.0')]
}

describe('a month that a revision made negative', () => {
  const figures = (slug: string, revision: string) => [
    tax(slug, '2017-01/2017-10', '100', { source: 'issue-10', publishedOn: '2017-11-10' }),
    tax(slug, '2017-01/2017-11', '110', { source: 'issue-11', publishedOn: '2017-12-10' }),
    tax(slug, '2017-01/2017-11', '95', { source: revision, publishedOn: '2018-01-10' }),
  ]

  it.each([
    ['the same issue of a bulletin', 'issue-11'],
    ['a later issue', 'issue-12'],
  ])('is marked, where %s revised it', async (_, source) => {
    const slug = `revised-${source}`
    await addPark(slug, ...figures(slug, source))
    expect(await tellNovember(slug)).toEqual(['-5', true])
    expect(await tellNovember(slug, 'asOf: { published: "2018-01-01" }')).toEqual(['10', false])
  })

  it('is not marked where an office of another priority told more, or one document alone is read', async () => {
    const [slug, source] = ['told-by-another', 'issue-12']
    await addPark(
      slug,
      tax(slug, '2017-01/2017-10', '100', { source }),
      tax(slug, '2017-01/2017-11', '95', { source }),
      tax(slug, '2017-01/2017-11', '110', { source: 'issue-11', publishedOn: '2019-01-01' }),
      tax(slug, '2017-01/2017-11', '120', { source: 'other-office' }),
    )
    expect(await tellNovember(slug)).toEqual(['-5', true])
    expect(await tellNovember(slug, `source: "${source}"`)).toEqual(['-5', false])
  })

  it('is not marked where only a correction, which is not read, says more', async () => {
    const slug = 'corrected-not-revised'
    const [, november = ''] = await addPark(
      slug,
      tax(slug, '2017-01/2017-10', '100'),
      tax(slug, '2017-01/2017-11', '95'),
    )
    await decide(server.database, await propose(server.database, november, { value: '110' }))
    expect(await tellNovember(slug)).toEqual(['-5', false])
    expect(await tellNovember(slug, 'reading: CORRECTED')).toEqual(['10', false])
  })
})

it('of a named document refuses what all of that is too long for, whatever others tell', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'lengths' }])
  const month = { accumulation: 'MONTH', start: '2017-03-01', end: '2017-04-01', source: 'other-office' }
  await addFigures(
    server.database,
    [
      { ...month, accumulation: 'FULL_YEAR', start: '2017-01-01', end: '2018-01-01', source: 'issue-10', value: '120' },
      { ...month, value: '7' },
    ].map((own): NewFigure => ({ subject: 'lengths', indicator: 'tax_revenue', ...own }) as NewFigure),
  )
  const ask = async (source: string) => {
    const { data, errors } =
      await server.send(`{ timeSeries(subjects: ["lengths"] indicators: ["tax_revenue"] bucket: MONTH from: "2017-03" to: "2017-03"
      measures: [LEVEL] source: "${source}" unit: CNY_10K) { series { columns { values } } } }`)
    return errors?.[0]?.extensions?.['code'] ?? pick(data, 'timeSeries.series.0.columns.0.values')
  }
  expect(await ask('other-office')).toEqual(['7'])
  expect(await ask('issue-10')).toBe('BUCKET_TOO_FINE')
})
