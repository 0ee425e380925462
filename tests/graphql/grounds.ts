import type { TestServer } from '../kit/server.ts'
import { addFact, addFigures, addSource, addSubjects, decide, pick, propose } from './data.ts'
import type { MutationName, Place, Target } from './rights.ts'
import { write } from './writing.ts'

let count = 0

/** A firm, a document of the same name and other subjects that a park reports at a level, with what a mutation asks for. */
export interface Ground {
  readonly slug: string
  readonly park: string
  readonly figure: string
  readonly fact: string
  readonly version: string
  readonly proposed: string
  readonly accepted: string
  readonly publication: string
  /** A document that everybody may cite. */
  readonly source: string
}

const kinds = ['Park', 'Project', 'Enterprise', 'Facility', 'Programme'] as const
const slugOf = (kind: string, { slug }: Ground) => `${slug}-${kind.toLowerCase()}`

/** A ground for each of the places: all of a kind at once, since there are hundreds. `admin` is a key for everything. */
export async function addGrounds(
  server: TestServer,
  admin: string,
  where: readonly Place[],
  of: Target,
): Promise<Ground[]> {
  const { database } = server
  const { rows } = await database.pool.query<{ code: string }>('SELECT code FROM source ORDER BY id LIMIT 1')
  const source = rows[0]?.code ?? ''
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
      const ground = { slug, park: own.reportedBy, figure, fact, version: '1', source, ...nothing }
      return { ...ground, ...(await prepare[of](ground, { server, admin, other })) }
    }),
  )
}

const nothing = { proposed: '', accepted: '', publication: '' }

interface Kit {
  readonly server: TestServer
  readonly admin: string
  /** Another figure of the ground. */
  readonly other: string
}

const advance = async ({ server, admin }: Kit, name: string, input: object) => {
  const { publication } = await write(server, `${name}Publication`, { ...input }, admin)
  const { id, lastStep } = publication as { id: string; lastStep: { id: string } }
  return { publication: id, version: lastStep.id }
}

const draft = ({ figure }: Ground, kit: Kit) =>
  advance(kit, 'draft', { title: 'x', level: 'PUBLIC', observations: [figure] })

/** What a mutation asks for beside rows. */
const prepare: Record<Target, (ground: Ground, kit: Kit) => Promise<Partial<Ground>>> = {
  ROW: async () => ({}),
  PARK: async () => ({}),
  EVERYTHING: async () => ({}),
  CORRECTION: async ({ figure }, { server, other }) => {
    const accepted = await propose(server.database, other, { value: '6' })
    await decide(server.database, accepted)
    return { proposed: await propose(server.database, figure, { value: '7' }), accepted }
  },
  ARCHIVED: async ({ slug: subject, version: expectedVersion }, { server, admin }) => {
    const answer = await write(server, 'archiveSubject', { subject, expectedVersion, reason: 'x' }, admin)
    await write(server, 'archiveSource', { source: subject, expectedVersion, reason: 'x' }, admin)
    return { version: String(pick(answer, 'subject.version')) }
  },
  DRAFT: draft,
  SUBMITTED: async (ground, kit) => {
    const { publication, version } = await draft(ground, kit)
    return advance(kit, 'submit', { publication, expectedVersion: version })
  },
}

const honour = { honour: { title: 'y' } }
const make = (more: object) => (ground: Ground) => ({
  ...{ slug: `${ground.park}-made-${++count}`, name: '新', pinyin: 'xin', reportingPark: ground.park, ...more },
})
const update = (kind: string) => (ground: Ground) => ({ slug: slugOf(kind, ground), expectedVersion: '1', name: '新' })
const revise = ({ figure }: Ground) => ({ observation: figure, expectedVersion: figure, reason: 'x' })
const take = ({ publication, version }: Ground) => ({ publication, expectedVersion: version, reason: 'x' })

export const newIndicator = (code: string) => ({
  ...{ code, name: '新', labels: { zh: '新', en: 'New' }, definition: { zh: '新', en: 'New' } },
  ...{ defaultUnit: 'PERSON', aggregationOverTime: 'SUM', aggregationOverParks: 'SUM' },
})

/** What each mutation is sent. */
export const inputs: Record<MutationName, (ground: Ground) => Record<string, unknown>> = {
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
  recordFacts: ({ slug, source }) => ({
    facts: [{ subject: slug, content: honour, source, publishedOn: '2026-01-01' }],
  }),
  recordObservations: ({ slug, source }) => ({
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
