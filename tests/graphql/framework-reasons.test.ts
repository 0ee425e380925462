import { afterEach, beforeAll, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addFigures, addSubjects, pick } from './data.ts'
import { addEdition, figure, park } from './frameworks.ts'

const server = useServer()

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const tax = { indicator: 'tax_revenue', weight: '100' }
const target: [string, string] = ['100', 'CNY_10K']

beforeAll(async () => {
  const edition = (name: string, method: string | null, indicators: (typeof tax & { target?: typeof target })[]) =>
    addEdition(server.database, {
      framework: 'why',
      edition: name,
      method,
      indicators,
      cohorts: { x: ['91'], y: ['92'] },
    })
  await edition('bare', 'MIN_MAX', [])
  await edition('no method', null, [tax])
  await edition('no target', 'DISTANCE_TO_TARGET', [tax])
  await edition('place', 'MIN_MAX', [tax])
  await edition('distance', 'DISTANCE_TO_TARGET', [{ ...tax, target }])
  await addSubjects(server.database, [
    ...['low', 'none', 'top', 'vague'].map((name) => park(`why-${name}`, '910000')),
    park('why-alone', '920000'),
    park('why-nowhere', '930000'),
  ])
  await addFigures(server.database, [
    ...['low', 'alone', 'nowhere'].map((name) => figure(`why-${name}`, 'tax_revenue', '10')),
    figure('why-top', 'tax_revenue', '90'),
    { ...figure('why-vague', 'tax_revenue', ''), value: null, qualifier: 'OVER', lower: '20' },
  ])
})

const allBy = (reason: string, without: Record<string, string | null> = {}) => ({
  ...Object.fromEntries(['alone', 'low', 'none', 'nowhere', 'top', 'vague'].map((name) => [name, reason])),
  ...without,
})
const known = { none: 'MISSING_VALUE', vague: 'VAGUE', nowhere: 'NO_COHORT' }

test.each([
  ['bare', allBy('NO_INDICATORS')],
  ['no method', allBy('NO_METHOD')],
  ['no target', allBy('MISSING_TARGET', known)],
  ['place', { ...known, alone: 'NO_SPREAD' }],
  ['distance', known],
])(
  'a ranking leaves out, under the edition %s, what has no score for the reason that the score tells',
  async (name, expected) => {
    const { data, errors } = await server.send(
      `query ($edition: String!) {
      ranking(by: { framework: { framework: "why", edition: $edition } } among: { where: { slug: { startsWith: "why-" } } }) {
        excluded { reason subject { slug } }
      }
      parks(where: { slug: { startsWith: "why-" } }) { nodes { slug score(framework: "why", edition: $edition) { reason } } }
    }`,
      { edition: name },
    )
    expect(errors).toBeUndefined()
    const excluded = pick(data, 'ranking.excluded') as { reason: string; subject: { slug: string } }[]
    const own = excluded.filter(({ subject }) => subject.slug.startsWith('why-'))
    const places = Object.fromEntries(own.map(({ reason, subject }) => [subject.slug.replace('why-', ''), reason]))
    expect(places).toEqual(expected)
    const parks = pick(data, 'parks.nodes') as { slug: string; score: { reason: string | null } }[]
    const scores = parks.flatMap(({ slug, score }) => (score.reason ? [[slug.replace('why-', ''), score.reason]] : []))
    expect(Object.fromEntries(scores)).toEqual(expected)
  },
)
