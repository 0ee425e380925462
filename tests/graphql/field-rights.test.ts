import { schema } from '@parkgraph/server'
import { type GraphQLObjectType, isObjectType } from 'graphql'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { send } from '../imports/send.ts'
import { useServer } from '../kit/server.ts'
import { collectTold, findPlaces, isOwn, makeOperations, planOf } from './field-paths.ts'
import { entered, rightOf } from './field-rights.ts'
import { addHiddenRows, addOpenSubjects } from './hidden-rows.ts'
import { type Asker, askers, queryRights, seesRow } from './rights.ts'
import { makeKey } from './writing.ts'

const server = useServer()
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const roots = ['Query', 'Mutation', 'Subscription']
const types = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__') && !roots.includes(type.name),
)
const fields = types.flatMap((type) =>
  Object.values(type.getFields()).map((field) => ({
    name: `${type.name}.${field.name}`,
    field,
    right: rightOf(type.name, field.name),
  })),
)
// The clock tells when something was, as docs/access.md says.
const operations = makeOperations(schema).filter((operation) => operation !== '{ __typename clock }')

/**
 * Rows that come one batch after the other, first those that nobody who is asked for sees: each sees all rows of a batch, or none.
 */
const batches = [
  { parks: ['outer', 'sibling'], levels: ['INTERNAL', 'RESTRICTED'] },
  { parks: ['own', 'inner'], levels: ['RESTRICTED'] },
  { parks: ['own', 'inner'], levels: ['INTERNAL'] },
] as const
const placesOf = ({ parks, levels }: (typeof batches)[number]) =>
  parks.flatMap((park) => levels.map((level) => ({ park, level })))

/** Whether an asker sees the rows of each batch, by the table of rights. */
const seenBy = (asker: Asker) =>
  batches.map((batch) => {
    const seen = new Set(placesOf(batch).map(({ park, level }) => seesRow(asker, park, level)))
    expect(seen.size).toBe(1)
    return seen.has(true)
  })

/** Who is asked first of those who see the same rows. */
const firstAlike = (asker: Asker) => askers.find((one) => String(seenBy(one)) === String(seenBy(asker))) as Asker

/** How many batches come before the first that an asker sees. */
const countHidden = (asker: Asker) => [...seenBy(asker), true].indexOf(true)

const tokens = new Map<Asker, string>()
type Answers = ReadonlyMap<string, string>
type Told = ReturnType<typeof collectTold>
const answers = new Map<string, Answers>()
/** What an asker was answered after so many batches. */
const answered = (asker: Asker, count: number) => answers.get(`${asker} ${count}`) ?? new Map<string, string>()

async function ask(asker: Asker): Promise<Answers> {
  const found = operations.map(async (operation) => {
    const { data, errors } = await server.send(operation, {}, tokens.get(asker) ?? null)
    expect([asker, operation, errors]).toEqual([asker, operation, undefined])
    return [operation, JSON.stringify(data)] as const
  })
  return new Map(await Promise.all(found))
}

/** After how many batches those who see the same rows are held against each other: once they see some. */
const countShown = (asker: Asker) => Math.min(countHidden(asker) + 1, batches.length)

function isAsked(asker: Asker, count: number): boolean {
  const first = firstAlike(asker)
  const isAlone = askers.every((one) => one === asker || firstAlike(one) !== first)
  return (first === asker && [0, countHidden(asker)].includes(count)) || (!isAlone && count === countShown(asker))
}

beforeAll(async () => {
  const open = await addOpenSubjects(server.database)
  tokens.set('NONE', await makeKey(server, 'READER', { region: '82' }))
  for (const asker of askers.slice(2)) tokens.set(asker, await makeKey(server, asker, { park: 'own' }))
  await send(server, '对象代号\r\nx', { token: tokens.get('EDITOR') ?? null })
  for (let count = 0; count <= batches.length; count++) {
    const batch = batches[count - 1]
    for (const place of batch ? placesOf(batch) : []) await addHiddenRows(server.database, schema, place, open)
    for (const asker of askers) if (isAsked(asker, count)) answers.set(`${asker} ${count}`, await ask(asker))
  }
}, 120_000)

describe('every field', () => {
  test('has an entry', () => {
    expect(fields.filter(({ right }) => !right).map(({ name }) => name)).toEqual([])
    const names = new Set(fields.map(({ name }) => name))
    expect(entered.filter((name) => !names.has(name))).toEqual([])
  })

  test('is made of its own row where its entry says so', () => {
    const wrong = fields.filter(({ field, right }) => right && (right === 'own') !== isOwn(field))
    expect(wrong.map(({ name, right }) => `${name}: ${right}`)).toEqual([])
  })
})

const editor = () =>
  [1, 2].map((count) => [...answered('EDITOR', count)].map(([, text]) => collectTold(JSON.parse(text))))

/** No park reports them, so that none of the roles here is told: `indicators-read.test.ts` asks them. */
const apart = /^IndicatorChange\./

test('every field that queries reach is told to whoever sees rows', () => {
  const told = new Set(editor().flatMap((some) => some.flatMap((one) => [...one.values()].map(({ field }) => field))))
  const plans = new Set(fields.filter(({ name }) => told.has(name)).map(({ field }) => planOf(field)))
  const reached = findPlaces(schema)
  const missing = fields.filter(
    ({ name, field }) =>
      !apart.test(name) && reached.has(name.split('.')[0] ?? '') && !told.has(name) && !plans.has(planOf(field)),
  )
  expect(missing.map(({ name }) => name)).toEqual([])
})

test('what hidden rows would change changes for whoever sees them', () => {
  const [before = [], after = []] = editor()
  const changed = new Set(
    after.flatMap((told, at) =>
      [...told]
        .filter(([place, { value }]) => (before[at]?.get(place)?.value ?? value) !== value)
        .map(([, { field }]) => field),
    ),
  )
  const plans = new Set(fields.filter(({ name }) => changed.has(name)).map(({ field }) => planOf(field)))
  const still = fields.filter(({ field, right }) => right === 'rows' && !plans.has(planOf(field)))
  expect(still.map(({ name }) => name)).toEqual([])
})

/** The fields that tell what differs between answers: an answer that differs in none of what it tells is named itself. */
function compare(before: Answers, after: Answers): string[] {
  const differing = [...after].filter(([operation, text]) => before.get(operation) !== text)
  return differing.flatMap(([operation, text]) => {
    const [one, other] = [before.get(operation) ?? 'null', text].map((each) => collectTold(JSON.parse(each))) as [
      Told,
      Told,
    ]
    const fields = [...other]
      .filter(([place, { value }]) => one.get(place)?.value !== value)
      .map(([, { field }]) => field)
    return fields.length > 0 ? [...new Set(fields)] : [operation]
  })
}

test.each(askers.filter((asker) => firstAlike(asker) === asker))(
  '%s is told the same, whatever there is that they may not see',
  (asker) => {
    const [before, after] = [0, countHidden(asker)].map((count) => answered(asker, count)) as [Answers, Answers]
    expect([before.size, after.size]).toEqual([operations.length, operations.length])
    expect(compare(before, after)).toEqual([])
  },
)

test.each(askers.filter((asker) => firstAlike(asker) !== asker))(
  '%s is told what others are who see the same rows',
  (asker) => {
    const [mine, theirs] = [asker, firstAlike(asker)].map((one) => answered(one, countShown(asker))) as [
      Answers,
      Answers,
    ]
    const shared = [...mine].filter(([operation]) => !isPersonal(operation))
    expect(mine.size).toBe(operations.length)
    expect(compare(theirs, new Map(shared))).toEqual([])
  },
)

/** Whether an operation asks who asks, or for what they sent. */
const isPersonal = (operation: string) =>
  Object.entries(queryRights).some(
    ([name, told]) => ['PERMISSIONS', 'SENDERS'].includes(told) && operation.startsWith(`{ __typename ${name} `),
  )
