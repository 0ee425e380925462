import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { decide, pick, propose } from './data.ts'
import { usePreviews } from './previews.ts'

const server = useServer()
const { figures, ask } = usePreviews(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const figure = {
  indicator: { code: 'tax_revenue' },
  scope: 'UNSPECIFIED',
  period: '2018',
  qualifier: 'EXACT',
  unit: { code: 'CNY_10K' },
  label: 'tax_revenue',
  series: { id: expect.any(String) },
}

const noReason = { beforeReason: null, afterReason: null }

test('a preview tells what a corrected level changes, without writing', async () => {
  const count = () =>
    server.database.pool.query('SELECT (SELECT count(*) FROM observation), (SELECT count(*) FROM change)')
  const id = await propose(server.database, figures.level, { value: '150' })
  const before = (await count()).rows
  server.forget()
  const expected = {
    isRead: true,
    before: { ...figure, value: '120' },
    after: { ...figure, value: '150' },
    growths: [
      {
        period: '2018',
        indicator: { code: 'tax_revenue' },
        beforeComputed: '20',
        afterComputed: '50',
        ...noReason,
        beforeReported: '48',
        afterReported: '48',
        beforeDivergence: '28',
        afterDivergence: '-2',
      },
      {
        period: '2019',
        indicator: { code: 'tax_revenue' },
        beforeComputed: '50',
        afterComputed: '20',
        ...noReason,
        beforeReported: null,
        afterReported: null,
        beforeDivergence: null,
        afterDivergence: null,
      },
    ],
    shares: [{ park: { slug: 'around' }, period: '2018', before: '20', after: '25', ...noReason }],
    perMu: [{ period: '2018', before: '12', after: '150000', afterReason: null }],
    ranks: [
      {
        ...{
          park: { slug: 'alpha' },
          indicator: { code: 'tax_revenue' },
          before: 2,
          after: 1,
          beforeSize: 3,
          afterSize: 3,
        },
        ...{ beforeValue: '0.012', afterValue: '0.015' },
      },
      {
        ...{
          park: { slug: 'beta' },
          indicator: { code: 'tax_revenue' },
          before: 1,
          after: 2,
          beforeSize: 3,
          afterSize: 3,
        },
        ...{ beforeValue: '0.013', afterValue: '0.013' },
      },
    ],
  }
  expect((await ask(id)).preview).toEqual(expected)
  expect(server.statements).toHaveLength(1)
  expect((await count()).rows).toEqual(before)
  await decide(server.database, id)
  expect((await ask(id)).preview).toEqual(expected)
  await decide(server.database, id, 'REJECTED')
  expect((await ask(id)).preview).toEqual(expected)
})

test('question 10: which numbers and places change if a correction is accepted', async () => {
  const file = (ending: string) =>
    readFileSync(new URL(`../../docs/questions/10-effect-of-a-correction.${ending}`, import.meta.url), 'utf8')
  const query = file('graphql')
  server.forget()
  const { data, errors } = await server.send(query, JSON.parse(file('json')))
  expect(errors).toBeUndefined()
  expect(server.statements).toHaveLength(1)
  const key = { indicator: { code: 'gross_industrial_output_value' }, period: '2017-01/2017-11' }
  const own = { park: { slug: 'xiangxiang-etdz', name: '湘乡经开区' }, ...key }
  expect(pick(data, 'corrections.nodes.0.preview')).toMatchObject({
    isRead: true,
    before: { label: '工业总产值', scope: 'UNSPECIFIED', value: '542.28', series: { id: expect.any(String) } },
    after: { label: '规模工业总产值', scope: 'ABOVE_SCALE', value: '542.28', series: null },
    growths: [
      {
        ...key,
        scope: 'UNSPECIFIED',
        beforeReported: '34.89',
        afterReported: null,
        beforeReason: 'MISSING_BASE',
        afterReason: 'MISSING_VALUE',
      },
      {
        ...key,
        scope: 'ABOVE_SCALE',
        beforeReported: null,
        afterReported: '34.89',
        beforeReason: 'MISSING_VALUE',
        afterReason: 'MISSING_BASE',
      },
    ],
    acceptance: { isPossible: true, code: null },
    requirements: [],
    shares: [],
    perMu: [],
    ranks: [
      { ...own, scope: 'ABOVE_SCALE', before: null, after: 1 },
      { ...own, scope: 'UNSPECIFIED', before: 1, after: null },
    ],
  })
})

test('what is read after accepting is what the preview said', async () => {
  const id = await propose(server.database, figures.level, { value: '140', label: 'tax', scope: 'LOCAL' })
  const { preview: said } = await ask(id)
  await decide(server.database, id)
  const { data } = await server.send(
    `{ observations(reading: CORRECTED, where: { subject: { slug: { eq: "alpha" } }, scope: { eq: LOCAL } }) { nodes {
      indicator { code } scope period value qualifier unit { code } label corrections { state } corrects { value } reportedGrowth { value } } } }`,
  )
  const { series, ...after } = (said as { after: Record<string, unknown> }).after
  expect(series).toBeNull()
  expect(pick(data, 'observations.nodes')).toMatchObject([
    { ...after, corrects: { value: '120' }, reportedGrowth: { value: '48' } },
  ])
  await decide(server.database, id, 'REJECTED')
})
