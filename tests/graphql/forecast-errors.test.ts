import { afterEach, expect, test } from 'vitest'
import { useServer } from '../kit/server.ts'
import { addSubjects } from './data.ts'
import { refuseBy } from './refuse.ts'

const server = useServer()
const refuse = refuseBy(server)
afterEach(() => expect(server.faults.splice(0)).toEqual([]))

const selections = ['__typename', 'errors { error }', 'groups(by: [SUBJECT]) { count }']

test.each(selections)('names that nobody has are refused by their place: { %s }', async (fields) => {
  const ask = (args: string) => `{ forecastErrors(${args}) { ${fields} } }`
  await refuse(ask('subjects: ["xiangxiang-etdz", "nope"]'), undefined, 'UNKNOWN_SUBJECT', 'subjects[1]')
  await refuse(ask('indicators: ["revenue", "nope"]'), undefined, 'UNKNOWN_INDICATOR', 'indicators[1]')
  await refuse(ask('subjects: ["nope"], within: "1900"'), undefined, 'UNKNOWN_SUBJECT', 'subjects[0]')
})

test('a subject that the viewer may not see is unknown', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'hidden', accessLevel: 'RESTRICTED' }])
  await refuse('{ forecastErrors(subjects: ["hidden"]) { __typename } }', undefined, 'UNKNOWN_SUBJECT', 'subjects[0]')
})

test('a known subject of which nothing was forecast has no errors', async () => {
  await addSubjects(server.database, [{ kind: 'PARK', slug: 'silent' }])
  const { data, errors } = await server.send(
    '{ forecastErrors(subjects: ["silent"]) { errors { error } groups(by: []) { count meanErrorPercent } } }',
  )
  expect(errors).toBeUndefined()
  expect(data).toEqual({ forecastErrors: { errors: [], groups: [] } })
})
