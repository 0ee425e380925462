import type { Database } from '@parkgraph/db'
import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'
import { addOpenRows, addRows, levels, parks, type TestPark } from './access-rows.ts'
import { addCorrection, addDoubt, addFact, addFigures, addSubjects, decide, type NewFigure, propose } from './data.ts'
import { addEdition } from './frameworks.ts'
import { publish } from './publishing.ts'
import type { Place } from './rights.ts'

const kinds = { PARK: '', ENTERPRISE: 'firm-', FACILITY: 'f-', PROJECT: 'w-', PROGRAMME: 'g-' } as const

const keyOf = (id: string) => Buffer.from(id, 'base64').toString().split(':').at(-1)

const year = (of: number) => ({ start: `${of}-01-01`, end: `${of + 1}-01-01`, accumulation: 'FULL_YEAR' })
const promise = { indicator: 'output_value', nature: 'EXPECTED', accumulation: 'AT_CAPACITY' } as const

/** Figures and a correction that everybody sees, by their ids: of each park. */
interface Shown {
  readonly level: string
  readonly jump: string
  readonly correction: string
}
type Open = ReadonlyMap<string, Shown>

/** What everybody sees beside `addOpenRows`: of each park a subject of each kind, with figures that others are worked out from. */
export async function addOpenSubjects(database: Database): Promise<Open> {
  await addOpenRows(database)
  await addEdition(database, {
    ...{ framework: 'rights', edition: '1', method: 'MIN_MAX' },
    indicators: [{ indicator: 'tax_revenue', weight: '100', derivation: 'YEAR_ON_YEAR' }],
    cohorts: { all: ['33', '44'] },
  })
  const open = new Map<string, Shown>()
  for (const park of parks) open.set(park, await addOpen(database, park))
  return open
}

async function addOpen(database: Database, park: TestPark): Promise<Shown> {
  const own = { reportedBy: park }
  await addSubjects(database, [
    { kind: 'FACILITY', slug: `f-${park}`, park, ...own },
    { kind: 'PROJECT', slug: `w-${park}`, park, ...own },
    { kind: 'PROGRAMME', slug: `g-${park}`, park, ...own },
    // Where these lie is hidden.
    { kind: 'ENTERPRISE', slug: `firm-apart-${park}`, ...own },
    { kind: 'PARK', slug: `k-apart-${park}`, ...own },
    { kind: 'FACILITY', slug: `f-${park}-released`, ...own, accessLevel: 'INTERNAL' },
  ])
  const { rows } = await database.pool.query('SELECT id FROM subject WHERE slug = $1', [`f-${park}-released`])
  await publish(database, [Buffer.from(`Facility:${rows[0].id}`).toString('base64')])
  await addFact(database, 'project_stage', `w-${park}`, { stage: 'PRODUCTION', state: 'DONE' }, park)
  const figures = await addFigures(database, [
    // An implausible jump after two years, for the checks.
    { ...own, ...year(2007), subject: park, indicator: 'revenue', value: '10' },
    { ...own, ...year(2008), subject: park, indicator: 'revenue', value: '11' },
    { ...own, ...year(2009), subject: park, indicator: 'revenue', value: '11000000' },
    { ...own, ...year(2011), subject: park, indicator: 'tax_revenue', value: '20' },
    { ...own, ...year(2012), subject: park, indicator: 'tax_revenue', value: '30', nature: 'FORECAST' },
    { ...own, ...year(2011), subject: park, indicator: 'land_area', value: '5', unit: 'MU' },
    { ...own, ...promise, subject: `w-${park}`, value: '8' },
  ])
  const [, , jump = '', level = ''] = figures
  return { jump, level, correction: await addCorrection(database, level, 'PUBLIC') }
}

/** The indicators of the fields of a type of subjects that are figures, each with the nature that it reads. */
const figuresOf = (type: GraphQLObjectType) =>
  Object.values(type.getFields())
    .filter(({ name, type }) => name !== 'latest' && String(type) === 'Observation')
    .map(({ name, args }) => ({
      indicator: name === 'staff' ? 'employment' : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      nature: String(args.find((arg) => arg.name === 'nature')?.defaultValue),
    }))

/** Rows of each kind that a park reports at a level, of subjects that everybody sees, beside those of `addRows`. */
export async function addHiddenRows(
  database: Database,
  schema: GraphQLSchema,
  place: Place,
  open: Open,
): Promise<void> {
  const shown = open.get(place.park)
  if (!shown) throw new Error(`${place.park} shows nothing`)
  const [name, own] = [nameOf(place), { accessLevel: place.level, reportedBy: place.park }]
  await addRows(database, place.park, place.level)
  await addSubjects(database, [
    { kind: 'FACILITY', slug: `f-${name}`, park: place.park, ...own },
    { kind: 'PROGRAMME', slug: `g-${name}`, park: place.park, ...own },
  ])
  await database.pool.query(`UPDATE subject SET name = name || '!' WHERE slug = $1`, [`f-${name}`])
  await database.pool.query(`UPDATE source SET title = title || '!' WHERE code = $1`, [`s-${name}`])
  const figure = await addHiddenFigures(database, schema, place, shown)
  await addHiddenFacts(database, place)
  await addQuestions(database, place, shown)
  await decide(database, await propose(database, figure, { value: '75' }))
}

const nameOf = ({ park, level }: Place) => `${park}-${level.toLowerCase()}`

async function addHiddenFigures(
  database: Database,
  schema: GraphQLSchema,
  place: Place,
  shown: Shown,
): Promise<string> {
  const { park, level } = place
  const at = levels.indexOf(level)
  const { rows: units } = await database.pool.query('SELECT code, default_unit_code AS unit FROM indicator')
  const figure = (subject: string, more: Partial<NewFigure>) => {
    const indicator = more.indicator ?? 'tax_revenue'
    const unit = units.find(({ code }) => code === indicator)?.unit as string
    const own = { accessLevel: level, seriesAccessLevel: level, reportedBy: park }
    return {
      ...own,
      ...year(2013 + at),
      publishedOn: `202${4 + at}-01-01`,
      value: `7${at}`,
      ...more,
      subject,
      indicator,
      unit,
    }
  }
  const typed = Object.entries(kinds).flatMap(([kind, start]) => {
    const type = schema.getType(kind.charAt(0) + kind.slice(1).toLowerCase())
    const all = isObjectType(type) ? [...figuresOf(type), { indicator: 'staff_reduced', nature: 'ACTUAL' }] : []
    return all.map((one) => figure(`${start}${park}`, one))
  })
  const [id = ''] = await addFigures(database, [
    ...typed,
    ...[2011, 2012].map((of) => figure(park, { ...year(of), end: `${of}-12-01`, accumulation: 'YEAR_TO_DATE' })),
    ...[2011, 2012].flatMap((of) => [
      figure(`firm-${park}`, { ...year(of), indicator: 'revenue' }),
      figure(`firm-${park}`, year(of)),
    ]),
    figure(park, year(2012)),
    figure(park, { ...year(2011), publishedOn: '2019-01-01' }),
    figure(park, { ...year(2011), indicator: 'land_area' }),
    figure(park, { ...year(2006), indicator: 'revenue' }),
    figure(park, { ...year(2011), growthOf: shown.level, measure: 'CHANGE' }),
    { ...figure(park, { ...year(2011), growthOf: shown.level, measure: 'GROWTH' }), unit: 'PERCENT' },
    figure(`k-${nameOf(place)}`, year(2011)),
    figure(`w-${park}`, { indicator: 'output_value' }),
  ])
  return id
}

async function addHiddenFacts(database: Database, place: Place): Promise<void> {
  const { park, level } = place
  const [name, firm] = [nameOf(place), `firm-${park}`]
  const add = (table: Parameters<typeof addFact>[1], subject: string, values: Parameters<typeof addFact>[3]) =>
    addFact(database, table, subject, { ...values, access_level: level }, park)
  for (const subject of Object.values(kinds).map((start) => `${start}${park}`)) {
    await add('honour', subject, { title: name })
    await add('subject_name', subject, { name, kind: 'ALIAS' })
    await add('statement', subject, { topic: 'GOALS', summary_zh: name, summary_en: name })
    await add('assignment', subject, { person: name, role: 'r', organisation: 'o', programme: `g-${park}` })
    await add('relationship', subject, { kind: 'PARTNER', to: firm })
    if (subject !== park) await add('membership', subject, { park, role: 'LOCATED_IN' })
  }
  await add('membership', `firm-apart-${park}`, { park, role: 'PART_OF' })
  await add('membership', `k-apart-${park}`, { park, role: 'PART_OF' })
  await add('panel_membership', firm, { scope: 'ABOVE_SCALE', period_start: '2011-01-01', period_end: '2013-01-01' })
  for (const stage of ['PAVING', 'PRODUCTION']) await add('project_stage', `w-${park}`, { stage, state: 'DONE' })
}

/** Doubts and corrections, of subjects and of figures, and a decision. */
async function addQuestions(database: Database, place: Place, shown: Shown): Promise<void> {
  const { park, level } = place
  for (const start of Object.values(kinds)) await addDoubt(database, `${start}${park}`, level, park)
  for (const figure of [shown.level, shown.jump]) {
    await addCorrection(database, figure, level)
    await database.pool.query(
      `INSERT INTO doubt_about (doubt_id, subject_id, reporting_park_id, observation_id)
       SELECT $1, s.subject_id, o.reporting_park_id, o.id FROM observation o
         JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id WHERE o.id = $2`,
      [keyOf(await addDoubt(database, park, level, park)), keyOf(figure)],
    )
  }
  await database.pool.query(
    `INSERT INTO correction_decision (reporting_park_id, correction_id, state, decided_by, decided_on, reason, access_level)
     SELECT c.reporting_park_id, c.id, 'REJECTED', 'x', '2020-01-01', 'x', $2::"AccessLevel" FROM correction c WHERE c.id = $1`,
    [keyOf(shown.correction), level],
  )
}
