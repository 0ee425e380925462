import { printDecimal, yearOnYear } from '@parkgraph/statistics'
import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, decide, pick, propose } from './data.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const refuse = refuseBy(server)
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const selections = ['__typename', 'errors { error }', 'groups(by: [SUBJECT]) { count }']

test.each(selections)('names that nobody has are refused by their place: { %s }', async (fields) => {
  const ask = (args: string) => `{ forecastErrors(${args}) { ${fields} } }`
  await refuse(
    ask('subjects: ["xiangxiang-etdz", "r3a", "r3b", "r3c", "r3d", "r3e"]'),
    undefined,
    'UNKNOWN_SUBJECT',
    'subjects[1]',
  )
  await refuse(ask('indicators: ["revenue", "nope"]'), undefined, 'UNKNOWN_INDICATOR', 'indicators[1]')
  await refuse(ask('subjects: ["nope"], within: "1900"'), undefined, 'UNKNOWN_SUBJECT', 'subjects[0]')
})

test('a subject that the viewer may not see is unknown', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'hidden', accessLevel: 'RESTRICTED' }])
  await refuse('{ forecastErrors(subjects: ["hidden"]) { __typename } }', undefined, 'UNKNOWN_SUBJECT', 'subjects[0]')
})

test('a known subject of which nothing was forecast has no errors', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'silent' }])
  const { data, errors } = await server.send(
    '{ forecastErrors(subjects: ["silent"]) { errors { error } groups(by: []) { count meanErrorPercent } } }',
  )
  expect(errors).toBeUndefined()
  expect(data).toEqual({ forecastErrors: { errors: [], groups: [] } })
})

const year = (start: number) => ({ start: `${start}-01-01`, end: `${start + 1}-01-01` })
const revenue = { indicator: 'revenue', accumulation: 'FULL_YEAR' }

test.each([
  ['200', '100'],
  ['50', '100'],
  ['-100', '-50'],
  ['-10', '-50'],
  ['10', '-50'],
  ['10', '0'],
])(
  'a forecast of %s against %s has the error of packages/statistics, and none against what is not positive',
  async (aim, value) => {
    const slug = `off-${aim}-${value}`.replaceAll('--', '-minus-')
    await addSubjects(server.database, [{ kind: 'PARK', slug }])
    await addFigures(server.database, [
      { subject: slug, ...revenue, ...year(2018), value: aim, nature: 'FORECAST', publishedOn: '2018-06-01' },
      { subject: slug, ...revenue, ...year(2018), value, publishedOn: '2019-02-01' },
    ])
    const { data, errors } = await server.send(
      `query ($slug: String!) { forecastErrors(subjects: [$slug]) { errors { error errorPercent reason }
      groups(by: []) { count measuredCount meanErrorPercent } } }`,
      { slug },
    )
    expect(errors).toBeUndefined()
    const growth = yearOnYear(aim, value)
    const errorPercent = growth.value === null ? null : printDecimal(growth.value.negated())
    expect(data).toEqual({
      forecastErrors: {
        errors: [{ error: String(Number(value) - Number(aim)), errorPercent, reason: growth.reason }],
        groups: [{ count: 1, measuredCount: errorPercent === null ? 0 : 1, meanErrorPercent: errorPercent }],
      },
    })
  },
)

test('an accepted correction of a forecast stands in its place when corrected, every other vintage by itself', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'mistaken' }])
  const aim = { subject: 'mistaken', ...revenue, ...year(2018), nature: 'FORECAST' }
  const [first = ''] = await addFigures(server.database, [
    { ...aim, value: '500', publishedOn: '2018-06-01' },
    { ...aim, value: '90', publishedOn: '2018-10-01' },
    { subject: 'mistaken', ...revenue, ...year(2018), value: '100', publishedOn: '2019-02-01' },
  ])
  const ask = async (reading: string) => {
    const { data, errors } = await server.send(
      `{ forecastErrors(subjects: ["mistaken"], reading: ${reading}) { errors { forecast { value } errorPercent leadMonths } } }`,
    )
    expect(errors).toBeUndefined()
    return pick(data, 'forecastErrors.errors')
  }
  const second = { forecast: { value: '90' }, errorPercent: '10', leadMonths: 3 }
  const printed = [{ forecast: { value: '500' }, errorPercent: '-400', leadMonths: 7 }, second]
  const corrected = [{ forecast: { value: '50' }, errorPercent: '50', leadMonths: 7 }, second]
  const correction = await propose(server.database, first, { value: '50' })
  expect(await ask('CORRECTED')).toEqual(printed)
  await decide(server.database, correction)
  expect([await ask('AS_PRINTED'), await ask('CORRECTED')]).toEqual([printed, corrected])
  await decide(server.database, correction, 'REJECTED')
  expect(await ask('CORRECTED')).toEqual(printed)
})
