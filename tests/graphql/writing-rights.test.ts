import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addOpenRows, levels } from './access-rows.ts'
import { addFact, addFigures, addSource, addSubjects, decide, pick, propose } from './data.ts'
import { answerOf, askers, type MutationName, mutationRights, type Place, places, type Target } from './rights.ts'
import { type Answer, leaveNothing, makeKey, roles, write, writeEach } from './writing.ts'

const server = useServer()
/** Keys by who asks: each for the park `own`, or for nothing. */
const tokens = new Map<string, string | null>([['ANONYMOUS', null]])
let admin = ''
let source = ''

beforeAll(async () => {
  await addOpenRows(server.database)
  admin = await makeKey(server, 'ADMIN', { isAll: true })
  tokens.set('NONE', await makeKey(server, 'ADMIN', { region: '82' }))
  for (const role of roles) tokens.set(role, await makeKey(server, role, { park: 'own' }))
  source = (await server.database.pool.query('SELECT code FROM source ORDER BY id LIMIT 1')).rows[0].code
})

afterEach(() => expect(server.faults.splice(0)).toEqual([]))

let count = 0

/** A firm, a document of the same name and other subjects that a park reports at a level, with what a mutation asks for. */
interface Ground {
  readonly slug: string
  readonly park: string
  readonly figure: string
  readonly fact: string
  readonly version: string
  readonly proposed: string
  readonly accepted: string
  readonly publication: string
}

const kinds = ['Park', 'Project', 'Enterprise', 'Facility', 'Programme'] as const
const slugOf = (kind: string, { slug }: Ground) => `${slug}-${kind.toLowerCase()}`

/** A ground for each of the places: all of a kind at once, since there are hundreds. */
async function addGrounds(where: readonly Place[], of: Target): Promise<Ground[]> {
  const { database } = server
  const spots = where.map(({ park, level }) => ({
    slug: `ground-${++count}`,
    own: { accessLevel: level, reportedBy: park },
  }))
  await addSubjects(
    database,
    spots.flatMap(({ slug, own }) => [
      { kind: 'ENTERPRISE' as const, slug, ...own },
      ...kinds.map((kind) => ({
        kind: kind.toUpperCase() as Uppercase<typeof kind>,
        slug: `${slug}-${kind.toLowerCase()}`,
        ...own,
      })),
    ]),
  )
  for (const { slug, own } of spots) await addSource(database, slug, 9, own.accessLevel, null, own.reportedBy)
  const figures = await addFigures(
    database,
    spots.flatMap(({ slug, own }) =>
      ['', 'other'].map((breakdown) => ({
        ...{ subject: slug, indicator: 'revenue', start: '2018-01-01', end: '2019-01-01', value: '5', breakdown },
        ...{ ...own, seriesAccessLevel: own.accessLevel },
      })),
    ),
  )
  return Promise.all(
    spots.map(async ({ slug, own }, at) => {
      const [figure = '', other = ''] = figures.slice(2 * at)
      const title = { title: 'x', access_level: own.accessLevel }
      const honour = await addFact(database, 'honour', slug, title, own.reportedBy)
      const fact = Buffer.from(`Honour:${honour}`).toString('base64')
      const ground = { slug, park: own.reportedBy, figure, fact, version: '1', ...nothing }
      return { ...ground, ...(await prepare[of](ground, other)) }
    }),
  )
}

const nothing = { proposed: '', accepted: '', publication: '' }

const advance = async (name: string, input: object) => {
  const { publication } = await write(server, `${name}Publication`, { ...input }, admin)
  const { id, lastStep } = publication as { id: string; lastStep: { id: string } }
  return { publication: id, version: lastStep.id }
}

const draft = ({ figure }: Ground) => advance('draft', { title: 'x', level: 'PUBLIC', observations: [figure] })

/** What a mutation asks for beside rows. */
const prepare: Record<Target, (ground: Ground, other: string) => Promise<Partial<Ground>>> = {
  ROW: async () => ({}),
  PARK: async () => ({}),
  EVERYTHING: async () => ({}),
  CORRECTION: async ({ figure }, other) => {
    const accepted = await propose(server.database, other, { value: '6' })
    await decide(server.database, accepted)
    return { proposed: await propose(server.database, figure, { value: '7' }), accepted }
  },
  ARCHIVED: async ({ slug: subject, version: expectedVersion }) => {
    const answer = await write(server, 'archiveSubject', { subject, expectedVersion, reason: 'x' }, admin)
    await write(server, 'archiveSource', { source: subject, expectedVersion, reason: 'x' }, admin)
    return { version: String(pick(answer, 'subject.version')) }
  },
  DRAFT: draft,
  SUBMITTED: async (ground) => {
    const { publication, version } = await draft(ground)
    return advance('submit', { publication, expectedVersion: version })
  },
}

const honour = { honour: { title: 'y' } }
const make = (more: object) => (ground: Ground) => ({
  ...{ slug: `${ground.park}-made-${++count}`, name: '新', pinyin: 'xin', reportingPark: ground.park, ...more },
})
const update = (kind: string) => (ground: Ground) => ({ slug: slugOf(kind, ground), expectedVersion: '1', name: '新' })
const revise = ({ figure }: Ground) => ({ observation: figure, expectedVersion: figure, reason: 'x' })
const take = ({ publication, version }: Ground) => ({ publication, expectedVersion: version, reason: 'x' })

const newIndicator = (code: string) => ({
  ...{ code, name: '新', labels: { zh: '新', en: 'New' }, definition: { zh: '新', en: 'New' } },
  ...{ defaultUnit: 'PERSON', aggregationOverTime: 'SUM', aggregationOverParks: 'SUM' },
})

/** What each mutation is sent. */
const inputs: Record<MutationName, (ground: Ground) => Record<string, unknown>> = {
  acceptCorrection: ({ proposed }) => ({ correction: proposed, expectedVersion: '1', reason: 'x' }),
  approvePublication: take,
  archiveIndicator: () => ({ indicator: 'revenue', expectedVersion: '1', reason: 'x' }),
  archiveSource: ({ slug, version }) => ({ source: slug, expectedVersion: version, reason: 'x' }),
  archiveSubject: ({ slug, version }) => ({ subject: slug, expectedVersion: version, reason: 'x' }),
  cancelPublication: take,
  createEnterprise: make({}),
  createFacility: make({}),
  createIndicator: () => newIndicator(`made_${++count}`),
  createPark: make({ kind: 'INDUSTRIAL_PARK' }),
  createProgramme: make({}),
  createProject: make({ kind: 'INDUSTRIAL' }),
  createSource: ({ park }) => ({
    ...{ code: `made-${++count}`, title: 'x', kind: 'SURVEY', publishedFrom: '2026-01-01', publishedTo: '2026-01-01' },
    reportingPark: park,
  }),
  draftPublication: ({ figure }) => ({ title: 'x', level: 'PUBLIC', observations: [figure] }),
  proposeCorrection: ({ figure }) => ({
    ...{ observation: figure, changes: { value: '8' }, evidence: { zh: '据', en: 'x' }, confidence: 'LOW' },
  }),
  recordFacts: ({ slug }) => ({ facts: [{ subject: slug, content: honour, source, publishedOn: '2026-01-01' }] }),
  recordObservations: ({ slug }) => ({
    observations: [
      {
        ...{ subject: slug, indicator: 'revenue', accumulation: 'MONTH', nature: 'ACTUAL', period: '2018-03' },
        ...{ value: '1', unit: 'CNY_10K', source, publishedOn: '2026-01-01', accessLevel: 'RESTRICTED' },
      },
    ],
  }),
  rejectCorrection: ({ accepted }) => ({ correction: accepted, expectedVersion: '2', reason: 'x' }),
  restoreIndicator: () => ({ indicator: 'revenue', expectedVersion: '1', reason: 'x' }),
  restoreSource: ({ slug, version }) => ({ source: slug, expectedVersion: version, reason: 'x' }),
  restoreSubject: ({ slug, version }) => ({ subject: slug, expectedVersion: version, reason: 'x' }),
  returnPublication: take,
  reviseFact: ({ fact }) => ({ fact, expectedVersion: fact, content: honour, reason: 'x' }),
  reviseObservation: (ground) => ({ ...revise(ground), value: '9' }),
  submitPublication: take,
  updateEnterprise: update('Enterprise'),
  updateFacility: update('Facility'),
  updateIndicator: () => ({ code: 'revenue', expectedVersion: '1', name: '新' }),
  updatePark: update('Park'),
  updateProgramme: update('Programme'),
  updateProject: update('Project'),
  updateSource: ({ slug, version }) => ({ code: slug, expectedVersion: version, title: '新' }),
  withdrawFact: ({ fact }) => ({ fact, expectedVersion: fact, reason: 'x' }),
  withdrawObservation: revise,
}

/** Where a mutation is asked: of rows at every level; else the level says nothing, or there is nothing public to publish. */
function placesOf(name: MutationName): Place[] {
  const { of } = mutationRights[name]
  if (of === 'EVERYTHING') return places.filter(({ park, level }) => park === 'own' && level === 'INTERNAL')
  if (name === 'draftPublication') return places.filter(({ level }) => level !== 'PUBLIC')
  const isOfLevels = of === 'ROW' || of === 'CORRECTION' || of === 'ARCHIVED'
  return isOfLevels ? places : places.filter(({ level }) => level === 'INTERNAL')
}

/** One ground of each place, for what is refused: it stays as it is. */
const kept = new Map<string, Promise<Ground[]>>()

function keepGrounds(name: MutationName): Promise<Ground[]> {
  const [where, { of }] = [placesOf(name), mutationRights[name]]
  const key = `${of} ${where.length}`
  const grounds = kept.get(key) ?? addGrounds(where, of)
  kept.set(key, grounds)
  return grounds
}

describe.each(Object.keys(mutationRights) as MutationName[])('%s', (name) => {
  const { of } = mutationRights[name]

  test.each(askers)('as %s of a park', async (asker) => {
    const where = placesOf(name)
    const grounds = await keepGrounds(name)
    const ask = async (some: readonly Place[], own: readonly Ground[]) => {
      const told = await writeEach(server, name, own.map(inputs[name]), tokens.get(asker) ?? null)
      const answers = told.map(({ __typename }) => __typename.replace(/^.*(Success)$/, '$1'))
      expect(some.map((place, at) => ({ ...place, answer: answers[at] }))).toEqual(
        some.map((place) => ({ ...place, answer: answerOf(asker, name, place) })),
      )
    }
    const isOpen = (place: Place) => answerOf(asker, name, place) === 'Success'
    const [open, refused] = [where.filter(isOpen), where.filter((place) => !isOpen(place))]
    const ofRefused = grounds.filter((_, at) => !isOpen(where[at] as Place))
    if (refused.length > 0) await leaveNothing(server, () => ask(refused, ofRefused))
    if (open.length > 0) await ask(open, await addGrounds(open, of))
  })

  test.skipIf(of === 'PARK' || of === 'EVERYTHING')('what is hidden is like what is not there', async () => {
    const hidden = (await keepGrounds(name)).at(placesOf(name).findLastIndex(({ park }) => park === 'own')) as Ground
    const none = (type: string) => Buffer.from(`${type}:1:999999999`).toString('base64')
    const absent = {
      ...{ slug: 'nothing', park: 'own', version: hidden.version, figure: none('Observation') },
      ...{ fact: Buffer.from('Honour:999999999').toString('base64'), publication: none('Publication') },
      ...{ proposed: none('Correction'), accepted: none('Correction') },
    }
    const ask = (ground: Ground) => write(server, name, inputs[name](ground), tokens.get('READER') ?? null)
    const plain = (answer: Answer, { slug, figure, fact, publication, proposed, accepted }: Ground) =>
      [figure, fact, publication, proposed, accepted]
        .map((id) => Buffer.from(id, 'base64').toString().split(':').slice(1).join(':'))
        .filter(Boolean)
        // An id of one may end that of another.
        .sort((a, b) => b.length - a.length)
        .reduce((text, word) => text.replaceAll(word, 'X'), JSON.stringify(answer).replaceAll(slug, 'X'))
    const [first, second] = [await ask(hidden), await ask(absent)]
    expect(first.__typename).toBe('NotFound')
    expect(plain(first, hidden)).toBe(plain(second, absent))
  })
})

test('no role makes a document known that is public', async () => {
  for (const level of levels) {
    const days = { publishedFrom: '2026-01-01', publishedTo: '2026-01-01', accessLevel: level }
    const input = { code: `s-${level}`.toLowerCase(), title: 'x', kind: 'SURVEY', reportingPark: 'own', ...days }
    const work = () => write(server, 'createSource', input, tokens.get('ADMIN') ?? null)
    const answer = await (level === 'PUBLIC' ? leaveNothing(server, work) : work())
    expect([level, answer.issues?.map(({ code }) => code)]).toEqual([
      level,
      level === 'PUBLIC' ? ['NOT_PUBLIC'] : undefined,
    ])
  }
})

test('indicators take the role ADMIN for everything', async () => {
  for (const role of roles) {
    const token = await makeKey(server, role, { isAll: true })
    const code = `kept_by_${role.toLowerCase()}`
    const work = async (name: string, input: object) => {
      const ask = () => write(server, name, { ...input }, token)
      return (await (role === 'ADMIN' ? ask() : leaveNothing(server, ask))).__typename.replace(/^.*(Success)$/, '$1')
    }
    const known = { indicator: role === 'ADMIN' ? code : 'revenue', reason: 'x' }
    const answers = [
      await work('createIndicator', newIndicator(code)),
      await work('updateIndicator', { code: known.indicator, expectedVersion: '1', name: '改' }),
      await work('archiveIndicator', { ...known, expectedVersion: '2' }),
      await work('restoreIndicator', { ...known, expectedVersion: '3' }),
    ]
    expect([role, answers]).toEqual([role, Array(4).fill(role === 'ADMIN' ? 'Success' : 'Forbidden')])
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
  const [ground] = await addGrounds([{ park: 'own', level: 'INTERNAL' }], 'ROW')
  const input = { ...inputs.reviseObservation(ground as Ground), idempotencyKey: 'once' }
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
