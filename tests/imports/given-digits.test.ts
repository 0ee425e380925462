import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addSubjects, pick } from '../graphql/data.ts'
import { makeKey, openForm, write } from '../graphql/writing.ts'
import { useServer } from '../kit/server.ts'
import { send, toCsv } from './send.ts'
import { header, row } from './whole-rows.ts'

const server = useServer()
let editor = ''
let steward = ''

beforeAll(async () => {
  editor = await openForm(server, '2026-11')
  steward = await makeKey(server, 'STEWARD', { park: 'own' })
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

describe('the digits of a figure are those that were given, whichever way it came in', () => {
  type Level = readonly [year: number, value: string]
  const figureOf = (subject: string, [year, value]: Level) => ({
    ...{
      subject,
      indicator: 'tax_revenue',
      accumulation: 'FULL_YEAR',
      nature: 'ACTUAL',
      source: 'form',
      unit: 'CNY_100M',
    },
    ...{ period: String(year), value },
  })
  const growthOf = (subject: string, value: string) => ({
    ...{ ...figureOf(subject, [2024, value]), measure: 'GROWTH', unit: 'PERCENT' },
  })
  const record = async (...observations: object[]) => {
    const answer = await write(server, 'recordObservations', { observations }, editor)
    expect(answer.__typename).toBe('RecordObservationsSuccess')
    return (answer['observations'] as { id: string }[]).map(({ id }) => id)
  }
  const recordOthers = async (subject: string, levels: readonly Level[]) =>
    record(...levels.map(([year]) => figureOf(subject, [year, '7'])))

  const ways: Record<string, (subject: string, levels: readonly Level[]) => Promise<unknown>> = {
    recorded: (subject, levels) => record(...levels.map((level) => figureOf(subject, level))),
    printed: (subject, levels) =>
      record(
        ...levels.map((level) => ({ ...figureOf(subject, level), printed: { label: '税', text: `${level[1]}亿元` } })),
      ),
    imported: (subject, levels) => {
      const rows = levels.map(([year, value]) => row([0, subject], [2, '全年'], [4, String(year)], [5, value]))
      return send(server, toCsv([header, ...rows]), { token: editor })
    },
    revised: async (subject, levels) => {
      const ids = await recordOthers(subject, levels)
      for (const [at, [, value]] of levels.entries()) {
        const version = { observation: ids[at], expectedVersion: ids[at], reason: '核实' }
        await write(server, 'reviseObservation', { ...version, value }, editor)
      }
    },
    corrected: async (subject, levels) => {
      const ids = await recordOthers(subject, levels)
      for (const [at, [, value]] of levels.entries()) {
        const proposal = { observation: ids[at], changes: { value }, confidence: 'HIGH' }
        const evidence = { zh: '附表', en: 'the annex' }
        const { correction } = await write(server, 'proposeCorrection', { ...proposal, evidence }, editor)
        const decision = { correction: pick(correction, 'id'), expectedVersion: '1', reason: '核对' }
        await write(server, 'acceptCorrection', decision, steward)
      }
    },
  }

  /** What is read of the levels, and found of the growth. */
  async function ask(subject: string, reading: string) {
    const { data, errors } = await server.send(
      `query ($subject: String!, $reading: Reading!) {
        enterprise(slug: $subject, reading: $reading) { observations(where: { measure: { eq: LEVEL } }, orderBy: [{ period: ASC }]) {
          nodes { value printed { text } growth { agreement } } } }
        checks(subject: $subject, reading: $reading) { nodes { rule expected tolerance } } }`,
      { subject, reading },
      editor,
    )
    expect(errors).toBeUndefined()
    return { nodes: pick(data, 'enterprise.observations.nodes'), checks: pick(data, 'checks.nodes') }
  }

  const cases = [
    {
      name: 'tenth',
      base: '2.00',
      level: '2.20',
      growth: '15',
      printed: ['2', '2.2'],
      agreement: 'DIFFERS',
      expected: '10',
    },
    {
      name: 'zero',
      base: '0.0',
      level: '0.4',
      growth: '300',
      printed: ['0', '0.4'],
      agreement: 'NOT_COMPARABLE',
      expected: '600',
    },
  ]
  test.each(Object.keys(ways).flatMap((way) => cases.map((each) => ({ way, ...each }))))(
    '$way: $growth % of $level over $base is found',
    async ({ way, name, base, level, growth, printed, agreement, expected }) => {
      const subject = `${name}-${way}`
      await addSubjects(server.database, [{ kind: 'ENTERPRISE', slug: subject, park: 'own', reportedBy: 'own' }])
      await ways[way]?.(subject, [
        [2023, base],
        [2024, level],
      ])
      await record(growthOf(subject, growth))
      const isCorrected = way === 'corrected'
      const { nodes, checks } = await ask(subject, isCorrected ? 'CORRECTED' : 'AS_PRINTED')
      const texts = isCorrected ? ['7亿元', '7亿元'] : [`${base}亿元`, `${level}亿元`]
      expect(nodes).toEqual([
        { value: printed[0], printed: { text: texts[0] }, growth: null },
        { value: printed[1], printed: { text: texts[1] }, growth: { agreement } },
      ])
      const tolerance = name === 'zero' ? '0.5' : expect.stringMatching(/^1\.0263/)
      expect(checks).toEqual([{ rule: 'GROWTH_AGAINST_LEVELS', expected, tolerance }])
    },
  )
})
