import { afterEach, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { tax } from './one-answer.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

it('an accumulation without a figure in the buckets is not preferred to one with them', async () => {
  const slug = 'told-later'
  await addSubjects(server.database, [{ kind: 'PARK', slug }])
  const month = (period: string, value: string) => tax(slug, period, value, { accumulation: 'MONTH' })
  await addFigures(server.database, [
    tax(slug, '2019-01/2019-11', '110'),
    ...['3', '4', '5'].map((value) => month(`2019-0${value}`, value)),
  ])
  const ask = async (bucket: string, from: string, to: string, measures: string) => {
    const { data, errors } = await server.send(
      `{ timeSeries(subjects: ["${slug}"] indicators: ["tax_revenue"] bucket: ${bucket} from: "${from}" to: "${to}" measures: [${measures}]
        unit: CNY_10K) { series { accumulation columns { values reasons } } } }`,
    )
    expect(errors).toBeUndefined()
    return pick(data, 'timeSeries.series.0')
  }
  const told = { values: ['3', '4', '5'], reasons: [null, null, null] }
  expect(await ask('MONTH', '2019-03', '2019-05', 'LEVEL, SINGLE_MONTH')).toEqual({
    accumulation: 'MONTH',
    columns: [told, told],
  })
  expect(await ask('QUARTER', '2019-Q2', '2019-Q2', 'LEVEL')).toEqual({
    accumulation: 'MONTH',
    columns: [{ values: ['9'], reasons: [null] }],
  })
  expect(await ask('MONTH', '2019-11', '2019-11', 'LEVEL')).toMatchObject({ accumulation: 'YEAR_TO_DATE' })
})
