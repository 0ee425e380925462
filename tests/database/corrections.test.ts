import {
  anonymous,
  decideCorrection,
  localOwner,
  proposeCorrection,
  RefusalError,
  type RowKey,
  today,
} from '@parkgraph/db'
import { parsePeriod, printPeriod } from '@parkgraph/statistics'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addFigures, addSubjects, type NewFigure } from '../graphql/data.ts'
import { useDatabase } from '../kit/database.ts'

const home = useDatabase()

const year = { indicator: 'revenue', start: '2018-01-01', end: '2019-01-01', publishedOn: '2019-02-01' }
const evidence = { zh: '证据', en: 'Evidence' }

function toKey(id: string): RowKey {
  const [, park, row] = Buffer.from(id, 'base64').toString().split(':')
  return { reportingParkId: Number(park), id: String(row) }
}

async function addFigure(subject: string, figure: Partial<NewFigure> = { value: '100' }): Promise<RowKey> {
  await addSubjects(home.database, [{ kind: 'ENTERPRISE', slug: subject }])
  const [id = ''] = await addFigures(home.database, [{ subject, ...year, ...figure }])
  return toKey(id)
}

const propose = (figure: RowKey, changes: unknown) =>
  proposeCorrection(home.database.pool, localOwner, { figure, changes, evidence, confidence: 'HIGH' })

const decide = (correction: RowKey, state: 'ACCEPTED' | 'REJECTED', reason = 'checked') =>
  decideCorrection(home.database.pool, localOwner, { correction, state, reason })

async function find(key: RowKey | null): Promise<Record<string, unknown> | undefined> {
  const { rows } = await home.database.pool.query(
    `SELECT o.id::text, o.value::text, o.lower::text, o.qualifier, o.unit_code, o.reading, o.printed_label, o.printed_text, o.corrected_label,
       o.corrects_id::text, o.published_on::text, o.published_on = ${today.sql} AS is_today, s.scope, s.subject_id, i.code AS indicator, o.access_level
     FROM observation o JOIN series s USING (reporting_park_id) JOIN indicator i ON i.id = s.indicator_id
     WHERE s.id = o.series_id AND o.id = $1`,
    [key?.id],
  )
  return rows[0]
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (fault: unknown) => fault,
  )
  expect(error).toBeInstanceOf(RefusalError)
  const { code, message } = error as RefusalError
  return `${code}: ${message}`
}

test('an accepted correction records the figure anew and leaves the printed one', async () => {
  const figure = await addFigure('accepted')
  const correction = await propose(figure, {
    indicator: 'tax_revenue',
    value: '12.5',
    unit: 'CNY_100M',
    scope: 'LOCAL',
    label: '税收',
  })
  const { observation } = await decide(correction, 'ACCEPTED')
  expect(await find(observation)).toMatchObject({
    value: '12.5',
    unit_code: 'CNY_100M',
    indicator: 'tax_revenue',
    scope: 'LOCAL',
    reading: 'CORRECTED',
    printed_label: 'revenue',
    printed_text: '100',
    corrected_label: '税收',
    corrects_id: figure.id,
    is_today: true,
  })
  expect(await find(figure)).toMatchObject({ value: '100', reading: 'AS_PRINTED', corrected_label: null })
})

test('what is corrected is not published before the figure that it corrects', async () => {
  const figure = await addFigure('announced', { value: '100', publishedOn: '2099-02-01' })
  const { observation } = await decide(await propose(figure, { value: '12' }), 'ACCEPTED')
  expect(await find(observation)).toMatchObject({ value: '12', published_on: '2099-02-01' })
})

test('the change log names who decided, and why', async () => {
  const correction = await propose(await addFigure('logged'), { value: '1' })
  await decide(correction, 'ACCEPTED', 'the annex says so')
  const { rows } = await home.database.pool.query('SELECT actor, reason FROM change ORDER BY position DESC LIMIT 1')
  expect(rows).toEqual([
    {
      actor: 'local-owner',
      reason: `accept correction ${correction.reportingParkId}:${correction.id}: the annex says so`,
    },
  ])
})

test('corrections are applied in the order in which they were accepted, and taken back one by one', async () => {
  const figure = await addFigure('several')
  const first = await propose(figure, { value: '1', label: 'one' })
  const second = await propose(figure, { value: '2' })
  const third = await propose(figure, { scope: 'LOCAL' })
  await decide(second, 'ACCEPTED')
  expect(await find((await decide(first, 'ACCEPTED')).observation)).toMatchObject({
    value: '1',
    corrected_label: 'one',
  })
  expect(await find((await decide(third, 'ACCEPTED')).observation)).toMatchObject({ value: '1', scope: 'LOCAL' })
  const { observation } = await decide(first, 'REJECTED')
  expect(await find(observation)).toMatchObject({ value: '2', scope: 'LOCAL', corrected_label: null })
  await decide(second, 'REJECTED')
  expect((await decide(third, 'REJECTED')).observation).toBeNull()
})

test('rejecting what was never accepted records no figure', async () => {
  const figure = await addFigure('rejected')
  const [accepted, other] = [await propose(figure, { value: '1' }), await propose(figure, { value: '2' })]
  const { observation } = await decide(accepted, 'ACCEPTED')
  expect(await decide(other, 'REJECTED')).toEqual({ observation })
})

test('a vague figure becomes an exact one', async () => {
  const figure = await addFigure('vague', { value: null, lower: '3', qualifier: 'OVER' })
  const { observation } = await decide(
    await propose(figure, { value: '3.2', lower: null, qualifier: 'EXACT' }),
    'ACCEPTED',
  )
  expect(await find(observation)).toMatchObject({ value: '3.2', lower: null, qualifier: 'EXACT' })
})

test('a period is kept in the spelling that the database reads', async () => {
  const figure = await addFigure('spelling')
  const correction = await propose(figure, { period: '2017-01-01/P11M' })
  const { observation } = await decide(correction, 'ACCEPTED')
  const { rows } = await home.database.pool.query(
    'SELECT period_start::text AS start, period_end::text AS end FROM observation WHERE id = $1',
    [observation?.id],
  )
  expect(rows).toEqual([{ start: '2017-01-01', end: '2017-12-01' }])
})

test.each([
  [{ colour: 'red' }, /^INVALID_CORRECTION: .*colour cannot be changed, only indicator, .*value/],
  [{}, /^INVALID_CORRECTION: .*must change something/],
  [null, /^INVALID_CORRECTION/],
  [{ value: 'many' }, /^INVALID_CORRECTION: .*value .*"-1205\.15"\.$/],
  [{ value: 'many', lower: 'few' }, /^INVALID_CORRECTION: .*"-1205\.15"; lower .*"-1205\.15"\.$/],
  [{ period: '2017-13' }, /^INVALID_CORRECTION: .*period/],
  [{ nature: 'WISH' }, /^INVALID_CORRECTION: .*nature/],
  [{ value: '100.0' }, /^INVALID_CORRECTION: The figure has this already: value/],
  [{ unit: 'PARSEC' }, /^UNKNOWN_UNIT/],
  [{ unit: '亩' }, /^UNKNOWN_UNIT: .*亩 has the code MU\.$/],
  [{ unit: 'MU' }, /^INCOMPATIBLE_UNITS: .*MU measures area/],
  [{ indicator: 'land_area' }, /^INCOMPATIBLE_UNITS: .*land_area measures area/],
  [{ indicator: 'luck' }, /^UNKNOWN_INDICATOR: .*luck/],
  [{ value: null, lower: '5', upper: '3', qualifier: 'ABOUT' }, /^INVALID_CORRECTION: .*lower bound 5 is not below/],
  [{ qualifier: 'OVER' }, /^INVALID_CORRECTION: .*OVER takes a lower bound/],
])('changes %j are refused', async (changes, expected) => {
  const subject = `refused-${Math.random().toString(36).slice(2)}`
  expect(await refusal(propose(await addFigure(subject), changes))).toMatch(expected)
})

test('corrections that contradict each other are not accepted together', async () => {
  const figure = await addFigure('contradiction')
  const vague = await propose(figure, { value: null, lower: '5', qualifier: 'OVER' })
  const value = await propose(figure, { value: '6' })
  await decide(vague, 'ACCEPTED')
  expect(await refusal(decide(value, 'ACCEPTED'))).toMatch(/^INVALID_CORRECTION: As corrected/)
})

test('what is decided cannot be decided so again, and what is not there not at all', async () => {
  const figure = await addFigure('again')
  const correction = await propose(figure, { value: '1' })
  await decide(correction, 'ACCEPTED')
  expect(await refusal(decide(correction, 'ACCEPTED'))).toMatch(/^ALREADY_DECIDED: .* accepted already/)
  await decide(correction, 'REJECTED')
  expect(await refusal(decide(correction, 'REJECTED'))).toMatch(/^ALREADY_DECIDED: .* rejected already/)
  expect(await refusal(decide({ ...correction, id: '999999' }, 'ACCEPTED'))).toMatch(/^NOT_FOUND/)
  expect(await refusal(decide(correction, 'ACCEPTED', ' '))).toMatch(/^BAD_USER_INPUT/)
})

test('a corrected figure is corrected by way of the printed one', async () => {
  const { observation } = await decide(await propose(await addFigure('twice'), { value: '1' }), 'ACCEPTED')
  expect(await refusal(propose(observation as RowKey, { value: '2' }))).toMatch(
    /^INVALID_CORRECTION: .*is a correction itself/,
  )
})

test('a hidden figure cannot be corrected by whoever may not see it', async () => {
  const figure = await addFigure('hidden', { value: '5', accessLevel: 'RESTRICTED' })
  const viewer = { ...anonymous, actor: 'somebody' }
  const proposal = { figure, changes: { value: '6' }, evidence, confidence: 'LOW' }
  expect(await refusal(proposeCorrection(home.database.pool, viewer, proposal))).toMatch(/^NOT_FOUND/)
  const correction = await proposeCorrection(home.database.pool, localOwner, proposal)
  const decision = { correction, state: 'ACCEPTED', reason: 'r' } as const
  expect(await refusal(decideCorrection(home.database.pool, viewer, decision))).toMatch(/^NOT_FOUND/)
  const { observation } = await decideCorrection(home.database.pool, localOwner, decision)
  expect(await find(observation)).toMatchObject({ access_level: 'RESTRICTED' })
})

test('two figures never stand in one place', async () => {
  const figure = await addFigure('crowded')
  const [id = ''] = await addFigures(home.database, [{ subject: 'crowded', ...year, scope: 'LOCAL', value: '40' }])
  const move = await propose(figure, { scope: 'LOCAL' })
  expect(await refusal(decide(move, 'ACCEPTED'))).toContain(
    `FIGURE_EXISTS: Figure ${figure.reportingParkId}:${toKey(id).id} `,
  )
  const giveWay = await propose(toKey(id), { scope: 'ALL' })
  await decide(giveWay, 'ACCEPTED')
  await decide(move, 'ACCEPTED')
  expect(await refusal(decide(giveWay, 'REJECTED'))).toMatch(/^FIGURE_EXISTS/)
  await decide(move, 'REJECTED')
  await decide(giveWay, 'REJECTED')
})

test('a correction of an older vintage stands beside the newer one, unless that came after the proposal', async () => {
  const figure = await addFigure('vintages')
  await addFigures(home.database, [{ subject: 'vintages', ...year, publishedOn: '2019-03-01', value: '101' }])
  await decide(await propose(figure, { value: '99' }), 'ACCEPTED')
  const waiting = await propose(figure, { value: '98' })
  await addFigures(home.database, [{ subject: 'vintages', ...year, publishedOn: '2020-01-01', value: '3' }])
  expect(await refusal(decide(waiting, 'ACCEPTED'))).toMatch(/^VERSION_OUTDATED: The figure was revised/)
})

test('the database reads a printed period as the library does', async () => {
  const day = fc
    .integer({ min: 0, max: 80_000 })
    .map((count) => new Date(Date.UTC(1900, 0, 1 + count)).toISOString().slice(0, 10))
  const month = day.map((text) => text.slice(0, 7))
  const year = day.map((text) => text.slice(0, 4))
  const part = fc.tuple(year, fc.constantFrom('H1', 'H2', 'Q1', 'Q2', 'Q3', 'Q4')).map((pair) => pair.join('-'))
  const point = fc.oneof(day, month, year, part)
  const span = fc
    .tuple(fc.oneof(point, fc.constant('..')), fc.oneof(point, fc.constant('..')))
    .map((pair) => pair.join('/'))
  const given = fc.sample(fc.oneof(point, span), 3000)
  const periods = given.flatMap((text) => {
    try {
      return [parsePeriod(text)]
    } catch {
      return []
    }
  })
  expect(periods.length).toBeGreaterThan(1500)
  const { rows } = await home.database.pool.query(
    `SELECT lower(period_days(p))::text AS start, upper(period_days(p))::text AS end FROM unnest($1::text[]) WITH ORDINALITY AS u(p, n) ORDER BY n`,
    [periods.map(printPeriod)],
  )
  expect(rows).toEqual(periods.map(({ start, end }) => ({ start: start ?? '-infinity', end: end ?? 'infinity' })))
})

test('of two that decide at once, the later one sees what the earlier did', async () => {
  const figure = await addFigure('overlapping')
  const [value, label] = [await propose(figure, { value: '7' }), await propose(figure, { label: 'seven' })]
  const ids = (await Promise.all([decide(value, 'ACCEPTED'), decide(label, 'ACCEPTED')])).map(({ observation }) =>
    Number(observation?.id),
  )
  const last = { reportingParkId: figure.reportingParkId, id: String(Math.max(...ids)) }
  expect(await find(last)).toMatchObject({ value: '7', corrected_label: 'seven' })
})

test('of two that accept the same at once, one is told that it is accepted already', async () => {
  const correction = await propose(await addFigure('race'), { value: '7' })
  const results = await Promise.allSettled([decide(correction, 'ACCEPTED'), decide(correction, 'ACCEPTED')])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const rejected = results.find((result) => result.status === 'rejected')
  expect(rejected?.reason).toMatchObject({ code: 'ALREADY_DECIDED' })
})
