import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { send } from '../imports/send.ts'
import { useServer } from '../kit/server.ts'
import { addOpenRows, addRows, type Ids, type TestPark } from './access-rows.ts'
import { type AccessLevel, addFact, addFigures, addSubjects, decide, pick, propose } from './data.ts'
import {
  type Asker,
  askers,
  hasRight,
  mutationRights,
  type Place,
  places,
  type QueryName,
  queryRights,
  type Right,
  reach,
  rights,
  type SubscriptionName,
  seesRow,
  subscriptionRights,
} from './rights.ts'
import { findBegin, mark, readEvents } from './streams.ts'
import { makeKey, write } from './writing.ts'

// So long that only notifications of the database wake a stream.
const server = useServer({ limits: { patience: 3_600_000 } })
const tokens = new Map<string, string | null>([['ANONYMOUS', null]])
const tokenOf = (asker: string) => tokens.get(asker) ?? null

const nameOf = ({ park, level }: Place) => `${park}-${level.toLowerCase()}`
const ids: Record<string, Ids> = {}
const idOf = (place: Place, what: string) => ids[nameOf(place)]?.[what] ?? ''
let sent = ''

const sendFile = async (token: string | null) => (await send(server, '对象代号\r\nx', { token })).import ?? ''

beforeAll(async () => {
  const { database } = server
  await addOpenRows(database)
  for (const asker of askers.slice(2)) tokens.set(asker, await makeKey(server, asker, { park: 'own' }))
  tokens.set('NONE', await makeKey(server, 'ADMIN', { region: '82' }))
  tokens.set('OFFICE', await makeKey(server, 'ADMIN', { isAll: true }))
  tokens.set('SENDER', await makeKey(server, 'EDITOR', { park: 'own' }))
  for (const place of places) {
    const [name, { park, level }] = [nameOf(place), place]
    const own = { accessLevel: level, reportedBy: park }
    const more = await addRows(database, park, level)
    await addSubjects(database, [
      { kind: 'FACILITY', slug: `f-${name}`, ...own },
      { kind: 'PROGRAMME', slug: `g-${name}`, ...own },
      { kind: 'PROJECT', slug: `w-${name}`, ...own },
    ])
    const year = 2011 + ['PUBLIC', 'INTERNAL', 'RESTRICTED'].indexOf(level)
    const [forecast = ''] = await addFigures(database, [
      {
        ...{ subject: `e-${name}`, indicator: 'revenue', value: '5', nature: 'FORECAST', publishedOn: '2010-01-01' },
        ...{ start: `${year}-01-01`, end: `${year + 1}-01-01`, seriesAccessLevel: level, ...own },
      },
    ])
    ids[name] = { ...more, forecast }
  }
  sent = await sendFile(tokenOf('SENDER'))
}, 120_000)

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

/** The table of docs/access.md whose header begins so, without links. */
function readTable(start: string): string[][] {
  const text = readFileSync(new URL('../../docs/access.md', import.meta.url), 'utf8')
  const [header, , ...rows] = (text.split('\n\n').find((part) => part.startsWith(start)) ?? '').split('\n')
  const isLink = /\[([^\]]+)\]\([^)]+\)/g
  return [header ?? '', ...rows].map((row) =>
    row
      .replaceAll(isLink, '$1')
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

describe('docs/access.md says what is tested', () => {
  test('of roles', () => {
    const roles = ['NONE', ...askers.slice(2)] as const
    const cell = (asker: (typeof roles)[number], right: Right) => {
      const { notes = {} } = rights[right] as { notes?: Partial<Record<Asker, string>> }
      return hasRight(asker, right, 'own') ? `yes${notes[asker] ?? ''}` : 'no'
    }
    expect(readTable('| | anonymous')).toEqual([
      ['', 'anonymous, or no role there', ...roles.slice(1)],
      ...(Object.keys(rights) as Right[]).map((right) => [
        rights[right].line,
        ...roles.map((role) => cell(role, right)),
      ]),
    ])
  })

  test('of parks', () => {
    const cells = (held: string, other: string) => Object.values(reach).map(({ isHeld }) => (isHeld ? held : other))
    expect(readTable('| park of the row')).toEqual([
      ['park of the row', ...Object.values(reach).map(({ column }) => column)],
      ['what the role sees', ...cells('as above', 'what is public')],
      ['what the role may do', ...cells('as above', 'nothing')],
    ])
  })
})

test.each([
  ['Query', queryRights],
  ['Mutation', mutationRights],
  ['Subscription', subscriptionRights],
])('every field of %s has an entry', async (type, entries) => {
  const { data } = await server.send(`{ __type(name: "${type}") { fields { name } } }`)
  const names = (pick(data, '__type.fields') as { name: string }[]).map(({ name }) => name)
  expect(names.sort()).toEqual(Object.keys(entries).sort())
})

const one =
  (field: string, letter: string) =>
  (place: Place): Probe => ({
    text: `${field}(slug: "${letter}-${nameOf(place)}") { slug }`,
    mark: `${letter}-${nameOf(place)}`,
  })

const many =
  (field: string, letter: string) =>
  (place: Place): Probe => ({
    text: `${field}(first: 100, where: { slug: { startsWith: "${letter}-" } }) { nodes { slug } }`,
    mark: `${letter}-${nameOf(place)}`,
  })

const source = (place: Place) => `s-${nameOf(place)}`

/** What a field is asked of a place, and the word by which its answer tells of that. */
interface Probe {
  readonly text: string
  readonly mark: string
}

const probes: Record<QueryName, (place: Place) => Probe> = {
  changes: ({ park }) => ({
    text: `changes(first: 1, where: { park: { slug: { eq: "${park}" } } }) { nodes { park { slug } } }`,
    mark: park,
  }),
  checks: (place) => ({
    text: `checks(subject: "e-${nameOf(place)}", first: 100) { nodes { subject { slug } } }`,
    mark: `e-${nameOf(place)}`,
  }),
  clock: () => ({ text: 'clock', mark: '' }),
  corrections: (place) => ({
    text: 'corrections(first: 100) { nodes { id } }',
    mark: idOf(place, 'correction'),
  }),
  coverage: (place) => ({
    text: `coverage(subjects: ["e-${nameOf(place)}"]) { nodes { series { id } } }`,
    mark: idOf(place, 'series'),
  }),
  enterprise: one('enterprise', 'e'),
  enterprises: many('enterprises', 'e'),
  facilities: many('facilities', 'f'),
  facility: one('facility', 'f'),
  forecastErrors: (place) => ({
    text: `forecastErrors(subjects: ["e-${nameOf(place)}"]) { errors { forecast { id } } }`,
    mark: idOf(place, 'forecast'),
  }),
  framework: () => ({ text: 'framework(code: "national_etdz_assessment") { code }', mark: '' }),
  frameworks: () => ({ text: 'frameworks { code }', mark: '' }),
  imports: () => ({ text: 'imports { nodes { id } }', mark: sent }),
  indicator: () => ({ text: 'indicator(code: "tax_revenue") { code }', mark: '' }),
  indicators: () => ({ text: 'indicators(first: 100) { nodes { code } }', mark: '' }),
  node: (place) => ({ text: `node(id: "${idOf(place, 'figure')}") { id }`, mark: idOf(place, 'figure') }),
  nodes: (place) => ({
    text: `nodes(ids: ["${places.map((each) => idOf(each, 'figure')).join('", "')}"]) { id }`,
    mark: idOf(place, 'figure'),
  }),
  observations: (place) => ({
    text: 'observations(first: 100, where: { subject: { slug: { startsWith: "e-" } } }) { nodes { id } }',
    mark: idOf(place, 'figure'),
  }),
  park: one('park', 'k'),
  parks: many('parks', 'k'),
  programme: one('programme', 'g'),
  programmes: many('programmes', 'g'),
  project: one('project', 'p'),
  projects: many('projects', 'p'),
  publications: ({ park }) => ({
    text: 'publications(first: 100) { nodes { title } }',
    mark: `pub-${park}-restricted`,
  }),
  ranking: (place) => ({
    text: 'ranking(by: { indicator: { indicator: "tax_revenue" } }, among: { subParks: INCLUDE }) { rows { subject { slug } } }',
    mark: `k-${nameOf(place)}`,
  }),
  source: (place) => ({ text: `source(code: "${source(place)}") { code }`, mark: source(place) }),
  sources: (place) => ({ text: 'sources(first: 100) { nodes { code } }', mark: source(place) }),
  timeSeries: (place) => ({
    text: `timeSeries(subjects: ["e-${nameOf(place)}"], indicators: ["revenue"], bucket: YEAR, from: "2010", to: "2015") { series { subject { slug } } }`,
    mark: `e-${nameOf(place)}`,
  }),
  units: () => ({ text: 'units { code }', mark: '' }),
  viewer: ({ park }) => ({ text: `viewer { may(park: "${park}") }`, mark: '' }),
  vocabularies: () => ({ text: 'vocabularies { __typename }', mark: '' }),
}

/** Fields that refuse a subject that is hidden, and with it all that is asked beside: each place is asked by itself. */
const alone: readonly QueryName[] = ['checks', 'coverage', 'forecastErrors', 'timeSeries']

/** Answers of a field to each of the places, by its text. */
async function askAll(name: QueryName, token: string | null): Promise<Map<string, unknown>> {
  const texts = [...new Set(places.map((place) => probes[name](place).text))]
  const ask = async (some: readonly string[]) => {
    const { data } = await server.send(`{ ${some.map((text, at) => `p${at}: ${text}`).join(' ')} }`, {}, token)
    return some.map((text, at) => [text, data?.[`p${at}`] ?? null] as const)
  }
  const answers = alone.includes(name) ? await Promise.all(texts.map((text) => ask([text]))) : [await ask(texts)]
  return new Map(answers.flat())
}

const isTold = (answer: unknown, mark: string) => JSON.stringify(answer ?? null).includes(JSON.stringify(mark))

/** Whether whoever asks is told of a place, by who is told by the field. */
function isExpected(asker: Asker, told: string, { park, level }: { park: TestPark; level: AccessLevel }): boolean {
  if (told === 'ROWS') return seesRow(asker, park, level)
  return told !== 'SENDERS' && hasRight(asker, told as Right, park)
}

/** Which right each permission stands for. */
const permissions: Record<string, Right> = {
  ...{ READ: 'seePublic', READ_INTERNAL: 'seeInternal', READ_RESTRICTED: 'seeRestricted', EDIT: 'write' },
  ...{ DECIDE: 'decide', PUBLISH: 'approve', ADMINISTER: 'grant' },
}

describe.each(Object.entries(queryRights) as [QueryName, string][])('%s', (name, told) => {
  test.each(askers)(`tells %s what their rights say`, async (asker) => {
    const answers = await askAll(name, tokenOf(asker))
    if (told === 'EVERYBODY') {
      expect([...answers.values()].every((answer) => answer !== null)).toBe(true)
      return expect(answers).toEqual(await askAll(name, tokenOf('OFFICE')))
    }
    for (const place of places) {
      const { text, mark } = probes[name](place)
      const answer = answers.get(text)
      const expected =
        told === 'PERMISSIONS'
          ? { may: Object.keys(permissions).filter((key) => hasRight(asker, permissions[key] as Right, place.park)) }
          : isExpected(asker, told, place)
      expect([place, told === 'PERMISSIONS' ? answer : isTold(answer, mark)]).toEqual([place, expected])
    }
  })
})

test('imports are told to their sender, and to who administers everything', async () => {
  for (const asker of ['SENDER', 'OFFICE'])
    expect([...(await askAll('imports', tokenOf(asker))).values()].map((answer) => isTold(answer, sent))).toEqual([
      true,
    ])
})

/** The selection by which an event of each subscription tells of a place, what happens there, and the word that tells it. */
const events: Record<SubscriptionName, { select: string; happen: (place: Place) => Promise<string> }> = {
  observationRecorded: {
    select: 'observation { printed { text } }',
    happen: async (place) => {
      const text = `told-${nameOf(place)}`
      await addFigure(place, text)
      return text
    },
  },
  correctionDecided: {
    select: 'correction { id }',
    happen: async (place) => {
      const correction = await propose(server.database, idOf(place, 'figure'), { value: '6' })
      await decide(server.database, correction)
      return correction
    },
  },
  projectStageRecorded: {
    select: 'stage { printed }',
    happen: async (place) => {
      const [printed, { park, level }] = [`told-${nameOf(place)}`, place]
      const stage = { stage: 'PAVING', state: 'DONE', printed, access_level: level }
      await addFact(server.database, 'project_stage', `w-${nameOf(place)}`, stage, park)
      return printed
    },
  },
  publicationAdvanced: {
    select: 'publication { title }',
    happen: async (place) => {
      const title = `told-${place.park}`
      if (place.level === 'INTERNAL') {
        const observations = [await addFigure(place, 'drafted')]
        await write(server, 'draftPublication', { title, level: 'PUBLIC', observations }, tokenOf('OFFICE'))
      }
      return title
    },
  },
  importAdvanced: {
    select: 'import { id }',
    happen: async () => (sent = await sendFile(tokenOf('SENDER'))),
  },
}

let year = 1900

async function addFigure({ park, level }: Place, text: string): Promise<string> {
  const span = { start: `${++year}-01-01`, end: `${year + 1}-01-01` }
  const own = { subject: park, indicator: 'tax_revenue', value: '1', reportedBy: park, accessLevel: level }
  const [id = ''] = await addFigures(server.database, [{ ...span, ...own, text }])
  return id
}

describe.each(Object.entries(subscriptionRights) as [SubscriptionName, string][])('%s', (name, told) => {
  const { select, happen } = events[name]
  const marks: string[] = []
  const query = (after: string) => `subscription { ${name}(after: ${JSON.stringify(after)}) { cursor ${select} } }`
  let begin = ''

  beforeAll(async () => {
    begin = await findBegin(server, `subscription { ${name} { cursor } }`, null)
    for (const place of places) marks.push(await happen(place))
  })

  const follow = async (asker: string, expected: readonly string[]) => {
    server.forget()
    const stream = readEvents(server, query(begin), tokenOf(asker))
    const countReadings = () => server.statements.filter((text) => text.startsWith(`/* Subscription.${name}`)).length
    try {
      const look = () => marks.filter((word) => stream.text().includes(JSON.stringify(word)))
      await expect.poll(countReadings, { interval: 5 }).toBeGreaterThan(0)
      await expect.poll(look, { interval: 5, timeout: 20_000 }).toEqual(expected)
      // By the time that it reads anew, all that was read is told.
      const before = countReadings()
      await mark(server)
      await expect.poll(countReadings, { interval: 5, timeout: 20_000 }).toBeGreaterThan(before)
      expect(look()).toEqual(expected)
    } finally {
      await stream.close()
    }
  }

  test.each(askers)('tells %s what their rights say', async (asker) => {
    await follow(
      asker,
      marks.filter((_, at) => isExpected(asker, told, places[at] as Place)),
    )
  })

  test('tells all to who administers everything', () => follow('OFFICE', marks))
})

test('importAdvanced tells those who sent it', async () => {
  const stream = readEvents(server, 'subscription { importAdvanced { import { id } } }', tokenOf('SENDER'))
  await expect.poll(() => stream.cursor(), { interval: 5 }).not.toBeNull()
  const file = await sendFile(tokenOf('SENDER'))
  await expect.poll(() => stream.text(), { interval: 5 }).toContain(file)
  await stream.close()
})
