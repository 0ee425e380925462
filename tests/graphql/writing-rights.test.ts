import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addOpenRows, levels, parks, type TestPark } from './access-rows.ts'
import { addFact, addFigures, addSubjects, decide, pick, propose } from './data.ts'
import { type Answer, leaveNothing, makeKey, roles, write } from './writing.ts'

const server = useServer()
/** Keys by their role: each for the park `own`, or for nothing. */
const tokens = new Map<string, string | null>([['ANONYMOUS', null]])
let admin = ''
let source = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  admin = await makeKey(server, 'ADMIN', { isAll: true })
  tokens.set('NONE', await makeKey(server, 'ADMIN', { region: '99' }))
  for (const role of roles) tokens.set(role, await makeKey(server, role, { park: 'own' }))
  source = (await server.database.pool.query('SELECT code FROM source ORDER BY id LIMIT 1')).rows[0].code
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

type Level = (typeof levels)[number]

let count = 0

/** A firm that a park reports at a level, with a figure, a correction that is proposed and one that is accepted. */
async function addGround(park: TestPark, level: Level) {
  const slug = `ground-${++count}`
  const own = { accessLevel: level, reportedBy: park }
  await addSubjects(server.database, [
    { kind: 'ENTERPRISE', slug, park, ...own },
    ...(['PARK', 'PROJECT', 'FACILITY', 'PROGRAMME'] as const).map((kind) => ({
      ...{ kind, slug: `${slug}-${kind.toLowerCase()}`, ...own },
    })),
  ])
  const figure = { subject: slug, indicator: 'revenue', start: '2018-01-01', end: '2019-01-01', value: '5', ...own }
  const [id = '', accepted = ''] = await addFigures(server.database, [
    { ...figure, seriesAccessLevel: level },
    { ...figure, seriesAccessLevel: level, breakdown: 'other' },
  ])
  const done = await propose(server.database, accepted, { value: '6' })
  await decide(server.database, done)
  const honour = await addFact(server.database, 'honour', slug, { title: 'x', access_level: level }, park)
  const fact = Buffer.from(`Honour:${honour}`).toString('base64')
  return { slug, id, fact, proposed: await propose(server.database, id, { value: '7' }), done }
}

type Ground = Awaited<ReturnType<typeof addGround>>

/** Each mutation of what parks report, with the role that it takes there. */
const mutations: readonly (readonly [string, 'EDITOR' | 'STEWARD', (ground: Ground) => Record<string, unknown>])[] = [
  [
    'recordObservations',
    'EDITOR',
    ({ slug }) => ({
      observations: [
        {
          ...{
            subject: slug,
            indicator: 'revenue',
            accumulation: 'MONTH',
            nature: 'ACTUAL',
            period: '2018-03',
            value: '1',
          },
          ...{ unit: 'CNY_10K', source, publishedOn: '2026-01-01', accessLevel: 'RESTRICTED' },
        },
      ],
    }),
  ],
  ['reviseObservation', 'EDITOR', ({ id }) => ({ observation: id, expectedVersion: id, value: '9', reason: 'x' })],
  ['withdrawObservation', 'EDITOR', ({ id }) => ({ observation: id, expectedVersion: id, reason: 'x' })],
  [
    'proposeCorrection',
    'EDITOR',
    ({ id }) => ({ observation: id, changes: { value: '8' }, evidence: { zh: '据', en: 'x' }, confidence: 'LOW' }),
  ],
  [
    'recordFacts',
    'EDITOR',
    ({ slug }) => ({
      facts: [{ subject: slug, content: { honour: { title: 'y' } }, source, publishedOn: '2026-01-01' }],
    }),
  ],
  [
    'reviseFact',
    'EDITOR',
    ({ fact }) => ({ fact, expectedVersion: fact, content: { honour: { title: 'y' } }, reason: 'x' }),
  ],
  ['withdrawFact', 'EDITOR', ({ fact }) => ({ fact, expectedVersion: fact, reason: 'x' })],
  ['archiveSubject', 'EDITOR', ({ slug }) => ({ subject: slug, expectedVersion: '1', reason: 'x' })],
  ...(['Park', 'Project', 'Enterprise', 'Facility', 'Programme'] as const).map(
    (kind) =>
      [
        `update${kind}`,
        'EDITOR',
        ({ slug }: Ground) => ({
          ...{ slug: kind === 'Enterprise' ? slug : `${slug}-${kind.toLowerCase()}`, expectedVersion: '1', name: '新' },
        }),
      ] as const,
  ),
  ['acceptCorrection', 'STEWARD', ({ proposed }) => ({ correction: proposed, reason: 'x' })],
  ['rejectCorrection', 'STEWARD', ({ done }) => ({ correction: done, reason: 'x' })],
]

const order = ['NONE', ...roles]

/** The rights, as docs/access.md has them: a role for `own` holds for the rows of `own` and of `inner`, which lies in it. */
function expectAnswer(role: string, park: TestPark, level: Level, needed: string): string {
  const held = park === 'own' || park === 'inner' ? role : 'NONE'
  const seen = order.indexOf(held) < 1 ? 'PUBLIC' : held === 'READER' ? 'INTERNAL' : 'RESTRICTED'
  if (levels.indexOf(level) > levels.indexOf(seen)) return 'NotFound'
  return order.indexOf(held) >= order.indexOf(needed) ? 'Success' : 'Forbidden'
}

/** Every park at every level. */
const places = parks.flatMap((park) => levels.map((level) => ({ park, level })))

/** One ground of each place, for what is refused: it stays as it is. */
const kept = new Map<string, Ground>()

async function keepGround(park: TestPark, level: Level): Promise<Ground> {
  const place = `${park} ${level}`
  const ground = kept.get(place) ?? (await addGround(park, level))
  kept.set(place, ground)
  return ground
}

describe.each(mutations)('%s', (name, needed, inputOf) => {
  test.each(['ANONYMOUS', ...order])('as %s of a park', async (role) => {
    const token = tokens.get(role) ?? null
    const answers = places.map((place) => ({ ...place, expected: expectAnswer(role, place.park, place.level, needed) }))
    const ask = async (park: TestPark, level: Level, ground: Ground) => {
      const { __typename } = await write(server, name, inputOf(ground), token)
      return [park, level, __typename.replace(/^.*(Success)$/, '$1')]
    }
    const refused = answers.filter(({ expected }) => expected !== 'Success')
    for (const { park, level } of refused) await keepGround(park, level)
    await leaveNothing(server, async () => {
      for (const { park, level, expected } of refused)
        expect(await ask(park, level, await keepGround(park, level))).toEqual([park, level, expected])
    })
    for (const { park, level, expected } of answers)
      if (expected === 'Success')
        expect(await ask(park, level, await addGround(park, level))).toEqual([park, level, expected])
  })

  test('what is hidden is like what is not there', async () => {
    const hidden = await addGround('own', 'RESTRICTED')
    const none = (type: string) => Buffer.from(`${type}:1:999999999`).toString('base64')
    const fact = Buffer.from('Honour:999999999').toString('base64')
    const absent = {
      ...{ slug: 'nothing', fact, id: none('Observation'), proposed: none('Correction'), done: none('Correction') },
    }
    const ask = (ground: Ground) => write(server, name, inputOf(ground), tokens.get('READER') ?? null)
    const plain = (answer: Answer, ground: Ground) => {
      const words = [ground.slug, ground.id, ground.fact, ground.proposed, ground.done].map((word) =>
        word.includes('-') || word === 'nothing'
          ? word
          : Buffer.from(word, 'base64').toString().split(':').slice(1).join(':'),
      )
      return words.reduce((text, word) => text.replaceAll(word, 'X'), JSON.stringify(answer))
    }
    expect(plain(await ask(hidden), hidden)).toBe(plain(await ask(absent), absent))
  })
})

test('no mutation is left out', async () => {
  const { data } = await server.send('{ __type(name: "Mutation") { fields { name } } }')
  const names = (pick(data, '__type.fields') as { name: string }[]).map(({ name }) => name)
  // Those of publications have a table of their own, in publications.test.ts, as those that make subjects known in
  // create-subject.test.ts; what puts subjects back is the same as what archives them.
  const others = names.filter((name) => name.endsWith('Publication') || /^(create|restore)/.test(name))
  expect(names).toEqual([...mutations.map(([name]) => name), ...others].sort())
})

test('a document takes the role EDITOR for some park, and a public one STEWARD', async () => {
  for (const role of ['ANONYMOUS', ...order])
    for (const level of levels) {
      const days = { publishedFrom: '2026-01-01', publishedTo: '2026-01-01', accessLevel: level }
      const input = { code: `s-${role}-${level}`.toLowerCase(), title: 'x', kind: 'SURVEY', ...days }
      const isAllowed = order.indexOf(role) >= order.indexOf(level === 'PUBLIC' ? 'STEWARD' : 'EDITOR')
      const work = () => write(server, 'createSource', input, tokens.get(role) ?? null)
      const answer = await (isAllowed ? work() : leaveNothing(server, work))
      expect([role, level, answer.__typename]).toEqual([role, level, isAllowed ? 'CreateSourceSuccess' : 'Forbidden'])
    }
})

test('of a form for several parks nothing is recorded where one is not open', async () => {
  const figure = (subject: string) => ({
    ...{ subject, indicator: 'revenue', accumulation: 'MONTH', nature: 'ACTUAL', period: '2018-04', value: '1' },
    ...{ unit: 'CNY_10K', source, publishedOn: '2026-01-01' },
  })
  const observations = ['firm-own', 'firm-inner', 'firm-sibling'].map(figure)
  const editor = tokens.get('EDITOR') ?? null
  const refused = await leaveNothing(server, () => write(server, 'recordObservations', { observations }, editor))
  expect(refused).toMatchObject({ __typename: 'Forbidden', message: expect.stringContaining('"firm-sibling"') })
  const [first, second] = await Promise.all([
    write(server, 'recordObservations', { observations: observations.slice(0, 2) }, editor),
    write(server, 'recordObservations', { observations: observations.slice(2) }, admin),
  ])
  expect([first.__typename, second.__typename]).toEqual(Array(2).fill('RecordObservationsSuccess'))
  const { rows } = await server.database.pool.query(
    "SELECT s.slug FROM change c JOIN subject s ON s.id = c.reporting_park_id WHERE c.reason = 'record 2 figures' ORDER BY 1",
  )
  expect(rows).toEqual([{ slug: 'inner' }, { slug: 'own' }])
})

test('what was written under a role that is gone is not told again', async () => {
  const key = await makeKey(server, 'EDITOR', { park: 'own' })
  const id = { prefix: key.split('_')[1] }
  const ground = await addGround('own', 'INTERNAL')
  const input = { observation: ground.id, expectedVersion: ground.id, value: '9', reason: 'x', idempotencyKey: 'once' }
  expect((await write(server, 'reviseObservation', input, key)).__typename).toBe('ReviseObservationSuccess')
  await server.database.pool.query(
    `UPDATE access_grant g SET role = 'READER' FROM api_key k WHERE k.principal_id = g.principal_id AND k.prefix = $1`,
    [id.prefix],
  )
  expect((await write(server, 'reviseObservation', input, key)).__typename).toBe('ReviseObservationSuccess')
  await server.database.pool.query(
    `UPDATE access_grant g SET park_id = (SELECT id FROM subject WHERE slug = 'sibling') FROM api_key k
     WHERE k.principal_id = g.principal_id AND k.prefix = $1`,
    [id.prefix],
  )
  expect((await write(server, 'reviseObservation', input, key)).__typename).toBe('NotFound')
})
