import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { useServer } from '../kit/server.ts'
import { history, printInstant, useHistories } from './as-of-histories.ts'
import { days, type Entry, type Moment, readModel } from './as-of-model.ts'
import { pick } from './data.ts'

vi.setConfig({ testTimeout: 300_000 })
const server = useServer()
const histories = useHistories(server)

const operation = /* GraphQL */ `
  query ($slug: String!, $first: AsOf, $second: AsOf, $third: AsOf, $reading: Reading) {
    first: project(slug: $slug, asOf: $first, reading: $reading) { ...Look }
    second: project(slug: $slug, asOf: $second, reading: $reading) { ...Look }
    third: project(slug: $slug, asOf: $third, reading: $reading) { ...Look }
    observations(asOf: $first, first: 100, where: { subject: { slug: { eq: $slug } } }) {
      nodes { corrections { state evidence(locale: EN) } }
    }
  }
  fragment Look on Project {
    observations(first: 100) { nodes { printed { text } reading corrections { state evidence(locale: EN) } } }
    stages { note(locale: EN) }
    memberships { note(locale: EN) }
  }
`

interface Figure {
  readonly printed: { readonly text: string }
  readonly reading: string
  readonly corrections: readonly { readonly state: string; readonly evidence: string }[]
}

interface Look {
  readonly observations: { readonly nodes: readonly Figure[] }
  readonly stages: readonly { readonly note: string }[]
  readonly memberships: readonly { readonly note: string }[]
}

const printCorrections = (figures: readonly Pick<Figure, 'corrections'>[]) =>
  figures.flatMap(({ corrections }) => corrections.map(({ state, evidence }) => `${evidence} ${state}`)).toSorted()

/** Looks of one answer: they share the recording clock and the reading. */
type Looks = readonly [Moment, Moment, Moment]

async function ask(slug: string, looks: Looks) {
  const [first, second, third] = looks.map(({ published, recorded }) => ({
    ...(published && { published }),
    ...(recorded !== null && { recorded: printInstant(recorded) }),
  }))
  const { data, errors } = await server.send(operation, { slug, first, second, third, reading: looks[0].reading })
  expect(errors).toBeUndefined()
  const answers = ['first', 'second', 'third'].map((name) => {
    const { observations, stages, memberships } = pick(data, name) as Look
    return {
      figures: observations.nodes.map(({ printed, reading }) => `${printed.text} ${reading}`),
      stages: stages.map(({ note }) => note),
      memberships: memberships.map(({ note }) => note),
      corrections: printCorrections(observations.nodes),
    }
  })
  expect(printCorrections(pick(data, 'observations.nodes') as Figure[])).toEqual(answers[0]?.corrections)
  return answers
}

const order = (answer: ReturnType<typeof readModel>) => ({ ...answer, corrections: answer.corrections.toSorted() })

interface Asked {
  readonly looks: Looks
  readonly answers: Awaited<ReturnType<typeof ask>>
}

/** Does the work for every item, a few at a time. */
async function forAll<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let start = 0; start < items.length; start += 4)
    results.push(...(await Promise.all(items.slice(start, start + 4).map(work))))
  return results
}

/** Looks from every moment of the recording clock, in both readings, each at three of the days. */
function listLooks(known: readonly Entry[]): Looks[] {
  const published = [null, ...days]
  const recorded = [null, ...new Set(known.map(({ position }) => position))]
  return recorded.flatMap((at, index) =>
    (['AS_PRINTED', 'CORRECTED'] as const).map((reading) => {
      const look = (turn: number) => ({
        published: published[(index * 5 + turn * 2) % published.length] ?? null,
        recorded: at,
        reading,
      })
      return [look(0), look(1), look(2)] as const
    }),
  )
}

const checkMoments = (slug: string, known: readonly Entry[]): Promise<Asked[]> =>
  forAll(listLooks(known), async (looks) => {
    const answers = await ask(slug, looks)
    expect(answers).toEqual(looks.map((moment) => order(readModel(known, moment))))
    return { looks, answers }
  })

test('what was known at a moment is the same for ever, and what a naive model says', async () => {
  let cases = 0
  await fc.assert(
    fc.asyncProperty(history, async (plans) => {
      const { slug, ground } = await histories.makeGround()
      const known: Entry[] = []
      const early: Asked[] = []
      for (const lists of [plans, plans.map((list) => list.toReversed())]) {
        await histories.write(lists, ground, known)
        await forAll(early, async ({ looks, answers }) => expect(await ask(slug, looks)).toEqual(answers))
        const asked = await checkMoments(slug, known)
        cases += asked.length * 3
        early.push(...asked.filter(({ looks }) => looks[0].recorded !== null))
      }
    }),
    { numRuns: 12 },
  )
  expect(cases).toBeGreaterThan(800)
})
