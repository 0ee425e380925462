import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addSubjects } from './data.ts'
import { of, seriesOf } from './time-series.ts'

const server = useServer()
const { parks, tell } = seriesOf(server)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('bad input', () => {
  beforeAll(async () => {
    await parks('bad')
    await addSubjects(server.database, [{ kind: 'PARK', slug: 'bad-hidden', accessLevel: 'RESTRICTED' }])
  })

  const base = {
    subjects: '["bad"]',
    indicators: '["tax_revenue"]',
    bucket: 'MONTH',
    from: '"2017-01"',
    to: '"2017-12"',
  }
  it.each([
    [{ from: '"2018-01"' }, 'BAD_USER_INPUT', 'to'],
    [{ from: '"../2016"' }, 'BAD_USER_INPUT', 'from'],
    [{ to: '"2018/.."' }, 'BAD_USER_INPUT', 'to'],
    [{ from: '"2017-01/.."' }, 'BAD_USER_INPUT', 'from'],
    [{ to: '"../2017"' }, 'BAD_USER_INPUT', 'to'],
    [{ measures: '[INDEX]', base: '"2017/.."' }, 'BAD_USER_INPUT', 'base'],
    [{ subjects: '[]' }, 'BAD_USER_INPUT', 'subjects'],
    [{ indicators: '[]' }, 'BAD_USER_INPUT', 'indicators'],
    [{ measures: '[]' }, 'BAD_USER_INPUT', 'measures'],
    [{ measures: '[YEAR_ON_YEAR]', of: 'GROWTH' }, 'BAD_USER_INPUT', 'measures'],
    [{ of: 'GROWTH', unit: 'CNY_10K' }, 'INCOMPATIBLE_UNITS', 'unit'],
    [{ of: 'CHANGE', unit: 'MU' }, 'INCOMPATIBLE_UNITS', 'unit'],
    [{ measures: '[SINGLE_MONTH]', bucket: 'YEAR' }, 'BAD_USER_INPUT', 'measures'],
    [{ measures: '[MOVING_AVERAGE]', window: '1' }, 'BAD_USER_INPUT', 'window'],
    [{ measures: '[MOVING_AVERAGE]', window: '121' }, 'BAD_USER_INPUT', 'window'],
    [{ measures: '[INDEX]', base: '"../2016"' }, 'BAD_USER_INPUT', 'base'],
    [{ measures: '[INDEX]', base: '"2017-02/2017-03"' }, 'BAD_USER_INPUT', 'base'],
    [{ measures: '[INDEX]', base: '"2017-05-05"' }, 'BAD_USER_INPUT', 'base'],
    [{ measures: '[INDEX]', base: '"2016/2017"', bucket: 'YEAR' }, 'BAD_USER_INPUT', 'base'],
    [{ source: '"no-such"' }, 'BAD_USER_INPUT', 'source'],
    [{ subjects: '["bad", "no-such"]' }, 'UNKNOWN_SUBJECT', 'subjects[1]'],
    [{ subjects: '["bad", "bad", "no-such"]' }, 'UNKNOWN_SUBJECT', 'subjects[2]'],
    [{ subjects: '["bad-hidden"]' }, 'UNKNOWN_SUBJECT', 'subjects[0]'],
    [{ subjects: '["bad", "r3a", "r3b", "r3c", "r3d", "r3e"]' }, 'UNKNOWN_SUBJECT', 'subjects[1]'],
    [{ indicators: '["r3a", "r3b", "r3c", "r3d"]' }, 'UNKNOWN_INDICATOR', 'indicators[0]'],
    [{ indicators: '["no_such"]' }, 'UNKNOWN_INDICATOR', 'indicators[0]'],
    [{ indicators: '["tax_revenue", "no_such"]', unit: 'CNY_10K' }, 'UNKNOWN_INDICATOR', 'indicators[1]'],
    [{ unit: 'MU' }, 'INCOMPATIBLE_UNITS', 'unit'],
    [{ unit: 'CNY_10K', indicators: '["tax_revenue", "land_area"]' }, 'INCOMPATIBLE_UNITS', 'unit'],
    [{ unit: '"stone"' }, 'UNKNOWN_UNIT', 'unit'],
    [{ from: '"0001"', to: '"9999"' }, 'TOO_MANY_POINTS', 'to'],
    [{ bucket: 'MONTH', accumulation: 'FULL_YEAR' }, 'BUCKET_TOO_FINE', 'bucket'],
  ])('%j is refused as %s', async (change, code, argument) => {
    const args = Object.entries({ ...base, ...change }).map(([name, value]) => `${name}: ${value}`)
    for (const fields of ['series { columns { values } }', 'periods', '__typename']) {
      const { errors } = await server.send(`{ timeSeries(${args.join(' ')}) { ${fields} } }`)
      expect(errors?.[0]?.extensions).toEqual({ code, argument })
    }
  })

  it('too many points say how many would pass', async () => {
    const { errors } = await server.send(
      '{ timeSeries(subjects: ["bad"] indicators: ["tax_revenue"] bucket: MONTH from: "0001" to: "9999") { periods } }',
    )
    expect(errors?.[0]?.message).toMatch(/119988 points.*At most 50000 pass: 50000 buckets/)
  })

  it.each([
    [600, 100, 'subjects', '500 subjects in one bucket'],
    [100, 601, 'indicators', '500 indicators in one bucket'],
  ])(
    'too many series for one bucket name the list to shorten: %d subjects of %d indicators',
    async (subjects, indicators, argument, advice) => {
      const list = (length: number) => JSON.stringify(Array.from({ length }, (_, at) => `s-${at}`))
      const { errors } = await server.send(
        `{ timeSeries(subjects: ${list(subjects)} indicators: ${list(indicators)} bucket: YEAR from: "2017" to: "2018") { periods } }`,
      )
      expect(errors?.[0]?.extensions).toEqual({ code: 'TOO_MANY_POINTS', argument })
      expect(errors?.[0]?.message).toContain(`At most 50000 pass: ${advice}`)
    },
  )

  it('what measures look back at counts too', async () => {
    const subjects = JSON.stringify(Array.from({ length: 2000 }, (_, at) => `s-${at}`))
    const args = `subjects: ${subjects} indicators: ["tax_revenue"] bucket: MONTH from: "2017-01" to: "2017-01" window: 120`
    const { errors } = await server.send(`{ timeSeries(${args} measures: [MOVING_AVERAGE]) { periods } }`)
    expect(errors?.[0]?.extensions).toEqual({ code: 'TOO_MANY_POINTS', argument: 'measures' })
    expect(errors?.[0]?.message).toContain('1666 series')
  })

  it('the first and the last years that there are can be asked for', async () => {
    for (const year of ['0001', '9999'])
      expect(await tell(of('bad', 'YEAR', year, year, '[LEVEL, YEAR_ON_YEAR, MOVING_AVERAGE]'))).toMatchObject({
        LEVEL: ['MISSING_VALUE'],
      })
  })
})
